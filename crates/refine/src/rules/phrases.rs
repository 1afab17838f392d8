//! Tokens gathered into phrases, each with the word that carries it.

use std::ops::Range;

use super::lexicon::{self, Kind, LIGHT_ACTS, MEASURES, WEATHER_ACTS};
use super::tokens::{Token, another_acts};

/// How a phrase hangs on what is before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Lead {
    /// A noun phrase by itself.
    Bare,
    /// After a preposition.
    Preposition(String),
    /// A verb with its object.
    Act,
}

/// A few words that belong together.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    pub(super) lead: Lead,
    /// The phrase without its preposition, in bytes of the prompt.
    pub(super) place: Range<usize>,
    /// Where the preposition begins, or the phrase.
    pub(super) start: usize,
    /// What its last noun is; `None` when it has none or an unknown one.
    pub(super) head: Option<Kind>,
    /// Its last noun in lower case; empty when it has none.
    pub(super) head_word: String,
    /// What stands before the noun: adjectives and colours.
    pub(super) describers: Option<Range<usize>>,
    /// A verb used like an adjective: "a running fox".
    pub(super) participle: Option<Range<usize>>,
    pub(super) determined: bool,
    pub(super) capital: bool,
    pub(super) clause: usize,
    /// Later nouns belong to "of ..." and the like and carry nothing.
    settled: bool,
}

impl Phrase {
    fn new(lead: Lead, token: &Token, clause: usize) -> Self {
        Self {
            lead,
            place: token.place.clone(),
            start: token.place.start,
            head: None,
            head_word: String::new(),
            describers: None,
            participle: None,
            determined: false,
            capital: false,
            clause,
            settled: false,
        }
    }

    fn has_noun(&self) -> bool {
        !self.head_word.is_empty()
    }

    fn is_of_the_picture(&self) -> bool {
        matches!(self.head, Some(Kind::Camera | Kind::Look))
    }

    fn grow(&mut self, token: &Token) {
        if self.place.is_empty() {
            self.place.start = token.place.start;
        }
        self.place.end = token.place.end;
    }

    fn describe(&mut self, token: &Token) {
        if self.has_noun() || self.lead == Lead::Act {
            return;
        }
        let start = self
            .describers
            .as_ref()
            .map_or(token.place.start, |d| d.start);
        self.describers = Some(start..token.place.end);
    }
}

/// What a prompt is made of, and what it says is not there.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    pub(super) phrases: Vec<Phrase>,
    /// Words that are negated: "no rain".
    pub(super) denied: Vec<String>,
    /// For each token, whether it is negated.
    pub(super) denied_tokens: Vec<bool>,
}

/// Gathers tokens into phrases.
pub(super) fn parse(tokens: &[Token]) -> Parsed {
    let mut gatherer = Gatherer {
        tokens,
        parsed: Parsed::default(),
        current: None,
        clause: 0,
        denying: false,
        inherited: None,
    };
    for at in 0..tokens.len() {
        gatherer.take(at);
    }
    gatherer.close();
    gatherer.parsed
}

struct Gatherer<'a> {
    tokens: &'a [Token],
    parsed: Parsed,
    current: Option<Phrase>,
    clause: usize,
    denying: bool,
    /// The preposition that "and" carries over: "in fog and rain".
    inherited: Option<String>,
}

