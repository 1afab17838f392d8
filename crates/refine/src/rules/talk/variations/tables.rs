//! The values and places that variations choose from.

pub(super) const TIMES: &str =
    "dawn|morning|noon|late afternoon|golden hour|sunset|dusk|blue hour|night|midnight";
pub(super) const WEATHERS: &str = "rain|light rain|falling snow|thick fog|soft mist|storm|strong wind|sunny|overcast|light haze|blizzard|\
clear sky|calm|eerie|tense|dreamy|nostalgic|romantic|epic|cheerful|melancholic|mystical";
pub(super) const MOODS: &str =
    "calm|eerie|tense|dreamy|nostalgic|romantic|epic|cheerful|melancholic|mystical|cozy|dramatic";
pub(super) const CAMERAS: &str = "close up|wide shot|low angle|high angle|from above|tracking shot|orbit|push in|pull back|handheld|\
slow motion|pan left|crane up|static shot|shallow depth of field|over the shoulder|pov|macro|medium shot|pan right";
pub(super) const LIGHTS: &str = "soft light|warm light|cool light|backlight|rim light|dramatic lighting|golden light|moonlight|candlelight|\
neon light|god rays|silhouette|side light|lantern light|spotlight|sunlight|low key|firelight";
pub(super) const STYLES: &str = "cinematic|documentary|film noir|anime|watercolor|vintage|black and white|claymation|cyberpunk|oil painting|\
pixel art|comic|stop motion|film grain|storybook|minimalist|ghibli|impressionist|low poly|pencil sketch";
pub(super) const COLORS: &str = "pastel|muted|vivid|warm colors|cool colors|earth tones|teal and orange|neon colors|dark colors|blue tones|\
golden tones|monochromatic|red tones|green tones";
pub(super) const PACES: &str = "slower|faster";

pub(super) const FOR_PEOPLE: &[&str] = &[
    "a busy market",
    "a quiet beach",
    "a narrow alley",
    "a rooftop",
    "a wide meadow",
    "a train station",
    "an old library",
    "a desert",
    "a snowy forest",
    "a flower garden",
    "a cobbled street",
    "a mountain trail",
];
pub(super) const FOR_ANIMALS: &[&str] = &[
    "a birch forest",
    "a wide meadow",
    "a rocky hillside",
    "a snowy field",
    "a misty valley",
    "a riverbank",
    "a desert",
    "a quiet beach",
    "a city park",
    "a wheat field",
];
pub(super) const FOR_CARS: &[&str] = &[
    "a coastal road",
    "a desert highway",
    "a city street",
    "a mountain road",
    "a forest road",
    "a snowy road",
    "a long bridge",
    "an empty parking lot",
];
pub(super) const FOR_THINGS: &[&str] = &[
    "a quiet library",
    "a workshop",
    "a sunlit kitchen",
    "a garden",
    "a studio",
    "a café",
    "an attic",
    "a greenhouse",
];

/// Who lives in water or can't be put just anywhere.
pub(super) const BOUND: &str = "fish|shark|whale|dolphin|seal|octopus|squid|jellyfish|crab|lobster|turtle|sea turtle|koi|salmon|orca|stingray|\
seahorse|boat|ship|sailboat|yacht|canoe|kayak|ferry|submarine|plane|airplane|jet|rocket|spaceship|train|tram|satellite|astronaut|\
diver|swimmer|surfer|sailor|pirate|rower|skier|penguin|polar bear|camel|\
castle|house|cabin|tower|lighthouse|bridge|building|skyscraper|windmill|waterfall|volcano|planet|galaxy|fountain|hut|tree|oak|\
palm tree|pine tree|statue|wave|turbine|roller coaster|ferris wheel|comet|star|meteor|black hole|nebula|fire hydrant|gate|fence|wall";
/// What can't be done just anywhere.
pub(super) const BOUND_ACTS: &str = "swim|sail|surf|dive|row|paddle|float|ski|skate|climb|orbit|cook|bake|fish|snorkel|cruise|land|launch|dock|ice skate|\
snowboard|kayak|cross|enter|leave|descend|ascend";
