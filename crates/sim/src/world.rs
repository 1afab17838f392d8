//! A night, played in virtual time.

mod acts;
mod clicks;
mod deliver;
mod turns;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use worldreel_domain::id::{AttemptId, JobId};
use worldreel_domain::time::Timestamp;

use crate::check::end::at_the_end;
use crate::disk::Disk;
use crate::message::{Do, Message};
use crate::night::Night;
use crate::outside::Outside;
use crate::rng::Rng;
use crate::slip::Slip;
use crate::stats::Stats;
use crate::studio::{Clocks, Studio};
use crate::watch::Watch;

/// Steps that are shown when something is wrong.
const TRACE: usize = 40;
/// Steps after which a night is taken for one that never ends.
const STEPS_MAX: u64 = 400_000;

/// A rule that did not hold.
#[derive(Debug, Clone)]
pub struct Broken {
    /// The night's seed: the same seed shows it again.
    pub seed: u64,
    /// What did not hold.
    pub what: String,
    /// The last steps before it, oldest first.
    pub trace: Vec<String>,
}

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for step in &self.trace {
            writeln!(f, "  {step}")?;
        }
        write!(f, "night {}: {}", self.seed, self.what)
    }
}

/// Something that is under way; what belongs to an earlier run of the studio is lost.
#[derive(Debug, Clone)]
pub(crate) enum Event {
    Happens(usize),
    Queue(usize),
    Calm,
    Restart,
    DiskFree,
    Tell(u32, Message),
    Arrive(u32, AttemptId),
    RenderEnds(u32, AttemptId),
    Followed(u32, AttemptId),
    Asked(u32, AttemptId),
    Stopped(u32, AttemptId),
    Brought(u32, AttemptId),
    Saved(u32, AttemptId),
}

/// The studio, its disk, its engines and its user.
#[derive(Debug)]
pub struct World {
    pub(crate) night: Night,
    /// What is written down.
    pub disk: Disk,
    /// The engines as they truly are.
    pub outside: Outside,
    pub(crate) studio: Option<Studio>,
    pub(crate) watch: Watch,
    pub(crate) stats: Stats,
    pub(crate) now_ms: i64,
    /// How far the wall clock was set since the night began, in milliseconds.
    pub(crate) clock_ms: i64,
    pub(crate) calm: bool,
    /// How often the user has decided about a job.
    decisions: BTreeMap<JobId, u32>,
    /// Attempts that were stopped before their request arrived.
    stopped: BTreeSet<AttemptId>,
    /// Files that a crash tore or a line cut, as they came under their final name.
    pub(crate) torn: BTreeSet<AttemptId>,
    events: BTreeMap<(i64, u64), Event>,
    serial: u64,
    steps: u64,
    chance: Rng,
    slip: Option<Slip>,
    crash_next: Option<(u8, i64)>,
    trace: VecDeque<String>,
    shown: bool,
}

impl World {
    /// The beginning of a night.
    #[must_use]
    pub fn new(night: Night, slip: Option<Slip>) -> Self {
        let mut disk = Disk {
            order: night.order,
            ..Disk::default()
        };
        let keys = night.keys.iter();
        disk.keys = keys
            .map(|key| (key.provider.clone(), key.record.clone()))
            .collect();
        disk.engines = night.engines.iter().map(|one| one.name.clone()).collect();
        let mut world = Self {
            chance: Rng::of(night.seed, 3),
            disk,
            outside: Outside::default(),
            studio: None,
            watch: Watch::default(),
            stats: Stats::default(),
            now_ms: 0,
            clock_ms: 0,
            calm: false,
            decisions: BTreeMap::new(),
            stopped: BTreeSet::new(),
            torn: BTreeSet::new(),
            events: BTreeMap::new(),
            serial: 0,
            steps: 0,
            slip,
            crash_next: None,
            trace: VecDeque::new(),
            shown: false,
            night,
        };
        for (index, (at, _)) in world.night.script.clone().iter().enumerate() {
            world.at(*at, Event::Happens(index));
        }
        let calm_ms = world.night.calm_ms;
        if calm_ms < i64::MAX / 4 {
            world.at(calm_ms, Event::Calm);
        }
        world
    }

    /// Prints every step as it happens.
    pub const fn show(&mut self) {
        self.shown = true;
    }

    /// Plays the night to its end.
    ///
    /// # Errors
    ///
    /// The rule that did not hold, with the steps that led there.
    pub fn play(mut self) -> Result<Self, Box<Broken>> {
        match self.run() {
            Ok(()) => Ok(self),
            Err(what) => Err(Box::new(Broken {
                seed: self.night.seed,
                what,
                trace: self.trace.into(),
            })),
        }
    }

