//! How it looks: small words, adjectives, colours, time, light, weather, camera.

pub(super) const DETERMINERS: &str = "\
a|an|the|this|that|these|those|his|her|its|their|my|our|your|some|several|many|few|two|three|four|\
five|six|seven|eight|nine|ten|twelve|hundreds of|thousands of|dozens of|a lot of|lots of|a few|\
another|each|every|both|one|\
dozens|hundreds|thousands|any|no other|plenty of|a couple of|a pair of|a group of|\
a bunch of|pair of|group of|several other|hundred|thousand|eleven|twenty|thirty|fifty";

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
overhead|nearby|everywhere|dim|faint|ahead|old|young|small|little|tiny|big|large|huge|giant|gigantic|massive|tall|short|long|wide|narrow|deep|\
shallow|high|low|fast|slow|quick|strong|weak|heavy|thin|thick|fat|round|square shaped|sharp|soft|\
hard|smooth|rough|wet|dry|hot|cold|fresh|clean|dirty|dusty|rusty|shiny|fluffy|furry|fuzzy|hairy|\
wooden|metal|metallic|stone built|brick|golden haired|bright|dark|pale|empty|crowded|busy|\
quiet|lonely|lone|single|beautiful|pretty|handsome|cute|elegant|graceful|majestic|ancient|modern|\
medieval|futuristic|wild|tame|happy|sad|angry|curious|playful|brave|proud|sleepy|hungry|friendly|\
mysterious|magical|colorful|colourful|striped|spotted|feathered|antique|new|fine|\
delicate|steep|rocky|sandy|grassy|leafy|lush|barren|abandoned looking|open|closed|full|tropical|\
arctic|snowy looking|elderly|male|female|human|humanoid|mechanical|electric|steam powered|wise|\
slender|muscular|barefoot|real|typical|very|slightly|gently|slowly|quickly|softly|carefully|\
suddenly|gracefully|highly|extremely|really|just|still|other|first|last|red haired|long haired|\
stray|alone|together|again|away|forward|backward|upward|downward|upside down|baby sized|sleek|glossy|matte|transparent|intricate|\
bigger|smaller|taller|shorter|older|younger|faster|slower|thinner|fatter|longer|wider|\
heavier|enormous|miniature sized|petite|chubby|plump|skinny|slim|bulky|stocky|aged|teenage|\
middle aged|newborn|adorable|ugly|gorgeous|stunning|breathtaking|lovely|charming|fancy|\
simple|ornate|decorated|luxurious|shabby|tattered|torn|ragged|dusty looking|\
mossy|overgrown|slimy|sticky|spiky|curly|straight|wavy|bald|blond|blonde|brunette|freckled|\
tanned|scruffy|shaggy|woolly|scaly|leathery|velvet|velvety|silky|satin|woolen|cotton|denim|\
leather|plastic|rubber|ceramic|porcelain|marble carved|granite|concrete|iron|steel|chrome|\
aluminum|neon colored|glassy|icy|snowy white|fiery|smoky|muddy|bloody|greasy|oily|soapy|\
foamy|vivid|vibrant|muted|faded|dull|muted looking|warm|cool|chilly|cosy looking|excited|\
angry looking|scared|frightened|surprised|confused|bored|calm looking|nervous|shy|confident|\
determined|grumpy|cheeky|mischievous|loyal|gentle|fierce|ferocious|aggressive|dangerous|\
harmless|evil|sinister|holy|sacred|royal|noble looking|heroic|legendary|mythical|alien|\
extraterrestrial|robotic|cybernetic|digital|virtual|imaginary|invisible|floating looking|\
distant|nearby|remote|hidden|secret|foreign|exotic|urban|rural|coastal|alpine|\
volcanic|desolate|deserted|haunted|enchanted|cursed|flooded|sunken|stormy looking|rainswept|\
windswept|sun drenched|sun kissed|cobblestone|cobbled|paved|winding|twisting|curved|\
circular|triangular|oval|pointed|jagged|rugged|bumpy|hilly|mountainous|forested|\
wooded|flowering|fragrant|juicy|fresh baked|freshly baked|sweet|sour|bitter|salty|spicy|\
delicious|tasty|hot looking|frozen looking|raw|cooked|roasted|grilled|fried|boiled|steamed|\
sliced|chopped|double|triple|tiny looking|oversized|life sized|full grown|\
well dressed|elaborate|symmetrical|asymmetrical|minimal looking|surreal looking|\
quickly running|calmly|peacefully|happily|sadly|angrily|nervously|proudly|lazily|eagerly|\
smoothly|steadily|rapidly|swiftly|briskly|leisurely|energetically|wildly|playfully|silently|\
quietly|loudly|fast moving|slow moving|weary|worn|battered|dented|scratched|cracked|damp|\
packed|bustling|miniature|colossal|sturdy|frail|fragile|drowsy|hasty|solitary|unmanned|armoured|\
tiled|gentle|grim|stern|thirsty|greedy|lazy|tidy|messy|cluttered|sparse|dense|bushy|blunt";

