//! The use cases on a real library, with the sketch engine.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "use_cases/looks.rs"]
mod looks;
#[path = "use_cases/ordered.rs"]
mod ordered;
#[path = "use_cases/pages.rs"]
mod pages;
#[path = "use_cases/scenes.rs"]
mod scenes;
#[path = "use_cases/tree.rs"]
mod tree;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tempfile::TempDir;
use worldreel_domain::id::JobId;
use worldreel_domain::job::{JobAction, JobState, JobStateName};
use worldreel_domain::money::Price;
use worldreel_domain::prompt::Prompt;
use worldreel_domain::revision::Origin;
use worldreel_domain::scene::detail::{Detail, Segment};
use worldreel_domain::scene::{Scene, Seconds};
use worldreel_domain::spec::Size;
use worldreel_engines::SketchEngine;
use worldreel_library::archive;
use worldreel_refine::Rules;
use worldreel_studio::batches::{Batch, Generate, NewTake};
use worldreel_studio::call::{Nothing, Upload};
use worldreel_studio::drafts::{DraftRef, SaveDraft};
use worldreel_studio::exports::{ExportRef, ExportState, StartExport};
use worldreel_studio::jobs::{ActOnJob, JobQuery, JobRef, PauseQueue};
use worldreel_studio::revisions::{KeepRevisions, NewStep, RevisionRef};
use worldreel_studio::sessions::{NewSession, RenameSession, SessionQuery, SessionRef};
use worldreel_studio::specs::SpecWish;
use worldreel_studio::view::SnapshotRequired;
use worldreel_studio::{ErrorCode, OpenError, Studio, StudioConfig, StudioEvent};

const PATIENCE: Duration = Duration::from_secs(60);

async fn open(library: &Path) -> Studio {
    Studio::open(config(library)).await.unwrap()
}

fn config(library: &Path) -> StudioConfig {
    StudioConfig {
        library: library.to_owned(),
        engines: vec![Arc::new(SketchEngine::with_lanes(2))],
        idle: false,
        repair: false,
        machine: None,
        refiners: vec![Arc::new(Rules)],
        named_models: Vec::new(),
        logs: None,
        settings: None,
        desk: None,
    }
}

fn small(prompt: &str) -> NewTake {
    NewTake {
        spec: SpecWish {
            size: Some(Size::new(64, 64)),
            frames: Some(10),
            fps: Some(10),
            seed: Some(7),
            ..SpecWish::default()
        },
        ..NewTake::of(prompt.parse().unwrap())
    }
}

fn batch(items: Vec<NewTake>) -> Generate {
    Generate {
        items,
        ..Generate::default()
    }
}

/// The first job of a batch.
fn first_job(batch: &Batch) -> JobId {
    batch.first.as_ref().expect("a batch has jobs").id
}

async fn pause_queue(studio: &Studio, paused: bool) {
    studio.pause_queue(PauseQueue { paused }).await.unwrap();
}

/// Waits until all jobs of a batch are in this state.
async fn until(studio: &Studio, batch: &Batch, state: JobStateName) {
    let mut heard = studio.listen(None).await;
    let all = || async {
        let query = JobQuery {
            batch: Some(batch.batch),
            ..JobQuery::default()
        };
        let page = studio.list_jobs(query).await.unwrap();
        page.jobs.iter().all(|job| job.state.name() == state)
    };
    let waited = tokio::time::timeout(PATIENCE, async {
        while !all().await {
            heard.recv().await.expect("the studio is open");
        }
    });
    waited.await.expect("the jobs end");
}

