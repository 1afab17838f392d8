//! How an answer is judged: by what must always hold, whoever answers, and by whether the
//! asked change is there and no other.

use std::collections::{BTreeMap, BTreeSet};

use worldreel_domain::prompt::Prompt;
use worldreel_domain::scene::{Scene, SceneField};
use worldreel_refine::diff;
use worldreel_refine::locks::{self, Version};
use worldreel_refine::{
    EnhanceRequest, Locks, MadeBy, Refiner, Rules, UpdateRequest, Updated, VaryRequest, Why,
};

use crate::cases::{Cases, DetailCase, EnhanceCase, ExtractCase, UpdateCase, VaryCase};

/// How one kind of case went.
#[derive(Debug, Clone, Default)]
pub(crate) struct Row {
    pub(crate) cases: usize,
    /// What must always hold did hold.
    pub(crate) safe: usize,
    /// What was asked is there.
    pub(crate) asked: usize,
    /// Nothing else changed.
    pub(crate) only: usize,
    /// What went wrong, for people.
    pub(crate) wrong: Vec<String>,
}

/// How all kinds went.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tally(pub(crate) BTreeMap<String, Row>);

/// The verdict on one answer.
#[derive(Debug, Default)]
struct Verdict {
    unsafe_: Option<String>,
    missing: Option<String>,
    stray: Option<String>,
}

impl Tally {
    fn count(&mut self, kind: &str, what: &str, verdict: Verdict) {
        let row = self.0.entry(kind.to_owned()).or_default();
        row.cases += 1;
        row.safe += usize::from(verdict.unsafe_.is_none());
        row.asked += usize::from(verdict.missing.is_none());
        row.only += usize::from(verdict.stray.is_none());
        for problem in [verdict.unsafe_, verdict.missing, verdict.stray]
            .into_iter()
            .flatten()
        {
            row.wrong.push(format!("{what}: {problem}"));
        }
    }

    /// The sum of some kinds; all of them when none is named.
    pub(crate) fn sum(&self, kinds: &[&str]) -> Row {
        let mut sum = Row::default();
        for (kind, row) in &self.0 {
            if kinds.is_empty() || kinds.contains(&kind.as_str()) {
                sum.cases += row.cases;
                sum.safe += row.safe;
                sum.asked += row.asked;
                sum.only += row.only;
                sum.wrong.extend(row.wrong.iter().cloned());
            }
        }
        sum
    }
}

/// Puts all cases to a refiner. `errs` says whether it may answer with an error, as a
/// model may; the rules never do.
pub(crate) async fn run(refiner: &dyn Refiner, cases: &Cases, errs: bool) -> Tally {
    let mut tally = Tally::default();
    for case in &cases.updates {
        tally.count(
            &case.kind,
            &format!("{:?} on {:?}", case.request, case.prompt),
            update(refiner, case, errs).await,
        );
    }
    for case in &cases.enhance {
        tally.count(
            &case.kind,
            &format!("enhance {:?}", case.prompt),
            enhance(refiner, case, errs).await,
        );
    }
    for case in &cases.vary {
        let what = format!(
            "vary {} of {:?}",
            case.total,
            case.selected.first().map(Prompt::as_str)
        );
        tally.count(&case.kind, &what, vary(refiner, case).await);
    }
    for case in &cases.extract {
        tally.count(
            &case.kind,
            &format!("read {:?}", case.prompt.as_str()),
            extract(refiner, case, errs).await,
        );
    }
    for case in &cases.detail {
        tally.count(
            &case.kind,
            &format!("read {:?} in detail", case.prompt.as_str()),
            detail(refiner, case, errs).await,
        );
    }
    tally
}

fn failed(errs: bool, error: &dyn std::error::Error) -> Verdict {
    let told = Some(error.to_string());
    Verdict {
        unsafe_: told.clone().filter(|_| !errs),
        missing: told.clone(),
        stray: None,
    }
}

async fn update(refiner: &dyn Refiner, case: &UpdateCase, errs: bool) -> Verdict {
    let Ok(prompt) = case.prompt.parse::<Prompt>() else {
        return Verdict {
            unsafe_: Some("no prompt".into()),
            ..Verdict::default()
        };
    };
    // What stands before is the same for every refiner: the rules' reading.
    let scene = Rules.extract(&prompt).await.unwrap_or_default();
    let locks = case.locks.in_prompt(prompt.as_str());
    let request = UpdateRequest {
        prompt,
        scene: scene.clone(),
        locks: locks.clone(),
        request: case.request.clone(),
    };
    match refiner.update(request).await {
        Ok(updated) => judged(case, &scene, &locks, &updated),
        Err(error) => failed(errs, &error),
    }
}

