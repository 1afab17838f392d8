//! Fields of the scene that are set.

use crate::said::home;

#[test]
fn fields_are_set_as_changes_of_the_prompt_and_what_cant_be_is_told() {
    let home = home();
    let fox = "a red fox trots through deep snow at dawn";
    let set = ["update", fox, "--set", "location=a harbour in Lisbon"];
    let said = home.must(&[&set[..], &["--set", "time_of_day="]].concat());
    insta::assert_snapshot!(said, @"
    a red fox trots through a harbour in Lisbon

    location           deep snow -> a harbour in Lisbon  (you set the location)
    time_of_day        dawn -> -  (you set the time of day)
    ");
    let refused = home.must(&[&set[..], &["--lock", "location"]].concat());
    insta::assert_snapshot!(refused, @r#"
    a red fox trots through deep snow at dawn

    nothing changed: the location is locked; unlock it to change it
    not done, "location: a harbour in Lisbon": the location is locked; unlock it to change it
    "#);
    for (wrong, expected) in [
        (&["update", fox][..], "<REQUEST>"),
        (
            &["update", fox, "--set", "place=x"],
            "there are only subjects",
        ),
        (&["update", fox, "--set", "location"], "FIELD=VALUE"),
        (
            &["update", fox, "make it night", "--set", "style=x"],
            "cannot be used with",
        ),
        (
            &["update", fox, "--set", "style=x", "--set", "style=y"],
            "style is set twice",
        ),
    ] {
        let ran = home.run(wrong);
        assert_eq!(ran.code, Some(2), "{ran:?}");
        assert!(ran.stderr.contains(expected), "{}", ran.stderr);
    }
}
