use super::motif::{Beast, Bird, Boat, Car, Craft, Machine};
use super::*;

fn read(prompt: &str) -> Motifs {
    Motifs::read(prompt, &Scene::default())
}

fn cast(prompt: &str) -> Vec<(Subject, usize)> {
    let actors = read(prompt).cast;
    actors.iter().map(|a| (a.subject, a.count)).collect()
}

#[test]
fn a_prompt_alone_chooses_every_motif() {
    let motifs = read("A red fox trots through deep snow in a birch forest at dawn, slow pan left");
    assert_eq!(motifs.cast[0].subject, Subject::Beast(Beast::Fox));
    assert_eq!(motifs.cast[0].tint, Some(0xC93A2E));
    assert_eq!(motifs.place, Place::Birches);
    assert_eq!(motifs.hour, Hour::Dawn);
    assert_eq!(motifs.weather, Weather::Snow);
    assert_eq!(motifs.camera, Camera::PanLeft);
    assert_eq!(motifs.deed, Deed::Trot);
    assert!(motifs.snowy);
}

#[test]
fn a_filled_field_speaks_louder_than_the_prompt() {
    let mut scene = Scene::default();
    scene.set(SceneField::TimeOfDay, "midnight");
    let motifs = Motifs::read("a fox in a forest at dawn", &scene);
    assert_eq!(motifs.hour, Hour::Night);
    assert_eq!(motifs.place, Place::Leafwood);
}

#[test]
fn a_number_belongs_to_the_noun_it_stands_before() {
    let motifs = read("an astronaut walks on a dusty red plain under two moons");
    assert_eq!(motifs.moons, 2);
    assert_eq!(motifs.cast[0].count, 1);
    assert_eq!(motifs.cast.len(), 1);
    assert_eq!(motifs.place, Place::Mars);
    assert_eq!(motifs.weather, Weather::Dust);
    assert_eq!(
        cast("two children fly a kite on a windy beach at noon"),
        [
            (Subject::Person(Role::Child), 2),
            (Subject::Craft(Craft::Kite), 1)
        ]
    );
    assert_eq!(
        cast("a six-wheeled delivery robot crosses a rainy neon street at night"),
        [(Subject::Machine(Machine::Rover), 1)]
    );
    assert!(cast("a flock of birds over a green valley")[0].1 > 8);
    assert_eq!(cast("3 penguins")[0], (Subject::Bird(Bird::Penguin), 3));
}

#[test]
fn a_longer_phrase_wins_over_the_words_in_it() {
    let motifs = read("a woman with an umbrella waits at a tram stop, autumn leaves, golden hour");
    assert_eq!(motifs.place, Place::TramStop);
    assert_eq!(motifs.hour, Hour::Golden);
    assert_eq!(motifs.weather, Weather::Leaves);
    assert!(motifs.has(|s| s == Subject::Car(Car::Tram)).is_none());
    let motifs = read("a warehouse robot arm sorts yellow parcels, seen from above");
    assert_eq!(motifs.view, Viewpoint::Above);
    assert_eq!(motifs.cast[0].subject, Subject::Machine(Machine::Arm));
    assert_eq!(motifs.cast[1].tint, Some(0xF0C23A));
    let motifs = read("dash-cam, motorway at dusk, a truck cuts in, heavy spray");
    assert_eq!(motifs.view, Viewpoint::Driver);
    assert_eq!(motifs.deed, Deed::CutIn);
    assert_eq!(motifs.weather, Weather::Spray);
    let motifs = read("dash camera on a motorway at night in heavy rain");
    assert_eq!(motifs.view, Viewpoint::Driver);
    let motifs = read("a six-wheeled courier robot waits at a city crossing at dusk");
    assert_eq!(
        motifs.cast.len(),
        1,
        "a courier robot is no courier and a robot"
    );
    let motifs = read("an old fishing boat rocks in a foggy harbour at sunrise, black and white");
    assert_eq!(motifs.cast[0].subject, Subject::Boat(Boat::Fishing));
    assert_eq!(motifs.look, Some(Look::Grey));
    let motifs = read("a flock of birds over a green valley, drone shot rising");
    assert_eq!(
        (motifs.view, motifs.camera),
        (Viewpoint::Aerial, Camera::Rise)
    );
}

#[test]
fn what_is_denied_or_empty_is_not_drawn() {
    assert!(cast("an empty subway platform at midnight, camera pushes in").is_empty());
    assert!(cast("a street with no people and without cars").is_empty());
    assert_eq!(cast("no people, a dog").len(), 1);
}

#[test]
fn unknown_words_still_give_something_and_differ() {
    let one = read("ein Zwuggel grumbelt");
    assert_eq!(one.cast.len(), 1);
    let all: Vec<Motifs> = ["猫", "дом", "xyzzy", "", "qwert"]
        .into_iter()
        .map(read)
        .collect();
    assert!(all.windows(2).any(|pair| pair[0].place != pair[1].place));
}

#[test]
fn a_scarf_is_no_car() {
    assert!(
        read("a scarf")
            .has(|subject| matches!(subject, Subject::Car(_)))
            .is_none()
    );
}
