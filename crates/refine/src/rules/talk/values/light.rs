//! Light: how hard, how warm, how bright, from what and from where.

pub(super) const LIGHTS: &str = "\
hardness; soft light|softer light|softer|soft lighting|softer lighting|gentle light|diffused light|diffuse light|soft; in; soft light; soft
hardness; harsh light|hard light|harsher|harsher light|harsh lighting|hard lighting|harsh; in; harsh light; harsh
warmth; warm light|warmer|warmer light|warm lighting|warmer lighting|cozy light|warm; in; warm light; warm
warmth; cool light|cooler|cooler light|cool lighting|colder light|cold light|colder|cold lighting|bluish light|cool; in; cool light; cool
level; bright light|less dark|not so dark|not enough light|brighter|brighter light|bright lighting|more light|well lit|brightly lit|brighten|lighter|bright; in; bright light; bright
level; dim light|less bright|not so bright|too much light|darker|dimmer|dark|dim lighting|darker lighting|low light|less light|dimly lit|darken|subdued light|dim|dark lighting|dark light; in; dim light; dim
source; moonlight|moonlit|moon light|light of the moon|full moonlight; in; moonlight; moonlit
source; sunlight|sunlit|sun light|natural sunlight|golden sunlight; in; sunlight; sunlit
source; starlight|starlit|light of the stars; in; starlight
source; candlelight|candlelit|candle light|candles light; in; candlelight
source; firelight|firelit|fire light|campfire light|light of a fire; in; firelight
source; lamplight|lamplit|lamp light|street lamps|streetlights|streetlamps light; in; lamplight
source; neon light|neon lights|neon|neon lit|neon lighting|neon glow; in; neon light; neon lit
source; lantern light|lanterns light|lanternlight; in; lantern light
source; torchlight|torch light; in; torchlight
source; studio lighting|studio light|studio lights; under; studio lighting
source; natural light|natural lighting|daylight light; in; natural light
source; golden light|golden lighting|golden glow; in; golden light
direction; backlight|backlit|backlighting|back light|back lit|light from behind|lit from behind|lighting from behind; with; backlighting; backlit
direction; rim light|rim lighting|rim lit; with; rim light
direction; side light|side lighting|side lit|light from the side|lit from the side|light from one side; with; side lighting
direction; light from above|top light|overhead light|lit from above|overhead lighting; with; light from above
direction; light from below|lit from below|underlighting|uplighting; with; light from below
direction; light from the left|lit from the left|lighting from the left; with; light from the left
direction; light from the right|lit from the right|lighting from the right; with; light from the right
direction; window light|light from a window|light from the window|light through a window; with; window light
effect; spotlight|spot light|a spotlight; under; a spotlight
effect; god rays|sun rays|sunbeams|light rays|crepuscular rays|rays of light|sun beams|volumetric light|volumetric lighting|light beams; with; god rays
effect; silhouette|silhouetted|in silhouette|silhouettes; in; silhouette
effect; lens flare|lens flares; with; lens flare
contrast; dramatic lighting|dramatic light|chiaroscuro|moody lighting|moody light; under; dramatic lighting
contrast; high contrast lighting|more contrast|contrast|high contrast|high contrast light|stronger contrast; with; high contrast lighting
contrast; low key|low key lighting|low key light; with; low key lighting
contrast; high key|high key lighting|high key light; with; high key lighting
contrast; even light|flat light|even lighting|flat lighting; in; even light";
