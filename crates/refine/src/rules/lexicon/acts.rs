//! What subjects do.

pub(super) const VERBS: &str = "\
run|walk|jump|leap|fly|swim|dance|sit|stand|sleep|rest|look|watch|stare|gaze|climb|crawl|chase|\
hunt|eat|drink|play|sing|cook|bake|read|write|paint|draw|build|drive|ride|sail|row|float|drift|\
glide|soar|hover|fall|rise|roll|spin|turn|rotate|swing|sway|bounce|slide|skate|ski|surf|dive|\
splash|pour|drip|flow|crash|break|burst|explode|burn|melt|grow|bloom|open|close|cut|chop|slice|\
stir|mix|knead|carry|hold|lift|push|pull|throw|catch|kick|hit|reach|grab|pick|place|stack|\
assemble|weld|fight|battle|march|gallop|trot|stroll|wander|hike|race|speed|cross|enter|leave|\
arrive|wait|smile|laugh|cry|talk|whisper|shout|wave|bow|kneel|hug|kiss|shake|nod|breathe|blink|\
yawn|stretch|lie|lean|peek|hide|search|explore|gather|feed|graze|peck|nest|perch|flap|pounce|\
sniff|bark|howl|roar|dig|swirl|whirl|blow|emerge|disappear|vanish|transform|unfold|move|approach|\
pass|circle|land|hurry|sprint|jog|cycle|pedal|paddle|juggle|type|work|clean|wash|sweep|sew|knit|\
plant|water|harvest|fish|camp|travel|descend|ascend|land|launch|dock|park|hop|skip|tumble|stumble|\
limp|crouch|juggle|follow|lead|greet|meet|search|sip|chew|lick|nibble|purr|slither|scurry|pan|track|tilt|zoom|\
sort|inspect|examine|study|observe|point|press|tap|drag|pack|unpack|wrap|unwrap|fold|tie|\
untie|dress|undress|comb|brush|shave|sculpt|carve|sand|drill|screw|bolt|solder|test|scan|\
load|unload|deliver|sell|buy|serve|fry|boil|grill|roast|whisk|sprinkle|season|taste|peel|\
grate|squeeze|scoop|sketch|film|photograph|record|perform|rehearse|practice|train|exercise|\
kayak|canoe|snorkel|snowboard|skateboard|parachute|skydive|tackle|dribble|shoot|score|swat|\
bat|pitch|putt|box|wrestle|fence|duel|aim|fire|strike|swerve|brake|accelerate|overtake|\
merge|reverse|roam|prowl|stalk|creep|sneak|tiptoe|stomp|charge|rush|dash|flee|escape|\
scramble|swoop|plunge|dart|flutter|hatch|migrate|forage|browse|ruminate|burrow|groom|preen|\
wag|pant|drool|lap|chirp|tweet|croak|hiss|growl|snarl|neigh|meow|moo|bleat|cluck|crow|quack|\
hoot|scream|yell|cheer|clap|applaud|celebrate|pray|meditate|think|ponder|daydream|dream|\
wake|doze|nap|snore|shiver|tremble|sweat|sneeze|cough|frown|grin|wink|weep|sob|sigh|gasp|\
chat|argue|discuss|teach|learn|listen|hear|see|notice|discover|find|lose|drop|toss|fling|\
hurl|steer|navigate|anchor|moor|sink|surface|erupt|collapse|crumble|shatter|crack|split|\
tear|rip|bend|twist|curl|spiral|orbit|revolve|pulse|throb|vibrate|flicker|glow|shine|\
shimmer|sparkle|twinkle|glitter|blaze|smolder|smoke|steam|bubble|fizz|foam|spill|leak|spray|\
gush|trickle|freeze|thaw|evaporate|condense|wither|wilt|sprout|blossom|ripen|scatter|spread|\
expand|shrink|inflate|deflate|compress|vault|somersault|flip|cartwheel|pirouette|twirl|\
waltz|tango|parade|patrol|guard|protect|attack|defend|repair|fix|mend|polish|wipe|scrub|mop|\
dust|vacuum|iron|hang|fetch|retrieve|return|step|lunge|duck|dodge|slip|trip|balance|\
tightrope|teeter|wobble|lurch|stagger|hobble|pilot|hurtle|weave|wind|meander|cruise|coast|\
idle|tow|haul|heave|hoist|shovel|rake|mow|prune|pluck|sow|thresh|milk|shear|saddle|herd|\
brew|strum|drum|conduct|compose|whistle|hum|chant|recite|unfurl|ripple|billow|churn|surge|\
tower|loom|stroke|pet|cuddle|cradle|rock|tickle|stop|start|begin|try|go|come|bring|\
remain|stay|live|die|continue|finish|pause|halt|linger|glisten|gleam|reflect|echo|fade|settle|\
shelter|tuck|signal|mount|dismount|tug|yank|wear|flee|evade|admire|decorate|illuminate|crest|\
breach|forge|hammer|chisel|tend|mend|comfort|console|embrace|salute|toast|steer|put|change|use|take|\
ring|cover|fill|empty|brush|adjust|remove|insert|attach|collect|gaze|wade|trudge|saunter|skim|\
patrol|present|spot|help|ask|tell|call|turn|nudge|trace|scatter|assist|hand|\
raise|lower|lay|set|leave|keep|hop|duck|skid|veer|yield|queue|board|exit|dump|block|tick|mow|scour|ferry|knock|tip|tighten|loosen|join|pipe|flash|guide";

/// Forms that describe rather than tell: seen on a thing, not done by it.
pub(super) const STATES: &str = "\
burning|glowing|shining|sparkling|glittering|shimmering|smiling|abandoned|ruined|broken|covered|\
snow covered|frozen|rusted|painted|carved|woven|polished|wounded|tired|armored|bearded|hooded|\
masked|winged|bioluminescent|translucent|crumbling|blooming|ripe|steaming";

/// What weather does by itself; whoever catches snow is another matter.
pub(in crate::rules) const WEATHER_ACTS: [&str; 8] = [
    "falling",
    "rising",
    "drifting",
    "blowing",
    "swirling",
    "rolling",
    "pouring",
    "gathering",
];

/// What light does by itself.
pub(in crate::rules) const LIGHT_ACTS: [&str; 9] = [
    "blazing",
    "blinking",
    "fading",
    "flashing",
    "flickering",
    "glowing",
    "pulsing",
    "shining",
    "swaying",
];