#[tokio::test]
async fn a_batch_becomes_videos_in_its_own_session() {
    let folder = TempDir::new().unwrap();
    let studio = open(folder.path()).await;
    let take = NewTake {
        takes: 3,
        ..small("a red fox in snow, at dawn")
    };
    let queued = studio.generate(batch(vec![take])).await.unwrap();
    assert_eq!(queued.jobs, 3);
    until(&studio, &queued, JobStateName::Done).await;
    let detail = studio
        .session(SessionRef {
            session: queued.session,
        })
        .await
        .unwrap();
    assert_eq!(detail.session.title, "a red fox in snow, at dawn");
    assert_eq!((detail.session.done, detail.session.live), (3, 0));
    assert_eq!(
        detail.revisions.total, 1,
        "takes of one text share its revision"
    );
    let seeds: Vec<u32> = detail.jobs.jobs.iter().map(|job| job.spec.seed).collect();
    assert_eq!(seeds, [7, 8, 9]);
    for job in &detail.jobs.jobs {
        let video = job.video.as_ref().unwrap();
        assert_eq!(
            (video.width, video.frames, video.duration_ms),
            (64, 10, 1_000)
        );
        assert!(folder.path().join(&video.file).exists());
    }
    let quote = studio.quote(batch(vec![small("another")])).await.unwrap();
    assert_eq!(quote.price, Price::Free);
    assert!(
        quote.about_s.is_some_and(|seconds| seconds > 0.0),
        "speed is known by now"
    );
}

#[tokio::test]
async fn what_no_engine_can_do_is_refused_with_its_place_and_the_nearest_value() {
    let folder = TempDir::new().unwrap();
    let studio = open(folder.path()).await;
    let mut wrong = small("b");
    wrong.spec.fps = Some(60);
    let error = studio
        .generate(batch(vec![small("a"), wrong]))
        .await
        .unwrap_err();
    assert_eq!(error.code, ErrorCode::EngineCannot);
    assert_eq!(error.field.as_deref(), Some("items[1].spec.fps"));
    assert_eq!(error.hint.as_deref(), Some("possible is: fps 30"));
    assert!(
        studio
            .list_sessions(SessionQuery::default())
            .await
            .unwrap()
            .is_empty(),
        "nothing was queued"
    );
    let error = studio.generate(batch(Vec::new())).await.unwrap_err();
    assert_eq!(error.message, "there is nothing to render");
}

#[tokio::test]
async fn a_revision_is_rendered_in_its_own_session_alone() {
    let folder = TempDir::new().unwrap();
    let studio = open(folder.path()).await;
    let session = |title: &str| NewSession {
        title: title.into(),
    };
    let own = studio.create_session(session("own")).await.unwrap();
    let other = studio.create_session(session("other")).await.unwrap();
    let steps = KeepRevisions {
        session: Some(own.id),
        parent: None,
        steps: vec![tree::step("a fox", Origin::Typed)],
    };
    let revision = studio.keep_revisions(steps).await.unwrap().head;
    let take = NewTake {
        revision: Some(revision),
        prompt: None,
        ..small("x")
    };
    let wanted = |session| Generate {
        session: Some(session),
        ..batch(vec![take.clone()])
    };
    let error = studio.generate(wanted(other.id)).await.unwrap_err();
    assert_eq!(error.field.as_deref(), Some("items[0].revision"));
    let queued = studio.generate(wanted(own.id)).await.unwrap();
    until(&studio, &queued, JobStateName::Done).await;
}

#[tokio::test]
async fn a_listener_that_asks_for_what_is_not_kept_is_told_to_look_anew() {
    let folder = TempDir::new().unwrap();
    let studio = open(folder.path()).await;
    let first = studio.generate(batch(vec![small("a")])).await.unwrap();
    until(&studio, &first, JobStateName::Done).await;
    let seq = studio.snapshot(Nothing {}).await.unwrap().seq;
    // As after the database was made anew: the listener's number lies ahead of it.
    let mut heard = studio.listen(Some(seq + 1_000)).await;
    let from = StudioEvent::SnapshotRequired(SnapshotRequired { seq });
    assert_eq!(heard.recv().await, Some(from));
    let session = first.session;
    let title = "Foxes".to_owned();
    studio
        .rename_session(RenameSession { session, title })
        .await
        .unwrap();
    let next = loop {
        match heard.recv().await.unwrap() {
            StudioEvent::Change(change) => break change.seq,
            StudioEvent::Progress(_) | StudioEvent::Writing(_) | StudioEvent::SetUp => {}
            other @ StudioEvent::SnapshotRequired(_) => panic!("{other:?}"),
        }
    };
    assert_eq!(next, seq + 1);
    assert_eq!(
        studio
            .session(SessionRef { session })
            .await
            .unwrap()
            .session
            .title,
        "Foxes"
    );
}

