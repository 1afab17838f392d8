use proptest::prelude::*;

use super::*;

fn span(text: &str, words: &str) -> LockedSpan {
    let at = text.find(words).unwrap();
    let start = chars(&text[..at]);
    LockedSpan {
        at: CharSpan {
            start,
            end: start + chars(words),
        },
        text: words.to_owned(),
    }
}

fn on_fields(fields: &[SceneField]) -> Locks {
    Locks {
        fields: fields.iter().copied().collect(),
        spans: Vec::new(),
    }
}

fn broken(before: &str, after: &str, locks: &Locks) -> Option<String> {
    let scene = rules::scene(before);
    violation(
        Version {
            prompt: before,
            scene: &scene,
        },
        Version {
            prompt: after,
            scene: &scene,
        },
        locks,
    )
    .map(|why| why.to_string())
}

#[test]
fn a_locked_field_neither_loses_nor_gains_words() {
    let before = "a red fox in a birch forest at dusk";
    for (after, fields, expected) in [
        (
            "a red fox in a desert at dusk",
            &[SceneField::Location][..],
            Some("the location is locked"),
        ),
        (
            "a red fox in a birch forest at night",
            &[SceneField::Location],
            None,
        ),
        (
            "a red fox in a birch forest at dusk, neon light",
            &[SceneField::Lighting],
            Some("the light is locked"),
        ),
        (
            "a blue fox in a birch forest at dusk",
            &[SceneField::TimeOfDay, SceneField::Colors],
            Some("the colours are locked"),
        ),
    ] {
        let told = broken(before, after, &on_fields(fields));
        assert_eq!(told.as_deref(), expected);
    }
}

#[test]
fn a_locked_field_in_another_language_keeps_its_words() {
    let scene = Scene {
        location: Some("ein Wald".into()),
        ..Scene::default()
    };
    let locks = on_fields(&[SceneField::Location]);
    let told = |after: &str| {
        let version = |prompt| Version {
            prompt,
            scene: &scene,
        };
        violation(version("ein Fuchs, ein Wald"), version(after), &locks)
    };
    assert_eq!(told("ein roter Fuchs, ein Wald"), None);
    assert_eq!(
        told("ein Fuchs, ein Waldrand"),
        Some(Violation::Field {
            field: SceneField::Location
        })
    );
}

#[test]
fn changes_that_touch_a_lock_are_dropped_and_the_others_made() {
    let before = "a red fox in a birch forest at dusk";
    let after = "a blue wolf in a desert at night";
    let scene = Scene::default();
    let version = Version {
        prompt: before,
        scene: &scene,
    };
    let mut locks = on_fields(&[SceneField::TimeOfDay]);
    locks.spans.push(span(before, "birch forest"));
    let (kept, dropped) = repair(version, &diff::changes(before, after), &locks);
    let text = diff::apply(before, &kept).unwrap();
    assert_eq!(text, "a blue wolf in a birch forest at dusk");
    assert_eq!(dropped.len(), 2, "{dropped:?}");
}

#[test]
fn a_span_of_an_edited_prompt_is_found_again_or_refused() {
    let lock = Locks {
        spans: vec![span("a red fox", "red fox")],
        ..Locks::default()
    };
    let settled = lock.settled_in("one red fox").unwrap();
    assert_eq!(settled.spans[0].at, CharSpan { start: 4, end: 11 });
    for gone in ["one fox", "no red fox, a red fox"] {
        assert_eq!(
            lock.settled_in(gone).unwrap_err().to_string(),
            "the words \u{201c}red fox\u{201d} are locked"
        );
    }
}

proptest! {
    #[test]
    fn no_answer_breaks_a_lock(
        before in "[a-d é🦊.]{1,30}",
        after in "[a-d é🦊.]{0,30}",
        ends in (0..30_usize, 0..30_usize),
    ) {
        let letters: Vec<char> = before.chars().collect();
        let (a, b) = (ends.0.min(letters.len()), ends.1.min(letters.len()));
        let (start, end) = (a.min(b), a.max(b));
        let text: String = letters[start..end].iter().collect();
        let at = CharSpan { start: u32::try_from(start).unwrap(), end: u32::try_from(end).unwrap() };
        let locks = Locks { spans: vec![LockedSpan { at, text: text.clone() }], ..Locks::default() };
        let scene = Scene::default();
        let version = Version { prompt: &before, scene: &scene };
        let (kept, _) = repair(version, &diff::changes(&before, &after), &locks);
        let result = diff::apply(&before, &kept).unwrap();
        prop_assert_eq!(violation(version, Version { prompt: &result, scene: &scene }, &locks), None);
        let moved = locks.rebased(&kept).unwrap();
        let there: String = result
            .chars()
            .skip(moved.spans[0].at.start as usize)
            .take((moved.spans[0].at.end - moved.spans[0].at.start) as usize)
            .collect();
        prop_assert_eq!(there, text);
    }
}
