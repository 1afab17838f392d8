//! The suite that every engine passes, whatever its backend.
//!
//! An engine that is tried against a recorded or a fake server passes it as well as one
//! that draws on this computer: nothing here knows which it is.

mod subject;
mod trial;

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use worldreel_domain::capabilities::ProgressKind;
use worldreel_domain::failure::{Billed, FailureClass};
use worldreel_domain::money::Price;
use worldreel_domain::spec::{RenderSpec, Size};
use worldreel_engines::{Engine, Key, KeyNeed, Outcome, Stopping};
use worldreel_library::probe::probe;

use subject::Subject;
use trial::{Seen, Trial};

/// How soon an engine that was told to stop must have ended: its backend may need a
/// moment for the frame or the step it is at.
const SOON: Duration = Duration::from_secs(5);

/// What the suite has to know of an engine beyond what it says of itself.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Promises {
    /// The same order gives the same bytes.
    pub same_bytes: bool,
    /// Renders are long enough to be stopped half-way: it tells its progress more than
    /// once.
    pub can_be_stopped: bool,
    /// The key that it renders with, if it wants one.
    pub key: Option<Key>,
    /// A small clip that it can do, where the smallest by its capabilities is not one:
    /// its backend knows certain sizes only.
    pub small: Option<RenderSpec>,
}

/// Puts an engine through everything the supervisor counts on.
///
/// # Panics
///
/// With what the engine does otherwise.
pub async fn check(engine: Arc<dyn Engine>, promises: Promises) {
    let subject = Subject { engine, promises };
    let key = subject.promises.key.as_ref();
    subject.engine.probe(key).await.expect("it can be used");
    says_what_it_can_do(&subject);
    delivers_what_was_ordered(&subject).await;
    refuses_what_it_can_not(&subject).await;
    renders_on_all_lanes_at_once(&subject).await;
    if subject.promises.same_bytes {
        gives_the_same_bytes(&subject).await;
    }
    if subject.promises.can_be_stopped {
        stops_half_way_when_told(&subject).await;
        stops_when_nobody_waits_for_it(&subject).await;
    }
    stops_what_never_began(&subject).await;
    if subject.engine.key_need() == KeyNeed::Required {
        renders_nothing_without_a_key(&subject).await;
    }
    // After all that it still works.
    delivers_what_was_ordered(&subject).await;
}

fn says_what_it_can_do(subject: &Subject) {
    let engine = &subject.engine;
    let can = engine.capabilities();
    assert!(
        !engine.name().to_string().trim().is_empty(),
        "it has a name"
    );
    let mut lanes = engine.lanes();
    let count = lanes.len();
    lanes.sort();
    lanes.dedup();
    assert!(
        count > 0 && lanes.len() == count,
        "its lanes are told apart: {lanes:?}"
    );
    assert!(
        can.size_multiple >= 2 && can.size_multiple.is_multiple_of(2),
        "sides are even"
    );
    for side in [
        can.size_min.width,
        can.size_min.height,
        can.size_max.width,
        can.size_max.height,
    ] {
        assert!(
            side > 0 && side.is_multiple_of(can.size_multiple),
            "{side} is one of its sides"
        );
    }
    assert!(can.size_min.width <= can.size_max.width && can.size_min.height <= can.size_max.height);
    for span in [Some(can.fps), Some(can.frames), can.steps]
        .into_iter()
        .flatten()
    {
        assert!(0 < span.min && span.min <= span.max, "{span:?}");
    }
    if let Some((low, high)) = can.guidance {
        assert!(
            low.is_finite() && high.is_finite() && low <= high,
            "{low} to {high}"
        );
    }
    assert!(can.duration_s_max > 0);
    for spec in subject.corners() {
        assert_eq!(can.problems(&spec), [], "it can do {spec:?}");
        match engine.price(&spec) {
            Price::About { micro_usd } => assert!(micro_usd > 0, "what costs nothing is free"),
            Price::Free | Price::Unknown => {}
        }
    }
}

async fn delivers_what_was_ordered(subject: &Subject) {
    let spec = subject.small();
    assert_eq!(subject.engine.problems(&spec), [], "it can do {spec:?}");
    let (outcome, seen, trial) = subject.trial(&spec).run(&subject.engine).await;
    assert_eq!(outcome, Ok(Outcome::Delivered));
    assert_eq!(seen.sightings, 1, "it says once that the request is out");
    is_the_clip(trial.file(), &spec);
    is_honest(&seen, subject.engine.capabilities().progress);
}

fn is_the_clip(file: &Path, spec: &RenderSpec) {
    let facts = probe(file).expect("a playable MP4");
    assert_eq!(
        (facts.width, facts.height),
        (spec.size.width, spec.size.height)
    );
    assert_eq!(facts.frames, spec.frames);
    let expected = u64::from(spec.frames) * 1000 / u64::from(spec.fps);
    assert!(
        facts.duration_ms.abs_diff(expected) <= 1,
        "{} ms, not {expected}",
        facts.duration_ms
    );
}

