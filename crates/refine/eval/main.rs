//! `cargo xtask eval`: our cases put to the rules, to a model at its worst, and to a real
//! one when `WORLDREEL_EVAL_URL` and `WORLDREEL_EVAL_MODEL` (and `WORLDREEL_EVAL_KEY`) are
//! set. `--write FILE` writes the tables; `--wrong` lists what went wrong.
#![allow(missing_docs, reason = "a program, not a library")]
#![allow(clippy::print_stdout, reason = "a program that reports")]

mod cases;
mod hostile;
mod score;

use std::error::Error;
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use secrecy::SecretString;
use worldreel_domain::id::KeyFingerprint;
use worldreel_domain::time::Timestamp;
use worldreel_keys::KeyLabel;
use worldreel_refine::{KeyGate, NoKeyGate, OpenAi, OpenAiSettings, Refiner, Rules, SingleKeyGate};

use cases::Cases;
use score::{Row, Tally};

const INTRO: &str = "\
# How well prompts are refined

Written by `cargo xtask eval --write`. The cases are in
[crates/refine/eval](../crates/refine/eval); they say what must hold and are no examples to
tune to.

- *safe*: no lock broken, the changes lead exactly to the new text, over 50 words kept, the
  picked prompts first and unchanged, no two cards alike, every refusal with its reason, and
  of a [scene in detail](scene.md) every value words of the prompt and within bounds. It
  has to be 100 %, whoever answers: our code checks it, not the model.
- *asked*: what was asked is there, or refused where it had to be.
- *only*: no other field changed, but for what is told as following.
";

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let cases = Cases::read()?;
    let mut text = format!("{INTRO}\n{} cases.\n", cases.len());
    let mut wrong = Vec::new();
    let rules = score::run(&Rules, &cases, false).await;
    table(&mut text, &Rules.label(), &rules)?;
    wrong.extend(rules.sum(&[]).wrong);
    let mut worst = Tally::default();
    for kind in 0..hostile::KINDS {
        let (_fake, model) = hostile::model(kind).await?;
        for (name, row) in score::run(&model, &cases, true).await.0 {
            let all = worst.0.entry(name).or_default();
            all.cases += row.cases;
            all.safe += row.safe;
        }
    }
    hostile_table(&mut text, &worst)?;
    if let Some(model) = real_model()? {
        let tally = score::run(&model, &cases, true).await;
        table(&mut text, &model.label(), &tally)?;
        wrong.extend(tally.sum(&[]).wrong);
    }
    println!("{text}");
    if args.iter().any(|arg| arg == "--wrong") {
        println!("{}", wrong.join("\n"));
    }
    if let Some(at) = args.iter().position(|arg| arg == "--write") {
        let file = args.get(at + 1).ok_or("--write needs a file")?;
        std::fs::write(file, text)?;
    }
    Ok(())
}

fn percent(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "-".to_owned();
    }
    format!("{}.{} %", part * 100 / whole, part * 1_000 / whole % 10)
}

fn line(text: &mut String, name: &str, row: &Row) -> std::fmt::Result {
    let rate = |part| percent(part, row.cases);
    writeln!(
        text,
        "| {name} | {} | {} | {} | {} |",
        row.cases,
        rate(row.safe),
        rate(row.asked),
        rate(row.only)
    )
}

fn table(text: &mut String, title: &str, tally: &Tally) -> std::fmt::Result {
    writeln!(
        text,
        "\n## {title}\n\n| kind | cases | safe | asked | only |\n|---|---:|---:|---:|---:|"
    )?;
    for (name, row) in &tally.0 {
        line(text, name, row)?;
    }
    line(text, "**all**", &tally.sum(&[]))
}

fn hostile_table(text: &mut String, tally: &Tally) -> std::fmt::Result {
    writeln!(
        text,
        "\n## A model at its worst\n\n{} ways of answering badly, each to every case: prose, broken locks, other \
         languages, copies, wrong counts,\ninvented fields, orders, cut and endless answers.\n\n| kind | answers | safe \
         |\n|---|---:|---:|",
        hostile::KINDS
    )?;
    for (name, row) in &tally.0 {
        writeln!(
            text,
            "| {name} | {} | {} |",
            row.cases,
            percent(row.safe, row.cases)
        )?;
    }
    let sum = tally.sum(&[]);
    writeln!(
        text,
        "| **all** | {} | {} |",
        sum.cases,
        percent(sum.safe, sum.cases)
    )
}

fn now() -> Timestamp {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Timestamp::from_ms(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// The model that the environment names, if it names one.
fn real_model() -> Result<Option<OpenAi>, Box<dyn Error>> {
    let (Ok(url), Ok(model)) = (
        std::env::var("WORLDREEL_EVAL_URL"),
        std::env::var("WORLDREEL_EVAL_MODEL"),
    ) else {
        return Ok(None);
    };
    let gate: Arc<dyn KeyGate> = match std::env::var("WORLDREEL_EVAL_KEY") {
        Ok(key) => Arc::new(SingleKeyGate::new(
            KeyLabel::new("eval"),
            KeyFingerprint::new("eval"),
            SecretString::from(key),
            now,
        )),
        Err(_) => Arc::new(NoKeyGate),
    };
    Ok(Some(OpenAi::new(
        OpenAiSettings::new(url, model),
        gate,
        now,
    )?))
}
