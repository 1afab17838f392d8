use super::*;

/// A file as people read it: each record's line, then what it asks for or what is
/// wrong with it.
fn shown(name: &str, content: &str) -> String {
    shown_bytes(name, content.as_bytes())
}

fn shown_bytes(name: &str, bytes: &[u8]) -> String {
    let file = match parse(name, bytes) {
        Ok(file) => file,
        Err(error) => return error.to_string(),
    };
    let mut lines: Vec<String> = file.rows.iter().map(shown_row).collect();
    if !file.ignored_columns.is_empty() {
        lines.push(format!("ignored: {}", file.ignored_columns.join(", ")));
    }
    lines.join("\n")
}

fn shown_row(row: &PromptRow) -> String {
    let line = row.line;
    let order = match &row.outcome {
        Ok(order) => order,
        Err(problem) => {
            let field = problem.field.as_deref().unwrap_or("-");
            return format!("{line} {field}! {} <{}>", problem.reason, problem.text);
        }
    };
    let numbers = [
        ("width", order.width),
        ("height", order.height),
        ("frames", order.frames),
        ("fps", order.fps),
        ("steps", order.steps),
        ("seed", order.seed),
        ("as line", order.duplicate_of),
    ];
    let mut text = format!("{line} {:?}", order.prompt.as_str());
    for (name, number) in numbers {
        if let Some(number) = number {
            text.push_str(&format!(" {name} {number}"));
        }
    }
    if let Some(guidance) = order.guidance {
        text.push_str(&format!(" guidance {guidance}"));
    }
    if let Some(negative) = &order.negative_prompt {
        text.push_str(&format!(" without {:?}", negative.as_str()));
    }
    if let Some(label) = &order.label {
        text.push_str(&format!(" named {label:?}"));
    }
    text
}

