use proptest::prelude::*;
use secrecy::SecretString;
use worldreel_domain::id::KeyFingerprint;
use worldreel_keys::KeyLabel;

use super::*;

const CANARY: &str = "canary4f1c9d7e2b";

fn key() -> Key {
    Key::new(
        KeyLabel::new("studio"),
        KeyFingerprint::new("00ff"),
        SecretString::from(CANARY),
    )
}

fn said(status: u16, body: &str) -> Said {
    let now = Timestamp::from_ms(0);
    Said::read(
        status,
        &HeaderMap::new(),
        body.as_bytes(),
        Some(&key()),
        now,
    )
}

#[test]
fn the_message_is_found_wherever_a_server_puts_it() {
    for (body, message) in [
        (
            r#"{"error":{"message":"no such size","code":400}}"#,
            "no such size",
        ),
        (r#"{"error":"Unauthorized"}"#, "Unauthorized"),
        (r#"{"detail":"Video not found"}"#, "Video not found"),
        (
            r#"{"detail":[{"loc":["body","fps"],"msg":"must be above 0","type":"value"}]}"#,
            "must be above 0",
        ),
        (
            r#"{"type":"urn:x","title":"Forbidden","status":403,"detail":"Authorization failed"}"#,
            "Authorization failed",
        ),
        ("plain words", "plain words"),
        ("", ""),
    ] {
        assert_eq!(said(400, body).message, message, "{body}");
    }
    let fps = said(422, r#"{"detail":[{"loc":["body","fps"],"msg":"bad"}]}"#);
    assert_eq!(fps.field.as_deref(), Some("fps"));
    let size = said(400, r#"{"error":{"message":"bad","param":"size"}}"#);
    assert_eq!(size.field.as_deref(), Some("size"));
}

#[test]
fn a_page_is_known_as_one_and_told_without_its_tags() {
    let page = said(502, "<html><h1>Bad Gateway</h1>nginx</html>");
    assert!(page.html);
    assert_eq!(page.message, "Bad Gateway nginx");
}

#[test]
fn what_must_not_be_told_is_taken_out() {
    for (text, clean) in [
        (
            "the key canary4f1c9d7e2b is wrong",
            "the key [key] is wrong",
        ),
        ("key nvapi-abcDEF0123456789, sorry", "key [key], sorry"),
        ("got 'sk-proj-abcdef123456'", "got '[key]'"),
        ("key=hf_abcdefghijkl", "key=[key]"),
        (
            "Authorization: Bearer abcdefgh12345",
            "Authorization: Bearer [key]",
        ),
        (
            "see https://b.s3.amazonaws.com/k?X-Amz-Signature=abc&x=1 now",
            "see https://b.s3.amazonaws.com/k?[signed] now",
        ),
        (
            "Not found for account 'Ab3dEfGh1jK'",
            "Not found for account '[account]'",
        ),
        ("a risk-free sk-1 plan", "a risk-free sk-1 plan"),
    ] {
        assert_eq!(scrub(text, Some(&key())), clean);
    }
    let data = format!("data:video/mp4;base64,{}", "QUJD".repeat(100));
    assert_eq!(scrub(&data, None), "data:video/mp4;base64,[data]");
}

#[test]
fn long_words_are_cut_at_two_kibibytes() {
    let long = said(500, &"näh ".repeat(4_000));
    assert!(long.words.len() <= SAID_BYTES_MAX);
    assert_eq!(long.message.chars().count(), MESSAGE_CHARS_MAX);
}

proptest! {
    #[test]
    fn no_answer_makes_the_reader_panic_or_tell_the_key(
        status in 100_u16..600,
        body in prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..300),
            "[\\[\\]{}\",:a-z0-9 ?/]{0,200}".prop_map(String::into_bytes),
        ],
        at in any::<proptest::sample::Index>(),
    ) {
        let mut body = body;
        let at = at.index(body.len() + 1);
        body.splice(at..at, CANARY.bytes());
        let said = Said::read(status, &HeaderMap::new(), &body, Some(&key()), Timestamp::from_ms(0));
        for told in [&said.words, &said.message] {
            prop_assert!(!told.contains(CANARY), "{told}");
        }
        prop_assert!(said.words.len() <= SAID_BYTES_MAX);
    }
}
