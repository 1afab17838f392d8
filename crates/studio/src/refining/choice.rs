//! Who refines what: the user's choice, the environment's, or the rules.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_refine::Refiner;

/// What a refiner is asked for.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum RefineTask {
    /// A better prompt.
    Enhance,
    /// What a prompt says, field by field.
    Extract,
    /// A prompt changed by a wish in plain words.
    Update,
    /// Variations of a prompt.
    Vary,
}

impl RefineTask {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Enhance, Self::Extract, Self::Update, Self::Vary];

    /// Its name on the wire and on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Enhance => "enhance",
            Self::Extract => "extract",
            Self::Update => "update",
            Self::Vary => "vary",
        }
    }
}

impl fmt::Display for RefineTask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Which refiners the user has chosen, by their names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RefineWith {
    /// For every task that has none of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub all: Option<String>,
    /// For one task alone.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub tasks: BTreeMap<RefineTask, String>,
}

/// A model that the environment, or a `.env` file, names for a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedModel {
    /// The task.
    pub task: RefineTask,
    /// The variable.
    pub variable: &'static str,
    /// Where it stands, in words.
    pub place: String,
    /// What it says: the model's name as its server lists it, or a refiner's name.
    pub model: String,
}

/// Who chose a refiner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChosenBy {
    /// The call named it.
    Call,
    /// The user, for this task.
    Task,
    /// The user, for every task.
    All,
    /// A variable of the environment or of a `.env` file.
    Environment,
    /// Nobody: it is what is used when nothing is chosen.
    Nobody,
}

/// Who refines one task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RefineChoice {
    /// The task.
    pub task: RefineTask,
    /// The refiner that is asked.
    pub refiner: String,
    /// Its name for people.
    pub label: String,
    /// Whether it works without a network.
    pub offline: bool,
    /// Who chose it.
    pub by: ChosenBy,
    /// The variable and its place, when the environment chose it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variable: Option<String>,
    /// Why it is not the refiner that was chosen: a sentence without a full stop.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead: Option<String>,
}

/// A refiner, and how it came to be chosen.
#[derive(Debug, Clone)]
pub(crate) struct Chosen {
    pub(crate) refiner: Arc<dyn Refiner>,
    pub(crate) by: ChosenBy,
    pub(crate) variable: Option<String>,
    pub(crate) instead: Option<String>,
}

impl Chosen {
    pub(crate) fn view(self, task: RefineTask) -> RefineChoice {
        RefineChoice {
            task,
            refiner: self.refiner.name().into(),
            label: self.refiner.label(),
            offline: self.refiner.offline(),
            by: self.by,
            variable: self.variable,
            instead: self.instead,
        }
    }
}

/// Who refines a task when the call names nobody: whom the user chose for it, whom the user
/// chose for all, whom the environment names, the first of `refiners`. One that is chosen
/// and not there is never passed over in silence: the first answers for it, and says so.
/// `None` without any refiner.
pub(crate) fn choose(
    task: RefineTask,
    wanted: &RefineWith,
    named: &[NamedModel],
    refiners: &[Arc<dyn Refiner>],
) -> Option<Chosen> {
    let first = refiners.first()?;
    let own = wanted.tasks.get(&task).map(|name| (name, ChosenBy::Task));
    let all = wanted.all.as_ref().map(|name| (name, ChosenBy::All));
    if let Some((name, by)) = own.or(all) {
        let found = refiners.iter().find(|refiner| refiner.name() == name);
        let instead = found
            .is_none()
            .then(|| format!("the refiner \"{name}\", which was chosen, is not set up any more"));
        return Some(Chosen {
            refiner: Arc::clone(found.unwrap_or(first)),
            by,
            variable: None,
            instead,
        });
    }
    let Some(said) = named.iter().find(|said| said.task == task) else {
        return Some(Chosen {
            refiner: Arc::clone(first),
            by: ChosenBy::Nobody,
            variable: None,
            instead: None,
        });
    };
    let model = said.model.as_str();
    let by_name = refiners.iter().find(|refiner| refiner.name() == model);
    let by_model = || refiners.iter().find(|own| own.model() == Some(model));
    let found = by_name.or_else(by_model);
    let NamedModel {
        variable, place, ..
    } = said;
    let instead = found.is_none().then(|| {
        format!("{variable} ({place}) names \"{model}\", and no chat model of that name is set up")
    });
    Some(Chosen {
        refiner: Arc::clone(found.unwrap_or(first)),
        by: ChosenBy::Environment,
        variable: Some(format!("{variable} ({place})")),
        instead,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use worldreel_refine::{NoKeyGate, OpenAi, OpenAiSettings, Rules};

    fn refiners() -> Vec<Arc<dyn Refiner>> {
        let settings = OpenAiSettings {
            name: "writer".into(),
            ..OpenAiSettings::new("http://127.0.0.1:9/v1", "tiny:1b")
        };
        let chat = OpenAi::new(settings, Arc::new(NoKeyGate), crate::Studio::now);
        vec![Arc::new(Rules), Arc::new(chat.unwrap())]
    }

    fn named(task: RefineTask, model: &str) -> NamedModel {
        NamedModel {
            task,
            variable: "PROMPT_VARIATION_MODEL",
            place: "the environment".into(),
            model: model.into(),
        }
    }

    fn told(task: RefineTask, wanted: &RefineWith, said: &[NamedModel]) -> RefineChoice {
        choose(task, wanted, said, &refiners()).unwrap().view(task)
    }

    #[test]
    fn what_the_user_chose_for_a_task_wins_over_all_and_over_the_environment() {
        let mut wanted = RefineWith::default();
        let said = [named(RefineTask::Vary, "tiny:1b")];
        let by = |wanted: &RefineWith, task| {
            let choice = told(task, wanted, &said);
            (choice.refiner, choice.by)
        };
        assert_eq!(
            by(&wanted, RefineTask::Enhance),
            ("rules".into(), ChosenBy::Nobody)
        );
        assert_eq!(
            by(&wanted, RefineTask::Vary),
            ("writer".into(), ChosenBy::Environment)
        );
        wanted.all = Some("writer".into());
        assert_eq!(
            by(&wanted, RefineTask::Enhance),
            ("writer".into(), ChosenBy::All)
        );
        wanted.tasks.insert(RefineTask::Enhance, "rules".into());
        assert_eq!(
            by(&wanted, RefineTask::Enhance),
            ("rules".into(), ChosenBy::Task)
        );
        assert_eq!(
            by(&wanted, RefineTask::Vary),
            ("writer".into(), ChosenBy::All)
        );
    }

    #[test]
    fn one_that_is_gone_is_answered_for_by_the_rules_which_is_said() {
        let wanted = RefineWith {
            all: Some("gone".into()),
            ..RefineWith::default()
        };
        let choice = told(RefineTask::Enhance, &wanted, &[]);
        assert_eq!(choice.refiner, "rules");
        assert!(choice.instead.unwrap().contains("\"gone\""));
        let none = RefineWith::default();
        let choice = told(RefineTask::Vary, &none, &[named(RefineTask::Vary, "other")]);
        assert_eq!(choice.refiner, "rules");
        let said = choice.instead.unwrap();
        assert!(
            said.starts_with("PROMPT_VARIATION_MODEL (the environment) names"),
            "{said}"
        );
    }
}
