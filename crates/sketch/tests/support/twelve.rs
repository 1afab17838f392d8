//! The twelve prompts of `docs/sketch-engine.jpg`.

pub(crate) const TWELVE: [&str; 12] = [
    "a red fox trots through deep snow in a birch forest at dawn",
    "a six-wheeled delivery robot crosses a rainy neon street at night",
    "a gripper lifts a red cup from a wooden table under warm lamp light",
    "dash-cam, motorway at dusk, a truck cuts in, heavy spray",
    "two children fly a kite on a windy beach at noon, slow pan left",
    "an astronaut walks on a dusty red plain under two moons",
    "a warehouse robot arm sorts yellow parcels, seen from above",
    "an old fishing boat rocks in a foggy harbour at sunrise, black and white",
    "a flock of birds over a green valley, drone shot rising",
    "a woman with an umbrella waits at a tram stop, autumn leaves, golden hour",
    "a cat sleeps on a windowsill while a thunderstorm rages outside",
    "an empty subway platform at midnight, flickering light, camera pushes in",
];
