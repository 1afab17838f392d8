//! Who and what is seen, and where.

pub(super) const PERSONS: &str = "\
man|woman|boy|girl|child|kid|baby|toddler|person|figure|people|crowd|couple|family|friend|mother|\
father|grandmother|grandfather|dancer|ballerina|singer|musician|pianist|violinist|guitarist|chef|\
cook|baker|barista|waiter|farmer|smith|fisherman|sailor|pirate|knight|samurai|warrior|soldier|king|queen|\
prince|princess|wizard|witch|monk|nun|nurse|doctor|teacher|student|scientist|engineer|worker|\
builder|painter|artist|photographer|runner|cyclist|skater|skateboarder|surfer|skier|snowboarder|\
climber|hiker|swimmer|diver|boxer|athlete|player|astronaut|pilot|driver|rider|detective|cowboy|\
viking|geisha|monarch|tourist|traveler|traveller|wanderer|shepherd|potter|blacksmith|craftsman|\
carpenter|gardener|juggler|clown|acrobat|performer|ranger|firefighter|policeman|commuter|\
lady|gentleman|teenager|elder|rower|stranger|bride|groom|\
adult|actor|actress|guard|captain|commander|chief|judge|lawyer|priest|bishop|pope|rabbi|\
imam|merchant|vendor|seller|shopkeeper|cashier|butcher|tailor|cobbler|weaver|hunter|\
explorer|adventurer|miner|mechanic|electrician|plumber|welder|technician|operator|surgeon|\
dentist|paramedic|librarian|professor|scholar|philosopher|poet|writer|author|journalist|\
reporter|drummer|cellist|conductor|dj|rapper|choir|band|orchestra|troupe|team|group|gang|\
twin|sibling|brother|sister|son|daughter|uncle|aunt|grandparent|grandson|granddaughter|\
neighbor|neighbour|infant|newborn|youth|teen|adolescent|senior|giant|dwarf|elf|fairy|\
mermaid|vampire|zombie|ghost|skeleton|superhero|hero|villain|ninja|gladiator|archer|\
swordsman|spearman|jockey|gymnast|sprinter|wrestler|goalkeeper|golfer|quarterback|\
footballer|cheerleader|referee|coach|lifeguard|jogger|pedestrian|passenger|shopper|busker|\
magician|mime|puppeteer|model|stuntman|cosmonaut|pharaoh|emperor|empress|duke|duchess|noble|\
peasant|beggar|thief|spy|agent|inventor|alchemist|druid|shaman|hermit|pilgrim|nomad|\
villager|islander|lumberjack|beekeeper|florist|hairdresser|barber|bartender|waitress|\
hostess|flight attendant|crew|audience|spectator|guest|somebody|someone";

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
flock|pack|koi|\
hound|terrier|poodle|dalmatian|labrador|bulldog|beagle|greyhound|german shepherd|tabby|\
siamese cat|mare|stallion|mule|ox|yak|antelope|gazelle|wildebeest|meerkat|mongoose|hyena|\
jackal|coyote|dingo|warthog|boar|hog|piglet|chick|turkey|pheasant|quail|ostrich|emu|stork|\
pelican|puffin|albatross|kingfisher|woodpecker|robin|swallow|magpie|jay|cardinal|finch|\
canary|macaw|cockatoo|toucan|vulture|condor|orca|manta ray|stingray|eel|clownfish|goldfish|\
trout|carp|tuna|seahorse|starfish|shrimp|prawn|oyster|clam|slug|worm|caterpillar|moth|\
grasshopper|cricket|mantis|ladybug|ladybird|wasp|hornet|mosquito|scorpion|gecko|iguana|\
chameleon|komodo dragon|salamander|newt|python|cobra|viper|polar bear|grizzly bear|\
brown bear|red panda|arctic fox|snow leopard|mammoth|tyrannosaurus|t rex|raptor|\
velociraptor|triceratops|pterodactyl|griffin|pegasus|kraken|sea turtle|mountain goat|\
platypus|armadillo|anteater|tapir|lemur|chimpanzee|orangutan|baboon|marmot|chipmunk|hamster|\
guinea pig|ferret|weasel|stoat|porcupine|opossum|wombat|wallaby|cub|pup|fawn|gosling|cygnet|\
swarm|school of fish|colony|pet|beast|insect|bug|reptile|mammal";

