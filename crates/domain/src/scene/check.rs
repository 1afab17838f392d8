//! What is wrong with a scene that somebody gives.

use super::Scene;
use super::detail::{ACTIONS_MAX, SEGMENTS_MAX, SUBJECTS_MAX, VALUE_CHARS_MAX};
use super::seconds::Seconds;

/// One thing that is wrong with a scene.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {message}")]
pub struct SceneProblem {
    /// Where it stands in the scene's JSON, such as `detail.segments[1].from_s`.
    pub path: String,
    /// What is wrong and what is possible, as a sentence without its full stop.
    pub message: String,
}

impl SceneProblem {
    fn new(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            message: message.into(),
        }
    }
}

impl Scene {
    /// Everything that is wrong with it: values that are blank or too long, too many of
    /// something, times out of order and, where the clip's length is known, beyond its end.
    #[must_use]
    pub fn problems(&self, length: Option<Seconds>) -> Vec<SceneProblem> {
        let mut found = Vec::new();
        let own = self
            .filled()
            .map(|(field, value)| (field.name().to_owned(), value));
        let deep = self.detail.values();
        for (path, value) in own.chain(deep.map(|(path, value)| (format!("detail.{path}"), value)))
        {
            let chars = value.chars().count();
            if value.trim().is_empty() {
                found.push(SceneProblem::new(path, "this must not be blank"));
            } else if chars > VALUE_CHARS_MAX {
                let message =
                    format!("this has {chars} characters; at most {VALUE_CHARS_MAX} are possible");
                found.push(SceneProblem::new(path, message));
            }
        }
        self.check_counts(&mut found);
        self.check_times(length, &mut found);
        found
    }

    fn check_counts(&self, found: &mut Vec<SceneProblem>) {
        let detail = &self.detail;
        for (name, count, most) in [
            ("subjects", detail.subjects.len(), SUBJECTS_MAX),
            ("actions", detail.actions.len(), ACTIONS_MAX),
            ("segments", detail.segments.len(), SEGMENTS_MAX),
        ] {
            if count > most {
                let message = format!("there are {count}; at most {most} are possible");
                found.push(SceneProblem::new(format!("detail.{name}"), message));
            }
        }
        if detail.of.chars().count() > 16 {
            let message = "this is no mark of a prompt: it has 16 hexadecimal digits";
            found.push(SceneProblem::new("detail.of", message));
        }
    }

    fn check_times(&self, length: Option<Seconds>, found: &mut Vec<SceneProblem>) {
        let mut beyond = |path: String, time: Seconds| {
            if let Some(length) = length.filter(|length| time > *length) {
                let message = format!("this is {time} s, and the clip ends at {length} s");
                found.push(SceneProblem::new(path, message));
            }
        };
        let mut order = Vec::new();
        for (at, action) in self.detail.actions.iter().enumerate() {
            for (name, time) in [("from_s", action.from_s), ("to_s", action.to_s)] {
                if let Some(time) = time {
                    beyond(format!("detail.actions[{at}].{name}"), time);
                }
            }
            if let (Some(from), Some(to)) = (action.from_s, action.to_s)
                && to <= from
            {
                let message = format!("this is {to} s, and the action begins at {from} s");
                order.push(SceneProblem::new(
                    format!("detail.actions[{at}].to_s"),
                    message,
                ));
            }
        }
        let mut ended = Seconds::default();
        for (at, segment) in self.detail.segments.iter().enumerate() {
            let (from, to) = (segment.from_s, segment.to_s);
            beyond(format!("detail.segments[{at}].to_s"), to);
            if to <= from {
                let message = format!("this is {to} s, and the segment begins at {from} s");
                order.push(SceneProblem::new(
                    format!("detail.segments[{at}].to_s"),
                    message,
                ));
            }
            if from < ended {
                let message =
                    format!("this is {from} s, and the segment before it ends at {ended} s");
                order.push(SceneProblem::new(
                    format!("detail.segments[{at}].from_s"),
                    message,
                ));
            }
            ended = ended.max(to);
        }
        found.extend(order);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::detail::{Detail, Segment, Subject, TimedAction};

    fn at(ms: u32) -> Seconds {
        Seconds::from_ms(ms).unwrap()
    }

    fn segment(from: u32, to: u32) -> Segment {
        Segment {
            from_s: at(from),
            to_s: at(to),
            description: "a fox runs".into(),
        }
    }

    fn told(detail: Detail, length: Option<Seconds>) -> Vec<String> {
        let scene = Scene {
            detail,
            ..Scene::default()
        };
        let found = scene.problems(length);
        found.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        let detail = Detail {
            subjects: vec![Subject::default()],
            background: Some("x".repeat(VALUE_CHARS_MAX + 1)),
            actions: vec![TimedAction {
                from_s: Some(at(3_000)),
                to_s: Some(at(2_000)),
                description: "it stops".into(),
            }],
            segments: vec![
                segment(0, 3_000),
                segment(2_500, 9_000),
                segment(9_000, 9_000),
            ],
            ..Detail::default()
        };
        assert_eq!(
            told(detail, Some(at(5_000))),
            [
                "detail.subjects[0].description: this must not be blank",
                "detail.background: this has 40001 characters; at most 40000 are possible",
                "detail.segments[1].to_s: this is 9 s, and the clip ends at 5 s",
                "detail.segments[2].to_s: this is 9 s, and the clip ends at 5 s",
                "detail.actions[0].to_s: this is 2 s, and the action begins at 3 s",
                "detail.segments[1].from_s: this is 2.5 s, and the segment before it ends at 3 s",
                "detail.segments[2].to_s: this is 9 s, and the segment begins at 9 s",
            ]
        );
    }

    #[test]
    fn segments_that_follow_each_other_are_fine() {
        let detail = Detail {
            segments: vec![segment(0, 3_000), segment(3_000, 5_000)],
            ..Detail::default()
        };
        assert_eq!(told(detail.clone(), Some(at(5_000))), [""; 0]);
        let many = Detail {
            segments: (0..65)
                .map(|at| segment(at * 1_000, at * 1_000 + 1_000))
                .collect(),
            ..detail
        };
        assert_eq!(
            told(many, None),
            ["detail.segments: there are 65; at most 64 are possible"]
        );
    }
}