pub(super) const COLORS: &str = "\
red|orange|yellow|green|blue|purple|violet|pink|brown|black|white|gray|grey|gold|golden|silver|\
crimson|scarlet|turquoise|teal|cyan|magenta|indigo|beige|ivory|cream|amber|copper|bronze|maroon|\
navy|emerald|ruby|sapphire|lavender|lilac|ochre|olive|lime|rose|peach|coral colored|rust colored|\
light blue|dark blue|light green|dark green|dark red|hot pink|sky blue|royal blue|navy blue|\
midnight blue|baby blue|pastel pink|pastel blue|forest green|mint green|mint|olive green|\
lime green|burgundy|wine red|cherry red|brick red|rust|tan|khaki|mustard|mustard yellow|\
lemon yellow|saffron|apricot|salmon pink|fuchsia|mauve|plum colored|aqua|aquamarine|azure|\
cobalt|cobalt blue|cerulean|charcoal|slate|platinum|pearl white|snow white|jet black|\
pitch black|off white|neon green|neon pink|neon blue|electric blue|rainbow colored|\
multicolor|sepia toned|blood red|golden yellow|chestnut|auburn|ginger|bluish|reddish|\
greenish|yellowish|purplish|pinkish|brownish|greyish|grayish|whitish";

pub(super) const PALETTES: &str = "\
color|colour|tone|palette|color palette|colour palette|hue|pastel|earth tone|monochrome|\
colors|colours|tones|shades|shade|tint|color scheme|colour scheme|color grading|\
colour grading|monochromatic|desaturated|saturated|multicolored|multicoloured|\
black and white tones|pastels|earth tones";

pub(super) const TIMES: &str = "\
dawn|dusk|sunrise|sunset|night|midnight|noon|midday|morning|evening|afternoon|twilight|nightfall|\
daybreak|golden hour|blue hour|magic hour|daytime|nighttime|night time|day|late afternoon|\
early morning|first light|\
late night|late evening|early evening|mid morning|late morning|mid afternoon|high noon|\
sundown|sunup|day time|dead of night|witching hour|breakfast time|lunchtime|dinner time|\
rush hour|civil twilight|pre dawn|predawn|small hours|wee hours|hour before midnight|\
hour before dawn|hour after sunrise|hour before sunset|blue hour before sunrise|\
blue hour after sunset|early afternoon";

pub(super) const SEASONS: &str = "summer|winter|autumn|fall|\
wintertime|summertime|springtime|rainy season|dry season|autumn season|monsoon season|\
harvest season|christmas|halloween|easter|new year's eve";

pub(super) const LIGHTS: &str = "\
light from above|light from below|light from the left|light from the right|light from behind|light|lighting|sunlight|daylight|moonlight|starlight|candlelight|lamplight|firelight|torchlight|\
streetlight|street light|backlight|backlighting|backlit|rim light|spotlight|neon|neon light|\
neon sign|glow|shadow|sun|moon|sunbeam|sunbeams|ray|beam|god rays|lantern|lamp|headlight|\
silhouette|low key|high key|chiaroscuro|volumetric light|volumetric lighting|studio lighting|\
soft light|hard light|reflections|lens flare|aurora|northern lights|sunlit|moonlit|candlelit|\
fireworks|fairy lights|overexposed|underexposed|\
lights|sunshine rays|sun rays|sunray|morning sun|evening sun|noon sun|midday sun|\
setting sun|rising sun|low sun|full moon|crescent moon|starry light|ambient light|\
natural light|artificial light|fluorescent light|fluorescent lighting|led light|led lights|\
stage light|stage lights|strobe light|strobe|side light|side lighting|top light|key light|\
fill light|hard shadows|soft shadows|long shadows|city lights|traffic lights glow|\
car headlights|window light|lamp light|firelit|lamplit|neon lit|softly lit|dimly lit|\
brightly lit|backlight glow|dappled light|diffused light|golden light|warm light|cool light|\
cold light|harsh light|dim light|bright light|dramatic lighting|cinematic lighting|\
moody lighting|natural lighting|studio light|crepuscular rays|illumination|glare|sparkle|\
glimmer|bokeh lights|disco lights|christmas lights|string lights|lantern light|flashlight|\
searchlight|torch light|bioluminescence|phosphorescence|light beams|light rays|blacklight|\
ultraviolet light|infrared|gaslight|gas lamps|oil lamp|bonfire glow|sunset glow|\
twilight glow|afterglow|dawn light|northern light|floodlight";

