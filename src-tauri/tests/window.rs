//! The real window: what is typed, enhanced and rendered plays in it.
//!
//! | module | what is done there |
//! |---|---|
//! | `closing` | a window that closes while another is opened |
//! | `refining` | the whole way from a template to a take, by keys |
//! | `stopping` | a question that is stopped while it is asked |
//! | `webdriver` | the window in the test's hands |
//! | `x11` | what a desktop does to a window |
//!
//! Needs a display and a session bus; `cargo xtask test` brings both. With
//! `WORLDREEL_SHOTS` set to a folder, pictures of the window are left there.
#![allow(missing_docs, clippy::unwrap_used)]

mod closing;
mod refining;
mod stopping;
mod webdriver;
mod x11;

use std::time::Duration;

use serde_json::{Value, json};
use webdriver::Window;

/// A first render on a slow machine; nothing else takes as long.
const RENDERED: Duration = Duration::from_secs(90);
const SOON: Duration = Duration::from_secs(20);

#[tokio::test]
async fn a_prompt_becomes_a_take_that_plays_in_the_window() {
    let window = Window::open().await;

    let prompt = window.find("textarea").await;
    window
        .type_into(&prompt, "a red fox in snow, doesn't stop 🦊")
        .await;
    window.click_button("Enhance").await;
    window
        .until(
            "the proposed changes",
            SOON,
            "return document.querySelectorAll('ins').length > 0",
        )
        .await;
    window.shot("window-enhance").await;

    window.click_button("Generate").await;
    window
        .until(
            "a finished take",
            RENDERED,
            "return !!document.querySelector('[data-state=done]')",
        )
        .await;
    window
        .run("document.querySelector('[data-state=done] a.open').click()")
        .await;
    window
        .until("a player", SOON, "return !!document.querySelector('video')")
        .await;
    window.click_button("Play").await;
    window
        .until(
            "the picture to move",
            SOON,
            "const v = document.querySelector('video'); return !v.paused && v.videoWidth > 0 && v.currentTime > 0.3",
        )
        .await;
    window.shot("window-playing").await;

    let error = window
        .run("return document.querySelector('video').error")
        .await;
    assert_eq!(error, Value::Null);
    window.close().await;
}

#[tokio::test]
async fn a_window_that_is_closed_and_opened_again_has_draft_and_queue() {
    let window = Window::open().await;
    let paused = json!({ "paused": true });
    window.call("pause_queue", paused).await;
    let prompt = window.find("textarea").await;
    window.type_into(&prompt, "an owl at midnight").await;
    window.click_button("Generate").await;
    let waits = "return !!document.querySelector('[data-state=queued]')";
    window.until("a queued take", SOON, waits).await;
    window.run("location.hash = '#/create'").await;
    window
        .until(
            "an empty composer",
            SOON,
            "return document.querySelector('textarea')?.value === ''",
        )
        .await;
    let prompt = window.find("textarea").await;
    window.type_into(&prompt, "half a thought").await;
    window
        .until(
            "the library to have the draft",
            SOON,
            "const kept = Object.keys(localStorage).filter((key) => key.includes('draft')); \
             return kept.length === 0 \
             && document.querySelector('textarea').value === 'half a thought'",
        )
        .await;

    let window = window.reopen().await;
    window
        .until(
            "the draft",
            SOON,
            "return document.querySelector('textarea')?.value === 'half a thought'",
        )
        .await;
    window.run("location.hash = '#/queue'").await;
    let waits = "return !!document.querySelector('tr[data-state=queued]')";
    window.until("the queued take", SOON, waits).await;
    window.close().await;
}

#[tokio::test]
async fn the_page_reaches_the_studio_and_nothing_else() {
    let window = Window::open().await;
    let outside = "const done = arguments[0]; \
        fetch('https://example.com/').then(() => done('reached'), () => done('refused'))";
    assert_eq!(window.run_async(outside).await, json!("refused"));
    let unknown = "const done = arguments[0]; \
        window.__TAURI_INTERNALS__.invoke('call', { name: 'no_such', input: {} })\
        .then(() => done('taken'), (error) => done(error.code))";
    assert_eq!(window.run_async(unknown).await, json!("not_found"));
    let shell = "const done = arguments[0]; \
        window.__TAURI_INTERNALS__.invoke('plugin:opener|open_path', { path: '/etc' })\
        .then(() => done('taken'), () => done('refused'))";
    assert_eq!(
        window.run_async(shell).await,
        json!("refused"),
        "no capability that is not needed"
    );
    window.close().await;
}

#[tokio::test]
async fn a_file_let_go_above_the_window_is_reviewed_and_nothing_renders() {
    let window = Window::open().await;
    window.find("textarea").await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("night shots.csv");
    std::fs::write(&file, "prompt,seed\na fox in snow,2\nan owl,never\n").unwrap();
    let uri = folder.path().join("night%20shots.csv");
    x11::drop_file(&uri).await;
    window
        .until(
            "the review",
            SOON,
            "const text = document.body.innerText; \
             return location.hash === '#/import' && text.includes('night shots.csv') \
               && text.includes('a fox in snow') && /1 line with a problem/.test(text)",
        )
        .await;
    window.shot("window-review").await;
    assert_eq!(window.call("queue", json!({})).await["live"], 0);
    window.close().await;
}

#[tokio::test]
async fn a_second_start_ends_and_leaves_the_first_as_it_is() {
    let window = Window::open().await;
    let prompt = window.find("textarea").await;
    window.type_into(&prompt, "half a thought").await;
    assert!(window.start_again().await.success());
    let text = "return document.querySelector('textarea').value";
    assert_eq!(window.run(text).await, json!("half a thought"));
    window.close().await;
}

#[tokio::test]
async fn a_closed_window_finishes_the_queue_where_it_was_set_so() {
    let window = Window::open().await;
    let finish = json!({ "on_close": "finish" });
    window.call("change_settings", finish).await;
    let spec = json!({ "size": { "width": 640, "height": 360 }, "frames": 100, "fps": 10 });
    let order = json!({ "items": [{ "prompt": "a kite", "takes": 2, "spec": spec }] });
    let batch = window.call("generate", order).await;
    assert_eq!(batch["jobs"], 2);
    x11::press_close();
    let home = window.ended().await;

    let window = Window::open_in(home).await;
    window.find("textarea").await;
    let jobs = window.call("list_jobs", json!({})).await;
    let states: Vec<_> = jobs["jobs"].as_array().into_iter().flatten().collect();
    assert_eq!(states.len(), 2);
    assert!(states.iter().all(|job| job["state"]["state"] == "done"));
    window.close().await;
}
