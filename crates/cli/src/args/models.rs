//! What can be typed about chat models.

use clap::{Args as ClapArgs, Subcommand, ValueEnum};

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
        #[command(flatten)]
        price: TokenPrices,
    },
    /// Choose who refines prompts: a chat model, or `rules`; without a name, show it
    Use {
        /// How you call it; leave it out to see who refines what
        name: Option<String>,
        /// For this task alone
        #[arg(long = "for", value_name = "TASK")]
        task: Option<Task>,
        /// Take the choice back
        #[arg(long, conflicts_with = "name")]
        clear: bool,
    },
    /// Set what a chat model's tokens cost; without prices, they are not known
    Price {
        /// How you call it
        name: String,
        #[command(flatten)]
        price: TokenPrices,
    },
    /// Say how many answers of chat models are kept, or forget them
    Kept {
        /// Forget them, with the prompts in them
        #[arg(long)]
        forget: bool,
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

/// What a million tokens cost.
#[derive(Debug, Clone, Copy, ClapArgs)]
pub(crate) struct TokenPrices {
    /// What a million tokens cost that are sent, in dollars
    #[arg(long, value_name = "USD", requires = "price_out")]
    pub(crate) price_in: Option<f64>,
    /// What a million tokens cost that come back, in dollars
    #[arg(long, value_name = "USD", requires = "price_in")]
    pub(crate) price_out: Option<f64>,
}

/// What a refiner is asked for.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Task {
    /// A better prompt
    Enhance,
    /// What a prompt says, field by field
    Extract,
    /// A prompt changed by a wish in plain words
    Update,
    /// Variations of a prompt
    Vary,
}
