//! A studio's queue with an engine that does what the test says, when it says so.

pub(crate) mod clock;

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use tempfile::TempDir;
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;
use worldreel_domain::capabilities::{Capabilities, ProgressKind, Span};
use worldreel_domain::expiry::Expiry;
use worldreel_domain::failure::{Billed, Failure, FailureClass, Retry, WayOut};
use worldreel_domain::id::{
    AttemptId, BatchId, EngineName, JobId, LaneName, RevisionId, SessionId,
};
use worldreel_domain::job::{JobStateName, Ticket};
use worldreel_domain::money::Ceiling;
use worldreel_domain::money::Price;
use worldreel_domain::queue::Priority;
use worldreel_domain::revision::{Origin, Revision, RevisionText};
use worldreel_domain::scene::Scene;
use worldreel_domain::spec::{RenderSpec, Size};
use worldreel_domain::time::Timestamp;
use worldreel_domain::wait::WaitReason;
use worldreel_engines::{Engine, Found, Key, KeyNeed, Order, Outcome, Sink, Sought, Stopping};
use worldreel_keys::{KeyLabel, KeyRecord, Provider};
use worldreel_library::layout::Layout;
use worldreel_scheduler::LaneKeys;
use worldreel_store::machine::KeyRow;
use worldreel_store::{JobRow, MachineStore, NewBatch, NewJob, SessionChoice, Store};
use worldreel_supervisor::{HeldKey, SetUpEngine, Supervisor, SupervisorConfig};

/// No test waits longer for something that must happen.
const PATIENCE: Duration = Duration::from_secs(30);

/// A render under way, in the test's hands.
pub(crate) struct Render {
    pub(crate) order: Order,
    file: std::path::PathBuf,
    end: oneshot::Sender<Result<Outcome, Failure>>,
}

/// A small but real clip.
fn draw(order: &Order, file: &std::path::Path) {
    let scene = Scene::default();
    let spec = RenderSpec {
        size: Size::new(64, 64),
        frames: 10,
        fps: 10,
        ..order.spec.clone()
    };
    let sketch = worldreel_sketch::SketchOrder {
        prompt: order.text.prompt.as_str(),
        scene: &scene,
        spec: &spec,
        take: order.take,
    };
    let mut file = std::fs::File::create(file).unwrap();
    worldreel_sketch::render(&sketch, &mut file, &mut |_, _| ControlFlow::Continue(())).unwrap();
}

/// A finished render that is to be brought, in the test's hands.
pub(crate) struct Bring {
    file: std::path::PathBuf,
    end: oneshot::Sender<Result<(), Failure>>,
}

impl Bring {
    /// The video that was rendered for this order comes.
    pub(crate) fn deliver(self, order: &Order) {
        draw(order, &self.file);
        self.end(Ok(()));
    }

    /// The engine says this.
    pub(crate) fn end(self, result: Result<(), Failure>) {
        let _ = self.end.send(result);
    }
}

impl Render {
    /// The engine delivers a small but real clip.
    pub(crate) fn deliver(self) {
        draw(&self.order, &self.file);
        self.end(Ok(Outcome::Delivered));
    }

    /// The engine says this.
    pub(crate) fn end(self, result: Result<Outcome, Failure>) {
        let _ = self.end.send(result);
    }
}

#[derive(Debug)]
struct Scripted {
    name: &'static str,
    lanes: usize,
    dies_with_us: bool,
    remote: Remote,
    renders: mpsc::UnboundedSender<Render>,
    cancels: mpsc::UnboundedSender<AttemptId>,
    brings: mpsc::UnboundedSender<Bring>,
}

#[async_trait]
impl Engine for Scripted {
    fn name(&self) -> EngineName {
        EngineName::new(self.name)
    }

