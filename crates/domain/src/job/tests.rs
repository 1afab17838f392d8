use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::failure::{Billed, FailureClass, Retry, WayOut};
use crate::id::{AttemptId, LaneName, StudioEpoch, VideoId};
use crate::job::{JobAction, JobStateName, offers};
use crate::time::Timestamp;

fn lease() -> Lease {
    Lease {
        epoch: StudioEpoch(3),
        attempt: AttemptId::from_uuid(Uuid::from_u128(9)),
        lane: LaneName::new("sketch-1"),
        key: None,
    }
}

fn ticket(id: &str) -> Ticket {
    Ticket {
        id: id.into(),
        key: None,
    }
}

fn failure() -> Failure {
    Failure {
        class: FailureClass::Backend,
        message: "the render server reported an error".into(),
        provider_said: None,
        retry: Retry::Never,
        billed: Billed::No,
        next_step: WayOut::Retry,
    }
}

fn video() -> VideoId {
    VideoId::from_uuid(Uuid::from_u128(11))
}

fn states() -> Vec<JobState> {
    let held = Some(ticket("r-1"));
    vec![
        JobState::queued(),
        JobState::Preparing { lease: lease() },
        JobState::Submitting { lease: lease() },
        JobState::Running {
            lease: lease(),
            ticket: None,
        },
        JobState::Fetching {
            lease: lease(),
            ticket: held.clone(),
        },
        JobState::InDoubt {
            lease: lease(),
            ticket: held.clone(),
        },
        JobState::Held,
        JobState::Undecided {
            lease: Some(lease()),
            ticket: held.clone(),
            failure: failure(),
        },
        JobState::Cancelling {
            lease: lease(),
            ticket: held,
            keeps_lane: true,
        },
        JobState::Cancelled {
            may_be_billed: false,
        },
        JobState::Expired,
        JobState::Failed { failure: failure() },
        JobState::Done { video: video() },
    ]
}

fn events() -> Vec<(&'static str, JobEvent)> {
    let at = Timestamp::from_ms(500);
    let ended = |verdict| JobEvent::AttemptFailed {
        failure: failure(),
        verdict,
    };
    vec![
        (
            "started",
            JobEvent::Started {
                lease: lease(),
                prepare: false,
            },
        ),
        (
            "started to prepare",
            JobEvent::Started {
                lease: lease(),
                prepare: true,
            },
        ),
        ("prepared", JobEvent::Prepared),
        ("sent", JobEvent::Sent),
        ("ticketed", JobEvent::Ticketed(ticket("r-2"))),
        ("ready", JobEvent::Ready),
        ("delivered", JobEvent::Delivered(video())),
        ("fetch interrupted", JobEvent::FetchInterrupted),
        (
            "failed, try again",
            ended(Verdict::Requeue { not_before: at }),
        ),
        ("failed, ask", ended(Verdict::Ask)),
        ("failed, give up", ended(Verdict::Fail)),
        ("doubted", JobEvent::Doubted),
        ("found running", JobEvent::FoundRunning(None)),
        ("never began", JobEvent::NeverBegan),
        (
            "stopped",
            JobEvent::Stopped {
                may_be_billed: true,
            },
        ),
        ("expired", JobEvent::Expired),
        ("restored", JobEvent::Restored(failure())),
        ("found delivered", JobEvent::FoundDelivered(video())),
        ("hold asked", JobEvent::HoldAsked),
        ("edit asked", JobEvent::EditAsked),
        ("release asked", JobEvent::ReleaseAsked),
        ("cancel asked", JobEvent::CancelAsked),
        ("retry asked", JobEvent::RetryAsked),
        ("give up asked", JobEvent::GiveUpAsked),
    ]
}

fn effect_word(effect: &Effect) -> &'static str {
    match effect {
        Effect::Begin(_) => "begin",
        Effect::Stop(_) => "stop",
        Effect::AskEngine(_) => "ask engine",
    }
}

