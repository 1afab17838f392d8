//! What changes, as server-sent events.

use eventsource_stream::{Event, Eventsource};
use futures::StreamExt;
use futures::stream::BoxStream;
use serde_json::json;

use crate::world::{World, small_batch, within};

async fn listen(world: &World, query: &str, last_id: Option<&str>) -> BoxStream<'static, Event> {
    let mut request = world.call("GET", &format!("/events{query}"));
    if let Some(id) = last_id {
        request = request.header("Last-Event-ID", id);
    }
    let answer = request.send().await.unwrap();
    assert_eq!(answer.headers()["content-type"], "text/event-stream");
    let events = answer.bytes_stream().eventsource();
    // A cut connection ends the stream.
    events.filter_map(|event| async { event.ok() }).boxed()
}

/// The next changes until the last of them satisfies `enough`, progress left out.
async fn changes(
    heard: &mut BoxStream<'static, Event>,
    mut enough: impl FnMut(&Event) -> bool,
) -> Vec<Event> {
    let mut all = Vec::new();
    within(async {
        while let Some(event) = heard.next().await {
            if event.event == "change" {
                all.push(event);
                if enough(&all[all.len() - 1]) {
                    return;
                }
            }
        }
        panic!("the stream ended early");
    })
    .await;
    all
}

fn is_done(event: &Event) -> bool {
    event.data.contains("\"state\":\"done\"")
}

fn id(event: &Event) -> i64 {
    event.id.parse().unwrap()
}

#[tokio::test]
async fn changes_come_in_order_each_with_its_number() {
    let world = World::open().await;
    let mut heard = listen(&world, "?after=0", None).await;
    world.post("/batches", &small_batch(2)).await;
    let mut done = 0;
    let told = changes(&mut heard, |event| {
        done += i32::from(is_done(event));
        done == 2
    })
    .await;
    assert!(
        told.windows(2).all(|pair| id(&pair[0]) < id(&pair[1])),
        "{told:?}"
    );
    for event in &told {
        let change: serde_json::Value = serde_json::from_str(&event.data).unwrap();
        assert_eq!(change["seq"], id(event));
    }
}

#[tokio::test]
async fn a_listener_that_comes_back_misses_nothing_and_hears_nothing_twice() {
    let world = World::open().await;
    let mut heard = listen(&world, "?after=0", None).await;
    world.post("/batches", &small_batch(3)).await;
    let mut first = changes(&mut heard, |_| true).await;
    first.extend(changes(&mut heard, |_| true).await);
    drop(heard);
    // Everything else happens while nobody listens.
    world.settle().await;
    let last = first[first.len() - 1].id.clone();
    let mut done = first.iter().filter(|event| is_done(event)).count();
    let mut heard = listen(&world, "?after=0", Some(&last)).await;
    let second = changes(&mut heard, |event| {
        done += usize::from(is_done(event));
        done == 3
    })
    .await;
    let told: Vec<i64> = first.iter().chain(&second).map(id).collect();
    let mut heard = listen(&world, "?after=0", None).await;
    let all = changes(&mut heard, |event| id(event) == told[told.len() - 1]).await;
    assert_eq!(told, all.iter().map(id).collect::<Vec<_>>());
}

#[tokio::test]
async fn without_a_number_only_what_follows_is_told() {
    let world = World::open().await;
    world.render(1).await;
    let snapshot: serde_json::Value = world.get("/snapshot").await.json().await.unwrap();
    let mut heard = listen(&world, "", None).await;
    // The stream is open before anything else happens: its head has come.
    world.post("/batches", &small_batch(1)).await;
    let told = changes(&mut heard, is_done).await;
    assert!(id(&told[0]) > snapshot["seq"].as_i64().unwrap());
}

#[tokio::test]
async fn closing_the_door_ends_the_streams() {
    let world = World::open().await;
    let mut heard = listen(&world, "", None).await;
    let (_folder, studio) = world.close_door().await;
    assert!(within(heard.next()).await.is_none());
    studio.close().await;
}

#[tokio::test]
async fn what_is_set_up_otherwise_is_heard_by_every_page() {
    let world = World::open().await;
    let mut heard = listen(&world, "", None).await;
    let settings =
        json!({ "engine": "openai_videos", "name": "omni", "url": "http://127.0.0.1:9" });
    let engine = world
        .post("/engines", &json!({ "settings": settings }))
        .await;
    assert!(engine.status().is_success());
    set_up(&mut heard).await;
    let model = json!({ "name": "local", "url": "http://127.0.0.1:9/v1", "model": "m" });
    assert!(world.post("/models", &model).await.status().is_success());
    set_up(&mut heard).await;
    let paused = world
        .post("/lanes/omni-1/pause", &json!({ "paused": true }))
        .await;
    assert!(paused.status().is_success());
    set_up(&mut heard).await;
}

async fn set_up(heard: &mut BoxStream<'static, Event>) {
    within(async {
        while let Some(event) = heard.next().await {
            if event.event == "set_up" {
                // It resumes nowhere: what is set up has no numbers.
                assert_eq!(event.id, "");
                return;
            }
        }
        panic!("the stream ended early");
    })
    .await;
}
