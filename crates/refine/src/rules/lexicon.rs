//! The words the rules know.
//!
//! Tables of plain words, one kind each, with `|` between them. A noun is listed in
//! the singular, a verb in its base form; plurals and verb forms are derived.

mod acts;
mod look;
mod things;

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

pub(super) use self::acts::{LIGHT_ACTS, WEATHER_ACTS};
pub(super) use self::look::MEASURES;

/// What a word or term can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// An article, a number or a possessive.
    Determiner,
    /// `no`, `without`, `never`.
    Negation,
    /// `in`, `under`, `towards`.
    Preposition,
    /// `and`, `while`, `who`.
    Conjunction,
    /// `is`, `are`.
    Copula,
    /// A word that describes, such as `old`.
    Adjective,
    /// A colour.
    Color,
    /// A human being.
    Person,
    /// Any other living thing that moves.
    Animal,
    /// Something that drives, flies or swims with people in it.
    Vehicle,
    /// Any other thing.
    Thing,
    /// Something to wear.
    Garment,
    /// A place out of doors, or one that may be either.
    Place,
    /// A place with a roof.
    Indoors,
    /// What is a place underfoot and a thing or weather elsewhere: `snow`, `sand`.
    Ground,
    /// A time of day.
    Time,
    /// A season.
    Season,
    /// Light and its sources.
    Light,
    /// Weather and mood.
    Weather,
    /// How the camera sees and moves.
    Camera,
    /// The look.
    Look,
    /// `tones`, `palette`.
    Palette,
    /// What somebody does, in a form that is nothing else: `running`.
    Act,
    /// What something looks like while it does it: `burning`, `covered`.
    State,
}

impl Kind {
    /// Whether a phrase may end in it.
    pub(super) const fn is_noun(self) -> bool {
        self.is_subject()
            || matches!(
                self,
                Self::Garment
                    | Self::Place
                    | Self::Indoors
                    | Self::Ground
                    | Self::Time
                    | Self::Season
                    | Self::Light
                    | Self::Weather
                    | Self::Camera
                    | Self::Look
                    | Self::Palette
            )
    }

    /// Whether it is somebody or something, with what is worn.
    pub(super) const fn is_seen(self) -> bool {
        self.is_subject() || matches!(self, Self::Garment)
    }

    /// Whether it can be who or what is seen.
    pub(super) const fn is_subject(self) -> bool {
        matches!(
            self,
            Self::Person | Self::Animal | Self::Vehicle | Self::Thing
        )
    }
}

static TERMS: LazyLock<FxHashMap<&'static str, Kind>> = LazyLock::new(|| {
    let tables = [
        (Kind::Determiner, look::DETERMINERS),
        (Kind::Negation, look::NEGATIONS),
        (Kind::Preposition, look::PREPOSITIONS),
        (Kind::Conjunction, look::CONJUNCTIONS),
        (Kind::Copula, look::COPULAS),
        (Kind::Adjective, look::ADJECTIVES),
        (Kind::Color, look::COLORS),
        (Kind::Palette, look::PALETTES),
        (Kind::Time, look::TIMES),
        (Kind::Season, look::SEASONS),
        (Kind::Light, look::LIGHTS),
        (Kind::Weather, look::WEATHERS),
        (Kind::Camera, look::CAMERAS),
        (Kind::Look, look::LOOKS),
        (Kind::Person, things::PERSONS),
        (Kind::Animal, things::ANIMALS),
        (Kind::Vehicle, things::VEHICLES),
        (Kind::Thing, things::THINGS),
        (Kind::Garment, things::GARMENTS),
        (Kind::Place, things::PLACES),
        (Kind::Indoors, things::INDOORS),
        (Kind::Ground, things::GROUNDS),
        (Kind::State, acts::STATES),
    ];
    let mut terms = FxHashMap::default();
    for (kind, table) in tables {
        for term in list(table) {
            terms.entry(term).or_insert(kind);
        }
    }
    terms
});

/// What the terms of several words begin with, so that nobody looks further in vain.
static BEGINNINGS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let mut beginnings = FxHashSet::default();
    for term in TERMS.keys() {
        beginnings.extend(term.match_indices(' ').map(|(at, _)| &term[..at]));
    }
    beginnings
});

static IRREGULAR: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    list(things::IRREGULAR_PLURALS)
        .filter_map(|pair| pair.split_once('='))
        .collect()
});

static FINITE: LazyLock<FxHashMap<String, Form>> = LazyLock::new(|| {
    let mut forms = FxHashMap::default();
    for verb in list(acts::VERBS) {
        forms.insert(verb.to_owned(), Form::Plural);
        forms.insert(with_s(verb), Form::Singular);
    }
    forms
});