#[tokio::test]
async fn a_session_shows_its_newest_video_and_is_deleted_only_when_nothing_is_left_to_do() {
    let folder = TempDir::new().unwrap();
    let studio = open(folder.path()).await;
    pause_queue(&studio, true).await;
    let queued = studio.generate(batch(vec![small("a")])).await.unwrap();
    let session = SessionRef {
        session: queued.session,
    };
    let error = studio.delete_session(session).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::NotNow);
    assert_eq!(error.message, "takes of \"a\" are still in the queue");
    pause_queue(&studio, false).await;
    until(&studio, &queued, JobStateName::Done).await;
    let listed = studio.list_sessions(SessionQuery::default()).await.unwrap();
    let cover = listed[0].cover_url.clone().unwrap();
    let job = studio
        .job(JobRef {
            job: first_job(&queued),
        })
        .await
        .unwrap()
        .into_detail()
        .job;
    assert_eq!(cover, job.video.unwrap().poster_url);
    studio.delete_session(session).await.unwrap();
    assert!(
        studio
            .list_sessions(SessionQuery::default())
            .await
            .unwrap()
            .is_empty()
    );
    let deleted = SessionQuery {
        deleted: true,
        ..SessionQuery::default()
    };
    assert_eq!(studio.list_sessions(deleted).await.unwrap().len(), 1);
    studio.restore_session(session).await.unwrap();
    assert_eq!(
        studio.list_sessions(SessionQuery::default()).await.unwrap(),
        listed
    );
}

#[tokio::test]
async fn every_change_is_told_once_and_in_order() {
    let folder = TempDir::new().unwrap();
    let studio = open(folder.path()).await;
    let first = studio.generate(batch(vec![small("a")])).await.unwrap();
    until(&studio, &first, JobStateName::Done).await;
    let seq = studio.snapshot(Nothing {}).await.unwrap().seq;
    let second = studio.generate(batch(vec![small("b")])).await.unwrap();
    until(&studio, &second, JobStateName::Done).await;
    let mut heard = studio.listen(Some(seq)).await;
    let mut last = seq;
    let mut states = Vec::new();
    while states.last().is_none_or(|state| state != "done") {
        let event = tokio::time::timeout(PATIENCE, heard.recv())
            .await
            .unwrap()
            .unwrap();
        if let StudioEvent::Change(change) = event {
            assert_eq!(change.seq, last + 1);
            last = change.seq;
            if change.kind == "job_changed" {
                assert_eq!(change.data["job"], first_job(&second).to_string());
                states.push(change.data["state"].as_str().unwrap().to_owned());
            }
        }
    }
    assert_eq!(states, ["submitting", "running", "fetching", "done"]);
}

#[tokio::test]
async fn a_refused_action_says_why_in_the_words_of_the_job() {
    let folder = TempDir::new().unwrap();
    let studio = open(folder.path()).await;
    pause_queue(&studio, true).await;
    let queued = studio.generate(batch(vec![small("a")])).await.unwrap();
    let act = |action| studio.act_on_job(ActOnJob::of(first_job(&queued), action));
    let error = act(JobAction::Release).await.unwrap_err();
    assert_eq!(
        (error.code, error.message.as_str()),
        (ErrorCode::NotNow, "take 1: it isn't held")
    );
    let held = act(JobAction::Hold).await.unwrap();
    assert_eq!(held.state, JobState::Held);
    let offers = held.actions.iter();
    let possible = offers.filter(|offer| offer.refused.is_none());
    let possible: Vec<_> = possible.map(|offer| offer.action).collect();
    assert_eq!(
        possible,
        [JobAction::Release, JobAction::Edit, JobAction::Cancel]
    );
    act(JobAction::Cancel).await.unwrap();
    act(JobAction::Retry).await.unwrap();
    pause_queue(&studio, false).await;
    until(&studio, &queued, JobStateName::Done).await;
    let detail = studio
        .job(JobRef {
            job: first_job(&queued),
        })
        .await
        .unwrap();
    assert_eq!(detail.attempts.len(), 1);
}

