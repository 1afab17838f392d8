//! Looks and colours.

pub(super) const STYLES: &str = "\
medium; photorealistic|realistic|photo realistic|more realistic|lifelike|photorealism|realism|true to life|real life|real; ; photorealistic
medium; hyperrealistic|hyper realistic|hyperrealism; ; hyperrealistic
medium; anime|anime style|japanese animation|an anime; in; anime style
medium; manga|manga style; in; manga style
medium; ghibli|studio ghibli|ghibli style|studio ghibli style|miyazaki; in; ghibli style
medium; cartoon|cartoony|cartoonish|cartoon style|a cartoon; in; cartoon style
medium; pixar|pixar style|pixar like|pixar animation|like pixar; in; pixar style
medium; disney|disney style|disney animation|like disney; in; disney style
medium; 3d|3d animation|3d animated|3d animation style|computer animation|cgi|3d render; as; 3d animation
medium; claymation|clay|clay animation|claymation style|plasticine; in; claymation style
medium; stop motion|stop motion animation|stop motion style; in; stop motion style
medium; watercolor|watercolour|watercolor painting|watercolour painting|watercolor style|watercolors; as; a watercolor painting
medium; oil painting|oil paint|painted|oil painting style|an oil painting|oils|painterly|a painting|painting; as; an oil painting
medium; pencil sketch|pencil drawing|pencil|hand drawn|sketch style|a sketch|drawing|a drawing|sketched; as; a pencil sketch
medium; ink drawing|ink|ink style|ink wash|ink painting; as; an ink drawing
medium; comic|comic book|comic style|comic book style|comics; in; comic book style
medium; pixel art|pixelated|pixel|pixel art style|8 bit|8 bit style|16 bit|retro game; as; pixel art
medium; low poly|low poly style|polygonal; in; low poly style
medium; voxel|voxel art|minecraft|minecraft style|blocky; as; voxel art
medium; origami|folded paper; in; origami style
medium; paper cutout|paper cut out|papercut|paper cutout style|cut out paper; in; paper cutout style
medium; felt|felted|felt animation|made of felt|wool felt; as; felt animation
medium; ukiyo e|woodblock|woodblock print|ukiyo e style|japanese woodblock; in; ukiyo e style
medium; impressionist|impressionism|impressionistic|monet; in; impressionist style
medium; surreal|surrealist|surrealism|surrealistic|dali; in; surreal style
medium; abstract|abstract style; in; abstract style
medium; storybook|picture book|storybook style|children's book|fairy tale|fairytale; in; storybook style
medium; illustration|illustrated|an illustration; as; an illustration
finish; cinematic|more cinematic|movie like|film like|like a movie|like a film|filmic|cinematic style|cinema|a movie|movie|hollywood; ; cinematic
finish; documentary|documentary style|like a documentary|a documentary; in; documentary style
finish; nature documentary|like a nature documentary; in; nature documentary style
finish; music video|music video style|like a music video; in; music video style
finish; commercial|advertisement|commercial style|an ad|like a commercial|like an ad; in; commercial style
finish; found footage|amateur|home video|home movie|found footage style; as; found footage
finish; vhs|vhs style|vhs tape|camcorder; with; a vhs look
finish; vintage|vintage style|old fashioned|antique look|old film|old movie; in; vintage style
finish; retro|retro style|80s|80s style|eighties; in; retro style
finish; super 8|super 8 film|8mm|8mm film; on; super 8 film
finish; 35mm film|35 mm film|analog film|analogue film|film look|shot on film; on; 35mm film
finish; 16mm film|16mm|16 mm film; on; 16mm film
era; 1920s|the 1920s|set in the 1920s|in the 1920s; in; the 1920s
era; 1930s|the 1930s|set in the 1930s|in the 1930s; in; the 1930s
era; 1940s|the 1940s|set in the 1940s|in the 1940s; in; the 1940s
era; 1950s|the 1950s|set in the 1950s|in the 1950s; in; the 1950s
era; 1960s|the 1960s|set in the 1960s|in the 1960s; in; the 1960s
era; 1970s|the 1970s|set in the 1970s|in the 1970s; in; the 1970s
era; 1980s|the 1980s|set in the 1980s|in the 1980s; in; the 1980s
era; 1990s|the 1990s|set in the 1990s|in the 1990s; in; the 1990s
finish; silent film|silent movie; as; a silent film
genre; noir|film noir|film noir style|noir style; in; film noir style
genre; cyberpunk|cyberpunk style|blade runner; in; cyberpunk style
genre; steampunk|steampunk style; in; steampunk style
genre; fantasy|fantasy style|high fantasy; in; fantasy style
genre; sci fi|science fiction|sci fi style|scifi|futuristic|futuristic style; in; sci fi style
genre; gothic|gothic style; in; gothic style
genre; horror film|horror|horror movie|horror style|like a horror film; as; a horror film
genre; vaporwave|vaporwave style; in; vaporwave style
genre; synthwave|synthwave style|retrowave; in; synthwave style
genre; minimalist|minimalistic|minimal|minimalism|minimalist style; in; minimalist style
tint; full color|full colour|in color|in colour|in full color|in full colour|color film|colour film|colorized|colourized|not black and white; in; full color
tint; black and white|b&w|b/w|monochrome|greyscale|grayscale|black and white film|colorless|colourless|without color|without colour|no color|no colour|no colors|no colours; as; black and white film
tint; sepia|sepia tone|sepia toned|sepia tones; in; sepia style
texture; film grain|grainy|grain|grainier|more grain; with; film grain
texture; sharp look|highly detailed|more detailed|detailed|more detail|high detail|sharper|crisper|more details; with; high detail";

