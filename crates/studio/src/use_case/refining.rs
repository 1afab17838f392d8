//! Which refiner is asked: chosen, looked at, stopped; and what is kept of its answers.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_refine::Refiner;
use worldreel_store::machine::ANSWERS_KEPT_MAX;

use crate::call::Nothing;
use crate::error::{ApiError, ErrorCode};
use crate::machine::models::ModelSettings;
use crate::refining::choice::{Chosen, ChosenBy, RefineChoice, RefineTask, choose};
use crate::settings::ChangeSettings;
use crate::studio::Studio;

/// A refiner to be asked from now on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ChooseRefiner {
    /// Its name; absent takes the choice back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refiner: Option<String>,
    /// For this task alone; absent is for every task that has none of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub task: Option<RefineTask>,
    /// Whether what was chosen for single tasks is taken back as well.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub every_task: bool,
}

/// A call to be stopped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StopRefining {
    /// The name that it was given.
    pub call: String,
}

/// Whether something was stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Stopped {
    /// False when there was no such call (any more).
    pub stopped: bool,
}

/// The answers of chat models that are kept on this computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KeptAnswers {
    /// How many.
    pub count: u32,
    /// How many there can be: then the one that was not used for longest goes.
    pub count_max: u32,
}

impl Studio {
    /// Who refines what.
    ///
    /// # Errors
    ///
    /// None today.
    pub async fn refine_choices(&self, _: Nothing) -> Result<Vec<RefineChoice>, ApiError> {
        Ok(self.choice_views())
    }

    /// Chooses a refiner for all tasks or for one, and says who refines what then.
    ///
    /// # Errors
    ///
    /// `bad_input` for a refiner that is not there; as the settings can't be saved.
    pub async fn choose_refiner(
        &self,
        wanted: ChooseRefiner,
    ) -> Result<Vec<RefineChoice>, ApiError> {
        if let Some(name) = &wanted.refiner {
            self.known_refiner(name)?;
        }
        let mut chosen = self.settings_file().get().refine_with;
        if wanted.every_task {
            chosen.tasks.clear();
        }
        match (wanted.task, wanted.refiner) {
            (None, refiner) => chosen.all = refiner,
            (Some(task), Some(refiner)) => {
                chosen.tasks.insert(task, refiner);
            }
            (Some(task), None) => {
                chosen.tasks.remove(&task);
            }
        }
        self.settings_file().change(ChangeSettings {
            refine_with: Some(chosen),
            ..ChangeSettings::default()
        })?;
        self.supervisor().announce_set_up();
        Ok(self.choice_views())
    }

    /// Stops a call of a refiner, by the name that its caller gave it. What was sent may
    /// have been billed.
    ///
    /// # Errors
    ///
    /// None today.
    pub async fn stop_refining(&self, wanted: StopRefining) -> Result<Stopped, ApiError> {
        Ok(Stopped {
            stopped: self.calls().stop(&wanted.call),
        })
    }

    /// How many answers of chat models are kept.
    ///
    /// # Errors
    ///
    /// As the machine's database fails.
    pub async fn kept_answers(&self, _: Nothing) -> Result<KeptAnswers, ApiError> {
        Ok(KeptAnswers {
            count: match self.machine() {
                Ok(machine) => machine.store().kept_answers().await?,
                Err(_) => 0,
            },
            count_max: ANSWERS_KEPT_MAX,
        })
    }

    /// Forgets the answers of chat models that are kept, with the prompts in them.
    ///
    /// # Errors
    ///
    /// As the machine's database fails.
    pub async fn forget_answers(&self, _: Nothing) -> Result<KeptAnswers, ApiError> {
        if let Ok(machine) = self.machine() {
            machine.store().forget_answers(None).await?;
        }
        self.kept_answers(Nothing {}).await
    }

    pub(crate) fn choice_views(&self) -> Vec<RefineChoice> {
        let views = RefineTask::ALL.map(|task| Some(self.refiner_for(task, None).ok()?.view(task)));
        views.into_iter().flatten().collect()
    }

    /// Who refines a task: the refiner of that name, or whoever is chosen.
    pub(crate) fn refiner_for(
        &self,
        task: RefineTask,
        named: Option<&str>,
    ) -> Result<Chosen, ApiError> {
        if let Some(name) = named {
            return Ok(Chosen {
                refiner: self.known_refiner(name)?,
                by: ChosenBy::Call,
                variable: None,
                instead: None,
            });
        }
        let wanted = self.settings_file().get().refine_with;
        let chosen = choose(task, &wanted, self.named_models(), &self.refiners());
        chosen.ok_or_else(|| ApiError::new(ErrorCode::Internal, "there is no refiner at all"))
    }

    /// The refiner of this name.
    pub(crate) fn known_refiner(&self, name: &str) -> Result<Arc<dyn Refiner>, ApiError> {
        let all = self.refiners();
        let found = all.iter().find(|refiner| refiner.name() == name);
        found.cloned().ok_or_else(|| {
            let known: Vec<_> = all.iter().map(|refiner| refiner.name()).collect();
            ApiError::bad_input("refiner", format!("there is no refiner {name:?}"))
                .hint(format!("set up are: {}", known.join(", ")))
        })
    }

    /// How a chat model was set up; `None` for any other refiner.
    pub(crate) fn model_setup(&self, name: &str) -> Option<ModelSettings> {
        let models = self.models().into_iter();
        let mut own = models.filter(|model| model.settings.name == name);
        Some(own.next()?.settings)
    }
}
