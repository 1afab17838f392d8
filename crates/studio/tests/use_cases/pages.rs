//! Lists that are told in pages.

use worldreel_domain::id::{JobId, SessionId};
use worldreel_studio::ErrorCode;
use worldreel_studio::call::Nothing;
use worldreel_studio::jobs::{JobPage, JobQuery};
use worldreel_studio::sessions::SessionRef;

use super::{TempDir, batch, first_job, open, pause_queue, small};

fn of(session: SessionId, after: Option<JobId>, limit: u32) -> JobQuery {
    JobQuery {
        session: Some(session),
        after,
        limit: Some(limit),
        ..JobQuery::default()
    }
}

fn takes(page: &JobPage) -> Vec<u32> {
    page.jobs.iter().map(|job| job.take).collect()
}

#[tokio::test]
async fn the_takes_of_a_session_are_told_a_page_at_a_time() {
    let folder = TempDir::new().unwrap();
    let studio = open(folder.path()).await;
    pause_queue(&studio, true).await;
    let items = (0..205).map(|n| small(&format!("fox {n}"))).collect();
    let queued = studio.generate(batch(items)).await.unwrap();
    assert_eq!(queued.jobs, 205);
    let session = queued.session;

    let first = studio.list_jobs(of(session, None, 3)).await.unwrap();
    assert_eq!(takes(&first), [1, 2, 3]);
    let second = studio
        .list_jobs(of(session, first.next, 200))
        .await
        .unwrap();
    assert_eq!((takes(&second)[0], second.jobs.len()), (4, 200));
    let last = studio.list_jobs(of(session, second.next, 3)).await.unwrap();
    assert_eq!((takes(&last), last.next), (vec![204, 205], None));
    let from = JobQuery {
        from_take: Some(203),
        ..of(session, None, 2)
    };
    assert_eq!(takes(&studio.list_jobs(from).await.unwrap()), [203, 204]);

    let detail = studio.session(SessionRef { session }).await.unwrap();
    assert_eq!((detail.session.takes, detail.session.live), (205, 205));
    assert_eq!(
        (detail.jobs.jobs.len(), detail.jobs.next.is_some()),
        (200, true)
    );
    assert_eq!(detail.revisions.total, 205);
    assert_eq!(detail.revisions.revisions.len(), 200);
    assert_eq!(detail.revisions.revisions[0].number, 205);
    assert_eq!(studio.queue(Nothing {}).await.unwrap().live, 205);
    studio.close().await;
}

#[tokio::test]
async fn a_list_goes_on_only_after_one_of_its_own() {
    let folder = TempDir::new().unwrap();
    let studio = open(folder.path()).await;
    pause_queue(&studio, true).await;
    let one = studio.generate(batch(vec![small("a")])).await.unwrap();
    let other = studio.generate(batch(vec![small("b")])).await.unwrap();
    let foreign = of(one.session, Some(first_job(&other)), 1);
    let error = studio.list_jobs(foreign).await.unwrap_err();
    assert_eq!(
        (error.code, error.field.as_deref()),
        (ErrorCode::BadInput, Some("after"))
    );
    let unknown = of(
        one.session,
        Some(JobId::from_uuid(uuid::Uuid::from_u128(7))),
        1,
    );
    let error = studio.list_jobs(unknown).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::NotFound);
    studio.close().await;
}
