//! The values that variations choose from, by their names in the tables of values.

pub(super) const TIMES: &str = "midnight|small hours|hour before dawn|blue hour before sunrise|first light|sunrise|\
hour after sunrise|early morning|mid morning|late morning|noon|early afternoon|mid afternoon|late afternoon|golden hour|\
hour before sunset|sunset|twilight|blue hour after sunset|nightfall|early evening|late evening|night|hour before midnight";

/// What the sky does, out of doors.
pub(super) const SKIES: &str = "rain|light rain|heavy rain|falling snow|thick fog|soft mist|storm|thunderstorm|strong wind|\
breeze|sunny|overcast|cloudy|light haze|blizzard|light snow|clear sky|stormy sky";

/// What it does outside of a room with windows.
pub(super) const SKIES_OUTSIDE: &str = "rain|falling snow|storm|thick fog";

pub(super) const MOODS: &str = "calm|eerie|tense|gloomy|dreamy|mystical|cozy|melancholic|nostalgic|romantic|dramatic|epic|\
cheerful|whimsical|hopeful|chaotic|energetic|intimate|lonely|playful mood|solemn|triumphant|contemplative|bittersweet|urgent";

pub(super) const CAMERAS: &str = "close up|extreme close up|medium shot|wide shot|low angle|high angle|from above|eye level|\
dutch angle|over the shoulder|pov|from behind|from the side|tracking shot|orbit|push in|pull back|handheld|pan left|pan right|\
tilt up|tilt down|crane up|crane down|zoom in|zoom out|static shot|one take|shallow depth of field|deep focus|\
telephoto|fisheye|anamorphic";

/// Cameras that need the open air.
pub(super) const CAMERAS_OUTDOORS: &str = "aerial|establishing shot|flyover";

pub(super) const LIGHTS: &str = "soft light|harsh light|warm light|cool light|bright light|dim light|backlight|rim light|\
side light|light from above|light from below|light from the left|light from the right|dramatic lighting|high contrast lighting|\
low key|high key|even light|golden light|natural light|sunlight|god rays|moonlight|starlight|candlelight|firelight|torchlight|\
lamplight|lantern light|neon light|silhouette|spotlight|lens flare";

/// Light that comes into a room, or that a room is fitted with.
pub(super) const LIGHTS_INDOORS: &str = "window light|studio lighting";

/// Light of the day.
pub(super) const OF_THE_SUN: [&str; 4] = ["sunlight", "golden light", "god rays", "natural light"];
/// Light that takes the day's brightness.
pub(super) const BRIGHT: [&str; 2] = ["bright light", "high key lighting"];
/// Light that is seen in the dark alone.
pub(super) const OF_THE_NIGHT: [&str; 8] = [
    "moonlight",
    "starlight",
    "candlelight",
    "firelight",
    "torchlight",
    "lamplight",
    "lantern light",
    "neon light",
];
/// Light that burns, which it does neither under water nor without air.
pub(super) const OF_A_FLAME: [&str; 5] = [
    "candlelight",
    "firelight",
    "torchlight",
    "lamplight",
    "lantern light",
];

pub(super) const STYLES: &str = "cinematic|documentary|film noir|anime|watercolor|vintage|black and white|claymation|cyberpunk|oil painting|\
pixel art|comic|stop motion|film grain|storybook|minimalist|ghibli|impressionist|low poly|pencil sketch|ink drawing|origami|\
paper cutout|vhs|super 8|surreal|ukiyo e|3d|retro";

pub(super) const COLORS: &str = "pastel|muted|vivid|warm colors|cool colors|earth tones|teal and orange|neon colors|dark colors|light colors|\
blue tones|golden tones|monochromatic|red tones|green tones|purple tones|pink tones|jewel tones|silver tones|copper tones|\
turquoise tones|ivory tones|charcoal tones|khaki tones|magenta and cyan tones|indigo and gold tones|black and crimson tones|\
candy colors|rust and ochre tones";

/// How somebody moves.
pub(super) const PACES: &str = "slower|faster|frantic pace|breakneck speed|brisk pace|faster and faster|lively rhythm|\
unhurried pace|snail's pace|ever more slowly|swaying rhythm|steady rhythm|staccato bursts|halting rhythm|long pauses|sudden stops";
/// How time goes by in the picture, whatever is seen.
pub(super) const SPEEDS: &str = "slow motion|super slow motion|half speed|double speed|fast motion|time lapse|hyperlapse|\
speed ramp|bullet time|freeze frame|reverse motion|real time";
