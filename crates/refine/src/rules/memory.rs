//! What was read last: one request reads the same prompt several times, for its scene, for
//! what is to change, and for its locks.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::sync::Arc;

use super::reading::{self, Reading};

/// The prompt before and the prompt now, and one more for a trial between them.
const KEPT: usize = 3;

thread_local! {
    static LAST: RefCell<VecDeque<(String, Arc<Reading>)>> = const { RefCell::new(VecDeque::new()) };
}

/// What the rules make of `text`, read anew only if it is not one of the last ones.
pub(super) fn read(text: &str) -> Arc<Reading> {
    let known = LAST.with_borrow_mut(|last| {
        let at = last.iter().position(|(known, _)| known == text)?;
        // What is asked for again stays longest.
        let found = last.remove(at)?;
        let reading = Arc::clone(&found.1);
        last.push_back(found);
        Some(reading)
    });
    known.unwrap_or_else(|| {
        let reading = Arc::new(reading::read(text));
        LAST.with_borrow_mut(|last| {
            if last.len() >= KEPT {
                last.pop_front();
            }
            last.push_back((text.to_owned(), Arc::clone(&reading)));
        });
        reading
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prompt_is_read_once_until_others_came_between() {
        let first = read("a fox");
        assert!(Arc::ptr_eq(&first, &read("a fox")));
        for text in ["a hare", "a wolf", "a bear"] {
            assert_eq!(read(text).subjects, 1);
        }
        assert!(!Arc::ptr_eq(&first, &read("a fox")));
    }
}
