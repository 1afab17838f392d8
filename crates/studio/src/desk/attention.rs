//! When the user is told something that they may not be looking at.
//!
//! Told is what ends their waiting: the queue has done what it could, it can't go on
//! without them, or a take needs their decision. What they have done themselves, such as a
//! pause or a cancel, is no news to them.

use worldreel_supervisor::Standing;

/// What is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Told {
    /// In a few words.
    pub(crate) title: String,
    /// In a sentence or two.
    pub(crate) text: String,
}

/// Follows how the queue stands.
#[derive(Debug)]
pub(crate) struct Attention {
    before: Standing,
    /// Jobs done and failed that were told of, or were over when listening began.
    told: (usize, usize),
}

impl Attention {
    /// From how the queue stands when the user has just opened it.
    pub(crate) const fn since(standing: Standing) -> Self {
        Self {
            told: (standing.done, standing.failed),
            before: standing,
        }
    }

    /// What is to be told now that the queue stands like this.
    pub(crate) fn hear(&mut self, now: &Standing) -> Option<Told> {
        let before = std::mem::replace(&mut self.before, now.clone());
        let ended = (now.done - self.told.0, now.failed - self.told.1);
        let rested = before.works() && !now.works();
        let told = if let Some(why) = stuck(now).filter(|_| stuck(&before).is_none()) {
            Told {
                title: "The queue can't go on without you".into(),
                text: sentences([
                    Some(format!("{}: {why}", takes(now.waiting, "waits", "wait"))),
                    ended_text(ended),
                    undecided_text(now.undecided),
                ]),
            }
        } else if rested && now.waiting == 0 && ended != (0, 0) {
            Told {
                title: "The queue is done".into(),
                text: sentences([ended_text(ended), undecided_text(now.undecided)]),
            }
        } else if now.undecided > before.undecided {
            Told {
                title: "Worldreel needs your decision".into(),
                text: sentences([
                    undecided_text(now.undecided),
                    Some("It may have been rendered and billed, so nothing is sent again".into()),
                ]),
            }
        } else {
            return None;
        };
        if !now.works() {
            self.told = (now.done, now.failed);
        }
        Some(told)
    }
}

/// Why the queue can't go on without something that the user has not chosen.
fn stuck(standing: &Standing) -> Option<String> {
    let why = standing.rests.as_ref()?;
    why.needs_user().then(|| why.to_string())
}

fn ended_text((done, failed): (usize, usize)) -> Option<String> {
    match (done, failed) {
        (0, 0) => None,
        (done, 0) => Some(takes(done, "is done", "are done")),
        (0, failed) => Some(takes(failed, "has failed", "have failed")),
        (done, failed) => Some(format!(
            "{}, {failed} {} failed",
            takes(done, "is done", "are done"),
            if failed == 1 { "has" } else { "have" }
        )),
    }
}

fn undecided_text(undecided: usize) -> Option<String> {
    (undecided > 0).then(|| takes(undecided, "waits for a decision", "wait for a decision"))
}

fn takes(count: usize, one: &str, many: &str) -> String {
    match count {
        1 => format!("1 take {one}"),
        _ => format!("{count} takes {many}"),
    }
}

fn sentences<const N: usize>(said: [Option<String>; N]) -> String {
    let said: Vec<_> = said.into_iter().flatten().collect();
    said.join(". ")
}

#[cfg(test)]
mod tests {
    use worldreel_domain::id::EngineName;
    use worldreel_domain::wait::{KeyWait, WaitReason};

    use super::*;

    fn standing(under_way: usize, waiting: usize) -> Standing {
        Standing {
            under_way,
            waiting,
            ..Standing::default()
        }
    }

    fn no_key() -> Option<WaitReason> {
        Some(WaitReason::NoKey {
            engines: vec![EngineName::new("nvidia")],
            why: KeyWait::Unusable {
                refused: 2,
                out_of_credit: 0,
            },
        })
    }

    fn text(told: Option<Told>) -> String {
        let told = told.expect("something is told");
        format!("{} | {}", told.title, told.text)
    }

    #[test]
    fn a_night_is_told_of_once_at_its_end() {
        let mut attention = Attention::since(Standing::default());
        assert_eq!(attention.hear(&standing(1, 39)), None);
        let mut now = standing(1, 0);
        (now.done, now.failed) = (37, 2);
        assert_eq!(attention.hear(&now), None);
        let mut now = standing(0, 0);
        (now.done, now.failed) = (38, 2);
        let told = attention.hear(&now);
        assert_eq!(
            text(told),
            "The queue is done | 38 takes are done, 2 have failed"
        );
        // The next evening counts for itself.
        let mut next = standing(1, 0);
        (next.done, next.failed) = (38, 2);
        assert_eq!(attention.hear(&next), None);
        (next.under_way, next.done) = (0, 39);
        assert_eq!(
            text(attention.hear(&next)),
            "The queue is done | 1 take is done"
        );
    }

    #[test]
    fn what_was_over_before_is_no_news() {
        let old = Standing {
            done: 3,
            undecided: 2,
            ..Standing::default()
        };
        let mut attention = Attention::since(old.clone());
        assert_eq!(attention.hear(&old), None);
    }

    #[test]
    fn a_decision_is_asked_for_at_once_and_not_again() {
        let mut attention = Attention::since(standing(2, 5));
        let mut now = standing(1, 5);
        now.undecided = 1;
        assert_eq!(
            text(attention.hear(&now)),
            "Worldreel needs your decision | 1 take waits for a decision. It may have been \
             rendered and billed, so nothing is sent again"
        );
        now.waiting = 4;
        assert_eq!(attention.hear(&now), None);
        (now.waiting, now.under_way, now.done) = (0, 0, 6);
        assert_eq!(
            text(attention.hear(&now)),
            "The queue is done | 6 takes are done. 1 take waits for a decision"
        );
        // The user decides.
        now.undecided = 0;
        assert_eq!(attention.hear(&now), None);
    }

    #[test]
    fn a_queue_without_a_key_says_what_it_lacks() {
        let mut attention = Attention::since(standing(1, 3));
        let mut now = standing(0, 3);
        (now.rests, now.done) = (no_key(), 1);
        assert_eq!(
            text(attention.hear(&now)),
            "The queue can't go on without you | 3 takes wait: no key of nvidia can be used: 2 not \
             accepted. 1 take is done"
        );
        now.waiting = 4;
        assert_eq!(attention.hear(&now), None, "it is said once");
    }

    #[test]
    fn what_users_do_themselves_is_not_told_to_them() {
        let mut attention = Attention::since(standing(1, 2));
        let mut now = standing(0, 2);
        (now.rests, now.done) = (Some(WaitReason::QueuePaused), 1);
        assert_eq!(attention.hear(&now), None, "a pause");
        // Resumed and all cancelled but one.
        let mut now = standing(1, 0);
        now.done = 1;
        assert_eq!(attention.hear(&now), None);
        (now.under_way, now.done) = (0, 2);
        assert_eq!(
            text(attention.hear(&now)),
            "The queue is done | 2 takes are done"
        );
        assert_eq!(attention.hear(&standing_done(1, 2)), None);
        assert_eq!(attention.hear(&standing_done(0, 2)), None, "a cancel");
    }

    fn standing_done(under_way: usize, done: usize) -> Standing {
        Standing {
            done,
            ..standing(under_way, 0)
        }
    }
}
