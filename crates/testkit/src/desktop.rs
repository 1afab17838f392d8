//! A bus of its own with what a desktop offers on it: a notification service, and a
//! manager of sleep as systemd's logind.
//!
//! Sources: Desktop Notifications Specification 1.3; the manual page
//! `org.freedesktop.login1(5)` (both read 2026-11).

#![expect(
    clippy::used_underscore_binding,
    reason = "what is made of an interface hands on all of it, looked at or not"
)]

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use zbus::Variant;
use zbus::connection::{Builder, Connection};

/// No test waits longer for what must be heard.
const PATIENCE: Duration = Duration::from_secs(60);

/// Something that was asked of the desktop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// To show a notification.
    Notify {
        /// The application's name.
        application: String,
        /// The number of the notification that it stands in for; 0 for none.
        replaces: u32,
        /// Its title.
        title: String,
        /// Its text.
        text: String,
    },
    /// Not to do something.
    Inhibit {
        /// What, such as `sleep`.
        what: String,
        /// The application's name.
        who: String,
        /// `block` or `delay`.
        mode: String,
    },
    /// It may be done again.
    Release {
        /// What.
        what: String,
    },
}

/// A desktop that answers on a bus of its own, and tells what it was asked.
#[derive(Debug)]
pub struct FakeDesktop {
    bus: Child,
    address: String,
    asked: UnboundedReceiver<Asked>,
    _services: Connection,
}

impl FakeDesktop {
    /// Starts it.
    ///
    /// # Panics
    ///
    /// Where there is no `dbus-daemon`.
    #[must_use]
    pub async fn start() -> Self {
        let mut bus = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--print-address=1"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut address = String::new();
        let mut said = BufReader::new(bus.stdout.take().unwrap());
        said.read_line(&mut address).unwrap();
        let address = address.trim().to_owned();
        let (tell, asked) = mpsc::unbounded_channel();
        let notifications = Notifications {
            tell: tell.clone(),
            shown: 0,
        };
        let services = Builder::address(&*address)
            .serve_at("/org/freedesktop/Notifications", notifications)
            .serve_at("/org/freedesktop/login1", Sleep { tell })
            .name("org.freedesktop.Notifications")
            .name("org.freedesktop.login1")
            .build()
            .await
            .unwrap();
        Self {
            bus,
            address,
            asked,
            _services: services,
        }
    }

    /// Lets a command know of no other desktop than this one.
    pub fn settle(&self, command: &mut Command) {
        command
            .env("DBUS_SESSION_BUS_ADDRESS", &self.address)
            .env("DBUS_SYSTEM_BUS_ADDRESS", &self.address);
    }

    /// Waits for the next thing that is asked.
    ///
    /// # Panics
    ///
    /// When nothing is.
    #[must_use]
    pub async fn next(&mut self) -> Asked {
        let asked = tokio::time::timeout(PATIENCE, self.asked.recv()).await;
        asked.expect("nothing is asked of the desktop").unwrap()
    }

    /// What was asked since, without waiting.
    #[must_use]
    pub fn rest(&mut self) -> Vec<Asked> {
        std::iter::from_fn(|| self.asked.try_recv().ok()).collect()
    }
}

impl Drop for FakeDesktop {
    fn drop(&mut self) {
        let _ = self.bus.kill();
        let _ = self.bus.wait();
    }
}

struct Notifications {
    tell: UnboundedSender<Asked>,
    shown: u32,
}

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Notifications {
    #[expect(clippy::too_many_arguments, reason = "as the specification has it")]
    fn notify(
        &mut self,
        app_name: String,
        replaces_id: u32,
        _app_icon: &str,
        summary: String,
        body: String,
        _actions: Vec<String>,
        _hints: HashMap<String, Variant<'_>>,
        _expire_timeout: i32,
    ) -> u32 {
        let _ = self.tell.send(Asked::Notify {
            application: app_name,
            replaces: replaces_id,
            title: summary,
            text: body,
        });
        if replaces_id > 0 {
            return replaces_id;
        }
        self.shown += 1;
        self.shown
    }
}

struct Sleep {
    tell: UnboundedSender<Asked>,
}

#[zbus::interface(name = "org.freedesktop.login1.Manager")]
impl Sleep {
    fn inhibit(&self, what: String, who: String, _why: &str, mode: String) -> zbus::OwnedFd {
        let (own, mut kept) = lock();
        let _ = self.tell.send(Asked::Inhibit {
            what: what.clone(),
            who,
            mode,
        });
        let tell = self.tell.clone();
        std::thread::spawn(move || {
            // Ends when whoever asked lets go of its end, or is gone.
            let _ = kept.read(&mut [0]);
            let _ = tell.send(Asked::Release { what });
        });
        own.into()
    }
}

/// The two ends of a lock: the one is given away.
fn lock() -> (OwnedFd, UnixStream) {
    let (own, kept) = UnixStream::pair().unwrap();
    (own.into(), kept)
}
