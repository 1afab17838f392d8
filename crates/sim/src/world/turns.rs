//! What happens next, the studio's turns, its crashes and its starts.

use super::{Event, World};
use crate::check;
use crate::message::Message;
use crate::studio::{Done, Studio};

impl World {
    /// Lets the next event happen; messages that come at the same moment are taken in
    /// together, as a mailbox does.
    pub(super) fn due(&mut self) -> Result<Vec<Message>, String> {
        let mut messages = Vec::new();
        let epoch = self.disk.epoch;
        while let Some(entry) = self.events.first_entry() {
            let told = matches!(entry.get(), Event::Tell(..));
            if entry.key().0 > self.now_ms || (!told && !messages.is_empty()) {
                break;
            }
            match entry.remove() {
                Event::Tell(of, message) => {
                    if of == epoch && self.studio.is_some() {
                        self.note(&format!("told {message:?}"));
                        messages.push(message);
                    }
                }
                event => {
                    self.happen(event)?;
                    break;
                }
            }
        }
        Ok(messages)
    }

    fn happen(&mut self, event: Event) -> Result<(), String> {
        match event {
            Event::Happens(index) => {
                let happening = self.night.script[index].1.clone();
                *self.stats.happened.entry(happening.kind()).or_default() += 1;
                self.note(&format!("{happening:?}"));
                self.befall(happening);
                Ok(())
            }
            Event::Calm => {
                self.calm_down();
                Ok(())
            }
            Event::Restart => self.restart(),
            Event::Queue(index) => {
                self.queue(index);
                Ok(())
            }
            Event::DiskFree => {
                self.disk.full = false;
                Ok(())
            }
            event => self.act(&event),
        }
    }

    pub(super) fn studio_turn(&mut self, messages: Vec<Message>) -> Result<(), String> {
        let clocks = self.clocks();
        let crash = self.crash_next.take();
        let Some(mut studio) = self.studio.take() else {
            self.crash_next = crash;
            return Ok(());
        };
        self.watch.listen(&messages, &studio, clocks.now);
        let idle = messages.is_empty();
        let part = crash.map(|(part, _)| part);
        let done = studio.turn(messages, &mut self.disk, clocks, part);
        self.studio = Some(studio);
        self.stats.turns += 1;
        self.carry_out(&done);
        if let Some((_, away_ms)) = crash {
            self.crash(away_ms);
            return Ok(());
        }
        if idle && done.plan.starts.is_empty() {
            return Ok(());
        }
        check::after_turn(self, &done)
    }

    fn carry_out(&mut self, done: &Done) {
        let starts = u64::try_from(done.plan.starts.len()).unwrap_or(0);
        self.stats.starts += starts;
        for start in &done.plan.starts {
            self.note(&format!(
                "starts {} on {} with {:?}",
                start.job, start.lane, start.key
            ));
        }
        for outside in done.outside.clone() {
            self.note(&format!("does {outside:?}"));
            self.begin(outside);
        }
    }

    pub(super) fn crash(&mut self, away_ms: i64) {
        for row in self.disk.jobs.values() {
            if row.state.name().is_live() {
                *self.stats.at_crashes.entry(row.state.name()).or_default() += 1;
            }
        }
        self.note(&format!("killed for {away_ms} ms"));
        self.tear();
        let own = self.night.engines.iter().filter(|one| one.dies_with_us());
        self.outside.die(&own.map(|one| one.name.clone()).collect());
        self.studio = None;
        self.at(self.now_ms + away_ms, Event::Restart);
    }

    pub(super) fn restart(&mut self) -> Result<(), String> {
        if self.studio.is_some() {
            return Ok(());
        }
        let clocks = self.clocks();
        self.watch.restart(&self.disk, clocks.now);
        let (studio, done) = Studio::take_up(&self.night, &mut self.disk, clocks, self.slip);
        self.note(&format!("run {} of the studio", self.disk.epoch));
        self.studio = Some(studio);
        self.carry_out(&done);
        check::after_turn(self, &done)
    }
}
