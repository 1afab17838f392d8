//! A part of a request as words, each of which knows its place in the user's own text.

use crate::rules::lexicon::{self, Kind};
use crate::rules::words::{Word, words};

use super::english;
use super::values::{self, Value};

/// Some words of a request.
#[derive(Debug, Clone)]
pub(super) struct Said {
    text: String,
    words: Vec<Word>,
}

impl Said {
    pub(super) fn new(text: &str) -> Self {
        let words = words(text);
        Self {
            text: text.to_owned(),
            words,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The words in lower case.
    pub(super) fn lower(&self) -> Vec<&str> {
        self.words.iter().map(|word| word.lower.as_str()).collect()
    }

    /// The words in lower case, in one line.
    pub(super) fn line(&self) -> String {
        self.lower().join(" ")
    }

    /// From the word `from` on, in the user's own text.
    pub(super) fn from(&self, from: usize) -> Self {
        self.range(from, self.len())
    }

    /// The words `from..to`.
    pub(super) fn range(&self, from: usize, to: usize) -> Self {
        let to = to.min(self.len());
        if from >= to {
            return Self::new("");
        }
        let (first, last) = (&self.words[from], &self.words[to - 1]);
        let start = first.place.start;
        // Quotation marks at the edge belong to the quoted words.
        let quote = |c: char| matches!(c, '"' | '\u{201c}' | '\u{201d}');
        let start = self.text[..start]
            .char_indices()
            .next_back()
            .filter(|(_, c)| first.quoted && quote(*c))
            .map_or(start, |(at, _)| at);
        let end = self.text[last.place.end..]
            .chars()
            .next()
            .filter(|c| last.quoted && quote(*c))
            .map_or(last.place.end, |c| last.place.end + c.len_utf8());
        Self::new(&self.text[start..end])
    }

    /// The user's own text, without the marks around it.
    pub(super) fn own(&self) -> String {
        self.text
            .trim_matches(|c: char| {
                c.is_whitespace() || matches!(c, ',' | '.' | ';' | '!' | '?' | ':')
            })
            .to_owned()
    }

    /// What comes after one of these beginnings, the longest that fits.
    pub(super) fn after(&self, beginnings: &[&str]) -> Option<Self> {
        let line = self.line();
        beginnings
            .iter()
            .filter(|start| {
                line.strip_prefix(**start)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
            })
            .max_by_key(|start| start.len())
            .and_then(|start| self.past(start.len()))
    }

    /// The words before and after the first of these separators that stands inside.
    pub(super) fn around(&self, separators: &[&str]) -> Option<(Self, Self)> {
        let lower = self.lower();
        for at in 1..lower.len() {
            for separator in separators {
                let len = separator.split(' ').count();
                if at + len < lower.len() && lower[at..at + len].join(" ") == *separator {
                    return Some((self.range(0, at), self.from(at + len)));
                }
            }
        }
        None
    }

    /// What comes after so many bytes of [`Self::line`].
    fn past(&self, bytes: usize) -> Option<Self> {
        let mut passed = 0;
        for (at, word) in self.words.iter().enumerate() {
            if passed >= bytes {
                return Some(self.from(at));
            }
            passed += word.lower.len() + 1;
        }
        Some(Self::new(""))
    }

    /// Without its first article or possessive.
    pub(super) fn bare(&self) -> Self {
        let first = self.words.first().map(|word| word.lower.as_str());
        let article = matches!(
            first,
            Some(
                "the"
                    | "a"
                    | "an"
                    | "this"
                    | "that"
                    | "these"
                    | "those"
                    | "his"
                    | "her"
                    | "its"
                    | "their"
                    | "my"
                    | "our"
                    | "some"
                    | "any"
                    | "all"
                    | "every"
            )
        );
        if article { self.from(1) } else { self.clone() }
    }

    /// The values of the tables that these words are, if they are nothing else.
    pub(super) fn values(&self) -> Option<Vec<&'static Value>> {
        let lower = self.lower();
        let mut found: Vec<&'static Value> = Vec::new();
        let mut at = 0;
        while at < lower.len() {
            let longest = (1..=6.min(lower.len() - at)).rev().find_map(|len| {
                let name = lower[at..at + len].join(" ");
                let found = values::named(&name).or_else(|| {
                    let plain = english::positive(&name);
                    (plain != name).then(|| values::named(&plain)).flatten()
                });
                found.map(|value| (len, value))
            });
            match longest {
                Some((len, value)) => {
                    if !found.contains(&value) {
                        found.push(value);
                    }
                    at += len;
                }
                None if FILLERS.contains(&lower[at]) => at += 1,
                None => return None,
            }
        }
        (!found.is_empty()).then_some(found)
    }

    /// Whether every word describes: "big and red", "a bit older".
    pub(super) fn describers(&self) -> Option<Vec<String>> {
        let mut found: Vec<String> = Vec::new();
        for word in &self.words {
            let lower = word.lower.as_str();
            if FILLERS.contains(&lower)
                || matches!(lower, "and" | "even" | "way" | "lot" | "to" | "be")
            {
                continue;
            }
            let plain = english::positive(lower);
            let kind = lexicon::kind(&plain).or_else(|| lexicon::kind(lower));
            let describes = matches!(kind, Some(Kind::Adjective | Kind::Color | Kind::State))
                || is_material(lower)
                || lower.ends_with("ish")
                || (plain != lower);
            let vague = [
                "good", "bad", "better", "worse", "nice", "great", "perfect", "fine", "real",
            ];
            if !describes || vague.contains(&plain.as_str()) {
                return None;
            }
            let shade = ["light", "dark", "deep", "bright", "pale"];
            match found.last_mut() {
                Some(before) if kind == Some(Kind::Color) && shade.contains(&before.as_str()) => {
                    *before = format!("{before} {plain}");
                }
                _ => found.push(plain),
            }
        }
        (!found.is_empty()).then_some(found)
    }

    /// Whether the words can be words at all, and not letters at random.
    pub(super) fn is_speech(&self) -> bool {
        let senseless = |word: &Word| {
            let lower = word.lower.as_str();
            let letters = lower.chars().filter(char::is_ascii_alphabetic).count();
            let vowels = lower.chars().filter(|c| "aeiouy".contains(*c)).count();
            let run = |member: &dyn Fn(char) -> bool| {
                lower.split(|c| !member(c)).map(str::len).max().unwrap_or(0)
            };
            let consonants = run(&|c: char| c.is_ascii_alphabetic() && !"aeiouy".contains(c));
            lexicon::kind(lower).is_none()
                && lower.is_ascii()
                && letters > 2
                && (vowels == 0 || consonants > 4 || letters > 24)
        };
        !self
            .words
            .iter()
            .any(|word| !word.quoted && senseless(word))
    }
}

/// What things are made of: nouns that describe.
const MATERIALS: [&str; 15] = [
    "stone",
    "glass",
    "ice",
    "wood",
    "bamboo",
    "marble",
    "crystal",
    "paper",
    "cardboard",
    "gold",
    "brick",
    "straw",
    "bronze",
    "wool",
    "clay",
];

/// Whether a word says what something is made of.
pub(super) fn is_material(word: &str) -> bool {
    MATERIALS.contains(&word)
}

/// Words that change nothing in a value.
const FILLERS: [&str; 51] = [
    "a",
    "an",
    "the",
    "very",
    "more",
    "much",
    "bit",
    "little",
    "slightly",
    "really",
    "quite",
    "some",
    "look",
    "looks",
    "feel",
    "feels",
    "scene",
    "video",
    "with",
    "in",
    "at",
    "on",
    "of",
    "under",
    "style",
    "and",
    "but",
    "like",
    "lighting",
    "light",
    "weather",
    "mood",
    "shot",
    "time",
    "late",
    "as",
    "into",
    "to",
    "be",
    "it",
    "is",
    "completely",
    "totally",
    "fully",
    "only",
    "super",
    "outside",
    "vibe",
    "touch",
    "feeling",
    "kind",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_values_only_when_all_of_them_are() {
        let told = |text: &str| {
            Said::new(text)
                .values()
                .map(|values| values.iter().map(|v| v.told()).collect::<Vec<_>>())
        };
        assert_eq!(
            told("a cold rainy night"),
            Some(vec!["frosty weather", "rain", "night"])
        );
        assert_eq!(told("a sunny day"), Some(vec!["sunny weather", "daytime"]));
        assert_eq!(told("night and florble"), None);
        assert_eq!(told("the"), None);
    }

    #[test]
    fn speech_is_told_from_letters_at_random() {
        assert!(Said::new("a wug by a strength test in Łódź").is_speech());
        assert!(!Said::new("asdfghjkl").is_speech());
        assert!(!Said::new("a xkcdqwrt").is_speech());
    }
}
