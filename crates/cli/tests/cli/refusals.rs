//! Every sentence with which the program refuses.

use serde_json::Value;
use worldreel_testkit::inspect;

use crate::said::{assert_said, home, refusal};

const SMALL: [&str; 6] = ["--size", "64x64", "--frames", "10", "--fps", "10"];

/// What `render` says to these arguments, in a home of its own.
macro_rules! refuses {
    ([$($arg:expr),*], @$expected:literal) => {
        let home = home();
        let ran = home.run(&[$($arg),*]);
        assert_said!(home, refusal(&ran), @$expected);
    };
}

#[test]
fn an_empty_prompt() {
    refuses!(["render", ""], @r"
    exit 2
    error: the prompt is empty
    ");
    refuses!(["render", "  \n "], @r"
    exit 2
    error: the prompt is empty
    ");
}

#[test]
fn a_prompt_with_a_control_character() {
    refuses!(["render", "a fox\u{7}"], @r"
    exit 2
    error: the prompt has the control character U+0007 at character 6
    ");
    refuses!(["render", "a fox\u{1b}[31m"], @r"
    exit 2
    error: the prompt has the control character U+001B at character 6
    ");
}

#[test]
fn a_prompt_of_a_hundred_kilobytes() {
    let long = "fox ".repeat(25_000);
    refuses!(["render", long.as_str()], @r"
    exit 2
    error: the prompt has 99999 characters; at most 20000 are possible
    ");
}

#[test]
fn a_size_that_no_engine_can_do() {
    refuses!(["render", "a fox", "--size", "63x64"], @r#"
    exit 2
    error: the engine "sketch" can't render this: width must be 64 to 1920 pixels in steps of 2 (you asked for 63)

    hint: possible is: width 64
    "#);
    refuses!(["render", "a fox", "--size", "8000x8000"], @r#"
    exit 2
    error: the engine "sketch" can't render this: width must be 64 to 1920 pixels in steps of 2 (you asked for 8000); height must be 64 to 1080 pixels in steps of 2 (you asked for 8000)

    hint: possible is: width 1920, height 1080
    "#);
    refuses!(["render", "a fox", "--size", "big"], @r#"
    exit 2
    error: invalid value 'big' for '--size <WIDTHxHEIGHT>': "big" is not a size: expected WIDTHxHEIGHT in pixels, such as 1280x720

    For more information, try '--help'.
    "#);
}

#[test]
fn a_length_that_no_engine_can_do() {
    refuses!(["render", "a fox", "--frames", "0"], @r#"
    exit 2
    error: the engine "sketch" can't render this: frames must be 2 to 300 (you asked for 0)

    hint: possible is: frames 2
    "#);
    refuses!(["render", "a fox", "--frames", "100000"], @r#"
    exit 2
    error: the engine "sketch" can't render this: frames must be 2 to 300 (you asked for 100000)

    hint: possible is: frames 300
    "#);
    refuses!(["render", "a fox", "--fps", "10", "--frames", "200"], @r#"
    exit 2
    error: the engine "sketch" can't render this: a clip is at most 10 s long (you asked for 20.0 s: 200 frames at 10 fps)

    hint: possible is: frames 100
    "#);
    refuses!(["render", "a fox", "--steps", "20"], @r#"
    exit 2
    error: the engine "sketch" can't render this: this engine has no steps to set (you asked for 20)
    "#);
    refuses!(["render", "a fox", "--guidance", "7.5"], @r#"
    exit 2
    error: the engine "sketch" can't render this: this engine has no guidance to set (you asked for 7.5)
    "#);
    refuses!(["render", "a fox", "--takes", "0"], @r"
    exit 2
    error: takes must be 1 to 1000 (you asked for 0)
    ");
    refuses!(["render", "a fox", "--takes", "100000"], @r"
    exit 2
    error: takes must be 1 to 1000 (you asked for 100000)
    ");
}

#[test]
fn an_engine_or_a_refiner_that_is_not_set_up() {
    refuses!(["render", "a fox", "--engine", "dream"], @r#"
    exit 2
    error: there is no engine "dream"

    hint: set up are: sketch
    "#);
    refuses!(["enhance", "a fox", "--refiner", "dream"], @r#"
    exit 2
    error: there is no refiner "dream"

    hint: set up are: rules
    "#);
}

#[test]
fn a_session_that_does_not_exist() {
    let nobody = "0190c9a0-7b1e-7c3a-8f00-1b2c3d4e5f60";
    refuses!(["render", "a fox", "--session", nobody], @r"
    exit 1
    1 take, free (this computer)
    error: there is no session [id]
    ");
    refuses!(["render", "a fox", "--session", "no-id"], @r#"
    exit 2
    error: invalid value 'no-id' for '--session <ID>': "no-id" is not a session id: expected a UUID such as [id]

    For more information, try '--help'.
    "#);
    refuses!(["queue", "cancel", nobody], @r"
    exit 1
    error: there is no job [id]
    ");
    refuses!(["export", "--session", nobody, "-o", "out.zip"], @r"
    exit 1
    error: there is no session [id]
    ");
    refuses!(["export", "--all", "-o", "out.zip"], @r"
    exit 1
    error: there is no video to export

    hint: render something first, or choose another session
    ");
}

#[test]
fn a_refusal_for_programs_is_json() {
    let home = home();
    let ran = home.run(&["render", "", "--json"]);
    let error: Value = serde_json::from_str(&ran.stderr).unwrap();
    assert_said!(home, serde_json::to_string_pretty(&error).unwrap(), @r#"
    {
      "error": {
        "code": "bad_input",
        "field": "prompt",
        "message": "the prompt is empty"
      }
    }
    "#);
}

#[test]
fn a_file_that_is_no_prompt_file() {
    let home = home();
    home.write("prompts.pdf", "%PDF-1.7\n1 0 obj\n");
    assert_said!(home, refusal(&home.run(&["import", "prompts.pdf"])), @r#"
    exit 1
    error: could not tell what kind of prompt file "prompts.pdf" is: .txt, .csv, .tsv and .jsonl are accepted

    hint: prompt files are .txt, .csv, .tsv and .jsonl; see the README for their fields
    "#);
    home.write("prompts.csv", "name,age\nfox,3\n");
    assert_said!(home, refusal(&home.run(&["import", "prompts.csv"])), @r#"
    exit 1
    error: the prompt file "prompts.csv" has no column named "prompt"; its columns are "name", "age"

    hint: prompt files are .txt, .csv, .tsv and .jsonl; see the README for their fields
    "#);
    home.write(
        "binary.txt",
        [0_u8, 159, 146, 150, 0, 1, 2, 255].repeat(100),
    );
    assert_said!(home, refusal(&home.run(&["import", "binary.txt"])), @r#"
    exit 1
    error: the prompt file "binary.txt" is not a text file: it has a NUL byte at offset 0

    hint: prompt files are .txt, .csv, .tsv and .jsonl; see the README for their fields
    "#);
    home.write("empty.txt", "");
    assert_said!(home, refusal(&home.run(&["import", "empty.txt", "--queue"])), @r#"
    exit 1
    error: the prompt file "empty.txt" has no prompts in it

    hint: prompt files are .txt, .csv, .tsv and .jsonl; see the README for their fields
    "#);
    assert_said!(home, refusal(&home.run(&["import", "missing.txt"])), @r"
    exit 2
    error: could not read missing.txt
      caused by: No such file or directory (os error 2)
    ");
    assert_said!(home, refusal(&home.run(&["import", "."])), @r"
    exit 2
    error: could not read .
      caused by: Is a directory (os error 21)
    ");
}

#[test]
fn a_prompt_file_that_is_huge() {
    let home = home();
    let file = std::fs::File::create(home.work().join("huge.txt")).unwrap();
    // A hole of a gigabyte: it takes no space.
    file.set_len(1 << 30).unwrap();
    assert_said!(home, refusal(&home.run(&["import", "huge.txt"])), @r#"
    exit 1
    error: the prompt file "huge.txt" has 1073741824 bytes; at most 67108864 are accepted

    hint: prompt files are .txt, .csv, .tsv and .jsonl; see the README for their fields
    "#);
    let many: String = (0..100_001).map(|line| format!("fox {line}\n")).collect();
    home.write("many.txt", many);
    assert_said!(home, refusal(&home.run(&["import", "many.txt", "--queue"])), @r#"
    exit 1
    error: the prompt file "many.txt" has more than 100000 prompts; split it into several

    hint: prompt files are .txt, .csv, .tsv and .jsonl; see the README for their fields
    "#);
}

#[test]
fn a_library_that_is_a_file() {
    let home = home();
    std::fs::write(home.library(), "no folder").unwrap();
    assert_said!(home, refusal(&home.run(&["sessions"])), @r"
    exit 1
    error: ~/library is a file, not a folder

    hint: choose another folder with --library
    ");
    assert_eq!(std::fs::read(home.library()).unwrap(), b"no folder");
}

#[test]
fn a_database_that_is_damaged_is_left_as_it_is() {
    let home = home();
    home.must(&["sessions"]);
    let database = home.library().join("library.db");
    let garbage = "this is no database".repeat(1_000);
    // The log beside it may hold the whole of it and would heal it.
    let _ = std::fs::remove_file(home.library().join("library.db-wal"));
    std::fs::write(&database, &garbage).unwrap();
    assert_said!(home, refusal(&home.run(&["sessions"])), @r"
    exit 1
    error: the database ~/library/library.db is damaged
      caused by: error returned from database: (code: 26) file is not a database
      caused by: (code: 26) file is not a database

    hint: `worldreel doctor --repair` rebuilds the library from the videos' sidecars; what is damaged is kept, in the folder `damaged`
    ");
    assert_eq!(std::fs::read_to_string(database).unwrap(), garbage);
}

#[tokio::test]
async fn a_database_of_a_newer_worldreel_is_left_as_it_is() {
    let home = home();
    home.must(&["sessions"]);
    inspect::meddle(
        &home.library(),
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
         VALUES (99991231, 'from the future', 1, x'00', 0)",
    )
    .await;
    let before = std::fs::read(home.library().join("library.db")).unwrap();
    assert_said!(home, refusal(&home.run(&["sessions"])), @r"
    exit 1
    error: the database ~/library/library.db was written by a newer Worldreel (schema 99991231, this one knows up to 13)

    hint: update Worldreel, or open another library
    ");
    assert!(std::fs::read(home.library().join("library.db")).unwrap() == before);
}

#[test]
fn a_second_server_of_the_same_library() {
    let home = home();
    let _served = home.serve();
    assert_said!(home, refusal(&home.run(&["serve", "--port", "0"])), @r"
    exit 1
    error: another Worldreel serves this library already, at http://127.0.0.1:[port]

    hint: use that one, or close it first
    ");
}

#[test]
fn a_port_that_is_in_use() {
    let (home, other) = (home(), home());
    let served = other.serve();
    let ran = home.run(&["serve", "--port", &served.port()]);
    assert_said!(home, refusal(&ran), @r"
    exit 1
    error: could not listen on 127.0.0.1:[port]
      caused by: Address already in use (os error 98)

    hint: choose another port with --port, or 0 for a free one
    ");
}

#[test]
fn a_server_for_other_computers_without_a_token() {
    refuses!(["serve", "--host", "0.0.0.0", "--port", "0"], @r"
    exit 2
    error: 0.0.0.0 can be reached from other computers, so a token must guard it

    hint: put a long random token into a file and name it with --token-file, or set WORLDREEL_TOKEN
    ");
    refuses!(["serve", "--port", "0", "--token-file", "missing"], @r"
    exit 2
    error: could not read missing
      caused by: No such file or directory (os error 2)
    ");
    let home = home();
    home.write("token", "short");
    let ran = home.run(&["serve", "--port", "0", "--token-file", "token"]);
    assert_said!(home, refusal(&ran), @r"
    exit 2
    error: a token has at least 16 letters and digits, without spaces
    ");
}

#[test]
fn a_job_that_is_done_can_not_be_cancelled() {
    let home = home();
    let args: Vec<&str> = ["render", "a fox", "--json"]
        .into_iter()
        .chain(SMALL)
        .collect();
    let told: Value = serde_json::from_str(&home.must(&args)).unwrap();
    let job = told["jobs"][0]["id"].as_str().unwrap();
    assert_said!(home, refusal(&home.run(&["queue", "cancel", job])), @r"
    exit 1
    error: take 1: it is done
    ");
    assert_said!(home, refusal(&home.run(&["queue", "hold", job])), @r"
    exit 1
    error: take 1: it has already ended
    ");
    assert_said!(home, refusal(&home.run(&["queue", "move", job])), @r"
    exit 1
    error: there is no job [id]
    ");
}

#[test]
fn a_place_that_can_not_be_saved_to_keeps_the_video_in_the_library() {
    let home = home();
    let args = [
        "render",
        "a fox",
        "--seed",
        "7",
        "-o",
        "no/such/folder/fox.mp4",
    ];
    let args: Vec<&str> = args.into_iter().chain(SMALL).collect();
    assert_said!(home, refusal(&home.run(&args)), @r"
    exit 1
    1 take, free (this computer)
    error: could not save no/such/folder/fox.mp4
      caused by: No such file or directory (os error 2)

    hint: choose another place; the video stays in the library
    ");
    assert_eq!(home.must_json(&["sessions"])[0]["done"], 1);
}