    fn lanes(&self) -> Vec<LaneName> {
        (1..=self.lanes)
            .map(|number| LaneName::new(format!("{}-{number}", self.name)))
            .collect()
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            ai: false,
            size_min: Size::new(64, 64),
            size_max: Size::new(1920, 1080),
            size_multiple: 2,
            fps: Span::new(10, 30),
            frames: Span::new(1, 300),
            duration_s_max: 30,
            steps: None,
            guidance: None,
            negative_prompt: false,
            structured_prompt: false,
            progress: ProgressKind::Measured,
        }
    }

    fn key_need(&self) -> KeyNeed {
        match self.remote.keys.is_empty() {
            true => KeyNeed::None,
            false => KeyNeed::Required,
        }
    }

    /// A quarter of a dollar with a key, else nothing.
    fn price(&self, _spec: &RenderSpec) -> Price {
        match self.remote.keys.is_empty() {
            true => Price::Free,
            false => Price::About { micro_usd: 250_000 },
        }
    }

    fn dies_with_us(&self) -> bool {
        self.dies_with_us
    }

    async fn probe(&self, _key: Option<&Key>) -> Result<(), Failure> {
        Ok(())
    }

    async fn submit(&self, order: &Order, sink: &Sink) -> Result<Outcome, Failure> {
        if !self.remote.mute.load(Ordering::SeqCst) {
            let _ = sink.sent().await;
        }
        let (end, ended) = oneshot::channel();
        let _ = self.renders.send(Render {
            order: order.clone(),
            file: sink.file().to_owned(),
            end,
        });
        // A test that drops a render never hears of it again.
        match ended.await {
            Ok(result) => result,
            Err(_) => std::future::pending().await,
        }
    }

    async fn follow(
        &self,
        _ticket: &Ticket,
        _key: Option<&Key>,
        _sink: &Sink,
    ) -> Result<Outcome, Failure> {
        std::future::pending().await
    }

    async fn fetch(
        &self,
        _ticket: Option<&Ticket>,
        _key: Option<&Key>,
        sink: &Sink,
    ) -> Result<(), Failure> {
        let (end, ended) = oneshot::channel();
        let _ = self.brings.send(Bring {
            file: sink.file().to_owned(),
            end,
        });
        match ended.await {
            Ok(result) => result,
            Err(_) => std::future::pending().await,
        }
    }

    async fn find(&self, _sought: &Sought<'_>) -> Found {
        self.remote.found.lock().unwrap().clone()
    }

    async fn cancel(
        &self,
        attempt: AttemptId,
        _ticket: Option<&Ticket>,
        _key: Option<&Key>,
    ) -> Stopping {
        let _ = self.cancels.send(attempt);
        Stopping::Stopped
    }
}

/// What there is to an engine that is elsewhere.
#[derive(Debug, Clone)]
pub(crate) struct Remote {
    /// The labels of its keys; without any it needs none and costs nothing.
    pub(crate) keys: &'static [&'static str],
    /// What it answers when it is asked for a render.
    pub(crate) found: Arc<Mutex<Found>>,
    /// Nothing is heard of a render before its end.
    mute: Arc<AtomicBool>,
}

impl Remote {
    pub(crate) fn with_keys(keys: &'static [&'static str]) -> Self {
        Self {
            keys,
            found: Arc::new(Mutex::new(Found::Unknown)),
            mute: Arc::default(),
        }
    }
}

/// Whose the keys of these tests are.
pub(crate) fn provider() -> Provider {
    Provider::new("scripted")
}

/// What tells the key of this label apart.
pub(crate) fn fingerprint(label: &str) -> worldreel_domain::id::KeyFingerprint {
    worldreel_domain::id::KeyFingerprint::new(format!("print of {label}"))
}

/// A library with its queue.
pub(crate) struct World {
    remote: Remote,
    pub(crate) machine: MachineStore,
    brings: mpsc::UnboundedReceiver<Bring>,
    pub(crate) folder: TempDir,
    /// What all worlds of this machine share.
    shared: Arc<TempDir>,
    pub(crate) store: Store,
    pub(crate) queue: Supervisor,
    renders: mpsc::UnboundedReceiver<Render>,
    cancels: mpsc::UnboundedReceiver<AttemptId>,
}

/// How the world's one engine is.
#[derive(Clone, Copy)]
pub(crate) struct Setup {
    pub(crate) lanes: usize,
    pub(crate) dies_with_us: bool,
}

pub(crate) fn now() -> Timestamp {
    let since = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap();
    Timestamp::from_ms(i64::try_from(since.as_millis()).unwrap())
}

impl World {
    pub(crate) async fn new(setup: Setup) -> Self {
        Self::with_clock(setup, now).await
    }

