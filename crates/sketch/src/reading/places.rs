//! Words for places.

use super::motif::Meaning::{self, Near, Where};
use super::motif::Place as P;

pub(crate) const TABLE: &[(&str, Meaning)] = &[
    (
        "birch forest|birch|birch wood|birch grove|aspen",
        Where(P::Birches),
    ),
    (
        "pine forest|pine|fir|spruce|taiga|conifer|fir forest|redwood|evergreen|winter forest|snowy forest",
        Where(P::Pines),
    ),
    (
        "forest|wood|woodland|grove|copse|oak forest|beech forest|orchard|glade|clearing|bamboo",
        Where(P::Leafwood),
    ),
    (
        "jungle|rainforest|rain forest|swamp|mangrove",
        Where(P::Jungle),
    ),
    (
        "palm|palm tree|oasis|tropical|island|palm grove|tropical island",
        Where(P::Palms),
    ),
    (
        "park|garden|playground|schoolyard|backyard|courtyard|lawn|botanical garden|golf course|stadium|football field|soccer field",
        Where(P::Park),
    ),
    (
        "hill|moor|highland|countryside|hillside|vineyard|moorland|downs",
        Where(P::Hills),
    ),
    ("valley|glen|dale|fjord", Where(P::Valley)),
    (
        "mountain|alps|peak|summit|ridge|cliff|himalaya|mountain pass|mountainside",
        Where(P::Mountains),
    ),
    (
        "meadow|pasture|prairie|grassland|savanna|savannah|steppe|wildflower|serengeti",
        Where(P::Meadow),
    ),
    (
        "field|farm|wheat field|cornfield|rice field|farmland|farmyard|crop|lavender field|sunflower field|ranch",
        Where(P::Field),
    ),
    (
        "snowfield|arctic|antarctic|antarctica|tundra|glacier|ice floe|iceberg|north pole|frozen lake|polar|ski slope|ice field",
        Where(P::Snowfield),
    ),
    ("desert|dune|sahara|sand dune|wasteland", Where(P::Desert)),
    ("plain|badland|plateau|salt flat|outback", Where(P::Plain)),
    (
        "canyon|gorge|ravine|mesa|butte|grand canyon",
        Where(P::Canyon),
    ),
    ("volcano|lava|crater lake|eruption", Where(P::Volcano)),
    (
        "village|hamlet|cottage|town square|old town|medieval town|country town",
        Where(P::Village),
    ),
    (
        "mars|martian|red planet|red plain|alien planet|alien world|planet surface|exoplanet",
        Where(P::Mars),
    ),
    (
        "lunar|lunar surface|moon surface|on the moon|crater|moon base",
        Where(P::Moon),
    ),
    (
        "beach|shore|coast|seaside|coastline|seashore|sandbank|cove|shoreline",
        Where(P::Beach),
    ),
    (
        "sea|ocean|ocean wave|big wave|open water|atlantic|pacific|high sea|swell",
        Where(P::Sea),
    ),
    (
        "underwater|coral reef|reef|seabed|deep sea|ocean floor|aquarium|kelp forest|sea floor",
        Where(P::Underwater),
    ),
    (
        "lake|pond|lagoon|reservoir|swimming pool|pool",
        Where(P::Lake),
    ),
    (
        "river|stream|brook|canal|creek|riverbank|rapid",
        Where(P::River),
    ),
    ("waterfall|cascade", Where(P::Waterfall)),
    (
        "harbour|harbor|port|dock|pier|marina|quay|wharf|jetty",
        Where(P::Harbour),
    ),
    (
        "street|city|downtown|town|boulevard|avenue|sidewalk|crosswalk|intersection|metropolis|pavement|city street|tokyo|new york|plaza|square|times square|crossing|skyline",
        Where(P::Street),
    ),
    (
        "alley|alleyway|backstreet|lane|narrow street",
        Where(P::Alley),
    ),
    (
        "market|bazaar|fair|market stall|stall|souk|street market|carnival|shop",
        Where(P::Market),
    ),
    (
        "rooftop|roof|roof terrace|balcony|terrace",
        Where(P::Rooftop),
    ),
    ("bridge|viaduct|overpass|aqueduct", Where(P::Bridge)),
    (
        "parking|parking lot|car park|garage|parking garage|driveway|petrol station|gas station",
        Where(P::Parking),
    ),
    (
        "road|country road|dirt road|track road|path|trail|mountain road|race track|racetrack|desert road",
        Where(P::Road),
    ),
    (
        "motorway|highway|freeway|autobahn|expressway|interstate|motorway lane",
        Where(P::Motorway),
    ),
    (
        "railway|railroad|train track|rail|level crossing|railway line",
        Where(P::Railway),
    ),
    (
        "tram stop|bus stop|bus station|tram station|bus shelter",
        Where(P::TramStop),
    ),
    (
        "platform|subway platform|station|subway|metro|subway station|train station|metro station|underground station|railway station|train platform",
        Where(P::Platform),
    ),
    (
        "tunnel|corridor|hallway|sewer|mine|mine shaft|passage",
        Where(P::Tunnel),
    ),
    ("cave|cavern|grotto", Where(P::Cave)),
    (
        "kitchen|kitchen counter|bakery|kitchen table",
        Where(P::Kitchen),
    ),
    (
        "living room|lounge|sofa|couch|fireplace|apartment|sitting room|room|home|house interior",
        Where(P::Living),
    ),
    ("bedroom|bed|nursery|hotel room|cradle", Where(P::Bedroom)),
    (
        "windowsill|window sill|window seat|window ledge",
        Where(P::Sill),
    ),
    (
        "table|wooden table|desk|table top|tabletop|workbench|counter",
        Near(P::Table),
    ),
    (
        "office|classroom|meeting room|cubicle|conference room|school|newsroom",
        Where(P::Office),
    ),
    (
        "lab|laboratory|science lab|clean room|cleanroom|server room|data center",
        Where(P::Lab),
    ),
    (
        "library|bookshop|bookstore|archive|study room",
        Where(P::Library),
    ),
    (
        "hospital|clinic|operating room|ward|surgery|dentist",
        Where(P::Hospital),
    ),
    (
        "cafe|restaurant|bar|diner|coffee shop|pub|teahouse|canteen",
        Where(P::Cafe),
    ),
    (
        "gym|boxing ring|fitness studio|sports hall|basketball court|dojo|dance studio|ballroom",
        Where(P::Gym),
    ),
    (
        "stage|theatre|theater|concert|concert hall|circus|opera|nightclub|auditorium",
        Where(P::Stage),
    ),
    (
        "workshop|studio|forge|smithy|carpenter shop|atelier|pottery",
        Where(P::Workshop),
    ),
    (
        "warehouse|depot|storage hall|fulfilment centre|fulfillment center|distribution center|hangar|loading dock|storeroom|supermarket|conveyor|conveyor belt",
        Where(P::Warehouse),
    ),
    (
        "factory|assembly line|plant hall|production line|industrial|power plant|shipyard|construction site|refinery",
        Where(P::Factory),
    ),
    (
        "space|outer space|orbit of|galaxy|cosmos|nebula|asteroid|asteroid belt|space station|deep space|earth orbit|saturn|jupiter",
        Where(P::Space),
    ),
    (
        "cloud|above the clouds|sky|stratosphere|heaven",
        Near(P::Clouds),
    ),
    ("tree|bush|log|stump", Near(P::Leafwood)),
    ("grass|flower field", Near(P::Meadow)),
    ("snow|ice|winter", Near(P::Snowfield)),
    ("window|curtain|floor|carpet|wall", Near(P::Living)),
    ("water|boat trip", Near(P::Lake)),
    ("sidewalk|traffic|traffic light", Near(P::Street)),
    ("stove|oven|sink|pan on", Near(P::Kitchen)),
];
