//! Words: a long prompt enhanced, read, changed and compared, each beside a plain split of
//! the same text into words.

use std::hint::black_box;
use std::time::Instant;

use anyhow::{Context, Result};
use worldreel_domain::prompt::Prompt;
use worldreel_domain::scene::Scene;
use worldreel_refine::{EnhanceRequest, Locks, Refiner, Rules, UpdateRequest, diff};

use crate::{Row, ms, quantile};

/// How long a prompt is, in words: more than anybody types, less than the limit.
const WORDS: usize = 2_000;
/// How often each is measured.
const ROUNDS: usize = 41;
const BAR: &str = "5 ms at most";

/// A prompt of [`WORDS`] words that the rules have to read all through.
fn long_prompt(name: &str) -> Result<Prompt> {
    let sentences = [
        "A red fox runs through deep snow in a birch forest at dusk.",
        "An old man with a grey beard watches it from a wooden bridge, soft morning light.",
        "Rain falls on the quiet street while the camera pans slowly to the left.",
        "Two children play with a yellow ball near the river.",
    ];
    let mut text = format!("{name} waits.");
    for sentence in sentences.iter().cycle() {
        if text.split_whitespace().count() >= WORDS {
            break;
        }
        text.push(' ');
        text.push_str(sentence);
    }
    text.parse().context("the long prompt")
}

/// The median of some rounds, in milliseconds. Each has a prompt of its own: what was read
/// before would cost nothing.
fn median(mut work: impl FnMut(Prompt) -> Result<()>) -> Result<f64> {
    let mut times = Vec::with_capacity(ROUNDS);
    for round in 0..ROUNDS {
        let prompt = long_prompt(&format!("Anna {round}"))?;
        let began = Instant::now();
        work(prompt)?;
        times.push(ms(began));
    }
    Ok(quantile(&mut times, 0.5))
}

/// Measures.
pub(crate) fn measure() -> Result<Vec<Row>> {
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let other = long_prompt("Bert")?
        .as_str()
        .replace("birch", "pine")
        .replace("dusk", "dawn");
    let reference = median(|prompt| {
        black_box(
            prompt
                .as_str()
                .split_whitespace()
                .map(str::to_lowercase)
                .count(),
        );
        Ok(())
    })?;
    let enhance = median(|prompt| {
        let request = EnhanceRequest {
            prompt,
            even_if_long: true,
        };
        black_box(runtime.block_on(Rules.enhance(request))?);
        Ok(())
    })?;
    let extract = median(|prompt| {
        black_box(runtime.block_on(Rules.extract(&prompt))?);
        Ok(())
    })?;
    let update = median(|prompt| {
        let request = UpdateRequest {
            prompt,
            scene: Scene::default(),
            locks: Locks::default(),
            request: "make it night".to_owned(),
        };
        black_box(runtime.block_on(Rules.update(request))?);
        Ok(())
    })?;
    let compare = median(|prompt| {
        black_box(diff::changes(prompt.as_str(), &other));
        Ok(())
    })?;
    let row = |what: &str, figure| Row {
        what: format!("{what}, {WORDS} words"),
        figure,
        reference,
        against: "a split into lower-case words",
        unit: "ms",
        bar: BAR,
    };
    Ok(vec![
        row("enhance offline", enhance),
        row("read a scene offline", extract),
        row("update offline", update),
        row("compare two prompts", compare),
    ])
}
