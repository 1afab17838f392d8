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
limp|crouch|juggle|follow|lead|greet|meet|search|sip|chew|lick|nibble|purr|slither|scurry|pan|track|tilt|zoom";

/// Forms that describe rather than tell: seen on a thing, not done by it.
pub(super) const STATES: &str = "\
burning|glowing|shining|sparkling|glittering|shimmering|smiling|abandoned|ruined|broken|covered|\
snow covered|frozen|rusted|painted|carved|woven|polished|wounded|tired|armored|bearded|hooded|\
masked|winged|bioluminescent|translucent|crumbling|blooming|ripe|steaming";
