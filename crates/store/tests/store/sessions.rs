//! Sessions that are renamed, deleted and restored, and events that are forgotten.

use tempfile::TempDir;
use worldreel_domain::job::JobState;
use worldreel_store::{SessionChoice, WhichSessions};

use crate::{NOW, batch, change, open};

#[tokio::test]
async fn a_session_with_work_ahead_is_not_deleted_and_one_without_is_until_it_is_restored() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder).await;
    let job = store.queue_batch(batch(1, 1)).await.unwrap().remove(0);
    assert!(!store.delete_session(job.session, NOW).await.unwrap());
    assert_eq!(
        store.sessions(WhichSessions::Active).await.unwrap().len(),
        1
    );
    let cancelled = JobState::Cancelled {
        may_be_billed: false,
    };
    store
        .change_jobs(vec![change(&job, cancelled)])
        .await
        .unwrap();

    assert!(store.delete_session(job.session, NOW).await.unwrap());
    assert_eq!(store.sessions(WhichSessions::Active).await.unwrap(), []);
    let deleted = store.sessions(WhichSessions::Deleted).await.unwrap();
    assert_eq!(deleted[0].deleted_at, Some(NOW));
    store.restore_session(job.session, NOW).await.unwrap();
    assert_eq!(store.sessions(WhichSessions::Deleted).await.unwrap(), []);
    let title = "A hare".to_owned();
    store.rename_session(job.session, title, NOW).await.unwrap();
    assert_eq!(
        store.sessions(WhichSessions::Active).await.unwrap()[0].title,
        "A hare"
    );
}

#[tokio::test]
async fn what_is_added_to_a_deleted_session_brings_it_back() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder).await;
    let new = batch(1, 0);
    let (session, revision) = (new.session.id(), new.revisions[0].clone());
    store
        .create_session(session, "A fox".into(), NOW)
        .await
        .unwrap();
    assert!(store.delete_session(session, NOW).await.unwrap());
    let own = SessionChoice::Existing(session);
    store
        .keep_revisions(own, vec![revision], NOW)
        .await
        .unwrap();
    assert_eq!(
        store.sessions(WhichSessions::Active).await.unwrap().len(),
        1
    );
}

#[tokio::test]
async fn events_older_than_a_week_are_forgotten_but_never_the_last() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder).await;
    let job = store.queue_batch(batch(1, 1)).await.unwrap().remove(0);
    let last = store.last_event().await.unwrap();
    assert_eq!(store.first_event().await.unwrap(), 1);
    store
        .forget_events(NOW.plus_ms(6 * 24 * 3_600_000))
        .await
        .unwrap();
    assert_eq!(store.first_event().await.unwrap(), 1, "not yet a week");
    store
        .forget_events(NOW.plus_ms(8 * 24 * 3_600_000))
        .await
        .unwrap();
    assert_eq!(store.first_event().await.unwrap(), last);
    assert_eq!(store.last_event().await.unwrap(), last);
    store
        .rename_session(job.session, "B".into(), NOW)
        .await
        .unwrap();
    assert_eq!(store.last_event().await.unwrap(), last + 1, "numbers go on");
}

#[tokio::test]
async fn each_session_has_one_draft_and_so_has_the_one_that_is_not_there_yet() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder).await;
    let job = store.queue_batch(batch(1, 1)).await.unwrap().remove(0);
    let typed = |text: &str| serde_json::Map::from_iter([("text".to_owned(), text.into())]);
    let text = async |session| {
        let draft = store.draft(session).await.unwrap();
        draft.map(|row| row.body["text"].as_str().unwrap().to_owned())
    };
    let own = Some(job.session);
    assert_eq!(text(None).await, None);
    for session in [None, own] {
        for word in ["a", "a fox"] {
            let draft = Some(typed(word));
            store.save_draft(session, draft, NOW).await.unwrap();
        }
    }
    store
        .save_draft(own, Some(typed("a hare")), NOW)
        .await
        .unwrap();
    assert_eq!(text(None).await.as_deref(), Some("a fox"));
    assert_eq!(text(own).await.as_deref(), Some("a hare"));
    store.save_draft(None, None, NOW).await.unwrap();
    assert_eq!(text(None).await, None);
    assert_eq!(text(own).await.as_deref(), Some("a hare"));
    let unknown = worldreel_domain::id::SessionId::from_uuid(uuid::Uuid::nil());
    let refused = store.save_draft(Some(unknown), Some(typed("x")), NOW).await;
    assert!(refused.is_err(), "there is no such session");
}