static GERUNDS: LazyLock<FxHashSet<String>> =
    LazyLock::new(|| list(acts::VERBS).flat_map(gerunds).collect());

static BASES: LazyLock<FxHashMap<String, &'static str>> = LazyLock::new(|| {
    let mut bases = FxHashMap::default();
    for verb in list(acts::VERBS) {
        for form in gerunds(verb) {
            bases.insert(form, verb);
        }
        bases.insert(with_s(verb), verb);
    }
    for verb in list(acts::VERBS) {
        bases.insert(verb.to_owned(), verb);
    }
    bases
});

/// Which subject a verb form goes with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `runs`: with one.
    Singular,
    /// `run`: with several.
    Plural,
}

/// The words of a table.
pub(super) fn list(table: &'static str) -> impl Iterator<Item = &'static str> {
    table
        .split('|')
        .map(str::trim)
        .filter(|word| !word.is_empty())
}

/// What a term is, its plural included.
pub(super) fn kind(term: &str) -> Option<Kind> {
    if let Some(kind) = TERMS.get(term) {
        return Some(*kind);
    }
    if GERUNDS.contains(term) {
        return Some(Kind::Act);
    }
    let singular = singular(term)?;
    TERMS
        .get(singular.as_str())
        .copied()
        .filter(|kind| kind.is_noun())
}

/// Whether a term of several words begins with these.
pub(super) fn begins_term(words: &str) -> bool {
    BEGINNINGS.contains(words)
}

/// The base form of a verb of the tables, whatever form it stands in.
pub(super) fn base(word: &str) -> Option<&'static str> {
    BASES.get(word).copied()
}

/// Whether a word is the base form of a verb of the tables.
pub(super) fn is_base(word: &str) -> bool {
    FINITE.get(word) == Some(&Form::Plural)
}

/// Whether a word may be a verb after a noun, and which nouns it goes with.
pub(super) fn finite(word: &str) -> Option<Form> {
    FINITE.get(word).copied()
}

/// Whether a noun means several.
pub(super) fn is_plural(word: &str) -> bool {
    IRREGULAR.contains_key(word)
        || (word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us"))
}

/// The singular of a plural.
pub(super) fn singular(word: &str) -> Option<String> {
    if let Some(singular) = IRREGULAR.get(word) {
        return Some((*singular).to_owned());
    }
    let stem = word.strip_suffix('s')?;
    if let Some(stem) = stem.strip_suffix("ie") {
        return Some(format!("{stem}y"));
    }
    if let Some(stem) = stem.strip_suffix('e')
        && ["s", "x", "sh", "ch"].iter().any(|end| stem.ends_with(end))
        && TERMS.contains_key(stem)
    {
        return Some(stem.to_owned());
    }
    Some(stem.to_owned())
}

/// A verb's form for one who acts.
pub(super) fn with_s(verb: &str) -> String {
    if let Some(stem) = verb.strip_suffix('y')
        && !stem.ends_with(['a', 'e', 'o', 'u'])
    {
        return format!("{stem}ies");
    }
    let hisses = ["s", "x", "sh", "ch", "z", "o"];
    if hisses.iter().any(|end| verb.ends_with(end)) {
        return format!("{verb}es");
    }
    format!("{verb}s")
}

/// The `-ing` forms: with the last consonant doubled and without, since the rule
/// hangs on the stress, and a form that does not exist does no harm.
fn gerunds(verb: &'static str) -> Vec<String> {
    if let Some(stem) = verb.strip_suffix("ie") {
        return vec![format!("{stem}ying")];
    }
    if let Some(stem) = verb.strip_suffix('e')
        && !verb.ends_with("ee")
    {
        return vec![format!("{stem}ing")];
    }
    let mut forms = vec![format!("{verb}ing")];
    if let Some(last) = verb.chars().last() {
        forms.push(format!("{verb}{last}ing"));
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_and_verb_forms_are_derived() {
        for (word, expected) in [
            ("foxes", Some(Kind::Animal)),
            ("cities", Some(Kind::Place)),
            ("wolves", Some(Kind::Animal)),
            ("children", Some(Kind::Person)),
            ("running", Some(Kind::Act)),
            ("lying", Some(Kind::Act)),
            ("scarf", Some(Kind::Garment)),
            ("scar", None),
        ] {
            assert_eq!(kind(word), expected, "{word}");
        }
        assert_eq!(finite("flies"), Some(Form::Singular));
        assert_eq!(finite("run"), Some(Form::Plural));
    }
}
