//! The TypeScript client's types, made from the command table.

use std::fmt::Write;

use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::command::{CommandInfo, Kind};
use super::openapi::sorted;
use super::{BASE_PATH, COMMANDS};
use crate::error::ApiError;
use crate::refining::calls::WritingView;
use crate::view::{ChangeEvent, ProgressView, SnapshotRequired};

/// A TypeScript module with every type of the call API, the table of commands, and
/// the map from a command's name to its input and output.
#[must_use]
pub fn typescript() -> String {
    let mut schemas = SchemaSettings::draft2020_12().into_generator();
    schemas.subschema_for::<ApiError>();
    schemas.subschema_for::<ChangeEvent>();
    schemas.subschema_for::<ProgressView>();
    schemas.subschema_for::<SnapshotRequired>();
    schemas.subschema_for::<WritingView>();
    let mut calls = String::new();
    let mut table = String::new();
    for command in COMMANDS {
        let input = of(&sorted((command.input)(&mut schemas).to_value()));
        let output = command.output.map_or_else(
            || "Blob".into(),
            |output| of(output(&mut schemas).as_value()),
        );
        let _ = writeln!(
            calls,
            "{}  {}: {{ input: {input}; output: {output} }};",
            doc(command.about, "  "),
            command.name
        );
        let _ = writeln!(table, "  {}: {{ {} }},", command.name, route(command));
    }
    let mut out = String::from(
        "// Made by `cargo xtask codegen` from the command table: edit that, not this.\n\n",
    );
    let _ = writeln!(out, "export const BASE_PATH = {BASE_PATH:?};\n");
    let definitions = sorted(Value::Object(schemas.take_definitions(true)));
    for (name, schema) in definitions.as_object().into_iter().flatten() {
        let about = schema["description"].as_str().unwrap_or_default();
        let _ = writeln!(
            out,
            "{}export type {name} = {};\n",
            doc(about, ""),
            of(schema)
        );
    }
    let _ = writeln!(
        out,
        "/** What each command takes and gives back. */\nexport interface Calls {{\n{calls}}}\n"
    );
    let _ = writeln!(
        out,
        "export interface Route {{\n  method: 'GET' | 'POST' | 'DELETE';\n  path: string;\n  kind: 'unary' | 'upload' | 'download';\n}}\n"
    );
    let _ = write!(
        out,
        "/** Where each command is reached over HTTP. */\nexport const ROUTES: Record<keyof Calls, Route> = {{\n{table}}};\n"
    );
    out
}

fn route(command: &CommandInfo) -> String {
    let kind = match command.kind {
        Kind::Unary => "unary",
        Kind::Upload => "upload",
        Kind::Download => "download",
    };
    format!(
        "method: '{}', path: '{}', kind: '{kind}'",
        command.method.name(),
        command.path
    )
}

fn doc(text: &str, indent: &str) -> String {
    let text = text.trim();
    if text.is_empty() {
        return String::new();
    }
    // Rustdoc's links mean nothing here.
    let text = text
        .replace("[`", "`")
        .replace("`]", "`")
        .replace("*/", "* /");
    let mut lines = String::new();
    for line in text.lines() {
        let _ = writeln!(
            lines,
            "{}",
            format!("{indent} * {}", line.trim()).trim_end()
        );
    }
    format!("{indent}/**\n{lines}{indent} */\n")
}

/// A JSON schema as a TypeScript type. It knows what our own types use.
fn of(schema: &Value) -> String {
    if let Some(path) = schema["$ref"].as_str() {
        return path.rsplit('/').next().unwrap_or("unknown").into();
    }
    if let Some(value) = schema.get("const") {
        return literal(value);
    }
    if let Some(values) = schema["enum"].as_array() {
        return union(values.iter().map(literal));
    }
    let mut parts = Vec::new();
    for key in ["oneOf", "anyOf"] {
        if let Some(choices) = schema[key].as_array() {
            parts.push(grouped(union(choices.iter().map(of))));
        }
    }
    if let Some(all) = schema["allOf"].as_array() {
        parts.extend(all.iter().map(of));
    }
    match by_type(schema) {
        Some(own) if parts.is_empty() => return own,
        // A tagged enum repeats `type: object` beside its choices.
        Some(own) if own != "Record<string, unknown>" => parts.insert(0, own),
        _ => {}
    }
    if parts.is_empty() {
        "unknown".into()
    } else {
        parts.join(" & ")
    }
}

fn by_type(schema: &Value) -> Option<String> {
    match &schema["type"] {
        Value::String(name) => Some(named(name, schema)),
        Value::Array(names) => Some(union(
            names
                .iter()
                .filter_map(Value::as_str)
                .map(|name| named(name, schema)),
        )),
        _ if schema.get("properties").is_some() => Some(object(schema)),
        _ => None,
    }
}

fn named(name: &str, schema: &Value) -> String {
    match name {
        "string" => "string".into(),
        "integer" | "number" => "number".into(),
        "boolean" => "boolean".into(),
        "null" => "null".into(),
        "array" => match schema["prefixItems"].as_array() {
            Some(items) => format!("[{}]", items.iter().map(of).collect::<Vec<_>>().join(", ")),
            None => format!("{}[]", grouped(of(&schema["items"]))),
        },
        "object" => object(schema),
        _ => "unknown".into(),
    }
}

fn object(schema: &Value) -> String {
    let Some(fields) = schema["properties"]
        .as_object()
        .filter(|fields| !fields.is_empty())
    else {
        return match schema.get("additionalProperties") {
            Some(value) if value.is_object() => format!("Record<string, {}>", of(value)),
            _ => "Record<string, unknown>".into(),
        };
    };
    let required: Vec<&str> = schema["required"]
        .as_array()
        .map(|names| names.iter().filter_map(Value::as_str).collect())
        .unwrap_or_default();
    let fields = fields.iter().map(|(name, field)| {
        let mark = if required.contains(&name.as_str()) {
            ""
        } else {
            "?"
        };
        format!("{name}{mark}: {}", of(field))
    });
    format!("{{ {} }}", fields.collect::<Vec<_>>().join("; "))
}

fn literal(value: &Value) -> String {
    match value {
        Value::String(text) => format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'")),
        other => other.to_string(),
    }
}

fn union(choices: impl Iterator<Item = String>) -> String {
    let mut seen = Vec::new();
    for choice in choices {
        if !seen.contains(&choice) {
            seen.push(choice);
        }
    }
    seen.join(" | ")
}

fn grouped(text: String) -> String {
    if text.contains(" | ") || text.contains(" & ") {
        format!("({text})")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::of;

    #[test]
    fn schemas_become_types() {
        assert_eq!(of(&json!({ "type": ["string", "null"] })), "string | null");
        assert_eq!(
            of(&json!({ "type": "array", "items": { "enum": ["a", "b"] } })),
            "('a' | 'b')[]"
        );
        assert_eq!(
            of(
                &json!({ "type": "object", "properties": { "a": { "type": "integer" }, "b": { "$ref": "#/$defs/B" } }, "required": ["a"] })
            ),
            "{ a: number; b?: B }"
        );
        assert_eq!(
            of(&json!({ "type": "object", "additionalProperties": { "type": "integer" } })),
            "Record<string, number>"
        );
    }
}