pub(super) const WEATHERS: &str = "\
rain|rainy|drizzle|downpour|rainfall|snowfall|snowstorm|blizzard|snowy|fog|foggy|mist|misty|haze|\
hazy|storm|stormy|thunderstorm|thunder|lightning|wind|windy|breeze|gust|cloud|cloudy|overcast|\
sunny|clear sky|sky|smoke|dust|sandstorm|hail|frost|heat haze|calm|serene|peaceful|tranquil|moody|\
eerie|ominous|tense|dreamy|dreamlike|cozy|cosy|melancholic|nostalgic|romantic|dramatic|epic|\
mood|atmosphere|humid|gloomy|cheerful|whimsical|ethereal|mystical|tension|solitude|\
weather|sunshine|heavy rain|light rain|pouring rain|snow flurries|flurries|sleet|\
hailstorm|dust storm|tornado|hurricane|cyclone|typhoon|monsoon|squall|breezy|chill|heat|\
cold air|warm air|rain shower|cloudless|clear skies|blue sky|starry sky|\
night sky|stormy sky|grey sky|gray sky|cloudy sky|overcast sky|sunset sky|thunderclouds|\
storm clouds|freezing|frosty|icy wind|spooky|scary|creepy|suspense|suspenseful|festive|\
hopeful|joyful|lonely mood|mysterious mood|ambience|ambiance|vibe|feeling|chaos|chaotic|\
energetic|intimate|uplifting|somber|sombre|bleak|haunting|otherworldly|harmony|silence|\
stillness|embers|pollen|fireflies glow|drizzling|raining|snowing|misty rain|sea spray|\
spray|fog bank|morning mist|heatwave|wintry|autumnal";

pub(super) const CAMERAS: &str = "\
camera|shot|close up|closeup|extreme close up|wide shot|long shot|medium shot|tracking shot|\
dolly|dolly shot|dolly zoom|crane shot|aerial|aerial view|aerial shot|drone shot|drone footage|\
drone view|bird's eye view|top down|top view|low angle|high angle|dutch angle|wide angle|\
wide angle shot|fisheye|telephoto|macro|macro shot|pov|first person|first person view|over the shoulder|\
handheld|hand held|steadicam|gimbal|zoom|zoom in|zoom out|slow zoom|slow pan|pan left|pan right|panning|\
panning shot|tilt|tilt up|tilt down|slow motion|slow mo|time lapse|timelapse|hyperlapse|static shot|\
dash cam footage|dashcam footage|dash cam view|security camera footage|surveillance footage|\
cctv footage|one take|long take|bokeh|depth of field|shallow depth of field|shallow focus|rack focus|35mm|50mm|85mm|\
24mm|anamorphic|establishing shot|fpv|frame|framing|lens|push in|pull back|orbit shot|view|\
seen from above|viewed from above|filmed from above|shot from above|from above|\
seen from below|viewed from below|from below|seen from afar|from afar|from a distance|\
seen from behind|from behind|seen from the side|from the side|overhead shot|\
overhead view|bird's eye|birds eye view|worm's eye view|eye level|eye level shot|\
low angle shot|high angle shot|medium close up|close up shot|extreme wide shot|full shot|\
cowboy shot|two shot|over the shoulder shot|pov shot|point of view|point of view shot|\
follow shot|tracking|dolly in|dolly out|dolly left|dolly right|truck shot|crane up|\
crane down|jib shot|whip pan|crash zoom|dutch tilt|tilted angle|camera angle|\
camera movement|camera motion|camera work|camerawork|gopro|body cam|dash cam|dashcam|cctv|\
surveillance camera|security camera|webcam|aerial footage|flyover|fly over|\
fly through|flythrough|orbiting shot|rotating shot|360 shot|arc shot|pedestal shot|\
static camera|fixed camera|locked camera|locked off shot|tripod shot|shaky camera|shaky cam|\
handheld camera|handheld shot|speed ramp|bullet time|super slow motion|ultra slow motion|\
fast motion|reverse motion|half speed|double speed|freeze frame|real time|deep focus|soft focus|tilt shift|split screen|long exposure|\
out of focus|in focus|panorama|panoramic shot|panoramic view|ultra wide shot|\
ultra wide angle|wide lens|telephoto lens|macro lens|fisheye lens|anamorphic lens|\
prime lens|zoom lens|zooming|slow push in|slow pull back|top shot|side view|\
front view|rear view|profile view|profile shot|aerial perspective|first person perspective|\
third person view|third person|\
rule of thirds|leading lines|negative space|golden ratio";