/// Figures of progress only grow, stay below their total, and reach it when counted.
fn is_honest(seen: &Seen, kind: ProgressKind) {
    for pair in seen.progress.windows(2) {
        assert!(pair[0].done <= pair[1].done, "progress went back: {pair:?}");
    }
    for figure in &seen.progress {
        assert!(
            figure.total.is_none_or(|total| figure.done <= total),
            "{figure:?}"
        );
    }
    let last = seen.progress.last();
    match kind {
        ProgressKind::None => assert_eq!(last, None, "it said that nothing is known"),
        ProgressKind::Estimated => {}
        ProgressKind::Measured => {
            let last = last.expect("it said that it counts its work");
            assert_eq!(Some(last.done), last.total, "it ends at its total");
        }
    }
}

/// The studio asks nobody for it; should a door be forgotten, the engine is the last.
async fn refuses_what_it_can_not(subject: &Subject) {
    let can = subject.engine.capabilities();
    let good = subject.small();
    let odd = Size::new(can.size_min.width + 1, can.size_min.height);
    for bad in [
        RenderSpec {
            frames: 0,
            ..good.clone()
        },
        RenderSpec {
            fps: 0,
            ..good.clone()
        },
        RenderSpec {
            size: odd,
            ..good.clone()
        },
        RenderSpec {
            size: Size::new(0, 0),
            ..good.clone()
        },
        RenderSpec {
            size: Size::new(can.size_max.width + can.size_multiple, can.size_max.height),
            ..good.clone()
        },
        RenderSpec {
            frames: can.frames.max + 1,
            ..good.clone()
        },
    ] {
        assert!(!can.problems(&bad).is_empty(), "{bad:?}");
        let (outcome, _, trial) = subject.trial(&bad).run(&subject.engine).await;
        let failure = outcome.expect_err(&format!("{bad:?} was taken"));
        let refused = [FailureClass::Unsupported, FailureClass::InvalidInput];
        assert!(refused.contains(&failure.class), "{failure:?}");
        assert_eq!(failure.billed, Billed::No, "{failure:?}");
        assert!(!failure.message.is_empty(), "{failure:?}");
        assert!(probe(trial.file()).is_err(), "{bad:?} was rendered");
    }
}

async fn renders_on_all_lanes_at_once(subject: &Subject) {
    let spec = subject.small();
    let mut renders = tokio::task::JoinSet::new();
    for _ in subject.engine.lanes() {
        let (engine, trial) = (Arc::clone(&subject.engine), subject.trial(&spec));
        renders.spawn(async move { trial.run(&engine).await });
    }
    while let Some(ended) = renders.join_next().await {
        let (outcome, _, trial) = ended.unwrap();
        assert_eq!(outcome, Ok(Outcome::Delivered));
        is_the_clip(trial.file(), &spec);
    }
}

async fn gives_the_same_bytes(subject: &Subject) {
    let spec = subject.small();
    let mut all = Vec::new();
    for spec in [
        &spec,
        &spec,
        &RenderSpec {
            seed: 8,
            ..spec.clone()
        },
    ] {
        let (outcome, _, trial) = subject.trial(spec).run(&subject.engine).await;
        assert_eq!(outcome, Ok(Outcome::Delivered));
        all.push(std::fs::read(trial.file()).unwrap());
    }
    assert!(all[0] == all[1], "the same order gave other bytes");
    assert!(all[0] != all[2], "the seed makes no difference");
}

async fn stops_half_way_when_told(subject: &Subject) {
    let trial = subject.trial(&subject.long());
    let attempt = trial.attempt();
    let mut render = trial.start(&subject.engine);
    render.under_way().await;
    let key = subject.promises.key.as_ref();
    let answer = subject.engine.cancel(attempt, None, key).await;
    assert_eq!(answer, Stopping::Stopped);
    let ended = tokio::time::timeout(SOON, render.ended()).await;
    let (outcome, seen) = ended.expect("it stops soon");
    assert_eq!(outcome, Ok(Outcome::Stopped));
    let last = seen.progress.last().expect("it was under way");
    assert!(
        last.total.is_none_or(|total| last.done < total),
        "it was stopped, not finished"
    );
}

/// What was given up must not go on for nobody: its lane would seem free and be busy.
/// A runtime can end only when all that runs on it has, so it gets one of its own.
async fn stops_when_nobody_waits_for_it(subject: &Subject) {
    let engine = Arc::clone(&subject.engine);
    let trial = subject.trial(&subject.long());
    let tried = std::thread::spawn(move || {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let mut render = trial.start(&engine);
            render.under_way().await;
            render.give_up().await;
        });
        let began = Instant::now();
        runtime.shutdown_timeout(SOON);
        assert!(began.elapsed() < SOON, "it goes on for nobody");
    });
    let tried = tokio::task::spawn_blocking(|| tried.join()).await;
    tried.unwrap().expect("it stops when its future is dropped");
}

async fn stops_what_never_began(subject: &Subject) {
    let nobody = subject.trial(&subject.small()).attempt();
    let key = subject.promises.key.as_ref();
    let answer = subject.engine.cancel(nobody, None, key).await;
    assert_ne!(answer, Stopping::StillRunning, "nothing of that name runs");
}

async fn renders_nothing_without_a_key(subject: &Subject) {
    let trial = Trial::new(&subject.small(), None);
    let (outcome, seen, _) = trial.run(&subject.engine).await;
    let failure = outcome.expect_err("it renders only with a key");
    assert_eq!(failure.class, FailureClass::Auth, "{failure:?}");
    assert_eq!(failure.billed, Billed::No, "{failure:?}");
    assert_eq!(seen.sightings, 0, "nothing was sent");
}
