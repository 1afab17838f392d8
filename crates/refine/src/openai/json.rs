//! The JSON out of a model's text. Pure.

use serde::de::DeserializeOwned;

/// Reads the first JSON object in `text` that is whole, after any thinking aloud.
///
/// The error is a sentence for the model, which gets one chance to repair its answer.
pub(super) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    let object = first_object(without_thinking(text))
        .ok_or("it holds no complete JSON object".to_owned())?;
    serde_json::from_str(object).map_err(|error| format!("the JSON does not fit: {error}"))
}

/// The text after `<think>...</think>`, which reasoning models put before an answer.
fn without_thinking(text: &str) -> &str {
    match text.rfind("</think>") {
        Some(end) => &text[end + "</think>".len()..],
        None => text,
    }
}

/// How many opening braces are tried. Each costs a walk through the text, so that an
/// answer of nothing but braces must not go on for ever.
const OBJECTS_MAX: usize = 64;

/// The first balanced `{...}` that is JSON; braces in strings do not count.
fn first_object(text: &str) -> Option<&str> {
    let mut from = 0;
    for _ in 0..OBJECTS_MAX {
        let start = from + text[from..].find('{')?;
        if let Some(end) = balanced_end(&text[start..]) {
            let object = &text[start..start + end];
            if serde_json::from_str::<serde::de::IgnoredAny>(object).is_ok() {
                return Some(object);
            }
            from = start + 1;
        } else {
            // What never closes from here may hide a smaller object that does, but
            // an object within a cut one is not the answer.
            return None;
        }
    }
    None
}

fn balanced_end(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let (mut quoted, mut escaped) = (false, false);
    for (at, c) in text.char_indices() {
        if quoted {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => quoted = false,
                _ => {}
            }
            continue;
        }
        match c {
            '"' => quoted = true,
            '{' => depth += 1,
            '}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn an_object_is_found_in_whatever_surrounds_it() {
        let wanted = json!({"a": "}{\"", "b": {"c": 1}});
        for text in [
            wanted.to_string(),
            format!("```json\n{wanted}\n```"),
            format!("Sure! Here {{you}} are: {wanted} Enjoy {{it}}."),
            format!("<think>maybe {{\"a\": 1}}?</think>\n{wanted}"),
            format!("{wanted}{{\"second\": 1}}"),
        ] {
            assert_eq!(parse::<Value>(&text), Ok(wanted.clone()), "{text}");
        }
    }

    #[test]
    fn a_cut_object_is_none_even_if_a_whole_one_is_within() {
        assert_eq!(
            parse::<Value>("{\"a\": {\"b\": 1}, \"c"),
            Err("it holds no complete JSON object".into())
        );
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[{}\"\\\\a<>/think é]{0,60}") {
            let _ = parse::<Value>(&text);
        }
    }
}
