//! What can be typed about templates and style presets.

use clap::{Args as ClapArgs, Subcommand};

#[derive(Debug, ClapArgs)]
pub(crate) struct Templates {
    #[command(subcommand)]
    pub(crate) verb: Option<TemplatesVerb>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum TemplatesVerb {
    /// List the templates: what each is for, and its text with its gaps
    List,
    /// Print the prompt that a template makes
    Fill {
        /// Its name
        name: String,
        /// What stands in a gap; can be repeated [default: as the template says]
        #[arg(long = "set", value_name = "GAP=TEXT", value_parser = gap)]
        values: Vec<(String, String)>,
    },
    /// Save a template, in the place of one of the same name
    Save {
        /// Its name
        name: String,
        /// Its text: a gap is a name in braces, `{subject}`, or `{weather: light rain}` with
        /// what stands there when nothing is said
        text: String,
        /// What it is for
        #[arg(long, default_value = "", value_name = "TEXT")]
        about: String,
        /// What should not be seen
        #[arg(long, value_name = "TEXT")]
        negative: Option<String>,
    },
    /// Remove a template that you saved
    Remove {
        /// Its name
        name: String,
    },
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Presets {
    #[command(subcommand)]
    pub(crate) verb: Option<PresetsVerb>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PresetsVerb {
    /// List the style presets
    List,
    /// Propose what a preset would make of a prompt
    Apply {
        /// Its name
        name: String,
        /// The prompt
        prompt: String,
        /// What should not be seen so far
        #[arg(long, value_name = "TEXT")]
        negative: Option<String>,
        #[command(flatten)]
        locks: super::prompts::Locks,
    },
    /// Save a preset, in the place of one of the same name
    Save {
        /// Its name
        name: String,
        /// Its phrases, such as `soft light` or `camera: orbiting the subject`
        #[arg(required = true, value_name = "PHRASE")]
        phrases: Vec<String>,
        /// What it is for
        #[arg(long, default_value = "", value_name = "TEXT")]
        about: String,
        /// What should not be seen, parted by commas
        #[arg(long, value_name = "TEXT")]
        negative: Option<String>,
    },
    /// Remove a preset that you saved
    Remove {
        /// Its name
        name: String,
    },
}

fn gap(said: &str) -> Result<(String, String), String> {
    let (name, text) = said
        .split_once('=')
        .ok_or("say which gap, and what stands in it: --set place=Paris")?;
    Ok((name.trim().to_owned(), text.trim().to_owned()))
}
