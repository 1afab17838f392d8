//! How long rests are that we choose ourselves, how long a key rests after a 429, and how
//! long a provider asks it to.

use std::time::{Duration, SystemTime};

use worldreel_domain::time::Timestamp;

/// Rests that we choose ourselves. Each is a quarter longer than the one before: so what
/// rests is back when about a quarter more time has passed than its trouble took, and hardly
/// more requests are refused than with rests that double from a second on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rests {
    /// The first, in milliseconds.
    pub first_ms: i64,
    /// The longest, in milliseconds.
    pub max_ms: i64,
}

/// A key's rests when its provider names none. Five minutes at most: longer, and a limit that
/// was lifted early would leave a lane idle for nothing.
pub const KEY_RESTS: Rests = Rests {
    first_ms: 3_000,
    max_ms: 300_000,
};

impl Rests {
    /// The rest after so many failures `in_a_row` (counted from 1), in milliseconds, 20 %
    /// more or less by `jitter` (0 to 1).
    #[must_use]
    pub fn ms(self, in_a_row: u32, jitter: f64) -> i64 {
        // The 32nd would be a thousand times the first: more than any longest.
        let longer = 1..in_a_row.min(32);
        let base = longer.fold(self.first_ms, |rest, _| (rest * 5 / 4).min(self.max_ms));
        let jitter = if jitter.is_finite() {
            jitter.clamp(0.0, 1.0)
        } else {
            0.5
        };
        // In thousandths, so that the rest is a whole number on every machine.
        #[expect(
            clippy::cast_possible_truncation,
            reason = "0 to 400 after the clamp above"
        )]
        let thousandths = 800 + (jitter * 400.0) as i64;
        (base * thousandths / 1_000).min(self.max_ms)
    }
}

/// The longest rest a provider may ask for. A day covers every daily quota; anything
/// above it is a wrong clock or a wrong unit.
pub const RETRY_AFTER_MS_MAX: i64 = 86_400_000;

/// How long a key without credit rests before it is tried again. A day: credit comes by
/// the user's hand or with a new billing period, and a key that the user tests is ready at
/// once.
pub const PARKED_MS: i64 = 86_400_000;

/// The rest after a 429: what the provider asked for, else one of [`KEY_RESTS`].
///
/// A request for no rest at all, or for one in the past, counts as none: to take it
/// at its word would be to knock without pause.
#[must_use]
pub fn rest_ms(retry_after_ms: Option<i64>, in_a_row: u32, jitter: f64) -> i64 {
    match retry_after_ms {
        Some(asked) if asked > 0 => asked.min(RETRY_AFTER_MS_MAX),
        _ => KEY_RESTS.ms(in_a_row, jitter),
    }
}

/// How long a provider asks us to wait, in milliseconds: its header `retry-after-ms`,
/// else `retry-after` in seconds or as a date (RFC 9110, section 10.2.3; the first is
/// OpenAI's, as its Python client reads it, openai-python: src/openai/_base_client.py).
/// Negative for a date in the past.
#[must_use]
pub fn asked_ms(
    retry_after_ms: Option<&str>,
    retry_after: Option<&str>,
    now: Timestamp,
) -> Option<i64> {
    let number = |text: &str| text.trim().parse::<f64>().ok();
    if let Some(ms) = retry_after_ms.and_then(number) {
        return whole_ms(ms);
    }
    let value = retry_after?.trim();
    if let Some(seconds) = number(value) {
        return whole_ms(seconds * 1_000.0);
    }
    Some(date_ms(value)?.saturating_sub(now.ms()))
}

/// The moment that an HTTP date names, in milliseconds since the start of 1970.
#[must_use]
pub fn date_ms(value: &str) -> Option<i64> {
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

    #[test]
    fn the_rest_grows_by_a_quarter_to_five_minutes_and_stays_there() {
        let rests: Vec<_> = (1..=6).map(|n| rest_ms(None, n, 0.5)).collect();
        assert_eq!(rests, [3_000, 3_750, 4_687, 5_858, 7_322, 9_152]);
        assert!(rest_ms(None, 21, 0.5) < KEY_RESTS.max_ms);
        assert_eq!(rest_ms(None, 22, 0.5), KEY_RESTS.max_ms);
        assert_eq!(rest_ms(None, u32::MAX, 1.0), KEY_RESTS.max_ms);
    }

    #[test]
    fn jitter_moves_our_own_rest_by_a_fifth_and_the_providers_not_at_all() {
        assert_eq!(rest_ms(None, 1, 0.0), 2_400);
        assert_eq!(rest_ms(None, 1, 1.0), 3_600);
        assert_eq!(rest_ms(None, 1, f64::NAN), 3_000);
        assert_eq!(rest_ms(Some(7_000), 4, 1.0), 7_000);
    }

    #[test]
    fn a_wait_is_read_in_each_of_its_forms() {
        let now = Timestamp::from_ms(784_111_777_000);
        let asked = |value| asked_ms(None, Some(value), now);
        assert_eq!(asked(" 7 "), Some(7_000));
        assert_eq!(asked("0.5"), Some(500));
        assert_eq!(asked_ms(Some("1500"), Some("7"), now), Some(1_500));
        // The example of RFC 9110 is 1994-11-06 08:49:37, this moment.
        assert_eq!(asked("Sun, 06 Nov 1994 08:49:47 GMT"), Some(10_000));
        for senseless in ["soon", "-1", "NaN", "inf", "1e400", ""] {
            assert_eq!(asked(senseless), None, "{senseless}");
        }
    }

    #[test]
    fn a_senseless_retry_after_neither_knocks_at_once_nor_locks_for_ever() {
        assert_eq!(rest_ms(Some(0), 1, 0.5), 3_000);
        assert_eq!(rest_ms(Some(-5), 1, 0.5), 3_000);
        assert_eq!(rest_ms(Some(i64::MAX), 1, 0.5), RETRY_AFTER_MS_MAX);
    }
}
