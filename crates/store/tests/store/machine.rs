//! The machine's database.

use worldreel_domain::id::KeyFingerprint;
use worldreel_keys::{KeyLabel, KeyOrder, KeyRecord, Provider};
use worldreel_store::MachineStore;
use worldreel_store::machine::{
    ANSWERS_KEPT_MAX, EngineRow, KeptAnswer, KeyRow, NewUse, SettledUse, Shelf,
};

use super::*;

async fn machine(folder: &TempDir) -> MachineStore {
    MachineStore::open(&folder.path().join("machine.db"))
        .await
        .unwrap()
}

fn key(label: &str, print: &str) -> KeyRow {
    KeyRow {
        provider: Provider::new("nvidia"),
        record: KeyRecord::new(KeyLabel::new(label), KeyFingerprint::new(print)),
    }
}

async fn labels(machine: &MachineStore) -> Vec<String> {
    let keys = machine.keys().await.unwrap();
    keys.into_iter()
        .map(|key| key.record.label.as_str().to_owned())
        .collect()
}

fn attempt(number: u128) -> AttemptId {
    AttemptId::from_uuid(uuid(number))
}

fn used(number: u128) -> NewUse {
    NewUse {
        attempt: attempt(number),
        library: "/library".into(),
        engine: EngineName::new("cosmos"),
        key: Some(KeyFingerprint::new("aa")),
        micro_usd: 500,
        began_at: NOW,
    }
}

#[tokio::test]
async fn engines_keep_their_settings_and_their_order() {
    let folder = TempDir::new().unwrap();
    let first = EngineRow {
        name: EngineName::new("omni"),
        settings: serde_json::json!({"url": "http://127.0.0.1:8091"}),
        keys: None,
    };
    let second = EngineRow {
        name: EngineName::new("cosmos"),
        settings: serde_json::json!({}),
        keys: Some([KeyLabel::new("studio")].into()),
    };
    let store = machine(&folder).await;
    assert!(store.add_engine(first.clone(), NOW).await.unwrap());
    assert!(store.add_engine(second.clone(), NOW).await.unwrap());
    let other = EngineRow {
        settings: serde_json::json!({"url": "elsewhere"}),
        ..first.clone()
    };
    assert!(!store.add_engine(other, NOW).await.unwrap());
    store.close().await;
    let store = machine(&folder).await;
    assert_eq!(store.engines().await.unwrap(), [first, second.clone()]);
    assert!(store.remove_engine(EngineName::new("omni")).await.unwrap());
    assert!(!store.remove_engine(EngineName::new("omni")).await.unwrap());
    assert_eq!(store.engines().await.unwrap(), [second]);
}

#[tokio::test]
async fn a_lane_stays_paused_until_it_is_resumed() {
    let folder = TempDir::new().unwrap();
    let store = machine(&folder).await;
    let lane = LaneName::new("cosmos-1");
    for _ in 0..2 {
        store.set_lane_paused(lane.clone(), true).await.unwrap();
    }
    assert_eq!(
        store.paused_lanes().await.unwrap(),
        std::slice::from_ref(&lane)
    );
    store.set_lane_paused(lane, false).await.unwrap();
    assert_eq!(store.paused_lanes().await.unwrap(), []);
}

#[tokio::test]
async fn keys_keep_their_health_and_are_there_once() {
    let folder = TempDir::new().unwrap();
    let store = machine(&folder).await;
    for (label, print) in [("a", "1"), ("b", "2"), ("c", "3")] {
        let added = store.add_key(key(label, print), NOW).await.unwrap();
        assert_eq!(added, None);
    }
    let twice = store.add_key(key("again", "2"), NOW).await.unwrap();
    assert_eq!(twice, Some(KeyLabel::new("b")));
    let taken = store.add_key(key("c", "9"), NOW).await.unwrap();
    assert_eq!(taken, Some(KeyLabel::new("c")));

    let mut rested = key("b", "2").record;
    rested.limits_in_a_row = 3;
    store.save_keys(vec![rested.clone()]).await.unwrap();
    store
        .place_keys(vec![KeyFingerprint::new("3"), KeyFingerprint::new("2")])
        .await
        .unwrap();
    assert_eq!(labels(&store).await, ["c", "b", "a"]);
    assert_eq!(store.keys().await.unwrap()[1].record, rested);
    assert!(store.remove_key(KeyFingerprint::new("3")).await.unwrap());
    // One that is gone does not come back by being saved.
    store.save_keys(vec![key("c", "3").record]).await.unwrap();
    assert_eq!(labels(&store).await, ["b", "a"]);
}

