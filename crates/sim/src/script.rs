//! What goes wrong in a night and what its user does, by lot.

use worldreel_domain::id::KeyFingerprint;
use worldreel_domain::job::JobAction;
use worldreel_domain::queue::{Priority, QueueOrder};

use crate::happening::{Click, Happening};
use crate::night::Night;
use crate::rng::Rng;

const MINUTE_MS: i64 = 60_000;
/// How long the studio may be away after a crash.
const AWAY_MS: &[i64] = &[50, 50, 500, 3_000, 3_000, 60_000, 20 * MINUTE_MS];

/// Everything is queued when the night begins.
pub(crate) fn queue_all(night: &mut Night) {
    night.script = (0..night.batches.len())
        .map(|index| (0, Happening::Queue(index)))
        .collect();
}

/// Writes the script: batches come, things go wrong, the user clicks, and then it is calm.
pub(crate) fn write(night: &mut Night, rng: &mut Rng) {
    let lasts = spoiled_ms(night, rng);
    let mut script: Vec<(i64, Happening)> = (0..night.batches.len())
        .map(|index| {
            let at = if index == 0 {
                0
            } else {
                rng.range(0, lasts / 2)
            };
            (at, Happening::Queue(index))
        })
        .collect();
    for _ in 0..rng.below(16) {
        if let Some(fault) = fault(night, rng) {
            script.push((rng.range(0, lasts), fault));
        }
    }
    for _ in 0..rng.below(5) {
        let crash = Happening::Crash {
            away_ms: *rng.pick(AWAY_MS).unwrap_or(&50),
            inside: rng
                .chance(0.6)
                .then(|| u8::try_from(rng.below(6)).unwrap_or(0)),
        };
        script.push((rng.range(0, lasts), crash));
    }
    if rng.chance(0.25) {
        let by = rng.range(-120, 120) * MINUTE_MS;
        script.push((rng.range(0, lasts), Happening::Clock(by)));
    }
    for _ in 0..rng.below(20) {
        script.push((rng.range(0, lasts), Happening::Click(click(night, rng))));
    }
    let mut terms = Rng::of(night.seed, 10);
    for _ in 0..terms.below(8) {
        let click = terms_click(night, &mut terms);
        script.push((terms.range(0, lasts), Happening::Click(click)));
    }
    let mut tests = Rng::of(night.seed, 12);
    for _ in 0..tests.below(4) {
        let engine = &night.engines[tests.below(night.engines.len())];
        let click = Click::TestEngine(engine.name.clone());
        script.push((tests.range(0, lasts), Happening::Click(click)));
    }
    wake_up(night, rng, lasts, &mut script);
    script.sort_by_key(|(at, _)| *at);
    night.script = script;
    night.calm_ms = lasts;
}

/// How long things go wrong: about as long as the queue takes.
fn spoiled_ms(night: &Night, rng: &mut Rng) -> i64 {
    let lanes: usize = night.engines.iter().map(|engine| engine.lanes.len()).sum();
    let work: i64 = night
        .batches
        .iter()
        .flatten()
        .filter_map(|job| {
            let engine = night.engine(job.engines.first()?)?;
            Some(engine.usual_ms(&job.spec))
        })
        .sum();
    let share = work / i64::try_from(lanes).unwrap_or(1).max(1);
    crate::rng::scaled(
        share.clamp(MINUTE_MS, 48 * 60 * MINUTE_MS),
        0.6 + rng.unit(),
    )
}

fn key(night: &Night, rng: &mut Rng) -> Option<KeyFingerprint> {
    Some(rng.pick(&night.keys)?.record.fingerprint.clone())
}

fn fault(night: &Night, rng: &mut Rng) -> Option<Happening> {
    Some(match rng.below(9) {
        0..=2 => Happening::Storm {
            key: key(night, rng)?,
            lasts_ms: rng.range(1_000, 40 * MINUTE_MS),
            says_when: rng.chance(0.5),
        },
        3 => Happening::Refuse(key(night, rng)?),
        4 => Happening::Empty(key(night, rng)?),
        5 => Happening::Heal(key(night, rng)?),
        6 | 7 => {
            let engine = rng.pick(&night.engines)?.name.clone();
            Happening::Down(engine, rng.range(500, 30 * MINUTE_MS))
        }
        _ => Happening::DiskFull(rng.range(500, 30 * MINUTE_MS)),
    })
}

fn click(night: &Night, rng: &mut Rng) -> Click {
    let engine = rng.below(night.engines.len());
    let engine = night.engines[engine].name.clone();
    match rng.below(15) {
        0 => Click::Queue(rng.chance(0.4)),
        1 => Click::Batch(rng.below(night.batches.len()), rng.chance(0.6)),
        2 => Click::Lane(rng.below(8), rng.chance(0.6)),
        3 => match key(night, rng) {
            Some(key) => Click::Restore(key),
            None => Click::Move,
        },
        4 => Click::RemoveEngine(engine),
        5 => Click::AddEngine(engine),
        6 | 7 => Click::Move,
        8 | 9 => Click::Act(JobAction::Cancel),
        10 | 11 => Click::Act(JobAction::Hold),
        12 => Click::Act(JobAction::Release),
        13 => Click::Act(JobAction::GiveUp),
        _ => Click::Act(JobAction::Retry),
    }
}

/// Another order, another priority or another budget.
fn terms_click(night: &Night, rng: &mut Rng) -> Click {
    match rng.below(4) {
        0 => Click::Order(QueueOrder::ALL[rng.below(3)]),
        1 => {
            let percent = u32::try_from(rng.below(130)).unwrap_or(0);
            Click::Limit(rng.below(night.batches.len()), percent)
        }
        _ => Click::Prioritize(Priority::ALL[rng.below(3)]),
    }
}

/// What the user puts right in the morning; some of it stays as it is.
fn wake_up(night: &Night, rng: &mut Rng, at: i64, script: &mut Vec<(i64, Happening)>) {
    let mut right = |click: Click, rng: &mut Rng| {
        if rng.chance(0.7) {
            script.push((at, Happening::Click(click)));
        }
    };
    right(Click::Queue(false), rng);
    for batch in 0..night.batches.len() {
        right(Click::Batch(batch, false), rng);
    }
    for lane in 0..8 {
        right(Click::Lane(lane, false), rng);
    }
    for engine in &night.engines {
        right(Click::AddEngine(engine.name.clone()), rng);
    }
    for key in &night.keys {
        let print = key.record.fingerprint.clone();
        right(Click::Restore(print), rng);
    }
}
