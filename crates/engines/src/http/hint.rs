//! How long a server asks us to wait, and what time it has.

use std::time::Duration;

use http::HeaderMap;
use worldreel_domain::time::Timestamp;
use worldreel_keys::pace;

/// The longest pause between two looks at a render that a server may ask for. A hint
/// beyond it is a wrong unit, and would leave a finished render lying.
const POLL_MAX: Duration = Duration::from_secs(120);

/// How long the server asks us to wait.
pub(crate) fn retry_after_ms(headers: &HeaderMap, now: Timestamp) -> Option<i64> {
    let (ms, seconds) = (
        text(headers, "retry-after-ms"),
        text(headers, "retry-after"),
    );
    pace::asked_ms(ms, seconds, now)
}

/// When the server wants to be asked about a render again: `openai-poll-after-ms`
/// (openai-python: src/openai/resources/videos.py), else as [`retry_after_ms`].
pub(crate) fn poll_after(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let ms = text(headers, "openai-poll-after-ms")
        .and_then(|value| value.parse().ok())
        .or_else(|| retry_after_ms(headers, now))?;
    let ms = u64::try_from(ms).ok().filter(|ms| *ms > 0)?;
    Some(Duration::from_millis(ms).min(POLL_MAX))
}

/// What time it was for the server when it answered (`date`), in milliseconds since the
/// start of 1970.
pub(crate) fn server_time_ms(headers: &HeaderMap) -> Option<i64> {
    pace::date_ms(text(headers, "date")?)
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok().map(str::trim)
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
