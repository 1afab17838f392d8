//! One job, looked at again and again, is told as it is after every change.

use std::num::NonZeroU32;

use super::*;
use worldreel_domain::expiry::Expiry;
use worldreel_domain::queue::Priority;
use worldreel_domain::wait::WaitReason;
use worldreel_studio::ToldJob;
use worldreel_studio::batches::PauseBatch;
use worldreel_studio::edits::EditJob;
use worldreel_studio::jobs::MoveJob;
use worldreel_studio::policy::PrioritizeJob;
use worldreel_studio::view::JobDetail;

async fn ids(studio: &Studio, of: &Batch) -> Vec<JobId> {
    let query = JobQuery {
        batch: Some(of.batch),
        ..JobQuery::default()
    };
    let listed = studio.list_jobs(query).await.unwrap().jobs;
    listed.into_iter().map(|job| job.id).collect()
}

/// Each job of a batch by itself is as the list has it, which is read anew each time.
async fn as_listed(studio: &Studio, of: &Batch, after: &str) {
    let query = JobQuery {
        batch: Some(of.batch),
        ..JobQuery::default()
    };
    for listed in studio.list_jobs(query).await.unwrap().jobs {
        let job = listed.id;
        let looked_at = studio.job(JobRef { job }).await.unwrap().into_detail().job;
        assert_eq!(looked_at, listed, "after {after}");
    }
}

#[tokio::test]
async fn what_is_told_once_more_is_written_once() {
    let folder = TempDir::new().unwrap();
    let studio = open(folder.path()).await;
    pause_queue(&studio, true).await;
    let queued = studio.generate(batch(vec![small("a fox")])).await.unwrap();
    let job = ids(&studio, &queued).await[0];
    let look = async || studio.job(JobRef { job }).await.unwrap();
    let address = |told: &ToldJob| std::ptr::from_ref::<JobDetail>(told);
    let first = look().await;
    assert_eq!(address(&look().await), address(&first));
    // As JSON it is what its parts are.
    let json = serde_json::to_value(&first).unwrap();
    assert_eq!(json, serde_json::to_value(&*first).unwrap());
    let read: ToldJob = serde_json::from_value(json).unwrap();
    assert_eq!(*read, *first);
    // Nothing is written of the job when its batch is paused.
    pause_batch(&studio, &queued, true).await;
    pause_queue(&studio, false).await;
    let other = look().await;
    assert_ne!(other.job.waits, first.job.waits);
    let json = serde_json::to_value(&other).unwrap();
    assert_eq!(json, serde_json::to_value(&*other).unwrap());
    studio.close().await;
}

async fn pause_batch(studio: &Studio, of: &Batch, paused: bool) {
    let batch = of.batch;
    studio
        .pause_batch(PauseBatch { batch, paused })
        .await
        .unwrap();
}

#[tokio::test]
async fn a_look_is_never_older_than_what_its_caller_has_heard_of() {
    let folder = TempDir::new().unwrap();
    let studio = open(folder.path()).await;
    pause_queue(&studio, true).await;
    let takes = ["a fox", "a hare", "an owl"].map(small).to_vec();
    let queued = studio.generate(batch(takes)).await.unwrap();
    let [first, second, third] = ids(&studio, &queued).await[..] else {
        panic!("three takes");
    };
    as_listed(&studio, &queued, "it was queued").await;

    for action in [JobAction::Hold, JobAction::Release, JobAction::Hold] {
        let acted = ActOnJob::of(first, action);
        studio.act_on_job(acted).await.unwrap();
        as_listed(&studio, &queued, "an action").await;
    }
    let moved = MoveJob {
        job: third,
        before: Some(second),
    };
    studio.move_job(moved).await.unwrap();
    as_listed(&studio, &queued, "a move").await;
    let urgent = PrioritizeJob {
        job: second,
        priority: Priority::High,
    };
    studio.prioritize_job(urgent).await.unwrap();
    as_listed(&studio, &queued, "a new priority").await;
    let version = studio
        .job(JobRef { job: second })
        .await
        .unwrap()
        .job
        .version;
    let edited = EditJob {
        job: second,
        expected_version: version,
        spec: SpecWish::default(),
        engines: None,
        lanes: None,
        expiry: NonZeroU32::new(3_600).map(Expiry::AfterS),
        max_micro_usd: None,
        price_unknown_ok: false,
    };
    studio.edit_job(edited).await.unwrap();
    as_listed(&studio, &queued, "an edit").await;
    // Why the others wait changes with the queue, and nothing of them is written.
    pause_batch(&studio, &queued, true).await;
    pause_queue(&studio, false).await;
    as_listed(&studio, &queued, "the queue went on, and its batch did not").await;
    let released = ActOnJob::of(first, JobAction::Release);
    studio.act_on_job(released).await.unwrap();
    as_listed(&studio, &queued, "the release of the last").await;
    pause_batch(&studio, &queued, false).await;
    until(&studio, &queued, JobStateName::Done).await;
    as_listed(&studio, &queued, "all were done").await;
    studio.close().await;
}

#[tokio::test]
async fn who_waits_behind_a_job_has_another_place_once_that_is_held() {
    let folder = TempDir::new().unwrap();
    // Nothing starts, so that all of them wait for their turn.
    let idle = StudioConfig {
        idle: true,
        ..config(folder.path())
    };
    let studio = Studio::open(idle).await.unwrap();
    let takes = ["a fox", "a hare", "an owl"].map(small).to_vec();
    let queued = studio.generate(batch(takes)).await.unwrap();
    let [first, _, third] = ids(&studio, &queued).await[..] else {
        panic!("three takes");
    };
    let ahead = async || match &studio.job(JobRef { job: third }).await.unwrap().job.waits {
        Some(WaitReason::Turn { ahead }) => *ahead,
        other => panic!("{other:?}"),
    };
    assert_eq!(ahead().await, 2);
    for (action, places) in [
        (JobAction::Hold, 1),
        (JobAction::Release, 2),
        (JobAction::Cancel, 1),
    ] {
        // Nothing is written of the one that waits behind.
        studio
            .act_on_job(ActOnJob::of(first, action))
            .await
            .unwrap();
        assert_eq!(ahead().await, places, "after {action:?}");
    }
    studio.close().await;
}
