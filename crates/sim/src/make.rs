//! Makes a night from a seed.

use std::collections::BTreeSet;
use std::num::NonZeroU32;

use uuid::Uuid;
use worldreel_domain::expiry::Expiry;
use worldreel_domain::id::{BatchId, EngineName, JobId, KeyFingerprint, LaneName};
use worldreel_domain::queue::{Priority, QueueOrder};
use worldreel_domain::spec::{RenderSpec, Size};
use worldreel_keys::{KeyLabel, KeyOrder, KeyRecord, Provider, Width};

use crate::night::{EngineSetUp, JobSetUp, KeySetUp, Kind, Night, Pace};
use crate::rng::Rng;
use crate::{measure, script};

/// Evening of a day in 2026: the night crosses midnight, when the days' limits begin anew.
const EVENING_MS: i64 = 1_790_000_000_000 / 86_400_000 * 86_400_000 + 20 * 3_600_000;
const SIZES: [(u32, u32); 3] = [(640, 360), (1280, 720), (1920, 1080)];

/// The night of this seed, with all that goes wrong in it.
#[must_use]
pub fn night(seed: u64) -> Night {
    let mut rng = Rng::of(seed, 1);
    let mut night = quiet_night(seed, &mut rng);
    night.trouble = rng.unit() * 0.35;
    terms(&mut night);
    script::write(&mut night, &mut rng);
    night
}

/// The night of this seed in which nothing goes wrong and nothing but rendering takes
/// time: everything is queued at its beginning.
#[must_use]
pub fn calm_night(seed: u64) -> Night {
    let mut rng = Rng::of(seed, 2);
    let mut night = quiet_night(seed, &mut rng);
    night.pace = Pace::NONE;
    night.sigma = 0.0;
    terms(&mut night);
    for engine in &mut night.engines {
        engine.prepares = false;
    }
    for key in &mut night.keys {
        // A forecast plays neither widths nor days' limits forward.
        key.record.width.now = key.record.width.max;
        key.record.spend.cap_micro_usd = None;
    }
    script::queue_all(&mut night);
    night
}

/// A night of so many jobs of mixed lengths on so many lanes of two engines, without keys;
/// some jobs may use one of the engines only. Nothing goes wrong.
#[must_use]
pub fn plain_night(seed: u64, jobs: usize, lanes: usize) -> Night {
    let mut rng = Rng::of(seed, 6);
    let mut night = quiet_night(seed, &mut rng);
    let (kind, pace) = measure::PLAIN;
    let engine = |number: usize, count: usize| EngineSetUp {
        name: EngineName::new(format!("engine{number}")),
        lanes: self::lanes(&format!("engine{number}"), count),
        kind,
        lists: true,
        provider: None,
        frame_micro_usd: 0,
        pixel_ns: if number == 0 { 700 } else { 1_100 },
        width_max: 1_920,
        prepares: false,
    };
    night.engines = vec![engine(0, lanes.div_ceil(2)), engine(1, (lanes / 2).max(1))];
    night.keys.clear();
    (night.pace, night.sigma, night.calm_ms) = (pace, 0.0, 0);
    let batch = BatchId::from_uuid(Uuid::from_u128(0x100));
    let jobs = (0..jobs).map(|number| JobSetUp {
        not_before_ms: None,
        ..job(&mut rng, &night.engines, number, batch)
    });
    night.batches = vec![jobs.collect()];
    script::queue_all(&mut night);
    night
}

/// How long the jobs of a batch may wait: mostly for as long as it takes.
fn expiry(rng: &mut Rng) -> Expiry {
    let minutes = u32::try_from(rng.range(1, 12 * 60)).unwrap_or(1);
    match rng.chance(0.25) {
        true => NonZeroU32::new(minutes * 60).map_or(Expiry::Never, Expiry::AfterS),
        false => Expiry::Never,
    }
}

/// Its order, its priorities, its patience and its budgets, by a lot of their own.
fn terms(night: &mut Night) {
    let mut rng = Rng::of(night.seed, 9);
    let mut patience = Rng::of(night.seed, 11);
    let orders = QueueOrder::ALL;
    night.order = *rng.pick(&orders).unwrap_or(&QueueOrder::InOrder);
    for jobs in &mut night.batches {
        let usual = if rng.chance(0.2) {
            Priority::Low
        } else {
            Priority::Normal
        };
        let patience = expiry(&mut patience);
        for job in &mut *jobs {
            job.expiry = patience;
            job.priority = if rng.chance(0.05) {
                Priority::High
            } else {
                usual
            };
        }
        let dearest = jobs.iter().filter_map(|job| {
            let engines = night.engines.iter();
            let own = engines.filter(|engine| job.engines.contains(&engine.name));
            own.map(|engine| engine.price(&job.spec)).max()
        });
        let whole: i64 = dearest.sum();
        let part = rng.unit();
        let limited = rng.chance(0.3) && whole > 0;
        let budget = limited.then(|| crate::rng::scaled(whole, part));
        night.budgets.push(budget);
    }
}

/// So many lanes of an engine.
#[must_use]
pub fn lanes(engine: &str, count: usize) -> Vec<LaneName> {
    (1..=count)
        .map(|lane| LaneName::new(format!("{engine}-{lane}")))
        .collect()
}