fn judged(case: &UpdateCase, scene: &Scene, locks: &Locks, updated: &Updated) -> Verdict {
    let before = Version {
        prompt: updated.before.as_str(),
        scene,
    };
    let after = Version {
        prompt: updated.after.as_str(),
        scene: &updated.scene,
    };
    let applied = diff::apply(before.prompt, &updated.text_changes);
    let broken = broken_lock(before, after, locks);
    let unfit = (applied.as_deref() != Ok(after.prompt))
        .then(|| "the changes do not lead there".to_owned());
    let silent = (after.prompt == before.prompt && updated.not_changed.is_none())
        .then(|| "unchanged without a reason".to_owned());
    let lower = after.prompt.to_lowercase();
    let mut missing = None;
    if case.refused {
        missing = (updated.after != updated.before)
            .then(|| format!("changed to {:?}", updated.after.as_str()));
    }
    for (field, words) in &case.changed {
        let told = updated.scene.get(*field).unwrap_or_default().to_lowercase();
        let fits = words.as_ref().map_or_else(
            || updated.scene.get(*field) != scene.get(*field),
            |words| told.contains(&words.to_lowercase()),
        );
        if !fits {
            missing = Some(format!(
                "{field} is {told:?} in {:?} ({})",
                after.prompt,
                reasons(updated)
            ));
        }
    }
    if let Some(word) = case
        .has
        .iter()
        .find(|word| !lower.contains(&word.to_lowercase()))
    {
        missing = Some(format!(
            "no {word:?} in {:?} ({})",
            after.prompt,
            reasons(updated)
        ));
    }
    if let Some(word) = case
        .lacks
        .iter()
        .find(|word| holds(&lower, &word.to_lowercase()))
    {
        missing = Some(format!(
            "still {word:?} in {:?} ({})",
            after.prompt,
            reasons(updated)
        ));
    }
    if updated.not_done.len() < case.not_done {
        missing = Some("what was not done is not told".to_owned());
    }
    let stray = SceneField::ALL.into_iter().find(|field| {
        let follows = updated
            .changes
            .iter()
            .any(|change| change.field == *field && change.why == Why::Follows);
        let allowed = case.changed.contains_key(field) || case.also.contains(field) || follows;
        !allowed && scene.get(*field) != updated.scene.get(*field)
    });
    Verdict {
        unsafe_: broken.or(unfit).or(silent),
        missing,
        stray: stray.map(|field| format!("{field} changed to {:?}, too", updated.scene.get(field))),
    }
}

/// The lock that an answer breaks, found here by itself: the judge does not ask the judged.
fn broken_lock(before: Version<'_>, after: Version<'_>, locks: &Locks) -> Option<String> {
    if let Some(span) = locks
        .spans
        .iter()
        .find(|span| !after.prompt.contains(&span.text))
    {
        return Some(format!("the locked {:?} is gone", span.text));
    }
    let field = locks.fields.iter().find(|field| {
        let value = before.scene.get(**field);
        let words = value.unwrap_or_default().to_lowercase();
        let lost = words.split(", ").any(|part| {
            holds(&before.prompt.to_lowercase(), part) && !holds(&after.prompt.to_lowercase(), part)
        });
        value != after.scene.get(**field) || lost
    });
    let field = field.map(|field| format!("{field} is locked and changed"));
    field.or_else(|| locks::violation(before, after, locks).map(|why| why.to_string()))
}

fn reasons(updated: &Updated) -> String {
    let all = updated.not_done.iter().map(|part| part.why.to_string());
    all.chain(updated.not_changed.iter().map(ToString::to_string))
        .collect::<Vec<_>>()
        .join("; ")
}

/// Whether whole words stand in a text.
fn holds(text: &str, words: &str) -> bool {
    !words.is_empty()
        && text.match_indices(words).any(|(at, _)| {
            let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
            edge(text[..at].chars().next_back()) && edge(text[at + words.len()..].chars().next())
        })
}

async fn enhance(refiner: &dyn Refiner, case: &EnhanceCase, errs: bool) -> Verdict {
    let Ok(prompt) = case.prompt.parse::<Prompt>() else {
        return Verdict {
            unsafe_: Some("no prompt".into()),
            ..Verdict::default()
        };
    };
    let scene = Rules.extract(&prompt).await.unwrap_or_default();
    let locks = case.locks.in_prompt(prompt.as_str());
    let request = EnhanceRequest {
        prompt: prompt.clone(),
        even_if_long: false,
    };
    let answer = match refiner.enhance_within(request, &scene, &locks).await {
        Ok(answer) => answer,
        Err(error) => return failed(errs, &error),
    };
    let before = Version {
        prompt: prompt.as_str(),
        scene: &scene,
    };
    let after = Version {
        prompt: answer.enhanced.after.as_str(),
        scene: &scene,
    };
    let broken = broken_lock(before, after, &locks);
    let unfit = (diff::apply(before.prompt, &answer.enhanced.changes).as_deref()
        != Ok(after.prompt))
    .then(|| "the changes do not lead there".to_owned());
    let kept = case.kind == "long_kept" && before.prompt != after.prompt;
    let added = after
        .prompt
        .strip_prefix(before.prompt)
        .unwrap_or(after.prompt);
    let wrong = case.never.iter().find(|word| added.contains(word.as_str()));
    Verdict {
        unsafe_: broken
            .or(unfit)
            .or(kept.then(|| "a long prompt was changed".to_owned())),
        missing: (case.left_alone != (before.prompt == after.prompt))
            .then(|| format!("became {:?}", after.prompt)),
        stray: wrong.map(|word| format!("{word:?} in {added:?}")),
    }
}

