//! `.jsonl`: one JSON value a line.

use serde_json::Value;

use super::field::{Field, order};
use super::{PromptOrder, Records, RowProblem, Stop, shortened, structured};

pub(super) fn read(text: &str, records: &mut Records) -> Result<(), Stop> {
    for (number, line) in (1_u32..).zip(text.split('\n')) {
        if !line.trim().is_empty() {
            let outcome = read_line(line, records);
            records.push(number, outcome)?;
        }
    }
    Ok(())
}

fn read_line(line: &str, records: &mut Records) -> Result<PromptOrder, RowProblem> {
    let problem = |reason: String| RowProblem {
        field: None,
        text: shortened(line),
        reason,
    };
    let object = match serde_json::from_str(line) {
        Ok(Value::Object(object)) => object,
        Ok(Value::String(prompt)) => return order([(Field::Prompt, prompt.as_str())]),
        Ok(other) => {
            let kind = kind(&other);
            return Err(problem(format!(
                "the line is {kind}: expected a text or an object with a \"prompt\""
            )));
        }
        Err(error) => return Err(problem(not_json(&error))),
    };
    if structured::is_one(&object) {
        return structured::read_line(&object, line, records);
    }
    let fields: Vec<(&String, &Value)> = object.iter().collect();
    let names = fields.iter().map(|(name, _)| name.as_str());
    let places = Field::places(names, |name| records.ignore(name));
    let values: Vec<(Field, String)> = places
        .into_iter()
        .map(|(field, place)| Ok((field, value_text(field, fields[place].1)?)))
        .collect::<Result<_, _>>()?;
    if !values.iter().any(|(field, _)| *field == Field::Prompt) {
        let reason = "the object has no \"prompt\"".into();
        return Err(Field::Prompt.problem(line, reason));
    }
    order(values.iter().map(|(field, value)| (*field, value.as_str())))
}

/// A value as text: `null` is a field that is not there, and a label may be a number.
/// What should be a number is judged by what it says, wherever it stands.
pub(super) fn value_text(field: Field, value: &Value) -> Result<String, RowProblem> {
    match value {
        Value::Null => Ok(String::new()),
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) if field == Field::Label => Ok(number.to_string()),
        other if field.is_text() => Err(field.expected(&other.to_string(), "a text")),
        other => Ok(other.to_string()),
    }
}

const fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// The parser names the line as well, which would be the first one each time.
fn not_json(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let what = text.strip_suffix(&place).unwrap_or(&text);
    format!("the line is not JSON: {what} at byte {}", error.column())
}
