//! How long a job waits for its start before it is let go.

use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::time::Timestamp;

/// The units in which a length is written, the longest first, in seconds.
const UNITS: [(&str, u32); 5] = [
    ("w", 7 * 24 * 3_600),
    ("d", 24 * 3_600),
    ("h", 3_600),
    ("m", 60),
    ("s", 1),
];

/// How long a job may wait for its start. A job that has not started by then expires: it
/// is not rendered, and nothing is billed for it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Expiry {
    /// For as long as it takes.
    #[default]
    Never,
    /// So many seconds.
    AfterS(NonZeroU32),
}

/// What can't be read as an expiry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no length of time; write for example 30m, 8h, 2d, or never")]
pub struct NoExpiry(String);

impl Expiry {
    /// When a job expires that waits since then; `None` when it doesn't.
    #[must_use]
    pub fn at(self, waits_since: Timestamp) -> Option<Timestamp> {
        let seconds = self.after_s()?;
        Some(waits_since.plus_ms(i64::from(seconds.get()) * 1_000))
    }

    /// How many seconds it may wait; `None` for as long as it takes.
    #[must_use]
    pub const fn after_s(self) -> Option<NonZeroU32> {
        match self {
            Self::Never => None,
            Self::AfterS(seconds) => Some(seconds),
        }
    }
}

impl fmt::Display for Expiry {
    /// As it can be read again: "never", "90m".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(seconds) = self.after_s().map(NonZeroU32::get) else {
            return f.write_str("never");
        };
        let unit = UNITS.into_iter().find(|(_, of)| seconds % of == 0);
        let (name, of) = unit.unwrap_or(("s", 1));
        write!(f, "{}{name}", seconds / of)
    }
}

impl FromStr for Expiry {
    type Err = NoExpiry;

    fn from_str(text: &str) -> Result<Self, NoExpiry> {
        let no = || NoExpiry(text.to_owned());
        let text = text.trim();
        if text == "never" {
            return Ok(Self::Never);
        }
        let (count, of) = UNITS
            .into_iter()
            .find_map(|(name, of)| Some((text.strip_suffix(name)?, of)))
            .ok_or_else(no)?;
        let count: u32 = count.trim_end().parse().map_err(|_| no())?;
        let seconds = count.checked_mul(of).and_then(NonZeroU32::new);
        seconds.map(Self::AfterS).ok_or_else(no)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn after(seconds: u32) -> Expiry {
        Expiry::AfterS(NonZeroU32::new(seconds).unwrap())
    }

    #[test]
    fn lengths_are_read_in_the_units_people_write() {
        for (text, expected) in [
            ("never", Expiry::Never),
            ("45s", after(45)),
            ("30m", after(1_800)),
            ("8h", after(28_800)),
            (" 8 h ", after(28_800)),
            ("2d", after(172_800)),
            ("1w", after(604_800)),
        ] {
            assert_eq!(text.parse(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_length_is_refused_with_what_would_be_one() {
        for text in ["", "8", "h", "0h", "-2h", "9999999999d", "soon", "1.5h"] {
            let error = text.parse::<Expiry>().unwrap_err();
            let expected =
                format!("\"{text}\" is no length of time; write for example 30m, 8h, 2d, or never");
            assert_eq!(error.to_string(), expected);
        }
    }

    #[test]
    fn a_job_expires_so_long_after_it_began_to_wait() {
        let since = Timestamp::from_ms(1_000);
        assert_eq!(after(2).at(since), Some(Timestamp::from_ms(3_000)));
        assert_eq!(Expiry::Never.at(since), None);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(seconds in 1_u32..) {
            let expiry = after(seconds);
            prop_assert_eq!(expiry.to_string().parse(), Ok(expiry));
        }
    }
}
