//! What is shown before a render and what its server gets are the same bytes.

use serde_json::Value;
use worldreel_engines::Dialect;
use worldreel_testkit::program::Home;
use worldreel_testkit::videos::{Route, VideoServer};

use crate::said::{assert_said, home, must, refusal, run};

const PROMPT: &str =
    "0-1 s: a red fox runs, \"fast\". 1-2 s: the fox sits in the snow. Low angle, 35mm, calm.";
const SMALL: [&str; 6] = ["--size", "256x192", "--frames", "25", "--fps", "12"];

/// Sets an engine for the server up.
fn add(home: &Home, server: &VideoServer, name: &str, more: &[&str]) {
    let url = server.url();
    let common = [
        "engines",
        "add",
        "openai-videos",
        "--url",
        &url,
        "--name",
        name,
    ];
    must(home, &[&common[..], more].concat());
}

fn sent_to(home: &Home, engine: &str) -> String {
    let asked = ["extract", PROMPT, "--sent-to", engine];
    let told = must(home, &[&asked[..], &SMALL].concat());
    told.strip_suffix('\n').unwrap().to_owned()
}

/// The parameters of the request for the last render.
fn sent(server: &VideoServer, name: &str) -> Option<String> {
    let requests = server.script().requests(Route::Create);
    requests.last().unwrap().fields().remove(name)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_shown_is_what_is_sent_and_what_the_sidecar_keeps() {
    let home = home();
    let server = VideoServer::start(Dialect::VllmOmni).await;
    add(&home, &server, "cosmos", &["--prompt-form", "scene"]);
    let shown = sent_to(&home, "cosmos");
    assert_said!(home, shown, @r#"{"subjects":[{"description":"a red fox","appearance_details":"red","pose":"sits in the snow","action":"runs"}],"background_setting":"the snow","aesthetics":{"mood_atmosphere":"calm"},"cinematography":{"camera_angle":"Low angle","lens_focal_length":"35mm"},"segments":[{"segment_index":0,"time_range":"0:00-0:01","description":"a red fox runs, \"fast\""},{"segment_index":1,"time_range":"0:01-0:02","description":"the fox sits in the snow"}],"temporal_caption":"0-1 s: a red fox runs, \"fast\". 1-2 s: the fox sits in the snow. Low angle, 35mm, calm.","resolution":{"H":192,"W":256},"aspect_ratio":"4,3","duration":"2s","fps":12}"#);

    let render = ["render", PROMPT, "--engine", "cosmos", "--json"];
    let rendered = must(&home, &[&render[..], &SMALL].concat());
    assert_eq!(sent(&server, "prompt").as_ref(), Some(&shown));
    let extra: Value = serde_json::from_str(&sent(&server, "extra_params").unwrap()).unwrap();
    assert_eq!(extra["use_resolution_template"], false);
    assert_eq!(extra["use_duration_template"], false);
    assert_eq!(
        sent(&server, "max_sequence_length").as_deref(),
        Some("4096")
    );

    let rendered: Value = serde_json::from_str(&rendered).unwrap();
    let job = &rendered["jobs"][0];
    let status = must(&home, &["status", job["id"].as_str().unwrap()]);
    assert!(status.contains(&format!("\nsent: {shown}\n")), "{status}");
    let file = home.library().join(job["video"]["file"].as_str().unwrap());
    let sidecar = std::fs::read(file.with_extension("json")).unwrap();
    let sidecar: Value = serde_json::from_slice(&sidecar).unwrap();
    assert_eq!(sidecar["sent"]["form"], "scene");
    assert_eq!(sidecar["sent"]["text"], shown.as_str());
    assert_eq!(sidecar["text"]["prompt"], PROMPT);

    // As a line of a prompt file it comes back as it went out.
    home.write("scenes.jsonl", format!("{shown}\n"));
    let import = ["import", "scenes.jsonl", "--queue", "--wait"];
    must(&home, &[&import[..], &["--engine", "cosmos"]].concat());
    assert_eq!(server.begun(), 2);
    assert_eq!(sent(&server, "prompt").as_ref(), Some(&shown));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_wants_prose_gets_the_prompt_as_it_stands() {
    let home = home();
    let server = VideoServer::start(Dialect::VllmOmni).await;
    add(&home, &server, "wan", &[]);
    // The model's name decides where nothing is said.
    add(&home, &server, "named", &["--model", "nvidia/Cosmos3-Nano"]);
    add(
        &home,
        &server,
        "prose",
        &["--model", "Cosmos3", "--prompt-form", "prose"],
    );
    assert_eq!(sent_to(&home, "wan"), PROMPT);
    assert!(sent_to(&home, "named").starts_with("{\"subjects\":["));
    assert_eq!(sent_to(&home, "prose"), PROMPT);
    assert_eq!(sent_to(&home, "sketch"), PROMPT);

    let render = ["render", PROMPT, "--engine", "wan"];
    must(&home, &[&render[..], &SMALL].concat());
    assert_eq!(sent(&server, "prompt").as_deref(), Some(PROMPT));
    assert_eq!(sent(&server, "extra_params"), None);

    // Nothing is known of it in detail: it goes out as prose, and that is said.
    let bare = run(
        &home,
        &["extract", "ein Fuchs im Schnee", "--sent-to", "named"],
    );
    assert_said!(home, format!("{}{}", bare.stdout, bare.stderr), @r"
    ein Fuchs im Schnee
    nothing was read from this prompt in detail
    ");
    let none = run(&home, &["extract", PROMPT, "--sent-to", "nobody"]);
    assert_said!(home, refusal(&none), @r#"
    exit 2
    error: there is no engine "nobody"

    hint: set up are: sketch, wan, named, prose
    "#);
    let wrong = [
        "engines",
        "add",
        "openai-videos",
        "--url",
        "http://127.0.0.1:9",
    ];
    let wrong = run(&home, &[&wrong[..], &["--prompt-form", "verse"]].concat());
    assert_said!(home, refusal(&wrong), @r"
    exit 2
    error: invalid value 'verse' for '--prompt-form <FORM>': there are only prose and scene

    For more information, try '--help'.
    ");
}
