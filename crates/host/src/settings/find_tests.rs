use std::fs;

use super::*;

const WANTED: &[Variable] = &[
    Variable {
        name: "MAIL_KEY",
        service: "mail",
    },
    Variable {
        name: "MAIL_KEY_2",
        service: "mail",
    },
    Variable {
        name: "MAP_KEY",
        service: "map",
    },
];

fn nothing(_: &str) -> Option<OsString> {
    None
}

/// `service origin secret` of each, files by their line alone.
fn told(findings: &Findings) -> Vec<String> {
    let tell = |found: &Found| {
        let place = match &found.origin {
            Origin::Environment => "environment".to_owned(),
            Origin::File { line, .. } => format!("line {line}"),
        };
        let secret = found.secret.expose_secret();
        format!("{} {place} {secret}", found.variable.service)
    };
    findings.found.iter().map(tell).collect()
}

fn file(text: impl AsRef<[u8]>) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(".env");
    fs::write(&path, text).unwrap();
    (folder, path)
}

#[test]
fn the_environment_comes_before_the_file_and_only_wanted_names_count() {
    let (_folder, path) =
        file("MAP_KEY=m1\r\nMAIL_KEY='f1'\r\nMAIL_KEY_2=\r\nmail_key=x\r\nMAP_KEY=m2 # new\r\n");
    let environment = |name: &str| match name {
        "MAIL_KEY" => Some(OsString::from(" e1 ")),
        "OTHER" => Some("x".into()),
        _ => None,
    };
    let findings = find(WANTED, environment, &[path]);
    assert_eq!(told(&findings), ["mail environment e1", "map line 5 m2"]);
    assert!(findings.troubles.is_empty());
    assert!(!format!("{findings:?}").contains("e1"));
}

#[test]
fn of_two_files_the_first_one_wins() {
    let (_one, first) = file("MAIL_KEY=1");
    let (_two, second) = file("MAIL_KEY=2\nMAP_KEY=3");
    let findings = find(WANTED, nothing, &[first, second]);
    assert_eq!(told(&findings), ["mail line 1 1", "map line 2 3"]);
}

#[test]
fn a_file_that_is_not_there_holds_nothing() {
    let findings = find(WANTED, nothing, &[PathBuf::from("/nowhere/.env")]);
    assert!(findings.found.is_empty() && findings.troubles.is_empty());
}

#[test]
fn what_cannot_be_read_is_told_by_file_and_line_and_stops_nothing() {
    let (_folder, path) = file("MAIL_KEY=\"canary\" canary\nMAP_KEY=${CANARY}\nMAIL_KEY_2=good\n");
    let findings = find(WANTED, nothing, std::slice::from_ref(&path));
    assert_eq!(told(&findings), ["mail line 3 good"]);
    let troubles: Vec<String> = findings.troubles.iter().map(ToString::to_string).collect();
    let path = path.display();
    assert_eq!(
        troubles,
        [
            format!("{path}: line 1 goes on after its closing quote; put # before a comment"),
            format!("MAP_KEY in line 2 of {path} refers to another variable; write its value"),
        ]
    );
    assert!(!format!("{findings:?}").to_lowercase().contains("canary"));
}

#[test]
fn a_file_that_is_no_text_or_too_large_is_told() {
    let (_folder, path) = file(b"MAIL_KEY=1\nMAP_KEY=\xff\n");
    let findings = find(WANTED, nothing, std::slice::from_ref(&path));
    assert!(matches!(
        findings.troubles[..],
        [Trouble::FileNotText { line: 2, .. }]
    ));
    fs::write(&path, vec![b'#'; (1 << 20) + 1]).unwrap();
    let findings = find(WANTED, nothing, std::slice::from_ref(&path));
    assert!(matches!(findings.troubles[..], [Trouble::TooLarge { .. }]));
    let folder = path.parent().unwrap().to_owned();
    let findings = find(WANTED, nothing, &[folder]);
    assert!(matches!(
        findings.troubles[..],
        [Trouble::Unreadable { .. }]
    ));
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_no_text_is_told() {
    use std::os::unix::ffi::OsStringExt;
    let environment =
        |name: &str| (name == "MAP_KEY").then(|| OsString::from_vec(vec![0xff, b'c', b'a', b'n']));
    let findings = find(WANTED, environment, &[]);
    assert!(findings.found.is_empty());
    assert!(matches!(
        findings.troubles[..],
        [Trouble::NotText { name: "MAP_KEY" }]
    ));
}
