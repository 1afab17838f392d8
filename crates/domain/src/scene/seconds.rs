//! A moment in a clip.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Seconds since a clip's first frame, to the millisecond. In JSON it is a plain number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seconds(u32);

/// The latest moment that is taken: a day. No clip is as long.
const SECONDS_MAX: u32 = 86_400;

impl Seconds {
    /// A moment in milliseconds; `None` beyond a day.
    #[must_use]
    pub const fn from_ms(ms: u32) -> Option<Self> {
        if ms <= SECONDS_MAX * 1_000 {
            Some(Self(ms))
        } else {
            None
        }
    }

    /// Milliseconds.
    #[must_use]
    pub const fn ms(self) -> u32 {
        self.0
    }
}

impl fmt::Display for Seconds {
    /// `2` or `2.5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0 / 1_000)?;
        match self.0 % 1_000 {
            0 => Ok(()),
            ms => f.write_str(format!(".{ms:03}").trim_end_matches('0')),
        }
    }
}

impl Serialize for Seconds {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.is_multiple_of(1_000) {
            serializer.serialize_u32(self.0 / 1_000)
        } else {
            serializer.serialize_f64(f64::from(self.0) / 1_000.0)
        }
    }
}

impl<'de> Deserialize<'de> for Seconds {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let seconds = f64::deserialize(deserializer)?;
        if !(0.0..=f64::from(SECONDS_MAX)).contains(&seconds) {
            let said = format!("{seconds} is no time: 0 to {SECONDS_MAX} seconds are possible");
            return Err(D::Error::custom(said));
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "within a day, and not below 0"
        )]
        Ok(Self((seconds * 1_000.0).round() as u32))
    }
}

impl JsonSchema for Seconds {
    fn schema_name() -> Cow<'static, str> {
        "Seconds".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Seconds since a clip's first frame.",
            "type": "number",
            "minimum": 0,
            "maximum": SECONDS_MAX,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_moment_is_a_plain_number() {
        let two = Seconds::from_ms(2_000).unwrap();
        let more = Seconds::from_ms(2_050).unwrap();
        assert_eq!(serde_json::to_string(&[two, more]).unwrap(), "[2,2.05]");
        assert_eq!(
            (two.to_string(), more.to_string()),
            ("2".into(), "2.05".into())
        );
        assert!(serde_json::from_str::<Seconds>("-1").is_err());
        assert!(serde_json::from_str::<Seconds>("1e12").is_err());
        assert_eq!(Seconds::from_ms(u32::MAX), None);
    }

    proptest! {
        #[test]
        fn a_moment_reads_back(ms in 0..=86_400_000_u32) {
            let moment = Seconds::from_ms(ms).unwrap();
            let text = serde_json::to_string(&moment).unwrap();
            prop_assert_eq!(serde_json::from_str::<Seconds>(&text).unwrap(), moment);
            prop_assert_eq!(moment.to_string().parse::<f64>().unwrap(), f64::from(ms) / 1_000.0);
        }
    }
}
