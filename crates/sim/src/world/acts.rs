//! What the studio has done outside, and what comes of it.

use worldreel_domain::failure::{Failure, FailureClass};
use worldreel_domain::id::AttemptId;
use worldreel_domain::job::{Lease, Ticket};

use super::{Do, Event, World};
use crate::disk::Row;
use crate::fate::{Began, Fate, failure, slow_down};
use crate::message::{Found, Message, Stopping};
use crate::night::{EngineSetUp, Kind};
use crate::outside::Render;
use crate::rng::{Rng, scaled};

/// What a request carries.
pub(super) struct Request {
    pub(super) lease: Lease,
    pub(super) row: Row,
    pub(super) engine: EngineSetUp,
}

impl World {
    pub(super) fn begin(&mut self, outside: Do) {
        let epoch = self.disk.epoch;
        let pace = self.night.pace;
        match outside {
            Do::Prepare(attempt) => {
                let fails = self.trouble(0.2);
                let result = if fails {
                    Err(failure(FailureClass::Unreachable, Began::No, false))
                } else {
                    Ok(())
                };
                self.tell(pace.prepare_ms, Message::Prepared(attempt, result));
            }
            Do::Submit(attempt) => self.after(pace.way_ms, Event::Arrive(epoch, attempt)),
            Do::Follow(attempt) => {
                let ends = self.outside.renders.get(&attempt).map(|one| one.ends_ms);
                let left = ends.map_or(0, |ends| ends - self.now_ms);
                self.after(left.max(pace.way_ms), Event::Followed(epoch, attempt));
            }
            Do::Find(attempt) => self.after(2 * pace.way_ms, Event::Asked(epoch, attempt)),
            Do::Cancel(attempt) => self.after(pace.way_ms, Event::Stopped(epoch, attempt)),
            Do::Fetch(attempt, pause) => {
                self.after(pause + pace.fetch_ms, Event::Brought(epoch, attempt));
            }
            Do::Save(attempt, pause) => {
                self.after(pause + pace.save_ms, Event::Saved(epoch, attempt));
            }
            Do::Discard(attempt) => {
                self.disk.parts.remove(&attempt);
            }
            Do::Tell(message) => self.tell(0, message),
        }
    }

    pub(super) fn act(&mut self, event: &Event) -> Result<(), String> {
        let current = |epoch: u32| self.studio.is_some() && epoch == self.disk.epoch;
        match *event {
            Event::Arrive(epoch, attempt) => self.arrive(current(epoch), attempt)?,
            Event::RenderEnds(epoch, attempt) => self.render_ends(current(epoch), attempt),
            Event::Followed(epoch, attempt) if current(epoch) => self.followed(attempt),
            Event::Asked(epoch, attempt) if current(epoch) => self.asked(attempt),
            Event::Stopped(epoch, attempt) if current(epoch) => self.stop(attempt),
            Event::Brought(epoch, attempt) if current(epoch) => self.brought(attempt),
            Event::Saved(epoch, attempt) if current(epoch) => self.saved(attempt),
            _ => {}
        }
        Ok(())
    }

    /// A request reaches its engine. What was on its way when the studio died may arrive
    /// all the same.
    fn arrive(&mut self, current: bool, attempt: AttemptId) -> Result<(), String> {
        let Some(request) = self.request(attempt) else {
            return Err(format!(
                "{attempt:?} was sent and is not written down anywhere"
            ));
        };
        let own = request.engine.kind == Kind::Own;
        if self.stopped.contains(&attempt) || (!current && (own || self.chance.chance(0.5))) {
            return Ok(());
        }
        let price = request.engine.price(&request.row.spec);
        if (price > 0 || request.lease.key.is_some()) && !self.disk.uses.contains_key(&attempt) {
            return Err(format!(
                "{attempt:?} was sent before its cost was written down"
            ));
        }
        let mut lot = Rng::of(self.night.seed, 0x1000 + self.serial);
        let refusal = self.refusal(&request).map(|said| (said, Fate::Video));
        let fate = Fate::by_lot(&mut lot, self.likely());
        let free = price == 0;
        let said = match (refusal, fate) {
            (Some((said, _)), _) => Some(said),
            (None, Fate::Refused(FailureClass::RateLimited)) => {
                let at = self.clocks().now.plus_ms(lot.range(-5_000, 90_000));
                Some(slow_down(free, lot.chance(0.5).then_some(at)))
            }
            (None, Fate::Refused(class)) => Some(failure(class, Began::No, free)),
            _ => None,
        };
        let way_ms = self.night.pace.way_ms;
        if let Some(said) = said {
            self.outside.answered(said.class.name());
            self.tell_of(current, way_ms, Message::Ended(attempt, Err(said)));
            return Ok(());
        }
        self.outside.answered("begun");
        let length = scaled(
            request.engine.usual_ms(&request.row.spec),
            lot.lognormal(self.night.sigma),
        );
        let render = Render {
            job: request.row.id,
            engine: request.engine.name.clone(),
            key: request.lease.key.clone(),
            began_ms: self.now_ms,
            ends_ms: self.now_ms + length,
            fate,
            price,
            billed: false,
            over: false,
            known: true,
            decisions: self.decided(request.row.id),
        };
        self.note(&format!("{attempt:?} begins, {fate:?}"));
        if let Some(earlier) = self.outside.begin(attempt, render) {
            return Err(format!(
                "{} is rendered again as {attempt:?} although {earlier:?} is billed",
                request.row.id
            ));
        }
        let epoch = self.disk.epoch;
        self.after(length, Event::RenderEnds(epoch, attempt));
        let ticket = (request.engine.kind == Kind::Ticketed).then(|| ticket(attempt, &request));
        let back_ms = if own { 0 } else { way_ms };
        self.tell_of(current, back_ms, Message::Sighted(attempt, ticket));
        Ok(())
    }