pub(super) const VEHICLES: &str = "\
car|truck|bus|van|taxi|train|tram|locomotive|bicycle|bike|motorcycle|motorbike|scooter|boat|ship|\
sailboat|yacht|canoe|kayak|ferry|submarine|raft|plane|airplane|aircraft|jet|helicopter|glider|\
balloon|hot air balloon|rocket|spaceship|spacecraft|starship|shuttle|rover|tractor|bulldozer|\
excavator|robot|android|drone|ambulance|carriage|wagon|cart|sled|sleigh|skateboard|tank|vehicle|gondola|\
sports car|race car|racing car|police car|fire truck|fire engine|pickup truck|lorry|\
limousine|limo|convertible|sedan|suv|jeep|minivan|camper|caravan|rv|trailer|tricycle|\
unicycle|moped|rickshaw|tuk tuk|trolley|monorail|cable car|steam train|bullet train|\
high speed train|freight train|barge|tugboat|speedboat|motorboat|rowboat|fishing boat|\
cargo ship|cruise ship|container ship|pirate ship|catamaran|hovercraft|jet ski|biplane|\
fighter jet|airliner|blimp|airship|zeppelin|hang glider|paraglider|quadcopter|satellite|\
space station|ufo|flying saucer|hovercar|flying car|forklift|crane truck|dump truck|\
snowplow|combine harvester|harvester|chariot|stagecoach|horse carriage|mech|humanoid robot|\
cyborg|droid|lander|probe|bobsled|snowmobile|golf cart|segway|wheelchair|stroller|\
shopping cart|bicyclist|school bus|city bus|tour bus|double decker bus|minibus|\
pickup|hatchback|tow truck|delivery van|ego vehicle|ego car|robot vacuum|cargo bike";

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
logo|poster|painting|portrait|map|sand castle|snowflake|petal|spring|shell|\
bench|stool|armchair|couch|bed|pillow|blanket|curtain|carpet|rug|bookshelf|cabinet|drawer|\
cupboard|wardrobe|stove|oven|fridge|refrigerator|microwave|toaster|blender|sink|faucet|\
bathtub|shower|towel|soap|toothbrush|comb|scissors|needle|thread|pen|pencil|notebook|\
newspaper|magazine|envelope|parcel|package|crate|barrel|bucket|jar|tin|tray|pitcher|jug|\
wine glass|champagne|beer|cocktail|lemonade|sandwich|burrito|taco|sushi|ramen|pasta|\
spaghetti|salad|steak|sausage|bacon|cheese|butter|croissant|donut|doughnut|muffin|cookie|\
biscuit|pancake|waffle|ice cream|popsicle|candy|lollipop|pumpkin|carrot|potato|onion|garlic|\
pepper|corn|cucumber|cabbage|avocado|pineapple|mango|watermelon|melon|kiwi|blueberry|\
raspberry|plum|fig|coconut|nut|acorn|pinecone|wheat|rice|daisy|lily|orchid|lotus|poppy|\
dandelion|iris|peony|hydrangea|bouquet|wreath|palm tree|pine tree|cherry tree|willow|maple|\
birch|bonsai|bush|hedge|fern|vine|ivy|bamboo|reed|seaweed|coral|kelp|pebble|driftwood|\
icicle|snowball|raindrop|droplet|dewdrop|rainbow|star|shooting star|meteor|nebula|\
black hole|sparkler|firework|torch|match|lighter|lightbulb|bulb|chandelier|telescope|\
microscope|binoculars|compass|globe|hourglass|pocket watch|wristwatch|necklace|bracelet|\
earring|pearl|treasure|treasure chest|chest|key|lock|padlock|book stack|scroll|quill|\
typewriter|radio|television|tv|monitor|tablet|smartphone|headphones|microphone|speaker|\
record player|vinyl record|jukebox|arcade machine|game console|joystick|robot hand|gripper|\
conveyor belt|circuit board|microchip|chip|wire|cable|pipe|tube|valve|piston|turbine blade|\
propeller|anchor|sail|oar|paddle|surfboard|snowboard|ski|ice skate|roller skate|bow|arrow|\
spear|axe|dagger|lance|cannon|bomb|bullet|gun|rifle|pistol|helmet visor|trophy|medal|\
basketball|soccer ball|football|baseball|tennis ball|tennis racket|golf ball|billiard ball|\
bowling ball|bowling pin|dice|chess piece|chessboard|chess set|card|puzzle|lego|block|\
cube|sphere|pyramid|cone|cylinder|statuette|figurine|puppet|marionette|teddy bear|\
stuffed animal|rocking horse|swing|seesaw|carousel|ferris wheel|roller coaster|tent pole|\
hammock|picnic basket|picnic blanket|lantern pole|street lamp|lamp post|lamppost|\
traffic light|mailbox|fire hydrant|trash can|billboard|banner|fence|gate|wall|roof|chimney|\
column|pillar|arch|stair|ladder|scaffold|brick|tile|plank|pole|hose|dam|barrel stack|\
haystack|hay bale|tractor tire|tire|steering wheel|dashboard|clock tower|bell|gong|harp|\
flute|trumpet|saxophone|cello|accordion|banjo|ukulele|keyboard synth|dragonfly wing|antler|\
horn|tail|paw|claw|beak|fin|scale|skull|bone|fossil|egg shell|nest|cobweb|spider web|\
beehive|honeycomb|anthill|seashell|sandcastle|fishing rod|net|bait|raincloud|iceberg chunk|\
plant|potted plant|flowerpot|balloon animal|confetti|ribbon|gift|christmas tree|\
ornament|candle holder|pinwheel|windsock|weather vane|sundial|kaleidoscope|prism|lens cap|\
spark|paper boat|paper airplane|paper plane|origami crane|dreamcatcher|mandala|maze|labyrinth";

