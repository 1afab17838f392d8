//! What people wear.

use crate::reading::motif::Role;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hat {
    None,
    Hood,
    Helmet,
    Hard,
    Toque,
    Cap,
    Straw,
    Pointed,
    Crown,
    Visor,
    Band,
    Beanie,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hair {
    Short,
    Long,
    Bun,
    Tail,
    Grey,
    None,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Garment {
    /// Jacket and trousers.
    Jacket,
    /// A coat that swings at the knees.
    Coat,
    Dress,
    Tutu,
    Robe,
    Suit,
    Apron,
    Armour,
    Sheet,
}

/// A way to dress.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Outfit {
    pub(crate) hat: Hat,
    pub(crate) hair: Hair,
    pub(crate) garment: Garment,
    pub(crate) scarf: bool,
    pub(crate) pack: bool,
    /// How much wider than usual.
    pub(crate) bulk: f32,
    pub(crate) head: f32,
}

pub(crate) const fn of(role: Role) -> Outfit {
    let plain = Outfit {
        hat: Hat::None,
        hair: Hair::Short,
        garment: Garment::Jacket,
        scarf: false,
        pack: false,
        bulk: 1.0,
        head: 1.0,
    };
    match role {
        Role::Person => Outfit {
            scarf: true,
            hat: Hat::Beanie,
            ..plain
        },
        Role::Man => Outfit {
            garment: Garment::Coat,
            scarf: true,
            ..plain
        },
        Role::Woman => Outfit {
            hair: Hair::Long,
            garment: Garment::Coat,
            scarf: true,
            bulk: 0.92,
            ..plain
        },
        Role::Child => Outfit {
            head: 1.32,
            hair: Hair::Tail,
            bulk: 1.04,
            ..plain
        },
        Role::Elder => Outfit {
            hair: Hair::Grey,
            garment: Garment::Coat,
            hat: Hat::Cap,
            ..plain
        },
        Role::Dancer => Outfit {
            hair: Hair::Bun,
            garment: Garment::Tutu,
            bulk: 0.84,
            ..plain
        },
        Role::Runner => Outfit {
            hat: Hat::Band,
            hair: Hair::Tail,
            bulk: 0.92,
            ..plain
        },
        Role::Cyclist => Outfit {
            hat: Hat::Visor,
            ..plain
        },
        Role::Worker => Outfit {
            hat: Hat::Hard,
            ..plain
        },
        Role::Chef => Outfit {
            hat: Hat::Toque,
            garment: Garment::Apron,
            ..plain
        },
        Role::Astronaut => Outfit {
            hat: Hat::Helmet,
            hair: Hair::None,
            garment: Garment::Suit,
            pack: true,
            bulk: 1.42,
            head: 1.5,
            ..plain
        },
        Role::Knight => Outfit {
            hat: Hat::Visor,
            hair: Hair::None,
            garment: Garment::Armour,
            bulk: 1.18,
            head: 1.1,
            ..plain
        },
        Role::Doctor => Outfit {
            garment: Garment::Coat,
            hair: Hair::Bun,
            ..plain
        },
        Role::Officer => Outfit {
            hat: Hat::Cap,
            ..plain
        },
        Role::Mage => Outfit {
            hat: Hat::Pointed,
            hair: Hair::Grey,
            garment: Garment::Robe,
            ..plain
        },
        Role::Royal => Outfit {
            hat: Hat::Crown,
            hair: Hair::Long,
            garment: Garment::Dress,
            ..plain
        },
        Role::Fighter => Outfit {
            hat: Hat::Band,
            hair: Hair::Tail,
            garment: Garment::Robe,
            bulk: 0.96,
            ..plain
        },
        Role::Musician => Outfit {
            hat: Hat::Cap,
            ..plain
        },
        Role::Farmer => Outfit {
            hat: Hat::Straw,
            ..plain
        },
        Role::Diver => Outfit {
            hat: Hat::Hood,
            hair: Hair::None,
            garment: Garment::Suit,
            pack: true,
            bulk: 1.02,
            ..plain
        },
        Role::Skater => Outfit {
            hat: Hat::Beanie,
            scarf: true,
            ..plain
        },
        Role::Robot => Outfit {
            hat: Hat::Visor,
            hair: Hair::None,
            garment: Garment::Armour,
            bulk: 1.12,
            head: 1.12,
            ..plain
        },
        Role::Ghost => Outfit {
            hair: Hair::None,
            garment: Garment::Sheet,
            ..plain
        },
    }
}