pub(super) const LOOKS: &str = "\
cinematic|vhs look|tilt shift look|film look|vintage look|retro look|photorealistic|realistic|in black and white|hyperrealistic|photo realistic|film|film grain|grainy|noir|\
film noir|documentary|documentary style|vintage|retro|sepia|black and white film|anime|\
anime style|cartoon|cartoon style|animation|animated|pixar style|disney style|studio ghibli|\
ghibli style|3d render|3d animation|cgi|claymation|clay animation|stop motion|watercolor|watercolour|\
oil painting|pencil sketch|sketch style|ink drawing|comic|comic book|manga|pixel art|low poly|\
voxel|vaporwave|synthwave|cyberpunk|steampunk|surreal|surrealist|abstract|minimalist|minimal|\
fantasy|sci fi|science fiction|gothic|baroque|impressionist|ukiyo e|style|4k|8k|hd|uhd|ultra hd|\
hdr|high detail|highly detailed|ultra detailed|masterpiece|high quality|imax|vhs|super 8|\
16mm|found footage|commercial|music video|trailer|footage|video|clip|scene|photograph|photo|photography|\
unreal engine|octane render|aesthetic|storybook|felt|origami|silent film|technicolor|grain|\
hyper realistic|photorealism|realism|lifelike|monochrome film|full color|full colour|\
film noir style|noir style|vintage style|retro style|cinematic style|realistic style|\
photorealistic style|watercolor style|watercolor painting|oil painting style|pencil drawing|\
charcoal drawing|chalk drawing|ink wash|ink wash painting|line art|doodle|sketch|\
comic style|comic book style|manga style|pixel art style|8 bit|8 bit style|16 bit|voxel art|\
low poly style|3d animation style|2d animation|cel shaded|cel shading|claymation style|\
stop motion style|paper cutout|paper cut out|papercut|paper cutout style|collage|mosaic|\
stained glass|pop art|art deco|art nouveau|bauhaus|cubist|cubism|expressionist|\
expressionism|impressionism|surrealism|pointillism|romanticism|renaissance|\
renaissance painting|ukiyo e style|woodblock print|engraving|etching|risograph|vector art|\
flat design|isometric|cyberpunk style|steampunk style|synthwave style|vaporwave style|\
solarpunk|dieselpunk|biopunk|space opera|spaghetti western|horror film|horror|\
thriller|romantic comedy|rom com|action film|action movie|blockbuster|indie film|home video|\
home movie|camcorder|polaroid|kodachrome|super 8 film|8mm|70mm|analog film|analogue film|\
film look|filmic|nature documentary|news footage|advertisement|commercial style|\
fashion film|fashion shoot|product shot|product commercial|music video style|trailer style|\
children's book|children's book illustration|picture book|illustration|illustrated|\
fairy tale|fairytale|cottagecore|dark academia|y2k|90s|80s|70s|60s|1920s|1930s|1940s|1950s|1960s|1970s|\
1980s|1990s|victorian|wes anderson style|tilt shift miniature|miniature|diorama|lego style|\
felt animation|puppet animation|hand drawn|hand painted|chibi|kawaii|holographic|\
glitch|glitch art|thermal vision|night vision|x ray|blueprint|sharp|crisp|polished look|\
gritty|raw footage|rotoscope|rotoscoped|anime film|disney animation|pixar animation|ghibli";

/// What light and weather come in: "a shaft of sunlight" is light.
pub(in crate::rules) const MEASURES: [&str; 12] = [
    "bank", "blanket", "burst", "curtain", "hint", "layer", "patch", "pool", "shaft", "streak",
    "veil", "wisp",
];
