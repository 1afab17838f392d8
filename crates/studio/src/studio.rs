//! An open library with its queue.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use uuid::Uuid;
use worldreel_domain::time::Timestamp;
use worldreel_engines::Engine;
use worldreel_host::lock::FileLock;
use worldreel_library::layout::Layout;
use worldreel_library::uploads;
use worldreel_refine::Refiner;
use worldreel_store::{Store, StoreError};
use worldreel_supervisor::{Supervisor, SupervisorConfig};

use crate::backups::Backups;
use crate::database::open_database;
use crate::desk::{Desk, DeskConfig};
use crate::error::{ApiError, ErrorCode};
use crate::exports::Exports;
use crate::machine::models::Model;
use crate::machine::{Installed, Known, Machine, MachineFiles};
use crate::open_error::OpenError;
use crate::refining::Calls;
use crate::refining::choice::NamedModel;
use crate::refining::state::LastAsked;
use crate::restore::{Restored, Restoring};
use crate::settings::SettingsFile;
use crate::told::Told;
use crate::whys::Whys;

/// What a studio is made of.
#[derive(Debug, Clone)]
pub struct StudioConfig {
    /// The library's folder; made where it is missing.
    pub library: PathBuf,
    /// The engines that are built in.
    pub engines: Vec<Arc<dyn Engine>>,
    /// Puts a database right that is damaged or gone, instead of refusing it.
    pub repair: bool,
    /// Starts nothing in the queue: for a program that is gone before a render could end.
    pub idle: bool,
    /// Where engines, keys and what they cost are kept; without it none can be added.
    pub machine: Option<MachineFiles>,
    /// The refiners that are built in; the first is used when none is chosen.
    pub refiners: Vec<Arc<dyn Refiner>>,
    /// The models that the environment names for a task.
    pub named_models: Vec<NamedModel>,
    /// Where the log files are, where there are any.
    pub logs: Option<PathBuf>,
    /// The file of the user's settings; without one they last as long as the studio.
    pub settings: Option<PathBuf>,
    /// Who tells the user that the queue is done and keeps the computer awake for it;
    /// nobody where this studio is gone before that would be of use.
    pub desk: Option<DeskConfig>,
}

/// An open library with its queue. Clones share it; [`Studio::close`] ends it.
#[derive(Debug, Clone)]
pub struct Studio {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    // Held until everything else is gone.
    lock: FileLock,
    layout: Layout,
    store: Store,
    queue: Supervisor,
    engines: RwLock<Vec<Installed>>,
    machine: Option<Machine>,
    refiners: Vec<Arc<dyn Refiner>>,
    models: RwLock<Vec<Model>>,
    named_models: Vec<NamedModel>,
    last_asked: LastAsked,
    calls: Calls,
    logs: Option<PathBuf>,
    settings: SettingsFile,
    exports: Exports,
    told: Told,
    whys: Whys,
    desk: Desk,
    backups: Backups,
    restored: Option<Restored>,
}

impl Studio {
    /// Opens a library: claims it, brings its database up to date, takes up its queue.
    ///
    /// # Errors
    ///
    /// [`OpenError`]; when [`OpenError::is_in_use`], another studio runs it.
    pub async fn open(config: StudioConfig) -> Result<Self, OpenError> {
        let layout = Layout::open(&config.library)?;
        let lock = layout.lock()?;
        uploads::sweep(&layout, std::time::SystemTime::now());
        let exports = Exports::new(&layout);
        let machine = match config.machine {
            Some(files) => Some(Machine::open(files).await.map_err(OpenError::Machine)?),
            None => None,
        };
        let mut engines: Vec<_> = config
            .engines
            .into_iter()
            .map(Installed::built_in)
            .collect();
        let mut keys = Known::default();
        if let Some(machine) = &machine {
            engines.extend(machine.engines().await.map_err(OpenError::Machine)?);
            keys = machine.known().await.map_err(OpenError::Machine)?;
        }
        let restoring = Restoring {
            layout: &layout,
            engines: &engines,
            machine: machine.as_ref().map(Machine::store),
            now: Self::now(),
        };
        let (store, restored) = open_database(&restoring, config.repair).await?;
        store.forget_events(Self::now()).await?;
        let queue = Supervisor::start(SupervisorConfig {
            store: store.clone(),
            layout: layout.clone(),
            engines: engines.iter().map(Installed::set_up).collect(),
            keys: keys.keys,
            key_orders: keys.orders,
            paused_lanes: keys.paused_lanes,
            machine: machine.as_ref().map(|machine| machine.store().clone()),
            claims: machine.as_ref().map(|machine| machine.claims().to_owned()),
            idle: config.idle,
            now: Self::now,
        })
        .await?;
        let models = match &machine {
            Some(machine) => machine.models(&queue).await.map_err(OpenError::Machine)?,
            None => Vec::new(),
        };
        let settings = SettingsFile::open(config.settings);
        let desk = config.desk.map_or_else(Desk::default, |desk| {
            Desk::open(desk, queue.standing(), settings.listen())
        });
        let backups = match config.idle {
            true => Backups::default(),
            false => Backups::start(store.clone(), layout.clone(), Self::now),
        };
        tracing::info!(library.path = %layout.root().display(), "opened the library {}", layout.root().display());
        Ok(Self {
            inner: Arc::new(Inner {
                lock,
                layout,
                store,
                queue,
                engines: RwLock::new(engines),
                machine,
                refiners: config.refiners,
                models: RwLock::new(models),
                named_models: config.named_models,
                last_asked: LastAsked::default(),
                calls: Calls::default(),
                logs: config.logs,
                settings,
                exports,
                told: Told::default(),
                whys: Whys::default(),
                desk,
                backups,
                restored,
            }),
        })
    }

