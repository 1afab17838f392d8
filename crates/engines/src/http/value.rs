//! Settings and numbers as JSON.

use serde_json::Value;

/// A number with the digits that the user sees: 6.1 is not 6.099999904632568.
pub(crate) fn decimal(value: f32) -> Value {
    let text = value.to_string();
    text.parse::<f64>().map_or(Value::Null, Value::from)
}

/// A field that the user has set as text: a number where it is one, an object where it is
/// one, else the text itself.
pub(crate) fn set_field(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| text.into())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn numbers_and_settings_look_as_the_user_wrote_them() {
        assert_eq!(decimal(6.1).to_string(), "6.1");
        assert_eq!(decimal(f32::NAN), Value::Null);
        assert_eq!(set_field("10.0"), json!(10.0));
        assert_eq!(set_field(r#"{"a":true}"#), json!({"a": true}));
        assert_eq!(set_field("first"), json!("first"));
    }
}
