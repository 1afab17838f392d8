//! One story, by keys alone: a template is filled in, enhanced, locked, talked to, varied and
//! queued; a step is gone back, a preset put on, and what renders is what was seen.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::webdriver::Window;
use crate::{RENDERED, SOON};

#[tokio::test]
async fn a_template_becomes_takes_of_what_was_seen_by_keys_alone() {
    let window = Window::open().await;
    take_template(&window, "macro", "honey bee on a thistle").await;
    let enhanced = enhance(&window).await;
    lock_two_fields(&window).await;
    say(&window, "make it night").await;
    let mut seen = queue_variations(&window, 2).await;
    go_back_one_step(&window, &enhanced).await;
    write_on(&window, " Snow falls.").await;
    put_on_preset(&window, "film look").await;
    window.shot("window-preset").await;
    seen.insert(generate(&window).await);

    assert_eq!(prompts(&window).await, seen);
    let steps = "typed of none, enhanced of 1, updated of 2, variation of 3, variation of 3, \
        edited of 2, updated of 6";
    assert_eq!(tree(&window).await, steps);
    every_take_is_done(&window).await;
    play(&window).await;
    window.shot("window-refined").await;
    window.close().await;
}

/// Finds a template by its name, fills the first gap in and takes it.
async fn take_template(window: &Window, name: &str, gap: &str) {
    let preview = "return document.querySelector('[data-preview]').textContent";
    window.find("#prompt").await;
    window.press("Control+Shift+Y").await;
    window.find("#shelf-find:focus").await;
    window.write(name).await;
    window.tab_to("[data-template] input").await;
    window.write(gap).await;
    let filled = format!("{preview}.includes({})", json!(gap));
    window.until("the gap to be filled", SOON, &filled).await;
    let preview = words(window, preview).await;
    window.press("Enter").await;
    window.find("#prompt:focus").await;
    assert_eq!(written(window).await, preview);
}

/// Has it enhanced, accepts every change, and gives back what stands there then.
async fn enhance(window: &Window) -> String {
    let before = written(window).await;
    window.press("Control+E").await;
    accept_each(window).await;
    let after = reviewed(window).await;
    assert_ne!(after, before);
    after
}

/// The third field, and the last: the style.
async fn lock_two_fields(window: &Window) {
    window.press("Control+Shift+K").await;
    window.find("[data-lock]:focus").await;
    for key in ["ArrowDown", "ArrowDown", "Space", "End", "Space"] {
        window.press(key).await;
    }
    let locked = "return document.querySelectorAll('[data-lock][aria-pressed=true]').length === 2";
    window.until("two locks", SOON, locked).await;
}

/// Asks for a change in plain words and accepts what is answered.
async fn say(window: &Window, request: &str) {
    window.press("Control+L").await;
    window.find("#talk:focus").await;
    window.write(request).await;
    window.press("Enter").await;
    window.find("[data-answer=changes]").await;
    accept_each(window).await;
}

/// Picks so many variations, reads each in full, and queues them.
async fn queue_variations(window: &Window, picked: usize) -> BTreeSet<String> {
    window.press("Control+Shift+V").await;
    window.find("[data-card='0']:focus").await;
    let mut seen = BTreeSet::new();
    for card in 1..=picked {
        let focused = format!("[data-card='{card}']:focus");
        window.press("ArrowRight").await;
        window.find(&focused).await;
        window.press("E").await;
        window.find(".card textarea:focus").await;
        seen.insert(words(window, "return document.activeElement.value").await);
        window.press("Escape").await;
        window.find(&focused).await;
        window.press("Space").await;
    }
    window.press("Enter").await;
    takes_are_shown(window, picked).await;
    seen
}

/// Opens the tree and goes back to the step before the one that is written on.
async fn go_back_one_step(window: &Window, wanted: &str) {
    window.press("Control+Shift+H").await;
    window.find("[data-revision][aria-current]:focus").await;
    window.shot("window-tree").await;
    window.press("ArrowDown").await;
    window.press("Enter").await;
    let back = format!(
        "return document.querySelector('#prompt')?.value === {}",
        json!(wanted)
    );
    window.until("the step before", SOON, &back).await;
}