pub(super) const GARMENTS: &str = "\
dress|coat|raincoat|jacket|suit|spacesuit|kimono|robe|cloak|cape|hat|cap|helmet|hood|scarf|glove|\
boot|shoe|shirt|sweater|hoodie|jeans|skirt|gown|uniform|armor|armour|apron|mask|glasses|sunglasses|\
backpack|crown of flowers|veil|turban|tuxedo|sari|tunic|goggles|tutu|\
blouse|t shirt|tee|vest|cardigan|pullover|trench coat|overcoat|parka|poncho|shawl|sash|belt|\
tie|bow tie|trousers|pants|shorts|leggings|overalls|jumpsuit|swimsuit|bikini|wetsuit|\
pajamas|bathrobe|lab coat|blazer|waistcoat|corset|petticoat|leotard|jersey|tracksuit|\
sneakers|sandals|high heels|slippers|socks|stockings|mittens|gauntlets|beret|beanie|top hat|\
straw hat|cowboy hat|fedora|bonnet|headscarf|headband|bandana|tiara|crown|wig|beard|\
mustache|moustache|monocle|eyepatch|visor|face mask|gas mask|space suit|diving suit|\
chainmail|hijab|toga|wedding dress|evening gown|ball gown|kilt|lederhosen|flannel shirt|\
leather jacket|denim jacket|sweatshirt|turtleneck|hooded cloak|red cape|pocket square|\
name tag|badge|collar|bandage|tattoo";

