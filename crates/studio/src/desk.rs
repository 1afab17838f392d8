//! What a studio does for its user beyond its own files: it tells them what they wait for,
//! and keeps their computer awake while the queue works.
//!
//! The system's services are asked on a thread of their own: one that hangs holds up
//! neither the queue nor the end of the program. What they refuse is logged once and told
//! by the [report](crate::status::Report); it harms nothing.

mod attention;

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};

use tokio::sync::watch;
use worldreel_host::awake::Awake;
use worldreel_host::notification::Notifier;
use worldreel_supervisor::Standing;

use crate::settings::Settings;
use attention::{Attention, Told};

/// Who tells the user something and keeps the computer awake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskConfig {
    /// The application's name, as users know it.
    pub application: String,
    /// The name of the icon it is installed with.
    pub icon: String,
    /// Whether the user is looking from the start: see [`Studio::watch`](crate::Studio::watch).
    pub watched: bool,
}

/// Why the system did not do what it was asked for; nothing when it did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Refused {
    /// Why the last notification could not be shown.
    pub(crate) notification: Option<String>,
    /// Why this computer can't be kept awake.
    pub(crate) awake: Option<String>,
}

/// What an open studio knows of its desk.
#[derive(Debug, Clone, Default)]
pub(crate) struct Desk {
    /// Whether the user is looking.
    watched: Arc<AtomicBool>,
    refused: Arc<Mutex<Refused>>,
}

/// What the thread is to do.
enum Order {
    Tell(Told),
    Awake(bool),
}

impl Desk {
    /// Takes up its work; it ends when `standing` does.
    pub(crate) fn open(
        config: DeskConfig,
        standing: watch::Receiver<Standing>,
        settings: watch::Receiver<Settings>,
    ) -> Self {
        let desk = Self::default();
        desk.watch(config.watched);
        let (orders, taken) = mpsc::channel();
        let refused = desk.refused.clone();
        std::thread::spawn(move || carry_out(&config, &taken, &refused));
        let attention = Attention::since(standing.borrow().clone());
        let watched = desk.watched.clone();
        tokio::spawn(follow(attention, standing, settings, watched, orders));
        desk
    }

    /// Whether the user is looking at the studio now: then nothing needs to be told.
    pub(crate) fn watch(&self, watched: bool) {
        self.watched.store(watched, Ordering::Relaxed);
    }

    /// What the system has refused.
    pub(crate) fn refused(&self) -> Refused {
        let refused = self.refused.lock();
        refused.unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Decides what is to be done as the queue and the settings change.
async fn follow(
    mut attention: Attention,
    mut standing: watch::Receiver<Standing>,
    mut settings: watch::Receiver<Settings>,
    watched: Arc<AtomicBool>,
    orders: mpsc::Sender<Order>,
) {
    let mut awake = false;
    loop {
        let now = standing.borrow_and_update().clone();
        let set = settings.borrow_and_update().clone();
        let told = attention.hear(&now).map(Order::Tell);
        let told = told.filter(|_| set.notifications && !watched.load(Ordering::Relaxed));
        let changed = awake != (set.keep_awake && now.works());
        awake ^= changed;
        let lock = changed.then_some(Order::Awake(awake));
        for order in told.into_iter().chain(lock) {
            if orders.send(order).is_err() {
                return;
            }
        }
        tokio::select! {
            changed = standing.changed() => if changed.is_err() { return },
            changed = settings.changed() => if changed.is_err() { return },
        }
    }
}

/// Does what it is told to until nobody can tell it anything more.
fn carry_out(config: &DeskConfig, orders: &mpsc::Receiver<Order>, refused: &Mutex<Refused>) {
    let notifier = Notifier::new(&*config.application, &*config.icon);
    let mut held = None;
    for order in orders {
        match order {
            Order::Tell(told) => {
                let shown = notifier.show(&told.title, &told.text);
                note(refused, |refused| &mut refused.notification, shown);
            }
            Order::Awake(false) => held = None,
            Order::Awake(true) => {
                let asked = Awake::hold(&config.application, "Takes are being rendered");
                held = note(refused, |refused| &mut refused.awake, asked);
            }
        }
    }
    drop(held);
}

/// Remembers what came of asking the system, and logs what is new.
fn note<T, E: fmt::Display>(
    refused: &Mutex<Refused>,
    of: impl FnOnce(&mut Refused) -> &mut Option<String>,
    asked: Result<T, E>,
) -> Option<T> {
    let mut refused = refused.lock().unwrap_or_else(PoisonError::into_inner);
    let before = of(&mut refused);
    match asked {
        Ok(done) => {
            *before = None;
            Some(done)
        }
        Err(error) => {
            if before.is_none() {
                tracing::warn!("{error}");
            }
            *before = Some(error.to_string());
            None
        }
    }
}
