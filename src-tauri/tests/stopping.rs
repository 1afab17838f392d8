//! A question to a chat model that never answers, stopped in the window.

use serde_json::json;
use worldreel_testkit::chat::{Answer, Fake};

use crate::SOON;
use crate::webdriver::Window;

#[tokio::test]
async fn stop_ends_the_question_at_the_server_and_leaves_the_text() {
    let silent = Fake::start(vec![Answer::Silence]).await;
    let window = Window::open().await;
    let model = json!({ "name": "writer", "url": silent.base_url(), "model": "m" });
    window.call("add_model", model).await;
    let chosen = json!({ "refiner": "writer", "task": "enhance" });
    window.call("choose_refiner", chosen).await;

    window.find("#prompt").await;
    window.tab_to("#prompt").await;
    window.write("a red fox").await;
    window.find("[data-refiner=writer]").await;
    window.press("Control+E").await;
    window.find("[data-tools] [data-stop]").await;
    silent.wait_for_request().await;
    window.click_button("Stop").await;
    let hung_up = tokio::time::timeout(SOON, silent.wait_for_hang_up()).await;
    hung_up.expect("the server was left waiting");

    let usable = "return !document.querySelector('[data-stop]') \
        && document.querySelector('#prompt').value === 'a red fox'";
    window
        .until("the page to be usable again", SOON, usable)
        .await;
    window.shot("window-stopped").await;
    // The rules answer the same question.
    let rules = json!({ "refiner": "rules", "every_task": true });
    window.call("choose_refiner", rules).await;
    window.find("[data-refiner=rules]").await;
    window.press("Control+E").await;
    window.find("[data-change]:focus").await;
    assert_eq!(silent.requests().len(), 1);
    window.close().await;
}
