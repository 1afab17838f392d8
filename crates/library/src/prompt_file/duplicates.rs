//! Records that ask for the same picture.

use std::collections::HashMap;

use worldreel_domain::prompt::Prompt;
use worldreel_domain::scene::detail::Detail;

use super::PromptRow;

/// Everything of an order that its picture depends on; guidance by its bits, since a
/// float is no key.
#[derive(PartialEq, Eq, Hash)]
struct Wish<'a> {
    prompts: (&'a Prompt, Option<&'a Prompt>),
    detail: &'a Detail,
    numbers: [Option<u32>; 7],
}

/// Marks every record that asks for the same picture as an earlier one.
pub(super) fn mark(rows: &mut [PromptRow]) {
    let mut first: HashMap<Wish<'_>, u32> = HashMap::new();
    let earlier: Vec<Option<u32>> = rows
        .iter()
        .map(|row| {
            let order = row.outcome.as_ref().ok()?;
            let wish = Wish {
                prompts: (&order.prompt, order.negative_prompt.as_ref()),
                detail: &order.detail,
                numbers: [
                    order.width,
                    order.height,
                    order.frames,
                    order.fps,
                    order.steps,
                    order.guidance.map(f32::to_bits),
                    order.seed,
                ],
            };
            let line = *first.entry(wish).or_insert(row.line);
            (line != row.line).then_some(line)
        })
        .collect();
    for (row, line) in rows.iter_mut().zip(earlier) {
        if let Ok(order) = &mut row.outcome {
            order.duplicate_of = line;
        }
    }
}
