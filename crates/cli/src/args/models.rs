//! What can be typed about chat models.

use clap::{Args as ClapArgs, Subcommand};

use super::setup::KeyProvider;

#[derive(Debug, ClapArgs)]
pub(crate) struct Models {
    #[command(subcommand)]
    pub(crate) verb: Option<ModelsVerb>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ModelsVerb {
    /// List the refiners: the rules, and the chat models that are set up
    List,
    /// Set a chat model up; `--refiner NAME` then uses it
    Add {
        /// How you call it
        name: String,
        /// The base address of a server that speaks OpenAI's chat protocol
        #[arg(long, value_name = "URL", default_value = "https://api.openai.com/v1")]
        url: String,
        /// The model, as the server lists it
        #[arg(long, value_name = "MODEL", default_value = "gpt-4o-mini")]
        model: String,
        /// Whose keys it is asked with; leave it out for a server that asks for none
        #[arg(long)]
        provider: Option<KeyProvider>,
    },
    /// Look for chat models where servers on this computer usually listen
    Find,
    /// List the models of a server
    At {
        /// Its base address, such as http://127.0.0.1:11434/v1
        url: String,
        /// Whose keys it is asked with
        #[arg(long)]
        provider: Option<KeyProvider>,
    },
    /// Ask a chat model's server whether it can be reached and has the model
    Test {
        /// How you call it
        name: String,
    },
    /// Take a chat model out
    Remove {
        /// How you call it
        name: String,
    },
}
