//! Whether the rules know the language of a text. To add English sentences to a
//! Spanish prompt would spoil it, so in doubt the answer is no.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::words::words;
use super::{lexicon, memory};

/// Small words of other languages that are no English words.
const OTHER_LANGUAGES: &str = "\
el|la|los|las|una|unos|del|con|por|para|sobre|bajo|muy|der|das|und|ein|eine|einen|einem|einer|im|\
den|dem|mit|auf|durch|bei|nicht|ist|von|zum|zur|le|les|des|une|et|dans|sur|avec|sous|est|du|au|\
aux|il|lo|gli|della|nella|nel|di|che|um|uma|dos|das|com|na|nos|em|ao|het|een|van|naar|op|met|\
och|ett|och|som|med|til|på|og|jest|na|w|z|się|ve|bir|ile|yang|dan|di|dengan|của|và|trong|y|en|un";

static OTHERS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| lexicon::list(OTHER_LANGUAGES).collect());

/// Whether `text` is English as far as the rules can tell.
pub(super) fn is_english(text: &str) -> bool {
    memory::is_english(text)
}

/// The same, found out anew.
pub(super) fn sounds_english(text: &str) -> bool {
    let words = words(text);
    let (mut english, mut other) = (0_usize, 0_usize);
    for word in words.iter().filter(|word| !word.quoted) {
        let lower = word.lower.as_str();
        if OTHERS.contains(lower) {
            other += 1;
        } else if lower == "no" {
            // As English as it is Spanish or Italian.
        } else if lexicon::kind(lower).is_some() || lexicon::finite(lower).is_some() {
            english += 1;
        } else if !lower.is_ascii() && !matches!(lower, "naïve" | "façade" | "jalapeño") {
            other += 1;
        }
    }
    // A lone capitalised word is a name, and a name is English enough.
    let name = words.len() == 1 && words[0].capital && words[0].lower.is_ascii();
    (english > other) || (name && other == 0)
}

/// Small words by which a language that is written in Latin letters is known.
const TONGUES: &[(&str, &str)] = &[
    (
        "en",
        "the|of|and|with|in|on|at|is|are|a|an|through|over|under|his|her|its|by|from|to|as",
    ),
    (
        "es",
        "el|la|los|las|una|unos|con|por|para|sobre|bajo|y|en|del|un|al|de|que|su|hazlo|haz|más|noche|sin|añade|pon",
    ),
    (
        "fr",
        "le|les|des|une|et|dans|sur|avec|sous|du|au|aux|un|la|de|en|est|son|qui|fais|mets|plus|sans|ajoute|nuit",
    ),
    (
        "de",
        "der|das|und|ein|eine|einen|einem|einer|im|den|dem|mit|auf|durch|bei|nicht|ist|von|zum|zur|die|am|über|es|mach|mache|füge|hinzu|zu|sie|er|ohne|mehr",
    ),
    (
        "it",
        "il|lo|gli|della|nella|nel|di|che|una|un|con|sulla|sul|per|e|al|dal|la|rendilo|fai|più|senza|aggiungi|notte",
    ),
    (
        "pt",
        "um|uma|dos|das|com|na|nos|em|ao|no|de|do|da|e|sob|pela|pelo|que|faça|mais|sem|noite|adicione",
    ),
    ("nl", "het|een|van|naar|op|met|en|de|onder|door|bij|over"),
    ("sv", "och|ett|en|som|med|på|av|under|genom|till|den|det"),
    ("pl", "jest|na|w|z|się|i|pod|przez|nad|do|po|ze"),
    ("tr", "ve|bir|ile|bu|için|altında|üzerinde|da|de"),
    ("id", "yang|dan|di|dengan|sebuah|seekor|pada|ke|dari"),
];

/// The languages that most small words of a Latin text are of: one, or several that are
/// level.
fn tongues(text: &str) -> Vec<&'static str> {
    let words = words(text);
    let votes = |small: &str| {
        words
            .iter()
            .filter(|word| !word.quoted && small.split('|').any(|small| small == word.lower))
            .count()
    };
    let all: Vec<(&str, usize)> = TONGUES
        .iter()
        .map(|(name, small)| (*name, votes(small)))
        .collect();
    let most = all.iter().map(|(_, votes)| *votes).max().unwrap_or(0);
    all.into_iter()
        .filter(|(_, votes)| *votes == most && most > 0)
        .map(|(name, _)| name)
        .collect()
}

/// Whether a text has more small words of another language than English ones.
pub(super) fn is_other(text: &str) -> bool {
    let found = tongues(text);
    !found.is_empty() && !found.contains(&"en")
}

/// The alphabet that a letter is of.
fn alphabet(c: char) -> Option<u8> {
    match u32::from(c) {
        _ if !c.is_alphabetic() => None,
        0x41..=0x24f | 0x1e00..=0x1eff => Some(0),
        0x370..=0x3ff => Some(1),
        0x400..=0x52f => Some(2),
        0x590..=0x5ff => Some(3),
        0x600..=0x77f => Some(4),
        0x900..=0x97f => Some(5),
        0xe00..=0xe7f => Some(6),
        0x3040..=0x30ff => Some(7),
        0x4e00..=0x9fff => Some(8),
        0xac00..=0xd7af => Some(9),
        _ => Some(10),
    }
}

/// How many letters of each alphabet a text has.
fn alphabets(text: &str) -> [usize; 11] {
    let mut counts = [0; 11];
    for c in text.chars() {
        if let Some(at) = alphabet(c) {
            counts[usize::from(at)] += 1;
        }
    }
    counts
}

/// Whether a text is in the language of another, as far as can be told.
pub(crate) fn same(before: &str, after: &str) -> bool {
    let (old, new) = (alphabets(before), alphabets(after));
    let most = |counts: &[usize; 11]| {
        let at = (0..11).max_by_key(|at| counts[*at]).unwrap_or(0);
        (counts[at] > 0).then_some(at)
    };
    let (Some(old_most), Some(new_most)) = (most(&old), most(&new)) else {
        return old.iter().sum::<usize>() == 0 || new.iter().sum::<usize>() > 0;
    };
    let east_asian = |at: usize| matches!(at, 7 | 8);
    if old_most != new_most && !(east_asian(old_most) && east_asian(new_most)) {
        return false;
    }
    if old[7] > 0 && new[7] == 0 && new[8] > 8 {
        return false;
    }
    if old_most != 0 {
        return true;
    }
    let (a, b) = (tongues(before), tongues(after));
    if a.is_empty() || b.is_empty() {
        return is_english(before) == is_english(after);
    }
    a.iter().any(|tongue| b.contains(tongue))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_language_is_noticed() {
        for (before, after, expected) in [
            (
                "a red fox in the snow",
                "a red fox in the snow at night",
                true,
            ),
            (
                "a red fox in the snow",
                "un zorro rojo en la nieve por la noche",
                false,
            ),
            ("ein roter Fuchs im Schnee", "a red fox in the snow", false),
            (
                "ein roter Fuchs im Schnee",
                "ein roter Fuchs im Schnee bei Nacht",
                true,
            ),
            (
                "un renard roux dans la neige",
                "un zorro rojo corre por la nieve bajo el sol",
                false,
            ),
            ("שועל אדום בשלג", "שועל אדום בשלג בלילה", true),
            ("שועל אדום בשלג", "a red fox in the snow", false),
            ("雪の中の狐", "夜の雪の中の狐", true),
            ("雪の中の狐", "夜晚一只红色狐狸在雪地里奔跑", false),
            ("🦊", "🦊 a fox", true),
        ] {
            assert_eq!(same(before, after), expected, "{before} / {after}");
        }
    }
}
