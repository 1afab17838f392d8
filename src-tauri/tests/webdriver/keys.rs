//! Keys, pressed as a user presses them.

use std::time::Duration;

use serde_json::{Value, json};

use super::Window;

/// More than a whole round of the window.
const STEPS_MAX: usize = 100;

impl Window {
    /// Presses keys together, such as `Control+Shift+H`.
    pub(crate) async fn press(&self, chord: &str) {
        let keys: Vec<_> = chord.split('+').map(key).collect();
        let down = keys.iter().map(|key| action("keyDown", key));
        let up = keys.iter().rev().map(|key| action("keyUp", key));
        self.perform(down.chain(up).collect()).await;
    }

    /// Types where the focus is.
    pub(crate) async fn write(&self, text: &str) {
        let keys: Vec<_> = text.chars().map(String::from).collect();
        let both = |key: &String| [action("keyDown", key), action("keyUp", key)];
        self.perform(keys.iter().flat_map(both).collect()).await;
    }

    /// Goes on by Tab to what a CSS selector finds.
    pub(crate) async fn tab_to(&self, css: &str) {
        self.find(css).await;
        let here = format!("return !!document.activeElement?.matches({})", json!(css));
        for _ in 0..STEPS_MAX {
            if self.run(&here).await == Value::Bool(true) {
                return;
            }
            self.press("Tab").await;
        }
        // Fails, with a picture and the window's words.
        let what = format!("{css} to be reached by Tab");
        self.until(&what, Duration::ZERO, &here).await;
    }

    async fn perform(&self, actions: Vec<Value>) {
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": actions });
        self.post("actions", &json!({ "actions": [keyboard] }))
            .await;
    }
}

fn action(kind: &str, key: &str) -> Value {
    json!({ "type": kind, "value": key })
}

/// A key as WebDriver calls it (W3C WebDriver, section 17.4.2).
fn key(name: &str) -> String {
    let named = match name {
        "Tab" => '\u{E004}',
        "Enter" => '\u{E007}',
        "Shift" => '\u{E008}',
        "Control" => '\u{E009}',
        "Escape" => '\u{E00C}',
        "Space" => ' ',
        "End" => '\u{E010}',
        "ArrowRight" => '\u{E014}',
        "ArrowDown" => '\u{E015}',
        letter => {
            assert_eq!(letter.chars().count(), 1, "{letter} is no key known here");
            return letter.to_lowercase();
        }
    };
    named.into()
}
