//! Takes out of a text what looks like a secret.

use std::borrow::Cow;

/// What secrets begin with: bearer tokens, signed addresses, and the keys of the
/// providers we know (their documentation, read 2026-11).
const BEGINNINGS: &[&str] = &[
    "Bearer ",
    "bearer ",
    "token=",
    "sk-",
    "nvapi-",
    "hf_",
    "X-Amz-Signature=",
    "X-Amz-Credential=",
];
/// Shorter than any real secret: words such as "sk-1" stay readable.
const SECRET_CHARS_MIN: usize = 8;

/// The text with every secret replaced by `[secret]`; its beginning stays, to tell
/// what kind it was.
#[must_use]
pub fn redact(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut rest = text;
    while let Some((at, beginning)) = next_beginning(rest) {
        let body = &rest[at + beginning.len()..];
        let end = body
            .find(|c: char| !(c.is_ascii_alphanumeric() || "-_.~+/%=".contains(c)))
            .unwrap_or(body.len());
        out.push_str(&rest[..at + beginning.len()]);
        if end >= SECRET_CHARS_MIN {
            out.push_str("[secret]");
        } else {
            out.push_str(&body[..end]);
        }
        rest = &body[end..];
    }
    if out.is_empty() {
        return Cow::Borrowed(text);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn next_beginning(text: &str) -> Option<(usize, &'static str)> {
    BEGINNINGS
        .iter()
        .filter_map(|beginning| Some((text.find(beginning)?, *beginning)))
        .min_by_key(|(at, beginning)| (*at, std::cmp::Reverse(beginning.len())))
}

#[cfg(test)]
mod tests {
    use super::redact;

    #[test]
    fn secrets_are_taken_out_and_words_stay() {
        assert_eq!(redact("job 41 is done"), "job 41 is done");
        assert_eq!(
            redact("sent Authorization: Bearer nvapi-abcDEF0123456789 to the host"),
            "sent Authorization: Bearer [secret] to the host"
        );
        assert_eq!(
            redact("GET /videos/1/file?token=0123456789abcdef&x=1 with sk-proj-abcdef123456"),
            "GET /videos/1/file?token=[secret]&x=1 with sk-[secret]"
        );
        assert_eq!(redact("a risk-free plan"), "a risk-free plan");
    }
}
