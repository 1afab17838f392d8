//! Templates: those that are built in, and the user's own.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::prompt::Prompt;
use worldreel_refine::templates::{self, FillError, Gap, Template};
use worldreel_store::machine::Shelf;

use crate::call::Nothing;
use crate::error::{ApiError, ErrorCode};
use crate::shelf::{self, Shelved};
use crate::studio::Studio;

/// A template, by its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TemplateRef {
    /// Its name. Upper and lower case are the same.
    pub template: String,
}

/// A template that can be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TemplateView {
    /// The template.
    #[serde(flatten)]
    pub template: Template,
    /// Its gaps, in the order in which they stand in it.
    pub gaps: Vec<Gap>,
    /// Whether it came with the studio. The others are the user's.
    pub built_in: bool,
}

/// A template to be filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FillTemplate {
    /// Its name.
    pub template: String,
    /// What stands in its gaps, by their names; a gap that is not named has its default.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
}

/// A template that was filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FilledTemplate {
    /// The prompt.
    pub prompt: Prompt,
    /// What should not be seen, where the template says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub negative_prompt: Option<Prompt>,
}

impl Shelved for Template {
    const SHELF: Shelf = Shelf::Templates;
    const WORD: &'static str = "template";

    fn name(&self) -> &str {
        &self.name
    }

    fn built_in() -> &'static [Self] {
        templates::built_in()
    }
}

impl Studio {
    /// The templates: those that are built in, then the user's by name.
    ///
    /// # Errors
    ///
    /// As the machine's database fails.
    pub async fn list_templates(&self, _: Nothing) -> Result<Vec<TemplateView>, ApiError> {
        let all = self.on_shelf::<Template>().await?.into_iter();
        Ok(all
            .map(|(template, built_in)| view(template, built_in))
            .collect())
    }

    /// Keeps a template, in the place of one of the same name.
    ///
    /// # Errors
    ///
    /// `bad_input` with the field that can't be; `conflict` for the name of one that is built
    /// in.
    pub async fn save_template(&self, wanted: Template) -> Result<TemplateView, ApiError> {
        let wanted = Template {
            name: shelf::checked_name(&wanted.name)?,
            about: shelf::checked_about(&wanted.about)?,
            ..wanted
        };
        self.shelve(&wanted).await?;
        Ok(view(wanted, false))
    }

    /// Takes a template of the user's out.
    ///
    /// # Errors
    ///
    /// `not_found`; `conflict` for one that is built in.
    pub async fn remove_template(&self, wanted: TemplateRef) -> Result<Nothing, ApiError> {
        self.unshelve::<Template>(&wanted.template).await
    }

    /// The prompt that a template makes.
    ///
    /// # Errors
    ///
    /// `not_found`; `bad_input` with the gap for which nothing is said, or the value for which
    /// there is no gap.
    pub async fn fill_template(&self, wanted: FillTemplate) -> Result<FilledTemplate, ApiError> {
        let template: Template = self.one_on_shelf(&wanted.template).await?;
        let prompt =
            templates::fill(&template.text, &wanted.values).map_err(|error| unfilled(&error))?;
        Ok(FilledTemplate {
            prompt,
            negative_prompt: template.negative_prompt,
        })
    }
}

fn view(template: Template, built_in: bool) -> TemplateView {
    TemplateView {
        gaps: template.text.gaps(),
        template,
        built_in,
    }
}

fn unfilled(error: &FillError) -> ApiError {
    let field = error.gap().map(|gap| format!("values.{gap}"));
    ApiError {
        field,
        ..ApiError::from_error(ErrorCode::BadInput, error)
    }
}
