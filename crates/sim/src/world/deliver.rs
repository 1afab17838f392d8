//! How renders end, and how their files come into the library.

use worldreel_domain::failure::FailureClass;
use worldreel_domain::id::AttemptId;

use super::{Event, World};
use crate::fate::{Began, Fate, failure, not_brought, slow_down};
use crate::message::{Ended, Message};
use crate::night::Kind;

impl World {
    /// A render ends at its engine, whether anybody is listening or not.
    pub(super) fn render_ends(&mut self, current: bool, attempt: AttemptId) {
        let fails_unbilled = self.chance.chance(0.5);
        let Some(render) = self.outside.renders.get_mut(&attempt) else {
            return;
        };
        if render.over {
            return;
        }
        render.over = true;
        render.billed =
            render.price > 0 && !(matches!(render.fate, Fate::Fails(_)) && fails_unbilled);
        render.known = render.fate != Fate::Forgotten;
        let Some(request) = self.request(attempt) else {
            return;
        };
        // Its call ends with it; a ticket is followed instead.
        if request.engine.kind == Kind::Ticketed || !current {
            return;
        }
        if let Some(ended) = self.outcome(attempt) {
            let back_ms = match request.engine.kind {
                Kind::Own => 0,
                _ => self.night.pace.way_ms,
            };
            let ended = ended.map(|whole| {
                self.disk.parts.insert(attempt, whole);
                Ended::Delivered
            });
            self.tell(back_ms, Message::Ended(attempt, ended));
        }
    }

    /// A ticket was followed to the end of its render.
    pub(super) fn followed(&mut self, attempt: AttemptId) {
        let Some(request) = self.request(attempt) else {
            return;
        };
        if let Some(until) = self.outside.down_until(&request.engine.name, self.now_ms)
            && self.chance.chance(0.5)
        {
            // It keeps asking until there is an answer.
            let epoch = self.disk.epoch;
            self.at(until, Event::Followed(epoch, attempt));
            return;
        }
        let free = request.engine.price(&request.row.spec) == 0;
        let lost = |class| Err(failure(class, Began::Maybe, free));
        let ended = if self
            .outside
            .down_until(&request.engine.name, self.now_ms)
            .is_some()
        {
            Some(lost(FailureClass::Unreachable))
        } else {
            let render = self.outside.renders.get(&attempt);
            match render {
                Some(render) if !render.over => {
                    let (epoch, ends) = (self.disk.epoch, render.ends_ms);
                    // Not before its end has happened.
                    self.at(ends.max(self.now_ms) + 1, Event::Followed(epoch, attempt));
                    return;
                }
                _ => self.outcome(attempt),
            }
        };
        if let Some(ended) = ended {
            let ended = ended.map(|_| Ended::Ready);
            self.tell(self.night.pace.way_ms, Message::Ended(attempt, ended));
        }
    }

    /// How a render that is over ended: whether its file is a video, or why there is none.
    /// `None` when it was stopped: nobody waits for that.
    fn outcome(
        &self,
        attempt: AttemptId,
    ) -> Option<Result<bool, worldreel_domain::failure::Failure>> {
        let render = self.outside.renders.get(&attempt)?;
        let free = render.price == 0;
        let lost = |class| Some(Err(failure(class, Began::Maybe, free)));
        match render.fate {
            Fate::Forgotten => lost(FailureClass::LostJob),
            _ if !render.known => None,
            Fate::Video => Some(Ok(true)),
            Fate::NoVideo => Some(Ok(false)),
            Fate::Fails(class) | Fate::Silence(class) | Fate::Refused(class) => lost(class),
        }
    }

    /// A video was brought, or the line broke.
    pub(super) fn brought(&mut self, attempt: AttemptId) {
        let Some(request) = self.request(attempt) else {
            return;
        };
        let free = request.engine.price(&request.row.spec) == 0;
        let engine = &request.engine.name;
        let storm = self
            .outside
            .storm(request.lease.key.as_ref(), self.now_ms)
            .filter(|storm| storm.says_when);
        let trouble = self.trouble(1.0);
        let result = if self.outside.down_until(engine, self.now_ms).is_some() {
            Err(not_brought(FailureClass::Unreachable, free))
        } else if let Some(storm) = storm {
            let left_ms = storm.until_ms - self.now_ms;
            let at = self.clocks().now.plus_ms(left_ms);
            Err(slow_down(free, Some(at)))
        } else if self.disk.full {
            Err(not_brought(FailureClass::DiskFull, free))
        } else if trouble {
            self.disk.parts.insert(attempt, false);
            match self.chance.below(4) {
                0 => Err(failure(FailureClass::BadOutput, Began::Finished, free)),
                1 => Err(failure(FailureClass::LostJob, Began::Finished, free)),
                2 => Err(not_brought(FailureClass::Timeout, free)),
                _ => Err(not_brought(FailureClass::Unreachable, free)),
            }
        } else {
            let render = self.outside.renders.get(&attempt);
            let whole = render.is_some_and(|render| render.fate == Fate::Video);
            self.disk.parts.insert(attempt, whole);
            Ok(())
        };
        self.tell(0, Message::Fetched(attempt, result));
    }

    /// A file was made a video of the library, or could not be.
    pub(super) fn saved(&mut self, attempt: AttemptId) {
        let part = self.disk.parts.get(&attempt).copied();
        let torn = self.slip == Some(crate::slip::Slip::TrustTornFile);
        let result = if self.disk.full {
            Err(failure(FailureClass::DiskFull, Began::No, false))
        } else if self.disk.finals.contains(&attempt) {
            Ok(())
        } else if part == Some(true) || (part == Some(false) && torn) {
            self.disk.finals.insert(attempt);
            if part == Some(false) {
                self.torn.insert(attempt);
            }
            Ok(())
        } else {
            Err(failure(FailureClass::BadOutput, Began::No, false))
        };
        self.tell(0, Message::Adopted(attempt, result));
    }

    /// A crash tears what is just being written.
    pub(super) fn tear(&mut self) {
        let renders = self.outside.renders.iter();
        let own = renders.filter(|(attempt, render)| {
            let own = self.night.engine(&render.engine);
            let own = own.is_some_and(crate::night::EngineSetUp::dies_with_us);
            own && !render.over && !self.disk.parts.contains_key(*attempt)
        });
        let mut torn: Vec<AttemptId> = own.map(|(attempt, _)| *attempt).collect();
        let epoch = self.disk.epoch;
        torn.extend(self.events.values().filter_map(|event| match event {
            Event::Brought(of, attempt) if *of == epoch => Some(*attempt),
            _ => None,
        }));
        for attempt in torn {
            if self.chance.chance(0.7) {
                self.disk.parts.insert(attempt, false);
            }
        }
    }
}
