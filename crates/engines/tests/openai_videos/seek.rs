//! A render whose studio died before its ticket was noted.

use std::collections::BTreeSet;

use serde_json::json;
use worldreel_engines::{Dialect, Engine, Found, OpenAiVideos, Sought};
use worldreel_testkit::videos::{Act, Answer, Route};

use crate::setup::{engine, paid, trial, world};
use crate::support::{PROMPT, Trial, now};

async fn found(engine: &OpenAiVideos, trial: &Trial, taken: &BTreeSet<String>) -> Found {
    let sought = Sought {
        order: &trial.order,
        sent_after: now().plus_ms(-5_000),
        gone_by: now(),
        now: now(),
        same_boot: true,
        taken,
    };
    engine.find(&sought).await
}

#[tokio::test]
async fn it_is_found_by_what_was_ordered_and_when() {
    let (server, _) = world(Dialect::VllmOmni).await;
    server.begin_for_another(PROMPT, 600);
    let ours = server.begin_for_another(PROMPT, 1);
    server.begin_for_another("something else", 1);
    let engine = engine(server.settings());
    let none = BTreeSet::new();
    let Found::Begun(ticket) = found(&engine, &trial(), &none).await else {
        panic!("it is there");
    };
    assert_eq!(ticket.id, ours);
    // The same prompt in another size is another order.
    let other = Trial::new(512, 192, 10);
    assert_eq!(found(&engine, &other, &none).await, Found::NeverBegan);
    // Another attempt has it.
    let taken = BTreeSet::from([ours]);
    assert_eq!(found(&engine, &trial(), &taken).await, Found::NeverBegan);
    // Which of two is not known.
    server.begin_for_another(PROMPT, 1);
    assert_eq!(found(&engine, &trial(), &none).await, Found::Unknown);
    assert_eq!(server.begun(), 4, "nothing was begun to find it");
}

#[tokio::test]
async fn what_is_not_listed_never_began_only_where_the_list_is_the_whole_truth() {
    let none = BTreeSet::new();
    let (_server, own) = world(Dialect::VllmOmni).await;
    assert_eq!(found(&own, &trial(), &none).await, Found::NeverBegan);
    let (_server, provider) = paid(Dialect::VllmOmni).await;
    assert_eq!(found(&provider, &trial(), &none).await, Found::Unknown);
    let (server, own) = world(Dialect::VllmOmni).await;
    for _ in 0..3 {
        let absent = Answer::json(405, &json!({"detail": "Method Not Allowed"}));
        server.script().next(Route::List, Act::Say(absent));
    }
    assert_eq!(found(&own, &trial(), &none).await, Found::Unknown);
    let (mut server, own) = world(Dialect::VllmOmni).await;
    server.stop().await;
    assert_eq!(found(&own, &trial(), &none).await, Found::Unknown);
}

#[tokio::test]
async fn a_long_list_is_read_back_to_the_moment_of_the_order() {
    let (server, own) = world(Dialect::VllmOmni).await;
    let ours = server.begin_for_another(PROMPT, 1);
    for _ in 0..150 {
        server.begin_for_another("something else", 0);
    }
    let none = BTreeSet::new();
    let Found::Begun(ticket) = found(&own, &trial(), &none).await else {
        panic!("it is on the second page");
    };
    assert_eq!(ticket.id, ours);
    // One that gives no second page may hide it.
    let (server, own) = world(Dialect::Sglang).await;
    for _ in 0..150 {
        server.begin_for_another("something else", 0);
    }
    assert_eq!(found(&own, &trial(), &none).await, Found::Unknown);
}

#[tokio::test]
async fn a_server_whose_clock_is_wrong_finds_it_all_the_same() {
    let (server, own) = world(Dialect::VllmOmni).await;
    // An hour ahead: its record and its date say so both.
    let record = json!({"id": "v-1", "object": "video", "status": "in_progress",
        "prompt": PROMPT, "created_at": now().ms() / 1_000 + 3_600});
    let later = std::time::SystemTime::now() + std::time::Duration::from_secs(3_600);
    let page = Answer::json(200, &json!({"data": [record], "has_more": false}))
        .header("date", &httpdate::fmt_http_date(later));
    server.script().next(Route::List, Act::Say(page));
    let none = BTreeSet::new();
    assert!(matches!(
        found(&own, &trial(), &none).await,
        Found::Begun(_)
    ));
}
