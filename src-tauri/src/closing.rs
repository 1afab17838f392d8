//! What closing the window does while jobs are in the queue.

use tauri::{AppHandle, Manager};
use worldreel_client::Door;
use worldreel_studio::call::{GetQueue, GetSettings, Nothing};
use worldreel_studio::settings::OnClose;

use crate::startup::Shell;

/// Whether the studio is to finish its queue without a window: it is here, there is work
/// that goes on by itself, and the user has set it so.
pub(crate) fn goes_on(app: &AppHandle) -> bool {
    let shell = app.state::<Shell>();
    let door = shell.door();
    door.is_local() && shell.runtime().block_on(wants_to_finish(door))
}

async fn wants_to_finish(door: &Door) -> bool {
    let settings = door.call::<GetSettings>(Nothing {}).await;
    if !settings.is_ok_and(|settings| settings.on_close == OnClose::Finish) {
        return false;
    }
    let queue = door.call::<GetQueue>(Nothing {}).await;
    queue.is_ok_and(|queue| queue.works)
}

/// Hides the window, and ends the program once the queue is done. A second start shows
/// the window again, and closing it begins this anew.
pub(crate) fn go_on(app: &AppHandle) {
    let Some(window) = app.get_webview_window("main") else {
        return;
    };
    if let Err(error) = window.hide() {
        tracing::warn!("could not hide the window: {error}");
    }
    tracing::info!("the window is closed; the queue is finished without it");
    let app = app.clone();
    let shell = app.clone();
    shell.state::<Shell>().runtime().spawn(async move {
        let door = app.state::<Shell>().door().clone();
        if let Some(studio) = door.studio() {
            studio.rests().await;
        }
        // A window that was shown again is closed by its user.
        if !window.is_visible().unwrap_or(false) {
            app.exit(0);
        }
    });
}
