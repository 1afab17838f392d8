//! What words can stand for.

/// When in the day it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Hour {
    Dawn,
    Day,
    Golden,
    Dusk,
    Night,
}

/// What the light is like, beside the hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Lighting {
    Lamp,
    Neon,
    Flicker,
    Moon,
    Stars,
    Spot,
    Candle,
    Backlit,
    Cold,
    Soft,
    Sun,
    Dark,
}

/// Where it happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Place {
    Birches,
    Pines,
    Leafwood,
    Jungle,
    Palms,
    Park,
    Hills,
    Valley,
    Mountains,
    Meadow,
    Field,
    Snowfield,
    Desert,
    Plain,
    Canyon,
    Volcano,
    Village,
    Mars,
    Moon,
    Beach,
    Sea,
    Underwater,
    Lake,
    River,
    Waterfall,
    Harbour,
    Street,
    Alley,
    Market,
    Rooftop,
    Bridge,
    Parking,
    Road,
    Motorway,
    Railway,
    TramStop,
    Platform,
    Tunnel,
    Cave,
    Kitchen,
    Living,
    Bedroom,
    Sill,
    Table,
    Office,
    Lab,
    Library,
    Hospital,
    Cafe,
    Gym,
    Stage,
    Workshop,
    Warehouse,
    Factory,
    Space,
    Clouds,
}

/// What is in the air.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Weather {
    Clear,
    Rain,
    Thunder,
    Snow,
    Fog,
    Dust,
    Leaves,
    Petals,
    Spray,
    Wind,
    Overcast,
    Sparks,
}

/// A land animal on four legs, or one that stands upright like one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Beast {
    Fox,
    Dog,
    Wolf,
    Cat,
    Lion,
    Tiger,
    Horse,
    Zebra,
    Donkey,
    Deer,
    Moose,
    Cow,
    Goat,
    Sheep,
    Pig,
    Camel,
    Giraffe,
    Bear,
    Panda,
    PolarBear,
    Elephant,
    Rhino,
    Rabbit,
    Mouse,
    Squirrel,
    Hedgehog,
    Monkey,
    Sauropod,
    Lizard,
    Crocodile,
    Turtle,
    Frog,
}

/// A bird by its build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Bird {
    Song,
    Raptor,
    Gull,
    Owl,
    Duck,
    Hen,
    Penguin,
    Wader,
    Ostrich,
    Bat,
    Dragon,
    Raptorsaur,
}

/// What lives in water.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Swimmer {
    Fish,
    Shark,
    Dolphin,
    Whale,
    Jellyfish,
    Octopus,
    Seal,
}

/// Small things that crawl or flutter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Bug {
    Butterfly,
    Bee,
    Beetle,
    Spider,
    Crab,
    Snail,
    Snake,
}

/// What a person is dressed as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Role {
    Person,
    Man,
    Woman,
    Child,
    Elder,
    Dancer,
    Runner,
    Cyclist,
    Worker,
    Chef,
    Astronaut,
    Knight,
    Doctor,
    Officer,
    Mage,
    Royal,
    Fighter,
    Musician,
    Farmer,
    Diver,
    Skater,
    Robot,
    Ghost,
}

/// What moves on wheels, rails or tracks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Car {
    Sedan,
    Taxi,
    Racer,
    Police,
    Van,
    Truck,
    Bus,
    Ambulance,
    Train,
    Tram,
    Motorcycle,
    Bicycle,
    Tractor,
    Excavator,
    Forklift,
    Cart,
}

/// What moves on water.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Boat {
    Fishing,
    Sail,
    Ship,
    Canoe,
    Submarine,
}

/// What flies without feathers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Craft {
    Plane,
    Helicopter,
    Drone,
    Balloon,
    Rocket,
    Saucer,
    PaperPlane,
    Kite,
}

/// What a machine that works is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Machine {
    Rover,
    Walker,
    Arm,
    Gripper,
}

/// A thing that stands or is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Thing {
    Cup,
    Bottle,
    Ball,
    Book,
    Flower,
    Tree,
    Candle,
    Lantern,
    Clock,
    Phone,
    Fruit,
    Bread,
    Parcel,
    Chair,
    Umbrella,
    Guitar,
    Balloon,
    Lighthouse,
    Windmill,
    House,
    Castle,
    Snowman,
    Statue,
    Fire,
    Paper,
}

/// Who or what is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Subject {
    Beast(Beast),
    Bird(Bird),
    Swimmer(Swimmer),
    Bug(Bug),
    Person(Role),
    Car(Car),
    Boat(Boat),
    Craft(Craft),
    Machine(Machine),
    Thing(Thing),
}

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Deed {
    Idle,
    Walk,
    Trot,
    Run,
    Jump,
    Fly,
    Swim,
    Sit,
    Sleep,
    Wait,
    Dance,
    Fall,
    Spin,
    Wave,
    Lift,
    Sort,
    Pour,
    Drive,
    CutIn,
    Rock,
    Climb,
    Look,
    Read,
    Cook,
    Work,
    Play,
    Ride,
}

/// How the camera moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Camera {
    Drift,
    Still,
    PanLeft,
    PanRight,
    PushIn,
    PullOut,
    Rise,
    Sink,
    Track,
    Orbit,
    Handheld,
}

/// From where it is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Viewpoint {
    Side,
    Above,
    Driver,
    Low,
    Aerial,
    Close,
    Wide,
}

/// What the whole picture is turned into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Look {
    Grey,
    Sepia,
    Noir,
}

/// What a word or phrase stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Meaning {
    Who(Subject),
    Where(Place),
    /// A place only where no other is named: the table in "a table in a kitchen".
    Near(Place),
    When(Hour),
    Lit(Lighting),
    Air(Weather),
    Tint(u32),
    Moves(Camera),
    Seen(Viewpoint),
    Does(Deed),
    Looks(Look),
    /// Snow or ice lies on the ground.
    Snowy,
    /// The ground is wet.
    Wet,
    /// A moon that can be counted.
    Moon,
}