#[tokio::test]
async fn an_export_holds_what_was_selected_and_can_be_read_back() {
    let folder = TempDir::new().unwrap();
    let studio = open(folder.path()).await;
    let nothing = studio.start_export(StartExport::All).await.unwrap_err();
    assert_eq!(nothing.code, ErrorCode::NotFound);
    let first = studio
        .generate(batch(vec![small("a"), small("b")]))
        .await
        .unwrap();
    let second = studio.generate(batch(vec![small("c")])).await.unwrap();
    until(&studio, &first, JobStateName::Done).await;
    until(&studio, &second, JobStateName::Done).await;
    let started = studio
        .start_export(StartExport::Batch { batch: first.batch })
        .await
        .unwrap();
    let wanted = ExportRef {
        export: started.export,
        wait_ms: Some(30_000),
    };
    let ended = studio.export(wanted).await.unwrap();
    assert_eq!(
        (ended.state, ended.videos),
        (ExportState::Done, 2),
        "{ended:?}"
    );
    let file = studio.export_file(wanted).await.unwrap();
    let checked = archive::verify(&file.path).unwrap();
    assert!(format!("{checked:?}").contains('2'), "{checked:?}");
    studio.cancel_export(wanted).await.unwrap();
    assert!(!file.path.exists());
    assert_eq!(
        studio.export(wanted).await.unwrap_err().code,
        ErrorCode::NotFound
    );
}

#[tokio::test]
async fn a_lost_database_is_rebuilt_from_the_sidecars() {
    let folder = TempDir::new().unwrap();
    let studio = open(folder.path()).await;
    let labelled = NewTake {
        label: Some("shot-41".into()),
        ..small("a red fox 🦊 that doesn't stop")
    };
    let queued = studio
        .generate(batch(vec![labelled, small("b")]))
        .await
        .unwrap();
    until(&studio, &queued, JobStateName::Done).await;
    let before = studio
        .session(SessionRef {
            session: queued.session,
        })
        .await
        .unwrap();
    studio.close().await;
    drop(studio);
    for name in ["library.db", "library.db-wal", "library.db-shm"] {
        let _ = std::fs::remove_file(folder.path().join(name));
    }
    std::fs::remove_dir_all(folder.path().join("backups")).unwrap();
    let refused = Studio::open(config(folder.path())).await;
    assert!(matches!(refused, Err(OpenError::Gone { backup: None, .. })));
    let repairing = StudioConfig {
        repair: true,
        ..config(folder.path())
    };
    let studio = Studio::open(repairing).await.unwrap();
    let repaired = studio.repair(Nothing {}).await.unwrap();
    let message = &repaired.deeds[0].message;
    assert!(message.contains("2 newer videos found"), "{message}");
    let after = studio
        .session(SessionRef {
            session: queued.session,
        })
        .await
        .unwrap();
    assert_eq!(after.session.title, before.session.title);
    for (old, new) in before.jobs.jobs.iter().zip(&after.jobs.jobs) {
        assert_eq!(
            (&old.prompt, &old.spec, &old.label),
            (&new.prompt, &new.spec, &new.label)
        );
        let (old, new) = (old.video.as_ref().unwrap(), new.video.as_ref().unwrap());
        assert_eq!(
            (&old.id, &old.file, &old.sha256),
            (&new.id, &new.file, &new.sha256)
        );
    }
    let again = studio.rescan(Nothing {}).await.unwrap();
    assert_eq!(again.added, 0, "what is known is not added twice");
    let more = Generate {
        session: Some(queued.session),
        ..batch(vec![small("c")])
    };
    let more = studio.generate(more).await.unwrap();
    assert_eq!(more.first.unwrap().take, 3, "takes go on counting");
}