pub(super) const PLACES: &str = "\
station|motorway|freeway|expressway|terminal|depot|site|district|corner|entrance|forest|birch forest|pine forest|woods|woodland|jungle|rainforest|meadow|field|wheat field|garden|\
park|orchard|vineyard|farm|valley|canyon|gorge|mountain|mountains|hill|hillside|cliff|peak|summit|\
glacier|desert|dune|savanna|savannah|prairie|tundra|steppe|swamp|marsh|lake|river|stream|creek|\
pond|sea|ocean|beach|shore|shoreline|coast|bay|harbor|harbour|port|pier|dock|island|reef|coral reef|\
riverbank|waterfront|city|town|village|street|alley|road|highway|path|trail|sidewalk|crosswalk|\
intersection|square|plaza|market|night market|bridge|rooftop|balcony|courtyard|yard|backyard|\
playground|stadium|racetrack|airport|runway|construction site|ruins|temple|shrine|graveyard|\
cemetery|battlefield|space|outer space|orbit|moon surface|mars|the moon|sky city|horizon|skyline|\
cityscape|landscape|landscapes|countryside|wilderness|campsite|camp|fjord|lagoon|oasis|crater|\
quarry|railway|train track|parking lot|gas station|downtown|tokyo|paris|london|new york|venice|\
rome|jerusalem|iceland|japan|antarctica|underwater|seabed|ocean floor|sea floor|clearing|hilltop|\
sand dunes|grassland|heath|moor|bog|wetland|mangrove|bamboo forest|rain forest|\
redwood forest|snow field|snowfield|ice field|ice cave mouth|mountain pass|\
mountain peak|mountain top|mountaintop|mountain road|mountain lake|plateau|mesa|ravine|\
ridge|foothills|hills|volcano crater|lava field|geyser|hot spring|waterfall pool|river bank|\
lakeside|lakeshore|seaside|seashore|boardwalk|promenade|marina|canal|lighthouse rock|\
sandbank|atoll|open sea|open ocean|deep sea|country road|country lane|dirt road|forest path|\
hiking trail|crossroads|roundabout|overpass|underpass|parking garage roof|driveway|avenue|\
boulevard|lane|side street|main street|back alley|old town|city center|city centre|suburb|\
neighborhood|neighbourhood|slum|ghetto|chinatown|city square|town square|city park|\
national park|amusement park|theme park|fairground|carnival|circus|zoo|botanical garden|\
rose garden|japanese garden|zen garden|vegetable garden|rice field|rice paddy|corn field|\
cornfield|sunflower field|lavender field|poppy field|pasture|ranch|plantation|olive grove|\
grove|glade|thicket|castle courtyard|castle ruins|fortress|citadel|palace garden|monastery|\
pagoda|pyramids|colosseum|acropolis|stonehenge|football field|soccer field|baseball field|\
tennis court|basketball court|golf course|ski slope|ice rink|skate park|race track|\
swimming pool|pool|water park|aqueduct|dam wall|power plant|wind farm|solar farm|oil rig|\
shipyard|dockyard|junkyard|scrapyard|landfill|mine|harbor front|airfield|launch pad|\
spaceport|lunar surface|moon|planet surface|martian surface|alien planet|asteroid belt|\
milky way|solar system|america|usa|new mexico|california|texas|hawaii|alaska|canada|mexico|\
brazil|argentina|peru|chile|norway|sweden|finland|denmark|scotland|ireland|england|wales|\
france|spain|portugal|italy|greece|turkey|germany|austria|switzerland|poland|russia|ukraine|\
egypt|morocco|kenya|tanzania|south africa|ethiopia|india|nepal|tibet|china|mongolia|korea|\
thailand|vietnam|indonesia|bali|philippines|australia|new zealand|israel|jordan|dubai|\
berlin|munich|vienna|prague|budapest|amsterdam|brussels|barcelona|madrid|lisbon|athens|\
istanbul|moscow|cairo|marrakesh|mumbai|delhi|bangkok|singapore|hong kong|shanghai|beijing|\
seoul|kyoto|osaka|sydney|melbourne|los angeles|san francisco|chicago|seattle|miami|\
las vegas|boston|toronto|vancouver|havana|rio|rio de janeiro|buenos aires|manhattan|\
brooklyn|times square|central park|broadway|santorini|tuscany|provence|bavaria|patagonia|\
sahara|gobi|amazon|arctic|everest|mount fuji|grand canyon|yosemite|yellowstone|\
niagara falls|eiffel tower square|champs elysees|hogwarts|atlantis|heaven|hell|dreamscape|\
wasteland|badlands|salt flat|salt flats|frozen lake|lake shore|the alps|alps|himalayas|\
rocky mountains|savannah plain|plain|plains|outback|bush land|farmland|barnyard|\
vineyard hill|terrace|patio|porch|veranda|deck|garden path|stone path|bridge deck|\
train platform|platform|bus stop|tram stop|taxi stand|toll booth|border|checkpoint|\
no man's land|trench|ditch|backstreet|cul de sac|street corner|street market|farmers market|lawn|car park|junction|kerb|curb|pavement|shoulder of the road|slope|\
zebra crossing|railway crossing|level crossing|pedestrian crossing|flea market|cove|strait|gulf|inlet|river delta|river mouth|estuary|island channel|star system|star cluster|debris field|\
ring system|desert planet|ocean planet|ice planet|lava planet|city planet|jungle planet|ringed planet|gas giant|\
dwarf planet|storm planet|waterhole|watering hole|roadside|riverside|hayfield|bazaar|souk|food market|fish market";