    /// With another wall clock than the computer's.
    pub(crate) async fn with_clock(setup: Setup, now: fn() -> Timestamp) -> Self {
        let remote = Remote::with_keys(&[]);
        Self::open(folder(), Arc::new(folder()), setup, remote, now).await
    }

    /// With an engine that has keys.
    pub(crate) async fn keyed(setup: Setup, remote: Remote) -> Self {
        Self::open(folder(), Arc::new(folder()), setup, remote, now).await
    }

    /// Another library on the same machine, with a studio of its own.
    pub(crate) async fn beside(&self, setup: Setup) -> Self {
        self.beside_with_clock(setup, now).await
    }

    /// As [`World::beside`], with another wall clock than the computer's.
    pub(crate) async fn beside_with_clock(&self, setup: Setup, now: fn() -> Timestamp) -> Self {
        let (shared, remote) = (Arc::clone(&self.shared), self.remote.clone());
        Self::open(folder(), shared, setup, remote, now).await
    }

    async fn open(
        folder: TempDir,
        shared: Arc<TempDir>,
        setup: Setup,
        remote: Remote,
        now: fn() -> Timestamp,
    ) -> Self {
        let layout = Layout::open(folder.path()).unwrap();
        let store = Store::open(&layout.database()).await.unwrap();
        let (renders_out, renders) = mpsc::unbounded_channel();
        let (cancels_out, cancels) = mpsc::unbounded_channel();
        let (brings_out, brings) = mpsc::unbounded_channel();
        let machine = MachineStore::open(&shared.path().join("machine.db"))
            .await
            .unwrap();
        for label in remote.keys {
            let record = KeyRecord::new(KeyLabel::new(*label), fingerprint(label));
            let provider = provider();
            machine
                .add_key(KeyRow { provider, record }, now())
                .await
                .unwrap();
        }
        let keys = machine
            .keys()
            .await
            .unwrap()
            .into_iter()
            .map(|row| HeldKey {
                provider: row.provider,
                key: Some(Key::new(
                    row.record.label.clone(),
                    row.record.fingerprint.clone(),
                    secrecy::SecretString::from("value"),
                )),
                record: row.record,
            });
        let engine = Scripted {
            name: "scripted",
            lanes: setup.lanes,
            dies_with_us: setup.dies_with_us,
            remote: remote.clone(),
            renders: renders_out,
            cancels: cancels_out,
            brings: brings_out,
        };
        let lane_keys = (!remote.keys.is_empty()).then(|| LaneKeys {
            provider: provider(),
            among: None,
        });
        let queue = Supervisor::start(SupervisorConfig {
            engines: vec![SetUpEngine {
                engine: Arc::new(engine),
                keys: lane_keys,
            }],
            keys: keys.collect(),
            machine: Some(machine.clone()),
            claims: Some(shared.path().join("claims")),
            ..SupervisorConfig::keyless(store.clone(), layout, Vec::new(), now)
        })
        .await
        .unwrap();
        Self {
            remote,
            machine,
            brings,
            folder,
            shared,
            store,
            queue,
            renders,
            cancels,
        }
    }

    /// Whether from now on nothing is heard of a render before its end.
    pub(crate) fn is_mute(&self, mute: bool) {
        self.remote.mute.store(mute, Ordering::SeqCst);
    }

    /// From now on the engine answers this when it is asked for a render.
    pub(crate) fn will_find(&self, found: Found) {
        *self.remote.found.lock().unwrap() = found;
    }

    /// The studio closes, and another is opened on the same library.
    pub(crate) async fn restart(self, setup: Setup) -> Self {
        self.queue.stop().await;
        drop(self.queue);
        self.store.close().await;
        self.machine.close().await;
        Self::open(self.folder, self.shared, setup, self.remote, now).await
    }

    /// Queues this many jobs as one batch.
    pub(crate) async fn queue_jobs(&self, count: usize) -> (BatchId, Vec<JobId>) {
        self.queue_batch(count, |_| {}).await
    }

