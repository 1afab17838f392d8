use proptest::prelude::*;

use super::*;

/// Each time as `from-to` in seconds, its words, and a colon where it heads what follows.
fn told(text: &str) -> Vec<String> {
    let side = |side: Option<Seconds>| side.map_or(String::new(), |side| side.to_string());
    times(text)
        .into_iter()
        .map(|time| {
            let heads = if time.heads { ":" } else { "" };
            let words = &text[time.place.clone()];
            format!("{}-{} {words}{heads}", side(time.from), side(time.to))
        })
        .collect()
}

#[test]
fn times_are_found_with_their_words() {
    let table: &[(&str, &[&str])] = &[
        ("At 2 s the fox leaps", &["2- At 2 s"]),
        ("the fox leaps at 2.5 seconds", &["2.5- at 2.5 seconds"]),
        ("after three seconds it stops", &["3- after three seconds"]),
        ("after a second it stops", &["1- after a second"]),
        ("in the first second it wakes", &["0-1 in the first second"]),
        (
            "In the first two seconds",
            &["0-2 In the first two seconds"],
        ),
        ("0-3 s: a fox; 3-6 s: a hare", &["0-3 0-3 s:", "3-6 3-6 s:"]),
        ("0s\u{2013}2s: a fox", &["0-2 0s\u{2013}2s:"]),
        ("[0:00-0:02.5] a fox", &["0-2.5 [0:00-0:02.5]:"]),
        ("From 0 to 3 seconds, a fox", &["0-3 From 0 to 3 seconds"]),
        (
            "between 2 and 4 seconds it turns",
            &["2-4 between 2 and 4 seconds"],
        ),
        ("until 4 s it waits", &["-4 until 4 s"]),
        ("at 0:02 it turns", &["2- at 0:02"]),
        ("at second 2 it turns", &["2- at second 2"]),
        ("seconds 2-4: it turns", &["2-4 seconds 2-4:"]),
    ];
    for (text, expected) in table {
        assert_eq!(told(text), *expected, "{text}");
    }
}

#[test]
fn lengths_hours_numbers_and_orders_are_no_times() {
    for text in [
        "a 5 second clip",
        "a 2-3 second clip of a fox",
        "it waits for 3 seconds",
        "at 24 fps",
        "at 5:30 in the morning",
        "9:00-17:00 on weekdays",
        "at 10 houses",
        "at 2 stars",
        "4-2 s: a fox",
        "at 4000 s",
        "a second fox at the door",
        "35mm, f1.8, 4k",
        "the 1990s",
    ] {
        assert_eq!(told(text), [""; 0], "{text}");
    }
}

proptest! {
    #[test]
    fn no_text_makes_it_panic_and_blanks_keep_all_else_in_place(
        text in "(at |from |after |[0-9]{1,5}|:|-|\u{2013}| |s|seconds|\\[|\\]|é|🦊|\\.|to |a ){0,14}",
    ) {
        let found = times(&text);
        let blanked = blanked(&text, &found);
        prop_assert_eq!(blanked.len(), text.len());
        for time in &found {
            prop_assert!(time.from.is_some() || time.to.is_some());
            prop_assert!(time.to.is_none_or(|to| time.from.is_none_or(|from| from < to)));
        }
    }
}