pub(super) const INDOORS: &str = "\
room|kitchen|bedroom|bathroom|living room|office|classroom|library|museum|gallery|studio|workshop|\
garage|warehouse|factory|laboratory|lab|hospital|church|cathedral|hall|hallway|corridor|staircase|\
elevator|cafe|café|coffee shop|restaurant|diner|bar|pub|bakery|shop|store|supermarket|theater|\
theatre|stage|cinema|concert hall|ballroom|gym|arena|cave|cavern|tunnel|subway|subway station|\
train station|metro|basement|attic|greenhouse|tent|spaceship interior|cockpit|cabin interior|\
table|desk|countertop|counter|shelf|windowsill|fireplace|interior|indoors|apartment|palace|throne room|\
barn|stable|tavern|\
house interior|dining room|ballroom floor|dance floor|nightclub|club|disco|casino|\
hotel room|hotel lobby|lobby|hotel|motel room|attic room|cellar|wine cellar|pantry|\
laundry room|playroom|nursery|dressing room|waiting room|meeting room|conference room|\
boardroom|courtroom|lecture hall|auditorium|opera house|recording studio|art studio|\
dance studio|photo studio|pottery studio|television studio|newsroom|server room|\
control room|engine room|data center|machine shop|blacksmith shop|forge|foundry|brewery|\
distillery|winery|cheese dairy|slaughterhouse|clean room|operating room|hospital room|\
clinic|pharmacy|bank|post office|shopping mall|mall|department store|bookstore|bookshop|\
toy store|clothing store|barbershop|hair salon|salon|spa|sauna|indoor pool|aquarium|\
planetarium|observatory|monastery hall|chapel|mosque|synagogue|crypt|tomb|dungeon|\
prison cell|prison|castle hall|great hall|banquet hall|library hall|reading room|study|den|\
lounge|living room floor|fire station|police station|airport terminal|airplane cabin|\
train car|train carriage|train compartment|subway car|submarine interior|ship cabin|\
space station interior|elevator shaft|stairwell|hangar|silo|shed|chicken coop|cowshed|\
ice cave|crystal cave|mine shaft|sewer|bunker|vault|art gallery|bistro|tea house|tea room|\
ice cream parlor|pizzeria|canteen|cafeteria|kitchen table|kitchen counter|workbench|\
table top|tabletop|nightstand|bookshelf corner|stage floor|boxing ring|bowling alley|\
gymnasium|yoga studio|school|kindergarten|university hall|laboratory bench|laundromat|launderette|inside";

pub(super) const GROUNDS: &str = "\
snow|sand|mud|grass|ice|water|puddle|gravel|leaves|ground|floor|dirt|moss|shallows";

pub(super) const IRREGULAR_PLURALS: &str = "\
children=child|men=man|women=woman|people=person|wolves=wolf|geese=goose|mice=mouse|oxen=ox|\
knives=knife|leaves=leaf|loaves=loaf|scarves=scarf|shelves=shelf|calves=calf|feet=foot|\
policemen=policeman|fishermen=fisherman|firefighters=firefighter|gentlemen=gentleman|sheep=sheep|\
deer=deer|fish=fish|bison=bison|firemen=fireman|craftsmen=craftsman|samurai=samurai";
