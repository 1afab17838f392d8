//! The one place that decides which variations are shown, whoever makes them.

use worldreel_domain::prompt::Prompt;
use worldreel_domain::scene::Scene;

use super::Rewriter;
use super::update::known_scene;
use crate::diff;
use crate::error::RefineError;
use crate::locks::{self, Locks, Version};
use crate::rules::{self, Rules, language};
use crate::vary::alike::Key;
use crate::vary::{Axis, MadeBy, Proposed, ShortOf, Variation, Varied, VaryRequest, Wanted};

/// A picked prompt that new ones are made from.
struct Base {
    at: u32,
    prompt: Prompt,
    scene: Scene,
    locks: Locks,
}

/// The cards so far.
struct Cards {
    cards: Vec<Variation>,
    keys: Vec<Key>,
    total: usize,
}

impl Cards {
    fn missing(&self) -> usize {
        self.total.saturating_sub(self.cards.len())
    }

    fn prompts(&self) -> Vec<Prompt> {
        self.cards.iter().map(|card| card.prompt.clone()).collect()
    }

    /// Takes a proposal if it keeps the locks and is like no other card.
    fn take(&mut self, base: &Base, proposed: Proposed, origin: MadeBy) {
        if self.missing() == 0 {
            return;
        }
        let before = Version {
            prompt: base.prompt.as_str(),
            scene: &base.scene,
        };
        let Proposed {
            prompt,
            axes,
            changes,
        } = proposed;
        let changes = changes.unwrap_or_else(|| diff::changes(before.prompt, prompt.as_str()));
        let (kept, dropped) = locks::repair(before, &changes, &base.locks);
        let prompt = if dropped.is_empty() {
            prompt
        } else {
            let text = diff::apply(before.prompt, &kept).unwrap_or_default();
            match text.parse::<Prompt>() {
                Ok(prompt) => prompt,
                Err(_) => return,
            }
        };
        let after = Version {
            prompt: prompt.as_str(),
            scene: &base.scene,
        };
        let key = Key::of(after.prompt);
        let fits = locks::violation(before, after, &base.locks).is_none()
            && base.locks.rebased(&kept).is_ok()
            && language::same(before.prompt, after.prompt)
            && !self.keys.contains(&key);
        if fits {
            self.keys.push(key);
            self.cards.push(Variation {
                prompt,
                axes,
                origin,
                made_from: base.at,
                changes: kept,
            });
        }
    }
}

/// The most picked prompts that one request is made from: a model is asked for each.
const BASES_MAX: usize = 4;

/// Makes variations.
pub(super) async fn run<R: Rewriter>(
    rewriter: &R,
    request: VaryRequest,
) -> Result<Varied, RefineError> {
    let mut cards = Cards {
        cards: Vec::new(),
        keys: Vec::new(),
        total: request.total.get(),
    };
    let mut bases = Vec::new();
    for prompt in request.selected {
        if cards.missing() == 0 || cards.cards.iter().any(|card| card.prompt == prompt) {
            continue;
        }
        let at = u32::try_from(cards.cards.len()).unwrap_or(u32::MAX);
        let given = if at == 0 {
            request.scene.clone()
        } else {
            Scene::default()
        };
        let locks = request.locks.settled_in(prompt.as_str());
        cards.keys.push(Key::of(prompt.as_str()));
        if let Ok(locks) = locks
            && bases.len() < BASES_MAX
        {
            bases.push(Base {
                at,
                scene: known_scene(&prompt, &given),
                prompt: prompt.clone(),
                locks,
            });
        }
        cards.cards.push(Variation {
            prompt,
            axes: Vec::new(),
            origin: MadeBy::Selected,
            made_from: at,
            changes: Vec::new(),
        });
    }
    if cards.cards.is_empty() {
        return Ok(Varied {
            cards: Vec::new(),
            short_of: Some(ShortOf::NothingSelected),
            model_failed: None,
        });
    }
    let axes = request.axes.filter(|axes| !axes.is_empty());
    let picked = cards.cards.len();
    let mut failed = None;
    if !Rewriter::offline(rewriter) {
        failed = fill(rewriter, MadeBy::Model, &mut cards, &bases, axes.as_deref()).await;
    }
    let _ = fill(&Rules, MadeBy::Rules, &mut cards, &bases, axes.as_deref()).await;
    let missing = u32::try_from(cards.missing()).unwrap_or(u32::MAX);
    if missing > 0
        && cards.cards.len() == picked
        && let Some(error) = failed
    {
        return Err(error);
    }
    let read = bases.iter().any(|base| rules::knows(base.prompt.as_str()));
    let short_of = (missing > 0).then_some(if read || bases.is_empty() {
        ShortOf::NoMoreDifferent { missing }
    } else {
        ShortOf::PromptNotEnglish { missing }
    });
    Ok(Varied {
        cards: cards.cards,
        short_of,
        model_failed: failed.map(|error| error.to_string()),
    })
}

/// Asks for what is missing, base by base in turn, and once more for what was no good.
async fn fill<R: Rewriter>(
    rewriter: &R,
    origin: MadeBy,
    cards: &mut Cards,
    bases: &[Base],
    axes: Option<&[Axis]>,
) -> Option<RefineError> {
    for round in 0..2 {
        for (at, base) in bases.iter().enumerate() {
            let count = cards.missing().div_ceil(bases.len() - at);
            if count == 0 {
                continue;
            }
            let have = cards.prompts();
            let wanted = Wanted {
                prompt: &base.prompt,
                scene: &base.scene,
                locks: &base.locks,
                axes,
                have: &have,
                count,
            };
            match rewriter.variations(&wanted).await {
                Ok(proposals) => {
                    let enough = cards.cards.len() + count;
                    for proposed in proposals {
                        if cards.cards.len() < enough {
                            cards.take(base, proposed, origin);
                        }
                    }
                }
                // A second question would fail as the first did.
                Err(error) => return Some(error),
            }
        }
        if cards.missing() == 0 || (round == 0 && origin == MadeBy::Rules && bases.len() < 2) {
            break;
        }
    }
    None
}