fn quiet_night(seed: u64, rng: &mut Rng) -> Night {
    let engines = engines(rng);
    let keys = keys(rng, &engines);
    let batches = batches(rng, &engines);
    let grain_ms = if rng.chance(0.5) { 1 } else { 1_000 };
    Night {
        seed,
        engines,
        keys,
        key_order: *rng
            .pick(&[KeyOrder::InOrder, KeyOrder::RoundRobin, KeyOrder::LeastUsed])
            .unwrap_or(&KeyOrder::InOrder),
        order: QueueOrder::InOrder,
        batches,
        budgets: Vec::new(),
        script: Vec::new(),
        calm_ms: 0,
        trouble: 0.0,
        sigma: rng.unit() * 0.6,
        pace: Pace {
            way_ms: rng.range(0, 400),
            prepare_ms: rng.range(0, 9_000),
            fetch_ms: rng.range(0, 15_000),
            save_ms: rng.range(0, 900),
            grain_ms,
        },
        begins_ms: EVENING_MS,
    }
}

fn engines(rng: &mut Rng) -> Vec<EngineSetUp> {
    let count = 1 + rng.below(4);
    let lanes = (1 + rng.below(8)).max(count);
    (0..count)
        .map(|number| {
            let name = format!("engine{number}");
            let own = lanes / count + usize::from(number < lanes % count);
            let kind = *rng
                .pick(&[Kind::Own, Kind::Ticketed, Kind::Ticketed, Kind::OneCall])
                .unwrap_or(&Kind::Own);
            let keyed = kind != Kind::Own && rng.chance(0.75);
            let paid = keyed && rng.chance(0.85);
            EngineSetUp {
                lanes: self::lanes(&name, own),
                name: EngineName::new(name.clone()),
                kind,
                lists: kind == Kind::Ticketed && rng.chance(0.6),
                provider: keyed.then(|| Provider::new(name)),
                frame_micro_usd: if paid { rng.range(100, 4_000) } else { 0 },
                pixel_ns: rng.range(200, 3_000),
                width_max: if rng.chance(0.7) { 1_920 } else { 1_280 },
                prepares: rng.chance(0.3),
            }
        })
        .collect()
}

fn keys(rng: &mut Rng, engines: &[EngineSetUp]) -> Vec<KeySetUp> {
    let mut keys = Vec::new();
    for (number, engine) in engines.iter().enumerate() {
        let Some(provider) = &engine.provider else {
            continue;
        };
        for place in 0..=rng.below(4) {
            let label = KeyLabel::new(format!("{provider} key {place}"));
            let print = KeyFingerprint::new(format!("{:016x}", number * 16 + place));
            let mut record = KeyRecord::new(label, print);
            record.width = Width::up_to(u32::try_from(1 + rng.below(3)).unwrap_or(1));
            if rng.chance(0.3) {
                record.spend.cap_micro_usd = Some(rng.range(50_000, 4_000_000));
            }
            keys.push(KeySetUp {
                provider: provider.clone(),
                record,
            });
        }
    }
    keys
}

fn batches(rng: &mut Rng, engines: &[EngineSetUp]) -> Vec<Vec<JobSetUp>> {
    // As many small nights as large ones, by their order of magnitude.
    let jobs = crate::rng::scaled(5, (rng.unit() * 80_f64.ln()).exp());
    let jobs = usize::try_from(jobs).unwrap_or(5).clamp(5, 400);
    let count = 1 + rng.below(6.min(jobs));
    let mut batches = vec![Vec::new(); count];
    for number in 0..jobs {
        let index = if number < count {
            number
        } else {
            rng.below(count)
        };
        let batch = BatchId::from_uuid(Uuid::from_u128(0x100 + u128::try_from(index).unwrap_or(0)));
        batches[index].push(job(rng, engines, number, batch));
    }
    batches
}

fn job(rng: &mut Rng, engines: &[EngineSetUp], number: usize, batch: BatchId) -> JobSetUp {
    let wanted = 1 + rng.below(engines.len());
    let chosen: BTreeSet<EngineName> = (0..wanted)
        .filter_map(|_| rng.pick(engines))
        .map(|engine| engine.name.clone())
        .collect();
    let (width, height) = *rng.pick(&SIZES).unwrap_or(&SIZES[0]);
    let place = i64::try_from(number).unwrap_or(0) * 1_024;
    JobSetUp {
        job: JobId::from_uuid(Uuid::from_u128(
            0x1_0000 + u128::try_from(number).unwrap_or(0),
        )),
        batch,
        priority: Priority::Normal,
        rank: if rng.chance(0.1) {
            place - 5_000
        } else {
            place
        },
        not_before_ms: rng.chance(0.1).then(|| rng.range(0, 4 * 3_600_000)),
        expiry: Expiry::Never,
        engines: chosen,
        spec: RenderSpec {
            size: Size::new(width, height),
            frames: *rng.pick(&[24, 48, 49, 121]).unwrap_or(&48),
            fps: 24,
            steps: None,
            guidance: None,
            seed: u32::try_from(number).unwrap_or(0),
        },
    }
}
