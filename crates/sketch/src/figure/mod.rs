//! Figures, drawn for each frame. All look to the right, stand at 0, 0 with `y` upwards
//! negative, and are measured in heights of a person.
//!
//! | module | body |
//! |---|---|
//! | `coat` | the tones a figure is cut from |
//! | `gait` | where feet are in a stride |
//! | `beast`, `breeds` | four legs, and the animals that have them |
//! | `bird` | wings |
//! | `swimmer` | fins |
//! | `bug` | small crawlers and flutterers |
//! | `person`, `outfit`, `held` | people, what they wear, what they hold |
//! | `wheels`, `rear` | vehicles from the side and from behind |
//! | `vessel` | boats |
//! | `craft` | what flies |
//! | `machine` | rovers, legged robots, arms and grippers |
//! | `thing` | things that stand |
//! | `flat` | everything seen from above |

mod beast;
mod bird;
mod breeds;
mod bug;
mod coat;
mod craft;
mod flat;
mod gait;
mod held;
mod machine;
mod outfit;
mod person;
mod rear;
mod swimmer;
mod thing;
mod vessel;
mod wheels;

pub(crate) use coat::Coat;
pub(crate) use craft::kite_at;
pub(crate) use flat::{arm_over_belt, draw as draw_flat};
pub(crate) use rear::draw as draw_rear;

use crate::canvas::Canvas;
use crate::reading::motif::{
    Beast, Bird, Boat, Bug, Car, Craft, Deed, Machine, Role, Subject, Swimmer, Thing,
};

/// How a figure stands and moves at a moment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pose {
    pub(crate) deed: Deed,
    /// Seconds since the clip began, shifted so that no two figures move as one.
    pub(crate) t: f32,
    /// Strides made so far.
    pub(crate) stride: f32,
    /// What a hand holds.
    pub(crate) held: Option<Held>,
    /// The tones of what it holds.
    pub(crate) thing: Coat,
}

/// What a person or gripper can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Held {
    Thing(Thing),
    /// The string of a kite.
    String,
}

impl Pose {
    /// A slow swing between -1 and 1.
    pub(crate) fn swing(&self, per_second: f32, start: f32) -> f32 {
        (self.t * per_second * std::f32::consts::TAU + start).sin()
    }

    pub(crate) fn moves(&self) -> bool {
        matches!(self.deed, Deed::Walk | Deed::Trot | Deed::Run)
    }
}

/// Draws a figure.
pub(crate) fn draw(c: &mut Canvas<'_>, subject: Subject, coat: &Coat, pose: &Pose) {
    match subject {
        Subject::Beast(beast) => beast::draw(c, beast, coat, pose),
        Subject::Bird(bird) => bird::draw(c, bird, coat, pose),
        Subject::Swimmer(swimmer) => swimmer::draw(c, swimmer, coat, pose),
        Subject::Bug(bug) => bug::draw(c, bug, coat, pose),
        Subject::Person(role) => person::draw(c, role, coat, pose),
        Subject::Car(car) => wheels::draw(c, car, coat, pose),
        Subject::Boat(boat) => vessel::draw(c, boat, coat, pose),
        Subject::Craft(craft) => craft::draw(c, craft, coat, pose),
        Subject::Machine(machine) => machine::draw(c, machine, coat, pose),
        Subject::Thing(thing) => thing::draw(c, thing, coat, pose),
    }
}

