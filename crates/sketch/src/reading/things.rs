//! Words for whom and what is seen.

use super::motif::Meaning::{self, Who};
use super::motif::Subject as S;
use super::motif::{Beast, Bird, Boat, Bug, Car, Craft, Machine, Role, Swimmer, Thing};

const fn beast(beast: Beast) -> Meaning {
    Who(S::Beast(beast))
}
const fn bird(bird: Bird) -> Meaning {
    Who(S::Bird(bird))
}
const fn swimmer(swimmer: Swimmer) -> Meaning {
    Who(S::Swimmer(swimmer))
}
const fn bug(bug: Bug) -> Meaning {
    Who(S::Bug(bug))
}
const fn person(role: Role) -> Meaning {
    Who(S::Person(role))
}
const fn car(car: Car) -> Meaning {
    Who(S::Car(car))
}
const fn boat(boat: Boat) -> Meaning {
    Who(S::Boat(boat))
}
const fn craft(craft: Craft) -> Meaning {
    Who(S::Craft(craft))
}
const fn machine(machine: Machine) -> Meaning {
    Who(S::Machine(machine))
}
const fn thing(thing: Thing) -> Meaning {
    Who(S::Thing(thing))
}

pub(crate) const TABLE: &[(&str, Meaning)] = &[
    ("fox|vixen|arctic fox|fennec", beast(Beast::Fox)),
    (
        "dog|puppy|hound|labrador|retriever|golden retriever|corgi|terrier|sheepdog|dachshund|dalmatian|beagle|border collie|poodle|bulldog",
        beast(Beast::Dog),
    ),
    (
        "wolf|coyote|jackal|husky|hyena|dingo|german shepherd",
        beast(Beast::Wolf),
    ),
    ("cat|kitten|kitty|lynx|tabby", beast(Beast::Cat)),
    (
        "lion|lioness|puma|cougar|panther|mountain lion",
        beast(Beast::Lion),
    ),
    (
        "tiger|leopard|cheetah|jaguar|snow leopard",
        beast(Beast::Tiger),
    ),
    (
        "horse|pony|stallion|mare|foal|mustang|unicorn",
        beast(Beast::Horse),
    ),
    ("zebra", beast(Beast::Zebra)),
    ("donkey|mule", beast(Beast::Donkey)),
    (
        "deer|stag|doe|fawn|antelope|gazelle|impala|roe",
        beast(Beast::Deer),
    ),
    ("moose|elk|reindeer|caribou", beast(Beast::Moose)),
    (
        "cow|bull|ox|calf|buffalo|bison|yak|cattle",
        beast(Beast::Cow),
    ),
    ("goat|ibex|mountain goat|chamois", beast(Beast::Goat)),
    ("sheep|lamb|ram|alpaca|llama", beast(Beast::Sheep)),
    ("pig|piglet|boar|wild boar|hog", beast(Beast::Pig)),
    ("camel|dromedary", beast(Beast::Camel)),
    ("giraffe", beast(Beast::Giraffe)),
    (
        "bear|grizzly|brown bear|black bear|cub|teddy bear|badger|wolverine",
        beast(Beast::Bear),
    ),
    ("panda|red panda", beast(Beast::Panda)),
    ("polar bear", beast(Beast::PolarBear)),
    ("elephant|mammoth", beast(Beast::Elephant)),
    (
        "rhino|rhinoceros|hippo|hippopotamus|triceratops",
        beast(Beast::Rhino),
    ),
    ("rabbit|hare|bunny|kangaroo", beast(Beast::Rabbit)),
    (
        "mouse|rat|hamster|guinea pig|otter|weasel|ferret|mole|beaver",
        beast(Beast::Mouse),
    ),
    (
        "squirrel|chipmunk|raccoon|skunk|lemur",
        beast(Beast::Squirrel),
    ),
    ("hedgehog|porcupine|armadillo", beast(Beast::Hedgehog)),
    (
        "monkey|ape|gorilla|chimpanzee|orangutan|baboon",
        beast(Beast::Monkey),
    ),
    (
        "sauropod|brachiosaurus|diplodocus|brontosaurus",
        beast(Beast::Sauropod),
    ),
    (
        "lizard|gecko|iguana|chameleon|salamander|newt|komodo dragon",
        beast(Beast::Lizard),
    ),
    ("crocodile|alligator", beast(Beast::Crocodile)),
    ("turtle|tortoise|sea turtle", beast(Beast::Turtle)),
    ("frog|toad|tree frog", beast(Beast::Frog)),
    (
        "bird|sparrow|robin|swallow|starling|finch|parrot|hummingbird|pigeon|dove|songbird|canary|kingfisher|crow|raven|magpie|blackbird",
        bird(Bird::Song),
    ),
    (
        "eagle|hawk|falcon|vulture|condor|kite bird|buzzard|kestrel",
        bird(Bird::Raptor),
    ),
    (
        "gull|seagull|albatross|tern|pelican|puffin",
        bird(Bird::Gull),
    ),
    ("owl|barn owl", bird(Bird::Owl)),
    ("duck|goose|swan|duckling|mallard", bird(Bird::Duck)),
    (
        "hen|chicken|rooster|cock|turkey|chick|pheasant|peacock",
        bird(Bird::Hen),
    ),
    ("penguin", bird(Bird::Penguin)),
    (
        "heron|crane bird|stork|flamingo|egret|ibis",
        bird(Bird::Wader),
    ),
    ("ostrich|emu", bird(Bird::Ostrich)),
    ("bat", bird(Bird::Bat)),
    ("dragon|pterodactyl|pterosaur|wyvern", bird(Bird::Dragon)),
    (
        "dinosaur|t rex|tyrannosaurus|velociraptor|raptor|tyrannosaurus rex",
        bird(Bird::Raptorsaur),
    ),
    (
        "fish|goldfish|salmon|trout|koi|clownfish|tuna|carp",
        swimmer(Swimmer::Fish),
    ),
    ("shark|great white", swimmer(Swimmer::Shark)),
    (
        "dolphin|porpoise|orca|killer whale",
        swimmer(Swimmer::Dolphin),
    ),
    (
        "whale|humpback|blue whale|humpback whale|sperm whale|manatee",
        swimmer(Swimmer::Whale),
    ),
    ("jellyfish|medusa", swimmer(Swimmer::Jellyfish)),
    ("octopus|squid|kraken|cuttlefish", swimmer(Swimmer::Octopus)),
    ("seal|sea lion|walrus", swimmer(Swimmer::Seal)),
    ("butterfly|moth|monarch butterfly", bug(Bug::Butterfly)),
    (
        "bee|bumblebee|wasp|dragonfly|mosquito|insect|hornet",
        bug(Bug::Bee),
    ),
    (
        "beetle|ant|ladybug|ladybird|bug|cockroach|caterpillar|cricket|grasshopper",
        bug(Bug::Beetle),
    ),
    ("spider|tarantula|scorpion", bug(Bug::Spider)),
    ("crab|lobster|shrimp", bug(Bug::Crab)),
    ("snail|slug", bug(Bug::Snail)),
    ("snake|python|cobra|viper|worm|eel|serpent", bug(Bug::Snake)),
    (
        "person|human|figure|pedestrian|tourist|passenger|commuter|stranger|student|someone|hiker|traveler|traveller|driver|customer|crew|climber|teenager|player|team|engineer|family|audience|shopper|pilot",
        person(Role::Person),
    ),
    (
        "man|gentleman|father|dad|guy|fisherman|sailor|businessman|husband|brother|waiter|barista|painter|artist|teacher|detective|clown|photographer|groom",
        person(Role::Man),
    ),
    (
        "woman|lady|mother|mom|wife|sister|bride|waitress|businesswoman|nurse lady|model|actress",
        person(Role::Woman),
    ),
    (
        "child|boy|girl|kid|toddler|baby|schoolgirl|schoolboy|daughter|son|little girl|little boy",
        person(Role::Child),
    ),
    (
        "grandmother|grandfather|old man|old woman|elderly man|elderly woman|grandma|grandpa|elder|elderly couple|old couple|hermit|monk",
        person(Role::Elder),
    ),
    (
        "dancer|ballerina|ballet dancer|gymnast|acrobat|figure skater",
        person(Role::Dancer),
    ),
    (
        "runner|jogger|athlete|sprinter|footballer|soccer player|basketball player|boxer|marathon runner",
        person(Role::Runner),
    ),
    (
        "cyclist|biker|bicyclist|courier|bike courier",
        person(Role::Cyclist),
    ),
    (
        "worker|builder|miner|mechanic|technician|welder|construction worker|plumber|carpenter|blacksmith|fireman|firefighter|factory worker|electrician",
        person(Role::Worker),
    ),
    ("chef|cook|baker|pizza chef|sushi chef", person(Role::Chef)),
    (
        "astronaut|cosmonaut|spaceman|space explorer",
        person(Role::Astronaut),
    ),
    (
        "knight|gladiator|viking|soldier|crusader|roman soldier",
        person(Role::Knight),
    ),
    (
        "doctor|nurse|scientist|surgeon|researcher|chemist|dentist",
        person(Role::Doctor),
    ),
    (
        "policeman|police officer|officer|guard|captain|conductor|postman|security guard",
        person(Role::Officer),
    ),
    (
        "wizard|witch|sorcerer|mage|druid|magician|fairy|elf",
        person(Role::Mage),
    ),
    (
        "king|queen|prince|princess|emperor|empress",
        person(Role::Royal),
    ),
    (
        "ninja|samurai|martial artist|karateka|assassin|pirate|cowboy|archer",
        person(Role::Fighter),
    ),
    (
        "musician|guitarist|violinist|drummer|pianist|singer|band|street musician|cellist|saxophonist",
        person(Role::Musician),
    ),
    (
        "farmer|gardener|shepherd|scarecrow|fruit seller|vendor|market woman",
        person(Role::Farmer),
    ),
    (
        "diver|scuba diver|swimmer|freediver|snorkeler|mermaid|surfer",
        person(Role::Diver),
    ),
    (
        "skater|skateboarder|skier|snowboarder|ice skater|roller skater",
        person(Role::Skater),
    ),
    (
        "robot|android|humanoid|humanoid robot|cyborg|mech|droid",
        person(Role::Robot),
    ),
    (
        "ghost|phantom|spirit|zombie|skeleton|spectre",
        person(Role::Ghost),
    ),
    (
        "car|sedan|convertible|sports car|suv|jeep|automobile|vehicle|self driving car|limousine|hatchback|pickup|vintage car|electric car",
        car(Car::Sedan),
    ),
    ("taxi|cab|yellow cab", car(Car::Taxi)),
    (
        "race car|racing car|formula car|dragster|go kart|batmobile",
        car(Car::Racer),
    ),
    ("police car|patrol car|cop car", car(Car::Police)),
    (
        "van|minivan|camper|campervan|ice cream truck|food truck|delivery van|caravan|minibus",
        car(Car::Van),
    ),
    (
        "truck|lorry|semi|fire truck|dump truck|garbage truck|tanker|semi truck|delivery truck|fire engine",
        car(Car::Truck),
    ),
    (
        "bus|coach|school bus|double decker|trolleybus",
        car(Car::Bus),
    ),
    ("ambulance", car(Car::Ambulance)),
    (
        "train|locomotive|steam train|bullet train|freight train|steam locomotive|monorail|metro train|subway train",
        car(Car::Train),
    ),
    ("tram|streetcar|trolley|cable car", car(Car::Tram)),
    (
        "motorcycle|motorbike|scooter|moped|vespa",
        car(Car::Motorcycle),
    ),
    ("bicycle|bike|tricycle|unicycle", car(Car::Bicycle)),
    (
        "tractor|combine|harvester|combine harvester|bulldozer|tank|lawn mower|snowplow",
        car(Car::Tractor),
    ),
    (
        "excavator|digger|backhoe|construction crane",
        car(Car::Excavator),
    ),
    ("forklift|pallet jack|fork lift", car(Car::Forklift)),
    (
        "cart|wagon|carriage|sleigh|sled|wheelchair|stroller|shopping cart",
        car(Car::Cart),
    ),
    (
        "boat|fishing boat|trawler|tugboat|motorboat|speedboat|lifeboat|old fishing boat|houseboat|ferry boat",
        boat(Boat::Fishing),
    ),
    (
        "sailboat|yacht|sailing boat|sailing ship|schooner|dinghy|pirate ship|galleon|catamaran",
        boat(Boat::Sail),
    ),
    (
        "ship|ferry|cruise ship|cargo ship|container ship|steamer|battleship|freighter|ocean liner",
        boat(Boat::Ship),
    ),
    (
        "canoe|kayak|rowboat|rowing boat|gondola|raft|paper boat",
        boat(Boat::Canoe),
    ),
    ("submarine|u boat|submersible", boat(Boat::Submarine)),
    (
        "plane|airplane|aeroplane|jet|biplane|aircraft|airliner|seaplane|fighter jet|glider",
        craft(Craft::Plane),
    ),
    ("helicopter|chopper", craft(Craft::Helicopter)),
    (
        "drone|quadcopter|delivery drone|drone swarm",
        craft(Craft::Drone),
    ),
    (
        "hot air balloon|air balloon|airship|zeppelin|blimp|parachute|paraglider|hang glider",
        craft(Craft::Balloon),
    ),
    (
        "rocket|missile|space shuttle|shuttle|rocket ship",
        craft(Craft::Rocket),
    ),
    (
        "spaceship|ufo|saucer|flying saucer|spacecraft|alien ship|starship|satellite|space probe",
        craft(Craft::Saucer),
    ),
    ("paper plane|paper airplane", craft(Craft::PaperPlane)),
    ("kite", craft(Craft::Kite)),
    (
        "rover|delivery robot|courier robot|wheeled robot|mobile robot|robot vacuum|agv|vacuum robot|mars rover|sidewalk robot|warehouse robot|cleaning robot",
        machine(Machine::Rover),
    ),
    (
        "robot dog|quadruped robot|robotic dog|quadruped|four legged robot|legged robot|spot robot|mechanical dog",
        machine(Machine::Walker),
    ),
    (
        "robot arm|robotic arm|warehouse robot arm|industrial robot|manipulator|arm|manipulator arm|industrial arm|mechanical arm|crane arm|surgical robot",
        machine(Machine::Arm),
    ),
    (
        "gripper|robot gripper|robot hand|robotic hand|claw|robotic gripper|parallel gripper",
        machine(Machine::Gripper),
    ),
    (
        "cup|mug|coffee|tea|glass|bowl|teacup|teapot|kettle|pot|vase|coffee cup|bucket|saucepan",
        thing(Thing::Cup),
    ),
    (
        "bottle|wine|jar|can|test tube|flask|beaker|perfume",
        thing(Thing::Bottle),
    ),
    (
        "ball|football|basketball|marble|sphere|globe|beach ball|orb|bubble|cube",
        thing(Thing::Ball),
    ),
    (
        "book|notebook|magazine|newspaper|diary|letter",
        thing(Thing::Book),
    ),
    (
        "flower|rose|tulip|sunflower|daisy|lotus|orchid|bouquet|dandelion|poppy|mushroom|cactus",
        thing(Thing::Flower),
    ),
    (
        "lone tree|oak|cherry tree|apple tree|willow|old oak|oak tree|bonsai|big tree|maple",
        thing(Thing::Tree),
    ),
    ("candle", thing(Thing::Candle)),
    (
        "lantern|paper lantern|oil lamp|torch",
        thing(Thing::Lantern),
    ),
    (
        "clock|watch face|pocket watch|alarm clock|hourglass|compass",
        thing(Thing::Clock),
    ),
    (
        "phone|smartphone|laptop|computer|tablet|television|tv|screen|camera phone|radio|keyboard",
        thing(Thing::Phone),
    ),
    (
        "apple|fruit|pear|lemon tart|orange fruit|tomato|strawberry|pumpkin|banana|egg|peach|cherry|grape|watermelon",
        thing(Thing::Fruit),
    ),
    (
        "bread|cake|pizza|burger|food|sandwich|pancake|noodle|cookie|ice cream|donut|croissant|cheese|soup|steak|pie|sushi|chocolate cake|meal",
        thing(Thing::Bread),
    ),
    (
        "parcel|box|package|crate|cardboard box|container|suitcase|present|gift|luggage|barrel|block|brick|toy|pallet",
        thing(Thing::Parcel),
    ),
    (
        "chair|armchair|stool|bench|throne|rocking chair|swing set",
        thing(Thing::Chair),
    ),
    ("umbrella|parasol", thing(Thing::Umbrella)),
    (
        "guitar|violin|cello|piano|drum|saxophone|trumpet|accordion|harp",
        thing(Thing::Guitar),
    ),
    (
        "balloon|red balloon|toy balloon|party balloon",
        thing(Thing::Balloon),
    ),
    (
        "lighthouse|tower|beacon|clock tower|skyscraper|eiffel tower",
        thing(Thing::Lighthouse),
    ),
    (
        "windmill|wind turbine|turbine|ferris wheel|water wheel",
        thing(Thing::Windmill),
    ),
    (
        "house|cabin|hut|barn|shed|tent|igloo|farmhouse|log cabin|wooden cabin|treehouse|church",
        thing(Thing::House),
    ),
    (
        "castle|palace|temple|pagoda|fortress|cathedral|pyramid|shrine|ruin",
        thing(Thing::Castle),
    ),
    ("snowman", thing(Thing::Snowman)),
    (
        "statue|sculpture|monument|bust|fountain|stone head",
        thing(Thing::Statue),
    ),
    ("campfire|fire|bonfire|flame|torch fire", thing(Thing::Fire)),
    ("origami|paper crane|paper bird", thing(Thing::Paper)),
];
