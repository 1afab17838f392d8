//! What every engine can do, done with a function behind NVIDIA's gateway.

use async_trait::async_trait;
use tokio::time::Instant;
use worldreel_domain::capabilities::{Capabilities, ProgressKind, SpecProblem};
use worldreel_domain::failure::{Failure, FailureClass};
use worldreel_domain::id::{AttemptId, EngineName, LaneName};
use worldreel_domain::job::Ticket;
use worldreel_domain::money::Price;
use worldreel_domain::spec::RenderSpec;

use super::{Nvcf, NvcfBody, map, resolution};
use crate::engine::{Engine, Order, Outcome, Stopping};
use crate::find::{Found, Sought};
use crate::http::{Began, SendError, read_error};
use crate::key::{Key, KeyNeed};
use crate::refuse::{no_key, refuse};
use crate::renders::Settled;
use crate::sink::Sink;

#[async_trait]
impl Engine for Nvcf {
    fn name(&self) -> EngineName {
        EngineName::new(self.settings.name.clone())
    }

    fn lanes(&self) -> Vec<LaneName> {
        let name = &self.settings.name;
        let lane = |number| LaneName::new(format!("{name}-{number}"));
        (1..=self.settings.width).map(lane).collect()
    }

    fn capabilities(&self) -> Capabilities {
        let progress = if self.settings.tells_progress {
            ProgressKind::Measured
        } else {
            ProgressKind::None
        };
        self.settings.limits().capabilities(progress)
    }

    fn problems(&self, spec: &RenderSpec) -> Vec<SpecProblem> {
        let mut found = self.capabilities().problems(spec);
        if let NvcfBody::CosmosNim { .. } = self.settings.body {
            resolution::problems(spec, &mut found);
        }
        found
    }

    fn key_need(&self) -> KeyNeed {
        KeyNeed::Required
    }

    fn price(&self, spec: &RenderSpec) -> Price {
        self.settings.charge.price(spec)
    }

    fn dies_with_us(&self) -> bool {
        // Only until the service has answered: what was heard of it by then is lost
        // together with us, and can't be told apart.
        false
    }

    /// Asks about a render that can't exist: a service that knows the key says so. It
    /// renders nothing and uses one request of the account's.
    async fn probe(&self, key: Option<&Key>) -> Result<(), Failure> {
        let key = key.ok_or_else(|| no_key(self.client.server()))?;
        let judge = self.judge(Some(key));
        let sent = self.client.status(map::NOBODY, 1, key).await;
        match sent.map_err(|problem| problem.failure(&judge))? {
            Err(SendError::NeverReached { cause } | SendError::MayHaveArrived { cause, .. }) => {
                Err(judge.never_reached(&cause))
            }
            Ok(mut response) => {
                let answer = read_error(&mut response, self.timing.silence).await;
                let said = self.said(&answer, key);
                map::probed(&judge, &said)
            }
        }
    }

    async fn submit(&self, order: &Order, sink: &Sink) -> Result<Outcome, Failure> {
        refuse(&self.problems(&order.spec))?;
        let key = order
            .key
            .as_ref()
            .ok_or_else(|| no_key(self.client.server()))?;
        let under_way = self.renders.begin(order.attempt);
        let began = Instant::now();
        match self.post(order, key, &under_way).await {
            Ok(Ok(response)) => {
                self.answered(response, began.elapsed(), key, sink, &under_way)
                    .await
            }
            Ok(Err(outcome)) => {
                if outcome == Outcome::Stopped {
                    under_way.never_began();
                }
                Ok(outcome)
            }
            Err(failure) => Err(failure),
        }
    }

    async fn follow(
        &self,
        ticket: &Ticket,
        key: Option<&Key>,
        sink: &Sink,
    ) -> Result<Outcome, Failure> {
        let Some(key) = key else {
            let judge = self.judge(None);
            return Err(judge.while_running(no_key(judge.server)));
        };
        let under_way = self.renders.resume(&ticket.id);
        self.watch(&ticket.id, key, sink, &under_way).await
    }

    /// A result is read where its render ends, and only once.
    async fn fetch(
        &self,
        _ticket: Option<&Ticket>,
        key: Option<&Key>,
        _sink: &Sink,
    ) -> Result<(), Failure> {
        let judge = self.judge(key);
        let message = format!("{} gives a result only once", judge.server);
        Err(judge.of(FailureClass::LostJob, &message, None, Began::Finished))
    }

    /// Before the service's first answer, the connection is dropped, and the render with
    /// it. After it there is no way to stop it.
    async fn cancel(
        &self,
        attempt: AttemptId,
        ticket: Option<&Ticket>,
        _key: Option<&Key>,
    ) -> Stopping {
        let render = match ticket {
            Some(ticket) => self.renders.by_id(&ticket.id),
            None => self.renders.by_attempt(attempt),
        };
        let Some(render) = render else {
            return match ticket {
                Some(_) => Stopping::StillRunning,
                None => Stopping::Unknown,
            };
        };
        let asked = render.ask_to_stop();
        let stopping = match asked.settled().await {
            Settled::Known(_) => Stopping::StillRunning,
            Settled::NeverBegan => Stopping::Stopped,
            Settled::Over => Stopping::Unknown,
        };
        asked.answer(stopping)
    }

    /// There is no list. What is certain: when the studio died before the hold time was
    /// over, no 202 had come, the system closed the connection for it, and the service
    /// ended the render.
    async fn find(&self, sought: &Sought<'_>) -> Found {
        let lived_ms = sought.gone_by.ms().saturating_sub(sought.sent_after.ms());
        let hold_ms = i64::from(self.settings.hold_submit_s) * 1_000;
        let held = self.settings.holds_first_answer();
        if held && sought.same_boot && (0..hold_ms).contains(&lived_ms) {
            Found::NeverBegan
        } else {
            Found::Unknown
        }
    }
}
