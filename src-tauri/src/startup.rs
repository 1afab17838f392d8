//! Opens the library before the window, and closes it after.

use std::sync::Mutex;

use worldreel_client::Door;
use worldreel_entry::{Doorway, Listen, Logs, machine};
use worldreel_studio::{ApiError, ErrorCode};

/// The library of this window.
pub(crate) struct Shell {
    runtime: tokio::runtime::Runtime,
    door: Door,
    address: String,
    media_token: Option<String>,
    /// Taken when the window closes.
    doorway: Mutex<Option<Doorway>>,
    _logs: Logs,
}

impl Shell {
    /// Opens the library named by `--library DIR` or `WORLDREEL_LIBRARY`, or the usual
    /// one.
    pub(crate) fn open() -> Result<Self, ApiError> {
        let logs = Logs::start();
        let config = machine::config(wanted_library(std::env::args_os())?, logs.folder())?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .map_err(|error| ApiError::from_error(ErrorCode::Internal, &error))?;
        let doorway = runtime.block_on(Doorway::open(config, Listen::private()))?;
        Ok(Self {
            door: doorway.door().clone(),
            address: doorway.address().unwrap_or_default(),
            media_token: doorway.media_token(),
            doorway: Mutex::new(Some(doorway)),
            runtime,
            _logs: logs,
        })
    }

    pub(crate) const fn door(&self) -> &Door {
        &self.door
    }

    /// Whether the user is looking at the window now.
    pub(crate) fn watch(&self, watched: bool) {
        if let Door::Local(studio) = &self.door {
            studio.watch(watched);
        }
    }

    /// Where files are played from.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// What must be shown there.
    pub(crate) fn media_token(&self) -> Option<&str> {
        self.media_token.as_deref()
    }

    pub(crate) const fn runtime(&self) -> &tokio::runtime::Runtime {
        &self.runtime
    }

    /// Closes the library; what was rendering is taken up at the next start.
    pub(crate) fn close(&self) {
        let doorway = self
            .doorway
            .lock()
            .ok()
            .and_then(|mut doorway| doorway.take());
        if let Some(doorway) = doorway {
            self.runtime.block_on(doorway.close());
        }
    }
}

fn wanted_library(
    args: impl Iterator<Item = std::ffi::OsString>,
) -> Result<Option<std::path::PathBuf>, ApiError> {
    let mut args = args.skip(1);
    while let Some(arg) = args.next() {
        if arg == "--library" {
            return match args.next() {
                Some(folder) => Ok(Some(folder.into())),
                None => Err(ApiError::bad_input("library", "--library needs a folder")),
            };
        }
    }
    Ok(std::env::var_os("WORLDREEL_LIBRARY").map(Into::into))
}

/// Says why there is no window. On a desktop this must be seen: a program that is
/// started by a click has no terminal.
pub(crate) fn refuse(error: &ApiError) {
    let mut text = error.message.clone();
    for cause in &error.causes {
        text.push_str(&format!("\n{cause}"));
    }
    if let Some(hint) = &error.hint {
        text.push_str(&format!("\n\n{hint}"));
    }
    #[allow(
        clippy::print_stderr,
        reason = "a start from a terminal is answered there"
    )]
    {
        eprintln!("error: {text}");
    }
    tracing::error!("could not start: {text}");
    tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .build(no_windows())
        .map(|app| {
            use tauri_plugin_dialog::{DialogExt, MessageDialogKind};
            app.dialog()
                .message(&text)
                .title("Worldreel can't start")
                .kind(MessageDialogKind::Error)
                .blocking_show();
        })
        .ok();
}

/// The usual configuration, without a window.
fn no_windows() -> tauri::Context {
    let mut context = tauri::generate_context!();
    context.config_mut().app.windows.clear();
    context
}
