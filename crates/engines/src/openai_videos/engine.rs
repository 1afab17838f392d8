//! What every engine can do, done with a server of OpenAI's video protocol.

use async_trait::async_trait;
use worldreel_domain::capabilities::{Capabilities, SpecProblem};
use worldreel_domain::failure::{Failure, FailureClass, WayOut};
use worldreel_domain::id::{AttemptId, EngineName, LaneName};
use worldreel_domain::job::Ticket;
use worldreel_domain::money::Price;
use worldreel_domain::sent::PromptForm;
use worldreel_domain::spec::RenderSpec;

use super::client::CallError;
use super::{OpenAiVideos, map, wire};
use crate::engine::{Engine, Order, Outcome, Stopping};
use crate::find::{Found, Sought};
use crate::http::{Began, SendError};
use crate::key::{Key, KeyNeed};
use crate::refuse::{no_key, refuse};
use crate::renders::{Render, Settled};
use crate::sink::Sink;

#[async_trait]
impl Engine for OpenAiVideos {
    fn name(&self) -> EngineName {
        EngineName::new(self.settings.name.clone())
    }

    fn lanes(&self) -> Vec<LaneName> {
        let name = &self.settings.name;
        let lane = |number| LaneName::new(format!("{name}-{number}"));
        (1..=self.settings.width).map(lane).collect()
    }

    fn capabilities(&self) -> Capabilities {
        let limits = &self.settings.limits;
        Capabilities {
            structured_prompt: self.settings.form() == PromptForm::Scene,
            ..limits.capabilities(self.settings.dialect.progress())
        }
    }

    fn problems(&self, spec: &RenderSpec) -> Vec<SpecProblem> {
        let mut found = self.capabilities().problems(spec);
        map::problems_of_dialect(self.settings.dialect, spec, &mut found);
        found
    }

    fn key_need(&self) -> KeyNeed {
        if self.settings.needs_key {
            KeyNeed::Required
        } else {
            KeyNeed::Optional
        }
    }

    fn price(&self, spec: &RenderSpec) -> Price {
        self.settings.charge.price(spec)
    }

    fn dies_with_us(&self) -> bool {
        false
    }

    async fn probe(&self, key: Option<&Key>) -> Result<(), Failure> {
        self.recognise(key).await?;
        let listed = self.client.list(key, None, 1).await;
        let listed = listed.map_err(|error| self.unanswered(&error, key, Began::No))?;
        let said = self.said(&listed, key);
        let judge = self.judge(key);
        match listed.status {
            404 if !said.html => {
                let message = format!(
                    "{} has no /v1/videos: it is too old, or something else",
                    judge.server
                );
                let class = FailureClass::Unsupported;
                let mut failure = judge.of(class, &message, Some(&said), Began::No);
                failure.next_step = WayOut::TestEngine;
                Err(failure)
            }
            // Some can't list and render all the same.
            200..=299 | 400 | 405 | 422 | 501 if !said.html => Ok(()),
            _ => Err(judge.answer(&said, Began::No)),
        }
    }

    async fn submit(&self, order: &Order, sink: &Sink) -> Result<Outcome, Failure> {
        refuse(&self.problems(&order.spec))?;
        let key = order.key.as_ref();
        let judge = self.judge(key);
        if self.settings.needs_key && key.is_none() {
            return Err(no_key(judge.server));
        }
        let under_way = self.renders.begin(order.attempt);
        let dialect = self
            .dialect(key)
            .await
            .inspect_err(|_| under_way.never_began())?;
        if under_way.is_to_stop() {
            under_way.never_began();
            return Ok(Outcome::Stopped);
        }
        let sent_after = (self.now)();
        let refused = match self.client.create(order, dialect).await {
            Ok(answer) => {
                let record = wire::Record::read(&answer.body);
                match record.filter(|_| answer.is_success()) {
                    Some(record) => return self.go_on(record.id, order, sink, &under_way).await,
                    None => {
                        let said = self.said(&answer, key);
                        let judge = self.judge(key);
                        // What a broken server or a gateway says leaves open whether the
                        // order went through; a refusal does not.
                        if matches!(answer.status, 300..=499) && answer.status != 408 {
                            under_way.never_began();
                            return Err(judge.answer(&said, Began::No));
                        }
                        judge.answer(&said, Began::Maybe)
                    }
                }
            }
            Err(error @ (CallError::Key(_) | CallError::Send(SendError::NeverReached { .. }))) => {
                under_way.never_began();
                return Err(self.unanswered(&error, key, Began::No));
            }
            Err(error) => self.unanswered(&error, key, Began::Maybe),
        };
        match self.seek_own(order, sent_after).await {
            Found::Begun(ticket) => self.go_on(ticket.id, order, sink, &under_way).await,
            Found::NeverBegan | Found::Unknown => Err(refused),
        }
    }

    async fn follow(
        &self,
        ticket: &Ticket,
        key: Option<&Key>,
        sink: &Sink,
    ) -> Result<Outcome, Failure> {
        let under_way = self.renders.resume(&ticket.id);
        self.watch(&ticket.id, key, sink, &under_way).await
    }

    async fn fetch(
        &self,
        ticket: Option<&Ticket>,
        key: Option<&Key>,
        sink: &Sink,
    ) -> Result<(), Failure> {
        let Some(ticket) = ticket else {
            let message = "the render has no ticket, and can't be found without one".to_owned();
            return Err(self
                .judge(key)
                .of(FailureClass::LostJob, &message, None, Began::Maybe));
        };
        self.bring(&ticket.id, key, sink).await
    }

    async fn cancel(
        &self,
        attempt: AttemptId,
        ticket: Option<&Ticket>,
        key: Option<&Key>,
    ) -> Stopping {
        let render = match ticket {
            Some(ticket) => self.renders.by_id(&ticket.id),
            None => self.renders.by_attempt(attempt),
        };
        let asked = render.map(Render::ask_to_stop);
        let id = match (ticket, &asked) {
            (Some(ticket), _) => ticket.id.clone(),
            // Nobody has heard of it: it was never sent, or its answer was lost.
            (None, None) => return Stopping::Unknown,
            (None, Some(asked)) => match asked.settled().await {
                Settled::Known(id) => id,
                Settled::NeverBegan => return Stopping::Stopped,
                Settled::Over => return Stopping::Unknown,
            },
        };
        let stopping = self.stop(&id, key).await;
        match asked {
            Some(asked) => asked.answer(stopping),
            None => stopping,
        }
    }

    async fn find(&self, sought: &Sought<'_>) -> Found {
        self.seek(sought).await
    }
}
