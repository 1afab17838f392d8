//! What the words leave open: the usual place of a subject, its usual deed, its hour.

use super::Actor;
use super::motif::{
    Beast, Bird, Car, Craft, Deed, Hour, Lighting, Machine, Place, Role, Subject, Thing,
};

/// Places that are handsome with nobody in them.
const OPEN: &[Place] = &[
    Place::Hills,
    Place::Mountains,
    Place::Lake,
    Place::Desert,
    Place::Leafwood,
    Place::Beach,
    Place::Village,
    Place::Meadow,
    Place::Harbour,
    Place::Canyon,
    Place::Pines,
    Place::Rooftop,
];

/// Subjects that suit any place, for words that are in no table.
const ANYWHERE: &[Subject] = &[
    Subject::Thing(Thing::Paper),
    Subject::Craft(Craft::Balloon),
    Subject::Bird(Bird::Gull),
    Subject::Craft(Craft::PaperPlane),
    Subject::Thing(Thing::Lantern),
    Subject::Thing(Thing::Tree),
];

/// A cast for a text of unknown words.
pub(crate) fn cast(hash: u64) -> Vec<Actor> {
    vec![Actor {
        subject: nth(ANYWHERE, hash >> 8, Subject::Thing(Thing::Paper)),
        count: 1,
        tint: None,
    }]
}

/// Where a subject is at home.
pub(crate) fn place(lead: Option<Subject>, deed: Option<Deed>, hash: u64) -> Place {
    let open = || nth(OPEN, hash, Place::Hills);
    match (lead, deed) {
        (None, _) => open(),
        (Some(Subject::Person(_)), Some(Deed::Cook)) => Place::Kitchen,
        (Some(Subject::Person(_) | Subject::Bird(_) | Subject::Beast(_)), Some(Deed::Swim)) => {
            Place::Lake
        }
        (Some(subject), _) => home(subject).unwrap_or_else(open),
    }
}

fn home(subject: Subject) -> Option<Place> {
    Some(match subject {
        Subject::Beast(beast) => match beast {
            Beast::Camel => Place::Desert,
            Beast::Giraffe | Beast::Zebra | Beast::Elephant | Beast::Lion | Beast::Rhino => {
                Place::Meadow
            }
            Beast::PolarBear => Place::Snowfield,
            Beast::Tiger | Beast::Monkey | Beast::Sauropod | Beast::Frog | Beast::Crocodile => {
                Place::Jungle
            }
            Beast::Fox | Beast::Bear | Beast::Deer | Beast::Wolf | Beast::Squirrel => {
                Place::Leafwood
            }
            Beast::Goat => Place::Mountains,
            Beast::Panda => Place::Jungle,
            Beast::Cow | Beast::Sheep | Beast::Horse | Beast::Pig | Beast::Donkey => Place::Hills,
            Beast::Cat => Place::Living,
            Beast::Lizard => Place::Desert,
            Beast::Turtle => Place::Beach,
            Beast::Moose => Place::Pines,
            Beast::Dog | Beast::Rabbit | Beast::Mouse | Beast::Hedgehog => Place::Park,
        },
        Subject::Bird(bird) => match bird {
            Bird::Penguin => Place::Snowfield,
            Bird::Duck | Bird::Wader => Place::Lake,
            Bird::Hen => Place::Field,
            Bird::Ostrich => Place::Meadow,
            Bird::Raptorsaur => Place::Jungle,
            Bird::Gull => Place::Sea,
            Bird::Owl => Place::Pines,
            Bird::Raptor | Bird::Dragon => Place::Mountains,
            Bird::Song | Bird::Bat => return None,
        },
        Subject::Swimmer(_) => Place::Underwater,
        Subject::Bug(_) => Place::Meadow,
        Subject::Person(role) => match role {
            Role::Chef => Place::Kitchen,
            Role::Doctor => Place::Lab,
            Role::Worker => Place::Workshop,
            Role::Dancer | Role::Musician => Place::Stage,
            Role::Runner | Role::Child => Place::Park,
            Role::Cyclist => Place::Road,
            Role::Astronaut => Place::Moon,
            Role::Knight | Role::Mage => Place::Hills,
            Role::Farmer => Place::Field,
            Role::Diver => Place::Underwater,
            Role::Robot => Place::Lab,
            Role::Royal => Place::Stage,
            Role::Skater => Place::Rooftop,
            Role::Person
            | Role::Man
            | Role::Woman
            | Role::Elder
            | Role::Officer
            | Role::Fighter
            | Role::Ghost => return None,
        },
        Subject::Car(car) => match car {
            Car::Train => Place::Railway,
            Car::Tractor | Car::Cart => Place::Field,
            Car::Forklift => Place::Warehouse,
            Car::Excavator => Place::Plain,
            Car::Taxi | Car::Bus | Car::Tram | Car::Police | Car::Ambulance => Place::Street,
            _ => Place::Road,
        },
        Subject::Boat(_) => Place::Sea,
        Subject::Craft(craft) => match craft {
            Craft::Plane | Craft::Helicopter | Craft::Balloon | Craft::PaperPlane => Place::Clouds,
            Craft::Rocket => Place::Plain,
            Craft::Saucer => Place::Space,
            Craft::Drone => Place::Valley,
            Craft::Kite => Place::Beach,
        },
        Subject::Machine(machine) => match machine {
            Machine::Rover => Place::Street,
            Machine::Walker => Place::Lab,
            Machine::Arm => Place::Warehouse,
            Machine::Gripper => Place::Table,
        },
        Subject::Thing(thing) => match thing {
            Thing::Cup | Thing::Fruit | Thing::Bread | Thing::Bottle => Place::Kitchen,
            Thing::Book | Thing::Candle | Thing::Clock | Thing::Phone | Thing::Flower => {
                Place::Table
            }
            Thing::Parcel => Place::Warehouse,
            Thing::Chair => Place::Living,
            Thing::Guitar => Place::Stage,
            Thing::Lighthouse => Place::Beach,
            Thing::Snowman => Place::Snowfield,
            Thing::Windmill | Thing::House | Thing::Tree | Thing::Castle => Place::Hills,
            _ => return None,
        },
    })
}