    /// Queues this many jobs as one batch that is made otherwise than usual.
    pub(crate) async fn queue_batch(
        &self,
        count: usize,
        make: impl FnOnce(&mut NewBatch),
    ) -> (BatchId, Vec<JobId>) {
        let session = SessionId::from_uuid(Uuid::now_v7());
        let revision = RevisionId::from_uuid(Uuid::now_v7());
        let batch = BatchId::from_uuid(Uuid::now_v7());
        let job = || NewJob {
            id: JobId::from_uuid(Uuid::now_v7()),
            revision,
            label: None,
            retry_of: None,
            ceiling: Ceiling::Any,
            spec: RenderSpec {
                size: Size::new(64, 64),
                frames: 10,
                fps: 10,
                steps: None,
                guidance: None,
                seed: 7,
            },
        };
        let mut wanted = NewBatch {
            asked: None,
            expiry: Expiry::Never,
            id: batch,
            session: SessionChoice::New {
                id: session,
                title: "A fox".into(),
            },
            revisions: vec![Revision {
                id: revision,
                session,
                parent: None,
                origin: Origin::Typed,
                text: RevisionText {
                    prompt: "a fox".parse().unwrap(),
                    negative_prompt: None,
                    scene: Scene::default(),
                },
                created_at: now(),
            }],
            engines: BTreeSet::from([EngineName::new("scripted")]),
            lanes: BTreeSet::new(),
            priority: Priority::Normal,
            budget_micro_usd: None,
            jobs: (0..count).map(|_| job()).collect(),
            now: now(),
        };
        make(&mut wanted);
        let rows = self.queue.queue(wanted).await.unwrap();
        (batch, rows.iter().map(|row| row.id).collect())
    }

    /// The next render that begins.
    pub(crate) async fn render(&mut self) -> Render {
        within(self.renders.recv()).await.unwrap()
    }

    /// The next finished render that is to be brought.
    pub(crate) async fn bring(&mut self) -> Bring {
        within(self.brings.recv()).await.unwrap()
    }

    /// The next attempt that the engine is told to stop.
    pub(crate) async fn cancel(&mut self) -> AttemptId {
        within(self.cancels.recv()).await.unwrap()
    }

    /// Whether a render has begun that nobody has looked at.
    pub(crate) fn renders_nothing(&mut self) -> bool {
        self.renders.try_recv().is_err()
    }

    /// Waits until a job is in this state.
    pub(crate) async fn until(&self, job: JobId, state: JobStateName) -> JobRow {
        self.until_true(job, |row| row.state.name() == state).await
    }

    /// Waits until a job is as wanted.
    pub(crate) async fn until_true(&self, job: JobId, wanted: impl Fn(&JobRow) -> bool) -> JobRow {
        let mut commits = self.queue.committed();
        within(async {
            loop {
                commits.mark_unchanged();
                let row = self.store.job(job).await.unwrap().unwrap();
                if wanted(&row) {
                    return row;
                }
                commits.changed().await.unwrap();
            }
        })
        .await
    }

    /// Waits until a job waits for something like this.
    pub(crate) async fn until_waits(&self, job: JobId, wanted: impl Fn(&WaitReason) -> bool) {
        let mut commits = self.queue.committed();
        within(async {
            loop {
                commits.mark_unchanged();
                let told = self.queue.explain(vec![job]).await.unwrap();
                if told[0].waits.as_ref().is_some_and(&wanted) {
                    return;
                }
                commits.changed().await.unwrap();
            }
        })
        .await;
    }

    /// Runs SQL past the store, as a fault would.
    pub(crate) async fn meddle(&self, sql: &'static str) {
        use sqlx::Connection;
        let url = format!("sqlite://{}", self.store.path().display());
        let mut connection = sqlx::SqliteConnection::connect(&url).await.unwrap();
        sqlx::query(sql).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    }
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

pub(crate) async fn within<T>(future: impl Future<Output = T>) -> T {
    tokio::time::timeout(PATIENCE, future)
        .await
        .expect("something that must happen has not happened")
}

/// A failure of a class, with the retry that the engine advises.
pub(crate) fn failure(class: FailureClass, retry: Retry) -> Failure {
    Failure {
        class,
        message: "it broke".into(),
        provider_said: None,
        retry,
        billed: Billed::No,
        next_step: WayOut::Retry,
    }
}

/// Failed at once and to be tried again at once.
pub(crate) fn at_once(class: FailureClass) -> Failure {
    failure(
        class,
        Retry::NotBefore {
            at: Timestamp::from_ms(0),
        },
    )
}
