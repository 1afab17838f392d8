//! Every page of help.

use worldreel_testkit::program::ran;

use crate::said::home;

#[test]
fn every_verb_has_its_page_of_help() {
    let home = home();
    for verb in [
        "",
        "render",
        "enhance",
        "extract",
        "update",
        "vary",
        "templates",
        "templates fill",
        "templates save",
        "presets",
        "presets apply",
        "presets save",
        "engines",
        "engines add openai-videos",
        "engines add nvidia",
        "lanes",
        "keys",
        "keys add",
        "keys import",
        "keys order",
        "keys limit",
        "models",
        "models add",
        "models use",
        "models price",
        "models kept",
        "serve",
        "queue",
        "queue retry",
        "queue list",
        "queue clear",
        "cancel",
        "queue order",
        "queue budget",
        "status",
        "watch",
        "decide",
        "sessions",
        "sessions list",
        "sessions show",
        "revisions",
        "revisions search",
        "import",
        "export",
        "rescan",
        "doctor",
        "completions",
    ] {
        let mut args: Vec<&str> = verb.split_whitespace().collect();
        args.push("--help");
        let name = if verb.is_empty() { "worldreel" } else { verb }.replace(" ", "_");
        // Help tells what the environment says.
        let ran = ran(home.command(&args).env_remove("WORLDREEL_LIBRARY"));
        insta::assert_snapshot!(format!("help_{name}"), ran.stdout);
    }
}

#[test]
fn completions_are_made_without_a_library() {
    let home = home();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(
            home.must(&["completions", shell]).contains("worldreel"),
            "{shell}"
        );
    }
    assert!(!home.library().exists());
}
