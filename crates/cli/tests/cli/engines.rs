//! Engines and keys that the user sets up, as the README says, with their servers over real
//! HTTP.

use std::fs::File;

use serde_json::Value;
use worldreel_engines::Dialect;
use worldreel_testkit::nvcf::NvcfServer;
use worldreel_testkit::program::{Home, Ran, ran};
use worldreel_testkit::videos::VideoServer;

use crate::said::{assert_said, home, must, refusal, run};

/// A clip that both kinds of server render quickly.
const SMALL: [&str; 6] = ["--size", "256x256", "--frames", "25", "--fps", "12"];

fn must_json(home: &Home, args: &[&str]) -> Value {
    let args: Vec<&str> = args.iter().copied().chain(["--json"]).collect();
    serde_json::from_str(&must(home, &args)).unwrap()
}

fn add_key(home: &Home, label: &str, value: &str, more: &[&str]) -> Ran {
    home.write("key.txt", format!("{value}\n"));
    let args = [&["keys", "add", label, "--provider", "nvidia"][..], more].concat();
    let mut command = home.command(&args);
    command.stdin(File::open(home.work().join("key.txt")).unwrap());
    let ran = tokio::task::block_in_place(|| ran(&mut command));
    std::fs::remove_file(home.work().join("key.txt")).unwrap();
    ran
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_of_ones_own_is_set_up_tried_used_and_taken_out() {
    let home = home();
    let server = VideoServer::start(Dialect::VllmOmni).await;
    let added = must(
        &home,
        &[
            "engines",
            "add",
            "openai-videos",
            "--url",
            &server.url(),
            "--width",
            "2",
        ],
    );
    assert_said!(home, added, @"openai-videos        2 lanes, free (this computer), http://127.0.0.1:[port]");
    must(&home, &["engines", "test", "openai-videos"]);

    let render = [
        "render",
        "a red fox",
        "--engine",
        "openai-videos",
        "--takes",
        "3",
    ];
    must(&home, &[&render[..], &SMALL].concat());
    assert_eq!(server.begun(), 3);

    // Who only looks at the queue, or adds to it, begins nothing that would be cut off.
    home.write(
        "more.txt",
        "a blue bird --size 256x256 --frames 25 --fps 12\n",
    );
    must(
        &home,
        &["import", "more.txt", "--queue", "--engine", "openai-videos"],
    );
    must(&home, &["queue"]);
    assert_eq!(server.begun(), 3);
    must(&home, &["queue", "run"]);
    assert_eq!(server.begun(), 4);

    must(&home, &["lanes", "pause", "openai-videos-2"]);
    let lanes = must(&home, &["lanes"]);
    assert!(
        lanes
            .lines()
            .any(|line| line.starts_with("openai-videos-2 ") && line.ends_with("paused"))
    );
    let unknown = refusal(&run(&home, &["lanes", "pause", "moon-1"]));
    assert!(unknown.contains("there is no lane \"moon-1\""), "{unknown}");

    must(&home, &["engines", "remove", "openai-videos"]);
    assert!(!must(&home, &["engines"]).contains("openai-videos"));
    let gone = refusal(&run(&home, &["engines", "test", "openai-videos"]));
    assert!(
        gone.starts_with("exit 1\nerror: there is no engine \"openai-videos\""),
        "{gone}"
    );
    let built_in = refusal(&run(&home, &["engines", "remove", "sketch"]));
    assert!(
        built_in.contains("is built in and can't be removed"),
        "{built_in}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_needs_a_place_to_be_kept_in_and_the_user_says_so() {
    let home = home();
    let refused = refusal(&add_key(&home, "studio", "nvapi-1", &[]));
    assert!(refused.contains("--allow-file"), "{refused}");
    assert!(must(&home, &["keys"]).starts_with("there is no key yet"));
    let added = add_key(&home, "studio", "nvapi-1", &["--allow-file"]);
    assert_eq!(added.code, Some(0), "{added:#?}");
    let twice = refusal(&add_key(&home, "again", "nvapi-1", &[]));
    assert!(
        twice.contains("has this key, or this label, already: \"studio\""),
        "{twice}"
    );
    must(&home, &["keys", "remove", "studio"]);
    assert!(must(&home, &["keys"]).starts_with("there is no key yet"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dead_key_costs_no_take_and_the_books_agree_with_the_provider() {
    let home = home();
    let server = NvcfServer::start(&["nvapi-canary-one", "nvapi-canary-two"]).await;
    server.limit_each_key(1);
    for (label, value) in [
        ("dead", "nvapi-canary-dead"),
        ("one", "nvapi-canary-one"),
        ("two", "nvapi-canary-two"),
    ] {
        let added = add_key(&home, label, value, &["--allow-file"]);
        assert_eq!(added.code, Some(0), "{added:#?}");
    }
    let url = format!("{}/invoke", server.url());
    let add = [
        "engines",
        "add",
        "nvidia",
        "--base-url",
        &url,
        "--keys",
        "dead,one,two",
    ];
    must(&home, &[&add[..], &["--usd-per-second", "0.12"]].concat());

    let render = ["render", "a red fox", "--engine", "nvidia", "--takes", "4"];
    let unasked = refusal(&run(&home, &[&render[..], &SMALL].concat()));
    assert!(unasked.contains("are not free"), "{unasked}");
    assert_eq!(server.begun(), 0);
    let agreed = [&render[..], &SMALL, &["--max-cost", "2"]].concat();
    must(&home, &agreed);
    assert_eq!(server.begun(), 4);
    assert_eq!(server.collected(), 4);

    let keys = must_json(&home, &["keys"]);
    let told: Vec<_> = keys
        .as_array()
        .unwrap()
        .iter()
        .map(|key| {
            let label = key["label"].as_str().unwrap();
            let health = key["health"]["health"].as_str().unwrap();
            let (asked, took) = (&key["usage"]["requests"], &key["usage"]["successes"]);
            format!(
                "{label} {health} {asked} {took} {}",
                key["spend"]["micro_usd"]
            )
        })
        .collect();
    assert_eq!(told[0], "dead benched 1 0 0");
    let begun = |key| server.begun_with(key);
    let (one, two) = (begun("nvapi-canary-one"), begun("nvapi-canary-two"));
    // 25 frames at 12 a second, rounded up.
    let spent = |takes| takes * 250_000;
    assert_eq!(told[1], format!("one ready {one} {one} {}", spent(one)));
    assert_eq!(told[2], format!("two ready {two} {two} {}", spent(two)));
    assert!(one > 0 && two > 0, "both keys were used");

    let tested = run(&home, &["keys", "test", "dead"]);
    assert_ne!(tested.code, Some(0));
    must(&home, &["keys", "test", "one"]);
    for said in [keys.to_string(), format!("{tested:?}")] {
        assert!(!said.contains("canary"), "{said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_that_the_user_has_already_are_found_and_added_by_their_names() {
    let home = home();
    home.write(
        ".env",
        "NVIDIA_API_KEY=nvapi-canary-1\nNVIDIA_API_KEY_BACKUP1='nvapi-canary-2'\n",
    );
    let found = must(&home, &["keys", "find"]);
    assert_said!(home, found, @r"
    nvidia     NVIDIA_API_KEY           in .env, line 1, new: worldreel keys import adds it
    nvidia     NVIDIA_API_KEY_BACKUP1   in .env, line 2, new: worldreel keys import adds it
    ");
    let unknown = refusal(&run(&home, &["keys", "import", "AWS_KEY"]));
    assert!(
        unknown.contains("no key was found under AWS_KEY"),
        "{unknown}"
    );
    let one = must(
        &home,
        &["keys", "import", "NVIDIA_API_KEY_BACKUP1", "--allow-file"],
    );
    assert_eq!(one.lines().count(), 1);
    let all = must(&home, &["keys", "import"]);
    assert_eq!(all.lines().count(), 2, "{all}");
    let again = must(&home, &["keys", "find"]);
    assert!(
        again.lines().all(|line| line.contains("there already")),
        "{again}"
    );
    assert!(!format!("{found}{one}{all}{again}").contains("canary"));
}
