//! Orders that come twice.

use uuid::Uuid;
use worldreel_domain::id::BatchId;
use worldreel_domain::money::Price;

use super::*;

fn named(prompt: &str) -> Generate {
    let take = NewTake {
        takes: 2,
        ..small(prompt)
    };
    Generate {
        batch: Some(BatchId::from_uuid(Uuid::from_u128(7))),
        ..batch(vec![take])
    }
}

async fn jobs(studio: &Studio) -> usize {
    let sessions = studio.list_sessions(SessionQuery::default()).await.unwrap();
    let takes = sessions.iter().map(|session| session.takes as usize);
    takes.sum()
}

#[tokio::test]
async fn an_order_whose_answer_was_lost_is_queued_once() {
    let folder = TempDir::new().unwrap();
    let studio = open(folder.path()).await;
    let first = studio.generate(named("a red fox")).await.unwrap();
    assert!(!first.known);
    // What was agreed to may be said at either time alone.
    let again = Generate {
        max_micro_usd: Some(5),
        budget_micro_usd: Some(5),
        price_unknown_ok: true,
        ..named("a red fox")
    };
    let again = studio.generate(again).await.unwrap();
    assert!(again.known);
    assert_eq!(
        (again.batch, again.session, again.jobs),
        (first.batch, first.session, first.jobs)
    );
    let id = |batch: &Batch| batch.first.as_ref().map(|job| job.id);
    assert_eq!(id(&again), id(&first));
    assert_eq!(jobs(&studio).await, 2);
    until(&studio, &first, JobStateName::Done).await;
    studio.close().await;
    drop(studio);
    let studio = open(folder.path()).await;
    assert!(studio.generate(named("a red fox")).await.unwrap().known);
    assert_eq!(jobs(&studio).await, 2);
}

#[tokio::test]
async fn another_order_under_the_same_id_is_refused() {
    let folder = TempDir::new().unwrap();
    let studio = open(folder.path()).await;
    studio.generate(named("a red fox")).await.unwrap();
    for other in [
        named("a blue fox"),
        Generate {
            title: Some("another".into()),
            ..named("a red fox")
        },
    ] {
        let error = studio.generate(other).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::Conflict);
        assert!(error.hint.unwrap().contains("nothing was queued"));
    }
    // Nor is one of a batch whose id the studio made up.
    let own = studio.generate(batch(vec![small("a fox")])).await.unwrap();
    let taken = Generate {
        batch: Some(own.batch),
        ..batch(vec![small("a fox")])
    };
    let error = studio.generate(taken).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Conflict);
    assert_eq!(jobs(&studio).await, 3);
}

#[tokio::test]
async fn two_that_come_at_once_are_one() {
    let folder = TempDir::new().unwrap();
    let studio = open(folder.path()).await;
    let order = || studio.generate(named("a red fox"));
    let (one, two, three) = tokio::join!(order(), order(), order());
    let all = [one.unwrap(), two.unwrap(), three.unwrap()];
    assert_eq!(all.iter().filter(|own| !own.known).count(), 1);
    assert!(all.iter().all(|own| own.jobs == all[0].jobs));
    assert_eq!(jobs(&studio).await, 2);
}

#[tokio::test]
async fn a_large_one_that_comes_twice_at_once_loses_nothing() {
    let folder = TempDir::new().unwrap();
    let studio = open(folder.path()).await;
    pause_queue(&studio, true).await;
    let order = || {
        let takes = |prompt| NewTake {
            takes: 600,
            ..small(prompt)
        };
        let wanted = Generate {
            batch: Some(BatchId::from_uuid(Uuid::from_u128(8))),
            ..batch(vec![takes("a red fox"), takes("a blue fox")])
        };
        studio.generate(wanted)
    };
    let (one, two) = tokio::join!(order(), order());
    let queued = [one, two].into_iter().filter_map(|answer| match answer {
        Ok(queued) => Some(queued),
        // It came while the other was being written.
        Err(error) => {
            assert_eq!(error.code, ErrorCode::NotNow, "{error}");
            None
        }
    });
    assert!(queued.count() >= 1);
    assert!(order().await.unwrap().known);
    assert_eq!(jobs(&studio).await, 1_200);
}

#[tokio::test]
async fn its_price_is_told_all_the_same() {
    let folder = TempDir::new().unwrap();
    let studio = open(folder.path()).await;
    let quote = studio.quote(named("a red fox")).await.unwrap();
    assert_eq!((quote.jobs, quote.price), (2, Price::Free));
}
