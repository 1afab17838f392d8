//! What can be typed about engines, lanes and keys.

use clap::{Args as ClapArgs, Subcommand, ValueEnum};
use worldreel_domain::sent::PromptForm;

#[derive(Debug, ClapArgs)]
pub(crate) struct Engines {
    #[command(subcommand)]
    pub(crate) verb: Option<EnginesVerb>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum EnginesVerb {
    /// List the engines
    List,
    /// Set an engine up
    Add {
        #[command(subcommand)]
        kind: EngineKind,
    },
    /// Ask an engine whether it can be reached and used; renders nothing
    Test {
        /// Its name
        engine: String,
    },
    /// Take an engine out
    Remove {
        /// Its name
        engine: String,
    },
    /// Start nothing more on an engine; what runs, runs on
    Pause {
        /// Its name
        engine: String,
    },
    /// Let an engine go on
    Resume {
        /// Its name
        engine: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum EngineKind {
    /// A server that speaks OpenAI's video protocol: vLLM-Omni, SGLang Diffusion, LiteLLM...
    OpenaiVideos {
        /// Its address, such as http://127.0.0.1:8091
        #[arg(long, value_name = "URL")]
        url: String,
        /// The model, where the server has several
        #[arg(long, value_name = "NAME")]
        model: Option<String>,
        /// How prompts are sent: `scene` is the structured prompt of Cosmos3 [default: `scene`
        /// where the model's name says Cosmos3, else `prose`]
        #[arg(long, value_name = "FORM", value_parser = prompt_form)]
        prompt_form: Option<PromptForm>,
        /// The label of the key to use
        #[arg(long = "key", value_name = "LABEL")]
        key: Option<String>,
        #[command(flatten)]
        common: EngineCommon,
    },
    /// A model behind NVIDIA's gateway
    Nvidia {
        /// The gateway, such as https://ai.api.nvidia.com, or the whole address that takes
        /// renders
        #[arg(long, value_name = "URL")]
        base_url: String,
        /// The model's name in NVIDIA's catalogue
        #[arg(long, value_name = "NAME", default_value = "nvidia/cosmos3-nano")]
        model: String,
        /// The labels of the keys to use, with commas between [default: all of nvidia's]
        #[arg(long, value_name = "LABEL,LABEL", value_delimiter = ',')]
        keys: Vec<String>,
        #[command(flatten)]
        common: EngineCommon,
    },
}

fn prompt_form(name: &str) -> Result<PromptForm, String> {
    let all = [PromptForm::Prose, PromptForm::Scene];
    let known = all.into_iter().find(|form| form.name() == name);
    known.ok_or_else(|| "there are only prose and scene".to_owned())
}

/// What can be said of every engine.
#[derive(Debug, ClapArgs)]
pub(crate) struct EngineCommon {
    /// How you call it [default: its kind]
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// How many renders it is given at once
    #[arg(long, value_name = "N")]
    pub(crate) width: Option<u32>,
    /// What a second of video costs, in US dollars; 0 is nothing
    #[arg(long, value_name = "USD")]
    pub(crate) usd_per_second: Option<f64>,
    /// Let keys go out without encryption, to another computer too
    #[arg(long)]
    pub(crate) keys_in_the_clear: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Lanes {
    #[command(subcommand)]
    pub(crate) verb: Option<LanesVerb>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LanesVerb {
    /// List the lanes and what runs on them
    List,
    /// Start nothing more on a lane; what runs, runs on
    Pause {
        /// Its name
        lane: String,
    },
    /// Let a lane go on
    Resume {
        /// Its name
        lane: String,
    },
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Keys {
    #[command(subcommand)]
    pub(crate) verb: Option<KeysVerb>,
}

/// Whose key it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum KeyProvider {
    /// NVIDIA
    Nvidia,
    /// OpenAI, and what speaks its protocols
    Openai,
}

/// How the next key is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Choice {
    /// The first that may be used
    InOrder,
    /// The one after the key that was used last
    RoundRobin,
    /// The one that was used least
    LeastUsed,
}

#[derive(Debug, Subcommand)]
pub(crate) enum KeysVerb {
    /// List the keys and how they are doing; never their values
    List,
    /// Add a key; its value is read from standard input
    Add {
        /// How you call it
        label: String,
        /// Whose key it is
        #[arg(long)]
        provider: KeyProvider,
        /// Keep it in a file that you alone can read, where the system has no keyring
        #[arg(long)]
        allow_file: bool,
    },
    /// Look for keys in the environment and in .env files (OPENAI_API_KEY, NVIDIA_API_KEY...)
    Find,
    /// Add the keys that `find` finds, each by the name of its variable
    Import {
        /// Their names [default: all that are new]
        names: Vec<String>,
        /// Keep them in a file that you alone can read, where the system has no keyring
        #[arg(long)]
        allow_file: bool,
    },
    /// Take a key out, its value too
    Remove {
        /// How you call it
        label: String,
        /// Whose key it is, where two keys are called so
        #[arg(long)]
        provider: Option<KeyProvider>,
    },
    /// Try a key on an engine that uses it; renders nothing
    Test {
        /// How you call it
        label: String,
        /// Whose key it is, where two keys are called so
        #[arg(long)]
        provider: Option<KeyProvider>,
    },
    /// Put keys in order, or have the next one chosen in another way
    Order {
        /// Their labels, first to last; the others follow as they were
        labels: Vec<String>,
        /// Whose keys [default: those of the first label]
        #[arg(long)]
        provider: Option<KeyProvider>,
        /// How the next one is chosen
        #[arg(long)]
        by: Option<Choice>,
    },
    /// Say how many renders may be under way with a key, and what a day may cost
    Limit {
        /// How you call it
        label: String,
        /// Whose key it is, where two keys are called so
        #[arg(long)]
        provider: Option<KeyProvider>,
        /// How many renders may be under way at most
        #[arg(long, value_name = "N", default_value_t = 1)]
        width: u32,
        /// What may be spent in one day, in US dollars [default: no limit]
        #[arg(long, value_name = "USD")]
        usd_per_day: Option<f64>,
    },
}
