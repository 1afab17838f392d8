//! Jobs that wait until a certain moment only.

use worldreel_domain::wait::WaitReason;

use super::{NOW, batch, board, job_id, lane, waiting};
use crate::{Change, WaitingJob};

/// A job that expires so long after now.
fn until(number: u128, ms: i64) -> WaitingJob {
    WaitingJob {
        expires_at: Some(NOW.plus_ms(ms)),
        ..waiting(number)
    }
}

#[test]
fn a_job_that_has_waited_for_as_long_as_it_may_expires_and_the_next_one_starts() {
    let mut board = board([
        lane("sketch", 1, 1920),
        Change::JobWaits(until(1, 0)),
        Change::JobWaits(until(2, 500)),
        Change::JobWaits(waiting(3)),
    ]);
    insta::assert_snapshot!(board.plan(NOW), @r#"
    lane "sketch-1": start job 00000000-0000-0000-0000-000000000002
    job 00000000-0000-0000-0000-000000000001 expires
    look again at 1500 ms
    "#);
}

#[test]
fn a_paused_queue_goes_on_letting_jobs_expire() {
    let mut board = board([
        lane("sketch", 1, 1920),
        Change::QueuePaused(true),
        Change::JobWaits(until(1, 500)),
    ]);
    let paused = board.plan(NOW);
    assert_eq!(
        (paused.expiries, paused.next_wake),
        (vec![], Some(NOW.plus_ms(500)))
    );
    let later = board.plan(NOW.plus_ms(500));
    assert_eq!((later.expiries, later.next_wake), (vec![job_id(1)], None));
}

#[test]
fn a_job_whose_expiry_is_taken_back_may_start() {
    let mut board = board([
        lane("sketch", 1, 1920),
        Change::BatchPaused {
            batch: batch(1),
            paused: true,
        },
        Change::JobWaits(until(1, 0)),
    ]);
    assert_eq!(board.plan(NOW).expiries, [job_id(1)]);
    board.apply(Change::JobWaits(waiting(1)));
    assert_eq!(board.plan(NOW).expiries, []);
    let why = board.explain(job_id(1), NOW);
    assert_eq!(why, Some(WaitReason::BatchPaused { batch: batch(1) }));
}
