//! Who and what is seen, and where.

pub(super) const PERSONS: &str = "\
man|woman|boy|girl|child|kid|baby|toddler|person|figure|people|crowd|couple|family|friend|mother|\
father|grandmother|grandfather|dancer|ballerina|singer|musician|pianist|violinist|guitarist|chef|\
cook|baker|barista|waiter|farmer|fisherman|sailor|pirate|knight|samurai|warrior|soldier|king|queen|\
prince|princess|wizard|witch|monk|nun|nurse|doctor|teacher|student|scientist|engineer|worker|\
builder|painter|artist|photographer|runner|cyclist|skater|skateboarder|surfer|skier|snowboarder|\
climber|hiker|swimmer|diver|boxer|athlete|player|astronaut|pilot|driver|rider|detective|cowboy|\
viking|geisha|monarch|tourist|traveler|traveller|wanderer|shepherd|potter|blacksmith|craftsman|\
carpenter|gardener|juggler|clown|acrobat|performer|ranger|firefighter|policeman|commuter|\
lady|gentleman|teenager|elder|rower|stranger|bride|groom";

pub(super) const ANIMALS: &str = "\
fox|wolf|dog|puppy|cat|kitten|hare|rabbit|bunny|horse|pony|foal|cow|bull|calf|sheep|lamb|goat|pig|\
deer|stag|elk|moose|bear|panda|lion|lioness|tiger|leopard|cheetah|jaguar|panther|lynx|elephant|\
rhino|hippo|giraffe|zebra|camel|monkey|gorilla|ape|koala|kangaroo|sloth|otter|beaver|badger|\
squirrel|mouse|rat|hedgehog|bat|bird|eagle|hawk|falcon|owl|crow|raven|swan|duck|duckling|goose|\
chicken|rooster|hen|penguin|parrot|hummingbird|heron|crane|flamingo|peacock|seagull|gull|pigeon|\
dove|sparrow|fish|salmon|shark|whale|dolphin|seal|octopus|squid|jellyfish|crab|lobster|turtle|\
tortoise|frog|toad|lizard|snake|crocodile|alligator|dragon|dinosaur|unicorn|phoenix|butterfly|bee|\
ant|spider|dragonfly|firefly|beetle|snail|bison|buffalo|donkey|llama|alpaca|raccoon|skunk|reindeer|\
husky|corgi|retriever|golden retriever|walrus|creature|monster|animal|herd|\
flock|pack|koi";

pub(super) const VEHICLES: &str = "\
car|truck|bus|van|taxi|train|tram|locomotive|bicycle|bike|motorcycle|motorbike|scooter|boat|ship|\
sailboat|yacht|canoe|kayak|ferry|submarine|raft|plane|airplane|aircraft|jet|helicopter|glider|\
balloon|hot air balloon|rocket|spaceship|spacecraft|starship|shuttle|rover|tractor|bulldozer|\
excavator|robot|android|drone|ambulance|carriage|wagon|cart|sled|sleigh|skateboard|tank|vehicle|gondola";

pub(super) const THINGS: &str = "\
ball|cup|mug|glass|bottle|plate|bowl|knife|spoon|fork|pot|kettle|teapot|candle|book|letter|\
clock|watch|phone|computer|laptop|keyboard|screen|camera lens|chair|sofa|door|window|mirror|\
vase|flower|rose|tulip|sunflower|tree|oak|leaf|apple|orange|banana|lemon|strawberry|pear|\
peach|grape|cherry|tomato|bread|cake|pizza|burger|noodle|soup|coffee|tea|milk|wine|honey|juice|\
chocolate|egg|fruit|vegetable|toy|doll|kite|umbrella|flag|sign|sculpture|statue|fountain|guitar|\
piano|violin|drum|sword|shield|crown|ring|coin|gem|crystal|diamond|box|bag|suitcase|basket|wheel|\
gear|machine|engine|arm|robot arm|hand|face|eye|hair|fur|feather|wing|wave|waterfall|volcano|\
lava|fire|campfire|flame|planet|galaxy|comet|asteroid|castle|tower|lighthouse|windmill|turbine|\
house|cabin|hut|skyscraper|building|bridge|pan|frying pan|marble|domino|feather|bubble|balloon|\
snowman|scarecrow|mushroom|cactus|seed|stone|rock|boulder|log|branch|rope|chain|stick|hammer|saw|\
logo|poster|painting|portrait|map|sand castle|snowflake|petal|spring|shell";

pub(super) const GARMENTS: &str = "\
dress|coat|raincoat|jacket|suit|spacesuit|kimono|robe|cloak|cape|hat|cap|helmet|hood|scarf|glove|\
boot|shoe|shirt|sweater|hoodie|jeans|skirt|gown|uniform|armor|armour|apron|mask|glasses|sunglasses|\
backpack|crown of flowers|veil|turban|tuxedo|sari|tunic|goggles|tutu";

pub(super) const PLACES: &str = "\
forest|birch forest|pine forest|woods|woodland|jungle|rainforest|meadow|field|wheat field|garden|\
park|orchard|vineyard|farm|valley|canyon|gorge|mountain|mountains|hill|hillside|cliff|peak|summit|\
glacier|desert|dune|savanna|savannah|prairie|tundra|steppe|swamp|marsh|lake|river|stream|creek|\
pond|sea|ocean|beach|shore|shoreline|coast|bay|harbor|harbour|port|pier|dock|island|reef|coral reef|\
riverbank|waterfront|city|town|village|street|alley|road|highway|path|trail|sidewalk|crosswalk|\
intersection|square|plaza|market|night market|bridge|rooftop|balcony|courtyard|yard|backyard|\
playground|stadium|racetrack|airport|runway|construction site|ruins|temple|shrine|graveyard|\
cemetery|battlefield|space|outer space|orbit|moon surface|mars|the moon|sky city|horizon|skyline|\
cityscape|landscape|landscapes|countryside|wilderness|campsite|camp|fjord|lagoon|oasis|crater|\
quarry|railway|train track|parking lot|gas station|downtown|tokyo|paris|london|new york|venice|\
rome|jerusalem|iceland|japan|antarctica|underwater|seabed|ocean floor|sea floor|clearing|hilltop";

pub(super) const INDOORS: &str = "\
room|kitchen|bedroom|bathroom|living room|office|classroom|library|museum|gallery|studio|workshop|\
garage|warehouse|factory|laboratory|lab|hospital|church|cathedral|hall|hallway|corridor|staircase|\
elevator|cafe|café|coffee shop|restaurant|diner|bar|pub|bakery|shop|store|supermarket|theater|\
theatre|stage|cinema|concert hall|ballroom|gym|arena|cave|cavern|tunnel|subway|subway station|\
train station|metro|basement|attic|greenhouse|tent|spaceship interior|cockpit|cabin interior|\
table|desk|countertop|counter|shelf|windowsill|fireplace|interior|indoors|apartment|palace|throne room|\
barn|stable|tavern";

pub(super) const GROUNDS: &str = "\
snow|sand|mud|grass|ice|water|puddle|gravel|leaves|ground|floor|dirt|moss|shallows";

pub(super) const IRREGULAR_PLURALS: &str = "\
children=child|men=man|women=woman|people=person|wolves=wolf|geese=goose|mice=mouse|oxen=ox|\
knives=knife|leaves=leaf|loaves=loaf|scarves=scarf|shelves=shelf|calves=calf|feet=foot|\
policemen=policeman|fishermen=fisherman|firefighters=firefighter|gentlemen=gentleman|sheep=sheep|\
deer=deer|fish=fish|bison=bison|firemen=fireman|craftsmen=craftsman|samurai=samurai";
