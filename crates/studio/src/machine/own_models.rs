//! The models that the user names for a task in the environment or in a `.env` file.

use std::ffi::OsString;
use std::path::PathBuf;

use secrecy::ExposeSecret;
use worldreel_host::settings::{Variable, find};

use crate::refining::choice::{NamedModel, RefineTask};

/// The variables, each task's in the order in which they are asked: a wish was once read
/// by one model and its prompt written by another.
const VARIABLES: &[(&str, RefineTask)] = &[
    ("PROMPT_ENHANCEMENT_MODEL", RefineTask::Enhance),
    ("PARAMETER_EXTRACTION_MODEL", RefineTask::Extract),
    ("UPDATE_REQUEST_MODEL", RefineTask::Update),
    ("PROMPT_REGENERATION_MODEL", RefineTask::Update),
    ("PROMPT_VARIATION_MODEL", RefineTask::Vary),
];

/// The models that `environment` and `files` name; files are read in their order and may be
/// missing. What can't be read is left out, with a word in the log.
#[must_use]
pub fn named_models(
    environment: impl Fn(&str) -> Option<OsString>,
    files: &[PathBuf],
) -> Vec<NamedModel> {
    let variables: Vec<_> = VARIABLES
        .iter()
        .map(|(name, _)| Variable {
            name,
            service: "models",
        })
        .collect();
    let findings = find(&variables, environment, files);
    for trouble in &findings.troubles {
        tracing::warn!("looking for models that are named: {trouble}");
    }
    let mut named: Vec<NamedModel> = Vec::new();
    for found in findings.found {
        let own = VARIABLES
            .iter()
            .find(|(name, _)| *name == found.variable.name);
        let Some((variable, task)) = own else {
            continue;
        };
        if named.iter().all(|other| other.task != *task) {
            named.push(NamedModel {
                task: *task,
                variable,
                place: found.origin.to_string(),
                model: found.secret.expose_secret().to_owned(),
            });
        }
    }
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_comes_before_a_file_and_the_first_variable_of_a_task_wins() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(".env");
        let text = "PROMPT_ENHANCEMENT_MODEL=from-file\nPROMPT_REGENERATION_MODEL=second\n\
            UPDATE_REQUEST_MODEL=first\nPARAMETER_EXTRACTION_MODEL=\n";
        std::fs::write(&path, text).unwrap();
        let environment =
            |name: &str| (name == "PROMPT_ENHANCEMENT_MODEL").then(|| OsString::from("from-env"));
        let named = named_models(environment, &[path]);
        let told: Vec<_> = named
            .iter()
            .map(|own| (own.task, own.model.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                (RefineTask::Enhance, "from-env"),
                (RefineTask::Update, "first")
            ]
        );
        assert_eq!(named[0].place, "the environment");
    }
}
