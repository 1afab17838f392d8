//! One order put to an engine, with everything that is seen of it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::TempDir;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use uuid::Uuid;
use worldreel_domain::failure::Failure;
use worldreel_domain::id::AttemptId;
use worldreel_domain::revision::RevisionText;
use worldreel_domain::scene::Scene;
use worldreel_domain::spec::RenderSpec;
use worldreel_engines::{Engine, Key, Order, Outcome, Progress, Sighting, SightingReceiver, Sink};

type Ended = Result<Outcome, Failure>;

/// One order, and the file its video goes into.
#[derive(Debug)]
pub(super) struct Trial {
    order: Order,
    file: PathBuf,
    _folder: TempDir,
}

/// What an engine told on the way.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// How often it said that the request is out.
    pub(super) sightings: u32,
    /// Its figures, oldest first; some may have been overwritten by later ones.
    pub(super) progress: Vec<Progress>,
}

impl Trial {
    pub(super) fn new(spec: &RenderSpec, key: Option<Key>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("render.part");
        std::fs::File::create(&file).unwrap();
        let text = RevisionText {
            prompt: "a red fox trots through deep snow".parse().unwrap(),
            negative_prompt: None,
            scene: Scene::default(),
        };
        Self {
            order: Order {
                attempt: AttemptId::from_uuid(Uuid::now_v7()),
                take: 1,
                text,
                spec: spec.clone(),
                key,
            },
            file,
            _folder: folder,
        }
    }

    pub(super) fn file(&self) -> &Path {
        &self.file
    }

    pub(super) fn attempt(&self) -> AttemptId {
        self.order.attempt
    }

    /// Lets the engine render it to its end.
    pub(super) async fn run(self, engine: &Arc<dyn Engine>) -> (Ended, Seen, Self) {
        let (tell, _) = watch::channel(0);
        let (ended, seen) = self.render(&**engine, &tell).await;
        (ended, seen, self)
    }

    /// Lets the engine begin.
    pub(super) fn start(self, engine: &Arc<dyn Engine>) -> Started {
        let engine = Arc::clone(engine);
        let (tell, figures) = watch::channel(0);
        Started {
            task: tokio::spawn(async move { self.render(&*engine, &tell).await }),
            figures,
        }
    }

    async fn render(&self, engine: &dyn Engine, tell: &watch::Sender<usize>) -> (Ended, Seen) {
        let (sink, receiver) = Sink::new(self.file.clone());
        let SightingReceiver {
            mut sightings,
            progress: mut figures,
        } = receiver;
        let mut seen = Seen::default();
        let mut ticket = None;
        let mut render = engine.submit(&self.order, &sink);
        let ended = loop {
            tokio::select! {
                biased;
                Some(sighting) = sightings.recv() => {
                    seen.sightings += 1;
                    match sighting {
                        Sighting::Sent(noted) => noted.confirm(),
                        Sighting::Ticketed(given, noted) => {
                            ticket = Some(given);
                            noted.confirm();
                        }
                    }
                }
                Ok(()) = figures.changed() => {
                    seen.progress.push(*figures.borrow_and_update());
                    tell.send_replace(seen.progress.len());
                }
                ended = &mut render => break ended,
            }
        };
        if figures.has_changed().unwrap_or(false) {
            seen.progress.push(*figures.borrow());
        }
        let key = self.order.key.as_ref();
        if let Some(ticket) = &ticket {
            let by = key.map(Key::fingerprint);
            assert_eq!(
                ticket.key.as_ref(),
                by,
                "a ticket keeps its key's fingerprint"
            );
        }
        // A render that is finished elsewhere is brought, as the supervisor does it.
        let ended = match ended {
            Ok(Outcome::Ready) => {
                let (sink, _seen) = Sink::new(self.file.clone());
                let fetched = engine.fetch(ticket.as_ref(), key, &sink).await;
                fetched.map(|()| Outcome::Delivered)
            }
            ended => ended,
        };
        (ended, seen)
    }
}

/// A render under way.
#[derive(Debug)]
pub(super) struct Started {
    task: JoinHandle<(Ended, Seen)>,
    figures: watch::Receiver<usize>,
}

impl Started {
    /// Waits until it has told how far it is.
    pub(super) async fn under_way(&mut self) {
        let told = self.figures.wait_for(|figures| *figures > 0).await;
        told.expect("it tells how far it is before it ends");
    }

    pub(super) async fn ended(self) -> (Ended, Seen) {
        self.task.await.unwrap()
    }

    /// Drops it in the middle.
    pub(super) async fn give_up(self) {
        self.task.abort();
        let gone = self.task.await;
        assert!(gone.is_err(), "it ended before it could be given up");
    }
}
