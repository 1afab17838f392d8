use proptest::prelude::*;

use super::parse;

/// A prompt of one line that begins with no `#` and ends with no option.
fn a_prompt() -> impl Strategy<Value = String> {
    proptest::collection::vec("[a-zA-Z0-9éß雪🦊א,.!?'\"\\\\;:(){}=+@#-]{1,9}", 1..9)
        .prop_map(|words| words.join(" "))
        .prop_filter("a comment or an option", |line| {
            !line.starts_with('#') && !line.contains("--")
        })
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(
        bytes in proptest::collection::vec(any::<u8>(), 0..300),
        text in "(prompt|seed|name|[,;\t\n\r\"\\\\#={}\\[\\]:é 0-9-]|--seed|--negative|\\PC){0,60}",
    ) {
        for name in ["a.txt", "a.csv", "a.tsv", "a.jsonl"] {
            for header in ["", "prompt,seed\n", "prompt\tseed\n", "\u{feff}"] {
                let _ = parse(name, &[header.as_bytes(), &bytes].concat());
                let _ = parse(name, format!("{header}{text}").as_bytes());
            }
            let _ = parse(name, &[b"\xff\xfe", bytes.as_slice()].concat());
        }
    }

    #[test]
    fn every_record_of_a_good_file_is_exactly_its_prompt(
        prompts in proptest::collection::vec(a_prompt(), 1..20),
        blanks in proptest::collection::vec(0_usize..3, 20),
        end in prop_oneof![Just("\n"), Just("\r\n"), Just("\r")],
    ) {
        let mut files = [("a.txt", String::new()), ("a.csv", "seed,prompt".into()), ("a.jsonl", String::new())];
        files[1].1.push_str(end);
        let mut lines = Vec::new();
        let mut line = 1;
        for (prompt, blanks) in prompts.iter().zip(&blanks) {
            lines.push(u32::try_from(line + blanks).unwrap());
            line += blanks + 1;
            for (_, content) in &mut files {
                content.push_str(&end.repeat(*blanks));
            }
            files[0].1.push_str(prompt);
            files[1].1.push_str(&format!("7,\"{}\"", prompt.replace('"', "\"\"")));
            files[2].1.push_str(&serde_json::json!({ "prompt": prompt }).to_string());
            for (_, content) in &mut files {
                content.push_str(end);
            }
        }
        for ((name, content), header) in files.iter().zip([0, 1, 0]) {
            let file = parse(name, content.as_bytes()).unwrap();
            let read: Vec<_> = file.rows.iter().map(|row| {
                (row.line - header, row.outcome.as_ref().unwrap().prompt.as_str())
            }).collect();
            let expected: Vec<_> = lines.iter().copied().zip(prompts.iter().map(String::as_str)).collect();
            prop_assert_eq!(read, expected, "{}", name);
        }
    }
}
