//! How long a key rests after a 429.

/// The first rest when the provider names none.
pub const BACKOFF_MS_FIRST: i64 = 1_000;

/// The longest rest that we choose ourselves. Five minutes: longer, and a limit that
/// was lifted early would leave a lane idle for nothing.
pub const BACKOFF_MS_MAX: i64 = 300_000;

/// The longest rest a provider may ask for. A day covers every daily quota; anything
/// above it is a wrong clock or a wrong unit.
pub const RETRY_AFTER_MS_MAX: i64 = 86_400_000;

/// The rest after a 429: what the provider asked for, else one that doubles with each
/// 429 `in_a_row` (counted from 1), 20 % more or less by `jitter` (0 to 1).
///
/// A request for no rest at all, or for one in the past, counts as none: to take it
/// at its word would be to knock without pause.
#[must_use]
pub fn rest_ms(retry_after_ms: Option<i64>, in_a_row: u32, jitter: f64) -> i64 {
    match retry_after_ms {
        Some(asked) if asked > 0 => asked.min(RETRY_AFTER_MS_MAX),
        _ => backoff_ms(in_a_row, jitter),
    }
}

fn backoff_ms(in_a_row: u32, jitter: f64) -> i64 {
    // 2^9 s is already beyond the maximum, so a longer run never shifts further.
    let doublings = in_a_row.saturating_sub(1).min(9);
    let base = (BACKOFF_MS_FIRST << doublings).min(BACKOFF_MS_MAX);
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
    (base * thousandths / 1_000).min(BACKOFF_MS_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_doubles_to_five_minutes_and_stays_there() {
        let rests: Vec<_> = (1..=11).map(|n| rest_ms(None, n, 0.5) / 1_000).collect();
        assert_eq!(rests, [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
        assert_eq!(rest_ms(None, u32::MAX, 1.0), BACKOFF_MS_MAX);
    }

    #[test]
    fn jitter_moves_our_own_rest_by_a_fifth_and_the_providers_not_at_all() {
        assert_eq!(rest_ms(None, 1, 0.0), 800);
        assert_eq!(rest_ms(None, 1, 1.0), 1_200);
        assert_eq!(rest_ms(None, 1, f64::NAN), 1_000);
        assert_eq!(rest_ms(Some(7_000), 4, 1.0), 7_000);
    }

    #[test]
    fn a_senseless_retry_after_neither_knocks_at_once_nor_locks_for_ever() {
        assert_eq!(rest_ms(Some(0), 1, 0.5), 1_000);
        assert_eq!(rest_ms(Some(-5), 1, 0.5), 1_000);
        assert_eq!(rest_ms(Some(i64::MAX), 1, 0.5), RETRY_AFTER_MS_MAX);
    }
}
