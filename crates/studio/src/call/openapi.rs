//! The OpenAPI description, made from the command table.

use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::command::{CommandInfo, Kind, Method};
use super::{BASE_PATH, COMMANDS};
use crate::error::ApiError;

/// The OpenAPI 3.1 description of the call API.
#[must_use]
pub fn openapi() -> Value {
    let mut schemas = SchemaSettings::openapi3()
        .with(|settings| settings.definitions_path = "/components/schemas".into())
        .into_generator();
    let error = schemas.subschema_for::<ApiError>();
    let mut paths = Map::new();
    for command in COMMANDS {
        let operation = operation(command, &mut schemas, error.as_value());
        let path = format!("{BASE_PATH}{}", command.path);
        let entry = paths.entry(path).or_insert_with(|| json!({}));
        entry[command.method.name().to_lowercase()] = operation;
    }
    paths.insert(format!("{BASE_PATH}/events"), events());
    sorted(json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Worldreel studio",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "The call API of a Worldreel studio.",
        },
        "paths": paths,
        "components": { "schemas": schemas.take_definitions(true) },
    }))
}

/// The same with every object's fields in the order of their names. Whether they are so
/// by themselves depends on features of `serde_json` that other crates turn on.
pub(super) fn sorted(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.into_iter().collect();
            fields.sort_by(|a, b| a.0.cmp(&b.0));
            let fields = fields
                .into_iter()
                .map(|(name, value)| (name, sorted(value)));
            Value::Object(fields.collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        other => other,
    }
}

fn operation(command: &CommandInfo, schemas: &mut SchemaGenerator, error: &Value) -> Value {
    let input = resolved((command.input)(schemas).to_value(), schemas);
    let in_path: Vec<&str> = command.path_fields().collect();
    let fields = input["properties"].as_object().cloned().unwrap_or_default();
    let required: Vec<&str> = input["required"]
        .as_array()
        .map(|names| names.iter().filter_map(Value::as_str).collect())
        .unwrap_or_default();
    let in_query = command.method == Method::Get || command.kind == Kind::Upload;
    let parameters: Vec<Value> = fields
        .iter()
        .filter(|(name, _)| in_query || in_path.contains(&name.as_str()))
        .map(|(name, schema)| {
            let is_path = in_path.contains(&name.as_str());
            json!({
                "name": name,
                "in": if is_path { "path" } else { "query" },
                "required": is_path || required.contains(&name.as_str()),
                "schema": schema,
            })
        })
        .collect();
    let mut operation = json!({
        "operationId": command.name,
        "summary": command.about.trim(),
        "parameters": parameters,
        "responses": {
            "200": { "description": "done", "content": answer(command, schemas) },
            "default": {
                "description": "refused or failed",
                "content": { "application/json": { "schema": error } },
            },
        },
    });
    if let Some(body) = body(command, schemas) {
        operation["requestBody"] = body;
    }
    operation
}

fn answer(command: &CommandInfo, schemas: &mut SchemaGenerator) -> Value {
    match command.output {
        Some(output) => json!({ "application/json": { "schema": output(schemas) } }),
        None => {
            json!({ "application/octet-stream": { "schema": { "type": "string", "format": "binary" } } })
        }
    }
}

fn body(command: &CommandInfo, schemas: &mut SchemaGenerator) -> Option<Value> {
    let content = match (command.kind, command.method) {
        (Kind::Upload, _) => {
            json!({ "application/octet-stream": { "schema": { "type": "string", "format": "binary" } } })
        }
        (_, Method::Post) => json!({ "application/json": { "schema": (command.input)(schemas) } }),
        _ => return None,
    };
    Some(json!({ "required": true, "content": content }))
}

fn events() -> Value {
    json!({ "get": {
        "operationId": "events",
        "summary": "What changes, as server-sent events: `change` with its number as id, \
                    `progress`, `writing` (what chat models have written so far, by call) and \
                    `set_up` (engines, lanes, keys or models have changed) without one, and \
                    `snapshot_required` where events before are no longer kept. \
                    Resumes after `Last-Event-ID` or `after`.",
        "parameters": [{ "name": "after", "in": "query", "required": false, "schema": { "type": "integer" } }],
        "responses": { "200": { "description": "a stream", "content": { "text/event-stream": {} } } },
    } })
}

/// A schema that only refers to another, replaced by it.
fn resolved(schema: Value, schemas: &SchemaGenerator) -> Value {
    let name = schema["$ref"]
        .as_str()
        .and_then(|path| path.rsplit('/').next());
    match name.and_then(|name| schemas.definitions().get(name)) {
        Some(definition) => definition.clone(),
        None => schema,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_field_of_a_path_is_a_field_of_its_input() {
        let description = openapi();
        for command in COMMANDS {
            let path = format!("{BASE_PATH}{}", command.path);
            let operation = &description["paths"][&path][command.method.name().to_lowercase()];
            let named: BTreeSet<&str> = operation["parameters"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|parameter| parameter["in"] == "path")
                .filter_map(|parameter| parameter["name"].as_str())
                .collect();
            assert_eq!(named, command.path_fields().collect(), "{command:?}");
        }
    }

    #[test]
    fn no_two_commands_share_a_name_or_a_place() {
        let names: BTreeSet<_> = COMMANDS.iter().map(|command| command.name).collect();
        let places: BTreeSet<_> = COMMANDS
            .iter()
            .map(|command| (command.method.name(), command.path))
            .collect();
        assert_eq!(
            (names.len(), places.len()),
            (COMMANDS.len(), COMMANDS.len())
        );
    }
}
