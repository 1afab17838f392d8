//! How long a server asks us to wait, and what time it has.

use std::time::{Duration, SystemTime};

use http::HeaderMap;
use worldreel_domain::time::Timestamp;

/// The longest pause between two looks at a render that a server may ask for. A hint
/// beyond it is a wrong unit, and would leave a finished render lying.
const POLL_MAX: Duration = Duration::from_secs(120);

/// How long the server asks us to wait: `retry-after-ms`, else `retry-after` in seconds
/// or as a date (RFC 9110, section 10.2.3; the first is OpenAI's, as read by its Python
/// client, openai-python: src/openai/_base_client.py).
pub(crate) fn retry_after_ms(headers: &HeaderMap, now: Timestamp) -> Option<i64> {
    if let Some(ms) = text(headers, "retry-after-ms").and_then(|value| value.parse().ok()) {
        return whole_ms(ms);
    }
    let value = text(headers, "retry-after")?;
    if let Ok(seconds) = value.parse::<f64>() {
        return whole_ms(seconds * 1_000.0);
    }
    Some(date_ms(value)?.saturating_sub(now.ms()))
}

/// When the server wants to be asked about a render again: `openai-poll-after-ms`
/// (openai-python: src/openai/resources/videos.py), else as [`retry_after_ms`].
pub(crate) fn poll_after(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let ms = text(headers, "openai-poll-after-ms")
        .and_then(|value| whole_ms(value.parse().ok()?))
        .or_else(|| retry_after_ms(headers, now))?;
    let ms = u64::try_from(ms).ok().filter(|ms| *ms > 0)?;
    Some(Duration::from_millis(ms).min(POLL_MAX))
}

/// What time it was for the server when it answered (`date`), in milliseconds since the
/// start of 1970.
pub(crate) fn server_time_ms(headers: &HeaderMap) -> Option<i64> {
    date_ms(text(headers, "date")?)
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

fn date_ms(value: &str) -> Option<i64> {
    let date = httpdate::parse_http_date(value).ok()?;
    let since = date.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    i64::try_from(since.as_millis()).ok()
}

fn whole_ms(ms: f64) -> Option<i64> {
    let span = Duration::try_from_secs_f64(ms / 1_000.0).ok()?;
    i64::try_from(span.as_millis()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: &'static str, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(
            http::HeaderName::from_static(name),
            http::HeaderValue::from_str(value).unwrap(),
        )])
    }

    #[test]
    fn a_wait_is_read_in_each_of_its_forms() {
        let now = Timestamp::from_ms(784_111_777_000);
        let asked = |name, value| retry_after_ms(&headers(name, value), now);
        assert_eq!(asked("retry-after", "7"), Some(7_000));
        assert_eq!(asked("retry-after", "0.5"), Some(500));
        assert_eq!(asked("retry-after-ms", "1500"), Some(1_500));
        // The example of RFC 9110 is 1994-11-06 08:49:37, this moment.
        assert_eq!(
            asked("retry-after", "Sun, 06 Nov 1994 08:49:47 GMT"),
            Some(10_000)
        );
        for senseless in ["soon", "-1", "NaN", "inf", "1e400", ""] {
            assert_eq!(asked("retry-after", senseless), None, "{senseless}");
        }
    }

    #[test]
    fn a_look_is_put_off_for_as_long_as_asked_but_not_for_ever() {
        let now = Timestamp::from_ms(0);
        let asked = |name, value| poll_after(&headers(name, value), now);
        assert_eq!(
            asked("openai-poll-after-ms", "2500"),
            Some(Duration::from_millis(2_500))
        );
        assert_eq!(asked("retry-after", "3"), Some(Duration::from_secs(3)));
        assert_eq!(asked("openai-poll-after-ms", "0"), None);
        assert_eq!(asked("openai-poll-after-ms", "86400000"), Some(POLL_MAX));
    }
}