impl Gatherer<'_> {
    fn close(&mut self) {
        self.inherited = None;
        self.parsed.phrases.extend(self.current.take());
    }

    fn open(&mut self, lead: Lead, token: &Token) -> &mut Phrase {
        self.close();
        self.current.insert(Phrase::new(lead, token, self.clause))
    }

    /// The current phrase, or a new one that begins with `token`.
    fn current_or_bare(&mut self, token: &Token) -> &mut Phrase {
        let (inherited, clause) = (self.inherited.take(), self.clause);
        self.current.get_or_insert_with(|| {
            let lead = inherited.map_or(Lead::Bare, Lead::Preposition);
            Phrase::new(lead, token, clause)
        })
    }

    fn take(&mut self, at: usize) {
        let token = &self.tokens[at];
        if token.after_break {
            self.close();
            self.clause += 1;
            self.denying = false;
        }
        if self.denying && !ends_denial(token) {
            self.parsed.denied.push(token.lower.clone());
            self.parsed.denied_tokens.push(true);
            return;
        }
        self.denying = token.kind == Some(Kind::Negation);
        self.parsed.denied_tokens.push(self.denying);
        if token.quoted {
            if let Some(current) = &mut self.current {
                current.grow(token);
            }
            return;
        }
        match token.kind {
            Some(Kind::Negation | Kind::Copula) => self.close(),
            Some(Kind::Conjunction) => self.conjunction(at),
            Some(Kind::Preposition) => self.preposition(token),
            Some(Kind::Act) => self.act(at),
            Some(Kind::Determiner) => self.determiner(token),
            Some(Kind::Adjective) if self.trails(token) => {}
            Some(Kind::Adjective | Kind::Color | Kind::State) => {
                let current = self.current_or_bare(token);
                current.grow(token);
                current.describe(token);
            }
            _ => self.noun(token),
        }
    }

    /// "Lisbon early" is Lisbon: an adverb after a noun is no part of its name.
    fn trails(&self, token: &Token) -> bool {
        let noun = |current: &Phrase| current.lead != Lead::Act && current.has_noun();
        token.lower.ends_with("ly") && self.current.as_ref().is_some_and(noun)
    }

    fn noun(&mut self, token: &Token) {
        let current = self.current_or_bare(token);
        current.grow(token);
        let of_measure = matches!(token.kind, Some(Kind::Light | Kind::Weather))
            && MEASURES.contains(&current.head_word.trim_end_matches('s'));
        if !current.settled || of_measure {
            current.head = token.kind;
            token.lower.clone_into(&mut current.head_word);
            current.capital = token.capital;
        }
    }

    fn conjunction(&mut self, at: usize) {
        let and = matches!(self.tokens[at].lower.as_str(), "and" | "or");
        let describes = |token: Option<&Token>| {
            token.is_some_and(|t| {
                matches!(t.kind, Some(Kind::Color | Kind::Adjective | Kind::State))
            })
        };
        let before = at.checked_sub(1).and_then(|at| self.tokens.get(at));
        if and && describes(before) && describes(self.tokens.get(at + 1)) {
            return;
        }
        let carried = match &self.current {
            Some(Phrase {
                lead: Lead::Preposition(word),
                ..
            }) if and => Some(word.clone()),
            _ => None,
        };
        // "Past the windows and an old man feeds pigeons": he is nothing that is passed.
        let clause = self.tokens[..at]
            .iter()
            .rposition(|token| token.after_break);
        let told = self.tokens[clause.unwrap_or(0)..at]
            .iter()
            .any(|token| token.kind == Some(Kind::Act));
        let anew = told && another_acts(self.tokens, at);
        self.close();
        self.inherited = carried.filter(|_| !anew);
    }

    fn preposition(&mut self, token: &Token) {
        let of = matches!(token.lower.as_str(), "of" | "like" | "made of");
        match &mut self.current {
            Some(current) if of && !current.is_of_the_picture() => {
                current.settled = current.has_noun();
                current.grow(token);
            }
            _ if of => self.close(),
            _ => {
                let phrase = self.open(Lead::Preposition(token.lower.clone()), token);
                phrase.place = token.place.end..token.place.end;
            }
        }
    }

    fn act(&mut self, at: usize) {
        let token = &self.tokens[at];
        let noun_follows = self.tokens.get(at + 1).is_some_and(|next| {
            let describes = matches!(next.kind, Some(Kind::Adjective | Kind::Color));
            !next.after_break && (next.may_be_noun() || describes)
        });
        if let Some(current) = &mut self.current
            && current.lead != Lead::Act
            && !current.has_noun()
            && (current.determined || matches!(current.lead, Lead::Preposition(_)))
            && noun_follows
        {
            current.grow(token);
            current.participle = Some(token.place.clone());
            return;
        }
        // "falling snow" and "rising smoke" begin with the verb, too.
        let next = self.tokens.get(at + 1).filter(|next| !next.after_break);
        let of_weather = matches!(
            next.and_then(|t| t.kind),
            Some(Kind::Weather | Kind::Ground)
        ) && WEATHER_ACTS.contains(&token.lower.as_str());
        // So do "blazing sun" and "flickering tubes": light acts on nothing.
        let of_light =
            next.is_some_and(Token::may_be_noun) && LIGHT_ACTS.contains(&token.lower.as_str());
        if (of_weather || of_light) && self.current.as_ref().is_none_or(Phrase::has_noun) {
            self.open(Lead::Bare, token);
            return;
        }
        self.open(Lead::Act, token);
    }

    fn determiner(&mut self, token: &Token) {
        let goes_on = self
            .current
            .as_ref()
            .is_some_and(|current| !current.has_noun() || current.settled);
        if !goes_on {
            let inherited = self.inherited.take();
            self.open(inherited.map_or(Lead::Bare, Lead::Preposition), token);
        }
        if let Some(current) = &mut self.current {
            current.grow(token);
            current.determined = true;
        }
    }
}

fn ends_denial(token: &Token) -> bool {
    match token.kind {
        Some(Kind::Conjunction) => !matches!(token.lower.as_str(), "and" | "or"),
        Some(Kind::Preposition) => !matches!(token.lower.as_str(), "of" | "with"),
        _ => token.lower == "just" || token.lower == "only",
    }
}

/// Whether a phrase's noun means several.
pub(super) fn is_plural(phrase: &Phrase) -> bool {
    lexicon::is_plural(&phrase.head_word)
}
