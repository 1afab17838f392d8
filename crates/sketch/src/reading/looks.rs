//! Words for time, light, weather, colour, camera and deeds.

use super::motif::Meaning::{
    self, Air, Does, Lit, Looks, Moon, Moves, Seen, Snowy, Tint, Wet, When,
};
use super::motif::{Camera, Deed, Hour, Lighting, Look, Viewpoint, Weather};

pub(crate) const TABLE: &[(&str, Meaning)] = &[
    (
        "dawn|sunrise|morning|first light|daybreak|early light",
        When(Hour::Dawn),
    ),
    (
        "noon|midday|day|daytime|daylight|afternoon|sunny|sunshine|bright sun|blue sky",
        When(Hour::Day),
    ),
    (
        "golden hour|golden light|low sun|late afternoon|evening sun|warm sunlight",
        When(Hour::Golden),
    ),
    (
        "dusk|sunset|evening|twilight|blue hour|nightfall|sundown",
        When(Hour::Dusk),
    ),
    (
        "night|midnight|nighttime|late night|after dark",
        When(Hour::Night),
    ),
    (
        "lamp|lamplight|lamp light|warm light|bulb|light bulb|street lamp|lantern light|warm lamp",
        Lit(Lighting::Lamp),
    ),
    (
        "neon|neon light|neon sign|led|cyberpunk",
        Lit(Lighting::Neon),
    ),
    (
        "flicker|flickering light|strobe|failing light",
        Lit(Lighting::Flicker),
    ),
    ("moonlight|moonlit", Lit(Lighting::Moon)),
    (
        "star|starry|starlight|milky way|aurora|northern light",
        Lit(Lighting::Stars),
    ),
    ("spotlight|spot light|stage light", Lit(Lighting::Spot)),
    (
        "candlelight|candlelit|firelight|campfire light",
        Lit(Lighting::Candle),
    ),
    (
        "backlit|back light|backlight|silhouette|rim light|contre jour",
        Lit(Lighting::Backlit),
    ),
    (
        "fluorescent|cold light|harsh light|cool light|blue light",
        Lit(Lighting::Cold),
    ),
    (
        "soft light|diffuse|soft|gentle light|hazy light",
        Lit(Lighting::Soft),
    ),
    ("sunlight|sun|sunlit|hard light|bright", Lit(Lighting::Sun)),
    ("dark|darkness|dim|gloomy|shadowy", Lit(Lighting::Dark)),
    ("moon|full moon|crescent|crescent moon", Moon),
    ("clear|clear sky|cloudless|calm", Air(Weather::Clear)),
    (
        "rain|drizzle|downpour|shower|monsoon|pouring rain|heavy rain",
        Air(Weather::Rain),
    ),
    ("rain|drizzle|downpour|wet|puddle|monsoon|rain soaked", Wet),
    (
        "thunderstorm|thunder|lightning|storm|tempest|hurricane",
        Air(Weather::Thunder),
    ),
    (
        "snow|blizzard|snowfall|snowflake|sleet|snowstorm",
        Air(Weather::Snow),
    ),
    (
        "snow|blizzard|snowfall|ice|icy|frozen|winter|frost|snowy",
        Snowy,
    ),
    ("fog|mist|haze|smoke|smog|steam|misty", Air(Weather::Fog)),
    (
        "dust|sandstorm|dust storm|sand storm|ash",
        Air(Weather::Dust),
    ),
    (
        "autumn|fall leaf|leaf|autumn leaf|falling leaf|foliage",
        Air(Weather::Leaves),
    ),
    (
        "petal|blossom|cherry blossom|pollen|confetti|spring blossom",
        Air(Weather::Petals),
    ),
    ("spray|splash|mud|heavy spray", Air(Weather::Spray)),
    ("spray", Wet),
    ("wind|breeze|gust|windy|breezy|gale", Air(Weather::Wind)),
    (
        "overcast|cloudy|grey sky|gray sky|cloudy sky",
        Air(Weather::Overcast),
    ),
    (
        "spark|ember|firefly|fireflies|fireworks|glitter",
        Air(Weather::Sparks),
    ),
    ("red|scarlet|ruby|ginger", Tint(0xC93A2E)),
    ("crimson|maroon|burgundy", Tint(0x962634)),
    ("orange|copper|rust", Tint(0xE07A30)),
    ("amber|ochre", Tint(0xE2A23E)),
    ("yellow|lemon|mustard", Tint(0xF0C23A)),
    ("gold|golden|blonde", Tint(0xDCB052)),
    ("green|lime", Tint(0x4F9458)),
    ("emerald", Tint(0x1F8A62)),
    ("olive|khaki", Tint(0x82844A)),
    ("teal|turquoise|cyan|aqua|mint", Tint(0x359A98)),
    ("blue|azure|cobalt", Tint(0x366CB8)),
    ("navy|indigo", Tint(0x2C3C78)),
    ("purple|violet|lavender|lilac", Tint(0x825CAE)),
    ("pink|magenta|rosy|fuchsia", Tint(0xE07EA0)),
    ("brown|chestnut|tan|bronze|chocolate", Tint(0x865A3A)),
    ("beige|cream|ivory|sand|sandy", Tint(0xDCC8A0)),
    ("white|pale|snow white", Tint(0xF0EEE6)),
    ("black|jet black|ebony", Tint(0x2E2E34)),
    ("grey|gray|silver|slate|steel", Tint(0x989CA4)),
    (
        "black and white|monochrome|grayscale|greyscale|b w",
        Looks(Look::Grey),
    ),
    ("noir|film noir", Looks(Look::Noir)),
    ("sepia|vintage photo|daguerreotype", Looks(Look::Sepia)),
    (
        "pan left|camera pan left|leftward pan",
        Moves(Camera::PanLeft),
    ),
    (
        "pan right|camera pan right|rightward pan|pan|panning shot",
        Moves(Camera::PanRight),
    ),
    (
        "push in|push|camera push|zoom in|dolly in|dolly forward|zoom|moves closer|close in|moves forward|approach slowly",
        Moves(Camera::PushIn),
    ),
    (
        "pull|pull out|pull back|zoom out|dolly out|dolly back|camera retreats",
        Moves(Camera::PullOut),
    ),
    (
        "shot rise|rise|crane|crane up|crane shot|ascend|tilt up|boom up",
        Moves(Camera::Rise),
    ),
    (
        "crane down|descend|tilt down|boom down|lower down",
        Moves(Camera::Sink),
    ),
    (
        "track|tracking shot|follow|camera follow|follow shot|side scroll",
        Moves(Camera::Track),
    ),
    ("orbit|circle around|arc shot|revolve", Moves(Camera::Orbit)),
    (
        "handheld|hand held|shaky|shake|shaky cam",
        Moves(Camera::Handheld),
    ),
    (
        "static|static camera|locked off|still camera|fixed camera|tripod|static shot|locked shot",
        Moves(Camera::Still),
    ),
    (
        "from above|top down|overhead|top view|bird eye|plan view|overhead shot|above view",
        Seen(Viewpoint::Above),
    ),
    (
        "dash cam|dashcam|dash camera|dashboard camera|first person|driver view|pov|cockpit view|windshield|windscreen|ego view|through the windshield",
        Seen(Viewpoint::Driver),
    ),
    (
        "low angle|from below|worm eye|ground level",
        Seen(Viewpoint::Low),
    ),
    (
        "aerial|drone shot|drone view|drone footage|from the air|aerial view|aerial shot|flyover",
        Seen(Viewpoint::Aerial),
    ),
    (
        "close up|closeup|macro|detail shot|portrait",
        Seen(Viewpoint::Close),
    ),
    (
        "wide shot|long shot|establishing shot|wide angle|panorama|panoramic",
        Seen(Viewpoint::Wide),
    ),
    (
        "walk|stroll|wander|hike|march|cross|step|pace|approach|plod|trudge|stalk|crawl|creep|graze|roam|enter|leave|shop|carry|travel|pass|explore|patrol|limp|waddle",
        Does(Deed::Walk),
    ),
    (
        "trot|jog|canter|prowl|scurry|scamper|hurry",
        Does(Deed::Trot),
    ),
    (
        "run|sprint|gallop|race|chase|dash|rush|flee|charge|bolt",
        Does(Deed::Run),
    ),
    (
        "jump|leap|hop|bounce|skip|pounce|backflip|breach",
        Does(Deed::Jump),
    ),
    (
        "fly|soar|glide|hover|flutter|flap|circle|land|take off",
        Does(Deed::Fly),
    ),
    ("swim|dive|paddle|float|drift|surf", Does(Deed::Swim)),
    ("sit|perch|kneel|crouch|meditate|rest on", Does(Deed::Sit)),
    (
        "sleep|nap|doze|lie|rest|snooze|curl up|dream",
        Does(Deed::Sleep),
    ),
    (
        "wait|stand|idle|pose|linger|queue|park|lean|still",
        Does(Deed::Wait),
    ),
    (
        "dance|waltz|perform|twirl|ballet|sway|spin around|celebrate",
        Does(Deed::Dance),
    ),
    (
        "fall|drop|tumble|collapse|roll down|crash",
        Does(Deed::Fall),
    ),
    ("spin|rotate|roll|turn|revolve|whirl", Does(Deed::Spin)),
    ("wave|greet|gesture|hail|clap|cheer|point", Does(Deed::Wave)),
    (
        "lift|raise|pick up|grab|grasp|hold|hand over|catch",
        Does(Deed::Lift),
    ),
    (
        "sort|pick|place|stack|pack|assemble|weld|build|load|unload|put|move",
        Does(Deed::Sort),
    ),
    ("pour|fill|water|spill|serve|drink|sip", Does(Deed::Pour)),
    (
        "drive|speed|cruise|ride past|haul|overtake|tow|steer|merge|deliver",
        Does(Deed::Drive),
    ),
    (
        "cut in|cut across|swerve|change lane|lane change|cut off",
        Does(Deed::CutIn),
    ),
    ("rock|bob|sail|swing|anchor|moor", Does(Deed::Rock)),
    ("climb|scale|ascend a|scramble", Does(Deed::Climb)),
    (
        "look|watch|gaze|stare|observe|search|scan|peer|listen|think",
        Does(Deed::Look),
    ),
    ("read|study|write|draw|paint|type", Does(Deed::Read)),
    ("cook|stir|fry|bake|chop|eat|knead|grill", Does(Deed::Cook)),
    (
        "work|repair|dig|sweep|hammer|mop|clean|saw|fix|polish|plow|harvest|plant|rake|shovel",
        Does(Deed::Work),
    ),
    (
        "play|throw|kick|juggle|fetch|toss|strum|sing",
        Does(Deed::Play),
    ),
    ("ride|cycle|pedal|skate|skateboard", Does(Deed::Ride)),
];
