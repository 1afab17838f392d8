use http::HeaderMap;

use super::*;

const PAID: Judge<'static> = Judge {
    server: "api.example",
    key: None,
    free: false,
    now: Timestamp::from_ms(1_000),
};
const OWN: Judge<'static> = Judge { free: true, ..PAID };

fn said(status: u16, body: &str) -> Said {
    Said::read(status, &HeaderMap::new(), body.as_bytes(), None, PAID.now)
}

#[test]
fn every_status_has_its_class() {
    use FailureClass as C;
    for (status, body, class, retry) in [
        (400, r#"{"detail":"size"}"#, C::InvalidInput, Retry::Never),
        (
            400,
            r#"{"error":{"message":"x","code":"content_policy_violation"}}"#,
            C::ContentBlocked,
            Retry::Never,
        ),
        (401, r#"{"error":"Unauthorized"}"#, C::Auth, Retry::Again),
        (402, "{}", C::OutOfCredit, Retry::Again),
        (403, "{}", C::Auth, Retry::Again),
        (
            403,
            "<html>blocked by our firewall</html>",
            C::Unreachable,
            Retry::Again,
        ),
        (
            404,
            r#"{"detail":"Not Found"}"#,
            C::InvalidInput,
            Retry::Never,
        ),
        (
            422,
            r#"{"error":{"message":"Blocked by the guardrails"}}"#,
            C::ContentBlocked,
            Retry::Never,
        ),
        (429, "{}", C::RateLimited, Retry::Again),
        (
            429,
            r#"{"error":{"code":"insufficient_quota"}}"#,
            C::OutOfCredit,
            Retry::Again,
        ),
        (
            500,
            r#"{"error":{"type":"budget_exceeded"}}"#,
            C::OutOfCredit,
            Retry::Again,
        ),
        (
            500,
            "CUDA out of memory. Tried to allocate",
            C::OutOfGpuMemory,
            Retry::Never,
        ),
        (500, "boom", C::Backend, Retry::Again),
        (503, "overloaded", C::Unreachable, Retry::Again),
        (504, "", C::Timeout, Retry::Again),
        (307, "", C::Unreachable, Retry::Again),
        (200, "hello", C::BadOutput, Retry::Again),
    ] {
        let failure = PAID.answer(&said(status, body), Began::No);
        assert_eq!(
            (failure.class, failure.retry),
            (class, retry),
            "{status} {body}"
        );
        assert_eq!(failure.billed, Billed::No);
    }
}

#[test]
fn what_may_have_been_billed_is_never_sent_again_by_itself() {
    for status in [200, 500, 502, 504] {
        let failure = PAID.answer(&said(status, "boom"), Began::Maybe);
        assert_eq!(
            (failure.retry, failure.billed),
            (Retry::Ask, Billed::Maybe),
            "{status}"
        );
        let failure = OWN.answer(&said(status, "boom"), Began::Maybe);
        assert_eq!(
            (failure.retry, failure.billed),
            (Retry::Again, Billed::No),
            "{status}"
        );
    }
}

#[test]
fn a_render_that_failed_says_why() {
    let failed = |code, message| {
        OWN.render_failed(&Said::of_job(code, message, "", None))
            .class
    };
    // vLLM-Omni says it with 400 since June 2026 and with 500 before.
    for code in [400, 500] {
        assert_eq!(
            failed(code, "Input was blocked by Cosmos3 guardrails."),
            FailureClass::ContentBlocked
        );
    }
    assert_eq!(
        failed(500, "HIP out of memory"),
        FailureClass::OutOfGpuMemory
    );
    assert_eq!(failed(422, "width"), FailureClass::InvalidInput);
    assert_eq!(failed(500, "EngineDeadError"), FailureClass::Backend);
}

#[test]
fn a_refused_field_is_told_by_our_name_for_it() {
    let body = r#"{"detail":[{"loc":["body","num_frames"],"msg":"too many"}]}"#;
    let failure = PAID.answer(&said(422, body), Began::No);
    assert_eq!(
        failure.next_step,
        WayOut::EditField {
            field: "frames".into(),
            nearest: None
        }
    );
    assert_eq!(
        failure.message,
        "api.example did not take the order (HTTP 422): too many"
    );
}