    /// Why an engine turns a request away before it looks at it.
    fn refusal(&self, request: &Request) -> Option<Failure> {
        let free = request.engine.price(&request.row.spec) == 0;
        if self
            .outside
            .down_until(&request.engine.name, self.now_ms)
            .is_some()
        {
            return Some(failure(FailureClass::Unreachable, Began::No, free));
        }
        let key = request.lease.key.as_ref()?;
        if self.outside.refused.contains(key) {
            return Some(failure(FailureClass::Auth, Began::No, free));
        }
        if self.outside.empty.contains(key) {
            return Some(failure(FailureClass::OutOfCredit, Began::No, free));
        }
        let storm = self.outside.storm(Some(key), self.now_ms)?;
        let left_ms = storm.until_ms - self.now_ms;
        let at = self.clocks().now.plus_ms(left_ms);
        Some(slow_down(free, storm.says_when.then_some(at)))
    }

    /// An engine is asked whether it began an attempt.
    fn asked(&mut self, attempt: AttemptId) {
        let Some(request) = self.request(attempt) else {
            return;
        };
        let down = self.outside.down_until(&request.engine.name, self.now_ms);
        let render = self.outside.renders.get(&attempt);
        let found = match render {
            _ if !request.engine.lists || down.is_some() => Found::Unknown,
            None => Found::NeverBegan,
            Some(render) if render.known => Found::Begun(ticket(attempt, &request)),
            Some(_) => Found::Unknown,
        };
        self.tell(0, Message::Found(attempt, found));
    }

    /// An engine is told to stop.
    fn stop(&mut self, attempt: AttemptId) {
        let Some(request) = self.request(attempt) else {
            return;
        };
        let stops = match request.engine.kind {
            Kind::Own => true,
            Kind::Ticketed => self.chance.chance(0.6),
            Kind::OneCall => false,
        };
        let reached = self.outside.down_until(&request.engine.name, self.now_ms);
        let mut stopping = Stopping::Unknown;
        if reached.is_none() && stops {
            match self.outside.renders.get_mut(&attempt) {
                Some(render) if !render.over => {
                    render.over = true;
                    render.known = false;
                    stopping = Stopping::Stopped;
                }
                Some(_) => {}
                None if request.engine.kind == Kind::Own => {
                    self.stopped.insert(attempt);
                    stopping = Stopping::Stopped;
                }
                None => {}
            }
        }
        self.tell(
            self.night.pace.way_ms,
            Message::CancelAnswered(attempt, stopping),
        );
    }

    pub(super) fn request(&self, attempt: AttemptId) -> Option<Request> {
        let row = self.disk.attempts.get(&attempt)?;
        Some(Request {
            lease: row.lease.clone(),
            row: self.disk.jobs.get(&row.job)?.clone(),
            engine: self.night.engine(&row.engine)?.clone(),
        })
    }

    /// Whether something goes wrong now, this much less likely than a render.
    pub(super) fn trouble(&mut self, share: f64) -> bool {
        let likely = self.likely() * share;
        self.chance.chance(likely)
    }

    pub(super) const fn likely(&self) -> f64 {
        if self.calm { 0.0 } else { self.night.trouble }
    }

    pub(super) fn tell_of(&mut self, current: bool, after_ms: i64, message: Message) {
        if current {
            self.tell(after_ms, message);
        }
    }
}

fn ticket(attempt: AttemptId, request: &Request) -> Ticket {
    Ticket {
        id: attempt.to_string(),
        key: request.lease.key.clone(),
    }
}
