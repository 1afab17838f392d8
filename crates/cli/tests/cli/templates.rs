//! Templates and style presets: used, kept, refused.

use serde_json::Value;
use worldreel_testkit::program::Home;

use crate::said::{assert_said, home, refusal};

fn said(home: &Home, args: &[&str]) -> String {
    let ran = home.run(args);
    assert_eq!(ran.code, Some(0), "{args:?}: {ran:#?}");
    ran.stdout
}

#[test]
fn a_template_that_is_built_in_is_filled_in() {
    let home = home();
    let list = said(&home, &["templates"]);
    for name in [
        "Film scene",
        "Dash-cam",
        "Warehouse robot",
        "Drone flight",
        "Macro",
        "Time-lapse",
    ] {
        assert!(list.contains(name), "{list}");
    }
    let fill = ["templates", "fill", "dash-cam", "--set"];
    let made = said(
        &home,
        &[
            &fill[..],
            &["vehicle=old bus", "--set", "WEATHER=light rain"],
        ]
        .concat(),
    );
    assert_said!(home, made, @r"
    Dash-cam view through the windshield of an old bus on a two-lane city street in the morning, in light rain. A cyclist pulls out from between parked cars and crosses the lane. Traffic keeps its speed and distance. The camera is fixed behind the glass and looks straight ahead.
    not: camera cut, third person view, floating camera, watermark
    ");
    let wrong = home.run(&[&fill[..], &["rain=yes"]].concat());
    assert_said!(home, refusal(&wrong), @r"
    exit 2
    error: the template has no “rain”; it has vehicle, road, when, weather, event
    ");
    let gone = home.run(&["templates", "fill", "wedding"]);
    assert_said!(home, refusal(&gone), @r#"
    exit 1
    error: there is no template "wedding"

    hint: there are: Film scene, Dash-cam, Warehouse robot, Drone flight, Macro, Time-lapse
    "#);
}

#[test]
fn a_template_of_ones_own_is_kept_replaced_and_removed() {
    let home = home();
    let save = |text: &str| home.run(&["templates", "save", "Shop", text, "--negative", "people"]);
    assert_said!(home, save("a {fruit} on a {table: wooden table}").stdout, @r#"saved "Shop" with the gaps fruit, table"#);
    let fill = ["templates", "fill", "shop"];
    assert_said!(home, refusal(&home.run(&fill)), @r"
    exit 2
    error: nothing is said for “fruit”
    ");
    let pear = [&fill[..], &["--set", "fruit=pear"]].concat();
    assert_said!(home, said(&home, &pear), @r"
    a pear on a wooden table
    not: people
    ");
    assert_eq!(save("one {fruit: apple}").code, Some(0));
    assert_said!(home, said(&home, &fill), @r"
    one apple
    not: people
    ");
    let all: Value = serde_json::from_str(&said(&home, &["templates", "list", "--json"])).unwrap();
    let own = all.as_array().unwrap().last().unwrap();
    assert_eq!(own["built_in"], false);
    assert_eq!(own["gaps"][0]["default"], "apple");
    said(&home, &["templates", "remove", "SHOP"]);
    assert_eq!(home.run(&["templates", "remove", "shop"]).code, Some(1));
    for (name, text) in [("Shop", "a {fruit"), (" ", "a fox"), ("dash-CAM", "a fox")] {
        let refused = home.run(&["templates", "save", name, text]);
        assert_ne!(refused.code, Some(0), "{refused:?}");
        assert_eq!(refused.stdout, "");
    }
    assert_said!(home, refusal(&home.run(&["templates", "save", "Shop", "a {fruit"])), @r"
    exit 2
    error: the brace at character 3 is never closed; write {{ for a brace itself
    ");
    assert_said!(home, refusal(&home.run(&["templates", "save", "macro", "a fox"])), @r#"
    exit 1
    error: the template "Macro" is built in and stays as it is

    hint: save it under another name
    "#);
}

#[test]
fn a_preset_is_proposed_phrase_by_phrase_within_the_locks() {
    let home = home();
    let prompt = "A wide shot of a red fox. The camera pans slowly to the left.";
    let apply = ["presets", "apply", "macro", prompt];
    assert_said!(home, said(&home, &apply), @r"
    A macro shot of a red fox, with shallow depth of field, in soft light. The camera stays still.
    not: hard flash, everything in focus, camera shake

    wide -> macro  (preset: Macro: macro shot)
    + with shallow depth of field  (preset: Macro: shallow depth of field)
    + in soft light  (preset: Macro: soft light)
    pans slowly to the left -> stays still  (preset: Macro: static shot)
    ");
    let locked = [&apply[..], &["--lock", "lighting", "--negative", "people"]].concat();
    assert_said!(home, said(&home, &locked), @r#"
    A macro shot of a red fox, with shallow depth of field. The camera stays still.
    not: people, hard flash, everything in focus, camera shake

    wide -> macro  (preset: Macro: macro shot)
    + with shallow depth of field  (preset: Macro: shallow depth of field)
    pans slowly to the left -> stays still  (preset: Macro: static shot)
    not done, "soft light": the light is locked; unlock it to change it
    "#);
}

#[test]
fn a_preset_of_ones_own_is_kept_and_put_on() {
    let home = home();
    let save = [
        "presets",
        "save",
        "House style",
        "soft light",
        "camera: orbiting the subject",
        "--negative",
        "text",
    ];
    assert_said!(home, said(&home, &save), @r#"saved "House style": soft light, camera: orbiting the subject"#);
    assert_said!(
        home,
        said(&home, &["presets", "apply", "house style", "a fox in snow"]),
        @r"
        a fox in snow, in soft light, orbiting the subject
        not: text

        + in soft light  (preset: House style: soft light)
        + orbiting the subject  (preset: House style: orbiting the subject)
        "
    );
    assert!(said(&home, &["presets"]).contains("House style          yours: soft light"));
    let empty = home.run(&["presets", "save", "House style", " "]);
    assert_said!(home, refusal(&empty), @r"
    exit 2
    error: phrase 1 is empty
    ");
    said(&home, &["presets", "remove", "house style"]);
    let gone = home.run(&["presets", "apply", "house style", "a fox"]);
    assert_said!(home, refusal(&gone), @r#"
    exit 1
    error: there is no preset "house style"

    hint: there are: Film look, Dash-cam, Warehouse camera, Drone, Macro, Time-lapse
    "#);
}
