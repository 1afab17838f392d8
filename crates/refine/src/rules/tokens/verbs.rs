//! Which words are verbs, by the nouns that they agree with.

use super::super::lexicon::{self, Form, Kind};
use super::Token;

/// Finds verbs such as "runs" and "fall" by the noun before them: a table form is a
/// verb only where it agrees with one.
pub(super) fn mark(tokens: &mut [Token]) {
    let mut told = false;
    let mut last = None;
    for at in 0..tokens.len() {
        let token = &tokens[at];
        let anew = ["while", "as", "when", "where", "because", "but", "until"];
        // "it stops, then leaps": the same one goes on.
        let parts = token.after_break && token.lower != "then";
        if parts || anew.contains(&token.lower.as_str()) || (told && another_acts(tokens, at)) {
            told = false;
        }
        if token.kind == Some(Kind::Act) {
            told = true;
        }
        let Some(form) = lexicon::finite(&token.lower).or_else(|| unknown_verb(tokens, at)) else {
            continue;
        };
        let goes_on = told && at > 0 && tokens[at - 1].kind == Some(Kind::Conjunction);
        let known_noun = matches!(token.kind, Some(kind) if kind.is_noun());
        // "He paddles out, waits and stands up": the same one goes on after a comma, too.
        if token.after_break && !token.quoted && token.kind.is_none() && last == Some(form) {
            tokens[at].kind = Some(Kind::Act);
            told = true;
            continue;
        }
        // "Dives and blocks the ball": a noun that has an object is none.
        let has_object = tokens.get(at + 1).is_some_and(|next| {
            !next.after_break && next.kind == Some(Kind::Determiner) && last == Some(form)
        });
        if token.quoted || token.after_break || (known_noun && goes_on && !has_object) {
            continue;
        }
        if (goes_on && (token.kind.is_none() || has_object))
            || (!told && agrees(tokens, at, form, known_noun))
        {
            tokens[at].kind = Some(Kind::Act);
            told = true;
            last = Some(form);
        }
    }
}

/// "... and a van waits": whether after this "and" somebody else does something.
pub(in crate::rules) fn another_acts(tokens: &[Token], and: usize) -> bool {
    if tokens[and].lower != "and" || tokens[and].quoted {
        return false;
    }
    let own = tokens[and + 1..]
        .iter()
        .take_while(|token| !token.after_break && !token.quoted && token.is_noun_phrase());
    let end = and + 1 + own.count();
    // The verb may be marked as one already, or look like a noun still.
    let last = end.min(tokens.len() - 1);
    (and + 2..=last).any(|at| {
        let (verb, subject) = (&tokens[at], &tokens[at - 1]);
        let form = lexicon::finite(&verb.lower).or_else(|| unknown_verb(tokens, at));
        let beings = subject.is(&[Kind::Person, Kind::Animal]) && at == and + 2;
        let determined = tokens[and + 1].kind == Some(Kind::Determiner) || beings;
        let noun = verb.kind.is_some_and(Kind::is_noun);
        let acts = subject.is(&[Kind::Person, Kind::Animal, Kind::Vehicle, Kind::Thing]);
        let plural = lexicon::is_plural(&subject.lower);
        let fits = form.is_some_and(|form| plural == (form == Form::Plural));
        determined && acts && fits && !noun && !verb.after_break
    })
}

/// "A man and a dog walk": several singulars are a plural.
fn is_one_of_several(tokens: &[Token], at: usize) -> bool {
    let phrase = |token: &&Token| token.kind != Some(Kind::Act) && token.is_noun_phrase();
    let before = tokens[..at].iter().rev();
    let nouns = before.take_while(phrase).count();
    let and = at.checked_sub(nouns + 1).map(|and| &tokens[and]);
    nouns > 1
        && tokens[at - nouns].kind == Some(Kind::Determiner)
        && and.is_some_and(|and| and.lower == "and")
        && tokens[at - 1].is(&[Kind::Person, Kind::Animal, Kind::Vehicle])
}

