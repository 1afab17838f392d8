//! Times of day, weather, seasons and moods.

/// The group tells how much light there is: `dark`, `dim`, `low` or `day`.
pub(super) const TIMES: &str = "\
dark; night|nighttime|night time|nocturnal|late night|dead of night|after dark|nightly|a night scene; at; night
dark; midnight|witching hour|middle of the night; at; midnight
dark; small hours|wee hours|the small hours|the wee hours; in; the small hours
dark; hour before midnight|the hour before midnight; in; the hour before midnight
dark; hour before dawn|the hour before dawn|darkest hour; in; the hour before dawn
dim; blue hour before sunrise|morning blue hour; in; the blue hour before sunrise
low; dawn|daybreak|crack of dawn|pre dawn|predawn; at; dawn
low; first light; at; first light
low; sunrise|sunup; at; sunrise
low; hour after sunrise|the hour after sunrise; in; the hour after sunrise
day; early morning; in; the early morning
day; morning|morningtime; in; the morning
day; mid morning|the mid morning; at; mid-morning
day; late morning; in; the late morning
day; noon|midday|high noon|lunchtime|noontime|mid day; at; noon
day; afternoon; in; the afternoon
day; early afternoon|the early afternoon; in; the early afternoon
day; mid afternoon|the mid afternoon; at; mid-afternoon
low; late afternoon; in; the late afternoon
low; golden hour|magic hour|golden hours; at; golden hour
low; hour before sunset|the hour before sunset; in; the hour before sunset
low; sunset|sundown; at; sunset
dim; blue hour after sunset|evening blue hour; in; the blue hour after sunset
dim; dusk|gloaming; at; dusk
dim; nightfall; at; nightfall
dim; twilight; at; twilight
dim; blue hour; at; blue hour
dim; evening|eveningtime; in; the evening
dim; early evening|the early evening; in; the early evening
dim; late evening; in; the late evening
day; day|daytime|day time|daylight hours|broad daylight|daylight; in; the daytime";

/// The group tells what goes together: `wet` and `clear` do not.
pub(super) const WEATHERS: &str = "\
wet; rain|rainy|raining|rainfall|wet weather|rains; in; the rain; rainy
wet; heavy rain|pouring rain|downpour|pouring|torrential rain|more rain|heavier rain|pour|rain heavily|raining heavily|heavy rainfall|rainier; in; heavy rain
wet; light rain|drizzle|drizzly|drizzling|gentle rain|less rain|lighter rain|soft rain|rain lightly|light drizzle; in; light rain
snow; snow|snowy|snowing|falling snow|snowfall|some snow|snowflakes; in; falling snow; snowy
snow; light snow|gentle snow|light snowfall|less snow|lighter snow|flurries|snow flurries; in; light snowfall
snow; heavy snow|heavy snowfall|more snow|heavier snow|snowing heavily; in; heavy snowfall
snow; blizzard|snowstorm|snow storm; in; a blizzard
fog; fog|foggy|thick fog|dense fog|heavy fog|more fog|denser fog|thicker fog|foggier; in; thick fog; foggy
fog; mist|misty|light fog|less fog|thinner fog|soft mist|morning mist|light mist|mistier; in; soft mist; misty
fog; haze|hazy|light haze|hazier; in; a light haze; hazy
storm; storm|stormy|tempest|stormier; in; a storm; stormy
storm; thunderstorm|thunder|thundery|lightning|lightning storm|thunder and lightning; in; a thunderstorm
storm; hurricane|typhoon|cyclone; in; a hurricane
dust; sandstorm|sand storm|dust storm|dusty storm; in; a sandstorm
wet; hail|hailstorm|hailing; in; hail
wet; sleet; in; sleet
wind; wind|windy|strong wind|gusty|blustery|strong winds|more wind|stronger wind|wind blowing|windier; in; strong wind; windy
wind; breeze|breezy|less wind|weaker wind|light wind|gentle breeze|light breeze|soft breeze; in; a light breeze; breezy
clear; sunny|sunny sky|sunny skies|sun|sunshine|sunny weather|fair weather|good weather|nice weather|bright sunshine|sunnier|sunlit day; in; sunny weather; sunny
clear; clear sky|clear|clear skies|dry weather|clear up the weather|clear the weather|clear up the sky|cloudless|cloudless sky|clear weather|blue sky|blue skies; under; a clear sky
cloud; cloudy|clouds|cloudy sky|cloudy weather|cloudier|cloud cover; under; a cloudy sky; cloudy
cloud; overcast|overcast sky|grey sky|gray sky|dull weather|grey weather|gray weather; under; an overcast sky
cloud; stormy sky|dark clouds|storm clouds; under; a stormy sky
winter; winter|wintry|wintertime|winter weather|wintery; in; winter
summer; summer|summery|summertime; in; summer
autumn; autumn|autumnal|fall season|autumn season; in; autumn
spring; springtime|spring season|spring; in; springtime
frost; frost|frosty|cold|freezing|ice cold|icy cold|freezing cold|chilly|cold weather|bitterly cold|frosty air; in; frosty weather; frosty
heat; hot weather|heat|heatwave|heat wave|heat haze|sweltering|scorching; in; the summer heat";

/// What is felt. Moods of one group exclude each other; all are said as
/// "with a ... mood".
pub(super) const MOODS: &str = "\
mood; calm|peaceful|serene|tranquil|relaxed|relaxing|calmer|more calm|quiet mood|calming|soothing|peaceful mood|restful; with; a calm mood
mood; eerie|creepy|spooky|scary|scarier|creepier|spookier|frightening|haunting|unsettling|horror mood|sinister|haunted mood; with; an eerie mood
mood; tense|suspenseful|tension|suspense|thrilling|nervous mood; with; a tense mood
mood; moody|brooding|sombre|somber|gloomy|gloomier|bleak|dark mood|darker mood|darker atmosphere|grim|ominous|foreboding; with; a gloomy mood
mood; dreamy|like a dream|a dream|dreamlike|dreamier|dream like|ethereal|otherworldly; with; a dreamy mood
mood; mystical|mysterious|magical|enchanted mood|mystery; with; a mystical mood
mood; cozy|cosy|cozier|homely|snug; with; a cozy mood
mood; melancholic|melancholy|sad|sadder|wistful|sorrowful; with; a melancholic mood
mood; nostalgic|nostalgia|sentimental; with; a nostalgic mood
mood; romantic|romance|loving; with; a romantic mood
mood; dramatic|drama|intense|more drama; with; a dramatic mood
mood; epic|grand|heroic mood|majestic mood|monumental; with; an epic mood
mood; cheerful|happy|happier|joyful|merry|jolly|upbeat|uplifting|fun|festive|lighthearted; with; a cheerful mood
mood; whimsical|quirky|funny|comical|silly; with; a whimsical mood
mood; hopeful|optimistic|inspiring; with; a hopeful mood
mood; chaotic|hectic|frantic|chaos; with; a chaotic mood
mood; energetic|lively|dynamic|vibrant mood|exciting; with; an energetic mood
mood; intimate; with; an intimate mood
mood; lonely|lonelier|forlorn; with; a lonely mood
mood; playful mood; with; a playful mood
mood; solemn|reverent|dignified mood; with; a solemn mood
mood; triumphant|victorious mood; with; a triumphant mood
mood; contemplative|pensive|reflective mood; with; a contemplative mood
mood; bittersweet; with; a bittersweet mood
mood; urgent; with; an urgent mood";