#[tokio::test]
async fn a_providers_keys_are_used_in_order_until_it_is_set() {
    let folder = TempDir::new().unwrap();
    let store = machine(&folder).await;
    let nvidia = Provider::new("nvidia");
    assert_eq!(store.key_order(&nvidia).await.unwrap(), KeyOrder::InOrder);
    for order in [KeyOrder::RoundRobin, KeyOrder::LeastUsed] {
        store.set_key_order(nvidia.clone(), order).await.unwrap();
        assert_eq!(store.key_order(&nvidia).await.unwrap(), order);
    }
}

#[tokio::test]
async fn a_use_is_written_once_and_settled_once() {
    let folder = TempDir::new().unwrap();
    let store = machine(&folder).await;
    store.begin_uses(vec![used(1), used(2)]).await.unwrap();
    let again = NewUse {
        micro_usd: 9,
        ..used(1)
    };
    store.begin_uses(vec![again]).await.unwrap();
    let settle = |number, outcome, micro_usd| SettledUse {
        attempt: attempt(number),
        outcome,
        micro_usd,
        settled_at: NOW,
    };
    let ends = vec![settle(1, "delivered", None), settle(1, "failed", Some(0))];
    store.settle_uses(ends).await.unwrap();
    let open = store.open_uses("/library").await.unwrap();
    assert_eq!(open.len(), 1);
    assert_eq!(open[0].attempt, attempt(2));
    assert_eq!(store.open_uses("/another").await.unwrap(), []);
    store
        .forget_uses(vec![attempt(1), attempt(2)])
        .await
        .unwrap();
    let kept = store.uses_since(NOW).await.unwrap();
    let told: Vec<_> = kept
        .iter()
        .map(|row| (row.outcome.as_deref(), row.micro_usd))
        .collect();
    assert_eq!(told, [(Some("delivered"), 500)]);
}

#[tokio::test]
async fn two_studios_write_it_at_the_same_time() {
    let folder = TempDir::new().unwrap();
    let (one, two) = (machine(&folder).await, machine(&folder).await);
    let write = async |store: MachineStore, from: u128| {
        for number in from..from + 20 {
            store.begin_uses(vec![used(number)]).await.unwrap();
        }
    };
    tokio::join!(write(one.clone(), 100), write(two, 200));
    assert_eq!(one.open_uses("/library").await.unwrap().len(), 40);
}

#[tokio::test]
async fn the_answer_that_was_not_used_for_longest_goes_first() {
    let folder = TempDir::new().unwrap();
    let machine = machine(&folder).await;
    let keep = |number: u32| KeptAnswer {
        answer: number.into(),
        made_at: Timestamp::from_ms(number.into()),
    };
    for number in 0..ANSWERS_KEPT_MAX {
        let name = if number % 2 == 0 { "even" } else { "odd" };
        let kept = machine.keep_answer(number.to_string(), name.into(), keep(number));
        kept.await.unwrap();
    }
    // The first is used once more, so the second goes in its place.
    let later = Timestamp::from_ms(1_000_000);
    assert!(machine.kept_answer("0", later).await.unwrap().is_some());
    let one_more = machine.keep_answer("new".into(), "even".into(), keep(2_000));
    one_more.await.unwrap();
    assert_eq!(machine.kept_answers().await.unwrap(), ANSWERS_KEPT_MAX);
    assert!(machine.kept_answer("1", later).await.unwrap().is_none());
    assert_eq!(
        machine.kept_answer("0", later).await.unwrap(),
        Some(keep(0))
    );
    assert_eq!(
        machine.forget_answers(Some("odd".into())).await.unwrap(),
        249
    );
    assert_eq!(machine.forget_answers(None).await.unwrap(), 251);
}

#[tokio::test]
async fn a_shelf_keeps_one_thing_under_a_name_whatever_its_case() {
    let folder = TempDir::new().unwrap();
    let store = machine(&folder).await;
    let body = |text: &str| serde_json::json!({ "text": text });
    let put = async |shelf, name: &str, text: &str| {
        store.shelve(shelf, name, &body(text), NOW).await.unwrap()
    };
    assert_eq!(put(Shelf::Templates, "Zebra", "z").await, None);
    assert_eq!(put(Shelf::Templates, "Äpfel", "a").await, None);
    assert_eq!(put(Shelf::Presets, "äpfel", "look").await, None);
    assert_eq!(put(Shelf::Templates, " äPFEL ", "b").await, Some(body("a")));
    // Another studio on this computer sees it.
    let other = machine(&folder).await;
    assert_eq!(
        other.shelf(Shelf::Templates).await.unwrap(),
        [body("z"), body("b")]
    );
    assert!(other.unshelve(Shelf::Templates, "ÄPFEL").await.unwrap());
    assert!(!other.unshelve(Shelf::Templates, "ÄPFEL").await.unwrap());
    assert_eq!(store.shelf(Shelf::Presets).await.unwrap(), [body("look")]);
}
