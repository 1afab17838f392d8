//! Prompts in every writing reach the sidecar and the ZIP to the byte.

use std::io::Read;

use serde_json::Value;
use worldreel_library::sidecar;
use worldreel_testkit::inspect::all_files;

use crate::said::home;

const PROMPTS: [&str; 12] = [
    "a red fox in snow, “quoted”, with; commas, and \"straight\" ones",
    "雪の中の赤い狐、夜明け",
    "赤狐在雪地里奔跑",
    "ثعلب أحمر في الثلج عند الفجر",
    "שועל אדום בשלג",
    "Рыжая лиса на снегу",
    "हिम में लाल लोमड़ी",
    "눈 속의 붉은 여우",
    "สุนัขจิ้งจอกแดงในหิมะ",
    "🦊❄️👩‍👩‍👧‍👦🏳️‍🌈 🇯🇵",
    "e\u{301}toile, not étoile: no letter is recomposed",
    "=SUM(A1) +1 -1 @fox 'a' ``b`` $(c) %d \\n C:\\fox",
];

#[test]
fn every_prompt_survives_to_the_sidecar_and_the_zip() {
    let home = home();
    let lines: String = PROMPTS
        .iter()
        .map(|prompt| {
            let line = serde_json::json!({
                "prompt": prompt, "width": 64, "height": 64, "frames": 2, "fps": 10,
            });
            format!("{line}\n")
        })
        .collect();
    home.write("prompts.jsonl", lines);
    home.must(&["import", "prompts.jsonl", "--queue", "--wait"]);
    let mut told: Vec<(u32, String)> = all_files(&home.library().join("videos"))
        .into_iter()
        .filter(|file| file.extension().is_some_and(|end| end == "mp4"))
        .map(|file| {
            let made_by = sidecar::read(&file).unwrap();
            (made_by.take, made_by.text.prompt.to_string())
        })
        .collect();
    told.sort();
    let told: Vec<String> = told.into_iter().map(|(_, prompt)| prompt).collect();
    assert_eq!(told, PROMPTS);
    home.must(&["export", "--all", "-o", "out.zip"]);
    let zip = std::fs::File::open(home.work().join("out.zip")).unwrap();
    let mut zip = zip::ZipArchive::new(zip).unwrap();
    let mut text = String::new();
    zip.by_name("metadata.csv")
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let column = table
        .headers()
        .unwrap()
        .iter()
        .position(|name| name == "prompt")
        .unwrap();
    let packed: Vec<String> = table
        .records()
        .map(|row| row.unwrap()[column].to_owned())
        .collect();
    assert_eq!(packed, PROMPTS);
}

#[test]
fn a_prompt_that_is_typed_arrives_as_it_was_typed() {
    for prompt in PROMPTS {
        let home = home();
        let args = [
            "render", prompt, "--size", "64x64", "--frames", "2", "--fps", "10", "--json",
        ];
        let told: Value = serde_json::from_str(&home.must(&args)).unwrap();
        assert_eq!(told["jobs"][0]["prompt"], prompt);
        assert_eq!(home.must_json(&["queue"])["live"], 0);
    }
}