/// Every state with every event: the whole machine on one page.
#[test]
fn the_machine_allows_these_edges_and_no_others() {
    let mut table = String::new();
    for state in states() {
        for (word, event) in events() {
            if let Ok(step) = next(&state, &event) {
                let mut effects: Vec<_> = step.effects.iter().map(effect_word).collect();
                if state.occupies().is_some() && step.state.occupies().is_none() {
                    effects.insert(0, "free lane");
                }
                let line = format!(
                    "{} + {word} -> {} [{}]",
                    state.name(),
                    step.state.name(),
                    effects.join(", ")
                );
                table.push_str(line.trim_end_matches(" []"));
                table.push('\n');
            }
        }
        table.push('\n');
    }
    insta::assert_snapshot!(table);
}

#[test]
fn the_table_covers_every_state() {
    let named: Vec<_> = states().iter().map(JobState::name).collect();
    assert_eq!(named, JobStateName::ALL);
}

#[test]
fn an_illegal_event_names_state_and_event() {
    let error = next(&JobState::Done { video: video() }, &JobEvent::CancelAsked).unwrap_err();
    assert_eq!(
        error.to_string(),
        "a job that is done can't take the event \"cancel_asked\""
    );
}

#[test]
fn a_second_ticket_is_refused() {
    let state = JobState::Running {
        lease: lease(),
        ticket: Some(ticket("r-1")),
    };
    assert!(next(&state, &JobEvent::Ticketed(ticket("r-2"))).is_err());
}

#[test]
fn a_ticket_is_kept_until_the_job_ends() {
    let mut state = JobState::Submitting { lease: lease() };
    for event in [
        JobEvent::Ticketed(ticket("r-1")),
        JobEvent::Doubted,
        JobEvent::FoundRunning(None),
        JobEvent::CancelAsked,
        JobEvent::Ready,
    ] {
        state = next(&state, &event).unwrap().state;
        assert_eq!(
            state.ticket(),
            Some(&ticket("r-1")),
            "after {}",
            event.name()
        );
    }
}

#[test]
fn each_refused_action_says_why() {
    let mut table = String::new();
    for state in states() {
        for offer in offers(&state) {
            if let Some(refused) = offer.refused {
                table.push_str(&format!("{} {:?}: {refused}\n", state.name(), offer.action));
            }
        }
    }
    insta::assert_snapshot!(table);
    assert_eq!(JobAction::ALL.len(), offers(&JobState::Held).len());
}

#[test]
fn a_state_reads_back_from_its_json() {
    for state in states() {
        let json = serde_json::to_value(&state).unwrap();
        assert_eq!(json["state"], state.name().name());
        assert_eq!(serde_json::from_value::<JobState>(json).unwrap(), state);
    }
}

proptest! {
    /// Whatever happens in whatever order: a job only ever keeps the lane of its own
    /// lease, and a lane that it has let go is not taken back without the engine
    /// saying that the render is alive.
    #[test]
    fn a_job_keeps_no_lane_but_that_of_its_lease(picks in prop::collection::vec(0_usize..23, 0..60)) {
        let events = events();
        let mut state = JobState::queued();
        for pick in picks {
            let Ok(step) = next(&state, &events[pick].1) else { continue };
            let lane = step.state.occupies();
            prop_assert!(lane.is_none() || lane == step.state.lease().map(|lease| &lease.lane));
            if state.occupies().is_none() && lane.is_some() {
                let found = matches!(&events[pick].1, JobEvent::Started { .. } | JobEvent::FoundRunning(_));
                prop_assert!(found, "a lane is taken by {}", events[pick].0);
            }
            state = step.state;
        }
    }

    /// No event brings a finished video's job back to the queue.
    #[test]
    fn done_is_final(pick in 0_usize..23) {
        let state = JobState::Done { video: video() };
        prop_assert!(next(&state, &events()[pick].1).is_err());
    }
}
