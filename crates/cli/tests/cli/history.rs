//! Sessions and their revisions on the command line.

use serde_json::{Value, json};

use crate::said::{assert_said, home, refusal};

#[tokio::test(flavor = "multi_thread")]
async fn a_tree_is_shown_searched_named_compared_and_copied() {
    let home = home();
    let served = tokio::task::block_in_place(|| home.serve());
    let keep = async |body: Value| -> Value {
        let url = format!("{}/studio/v1/revisions", served.address());
        let answer = reqwest::Client::new().post(url).json(&body).send().await;
        answer.unwrap().json().await.unwrap()
    };
    let step = |prompt: &str, origin: &str| json!({ "prompt": prompt, "origin": origin });
    let first = [
        step("a fox", "typed"),
        step("a red fox in snow", "enhanced"),
    ];
    let kept = keep(json!({ "steps": first })).await;
    let session = kept["session"].as_str().unwrap().to_owned();
    let head = kept["new"][0].as_str().unwrap().to_owned();
    let branch = json!({
        "session": session, "parent": head, "steps": [step("a grey fox", "typed")],
    });
    let other = keep(branch).await["head"].as_str().unwrap().to_owned();
    let say = |args: &[&str]| tokio::task::block_in_place(|| home.must(args));
    say(&["revisions", "name", &other, "the grey one"]);
    assert_said!(home, say(&["sessions", "show", &session]), @r#"
    3  [id]  edited from 1 "the grey one"
       a grey fox
    2  [id]  enhanced from 1
       a red fox in snow
    1  [id]  typed
       a fox
    "#);
    assert_said!(home, say(&["sessions", "show", &session, "--limit", "1"]), @r#"
       3  [id]  edited from an older one "the grey one"
          a grey fox
    1 of 3 revisions; the older ones with --before 3
    "#);
    assert_said!(home, say(&["revisions", "search", "SNOW", "fox"]), @r"
    [id]  a fox
        a red fox in snow
    ");
    assert_said!(home, say(&["revisions", "search", "wolf"]), @"nothing has these words");
    assert_said!(home, say(&["revisions", "search", "fox", "--limit", "1"]), @r#"
    [id]  a fox, "the grey one"
        a grey fox
    there is more: --before [id]
    "#);
    assert_said!(home, say(&["revisions", "compare", &head, &other]), @r"
    + grey
    subjects           a fox -> a grey fox
    subject_attributes - -> grey
    colors             - -> grey
    ");
    assert_said!(home, say(&["revisions", "show", &other]), @r"
    a grey fox
    subjects           a grey fox
    subject_attributes grey
    colors             grey
    ");
    assert_said!(home, say(&["sessions", "duplicate", &session]), @"[id]  Copy of a fox");
    say(&["sessions", "archive", &session]);
    assert_said!(home, say(&["sessions"]), @"[id]  Copy of a fox                                0 takes, 0 done, 0 failed, 0 to do");
    assert_said!(home, say(&["sessions", "list", "--archived"]), @"[id]  a fox                                        0 takes, 0 done, 0 failed, 0 to do");
    say(&["sessions", "unarchive", &session]);
    say(&["sessions", "rename", &session, "Foxes"]);
    say(&["sessions", "delete", &session]);
    assert_said!(home, say(&["sessions", "list", "--deleted"]), @"[id]  Foxes                                        0 takes, 0 done, 0 failed, 0 to do");
    say(&["sessions", "restore", &session]);
    assert_said!(home, say(&["sessions", "list", "--deleted"]), @"no session is deleted");
    let nobody = "0190c9a0-7b1e-7c3a-8f00-1b2c3d4e5f60";
    for verb in ["archive", "duplicate", "show"] {
        let refused = tokio::task::block_in_place(|| home.run(&["sessions", verb, nobody]));
        assert_eq!(refusal(&refused).lines().next(), Some("exit 1"));
    }
    let long = "x".repeat(81);
    let refused = tokio::task::block_in_place(|| home.run(&["revisions", "name", &other, &long]));
    assert_said!(home, refusal(&refused), @r"
    exit 2
    error: a name has at most 80 characters; this has 81
    ");
}
