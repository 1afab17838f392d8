use super::*;

fn answer(status: u16, body: &str) -> ErrorAnswer {
    ErrorAnswer {
        status: StatusCode::from_u16(status).unwrap(),
        headers: HeaderMap::new(),
        body: body.to_owned(),
    }
}

fn kind(status: u16, body: &str) -> String {
    let verdict = format!("{:?}", of(&answer(status, body), None));
    verdict.split([' ', '{']).next().unwrap().to_owned()
}

#[test]
fn each_servers_way_of_refusing_is_understood() {
    for (status, body, expected) in [
        (401, r#"{"error":"Unauthorized"}"#, "Auth"),
        (403, r#"{"error":{"message":"no access"}}"#, "Auth"),
        (403, "<html>blocked by firewall</html>", "Unavailable"),
        (
            403,
            r#"{"error":{"code":"unsupported_country_region_territory"}}"#,
            "Refused",
        ),
        (402, "", "OutOfCredit"),
        (
            429,
            r#"{"error":{"message":"x","code":"insufficient_quota"}}"#,
            "OutOfCredit",
        ),
        (
            400,
            r#"{"error":{"message":"x","type":"budget_exceeded"}}"#,
            "OutOfCredit",
        ),
        (
            429,
            r#"{"error":{"message":"x","code":"429"}}"#,
            "RateLimited",
        ),
        (429, "<html>slow down</html>", "RateLimited"),
        (
            404,
            r#"{"error":{"message":"model 'x' not found"}}"#,
            "UnknownModel",
        ),
        (404, r#"{"detail":"Not Found"}"#, "Refused"),
        (
            400,
            r#"{"error":{"code":"context_length_exceeded"}}"#,
            "TooLong",
        ),
        (
            400,
            r#"{"error":{"type":"exceed_context_size_error"}}"#,
            "TooLong",
        ),
        (
            400,
            r#"{"error":{"code":"content_policy_violation"}}"#,
            "Blocked",
        ),
        (
            400,
            r#"{"error":{"param":"response_format"}}"#,
            "FormatRefused",
        ),
        (
            422,
            r#"{"detail":[{"msg":"json_schema is not supported"}]}"#,
            "FormatRefused",
        ),
        (
            500,
            r#"{"error":{"message":"JSON schema conversion failed"}}"#,
            "FormatRefused",
        ),
        (
            400,
            r#"{"error":{"message":"{\"error\":{\"message\":\"grammar is bad\"}}"}}"#,
            "FormatRefused",
        ),
        (
            400,
            r#"{"object":"error","message":"bad messages","code":400}"#,
            "Refused",
        ),
        (500, "oops", "Backend"),
        (502, "<html>", "Unavailable"),
        (
            503,
            r#"{"error":{"message":"Loading model"}}"#,
            "Unavailable",
        ),
        (529, "", "Unavailable"),
        (302, "", "Refused"),
    ] {
        assert_eq!(kind(status, body), expected, "{status} {body}");
    }
}

#[test]
fn every_form_of_retry_after_is_read() {
    let now = Timestamp::from_ms(784_111_770_000);
    for (name, value, expected) in [
        ("retry-after-ms", "1500", Some(1_500)),
        ("retry-after", "2", Some(2_000)),
        ("retry-after", "0.5", Some(500)),
        ("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT", Some(7_000)),
        ("retry-after", "soon", None),
        ("retry-after", "-1", None),
        ("retry-after", "NaN", None),
        ("retry-after", "1e300", None),
    ] {
        let mut headers = HeaderMap::new();
        headers.insert(name, value.parse().unwrap());
        assert_eq!(retry_after_ms(&headers, now), expected, "{name}: {value}");
    }
}

#[test]
fn what_is_shown_is_one_bounded_line_without_keys() {
    let secret = SecretString::from("s3cr3t-canary");
    assert_eq!(
        scrub("Bad key\n 's3cr3t-canary' or \"sk-abc\" ", Some(&secret)),
        "Bad key '[key]' or [key]"
    );
    assert_eq!(scrub(&"long ".repeat(1_000), None).len(), SAID_CHARS_MAX);
    let page = answer(502, "<html><h1>502</h1>Bad Gateway</html>");
    assert_eq!(
        of(&page, None),
        Verdict::Unavailable {
            status: 502,
            said: "502 Bad Gateway".into()
        }
    );
}
