//! An engine in front of a gateway of its own.

use worldreel_domain::failure::{Billed, Failure, FailureClass, Retry};
use worldreel_engines::{Nvcf, NvcfSettings, Outcome};
use worldreel_testkit::nvcf::NvcfServer;
use worldreel_testkit::videos::hasty;

use crate::support::{CANARY, Seen, Trial, key, now};

pub(crate) async fn world() -> (NvcfServer, Nvcf) {
    let server = NvcfServer::start(&[CANARY]).await;
    let engine = engine(server.settings());
    (server, engine)
}

pub(crate) fn engine(settings: NvcfSettings) -> Nvcf {
    Nvcf::with_timing(settings, now, hasty()).unwrap()
}

/// A small clip that Cosmos renders.
pub(crate) fn trial() -> Trial {
    Trial::new(320, 192, 25).with_key(key())
}

/// Submits an order that must fail.
pub(crate) async fn fails(engine: &Nvcf) -> (Failure, Seen) {
    let trial = trial();
    let (ended, seen) = trial.submit(engine).await;
    trial.assert_alone();
    (ended.expect_err("it must fail"), seen)
}

/// Submits an order that must be delivered.
pub(crate) async fn delivers(engine: &Nvcf) -> Seen {
    let trial = trial();
    let (ended, seen) = trial.submit(engine).await;
    assert_eq!(ended, Ok(Outcome::Delivered));
    trial.assert_is_the_clip();
    seen
}

pub(crate) fn assert_failed(failure: &Failure, class: FailureClass, retry: Retry, billed: Billed) {
    let told = (failure.class, failure.retry, failure.billed);
    assert_eq!(told, (class, retry, billed), "{failure:?}");
}