#[test]
fn a_text_file_has_a_prompt_a_line_and_options_at_its_end() {
    let content = "\
# night run
a red fox in snow

  a hare, --seed 42 --fps 24 --frames 48 --size 1280x720 --steps 30 --guidance 6.5
a wolf --negative \"blur, \\\"text\\\"\" --name wolf-1
an owl --seed=7 --negative-prompt=blur
#a comment as well
 # no comment: it is indented
";
    insta::assert_snapshot!(shown("a.txt", content), @r##"
    2 "a red fox in snow"
    4 "a hare," width 1280 height 720 frames 48 fps 24 steps 30 seed 42 guidance 6.5
    5 "a wolf" without "blur, \"text\"" named "wolf-1"
    6 "an owl" seed 7 without "blur"
    8 "# no comment: it is indented"
    "##);
}

#[test]
fn what_only_looks_like_an_option_stays_the_users_own_words() {
    for line in [
        "a fox --style noir",
        "a fox --seed 42 in the snow",
        "a sign that says --size matters",
        "a fox --seed",
        "--prompt a fox",
        "a book called \"--name\"",
        "a sign that says \"hello\"",
        "a fox--seed 42",
        "a fox -- seed 42",
        "a \" fox \"",
        "\"",
    ] {
        let file = parse("a.txt", line.as_bytes()).unwrap();
        let order = file.rows[0].outcome.as_ref().unwrap();
        assert_eq!(order.prompt.as_str(), line);
        assert_eq!((order.seed, order.label.as_ref()), (None, None), "{line}");
    }
}

#[test]
fn a_bad_line_says_what_is_accepted_and_stops_no_other() {
    let content = "\
a fox --seed 4294967296
a fox --seed -1
a fox --seed 4x2
a fox --frames 0
a fox --size 1280
a fox --guidance 1e99
a fox --seed 1 --seed 2
--seed 1
a fox --size 640x480 --width 641
a fox --seed 4294967295
";
    insta::assert_snapshot!(shown("a.txt", content), @r#"
    1 seed! seed can't be "4294967296": expected a whole number from 0 to 4294967295 <4294967296>
    2 seed! seed can't be "-1": expected a whole number from 0 to 4294967295 <-1>
    3 seed! seed can't be "4x2": expected a whole number from 0 to 4294967295 <4x2>
    4 frames! frames can't be "0": expected a whole number from 1 to 4294967295 <0>
    5 size! size can't be "1280": expected WIDTHxHEIGHT in pixels, such as 1280x720 <1280>
    6 guidance! guidance can't be "1e99": expected a number, such as 7.5 <1e99>
    7 seed! seed is given more than once <1>
    8 prompt! the prompt is empty <>
    9 width! width is 641, but the size is 640x480: give one of them <641>
    10 "a fox" seed 4294967295
    "#);
}

#[test]
fn a_table_is_read_by_the_names_of_its_columns() {
    let content = "\
Prompt,Negative Prompt,num_frames,FPS,num_inference_steps,CFG,Resolution,Seed,ID,notes,notes
\"a fox,
\"\"quick\"\"\",blur,48.0,24,30,7.5,1280*720,42,007,x,y

a hare,,,,,,,,,,
,,,,,,,,,,
a wolf,1
,blur,,,,,,,,,
a fox,,,,,,,,b,,extra,
a bear,,,,,,,-1,,,
a lynx,,,,,,,,,,
";
    insta::assert_snapshot!(shown("a.csv", content), @r#"
    2 "a fox,\n\"quick\"" width 1280 height 720 frames 48 fps 24 steps 30 seed 42 guidance 7.5 without "blur" named "007"
    5 "a hare"
    7 -! the row has 2 cells, but the first row names 11 columns; a cell with a comma or a line break in it stands in quotation marks <a wolf,1>
    8 prompt! the prompt is empty <>
    9 -! the row has 12 cells, but the first row names 11 columns; a cell with a comma or a line break in it stands in quotation marks <a fox,,,,,,,,b,,extra,>
    10 seed! seed can't be "-1": expected a whole number from 0 to 4294967295 <-1>
    11 "a lynx"
    ignored: notes
    "#);
}

#[test]
fn of_several_names_for_one_field_the_first_choice_counts() {
    let content = "id,prompt,name,Prompt,label\n1,a fox,two,a hare,three\n";
    insta::assert_snapshot!(shown("a.csv", content), @r#"
    2 "a fox" named "three"
    ignored: id, name, Prompt
    "#);
}

#[test]
fn a_table_may_part_its_cells_by_tabs_or_semicolons() {
    let expected = "2 \"a fox, red\" seed 42";
    assert_eq!(shown("a.tsv", "prompt\tseed\na fox, red\t42\n"), expected);
    assert_eq!(shown("a.csv", "prompt;seed\r\na fox, red;42\r\n"), expected);
    assert_eq!(shown("a.CSV", "prompt\tseed\ra fox, red\t42\r"), expected);
}

#[test]
fn a_quotation_mark_that_is_never_closed_costs_its_own_row_only() {
    let content = "prompt,seed\na fox,1\n\"a hare,2\na wolf,3\n\na bear,4";
    insta::assert_snapshot!(shown("a.csv", content), @r#"
    2 "a fox" seed 1
    3 -! a quotation mark is opened here and never closed <"a hare,2
    a wolf,3

    a bear,4>
    4 "a wolf" seed 3
    6 "a bear" seed 4
    "#);
}

#[test]
fn a_line_of_json_is_a_text_or_an_object() {
    let content = r#"
"a fox"
{"prompt": "a hare", "seed": 42, "num_frames": "48", "guidance_scale": 6, "id": 7, "camera": 1, "style": null}
{"prompt": "a wolf", "seed": null, "negative": "blur", "camera": 2}
{"prompt": "a fox", "size": "640x480"}
{"prompt": "a\nfox", "seed": 42.0}
{"seed": 42}
{"prompt": 42}
{"prompt": "a fox", "seed": 1e20}
{"prompt": "a fox", "fps": true}
["a fox"]
{"prompt": "a fox"
a fox
{"prompt": null}
"#;
    insta::assert_snapshot!(shown("a.jsonl", content), @r#"
    2 "a fox"
    3 "a hare" frames 48 seed 42 guidance 6 named "7"
    4 "a wolf" without "blur"
    5 "a fox" width 640 height 480
    6 "a\nfox" seed 42
    7 prompt! the object has no "prompt" <{"seed": 42}>
    8 prompt! prompt can't be "42": expected a text <42>
    9 seed! seed can't be "1e+20": expected a whole number from 0 to 4294967295 <1e+20>
    10 fps! fps can't be "true": expected a whole number from 1 to 4294967295 <true>
    11 -! the line is a list: expected a text or an object with a "prompt" <["a fox"]>
    12 -! the line is not JSON: EOF while parsing an object at byte 18 <{"prompt": "a fox">
    13 -! the line is not JSON: expected value at byte 1 <a fox>
    14 prompt! the prompt is empty <>
    ignored: camera, style
    "#);
}

#[test]
fn a_record_that_asks_for_the_same_picture_names_the_first_one() {
    let content =
        "a fox --seed 1 --name a\na fox\na fox --seed 1 --name b\na fox\na fox --guidance 1";
    insta::assert_snapshot!(shown("a.txt", content), @r#"
    1 "a fox" seed 1 named "a"
    2 "a fox"
    3 "a fox" seed 1 as line 1 named "b"
    4 "a fox" as line 2
    5 "a fox" guidance 1
    "#);
}

#[test]
fn a_file_that_can_not_be_used_says_why() {
    for (name, content, sentence) in [
        (
            "a.docx",
            "a fox",
            "could not tell what kind of prompt file \"a.docx\" is: .txt, .csv, .tsv and .jsonl \
             are accepted",
        ),
        (
            "prompts",
            "a fox",
            "could not tell what kind of prompt file \"prompts\" is: .txt, .csv, .tsv and .jsonl \
             are accepted",
        ),
        (
            "a.csv",
            "text,seed\na fox,1\n",
            "the prompt file \"a.csv\" has no column named \"prompt\"; its columns are \
             \"text\", \"seed\"",
        ),
        (
            "a.txt",
            "a fox\0",
            "the prompt file \"a.txt\" is not a text file: it has a NUL byte at offset 5",
        ),
        (
            "a.txt",
            "# only\n\n",
            "the prompt file \"a.txt\" has no prompts in it",
        ),
        (
            "a.csv",
            "",
            "the prompt file \"a.csv\" has no prompts in it",
        ),
        (
            "a.csv",
            "prompt\n\n",
            "the prompt file \"a.csv\" has no prompts in it",
        ),
        (
            "a.jsonl",
            "\n",
            "the prompt file \"a.jsonl\" has no prompts in it",
        ),
    ] {
        assert_eq!(shown(name, content), sentence);
    }
}

#[test]
fn a_hundred_thousand_records_are_taken_and_one_more_is_not() {
    let count = usize::try_from(RECORDS_MAX).unwrap();
    let content = "fox\n".repeat(count);
    assert_eq!(
        parse("a.txt", content.as_bytes()).unwrap().rows.len(),
        count
    );
    assert_eq!(
        shown("a.txt", &(content + "hare")),
        "the prompt file \"a.txt\" has more than 100000 prompts; split it into several"
    );
}

#[test]
fn a_file_is_read_by_its_name_and_refused_by_its_size() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.TXT");
    assert!(matches!(read(&path), Err(PromptFileError::Io { .. })));
    std::fs::write(&path, b"caf\xe9\r\n").unwrap();
    let file = read(&path).unwrap();
    assert_eq!(
        (file.file.as_str(), file.encoding),
        ("mine.TXT", Encoding::Windows1252)
    );
    assert_eq!(shown_row(&file.rows[0]), "1 \"café\"");
    File::create(&path)
        .unwrap()
        .set_len(FILE_BYTES_MAX + 1)
        .unwrap();
    assert_eq!(
        read(&path).unwrap_err().to_string(),
        "the prompt file \"mine.TXT\" has 67108865 bytes; at most 67108864 are accepted"
    );
}

#[test]
fn a_raw_value_is_quoted_back_shortened() {
    let content = format!("prompt,seed\nfox,{}", "é".repeat(500));
    let file = parse("a.csv", content.as_bytes()).unwrap();
    let problem = file.rows[0].outcome.as_ref().unwrap_err();
    assert_eq!(problem.text.chars().count(), 200);
    assert!(problem.text.ends_with('…'));
}
