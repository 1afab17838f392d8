use super::*;

fn text(text: &str) -> TemplateText {
    text.parse().unwrap()
}

fn values(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

#[test]
fn a_gap_has_a_name_and_perhaps_a_default_and_is_told_once() {
    let gaps =
        text("A {animal} and {Animal: fox} in {the place:  deep   snow }, {{no gap}}").gaps();
    let told: Vec<_> = gaps
        .iter()
        .map(|gap| (gap.name.as_str(), gap.default.as_deref()))
        .collect();
    assert_eq!(
        told,
        [("animal", Some("fox")), ("the place", Some("deep snow"))]
    );
}

#[test]
fn values_fill_the_gaps_and_defaults_the_rest() {
    let text = text("A {animal} runs {how: slowly} past {{signs}} and a {animal}.");
    for (said, prompt) in [
        (
            &[("animal", "otter")][..],
            "An otter runs slowly past {signs} and an otter.",
        ),
        (
            &[("ANIMAL", " red\nfox "), ("how", "fast")],
            "A red fox runs fast past {signs} and a red fox.",
        ),
        (
            &[("animal", "{how}"), ("how", "  ")],
            "A {how} runs slowly past {signs} and a {how}.",
        ),
    ] {
        assert_eq!(fill(&text, &values(said)).unwrap().as_str(), prompt);
    }
}

#[test]
fn what_is_missing_or_unknown_is_named() {
    let text = text("A {animal} in {place}");
    for (said, problem) in [
        (&[][..], "nothing is said for \u{201c}animal\u{201d}"),
        (
            &[("animal", "fox")],
            "nothing is said for \u{201c}place\u{201d}",
        ),
        (
            &[("animal", "fox"), ("weather", "rain")],
            "the template has no \u{201c}weather\u{201d}; it has animal, place",
        ),
        (
            &[("animal", &"x".repeat(30_000)), ("place", "y")],
            "the prompt has 30007 characters; at most 20000 are possible",
        ),
    ] {
        assert_eq!(fill(&text, &values(said)).unwrap_err().to_string(), problem);
    }
}

#[test]
fn a_text_that_is_no_template_is_told_with_its_place() {
    for (wrong, problem) in [
        ("  ", "the prompt is empty"),
        (
            "a fox {in snow",
            "the brace at character 7 is never closed; write {{ for a brace itself",
        ),
        (
            "a {fox {in} snow",
            "the brace at character 3 is never closed; write {{ for a brace itself",
        ),
        (
            "a fox} in snow",
            "the brace at character 6 closes nothing; write }} for a brace itself",
        ),
        (
            "a { } fox",
            "the gap at character 3 needs a name of letters, digits, blanks, - or _, with at \
             most 60 characters",
        ),
        (
            "a {fo$x} fox",
            "the gap at character 3 needs a name of letters, digits, blanks, - or _, with at \
             most 60 characters",
        ),
    ] {
        assert_eq!(
            wrong.parse::<TemplateText>().unwrap_err().to_string(),
            problem
        );
    }
}

proptest::proptest! {
    /// Any text is a template once its braces are doubled, and makes itself.
    #[test]
    fn text_with_doubled_braces_makes_itself(text in "[a-z{}: ]{1,60}") {
        let doubled = text.replace('{', "{{").replace('}', "}}");
        if let Ok(template) = doubled.parse::<TemplateText>() {
            let made = fill(&template, &BTreeMap::new()).unwrap();
            proptest::prop_assert_eq!(made.as_str(), text.trim());
        } else {
            proptest::prop_assert!(text.trim().is_empty());
        }
    }

    /// No text breaks the reader, and what is a template is written as it was read.
    #[test]
    fn any_text_is_a_template_or_refused(text in "\\PC{0,80}") {
        if let Ok(template) = text.parse::<TemplateText>() {
            proptest::prop_assert_eq!(template.as_str(), text.trim());
        }
    }
}
