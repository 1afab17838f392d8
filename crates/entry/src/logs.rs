//! Rolling log files without secrets.

mod redact;

use std::io::{self, Write};
use std::path::PathBuf;

use tracing_appender::non_blocking::{NonBlocking, WorkerGuard};
use tracing_appender::rolling::{Builder, Rotation};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::machine;
pub use redact::redact;

/// How many days of logs are kept.
const DAYS_KEPT: usize = 7;
/// What is logged when `WORLDREEL_LOG` does not say otherwise.
const LEVEL: &str = "info,sqlx=warn,hyper=warn";

/// The log files of this run. The last lines are written when it is dropped.
#[derive(Debug)]
pub struct Logs {
    folder: Option<PathBuf>,
    _writer: Option<WorkerGuard>,
}

impl Logs {
    /// Starts to log into the state folder, a file a day. A machine that can't is no
    /// reason not to work: then nothing is logged, and [`folder`](Self::folder) is
    /// `None`.
    ///
    /// `WORLDREEL_LOG` chooses what is logged, as in `worldreel_supervisor=debug`.
    #[must_use]
    pub fn start() -> Self {
        let none = Self {
            folder: None,
            _writer: None,
        };
        let Some(folder) = machine::log_folder() else {
            return none;
        };
        if std::fs::create_dir_all(&folder).is_err() {
            return none;
        }
        let file = Builder::new()
            .rotation(Rotation::DAILY)
            .filename_prefix("worldreel")
            .filename_suffix("log")
            .max_log_files(DAYS_KEPT)
            .build(&folder);
        let Ok(file) = file else { return none };
        let (file, writer) = tracing_appender::non_blocking(file);
        let filter =
            EnvFilter::try_from_env("WORLDREEL_LOG").unwrap_or_else(|_| EnvFilter::new(LEVEL));
        let lines = tracing_subscriber::fmt::layer()
            .with_ansi(false)
            .with_writer(Redacting(file));
        // A second call, as tests make, keeps the first.
        let _ = tracing_subscriber::registry()
            .with(filter)
            .with(lines)
            .try_init();
        Self {
            folder: Some(folder),
            _writer: Some(writer),
        }
    }

    /// Where the log files are.
    #[must_use]
    pub fn folder(&self) -> Option<PathBuf> {
        self.folder.clone()
    }
}

/// Writes lines with what looks like a secret taken out. No secret should come this
/// far; this is the second lock on the door.
#[derive(Debug, Clone)]
struct Redacting(NonBlocking);

impl<'w> MakeWriter<'w> for Redacting {
    type Writer = Self;

    fn make_writer(&'w self) -> Self {
        self.clone()
    }
}

impl Write for Redacting {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        // The subscriber writes each line whole.
        let text = String::from_utf8_lossy(line);
        self.0.write_all(redact(&text).as_bytes())?;
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
