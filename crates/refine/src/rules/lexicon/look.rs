//! How it looks: small words, adjectives, colours, time, light, weather, camera.

pub(super) const DETERMINERS: &str = "\
a|an|the|this|that|these|those|his|her|its|their|my|our|your|some|several|many|few|two|three|four|\
five|six|seven|eight|nine|ten|twelve|hundreds of|thousands of|dozens of|a lot of|lots of|a few|\
another|each|every|both|one";

pub(super) const NEGATIONS: &str = "\
no|not|without|never|don't|doesn't|isn't|aren't|won't|can't|cannot|nobody|nothing|neither|nor|minus|\
avoid|free of";

pub(super) const PREPOSITIONS: &str = "\
in|on|at|through|across|over|under|beside|near|along|into|onto|inside|outside|between|behind|above|\
below|by|beneath|around|from|towards|toward|down|up|past|off|against|with|of|to|for|within|among|\
amid|amidst|underneath|next to|in front of|on top of|out of|during|before|after|like|upon|beyond|\
wearing|dressed in|lit by|bathed in|surrounded by|made of";

pub(super) const CONJUNCTIONS: &str =
    "and|or|but|while|as|then|when|where|who|which|until|because|so|also";

pub(super) const COPULAS: &str = "is|are|was|were|be|being|has|have|having|there|make|create|generate|render|show|shows|showing|depicts|say|says|said|saying|it|he|she|they|we|i|you|i'd|let";

pub(super) const ADJECTIVES: &str = "\
old|young|small|little|tiny|big|large|huge|giant|gigantic|massive|tall|short|long|wide|narrow|deep|\
shallow|high|low|fast|slow|quick|strong|weak|heavy|thin|thick|fat|round|square shaped|sharp|soft|\
hard|smooth|rough|wet|dry|hot|cold|fresh|clean|dirty|dusty|rusty|shiny|fluffy|furry|fuzzy|hairy|\
wooden|metal|metallic|stone built|brick|golden haired|bright|dark|pale|empty|crowded|busy|\
quiet|lonely|lone|single|beautiful|pretty|handsome|cute|elegant|graceful|majestic|ancient|modern|\
medieval|futuristic|wild|tame|happy|sad|angry|curious|playful|brave|proud|sleepy|hungry|friendly|\
mysterious|magical|colorful|colourful|striped|spotted|feathered|vintage style|antique|new|fine|\
delicate|steep|rocky|sandy|grassy|leafy|lush|barren|abandoned looking|open|closed|full|tropical|\
arctic|snowy looking|elderly|male|female|human|humanoid|mechanical|electric|steam powered|wise|\
slender|muscular|barefoot|real|typical|very|slightly|gently|slowly|quickly|softly|carefully|\
suddenly|gracefully|highly|extremely|really|just|still|other|first|last|red haired|long haired|\
stray|alone|together|again|away|forward|backward|upward|downward|upside down|baby sized|sleek|glossy|matte|transparent|intricate";

pub(super) const COLORS: &str = "\
red|orange|yellow|green|blue|purple|violet|pink|brown|black|white|gray|grey|gold|golden|silver|\
crimson|scarlet|turquoise|teal|cyan|magenta|indigo|beige|ivory|cream|amber|copper|bronze|maroon|\
navy|emerald|ruby|sapphire|lavender|lilac|ochre|olive|lime|rose|peach|coral colored|rust colored";

pub(super) const PALETTES: &str = "\
color|colour|tone|palette|color palette|colour palette|hue|pastel|earth tone|monochrome";

pub(super) const TIMES: &str = "\
dawn|dusk|sunrise|sunset|night|midnight|noon|midday|morning|evening|afternoon|twilight|nightfall|\
daybreak|golden hour|blue hour|magic hour|daytime|nighttime|night time|day|late afternoon|\
early morning|first light";

pub(super) const SEASONS: &str = "summer|winter|autumn|fall";

pub(super) const LIGHTS: &str = "\
light|lighting|sunlight|daylight|moonlight|starlight|candlelight|lamplight|firelight|torchlight|\
streetlight|street light|backlight|backlighting|backlit|rim light|spotlight|neon|neon light|\
neon sign|glow|shadow|sun|moon|sunbeam|sunbeams|ray|beam|god rays|lantern|lamp|headlight|\
silhouette|low key|high key|chiaroscuro|volumetric light|volumetric lighting|studio lighting|\
soft light|hard light|reflections|lens flare|aurora|northern lights|sunlit|moonlit|candlelit|\
fireworks|fairy lights|overexposed|underexposed";

pub(super) const WEATHERS: &str = "\
rain|rainy|drizzle|downpour|rainfall|snowfall|snowstorm|blizzard|snowy|fog|foggy|mist|misty|haze|\
hazy|storm|stormy|thunderstorm|thunder|lightning|wind|windy|breeze|gust|cloud|cloudy|overcast|\
sunny|clear sky|sky|smoke|dust|sandstorm|hail|frost|heat haze|calm|serene|peaceful|tranquil|moody|\
eerie|ominous|tense|dreamy|dreamlike|cozy|cosy|melancholic|nostalgic|romantic|dramatic|epic|\
mood|atmosphere|humid|gloomy|cheerful|whimsical|ethereal|mystical|tension|solitude";

pub(super) const CAMERAS: &str = "\
camera|shot|close up|closeup|extreme close up|wide shot|long shot|medium shot|tracking shot|\
dolly|dolly shot|dolly zoom|crane shot|aerial|aerial view|aerial shot|drone shot|drone footage|\
drone view|bird's eye view|top down|top view|low angle|high angle|dutch angle|wide angle|\
wide angle shot|fisheye|telephoto|macro|macro shot|pov|first person|first person view|over the shoulder|\
handheld|hand held|steadicam|gimbal|zoom|zoom in|zoom out|slow zoom|slow pan|pan left|pan right|panning|\
panning shot|tilt|tilt up|tilt down|slow motion|slow mo|time lapse|timelapse|hyperlapse|static shot|\
one take|long take|bokeh|depth of field|shallow depth of field|shallow focus|rack focus|35mm|50mm|85mm|\
24mm|anamorphic|establishing shot|fpv|frame|framing|lens|push in|pull back|orbit shot|view";

pub(super) const LOOKS: &str = "\
cinematic|photorealistic|realistic|hyperrealistic|photo realistic|film|film grain|grainy|noir|\
film noir|documentary|documentary style|vintage|retro|sepia|black and white film|anime|\
anime style|cartoon|cartoon style|animation|animated|pixar style|disney style|studio ghibli|\
ghibli style|3d render|3d animation|cgi|claymation|clay animation|stop motion|watercolor|watercolour|\
oil painting|pencil sketch|sketch style|ink drawing|comic|comic book|manga|pixel art|low poly|\
voxel|vaporwave|synthwave|cyberpunk|steampunk|surreal|surrealist|abstract|minimalist|minimal|\
fantasy|sci fi|science fiction|gothic|baroque|impressionist|ukiyo e|style|4k|8k|hd|uhd|ultra hd|\
hdr|high detail|highly detailed|ultra detailed|masterpiece|high quality|imax|vhs|super 8|\
16mm|found footage|commercial|music video|trailer|footage|video|clip|scene|photograph|photo|photography|\
unreal engine|octane render|aesthetic|storybook|felt|origami|silent film|technicolor|grain";