/// An unknown word such as "sorts" between one who acts and what comes after a verb.
fn unknown_verb(tokens: &[Token], at: usize) -> Option<Form> {
    let token = &tokens[at];
    let ends = token.lower.ends_with('s') && !token.lower.ends_with("ss");
    let before = at.checked_sub(1).map(|at| &tokens[at])?;
    let acts = before.is(&[Kind::Person, Kind::Animal, Kind::Vehicle]);
    let next = tokens.get(at + 1).filter(|next| !next.after_break)?;
    // "A sailor in a shirt coils a rope": it is the sailor who does.
    let dressed = before.kind == Some(Kind::Garment) && next.kind == Some(Kind::Determiner);
    let acts = acts || (dressed && subjects(tokens, at).count() > 1);
    let object = matches!(next.lower.as_str(), "it" | "him" | "her" | "them");
    let goes_on = object
        || next.is(&[
            Kind::Determiner,
            Kind::Preposition,
            Kind::Color,
            Kind::Adjective,
            Kind::Thing,
            Kind::Garment,
            Kind::Place,
        ]);
    let fits = token.kind.is_none() && !token.quoted && ends && acts && goes_on;
    (fits && !lexicon::is_plural(&before.lower)).then_some(Form::Singular)
}

/// The nouns that a verb may belong to, the nearest first: the boots and the woman of "a
/// woman in red boots", of whom the verb's form tells which.
fn subjects(tokens: &[Token], at: usize) -> impl Iterator<Item = &Token> {
    // "a fox that slowly runs": such words stand between.
    let nearest = tokens[..at].iter().rposition(|token| {
        let adverb = token.kind == Some(Kind::Adjective) && token.lower.ends_with("ly");
        let relative = matches!(token.lower.as_str(), "that" | "who" | "which");
        !adverb && !relative
    });
    let nearest = nearest.filter(|at| tokens[*at].may_be_noun());
    let carrier = nearest.and_then(|nearest| {
        // "A man with a beard and round glasses": the "and" parts nothing.
        let phrase = tokens[..nearest].iter().rev().take_while(|token| {
            token.kind != Some(Kind::Act) && token.is_noun_phrase() || token.lower == "and"
        });
        let before = nearest.checked_sub(phrase.count() + 1)?;
        let carrier = before.checked_sub(1)?;
        let hangs = tokens[before].kind == Some(Kind::Preposition)
            && !tokens[carrier + 1..=nearest]
                .iter()
                .any(|token| token.after_break)
            && tokens[carrier].is(&[Kind::Person, Kind::Animal, Kind::Vehicle]);
        hangs.then_some(carrier)
    });
    nearest.into_iter().chain(carrier).map(|at| &tokens[at])
}

/// The form that goes with a pronoun.
fn of_pronoun(word: &str) -> Option<Form> {
    match word {
        "he" | "she" | "it" => Some(Form::Singular),
        "they" | "we" | "you" | "i" => Some(Form::Plural),
        _ => None,
    }
}

fn agrees(tokens: &[Token], at: usize, form: Form, known_noun: bool) -> bool {
    let pronoun = at
        .checked_sub(1)
        .and_then(|before| of_pronoun(&tokens[before].lower));
    pronoun.map_or_else(
        || subjects(tokens, at).any(|subject| agrees_with(tokens, at, subject, form, known_noun)),
        |pronoun| pronoun == form,
    )
}

fn agrees_with(tokens: &[Token], at: usize, subject: &Token, form: Form, known_noun: bool) -> bool {
    let plural = lexicon::is_plural(&subject.lower) || subject.lower == "leaves";
    let several = form == Form::Plural && is_one_of_several(tokens, at);
    if plural != (form == Form::Plural) && !several {
        return false;
    }
    if !known_noun {
        return true;
    }
    let falls = tokens[at].lower.starts_with("fall");
    let acts = subject.is(&[Kind::Person, Kind::Animal, Kind::Vehicle, Kind::Camera]);
    let verb_follows = tokens.get(at + 1).is_some_and(|next| {
        let object = next.kind.is_some_and(Kind::is_noun) && lexicon::is_plural(&next.lower);
        let verb = next.is(&[Kind::Act]) || lexicon::finite(&next.lower).is_some();
        !next.after_break && verb && !object
    });
    (acts || (falls && subject.is(&[Kind::Weather, Kind::Ground, Kind::Thing, Kind::Light])))
        && !verb_follows
}
