//! Days of the calendar, in UTC.

use worldreel_domain::time::Timestamp;

/// A day in milliseconds.
pub(crate) const DAY_MS: i64 = 86_400_000;

/// Year, month and day of a number of days since 1970-01-01 ("chrono-Compatible
/// Low-Level Date Algorithms", Howard Hinnant, `civil_from_days`). The year begins in
/// March there, so that the leap day is its last.
pub(crate) fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = (month_from_march + 2) % 12 + 1;
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    (year, month, day)
}

/// A moment to the minute, in UTC: `2026-11-25 22:03`.
#[must_use]
pub fn minute(at: Timestamp) -> String {
    let (year, month, day) = civil(at.ms().div_euclid(DAY_MS));
    let minutes = at.ms().rem_euclid(DAY_MS) / 60_000;
    let (hour, minute) = (minutes / 60, minutes % 60);
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}")
}
