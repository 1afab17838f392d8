//! Whether the rules know the language of a text. To add English sentences to a
//! Spanish prompt would spoil it, so in doubt the answer is no.

use super::lexicon;
use super::words::words;

/// Small words of other languages that are no English words.
const OTHER_LANGUAGES: &str = "\
el|la|los|las|una|unos|del|con|por|para|sobre|bajo|muy|der|das|und|ein|eine|einen|einem|einer|im|\
den|dem|mit|auf|durch|bei|nicht|ist|von|zum|zur|le|les|des|une|et|dans|sur|avec|sous|est|du|au|\
aux|il|lo|gli|della|nella|nel|di|che|um|uma|dos|das|com|na|nos|em|ao|het|een|van|naar|op|met|\
och|ett|och|som|med|til|på|og|jest|na|w|z|się|ve|bir|ile|yang|dan|di|dengan|của|và|trong|y|en|un";

/// Whether `text` is English as far as the rules can tell.
pub(super) fn is_english(text: &str) -> bool {
    let words = words(text);
    let (mut english, mut other) = (0_usize, 0_usize);
    for word in words.iter().filter(|word| !word.quoted) {
        let lower = word.lower.as_str();
        if lexicon::list(OTHER_LANGUAGES).any(|small| small == lower) {
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
