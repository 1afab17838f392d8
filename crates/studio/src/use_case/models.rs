//! Setting chat models up.

use std::time::Instant;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_keys::Provider;
use worldreel_refine::RefineError;
use worldreel_store::machine::ModelRow;

use crate::call::Nothing;
use crate::error::{ApiError, ErrorCode};
use crate::machine::models::{Model, ModelSettings};
use crate::refining::price::TokenPrice;
use crate::refining::state::RefinerState;
use crate::studio::Studio;
use crate::use_case::engines::Tested;
use crate::use_case::prompts::RefinerView;

/// Characters that a name has at most.
const NAME_CHARS_MAX: usize = 40;

/// A chat model, by its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ModelRef {
    /// Its name.
    pub model: String,
}

/// What a chat model's tokens cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PriceModel {
    /// The model's name.
    pub model: String,
    /// The price of a million tokens; absent when it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<TokenPrice>,
}

/// A server whose models are to be listed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ModelsAt {
    /// Its base address.
    pub url: String,
    /// Whose keys it is asked with; absent for a server that asks for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<Provider>,
}

impl Studio {
    /// Sets a chat model up. It can be chosen as a refiner by its name from now on; nothing
    /// is sent to it.
    ///
    /// # Errors
    ///
    /// `bad_input` with the setting that can't be used; `conflict` when there is a refiner
    /// of that name.
    pub async fn add_model(&self, wanted: ModelSettings) -> Result<RefinerView, ApiError> {
        let machine = self.machine()?;
        let wanted = ModelSettings {
            name: wanted.name.trim().to_owned(),
            ..wanted
        };
        self.check_model(&wanted)?;
        let row = row(&wanted)?;
        let name = wanted.name.clone();
        let model = self.set_up(wanted)?;
        if !machine.store().add_model(row, Self::now()).await? {
            return Err(taken(&name)
                .hint("another studio added it just now: close this one and open it again"));
        }
        self.change_models(|models| models.push(model));
        self.model_view(&name).await
    }

    /// Sets what a chat model's tokens cost, or that it is not known.
    ///
    /// # Errors
    ///
    /// `not_found`; `bad_input` with the price that can't be.
    pub async fn price_model(&self, wanted: PriceModel) -> Result<RefinerView, ApiError> {
        if let Some(price) = wanted.price {
            price.check()?;
        }
        let before = self.model(&wanted.model)?.settings;
        let name = before.name.clone();
        let settings = ModelSettings {
            price: wanted.price,
            ..before
        };
        let row = row(&settings)?;
        let model = self.set_up(settings)?;
        self.machine()?.store().set_model(row).await?;
        self.change_models(|models| {
            for own in models.iter_mut().filter(|own| own.settings.name == name) {
                own.clone_from(&model);
            }
        });
        self.model_view(&name).await
    }

    async fn model_view(&self, name: &str) -> Result<RefinerView, ApiError> {
        let views = self.refiner_views().await?.into_iter();
        let mut own = views.filter(|view| view.name == name);
        own.next()
            .ok_or_else(|| ApiError::new(ErrorCode::Internal, "a model has no view"))
    }

    /// Takes a chat model out.
    ///
    /// # Errors
    ///
    /// `not_found`, also for a refiner that was not added.
    pub async fn remove_model(&self, wanted: ModelRef) -> Result<Nothing, ApiError> {
        let name = self.model(&wanted.model)?.settings.name;
        let store = self.machine()?.store();
        store.remove_model(name.clone()).await?;
        // They would come back with a model of the same name, which may be another one.
        store.forget_answers(Some(name.clone())).await?;
        self.last_asked().forget(&name);
        self.change_models(|models| models.retain(|model| model.settings.name != name));
        Ok(Nothing {})
    }

    /// Asks the server of a chat model whether it can be reached and has the model.
    ///
    /// # Errors
    ///
    /// `not_found`; `refiner` with what stands in the way.
    pub async fn test_model(&self, wanted: ModelRef) -> Result<Tested, ApiError> {
        let model = self.model(&wanted.model)?;
        let began = Instant::now();
        let listed = self.asked_for_its_list(&model).await?;
        let wanted = &model.settings.model;
        // A gateway that lists nothing may have it all the same.
        if !listed.is_empty() && !listed.contains(wanted) {
            let message = format!("the server is there, and has no model \"{wanted}\"");
            return Err(ApiError::new(ErrorCode::Refiner, message)
                .hint(format!("it has: {}", listed.join(", "))));
        }
        Ok(Tested {
            took_ms: u32::try_from(began.elapsed().as_millis()).unwrap_or(u32::MAX),
        })
    }

