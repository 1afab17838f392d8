//! A window that closes while another one is opened.

use serde_json::{Value, json};
use worldreel_testkit::chat::{Answer, Fake};

use crate::webdriver::Window;
use crate::x11;

#[tokio::test]
async fn a_start_while_another_window_closes_is_a_window_of_its_own() {
    let silent = Fake::start(vec![Answer::Silence]).await;
    let mut first = Window::open().await;
    first.find("textarea").await;
    let model = json!({ "name": "writer", "url": silent.base_url(), "model": "m" });
    first.call("add_model", model).await;
    // A call of another program is waited for: so long the first window closes.
    let endpoint = std::fs::read_to_string(first.endpoint()).unwrap();
    let asking = tokio::spawn(enhance(serde_json::from_str(&endpoint).unwrap()));
    silent.wait_for_request().await;
    x11::press_close();
    first.closes().await;

    let second = first.open_beside().await;
    second.find("textarea").await;
    assert!(!asking.is_finished());
    second.close().await;
    asking.abort();
}

/// Asks the model as another program does.
async fn enhance(studio: Value) {
    let address = studio["address"].as_str().unwrap();
    let asked = json!({ "prompt": "a red fox", "refiner": "writer" });
    let sent = reqwest::Client::new()
        .post(format!("{address}/studio/v1/enhance"))
        .bearer_auth(studio["token"].as_str().unwrap())
        .json(&asked)
        .send()
        .await;
    panic!("a silent model has answered: {sent:?}");
}
