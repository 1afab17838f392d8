//! The little of English grammar that a changed sentence needs.

use crate::rules::lexicon;

/// The article that fits before a word: `a` or `an`, by sound as far as spelling tells.
pub(super) fn article(word: &str) -> &'static str {
    let lower = word.to_lowercase();
    let silent_h = ["hour", "honest", "heir"];
    let as_you = ["uni", "use", "eu", "one", "ufo", "ukulele", "utopia", "ute"];
    let vowel = lower.starts_with(['a', 'e', 'i', 'o', 'u']);
    let exception = as_you.iter().any(|start| lower.starts_with(start))
        && !lower.starts_with("unin")
        && !lower.starts_with("unim");
    let an = (vowel && !exception) || silent_h.iter().any(|start| lower.starts_with(start));
    if an { "an" } else { "a" }
}

/// `text` with the article before its first word made to fit: "a old man".
pub(super) fn with_fitting_article(text: &str) -> String {
    let Some((first, rest)) = text.split_once(' ') else {
        return text.to_owned();
    };
    let fitting = match first {
        "a" | "an" => article(rest).to_owned(),
        "A" | "An" => capital(article(rest)),
        _ => return text.to_owned(),
    };
    format!("{fitting} {rest}")
}

/// Makes an article at the end of a text fit what comes next.
pub(in crate::rules) fn fit_article(text: &mut String, next: &str) {
    let Some(before) = text.strip_suffix(' ') else {
        return;
    };
    let start = before
        .rfind(|c: char| !c.is_alphanumeric())
        .map_or(0, |at| {
            at + before[at..].chars().next().map_or(1, char::len_utf8)
        });
    let fitting = match &before[start..] {
        "a" | "an" => article(next).to_owned(),
        "A" | "An" => capital(article(next)),
        _ => return,
    };
    text.truncate(start);
    text.push_str(&fitting);
    text.push(' ');
}

/// The text with a capital first letter.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// How often vowels begin in a word: about its syllables.
fn vowel_groups(word: &str) -> usize {
    let mut before = false;
    let mut groups = 0;
    for c in word.chars() {
        let vowel = is_vowel(c) || (c == 'y' && groups > 0);
        groups += usize::from(vowel && !before);
        before = vowel;
    }
    groups
}

/// The `-ing` form of a verb's base form.
pub(super) fn gerund(verb: &str) -> String {
    if let Some(stem) = verb.strip_suffix("ie") {
        return format!("{stem}ying");
    }
    let keeps_e = ["ee", "oe", "ye"].iter().any(|end| verb.ends_with(end));
    if let Some(stem) = verb.strip_suffix('e')
        && !keeps_e
        && stem.chars().count() > 1
    {
        return format!("{stem}ing");
    }
    let last: Vec<char> = verb.chars().rev().take(3).collect();
    let doubles = match last.as_slice() {
        [c, b, a] => {
            !is_vowel(*c) && !matches!(c, 'w' | 'x' | 'y') && is_vowel(*b) && !is_vowel(*a)
        }
        _ => false,
    };
    match last.first() {
        Some(c) if doubles && vowel_groups(verb) == 1 => format!("{verb}{c}ing"),
        _ => format!("{verb}ing"),
    }
}

/// The form of a verb that goes with one or with several.
pub(super) fn finite(base: &str, plural: bool) -> String {
    if plural {
        base.to_owned()
    } else {
        lexicon::with_s(base)
    }
}

/// The plain form of a comparative: "bigger" is "big", "fluffier" is "fluffy".
pub(super) fn positive(word: &str) -> String {
    let irregular = [
        ("better", "good"),
        ("worse", "bad"),
        ("further", "far"),
        ("farther", "far"),
        ("bigger", "big"),
        ("older", "old"),
        ("younger", "young"),
        ("longer", "long"),
        ("stronger", "strong"),
        ("larger", "large"),
        ("wider", "wide"),
    ];
    if let Some((_, plain)) = irregular.iter().find(|(more, _)| *more == word) {
        return (*plain).to_owned();
    }
    let known = |stem: &str| {
        lexicon::kind(stem).is_some_and(|kind| {
            matches!(
                kind,
                lexicon::Kind::Adjective | lexicon::Kind::Color | lexicon::Kind::Weather
            )
        })
    };
    let stems = [
        word.strip_suffix("ier").map(|stem| format!("{stem}y")),
        word.strip_suffix("er").map(str::to_owned),
        word.strip_suffix('r').map(str::to_owned),
        word.strip_suffix("er").map(|stem| {
            let mut letters = stem.chars();
            let last = letters.next_back();
            let rest = letters.as_str();
            if rest.chars().next_back() == last {
                rest.to_owned()
            } else {
                String::new()
            }
        }),
    ];
    stems
        .into_iter()
        .flatten()
        .find(|stem| known(stem))
        .unwrap_or_else(|| word.to_owned())
}

/// The word that tells "one" from "several" of the same noun.
pub(super) fn same_noun(a: &str, b: &str) -> bool {
    let single = |word: &str| match lexicon::is_plural(word) {
        true => lexicon::singular(word).unwrap_or_else(|| word.to_owned()),
        false => word.to_owned(),
    };
    a == b || single(a) == single(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_made_as_people_write_them() {
        for (verb, expected) in [
            ("run", "running"),
            ("jump", "jumping"),
            ("sleep", "sleeping"),
            ("dance", "dancing"),
            ("lie", "lying"),
            ("sit", "sitting"),
            ("open", "opening"),
            ("see", "seeing"),
            ("fly", "flying"),
            ("play", "playing"),
            ("wander", "wandering"),
            ("swim", "swimming"),
        ] {
            assert_eq!(gerund(verb), expected);
        }
        for (word, expected) in [
            ("bigger", "big"),
            ("fluffier", "fluffy"),
            ("older", "old"),
            ("cuter", "cute"),
            ("wetter", "wet"),
            ("taller", "tall"),
            ("weather", "weather"),
        ] {
            assert_eq!(positive(word), expected);
        }
        for (text, expected) in [
            ("a old man", "an old man"),
            ("An wolf", "A wolf"),
            ("a unicorn", "a unicorn"),
            ("an hour", "an hour"),
            ("the owl", "the owl"),
        ] {
            assert_eq!(with_fitting_article(text), expected);
        }
    }
}
