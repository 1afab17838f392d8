use proptest::prelude::*;
use secrecy::ExposeSecret;

use super::*;

/// `line name=value` or `line mistake`, a text each.
fn told(text: &str) -> Vec<String> {
    let tell = |read: Result<Assignment<'_>, BadLine>| match read {
        Ok(Assignment { name, value, line }) => {
            format!("{line} {name}={}", value.expose_secret())
        }
        Err(bad) => format!("{} {:?}", bad.line, bad.mistake),
    };
    parse(text).map(tell).collect()
}

#[test]
fn plain_lines_comments_and_exports_are_read() {
    assert_eq!(
        told("# keys\nA=1\n\n  export B = two words  # why\nC=a#b\nD=\nE= # none\nexport=x"),
        [
            "2 A=1",
            "4 B=two words",
            "5 C=a#b",
            "6 D=",
            "7 E=",
            "8 export=x"
        ]
    );
}

#[test]
fn quotes_hold_blanks_hashes_and_lines() {
    assert_eq!(told("A=' x # y '"), ["1 A= x # y "]);
    assert_eq!(told("A=\"x\\ty\\\"\\q\" # c"), ["1 A=x\ty\"\\q"]);
    assert_eq!(told(r"A='it\'s \n'"), [r"1 A=it's \n"]);
    assert_eq!(told("A=\"x\ny\"\nB=2"), ["1 A=x\ny", "3 B=2"]);
    assert_eq!(told("A=''\nB=2"), ["1 A=", "2 B=2"]);
}

#[test]
fn every_kind_of_line_end_counts_once() {
    assert_eq!(
        told("A=1\r\nB=2\rC=3\nD=4"),
        ["1 A=1", "2 B=2", "3 C=3", "4 D=4"]
    );
    assert_eq!(told("\u{feff}A=1\r\n\r\n\r\nB=2\r\n"), ["1 A=1", "4 B=2"]);
}

#[test]
fn a_bad_line_is_told_and_the_next_is_read() {
    assert_eq!(
        told("=1\nA\nB='x\nC='1' 2\nexport =3\nexport D=4"),
        [
            "1 NoName",
            "2 NoEquals",
            "3 AfterQuote",
            "4 AfterQuote",
            "5 NoName",
            "6 D=4"
        ]
    );
    assert_eq!(told("A=\"x\nB=2"), ["1 OpenQuote", "2 B=2"]);
}

#[test]
fn what_looks_like_another_variable_is_left_alone() {
    assert_eq!(told("A=x$HOME\nB=\"${A}\""), ["1 A=x$HOME", "2 B=${A}"]);
}

#[test]
fn no_value_shows_in_what_is_printed() {
    for read in parse("A=canary\nB='canary\nC='x' canary\ncanary") {
        let shown = format!(
            "{read:?} {}",
            read.as_ref()
                .err()
                .map_or(String::new(), ToString::to_string)
        );
        assert!(!shown.contains("canary"), "{shown}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_to_its_end(text in any::<String>()) {
        let lines = text.split(['\n', '\r']).count();
        for read in parse(&text) {
            let line = read.map_or_else(|bad| bad.line, |good| good.line);
            prop_assert!((1..=lines).contains(&line));
        }
    }

    #[test]
    fn any_text_of_its_own_characters_is_read_to_its_end(
        text in r#"[A'"\\=# \t\r\n$é]{0,60}"#
    ) {
        let reads = parse(&text).count();
        prop_assert!(reads <= text.split(['\n', '\r']).count());
    }

    #[test]
    fn a_double_quoted_value_comes_back(value in any::<String>()) {
        let quoted = value.replace('\\', r"\\").replace('"', "\\\"");
        let text = format!("A=\"{quoted}\"\r\nB=2");
        let all: Vec<_> = parse(&text).map(Result::unwrap).collect();
        prop_assert_eq!(all[0].value.expose_secret(), value.as_str());
        prop_assert_eq!(all[1].name, "B");
    }
}
