//! The calls that must stay as they are: scripts are written with them.

use serde_json::{Value, json};
use worldreel_library::archive::verify;
use worldreel_library::probe::probe;
use worldreel_testkit::inspect;
use worldreel_testkit::program::Home;

use crate::said::{assert_said, home};

const PROMPTS: &str = "prompt,width,height,frames,fps,seed\n\
                       a red fox in snow,64,64,10,10,1\n\
                       a blue bird over the sea,64,64,10,10,2\n";
const SMALL: [&str; 6] = ["--size", "64x64", "--frames", "10", "--fps", "10"];

fn render(home: &Home, args: &[&str]) -> String {
    let args: Vec<&str> = ["render"]
        .iter()
        .chain(args)
        .chain(&SMALL)
        .copied()
        .collect();
    home.must(&args)
}

#[test]
fn the_first_call_of_the_readme_makes_a_video() {
    let home = home();
    let said = home.must(&[
        "render",
        "a red fox in snow",
        "--seed",
        "7",
        "-o",
        "fox.mp4",
    ]);
    assert_said!(home, said, @r"
    take 1  seed 7  ~/library/videos/a-red-fox-in-snow-[session]/take-0001.mp4
    saved as fox.mp4
    ");
    let facts = probe(&home.work().join("fox.mp4")).unwrap();
    assert_eq!((facts.width, facts.height, facts.frames), (1280, 720, 96));
    assert_eq!(facts.duration_ms, 4000);
}

#[test]
fn the_same_call_gives_the_same_bytes() {
    let home = home();
    render(
        &home,
        &["a red fox in snow", "--seed", "7", "-o", "one.mp4"],
    );
    render(
        &home,
        &["a red fox in snow", "--seed", "7", "-o", "two.mp4"],
    );
    render(
        &home,
        &["a red fox in snow", "--seed", "8", "-o", "other.mp4"],
    );
    let bytes = |name: &str| std::fs::read(home.work().join(name)).unwrap();
    // The caption names the take, which is the first of its session each time.
    assert!(bytes("one.mp4") == bytes("two.mp4"));
    assert!(bytes("one.mp4") != bytes("other.mp4"));
}

#[test]
fn several_takes_are_saved_under_numbers() {
    let home = home();
    let said = render(
        &home,
        &["a fox", "--seed", "7", "--takes", "2", "-o", "fox.mp4"],
    );
    assert_said!(home, said, @r"
    take 1  seed 7  ~/library/videos/a-fox-[session]/take-0001.mp4
    take 2  seed 8  ~/library/videos/a-fox-[session]/take-0002.mp4
    saved as fox-1.mp4
    saved as fox-2.mp4
    ");
    for name in ["fox-1.mp4", "fox-2.mp4"] {
        probe(&home.work().join(name)).unwrap();
    }
    assert!(!home.work().join("fox.mp4").exists());
}

#[test]
fn a_render_for_programs_says_what_became_of_it() {
    let home = home();
    let told = render(&home, &["a fox", "--seed", "7", "-o", "fox.mp4", "--json"]);
    let told: Value = serde_json::from_str(&told).unwrap();
    assert_eq!(told["jobs"][0]["state"]["state"], "done");
    assert_eq!(told["jobs"][0]["spec"]["seed"], 7);
    assert_eq!(told["saved"], json!(["fox.mp4"]));
}

#[tokio::test]
async fn serve_says_its_address_first_and_ends_when_it_is_asked_to() {
    let home = home();
    let library = home.path().join("another");
    let library = library.to_str().unwrap();
    let args = ["serve", "--library", library, "--port", "0"];
    let served = home.served(&mut home.command(&args));
    assert_said!(home, served.address(), @"http://127.0.0.1:[port]");
    let health = served.get("/health").await.unwrap();
    assert_eq!(health["library"], library);
    let endpoint = home.path().join("another").join("studio.json");
    assert!(endpoint.exists());
    #[cfg(unix)]
    {
        assert_eq!(served.stop().code(), Some(0));
        assert!(!endpoint.exists(), "its address outlived it");
    }
}

#[test]
fn a_dry_run_says_what_each_line_would_become_and_queues_nothing() {
    let home = home();
    home.write(
        "prompts.csv",
        format!("{PROMPTS},64,64,10,10,3\na red fox in snow,64,64,10,10,1\n"),
    );
    let ran = home.run(&["import", "prompts.csv", "--dry-run", "--json"]);
    assert_eq!(ran.code, Some(3), "{ran:?}");
    let lines: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_said!(home, serde_json::to_string_pretty(&lines).unwrap(), @r#"
    [
      {
        "error": null,
        "file": "prompts.csv",
        "line": 2,
        "prompt": "a red fox in snow"
      },
      {
        "error": null,
        "file": "prompts.csv",
        "line": 3,
        "prompt": "a blue bird over the sea"
      },
      {
        "error": "the prompt is empty",
        "field": "prompt",
        "file": "prompts.csv",
        "line": 4,
        "prompt": null
      },
      {
        "duplicate_of": 2,
        "error": null,
        "file": "prompts.csv",
        "line": 5,
        "prompt": "a red fox in snow"
      }
    ]
    "#);
    assert_eq!(home.must_json(&["sessions"]), json!([]));
    // Without `--queue` nothing is queued either.
    let ran = home.run(&["import", "prompts.csv"]);
    assert_said!(home, format!("{}{}", ran.stdout, ran.stderr), @r"
    prompts.csv:2: a red fox in snow
    prompts.csv:3: a blue bird over the sea
    prompts.csv:4: prompt: the prompt is empty
    prompts.csv:5: a red fox in snow  (the same as line 2)
    3 of 4 lines can be queued: add --queue to do it
    ");
    assert_eq!(home.must_json(&["sessions"]), json!([]));
}

#[test]
fn an_import_that_waits_ends_with_all_of_them_rendered() {
    let home = home();
    home.write("prompts.csv", PROMPTS);
    let said = home.must(&["import", "prompts.csv", "--queue", "--wait"]);
    assert_said!(home, said, @r"
    take 1  seed 1  done
    take 2  seed 2  done
    ");
    let sessions = home.must_json(&["sessions"]);
    assert_eq!(sessions[0]["title"], "prompts");
    assert_eq!(
        (&sessions[0]["done"], &sessions[0]["live"]),
        (&json!(2), &json!(0))
    );
}

#[tokio::test]
async fn an_import_that_does_not_wait_is_rendered_by_queue_run() {
    let home = home();
    home.write("prompts.csv", PROMPTS);
    home.must(&["queue", "pause"]);
    let said = home.must(&["import", "prompts.csv", "--queue"]);
    assert_said!(home, said, @"batch [id] in session [id]: `worldreel queue run` renders it");
    let said = home.must(&["queue"]);
    assert_said!(home, said, @r"
    the queue is paused: `worldreel queue resume` goes on
    [id]  take 1    a red fox in snow                            the queue is paused
    [id]  take 2    a blue bird over the sea                     the queue is paused
    ");
    home.must(&["queue", "resume"]);
    let said = home.must(&["queue", "run"]);
    assert_said!(home, said, @"the queue is empty");
    inspect::done_once(&home.library(), 2).await;
}

#[test]
fn everything_can_be_packed_into_one_zip() {
    let home = home();
    home.write("prompts.csv", PROMPTS);
    home.must(&["import", "prompts.csv", "--queue", "--wait"]);
    let said = home.must(&["export", "--all", "-o", "out.zip"]);
    assert_said!(home, said, @"2 videos saved as out.zip");
    let verified = verify(&home.work().join("out.zip")).unwrap();
    assert_eq!((verified.videos, verified.broken), (2, Vec::new()));
    assert_eq!(
        std::fs::read_dir(home.library().join("outgoing"))
            .unwrap()
            .count(),
        0
    );
}

#[test]
fn the_doctor_finds_nothing_on_a_new_library_and_a_missing_file_on_a_torn_one() {
    let home = home();
    render(&home, &["a red fox in snow", "--seed", "7"]);
    let report = home.must_json(&["doctor"]);
    let states = |report: &Value| -> Vec<String> {
        let checks = report["checks"].as_array().unwrap();
        let told = checks
            .iter()
            .map(|check| format!("{} {}", check["name"], check["state"]));
        told.collect()
    };
    assert!(
        states(&report).contains(&"\"videos\" \"good\"".to_owned()),
        "{report}"
    );
    std::fs::remove_dir_all(home.library().join("videos")).unwrap();
    let ran = home.run(&["doctor", "--json"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    let report: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert!(
        states(&report).contains(&"\"videos\" \"problem\"".to_owned()),
        "{report}"
    );
}

#[test]
fn a_prompt_is_made_better_and_read_without_a_network() {
    let home = home();
    let said = home.must(&["extract", "a red fox trots through deep snow at dawn"]);
    assert_said!(home, said, @r"
    subjects           a red fox
    subject_attributes red
    actions            trots
    location           deep snow
    time_of_day        dawn
    colors             red

    subjects[0].description    a red fox
    subjects[0].appearance     red
    subjects[0].action         trots
    background                 deep snow
    lighting.conditions        dawn
    ");
    assert!(
        home.must(&["enhance", "a fox"])
            .starts_with("before: a fox\nafter:  ")
    );
}

#[test]
fn a_prompt_is_changed_by_a_wish_and_varied_and_what_is_locked_stays() {
    let home = home();
    let fox = "a red fox trots through deep snow at dawn";
    let said = home.must(&["update", fox, "make it night and add rain"]);
    assert!(
        said.starts_with("a red fox trots through deep snow at night, in the rain\n"),
        "{said}"
    );
    let refused = home.must(&["update", fox, "make it night", "--lock", "time_of_day"]);
    assert!(refused.starts_with(fox), "{refused}");
    assert!(refused.contains("locked"), "{refused}");
    let told = home.must(&["--json", "vary", fox, "--total", "6", "--lock", "location"]);
    let varied: Value = serde_json::from_str(&told).unwrap();
    let cards = varied["cards"].as_array().unwrap();
    assert_eq!(cards.len(), 6);
    assert_eq!(cards[0]["prompt"], fox);
    for card in cards {
        assert!(card["prompt"].as_str().unwrap().contains("deep snow"));
    }
    let none = home.run(&["vary", fox, "--total", "21"]);
    assert!(none.stderr.contains("1 to 20"), "{}", none.stderr);
}
