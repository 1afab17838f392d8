//! A text as words, each with the forms a dictionary would list it under.

/// One word of a text.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    /// As it stands, in lower case.
    pub(crate) text: String,
    /// It and what it may be an inflection of.
    pub(crate) stems: Vec<String>,
    /// It looks like more than one.
    pub(crate) plural: bool,
    /// It stands after "no" or "without".
    pub(crate) denied: bool,
    /// A comma or full stop stands before it.
    pub(crate) breaks: bool,
}

/// Irregular forms: as written, dictionary form, more than one.
const IRREGULAR: &[(&str, &str, bool)] = &[
    ("children", "child", true),
    ("kids", "child", true),
    ("men", "man", true),
    ("women", "woman", true),
    ("people", "person", true),
    ("fishermen", "fisherman", true),
    ("geese", "goose", true),
    ("mice", "mouse", true),
    ("sheep", "sheep", false),
    ("oxen", "ox", true),
    ("wolves", "wolf", true),
    ("leaves", "leaf", true),
    ("calves", "calf", true),
    ("fish", "fish", false),
    ("ran", "run", false),
    ("swam", "swim", false),
    ("flew", "fly", false),
    ("flown", "fly", false),
    ("flies", "fly", false),
    ("sat", "sit", false),
    ("slept", "sleep", false),
    ("lying", "lie", false),
    ("lies", "lie", false),
    ("drove", "drive", false),
    ("rode", "ride", false),
    ("fell", "fall", false),
    ("stood", "stand", false),
    ("rose", "rose", false),
    ("spun", "spin", false),
    ("dives", "dive", false),
];

/// Words that deny what follows.
const DENIALS: &[&str] = &["no", "without", "not", "never", "minus"];

/// How far a denial reaches, in words.
const DENIAL_REACH: usize = 3;

/// The words of a text.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut breaks = false;
    let mut denied_for = 0;
    for piece in text
        .to_lowercase()
        .split_inclusive(|c: char| !c.is_alphanumeric())
    {
        let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
        let mark = &piece[word.len()..];
        // "cat's" is the cat's: the lone letter is no word.
        if !word.is_empty() && word != "s" {
            if DENIALS.contains(&word) {
                denied_for = DENIAL_REACH + 1;
            }
            let (stems, plural) = stems(word);
            found.push(Word {
                text: word.to_owned(),
                stems,
                plural,
                denied: denied_for > 0,
                breaks,
            });
            breaks = false;
            denied_for = denied_for.saturating_sub(1);
        }
        if mark.contains([',', '.', ';', ':', '!', '?', '(', ')', '\n']) {
            breaks = true;
            denied_for = 0;
        }
    }
    found
}

/// A word and what it may be an inflection of; whether it looks like a plural.
fn stems(word: &str) -> (Vec<String>, bool) {
    if let Some((_, base, plural)) = IRREGULAR.iter().find(|(form, _, _)| *form == word) {
        return (vec![word.to_owned(), (*base).to_owned()], *plural);
    }
    let mut stems = vec![word.to_owned()];
    let mut add = |stem: String| {
        if stem.chars().count() >= 2 {
            stems.push(stem);
        }
    };
    let mut plural = false;
    if let Some(base) = word.strip_suffix("ies") {
        add(format!("{base}y"));
        plural = true;
    } else if let Some(base) = word.strip_suffix("es") {
        add(base.to_owned());
        add(format!("{base}e"));
        plural = true;
    } else if let Some(base) = word.strip_suffix('s')
        && !base.ends_with(['s', 'u', 'i'])
    {
        add(base.to_owned());
        plural = true;
    }
    for ending in ["ing", "ed", "y"] {
        let Some(base) = word.strip_suffix(ending) else {
            continue;
        };
        if !snaps(base) {
            add(base.to_owned());
        }
        add(format!("{base}e"));
        let mut rest = base.chars();
        if let Some(last) = rest.next_back()
            && rest.as_str().ends_with(last)
        {
            add(rest.as_str().to_owned());
        }
    }
    (stems, plural)
}

/// Whether a stem would double its last letter before "-ing": "car" would, so that
/// "caring" comes of "care".
fn snaps(base: &str) -> bool {
    let vowel = |c: char| "aeiou".contains(c);
    let last: Vec<char> = base.chars().rev().take(4).collect();
    match last[..] {
        [c, b, a] | [c, b, a, _] if base.len() <= 4 => {
            !vowel(c) && !"wxy".contains(c) && vowel(b) && !vowel(a)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    fn has(text: &str, stem: &str) -> bool {
        words(text)
            .iter()
            .any(|word| word.stems.iter().any(|s| s == stem))
    }

    #[test]
    fn inflections_lead_back_to_the_dictionary() {
        for (text, stem) in [
            ("foxes", "fox"),
            ("running", "run"),
            ("trots", "trot"),
            ("hiking", "hike"),
            ("foggy", "fog"),
            ("rainy", "rain"),
            ("dusty", "dust"),
            ("snowy", "snow"),
            ("waved", "wave"),
            ("children", "child"),
            ("waiting", "wait"),
            ("puppies", "puppy"),
            ("hazy", "haze"),
            ("the cat's tail", "cat"),
        ] {
            assert!(has(text, stem), "{text} -> {stem}");
        }
    }

    #[test]
    fn a_word_inside_another_is_not_found() {
        for (text, stem) in [
            ("a scarf", "car"),
            ("caring", "car"),
            ("wooden", "wood"),
            ("glass", "gla"),
            ("bus", "bu"),
        ] {
            assert!(!has(text, stem), "{text} -> {stem}");
        }
    }

    #[test]
    fn a_denial_reaches_to_the_next_stop() {
        let denied: Vec<bool> = words("no people or cars, a dog")
            .iter()
            .map(|w| w.denied)
            .collect();
        assert_eq!(denied, [true, true, true, true, false, false]);
    }
}