    /// The models that a server lists.
    ///
    /// # Errors
    ///
    /// `bad_input` for an address that is none; `refiner` with what stands in the way.
    pub async fn list_models(&self, wanted: ModelsAt) -> Result<Vec<String>, ApiError> {
        let settings = ModelSettings {
            name: "list".into(),
            url: wanted.url,
            model: "any".into(),
            provider: wanted.provider,
            price: None,
        };
        check_clear(&settings)?;
        let listed = self.set_up(settings)?.chat.models().await;
        listed.map_err(not_a_refiner_yet)
    }

    /// The models that a model's server lists, which says how that is.
    async fn asked_for_its_list(&self, model: &Model) -> Result<Vec<String>, ApiError> {
        let listed = model.chat.models().await;
        let state = match &listed {
            Ok(_) => RefinerState::Ready,
            Err(error) => RefinerState::of(error, Self::now()),
        };
        self.last_asked().note(&model.settings.name, state);
        self.supervisor().announce_set_up();
        listed.map_err(not_a_refiner_yet)
    }

    fn model(&self, name: &str) -> Result<Model, ApiError> {
        let models = self.models();
        let known: Vec<_> = models
            .iter()
            .map(|model| model.settings.name.clone())
            .collect();
        let mut own = models
            .into_iter()
            .filter(|model| model.settings.name == name);
        own.next().ok_or_else(|| {
            let message = format!("there is no chat model \"{name}\"");
            let error = ApiError::new(ErrorCode::NotFound, message);
            match known.is_empty() {
                true => error.hint("none is set up"),
                false => error.hint(format!("set up are: {}", known.join(", "))),
            }
        })
    }

    fn set_up(&self, settings: ModelSettings) -> Result<Model, ApiError> {
        let unusable = |error: RefineError| ApiError::bad_input("url", error.to_string());
        let ledger = self.machine()?.store();
        settings.set_up(self.supervisor(), ledger).map_err(unusable)
    }

    fn check_model(&self, wanted: &ModelSettings) -> Result<(), ApiError> {
        let name = &wanted.name;
        let plain = |char: char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_' | '.');
        if name.is_empty() || name.chars().count() > NAME_CHARS_MAX || !name.chars().all(plain) {
            return Err(ApiError::bad_input(
                "name",
                format!(
                    "a name has 1 to {NAME_CHARS_MAX} letters, digits, dots, dashes and underscores"
                ),
            ));
        }
        if wanted.model.trim().is_empty() {
            return Err(ApiError::bad_input("model", "the model has no name"));
        }
        check_clear(wanted)?;
        if let Some(price) = wanted.price {
            price.check()?;
        }
        match self.known_refiner(name).is_ok() {
            true => Err(taken(name).hint("choose another name")),
            false => Ok(()),
        }
    }
}

/// Who is only asked whether it is there is not helped by another refiner.
fn not_a_refiner_yet(error: RefineError) -> ApiError {
    let hint = match &error {
        RefineError::Auth { .. } | RefineError::OutOfCredit { .. } | RefineError::NoKey { .. } => {
            "see to its keys, then test it again"
        }
        RefineError::Unreachable { .. } => "start its server, or correct its address",
        _ => "look what its server says, then test it again",
    };
    ApiError {
        hint: Some(hint.into()),
        ..ApiError::from(error)
    }
}

/// Refuses what would send keys to another computer without encryption.
fn check_clear(wanted: &ModelSettings) -> Result<(), ApiError> {
    let clear = wanted.endpoint().sends_keys_in_the_clear();
    let clear = clear.map_err(|error| ApiError::bad_input("url", error.to_string()))?;
    if clear && wanted.provider.is_some() {
        let message = "keys would go to another computer without encryption";
        return Err(ApiError::bad_input("url", message)
            .hint("use an https:// address, or a server that asks for no key"));
    }
    Ok(())
}

fn row(settings: &ModelSettings) -> Result<ModelRow, ApiError> {
    Ok(ModelRow {
        name: settings.name.clone(),
        settings: serde_json::to_value(settings)
            .map_err(|error| ApiError::from_error(ErrorCode::Internal, &error))?,
    })
}

fn taken(name: &str) -> ApiError {
    let message = format!("there is a refiner \"{name}\" already");
    ApiError {
        field: Some("name".into()),
        ..ApiError::new(ErrorCode::Conflict, message)
    }
}
