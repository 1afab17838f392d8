//! The bars that our own cases have to pass.
#![allow(dead_code, missing_docs, reason = "shared with `cargo xtask eval`")]

#[path = "../eval/cases.rs"]
mod cases;
#[path = "../eval/hostile.rs"]
mod hostile;
#[path = "../eval/score.rs"]
mod score;

use cases::Cases;
use score::Row;
use worldreel_refine::Rules;

fn assert_all_safe(row: &Row) {
    let wrong = row.wrong.join("\n");
    assert_eq!(row.safe, row.cases, "{wrong}");
}

#[tokio::test]
async fn the_rules_do_what_is_asked_and_nothing_else() {
    let cases = Cases::read().unwrap();
    assert!(cases.len() >= 150);
    let tally = score::run(&Rules, &cases, false).await;
    let all = tally.sum(&[]);
    assert_all_safe(&all);
    // What has to hold always.
    for kind in [
        "locked",
        "hostile",
        "garbage",
        "question",
        "language",
        "long_kept",
        "vary",
    ] {
        let row = tally.sum(&[kind]);
        assert!(row.cases > 0, "{kind}");
        assert_eq!(row.asked, row.cases, "{kind}: {}", row.wrong.join("\n"));
    }
    assert!(
        all.asked * 100 >= all.cases * 95,
        "asked: {}",
        all.wrong.join("\n")
    );
    assert!(
        all.only * 100 >= all.cases * 95,
        "only: {}",
        all.wrong.join("\n")
    );
}

/// Every seventh case, another one for each kind.
fn some(cases: &Cases, nth: usize) -> Cases {
    fn pick<T: Clone>(all: &[T], nth: usize) -> Vec<T> {
        all.iter().skip(nth % 7).step_by(7).cloned().collect()
    }
    Cases {
        updates: pick(&cases.updates, nth),
        enhance: pick(&cases.enhance, nth),
        vary: pick(&cases.vary, nth),
        extract: pick(&cases.extract, nth),
        detail: pick(&cases.detail, nth),
    }
}

#[tokio::test]
async fn no_answer_of_a_model_does_harm() {
    let cases = Cases::read().unwrap();
    for kind in 0..hostile::KINDS {
        let (_fake, model) = hostile::model(kind).await.unwrap();
        // Each kind meets every seventh case, so that every case meets two of them; `cargo
        // xtask eval` puts all to all.
        let tally = score::run(&model, &some(&cases, kind), true).await;
        assert_all_safe(&tally.sum(&[]));
    }
}