/// How large a subject is drawn beside a person: a picture's measure, not nature's.
pub(crate) fn size(subject: Subject) -> f32 {
    match subject {
        Subject::Beast(beast) => breeds::size(beast),
        Subject::Bird(bird) => match bird {
            Bird::Ostrich | Bird::Dragon => 1.25,
            Bird::Raptorsaur => 1.35,
            Bird::Wader | Bird::Raptor => 0.95,
            _ => 0.72,
        },
        Subject::Swimmer(swimmer) => match swimmer {
            Swimmer::Whale => 1.7,
            Swimmer::Shark | Swimmer::Dolphin => 1.2,
            _ => 0.85,
        },
        Subject::Bug(bug) => match bug {
            Bug::Butterfly | Bug::Snake => 0.7,
            _ => 0.6,
        },
        Subject::Person(Role::Child) => 0.74,
        Subject::Person(_) => 1.0,
        Subject::Car(car) => match car {
            Car::Train | Car::Tram => 1.0,
            Car::Bus | Car::Truck => 0.86,
            Car::Bicycle | Car::Motorcycle | Car::Cart => 0.85,
            _ => 0.78,
        },
        Subject::Boat(boat) => match boat {
            Boat::Ship => 1.15,
            Boat::Sail => 0.92,
            _ => 1.05,
        },
        Subject::Craft(craft) => match craft {
            Craft::Rocket => 1.1,
            Craft::Balloon => 0.78,
            Craft::Drone | Craft::PaperPlane | Craft::Kite => 0.7,
            _ => 1.0,
        },
        Subject::Machine(machine) => match machine {
            Machine::Rover => 0.82,
            Machine::Walker => 0.9,
            Machine::Arm | Machine::Gripper => 1.15,
        },
        Subject::Thing(thing) => match thing {
            Thing::Castle | Thing::House | Thing::Lighthouse | Thing::Windmill | Thing::Tree => {
                0.98
            }
            Thing::Statue => 1.2,
            _ => 0.62,
        },
    }
}

/// How far a figure of size 1 gets with one stride, and how many it makes a second.
pub(crate) fn pace(subject: Subject, deed: Deed) -> (f32, f32) {
    let rate = match deed {
        Deed::Trot => 1.7,
        Deed::Run | Deed::Jump => 2.1,
        _ => 0.95,
    };
    let long = match subject {
        Subject::Beast(_) => 0.62,
        Subject::Person(_) => 0.52,
        _ => 0.4,
    };
    match (subject, deed) {
        (Subject::Machine(Machine::Arm | Machine::Gripper) | Subject::Thing(_), _) => (0.0, 1.0),
        (Subject::Car(Car::Excavator), Deed::Work | Deed::Lift) => (0.0, 1.0),
        (
            Subject::Car(_) | Subject::Person(Role::Cyclist | Role::Skater),
            Deed::Wait | Deed::Idle,
        ) => (0.0, 1.0),
        (Subject::Car(_), _) => (0.62, 1.0),
        (Subject::Person(Role::Cyclist | Role::Skater), _) => (0.55, 1.0),
        (Subject::Machine(Machine::Rover), Deed::Wait | Deed::Idle | Deed::Look) => (0.0, 1.0),
        (Subject::Machine(Machine::Rover), _) => (0.5, 0.7),
        (Subject::Boat(_), Deed::Rock | Deed::Wait) => (0.06, 1.0),
        (Subject::Boat(_), _) => (0.18, 1.0),
        (Subject::Craft(Craft::Balloon | Craft::Kite), _) => (0.10, 1.0),
        (Subject::Craft(Craft::Rocket), _) => (0.0, 1.0),
        (
            Subject::Craft(_) | Subject::Bird(_),
            Deed::Fly | Deed::Drive | Deed::Run | Deed::Trot,
        ) => (0.42, 1.0),
        (Subject::Swimmer(Swimmer::Jellyfish | Swimmer::Octopus), _) => (0.06, 1.0),
        (Subject::Swimmer(_), _) => (0.34, 1.0),
        (Subject::Bug(Bug::Butterfly | Bug::Bee), _) => (0.24, 1.0),
        (Subject::Beast(Beast::Turtle | Beast::Hedgehog), Deed::Walk) => (0.2, 0.7),
        (_, Deed::Walk | Deed::Trot | Deed::Run) => (long, rate),
        (Subject::Beast(_) | Subject::Person(_), Deed::Jump) => (0.4, 1.0),
        (_, Deed::Swim | Deed::Ride) => (0.3, 1.0),
        _ => (0.0, 1.0),
    }
}

/// Whether it casts its shadow on the ground below it.
pub(crate) fn grounded(subject: Subject, deed: Deed) -> bool {
    match subject {
        Subject::Bird(bird) => !bird::flies(bird, deed),
        Subject::Craft(_)
        | Subject::Swimmer(_)
        | Subject::Boat(_)
        | Subject::Bug(Bug::Butterfly | Bug::Bee) => false,
        Subject::Thing(Thing::Balloon) => false,
        _ => deed != Deed::Swim,
    }
}
