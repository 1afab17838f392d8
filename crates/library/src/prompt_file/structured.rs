//! Lines that are structured prompts of Cosmos3.

use serde_json::{Map, Value};
use worldreel_domain::scene::Scene;
use worldreel_domain::structured::{self, PROMPT_NAME};

use super::field::{Field, order};
use super::json_lines::value_text;
use super::{PromptOrder, Records, RowProblem};

/// Whether an object is one: it has a caption and no prompt of its own.
pub(super) fn is_one(object: &Map<String, Value>) -> bool {
    object.contains_key(PROMPT_NAME)
        && !object
            .keys()
            .any(|name| Field::of(name).is_some_and(|(own, _)| own == Field::Prompt))
}

/// Fields of ours that may stand beside the parts of a structured prompt.
const BESIDE: [Field; 6] = [
    Field::NegativePrompt,
    Field::Label,
    Field::Frames,
    Field::Steps,
    Field::Guidance,
    Field::Seed,
];

pub(super) fn read_line(
    object: &Map<String, Value>,
    line: &str,
    records: &mut Records,
) -> Result<PromptOrder, RowProblem> {
    let mut own = object.clone();
    let mut values: Vec<(Field, String)> = Vec::new();
    for (name, value) in object {
        if let Some((field, _)) = Field::of(name).filter(|(field, _)| BESIDE.contains(field)) {
            values.push((field, value_text(field, value)?));
            own.remove(name);
        }
    }
    let read =
        structured::read(&own).map_err(|error| Field::Prompt.problem(line, error.to_string()))?;
    for name in &read.ignored {
        records.ignore(name);
    }
    let prompt = read.prompt.as_str();
    let fields = values.iter().map(|(field, value)| (*field, value.as_str()));
    let mut wanted = order(std::iter::once((Field::Prompt, prompt)).chain(fields))?;
    wanted.width = read.size.map(|size| size.width);
    wanted.height = read.size.map(|size| size.height);
    wanted.fps = read.fps;
    wanted.frames = wanted.frames.or(read.frames);
    let scene = Scene {
        detail: read.detail,
        ..Scene::default()
    };
    if let Some(problem) = scene.problems(None).into_iter().next() {
        let place = problem
            .path
            .strip_prefix("detail.")
            .unwrap_or(&problem.path);
        return Err(RowProblem {
            field: Some(place.to_owned()),
            text: super::shortened(line),
            reason: problem.message,
        });
    }
    wanted.detail = scene.detail;
    Ok(wanted)
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    const LINE: &str = r#"{"subjects":[{"description":"a fox","action":"runs"}],"segments":[{"segment_index":0,"time_range":"0:00-0:02","description":"a fox runs"}],"style_medium":"film","temporal_caption":"a fox runs, then rests","resolution":{"H":480,"W":832},"aspect_ratio":"16,9","duration":"4s","fps":24,"seed":7,"name":"one"}"#;

    #[test]
    fn a_structured_prompt_becomes_its_caption_with_its_detail() {
        let file = parse("scenes.jsonl", LINE.as_bytes()).unwrap();
        assert_eq!(file.ignored_columns, ["style_medium"]);
        let order = file.rows[0].outcome.as_ref().unwrap();
        assert_eq!(order.prompt.as_str(), "a fox runs, then rests");
        assert!(order.detail.belongs_to(&order.prompt));
        assert_eq!(order.detail.subjects[0].action.as_deref(), Some("runs"));
        assert_eq!(order.detail.segments.len(), 1);
        let numbers = [
            order.width,
            order.height,
            order.frames,
            order.fps,
            order.seed,
        ];
        assert_eq!(numbers, [832, 480, 96, 24, 7].map(Some));
        assert_eq!(order.label.as_deref(), Some("one"));
    }

    #[test]
    fn what_is_wrong_in_one_names_its_place_and_stops_no_other() {
        let wrong = LINE.replace("0:00-0:02", "0:02-0:01");
        let text = format!("{wrong}\n{{\"temporal_caption\":\"\"}}\n{LINE}");
        let file = parse("scenes.jsonl", text.as_bytes()).unwrap();
        let problem = file.rows[0].outcome.as_ref().unwrap_err();
        assert_eq!(problem.field.as_deref(), Some("segments[0].to_s"));
        assert_eq!(problem.reason, "this is 1 s, and the segment begins at 2 s");
        let problem = file.rows[1].outcome.as_ref().unwrap_err();
        assert_eq!(problem.reason, "the prompt is empty");
        assert!(file.rows[2].outcome.is_ok());
    }
}
