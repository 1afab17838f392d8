//! One order put to an engine, with everything that is seen of it.

#![allow(
    dead_code,
    reason = "two test programs share it, and neither uses all of it"
)]
#![allow(clippy::unwrap_used)]

use std::path::PathBuf;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use secrecy::SecretString;
use tempfile::TempDir;
use uuid::Uuid;
use worldreel_domain::failure::Failure;
use worldreel_domain::id::{AttemptId, KeyFingerprint};
use worldreel_domain::job::Ticket;
use worldreel_domain::revision::RevisionText;
use worldreel_domain::scene::Scene;
use worldreel_domain::spec::{RenderSpec, Size};
use worldreel_domain::time::Timestamp;
use worldreel_engines::{Engine, Key, Order, Outcome, Progress, Sighting, SightingReceiver, Sink};
use worldreel_keys::KeyLabel;
use worldreel_library::probe::probe;

/// Looked for in everything that is told; it must never be found. It begins like no
/// provider's key, so that nothing but knowing it takes it out.
pub(crate) const CANARY: &str = "canary-4f1c9d7e2b";
pub(crate) const PROMPT: &str = "a red fox trots through deep snow";
/// Nothing that must happen takes longer.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) type Ended = Result<Outcome, Failure>;

pub(crate) fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    Timestamp::from_ms(i64::try_from(since.as_millis()).unwrap())
}

pub(crate) fn key() -> Key {
    key_of(CANARY)
}

pub(crate) fn key_of(value: &str) -> Key {
    Key::new(
        KeyLabel::new("studio"),
        KeyFingerprint::new("0011223344556677"),
        SecretString::from(value),
    )
}

/// What an engine told on the way.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    pub(crate) sent: usize,
    pub(crate) tickets: Vec<Ticket>,
    pub(crate) progress: Vec<Progress>,
}

/// One order, and the file its video goes into.
#[derive(Debug)]
pub(crate) struct Trial {
    pub(crate) order: Order,
    pub(crate) file: PathBuf,
    folder: TempDir,
}

impl Trial {
    pub(crate) fn new(width: u32, height: u32, frames: u32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("attempt.part");
        std::fs::File::create(&file).unwrap();
        Self {
            order: Order {
                attempt: AttemptId::from_uuid(Uuid::now_v7()),
                take: 1,
                text: RevisionText {
                    prompt: PROMPT.parse().unwrap(),
                    negative_prompt: None,
                    scene: Scene::default(),
                },
                spec: RenderSpec {
                    size: Size::new(width, height),
                    frames,
                    fps: 10,
                    steps: None,
                    guidance: None,
                    seed: 7,
                },
                key: None,
            },
            file,
            folder,
        }
    }

    pub(crate) fn with_key(mut self, key: Key) -> Self {
        self.order.key = Some(key);
        self
    }

    /// Submits it; every sighting is confirmed.
    pub(crate) async fn submit(&self, engine: &dyn Engine) -> (Ended, Seen) {
        self.submit_and(engine, |_| {}).await
    }

    /// Submits it and looks at each sighting before it is confirmed.
    pub(crate) async fn submit_and(
        &self,
        engine: &dyn Engine,
        look: impl Fn(&Sighting),
    ) -> (Ended, Seen) {
        let (sink, receiver) = Sink::new(self.file.clone());
        let (ended, seen) = watched(engine.submit(&self.order, &sink), receiver, look).await;
        assert_tells_no_key(&ended);
        (ended, seen)
    }

    /// Submits it for nobody: no sighting is confirmed.
    pub(crate) async fn submit_for_nobody(&self, engine: &dyn Engine) -> Ended {
        let (sink, receiver) = Sink::new(self.file.clone());
        drop(receiver);
        within(engine.submit(&self.order, &sink)).await
    }

    pub(crate) async fn follow(&self, engine: &dyn Engine, ticket: &Ticket) -> Ended {
        let (sink, receiver) = Sink::new(self.file.clone());
        let key = self.order.key.as_ref();
        let (ended, _) = watched(engine.follow(ticket, key, &sink), receiver, |_| {}).await;
        assert_tells_no_key(&ended);
        ended
    }

    pub(crate) async fn fetch(&self, engine: &dyn Engine, ticket: &Ticket) -> Result<(), Failure> {
        let (sink, _receiver) = Sink::new(self.file.clone());
        let fetched = within(engine.fetch(Some(ticket), self.order.key.as_ref(), &sink)).await;
        assert_tells_no_key(&fetched);
        fetched
    }

    /// The file is the clip that was ordered, and nothing lies beside it.
    pub(crate) fn assert_is_the_clip(&self) {
        let facts = probe(&self.file).expect("a playable MP4");
        assert_eq!(facts.frames, self.order.spec.frames);
        assert_eq!(facts.width, self.order.spec.size.width);
        self.assert_alone();
    }

    pub(crate) fn assert_alone(&self) {
        let left = std::fs::read_dir(self.folder.path()).unwrap().count();
        assert_eq!(left, 1, "a file was left beside it");
    }
}

async fn watched(
    render: impl Future<Output = Ended>,
    receiver: SightingReceiver,
    look: impl Fn(&Sighting),
) -> (Ended, Seen) {
    let SightingReceiver {
        mut sightings,
        progress: mut figures,
    } = receiver;
    let mut seen = Seen::default();
    let mut render = std::pin::pin!(within(render));
    let ended = loop {
        tokio::select! {
            biased;
            Some(sighting) = sightings.recv() => {
                look(&sighting);
                match sighting {
                    Sighting::Sent(noted) => {
                        seen.sent += 1;
                        noted.confirm();
                    }
                    Sighting::Ticketed(ticket, noted) => {
                        seen.tickets.push(ticket);
                        noted.confirm();
                    }
                }
            }
            Ok(()) = figures.changed() => seen.progress.push(*figures.borrow_and_update()),
            ended = &mut render => break ended,
        }
    };
    if figures.has_changed().unwrap_or(false) {
        seen.progress.push(*figures.borrow());
    }
    (ended, seen)
}

pub(crate) async fn within<T>(future: impl Future<Output = T>) -> T {
    tokio::time::timeout(PATIENCE, future)
        .await
        .expect("something that must happen has not happened")
}

pub(crate) fn assert_tells_no_key<T: std::fmt::Debug>(ended: &Result<T, Failure>) {
    let told = format!("{ended:?}");
    assert!(!told.contains("canary"), "{told}");
    if let Err(failure) = ended {
        let told = serde_json::to_string(failure).unwrap();
        assert!(!told.contains("canary"), "{told}");
        assert!(
            failure
                .provider_said
                .as_ref()
                .is_none_or(|said| said.len() <= 2_048)
        );
        assert!(
            !failure.message.is_empty() && !failure.message.ends_with('.'),
            "{failure:?}"
        );
    }
}