#[tokio::test]
async fn a_prompt_file_becomes_takes_and_problems() {
    let folder = TempDir::new().unwrap();
    let studio = open(folder.path()).await;
    let upload = Upload {
        name: "night.csv".into(),
        bytes: b"prompt,seed,width\na fox,3,640\n,4,\na dog,x,\n".to_vec(),
    };
    let read = studio.read_prompt_file(upload).await.unwrap();
    let problems: Vec<_> = read
        .rows
        .iter()
        .map(|row| {
            (
                row.line,
                row.problem
                    .as_ref()
                    .and_then(|problem| problem.field.clone()),
            )
        })
        .collect();
    assert_eq!(
        problems,
        [
            (2, None),
            (3, Some("prompt".into())),
            (4, Some("seed".into()))
        ]
    );
    let take = read.rows[0].take.clone().unwrap();
    assert_eq!(
        take.spec.size,
        Some(Size::new(640, 720)),
        "the other side is as usual"
    );
    assert_eq!(take.spec.seed, Some(3));
    let binary = Upload {
        name: "clip.mp4".into(),
        bytes: vec![0, 1, 2],
    };
    let error = studio.read_prompt_file(binary).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::PromptFile);
}

#[tokio::test]
async fn a_library_that_cannot_be_used_is_refused_with_cause_and_way_out() {
    let folder = TempDir::new().unwrap();
    std::fs::create_dir_all(folder.path().join("videos")).unwrap();
    std::fs::write(
        folder.path().join("library.db"),
        b"this is no database, but long enough to look at".repeat(40),
    )
    .unwrap();
    let error = Studio::open(config(folder.path())).await.unwrap_err();
    let error = worldreel_studio::ApiError::from(error);
    assert_eq!(error.code, ErrorCode::Damaged);
    assert!(error.hint.unwrap().contains("worldreel doctor --repair"));

    let taken = TempDir::new().unwrap();
    let _studio = open(taken.path()).await;
    let error = Studio::open(config(taken.path())).await.unwrap_err();
    assert!(error.is_in_use());
}

#[tokio::test]
async fn the_same_order_gives_the_same_bytes() {
    let folder = TempDir::new().unwrap();
    let studio = open(folder.path()).await;
    let sums = async |prompt: &str| {
        let queued = studio.generate(batch(vec![small(prompt)])).await.unwrap();
        until(&studio, &queued, JobStateName::Done).await;
        let detail = studio
            .job(JobRef {
                job: first_job(&queued),
            })
            .await
            .unwrap();
        detail.into_detail().job.video.unwrap().sha256
    };
    assert_eq!(sums("a fox").await, sums("a fox").await);
}

#[tokio::test]
async fn what_is_typed_is_there_for_the_next_studio() {
    let folder = TempDir::new().unwrap();
    let studio = open(folder.path()).await;
    let session = None;
    let typed = serde_json::json!({ "text": "a fox, half wri", "takes": 3 });
    let body = Some(typed.as_object().unwrap().clone());
    studio
        .save_draft(SaveDraft { session, body })
        .await
        .unwrap();
    studio.close().await;
    drop(studio);
    let studio = open(folder.path()).await;
    let found = studio.draft(DraftRef { session }).await.unwrap();
    assert_eq!(found.draft.unwrap().body["text"], "a fox, half wri");
    let nowhere = Some(worldreel_domain::id::SessionId::from_uuid(uuid::Uuid::nil()));
    let refused = SaveDraft {
        session: nowhere,
        body: None,
    };
    let error = studio.save_draft(refused).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::NotFound);
}
