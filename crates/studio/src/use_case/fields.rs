//! Fields of the scene that are set.

use std::collections::BTreeSet;

use worldreel_refine::{FieldsRequest, Updated, fields};

use crate::error::ApiError;
use crate::studio::Studio;

impl Studio {
    /// What makes a prompt say what its fields shall say, as changes to be taken or left. The
    /// rules find them, without any model. What is locked stays, and what was not done is
    /// told with its reason.
    ///
    /// # Errors
    ///
    /// `bad_input` where no field is set, or one of them twice.
    pub async fn set_fields(&self, wanted: FieldsRequest) -> Result<Updated, ApiError> {
        if wanted.fields.is_empty() {
            return Err(ApiError::bad_input("fields", "no field is set")
                .hint("say which field shall say what, such as time_of_day and dusk"));
        }
        let mut known = BTreeSet::new();
        if let Some(twice) = wanted.fields.iter().find(|own| !known.insert(own.field)) {
            return Err(
                ApiError::bad_input("fields", format!("{} is set twice", twice.field))
                    .hint("give all its values at once, parted by commas"),
            );
        }
        Ok(fields::set(&wanted))
    }
}
