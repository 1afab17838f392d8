//! The time of an entry, as ZIP stores it.

use worldreel_domain::time::Timestamp;
use zip::DateTime;

use crate::calendar::{DAY_MS, civil};

/// A moment as ZIP's date and time, in UTC so that one selection gives the same bytes
/// everywhere. What lies outside 1980 to 2107 becomes the start of 1980.
pub(super) fn dos_time(at: Timestamp) -> DateTime {
    let (year, month, day) = civil(at.ms().div_euclid(DAY_MS));
    let second = at.ms().rem_euclid(DAY_MS) / 1_000;
    let parts = [month, day, second / 3_600, second / 60 % 60, second % 60];
    let [month, day, hour, minute, second] = parts.map(|part| u8::try_from(part).unwrap_or(0));
    u16::try_from(year)
        .ok()
        .and_then(|year| DateTime::from_date_and_time(year, month, day, hour, minute, second).ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_stored_to_two_seconds() {
        for (ms, text) in [
            (1_764_036_672_000, "2025-11-25 02:11:12"),
            (1_709_251_199_000, "2024-02-29 23:59:58"),
            (946_684_800_000, "2000-01-01 00:00:00"),
            // Before ZIP's first year, after its last, and the ends of the range.
            (0, "1980-01-01 00:00:00"),
            (4_354_819_200_000, "1980-01-01 00:00:00"),
            (i64::MIN, "1980-01-01 00:00:00"),
            (i64::MAX, "1980-01-01 00:00:00"),
        ] {
            assert_eq!(dos_time(Timestamp::from_ms(ms)).to_string(), text, "{ms}");
        }
    }
}
