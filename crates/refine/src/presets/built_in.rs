//! The presets that everybody has.

use std::sync::LazyLock;

use super::Preset;

/// Name, what it is for, phrases parted by `|`, and what should not be seen.
const TABLE: [(&str, &str, &str, &str); 6] = [
    (
        "Film look",
        "35 mm film, shallow focus, light with contrast",
        "35mm film|shallow depth of field|dramatic lighting|film grain",
        "text overlay, watermark, oversaturated colors, video game look",
    ),
    (
        "Dash-cam",
        "A car's own camera, as in driving data",
        "dash cam|wide lens|real time|photorealistic|camera: fixed behind the windshield",
        "camera cut, third person view, slow motion, music video look",
    ),
    (
        "Warehouse camera",
        "A fixed camera over a robot at work",
        "high angle|static shot|deep focus|even light|real time|photorealistic",
        "camera movement, cut, motion blur, lens flare, deformed gripper",
    ),
    (
        "Drone",
        "From the air, in one smooth flight",
        "aerial shot|flyover|wide lens|one take",
        "shaky camera, propellers in the picture, horizon tilt",
    ),
    (
        "Macro",
        "Very near, with a soft background",
        "macro shot|shallow depth of field|soft light|static shot",
        "hard flash, everything in focus, camera shake",
    ),
    (
        "Time-lapse",
        "Hours in seconds, from a tripod",
        "time lapse|static shot|deep focus",
        "camera movement, flicker, real-time motion",
    ),
];

/// The presets that come with every studio.
#[must_use]
pub fn built_in() -> &'static [Preset] {
    static BUILT_IN: LazyLock<Vec<Preset>> = LazyLock::new(|| {
        let preset = |(name, about, phrases, negative): (&str, &str, &str, &str)| Preset {
            name: name.to_owned(),
            about: about.to_owned(),
            phrases: phrases.split('|').map(str::to_owned).collect(),
            negative_prompt: negative.parse().ok(),
        };
        TABLE.into_iter().map(preset).collect()
    });
    &BUILT_IN
}
