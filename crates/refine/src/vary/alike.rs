//! Whether two prompts mean the same, as far as words tell.

use std::collections::BTreeSet;

use crate::rules;

/// Words without which a prompt means the same: small words, and praise.
const EMPTY: &str = "a|an|the|this|that|these|those|is|are|was|were|be|being|it|its|his|her|their|\
there|and|or|of|in|on|at|to|with|by|for|from|into|as|while|very|really|quite|so|just|beautiful|\
beautifully|stunning|amazing|gorgeous|wonderful|incredible|breathtaking|nice|great|lovely|perfect|\
perfectly|style|shot|scene|video|clip|footage|picture|image|view|variation|version|take|substitute|\
additional|option|alternative|copy|new|1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|17|18|19|20";

/// Words for the same thing.
const SAME: &[(&str, &str)] = &[
    ("nighttime", "night"),
    ("daytime", "day"),
    ("grey", "gray"),
    ("colour", "color"),
    ("coloured", "colored"),
    ("photo-realistic", "photorealistic"),
    ("realistic", "photorealistic"),
    ("midday", "noon"),
    ("dusk", "sunset"),
    ("sundown", "sunset"),
    ("dawn", "sunrise"),
    ("daybreak", "sunrise"),
    ("rainy", "rain"),
    ("raining", "rain"),
    ("snowy", "snow"),
    ("snowing", "snow"),
    ("foggy", "fog"),
    ("misty", "mist"),
    ("closeup", "close-up"),
    ("quick", "fast"),
    ("quickly", "fast"),
];

/// What a prompt means: the words that carry it, without order. Two prompts with the same
/// key would give the same picture but for chance.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key(BTreeSet<String>);

impl Key {
    /// The key of a prompt.
    pub(crate) fn of(text: &str) -> Self {
        let lower = text.to_lowercase();
        let empty: BTreeSet<&str> = EMPTY.split('|').collect();
        let mut words = BTreeSet::new();
        for word in lower.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '\'')) {
            let word = word.trim_matches(['-', '\'']);
            if word.is_empty() || empty.contains(word) {
                continue;
            }
            let same = SAME.iter().find(|(from, _)| *from == word);
            let word = same.map_or(word, |(_, to)| to);
            words.insert(rules::stem(word));
        }
        if words.is_empty() {
            // Pictures and signs alone: only the same ones are the same.
            words.insert(lower.split_whitespace().collect());
        }
        Self(words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_known_whatever_is_done_to_them() {
        let key = Key::of("a red fox runs in the snow at dusk");
        for copy in [
            "A red fox runs in the snow at dusk.",
            "a red fox runs in the snow at dusk (variation 2)",
            "At dusk, a beautiful red fox runs in the snow",
            "a stunning red fox running in snow at sunset",
            "a red fox runs in the snow at dusk (substitute)",
        ] {
            assert_eq!(Key::of(copy), key, "{copy}");
        }
        for other in [
            "a red fox runs in the snow at noon",
            "a blue fox runs in the snow at dusk",
        ] {
            assert_ne!(Key::of(other), key, "{other}");
        }
        assert_ne!(Key::of("🦊"), Key::of("🐺"));
    }
}