/// Goes on at the end of what stands there.
async fn write_on(window: &Window, text: &str) {
    window.tab_to("#prompt").await;
    window.press("Control+End").await;
    window.write(text).await;
}

/// Puts a preset on by the palette, and accepts what it may change.
async fn put_on_preset(window: &Window, name: &str) {
    window.press("Control+K").await;
    window.find("[role=combobox]:focus").await;
    window.write(&format!("put on preset {name}")).await;
    window.find("[role=option][aria-selected=true]").await;
    window.press("Enter").await;
    accept_each(window).await;
    let kept = "return document.body.innerText.includes('Style is locked')";
    window.until("what a lock kept", SOON, kept).await;
}

/// Queues what is written, and gives back what that was.
async fn generate(window: &Window) -> String {
    let seen = reviewed(window).await;
    let before = prompts(window).await.len();
    window.press("Control+Enter").await;
    takes_are_shown(window, before + 1).await;
    seen
}

/// Opens a take and plays it.
async fn play(window: &Window) {
    window.tab_to("[data-state=done] a.open").await;
    window.press("Enter").await;
    window.find("video").await;
    window.press("Space").await;
    let moves = "const v = document.querySelector('video'); \
        return !v.paused && v.videoWidth > 0 && v.currentTime > 0.3";
    window.until("the picture to move", SOON, moves).await;
}

/// Accepts by Enter until nothing is open; each goes on to the next.
async fn accept_each(window: &Window) {
    window.find("[data-change]:focus").await;
    let open = "return document.querySelectorAll('[data-change].open').length";
    while window.run(open).await != 0 {
        window.press("Enter").await;
    }
}

/// What stands in the field.
async fn written(window: &Window) -> String {
    words(window, "return document.querySelector('#prompt').value").await
}

/// What stands there once the changes are taken as they were decided.
async fn reviewed(window: &Window) -> String {
    let read = "const paper = document.querySelector('.review .paper').cloneNode(true); \
        for (const aside of paper.querySelectorAll('.vh, del, sup')) aside.remove(); \
        return paper.textContent";
    words(window, read).await
}

async fn words(window: &Window, script: &str) -> String {
    let words = window.run(script).await;
    words.as_str().unwrap().trim().to_owned()
}

async fn takes_are_shown(window: &Window, takes: usize) {
    let shown = format!("return document.querySelectorAll('[data-take]').length === {takes}");
    window.until("the takes", SOON, &shown).await;
}

async fn every_take_is_done(window: &Window) {
    let done = "return [...document.querySelectorAll('[data-take]')]\
        .every((take) => take.dataset.state === 'done')";
    window.until("every take", RENDERED * 3, done).await;
}

/// The prompts of all that was queued.
async fn prompts(window: &Window) -> BTreeSet<String> {
    let jobs = window.call("list_jobs", json!({})).await;
    let prompts = jobs["jobs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|job| &job["prompt"]);
    prompts
        .map(|prompt| prompt.as_str().unwrap().to_owned())
        .collect()
}

/// What made each step of the session, and of which step it was made.
async fn tree(window: &Window) -> String {
    let sessions = window.call("list_sessions", json!({})).await;
    let session = json!({ "session": sessions[0]["id"] });
    let told = window.call("session", session).await;
    let steps = told["revisions"]["revisions"].as_array().unwrap();
    let number = |id: &Value| {
        let step = steps.iter().find(|step| step["id"] == *id);
        step.map_or_else(|| "none".to_owned(), |step| step["number"].to_string())
    };
    // The newest is told first.
    let lines = steps.iter().rev().map(|step| {
        let origin = step["origin"].as_str().unwrap();
        format!("{origin} of {}", number(&step["parent"]))
    });
    lines.collect::<Vec<_>>().join(", ")
}
