//! An engine in front of a server of its own.

use std::time::Duration;

use worldreel_domain::failure::{Failure, FailureClass};
use worldreel_engines::{Charge, Dialect, OpenAiVideos, OpenAiVideosSettings, Outcome, Timing};
use worldreel_testkit::videos::{VideoServer, hasty};

use crate::support::{Seen, Trial, now};

/// A server and an engine for it, which recognises it.
pub(crate) async fn world(dialect: Dialect) -> (VideoServer, OpenAiVideos) {
    let server = VideoServer::start(dialect).await;
    let engine = engine(server.settings());
    (server, engine)
}

/// The same with a provider that bills.
pub(crate) async fn paid(dialect: Dialect) -> (VideoServer, OpenAiVideos) {
    let server = VideoServer::start(dialect).await;
    let mut settings = server.settings();
    settings.charge = Charge::Unknown;
    (server, engine(settings))
}

/// An engine that gives up a server which is away at once.
pub(crate) fn impatient(settings: OpenAiVideosSettings) -> OpenAiVideos {
    let timing = Timing {
        lost_after: Duration::ZERO,
        ..hasty()
    };
    OpenAiVideos::with_timing(settings, now, timing).unwrap()
}

pub(crate) fn engine(settings: OpenAiVideosSettings) -> OpenAiVideos {
    OpenAiVideos::with_timing(settings, now, hasty()).unwrap()
}

pub(crate) fn trial() -> Trial {
    Trial::new(256, 192, 10)
}

/// Submits an order that must fail.
pub(crate) async fn fails(engine: &OpenAiVideos) -> (Failure, Seen) {
    let (ended, seen) = trial().submit(engine).await;
    (ended.expect_err("it must fail"), seen)
}

/// Submits an order that must be delivered.
pub(crate) async fn delivers(engine: &OpenAiVideos) -> Seen {
    let trial = trial();
    let (ended, seen) = trial.submit(engine).await;
    assert_eq!(ended, Ok(Outcome::Ready));
    trial.fetch(engine, &seen.tickets[0]).await.unwrap();
    trial.assert_is_the_clip();
    seen
}

pub(crate) fn assert_class(failure: &Failure, class: FailureClass) {
    assert_eq!(failure.class, class, "{failure:?}");
}