async fn vary(refiner: &dyn Refiner, case: &VaryCase) -> Verdict {
    let first = case
        .selected
        .first()
        .map(Prompt::as_str)
        .unwrap_or_default();
    let locks = case.locks.in_prompt(first);
    let mut distinct: Vec<&Prompt> = Vec::new();
    for prompt in &case.selected {
        if !distinct.contains(&prompt) {
            distinct.push(prompt);
        }
    }
    let Ok(total) = case.total.try_into() else {
        return Verdict {
            unsafe_: Some("no such total".into()),
            ..Verdict::default()
        };
    };
    let request = VaryRequest {
        selected: case.selected.clone(),
        total,
        locks: locks.clone(),
        axes: case.axes.clone(),
        scene: Scene::default(),
    };
    let varied = match refiner.vary(request).await {
        Ok(varied) => varied,
        Err(error) => return failed(case.short, &error),
    };
    let texts: BTreeSet<&str> = varied
        .cards
        .iter()
        .map(|card| card.prompt.as_str())
        .collect();
    let total = usize::from(case.total);
    let picked = distinct.len().min(total);
    let mut unsafe_ = None;
    if texts.len() != varied.cards.len() {
        unsafe_ = Some("copies".to_owned());
    }
    if varied
        .cards
        .iter()
        .zip(&distinct)
        .take(picked)
        .any(|(card, prompt)| card.prompt != **prompt || card.origin != MadeBy::Selected)
    {
        unsafe_ = Some("a picked prompt is not first or not as it was".to_owned());
    }
    if varied.cards.len() > total || (varied.cards.len() < total) != varied.short_of.is_some() {
        unsafe_ = Some(format!(
            "{} cards of {total}, {:?}",
            varied.cards.len(),
            varied.short_of
        ));
    }
    for card in varied
        .cards
        .iter()
        .skip(picked)
        .filter(|card| card.made_from == 0)
    {
        let base = Rules.extract(&case.selected[0]).await.unwrap_or_default();
        let before = Version {
            prompt: first,
            scene: &base,
        };
        let after = Version {
            prompt: card.prompt.as_str(),
            scene: &base,
        };
        if let Some(why) = broken_lock(before, after, &locks) {
            unsafe_ = Some(format!("{why} in {:?}", card.prompt.as_str()));
        }
    }
    let allowed = |card: &worldreel_refine::Variation| {
        case.axes
            .as_ref()
            .is_none_or(|axes| card.axes.iter().all(|axis| axes.contains(axis)))
    };
    let stray = varied.cards.iter().find(|card| !allowed(card));
    Verdict {
        unsafe_,
        missing: (case.short != (varied.cards.len() < total))
            .then(|| format!("{} cards of {total}", varied.cards.len())),
        stray: stray.map(|card| format!("{:?} in {:?}", card.axes, card.prompt.as_str())),
    }
}

async fn extract(refiner: &dyn Refiner, case: &ExtractCase, errs: bool) -> Verdict {
    let scene = match refiner.extract(&case.prompt).await {
        Ok(scene) => scene,
        Err(error) => return failed(errs, &error),
    };
    let wrong = case.fields.iter().find(|(field, words)| {
        !scene
            .get(**field)
            .unwrap_or_default()
            .to_lowercase()
            .contains(&words.to_lowercase())
    });
    Verdict {
        missing: wrong.map(|(field, _)| format!("{field} is {:?}", scene.get(*field))),
        ..Verdict::default()
    }
}

async fn detail(refiner: &dyn Refiner, case: &DetailCase, errs: bool) -> Verdict {
    let scene = match refiner.extract(&case.prompt).await {
        Ok(scene) => scene,
        Err(error) => return failed(errs, &error),
    };
    let text = case.prompt.as_str();
    let told: BTreeMap<String, &str> = scene.detail.values().collect();
    // Each part of a value is words of the text, and all is within bounds.
    let stands =
        |value: &str| text.contains(value) || value.split(", ").all(|part| text.contains(part));
    let invented = told.iter().find(|(_, value)| !stands(value));
    let unsafe_ = invented.map(|(path, value)| format!("{path} is invented: {value:?}"));
    let wrong = scene.problems(None).into_iter().next();
    let wrong = wrong.map(|problem| problem.to_string());
    let stale = (!scene.detail.is_empty() && !scene.detail.belongs_to(&case.prompt))
        .then(|| "the detail is that of another prompt".to_owned());
    let missing = case.has.iter().find(|(path, words)| {
        let value = told.get(*path).copied().unwrap_or_default();
        !value.to_lowercase().contains(&words.to_lowercase())
    });
    let stray = told.iter().find(|(path, _)| {
        let barred = case
            .nothing_of
            .iter()
            .any(|of| path.starts_with(of.as_str()));
        barred && !case.has.contains_key(*path)
    });
    Verdict {
        unsafe_: unsafe_.or(wrong).or(stale),
        missing: missing.map(|(path, _)| format!("{path} is {:?}", told.get(path))),
        stray: stray.map(|(path, value)| format!("{path} is {value:?}")),
    }
}
