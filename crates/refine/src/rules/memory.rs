//! What was read last: one request reads the same prompt several times, for its language, for
//! its scene, for what is to change, and for its locks.

use std::cell::{OnceCell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;

use super::language;
use super::reading::{self, Reading};

/// The prompt before and the prompt now, and one more for a trial between them.
const KEPT: usize = 3;

/// A text, and what was made of it so far.
struct Known {
    text: String,
    reading: OnceCell<Arc<Reading>>,
    english: OnceCell<bool>,
}

thread_local! {
    static LAST: RefCell<VecDeque<Rc<Known>>> = const { RefCell::new(VecDeque::new()) };
}

/// What the rules make of `text`, read anew only if it is not one of the last ones.
pub(super) fn read(text: &str) -> Arc<Reading> {
    let known = known(text);
    let reading = known.reading.get_or_init(|| Arc::new(reading::read(text)));
    Arc::clone(reading)
}

/// Whether `text` is English, found out anew only if it is not one of the last ones.
pub(super) fn is_english(text: &str) -> bool {
    let known = known(text);
    *known.english.get_or_init(|| language::sounds_english(text))
}

fn known(text: &str) -> Rc<Known> {
    LAST.with_borrow_mut(|last| {
        let at = last.iter().position(|known| known.text == text);
        // What is asked for again stays longest.
        let known = at.and_then(|at| last.remove(at)).unwrap_or_else(|| {
            if last.len() >= KEPT {
                last.pop_front();
            }
            Rc::new(Known {
                text: text.to_owned(),
                reading: OnceCell::new(),
                english: OnceCell::new(),
            })
        });
        last.push_back(Rc::clone(&known));
        known
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
