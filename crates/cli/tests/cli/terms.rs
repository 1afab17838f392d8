//! Where and when takes are rendered, and what they may cost, as it is typed.

use serde_json::Value;
use worldreel_testkit::nvcf::NvcfServer;
use worldreel_testkit::program::Home;

use crate::deciding::paid;
use crate::said::{assert_said, home, refusal};

pub(crate) const SMALL: [&str; 8] = [
    "--size", "256x256", "--frames", "25", "--fps", "25", "--seed", "7",
];

fn queue(home: &Home) -> Value {
    serde_json::from_str(&home.must(&["queue", "--json"])).unwrap()
}

/// Queues three takes of a file without rendering them.
fn import(home: &Home, more: &[&str]) -> Value {
    home.write("night.txt", "a fox\na bird\na whale\n");
    let file = home.work().join("night.txt");
    let import = ["import", file.to_str().unwrap(), "--queue", "--json"];
    serde_json::from_str(&home.must(&[&import[..], more].concat())).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_is_rendered_as_far_as_its_budget_goes_and_on_when_it_is_raised() {
    let server = NvcfServer::start(&["nvapi-one"]).await;
    let home = paid(&server);
    tokio::task::block_in_place(|| {
        // A second costs 12 cents, so a budget of a quarter of a dollar is two takes.
        let render = ["render", "a red fox", "--engine", "nvidia", "--takes", "3"];
        let render = [&render[..], &SMALL].concat();
        let less = home.run(&[&render[..], &["--budget", "0.1"]].concat());
        assert_said!(home, refusal(&less), @r"
        exit 2
        3 takes, about $0.36
        error: the budget of $0.10 is less than one take costs: $0.12

        hint: nothing was queued; allow more, or ask for shorter or smaller takes
        ");
        let some = home.run(&[&render[..], &["--budget", "0.25"]].concat());
        assert_eq!(some.code, Some(3), "{some:?}");
        let said = home.must(&["queue"]);
        assert_said!(home, said, @r"
        batch [id] may cost $0.25, and $0.24 of it is used
        [id]  take 3    a red fox                                    it costs $0.12, and $0.01 is left of its batch's budget (worldreel queue budget)
        ");
        let batch = queue(&home)["jobs"][0]["batch"]
            .as_str()
            .unwrap()
            .to_owned();
        let raised = home.must(&["queue", "budget", &batch, "--usd", "0.36"]);
        assert_said!(home, raised, @"batch [id] may cost $0.36, and $0.24 of it is used");
        home.must(&["queue", "run"]);
        assert_eq!(queue(&home)["live"], 0);
    });
    assert_eq!(server.begun(), 3);
}

#[test]
fn the_queue_is_put_in_order() {
    let home = home();
    let said = home.must(&["queue", "order"]);
    assert_said!(home, said, @"jobs start in order");
    let said = home.must(&["queue", "order", "by_turns"]);
    assert_said!(home, said, @"batches take turns");
    let wrong = home.run(&["queue", "order", "fastest"]);
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.stderr.contains("none of in_order, by_turns, soonest"));
    home.must(&["queue", "pause"]);
    import(&home, &["--priority", "low"]);
    let last = queue(&home)["jobs"][2]["id"].as_str().unwrap().to_owned();
    home.must(&["queue", "priority", &last, "high"]);
    let now = queue(&home);
    assert_eq!(now["order"], "by_turns");
    assert_eq!(
        (&now["jobs"][0]["id"], &now["jobs"][0]["priority"]),
        (&last.clone().into(), &"high".into())
    );
    assert_eq!(now["jobs"][1]["priority"], "low");
}

#[test]
fn a_lane_that_is_not_there_is_refused_and_so_is_another_engines() {
    let home = home();
    let away = home.run(&["render", "a fox", "--lane", "gpu-7"]);
    assert_said!(home, refusal(&away), @r#"
    exit 2
    error: there is no lane "gpu-7"

    hint: there are: sketch-1
    "#);
    let engine = [
        "engines",
        "add",
        "openai-videos",
        "--url",
        "http://127.0.0.1:9",
    ];
    home.must(&engine);
    let engine = ["--engine", "openai-videos"];
    let pinned = ["render", "a fox", "--lane", "sketch-1"];
    let crossed = home.run(&[&pinned[..], &engine].concat());
    assert_said!(home, refusal(&crossed), @r#"
    exit 2
    error: the lane "sketch-1" belongs to the engine "sketch", and only openai-videos may be used

    hint: leave out the lane, or name its engine as well
    "#);
    home.must(&[&pinned[..], &SMALL].concat());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_become_dearer_waits_for_a_new_word() {
    let server = NvcfServer::start(&["nvapi-one"]).await;
    let home = paid(&server);
    tokio::task::block_in_place(|| {
        home.must(&["queue", "pause"]);
        home.write(
            "night.jsonl",
            r#"{"prompt": "a fox", "width": 256, "height": 256, "frames": 25, "fps": 25}"#,
        );
        let file = home.work().join("night.jsonl");
        let import = [
            "import",
            file.to_str().unwrap(),
            "--queue",
            "--engine",
            "nvidia",
        ];
        home.must(&[&import[..], &["--max-cost", "0.12"]].concat());
        home.must(&["engines", "remove", "nvidia"]);
        let url = format!("{}/invoke", server.url());
        let add = [
            "engines",
            "add",
            "nvidia",
            "--base-url",
            &url,
            "--keys",
            "one",
        ];
        home.must(&[&add[..], &["--usd-per-second", "0.5"]].concat());
        home.must(&["queue", "resume"]);
        // It does not wait for ever for what only the user can say.
        let ran = home.must(&["queue", "run"]);
        assert_said!(home, ran, @"[id]  take 1    a fox                                        it costs $0.50 now, and $0.12 was agreed to (worldreel queue edit)");
        let job = queue(&home)["jobs"][0]["id"].as_str().unwrap().to_owned();
        let unsaid = home.run(&["queue", "edit", &job]);
        assert_said!(home, refusal(&unsaid), @r"
        exit 1
        error: this would cost about $0.50, and nothing was agreed to

        hint: agree with --yes, or say what it may cost with --max-cost USD
        ");
        home.must(&["queue", "edit", &job, "--yes"]);
        home.must(&["queue", "run"]);
        assert_eq!(queue(&home)["live"], 0);
    });
    assert_eq!(server.begun(), 1);
}
