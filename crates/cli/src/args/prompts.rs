//! What can be typed about prompts: made better, read, changed, varied.

use clap::Args as ClapArgs;
use worldreel_domain::scene::SceneField;
use worldreel_domain::spec::Size;
use worldreel_refine::{Axis, FieldValue};

/// How a refiner is asked.
#[derive(Debug, ClapArgs)]
pub(crate) struct HowToAsk {
    /// Which refiner: `rules` works offline and costs nothing; else the one that is chosen
    #[arg(long, value_name = "NAME")]
    pub(crate) refiner: Option<String>,
    /// Ask a chat model even if its answer to the same question is kept
    #[arg(long)]
    pub(crate) fresh: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Enhance {
    /// The prompt
    pub(crate) prompt: String,
    /// Enhance it even if it has more than 50 words
    #[arg(long)]
    pub(crate) even_if_long: bool,
    #[command(flatten)]
    pub(crate) how: HowToAsk,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Update {
    /// The prompt
    pub(crate) prompt: String,
    /// What should change, such as `make it night and add rain`
    #[arg(required_unless_present = "set", conflicts_with = "set")]
    pub(crate) request: Option<String>,
    /// What a field of the scene shall say, such as `location="a harbour in Lisbon"`; nothing
    /// after the sign empties it; can be repeated
    #[arg(long, value_name = "FIELD=VALUE", value_parser = field_value)]
    pub(crate) set: Vec<FieldValue>,
    #[command(flatten)]
    pub(crate) locks: Locks,
    #[command(flatten)]
    pub(crate) how: HowToAsk,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Vary {
    /// The prompt; it stands first and unchanged
    pub(crate) prompt: String,
    /// How many there are to be, 1 to 20, the prompt itself included
    #[arg(long, default_value_t = 8, value_name = "N")]
    pub(crate) total: u8,
    /// What may change: time_of_day, weather, location, camera, lighting, style, colors or
    /// pace; can be repeated [default: what fits]
    #[arg(long = "axis", value_name = "AXIS", value_parser = axis)]
    pub(crate) axes: Vec<Axis>,
    #[command(flatten)]
    pub(crate) locks: Locks,
    #[command(flatten)]
    pub(crate) how: HowToAsk,
}

/// What must stay as it is.
#[derive(Debug, ClapArgs)]
pub(crate) struct Locks {
    /// A field of the scene that must stay, such as `location`; can be repeated
    #[arg(long = "lock", value_name = "FIELD", value_parser = field)]
    pub(crate) fields: Vec<SceneField>,
}

fn axis(name: &str) -> Result<Axis, String> {
    let known = Axis::ALL.map(Axis::name).join(", ");
    Axis::from_name(name).ok_or_else(|| format!("there are only {known}"))
}

fn field(name: &str) -> Result<SceneField, String> {
    let known = SceneField::ALL.map(SceneField::name).join(", ");
    SceneField::from_name(name).ok_or_else(|| format!("there are only {known}"))
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Extract {
    /// The prompt
    pub(crate) prompt: String,
    /// Have a chat model read the detail, too, by a second request
    #[arg(long)]
    pub(crate) in_detail: bool,
    /// Print exactly what this engine would be sent instead
    #[arg(long, value_name = "ENGINE")]
    pub(crate) sent_to: Option<String>,
    /// The picture size it would be rendered in, such as 1280x720
    #[arg(long, value_name = "WIDTHxHEIGHT", requires = "sent_to")]
    pub(crate) size: Option<Size>,
    /// How many frames it would have
    #[arg(long, value_name = "N", requires = "sent_to")]
    pub(crate) frames: Option<u32>,
    /// Its frames per second
    #[arg(long, value_name = "N", requires = "sent_to")]
    pub(crate) fps: Option<u32>,
    #[command(flatten)]
    pub(crate) how: HowToAsk,
}

fn field_value(text: &str) -> Result<FieldValue, String> {
    let (name, value) = text
        .split_once('=')
        .ok_or("it is written FIELD=VALUE, such as time_of_day=dusk")?;
    Ok(FieldValue {
        field: field(name.trim())?,
        value: value.to_owned(),
    })
}