    /// Plays on to this moment, in milliseconds of the night, and no further.
    ///
    /// # Errors
    ///
    /// The rule that did not hold.
    pub fn advance(&mut self, until_ms: i64) -> Result<(), String> {
        self.restart()?;
        while self.next_ms().is_some_and(|at| at <= until_ms) {
            self.step()?;
        }
        self.now_ms = self.now_ms.max(until_ms);
        Ok(())
    }

    fn run(&mut self) -> Result<(), String> {
        self.restart()?;
        while self.step()? {
            self.steps += 1;
            if self.steps > STEPS_MAX {
                return Err("the night never ends".to_owned());
            }
        }
        at_the_end(self)?;
        self.count();
        Ok(())
    }

    fn count(&mut self) {
        self.stats.nights = 1;
        self.stats.jobs = u64::try_from(self.disk.jobs.len()).unwrap_or(0);
        self.stats.renders = u64::try_from(self.outside.renders.len()).unwrap_or(0);
        self.stats.answers.clone_from(&self.outside.answers);
        for row in self.disk.jobs.values() {
            *self.stats.in_the_end.entry(row.state.name()).or_default() += 1;
        }
    }

    /// When something happens next, in milliseconds of the night.
    fn next_ms(&self) -> Option<i64> {
        let event = self.events.first_key_value().map(|((at, _), _)| *at);
        let studio = self.studio.as_ref();
        let wake = studio.and_then(|studio| studio.wake_ms);
        let books = studio.and_then(|studio| studio.books_due_ms);
        [event, wake, books].into_iter().flatten().min()
    }

    /// What comes next: an event, the moment that the studio waits for, or its books.
    fn step(&mut self) -> Result<bool, String> {
        let Some(at) = self.next_ms() else {
            return Ok(false);
        };
        let event = self.events.first_key_value().map(|((at, _), _)| *at);
        let books = self.studio.as_ref().and_then(|studio| studio.books_due_ms);
        self.now_ms = self.now_ms.max(at);
        if books == Some(at) {
            if let Some(studio) = &mut self.studio {
                studio.write_books(&mut self.disk, at);
            }
        } else if event == Some(at) {
            let messages = self.due()?;
            if !messages.is_empty() {
                self.studio_turn(messages)?;
            }
        } else {
            self.studio_turn(Vec::new())?;
        }
        Ok(true)
    }

    /// What the clocks say now.
    #[must_use]
    pub const fn clocks(&self) -> Clocks {
        Clocks {
            now: Timestamp::from_ms(self.night.begins_ms + self.now_ms + self.clock_ms),
            night_ms: self.now_ms,
        }
    }

    pub(crate) fn at(&mut self, at_ms: i64, event: Event) {
        self.serial += 1;
        self.events
            .insert((at_ms.max(self.now_ms), self.serial), event);
    }

    /// So many milliseconds from now, rounded up to the night's grain.
    pub(crate) fn after(&mut self, ms: i64, event: Event) {
        let grain = self.night.pace.grain_ms.max(1);
        let at = self.now_ms + ms.max(0);
        self.at((at + grain - 1).div_euclid(grain) * grain, event);
    }

    pub(crate) fn tell(&mut self, after_ms: i64, message: Message) {
        let epoch = self.disk.epoch;
        self.after(after_ms, Event::Tell(epoch, message));
    }

    pub(crate) fn note(&mut self, step: &str) {
        let step = format!("{:>9.3} s  {step}", seconds(self.now_ms));
        if self.shown {
            #[expect(clippy::print_stdout, reason = "the user has asked to see it")]
            {
                println!("{step}");
            }
        }
        if self.trace.len() == TRACE {
            self.trace.pop_front();
        }
        self.trace.push_back(step);
    }

    /// Whether the studio has yet to hear of a job.
    pub(crate) fn unheard(&self, job: JobId) -> bool {
        self.events.values().any(|event| match event {
            Event::Tell(_, Message::Queued(rows)) => rows.iter().any(|row| row.id == job),
            _ => false,
        })
    }

    /// What was counted.
    #[must_use]
    pub const fn stats(&self) -> &Stats {
        &self.stats
    }

    /// When the night was over, in milliseconds after it began.
    #[must_use]
    pub const fn ended_ms(&self) -> i64 {
        self.now_ms
    }
}

#[expect(clippy::cast_precision_loss, reason = "to be read by people")]
fn seconds(ms: i64) -> f64 {
    ms as f64 / 1e3
}
