use bytes::Bytes;
use proptest::prelude::*;
use worldreel_domain::failure::{Billed, Retry};
use worldreel_domain::time::Timestamp;

use super::*;

const JUDGE: Judge<'static> = Judge {
    server: "api.nvcf.nvidia.com",
    key: None,
    free: false,
    now: Timestamp::from_ms(0),
};

fn said(status: u16, body: &str) -> Said {
    Said::read(status, &HeaderMap::new(), body.as_bytes(), None, JUDGE.now)
}

#[test]
fn every_refusal_has_its_class_and_says_whether_it_may_be_billed() {
    use FailureClass as C;
    let account = r#"{"detail":"Function 'f': Not found for account 'Ab3dEfGh1jK'"}"#;
    for (status, body, class, retry, billed) in [
        (
            400,
            r#"{"detail":"failed to read request body: eof"}"#,
            C::Unreachable,
            Retry::Again,
            Billed::No,
        ),
        (
            400,
            r#"{"detail":"bad header"}"#,
            C::InvalidInput,
            Retry::Never,
            Billed::No,
        ),
        (401, "{}", C::Auth, Retry::Again, Billed::No),
        (
            402,
            r#"{"detail":"Cloud credits expired"}"#,
            C::OutOfCredit,
            Retry::Again,
            Billed::No,
        ),
        (
            403,
            r#"{"detail":"Authorization failed"}"#,
            C::Auth,
            Retry::Again,
            Billed::No,
        ),
        (404, account, C::Auth, Retry::Again, Billed::No),
        (
            404,
            r#"{"detail":"no such function"}"#,
            C::InvalidInput,
            Retry::Never,
            Billed::No,
        ),
        (409, "{}", C::Backend, Retry::Again, Billed::No),
        (
            422,
            r#"{"error":{"message":"prompt violates the safety policy"}}"#,
            C::ContentBlocked,
            Retry::Never,
            Billed::No,
        ),
        (
            422,
            r#"{"error":{"message":"num_frames"}}"#,
            C::InvalidInput,
            Retry::Never,
            Billed::No,
        ),
        (429, "{}", C::RateLimited, Retry::Again, Billed::No),
        (500, "boom", C::Backend, Retry::Ask, Billed::Maybe),
        (
            500,
            "CUDA out of memory",
            C::OutOfGpuMemory,
            Retry::Never,
            Billed::Maybe,
        ),
        (503, "{}", C::Unreachable, Retry::Again, Billed::No),
        (504, "{}", C::QueueFull, Retry::Again, Billed::No),
        (502, "<html>", C::Unreachable, Retry::Again, Billed::No),
    ] {
        let failure = refused(&JUDGE, &said(status, body), Began::No);
        let told = (failure.class, failure.retry, failure.billed);
        assert_eq!(told, (class, retry, billed), "{status} {body}");
        assert!(
            !format!("{failure:?}").contains("Ab3dEfGh1jK"),
            "{failure:?}"
        );
    }
}

#[test]
fn a_look_that_failed_is_not_a_render_that_failed() {
    for status in [408, 502, 503, 504] {
        assert_eq!(
            word(&JUDGE, &said(status, "{}")),
            Word::AskAgain,
            "{status}"
        );
    }
    assert_eq!(
        word(&JUDGE, &said(403, "<html>firewall</html>")),
        Word::AskAgain
    );
    assert_eq!(word(&JUDGE, &said(429, "{}")), Word::SlowDown);
    assert_eq!(word(&JUDGE, &said(404, "{}")), Word::Unknown);
    let Word::Failed(failure) = word(&JUDGE, &said(401, "{}")) else {
        panic!();
    };
    // The render runs on without us: it must not be sent again by itself.
    assert_eq!((failure.retry, failure.billed), (Retry::Ask, Billed::Maybe));
}

fn with_header(name: &'static str, value: &str) -> HeaderMap {
    let value = http::HeaderValue::from_str(value).unwrap();
    HeaderMap::from_iter([(http::HeaderName::from_static(name), value)])
}

#[test]
fn an_id_is_taken_from_header_or_body_if_it_can_stand_in_an_address() {
    let id = |headers, body: &'static str| {
        request_id(&Answer {
            status: 202,
            headers,
            body: Bytes::from(body),
        })
    };
    assert_eq!(
        id(with_header("nvcf-reqid", "0f-1"), "").as_deref(),
        Some("0f-1")
    );
    assert_eq!(
        id(HeaderMap::new(), r#"{"reqId":"0f-1"}"#).as_deref(),
        Some("0f-1")
    );
    for bad in ["", "../../keys", "a?b", "a/b"] {
        assert_eq!(id(with_header("nvcf-reqid", bad), ""), None, "{bad}");
    }
}

proptest! {
    #[test]
    fn no_percent_makes_the_reader_panic(text in "[ -~]{0,12}") {
        let percent = percent(&with_header("nvcf-percent-complete", &text));
        prop_assert!(percent.is_none_or(|percent| percent <= 100));
    }
}