    /// Stops the queue and closes the database. What was running is taken up by the
    /// next studio.
    pub async fn close(&self) {
        self.inner.exports.cancel_all();
        self.inner.queue.stop().await;
        self.inner.backups.close().await;
        self.inner.store.clone().close().await;
        if let Some(machine) = &self.inner.machine {
            machine.store().clone().close().await;
        }
        tracing::info!("closed the library {}", self.inner.layout.root().display());
    }

    /// Waits until nothing in the queue goes on without the user.
    pub async fn rests(&self) {
        let mut standing = self.supervisor().standing();
        // A queue that has ended rests as well.
        let _ = standing.wait_for(|now| !now.works()).await;
    }

    /// Whether the user is looking at this studio now: then nothing that its screens show
    /// is told to them beside.
    pub fn watch(&self, watched: bool) {
        self.inner.desk.watch(watched);
    }

    pub(crate) fn told(&self) -> &Told {
        &self.inner.told
    }

    pub(crate) fn whys(&self) -> &Whys {
        &self.inner.whys
    }

    pub(crate) fn desk(&self) -> &Desk {
        &self.inner.desk
    }

    /// The library's folder.
    #[must_use]
    pub fn library(&self) -> &Path {
        self.inner.layout.root()
    }

    /// The file whose lock this studio holds.
    #[must_use]
    pub fn lock_file(&self) -> &Path {
        self.inner.lock.path()
    }

    pub(crate) fn layout(&self) -> &Layout {
        &self.inner.layout
    }

    pub(crate) fn store(&self) -> &Store {
        &self.inner.store
    }

    pub(crate) fn supervisor(&self) -> &Supervisor {
        &self.inner.queue
    }

    /// Waits for a write that goes past the queue, and lets those who listen know of it.
    pub(crate) async fn commit<T>(
        &self,
        write: impl Future<Output = Result<T, StoreError>>,
    ) -> Result<T, StoreError> {
        let written = write.await?;
        self.supervisor().announce();
        Ok(written)
    }

    /// The engines as they are set up now.
    pub(crate) fn engines(&self) -> Vec<Arc<dyn Engine>> {
        let installed = self.installed();
        installed.into_iter().map(|own| own.engine).collect()
    }

    /// The engines, each with how it was set up.
    pub(crate) fn installed(&self) -> Vec<Installed> {
        let engines = self.inner.engines.read();
        engines.unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn change_installed(&self, change: impl FnOnce(&mut Vec<Installed>)) {
        let engines = self.inner.engines.write();
        change(&mut engines.unwrap_or_else(PoisonError::into_inner));
        self.supervisor().announce_set_up();
    }

    pub(crate) fn machine(&self) -> Result<&Machine, ApiError> {
        self.inner.machine.as_ref().ok_or_else(|| {
            ApiError::new(
                ErrorCode::Unsuitable,
                "there is no configuration folder to keep engines and keys in",
            )
            .hint("set XDG_CONFIG_HOME or HOME to a folder of this user")
        })
    }

    /// The refiners as they are set up now: those that are built in, then chat models.
    pub(crate) fn refiners(&self) -> Vec<Arc<dyn Refiner>> {
        let models = self.models();
        let added = models.iter().map(Model::refiner);
        self.inner.refiners.iter().cloned().chain(added).collect()
    }

    /// The chat models that were added, each with how it was set up.
    pub(crate) fn models(&self) -> Vec<Model> {
        let models = self.inner.models.read();
        models.unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn change_models(&self, change: impl FnOnce(&mut Vec<Model>)) {
        let models = self.inner.models.write();
        change(&mut models.unwrap_or_else(PoisonError::into_inner));
        self.supervisor().announce_set_up();
    }

    /// The models that the environment names for a task.
    pub(crate) fn named_models(&self) -> &[NamedModel] {
        &self.inner.named_models
    }

    pub(crate) fn last_asked(&self) -> &LastAsked {
        &self.inner.last_asked
    }

    pub(crate) fn calls(&self) -> &Calls {
        &self.inner.calls
    }

    pub(crate) fn log_folder(&self) -> Option<&Path> {
        self.inner.logs.as_deref()
    }

    pub(crate) fn settings_file(&self) -> &SettingsFile {
        &self.inner.settings
    }

    pub(crate) fn backups(&self) -> &Backups {
        &self.inner.backups
    }

    /// What was done about the database when it was opened.
    pub(crate) fn restored(&self) -> Option<&Restored> {
        self.inner.restored.as_ref()
    }

    pub(crate) fn exports(&self) -> &Exports {
        &self.inner.exports
    }

    /// The wall clock.
    #[must_use]
    pub fn now() -> Timestamp {
        let since = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .unwrap_or_default();
        Timestamp::from_ms(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }

    /// A new id: a UUID of version 7.
    pub(crate) fn fresh_id() -> Uuid {
        Uuid::now_v7()
    }

    /// A seed nobody chose.
    pub(crate) fn fresh_seed() -> u32 {
        // The last 62 bits of a UUID of version 7 are random.
        let [.., a, b, c, d] = *Uuid::now_v7().as_bytes();
        u32::from_be_bytes([a, b, c, d])
    }
}
