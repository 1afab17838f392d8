//! The README's commands, as a newcomer types them one after the other.

use worldreel_library::archive::verify;
use worldreel_library::probe::probe;

use crate::said::home;

const README: &str = include_str!("../../../../README.md");
/// What the README calls the program where it has just been built, and later.
const PROGRAM: [&str; 2] = ["target/debug/worldreel", "worldreel"];

/// The lines of every `sh` block, without comments. What needs a server or a key stands in
/// `bash` blocks, and is tried in `engines.rs`.
fn shell_lines() -> impl Iterator<Item = &'static str> {
    README
        .split("```sh\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .flat_map(str::lines)
        .map(|line| line.split('#').next().unwrap_or_default().trim())
        .filter(|line| !line.is_empty())
}

/// The words of a line; quotes keep words together.
fn words(line: &str) -> Vec<String> {
    line.split('"')
        .enumerate()
        .flat_map(|(part, text)| {
            if part % 2 == 1 {
                vec![text.to_owned()]
            } else {
                text.split_whitespace().map(str::to_owned).collect()
            }
        })
        .collect()
}

#[test]
fn every_call_of_the_program_does_what_it_says() {
    let home = home();
    // The columns that the README lists.
    home.write(
        "prompts.csv",
        "prompt,negative_prompt,seed,size,frames,fps,name\n\
         a red fox in snow,people,1,64x64,10,10,fox\n\
         \"a boat, rocking\",,2,64x64,10,10,boat\n",
    );
    let mut calls = 0;
    for line in shell_lines() {
        let words = words(line);
        if words
            .first()
            .is_some_and(|word| PROGRAM.contains(&word.as_str()))
        {
            let ran = home.run(&words[1..]);
            assert_eq!(ran.code, Some(0), "{line}: {ran:#?}");
            calls += 1;
        }
    }
    assert_eq!(
        calls, 9,
        "render, five of templates and looks, three of a night"
    );
    probe(&home.work().join("fox.mp4")).unwrap();
    let verified = verify(&home.work().join("takes.zip")).unwrap();
    assert_eq!((verified.videos, verified.broken), (3, Vec::new()));
}

#[test]
fn every_verb_of_the_table_is_a_verb() {
    let home = home();
    let help = home.must(&["--help"]);
    let mut rows = 0;
    let table = README.split("| verb | what it does |").nth(1).unwrap();
    for row in table
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'))
    {
        let verbs = row.split('|').nth(1).unwrap();
        for verb in verbs.split('`').skip(1).step_by(2) {
            let verb = verb.split_whitespace().next().unwrap();
            assert!(
                help.lines().any(|line| line.trim_start().starts_with(verb)),
                "{verb} is not in the help:\n{help}"
            );
            rows += 1;
        }
    }
    assert!(rows >= 10, "the table is read: {rows}");
}