pub(super) const PALETTES: &str = "\
colors; pastel colors|pastel|pastels|pastel colours|pastel tones|pastel palette; in; pastel colors
colors; muted colors|muted|muted colours|muted tones|desaturated|less saturated|desaturated colors|less colorful|less colourful|washed out|faded colors|subdued colors|less color|less colour; in; muted colors
colors; vivid colors|brighter colors|brighter colours|vivid|vibrant|vibrant colors|vibrant colours|vivid colours|colorful|colourful|more colorful|more colourful|saturated|more saturated|saturated colors|bright colors|bright colours|bold colors|bold colours|more color|more colour|more vivid|more vibrant; in; vivid colors
colors; warm colors|warm colours|warm tones|warmer colors|warmer colours|warmer tones|warm palette|warm color palette|warm colour palette; in; warm tones
colors; cool colors|cool colours|cool tones|cooler colors|cooler colours|cold colors|cold tones|cooler tones|cold colours|cool palette|cool color palette; in; cool tones
colors; earth tones|earthy|earthy tones|earth colors|natural colors|earthy colors|natural colours; in; earth tones
colors; neon colors|neon colours|neon palette|fluorescent colors; in; neon colors
colors; teal and orange|teal and orange palette|orange and teal|teal and orange colors; in; teal and orange tones
colors; dark colors|dark colours|dark tones|dark palette|darker colors|darker colours|darker tones; in; dark tones
colors; light colors|light colours|light tones|lighter colors|lighter colours|lighter tones|soft colors|soft colours; in; soft tones
colors; monochromatic|monochromatic palette|single color palette|one color; in; a monochromatic palette
colors; blue tones|blue palette|blue hues|more blue|bluer; in; blue tones
colors; red tones|red palette|red hues|more red|redder; in; red tones
colors; green tones|green palette|green hues|more green|greener; in; green tones
colors; golden tones|golden palette|golden hues|more gold; in; golden tones
colors; purple tones|purple palette|purple hues|more purple; in; purple tones
colors; pink tones|pink palette|pink hues|more pink|pinker; in; pink tones
colors; jewel tones; in; deep jewel tones
colors; silver tones|silvery tones; in; cold silver tones
colors; copper tones; in; copper tones
colors; turquoise tones; in; turquoise tones
colors; cream and ivory tones|ivory tones; in; cream and ivory tones
colors; charcoal tones; in; charcoal tones
colors; khaki tones; in; khaki tones
colors; magenta and cyan tones|cyan and magenta; in; magenta and cyan tones
colors; indigo and gold tones; in; indigo and gold tones
colors; black and crimson tones; in; black and crimson tones
colors; candy colors|candy colours; in; candy colors
colors; rust and ochre tones; in; rust and ochre tones";
