//! What a chat model has written so far of an answer that is not whole yet.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How far an answer has come.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Writing {
    /// Characters that have come, thoughts and marks of the form included: a sign of life.
    pub characters: u32,
    /// The text that is being written, as far as it has come. Nothing has checked it yet:
    /// it is to be looked at, never to be used. Empty where there is none to be shown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

/// What has come of one answer.
#[derive(Debug, Default)]
pub(crate) struct Written {
    /// The field whose text can be shown before the whole is there.
    shows: Option<&'static str>,
    content: String,
    characters: usize,
}

impl Written {
    pub(crate) fn of(shows: Option<&'static str>) -> Self {
        Self {
            shows,
            ..Self::default()
        }
    }

    pub(crate) fn add(&mut self, content: &str, thought: &str) {
        self.content.push_str(content);
        self.characters += content.chars().count() + thought.chars().count();
    }

    pub(crate) fn now(&self) -> Writing {
        let text = self.shows.and_then(|field| so_far(&self.content, field));
        Writing {
            characters: u32::try_from(self.characters).unwrap_or(u32::MAX),
            text: text.unwrap_or_default(),
        }
    }
}

/// The text of a field of the first JSON object in `content`, as far as it has come.
fn so_far(content: &str, field: &str) -> Option<String> {
    let answer = match content.rfind("</think>") {
        Some(end) => &content[end..],
        // Thoughts that have not ended hold no answer.
        None if content.trim_start().starts_with("<think>") => return None,
        None => content,
    };
    let mut rest = &answer[answer.find('{')?..];
    let mut depth = 0_usize;
    // Whether the text that comes next is a name of the outermost object.
    let mut name = false;
    loop {
        let c = rest.chars().next()?;
        rest = &rest[c.len_utf8()..];
        match c {
            '{' | '[' => depth += 1,
            '}' | ']' => depth = depth.checked_sub(1).filter(|depth| *depth > 0)?,
            '"' => {
                let (text, end) = text_so_far(rest);
                let after = rest[end..].strip_prefix('"')?;
                rest = after;
                if name && text == field {
                    let value = rest.trim_start().strip_prefix(':')?.trim_start();
                    return Some(text_so_far(value.strip_prefix('"')?).0);
                }
            }
            _ => {}
        }
        name = depth == 1 && matches!(c, '{' | ',');
        rest = rest.trim_start();
    }
}

/// A JSON text from after its opening mark, and where it ends: at its closing mark, or where
/// nothing more that is whole has come.
fn text_so_far(json: &str) -> (String, usize) {
    let mut text = String::new();
    let mut at = 0;
    while let Some(c) = json[at..].chars().next() {
        match c {
            '"' => break,
            '\\' => {
                let Some((meant, length)) = escaped(&json[at + 1..]) else {
                    break;
                };
                text.push(meant);
                at += 1 + length;
            }
            c => {
                text.push(c);
                at += c.len_utf8();
            }
        }
    }
    (text, at)
}

/// What is meant by what follows a `\`, and how long that is; `None` while it is not whole.
fn escaped(json: &str) -> Option<(char, usize)> {
    let short = |c| Some((c, 1));
    match json.chars().next()? {
        'n' => short('\n'),
        't' => short('\t'),
        'r' => short('\r'),
        'b' => short('\u{8}'),
        'f' => short('\u{c}'),
        'u' => {
            let unit = |at: usize| u16::from_str_radix(json.get(at..at + 4)?, 16).ok();
            let first = unit(1)?;
            if let Some(c) = char::from_u32(first.into()) {
                return Some((c, 5));
            }
            // The second half of what one unit has no room for.
            json.get(5..7).filter(|mark| *mark == "\\u")?;
            let mut whole = char::decode_utf16([first, unit(7)?]);
            Some((whole.next()?.unwrap_or(char::REPLACEMENT_CHARACTER), 11))
        }
        c => Some((c, c.len_utf8())),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn only_the_field_of_the_answer_itself_is_shown() {
        for (content, shown) in [
            ("", None),
            ("Sure! ", None),
            ("{", None),
            ("{\"prom", None),
            ("{\"prompt\"", None),
            ("{\"prompt\": \"a fo", Some("a fo")),
            (
                "Here: {\"notes\": [{\"prompt\": \"no\"}], \"prompt\": \"a f",
                Some("a f"),
            ),
            ("{\"x\": \"prompt\", \"prompt\": \"a", Some("a")),
            ("{\"prompt\": \"a \\\"fox\\", Some("a \"fox")),
            ("{\"prompt\": \"caf\\u00e9 \\ud83d\\ude0", Some("café ")),
            ("{\"prompt\": \"\\ud83d\\ude00!", Some("😀!")),
            ("{\"prompt\": null", None),
            ("{\"a\": 1} {\"prompt\": \"x", None),
            ("<think>{\"prompt\": \"no", None),
            (
                "<think>{\"prompt\": \"no\"}</think> {\"prompt\": \"yes",
                Some("yes"),
            ),
        ] {
            assert_eq!(so_far(content, "prompt").as_deref(), shown, "{content}");
        }
    }

    #[test]
    fn characters_count_thoughts_too() {
        let mut written = Written::of(None);
        written.add("{\"prompt\"", "hm é");
        let now = written.now();
        assert_eq!((now.characters, now.text.as_str()), (13, ""));
    }

    proptest! {
        #[test]
        fn it_grows_to_the_text_and_never_says_what_is_not_in_it(
            text in any::<String>(),
            other in any::<String>(),
            cut in any::<prop::sample::Index>(),
        ) {
            let whole = json!({"notes": [{"prompt": other}], "prompt": text}).to_string();
            prop_assert_eq!(so_far(&whole, "prompt"), Some(text.clone()));
            let at = (0..=cut.index(whole.len())).rev().find(|at| whole.is_char_boundary(*at));
            let part = so_far(&whole[..at.unwrap_or(0)], "prompt").unwrap_or_default();
            prop_assert!(text.starts_with(&part), "{part:?} of {text:?}");
        }

        #[test]
        fn no_content_makes_it_panic(content in "[{}\\[\\]\"\\\\a:,u0d8<>/think é]{0,60}") {
            let _ = so_far(&content, "a");
        }
    }
}