/// A place that its visitor turns into another: who walks a red plain in a space suit
/// is not on Earth.
pub(crate) fn place_with(place: Place, lead: Option<Subject>) -> Place {
    match (place, lead) {
        (Place::Plain | Place::Desert, Some(Subject::Person(Role::Astronaut))) => Place::Mars,
        _ => place,
    }
}

/// What a subject does when nothing is said of it.
pub(crate) fn deed(lead: Option<Subject>) -> Deed {
    match lead {
        Some(Subject::Beast(_) | Subject::Machine(Machine::Rover | Machine::Walker)) => Deed::Walk,
        Some(Subject::Bird(_) | Subject::Craft(_) | Subject::Bug(_)) => Deed::Fly,
        Some(Subject::Swimmer(_)) => Deed::Swim,
        Some(Subject::Car(_)) => Deed::Drive,
        Some(Subject::Boat(_)) => Deed::Rock,
        Some(Subject::Machine(_)) => Deed::Sort,
        Some(Subject::Person(role)) => match role {
            Role::Dancer => Deed::Dance,
            Role::Runner => Deed::Run,
            Role::Chef => Deed::Cook,
            Role::Musician => Deed::Play,
            Role::Worker | Role::Farmer => Deed::Work,
            Role::Cyclist | Role::Skater => Deed::Ride,
            Role::Diver => Deed::Swim,
            Role::Person | Role::Man | Role::Child | Role::Astronaut | Role::Robot => Deed::Walk,
            _ => Deed::Wait,
        },
        Some(Subject::Thing(_)) | None => Deed::Idle,
    }
}

/// The hour, when only light or nothing is named.
pub(crate) fn hour(place: Place, lighting: &[Lighting], moons: usize) -> Hour {
    let dark = |light: &Lighting| {
        matches!(
            light,
            Lighting::Neon
                | Lighting::Moon
                | Lighting::Stars
                | Lighting::Dark
                | Lighting::Candle
                | Lighting::Flicker
                | Lighting::Lamp
        )
    };
    if place == Place::Mars {
        Hour::Dusk
    } else if moons > 0 || lighting.iter().any(dark) {
        Hour::Night
    } else if lighting.contains(&Lighting::Backlit) {
        Hour::Golden
    } else {
        Hour::Day
    }
}

fn nth<T: Copy>(list: &[T], hash: u64, otherwise: T) -> T {
    let count = u64::try_from(list.len()).unwrap_or(1).max(1);
    usize::try_from(hash % count)
        .ok()
        .and_then(|index| list.get(index).copied())
        .unwrap_or(otherwise)
}
