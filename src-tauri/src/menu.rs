//! The window's menu: what belongs to the desktop and not to the page.

use tauri::menu::{Menu, MenuBuilder, SubmenuBuilder};
use tauri::{AppHandle, Manager, Wry};
use tauri_plugin_opener::OpenerExt;
use worldreel_studio::call::{GetHealth, GetLogs, Nothing};

use crate::startup::Shell;

const LIBRARY: &str = "open_library";
const LOGS: &str = "open_logs";

pub(crate) fn make(app: &AppHandle) -> tauri::Result<Menu<Wry>> {
    let file = SubmenuBuilder::new(app, "File")
        .text(LIBRARY, "Open the library's folder")
        .separator()
        .quit()
        .build()?;
    let edit = SubmenuBuilder::new(app, "Edit")
        .undo()
        .redo()
        .separator()
        .cut()
        .copy()
        .paste()
        .select_all()
        .build()?;
    let help = SubmenuBuilder::new(app, "Help")
        .text(LOGS, "Open logs")
        .build()?;
    MenuBuilder::new(app).items(&[&file, &edit, &help]).build()
}

pub(crate) fn chosen(app: &AppHandle, item: &str) {
    let item = item.to_owned();
    let app = app.clone();
    let shell = app.clone();
    shell.state::<Shell>().runtime().spawn(async move {
        let door = app.state::<Shell>().door().clone();
        let folder = match item.as_str() {
            LIBRARY => door
                .call::<GetHealth>(Nothing {})
                .await
                .ok()
                .map(|health| health.library),
            LOGS => door
                .call::<GetLogs>(Nothing {})
                .await
                .ok()
                .and_then(|logs| logs.folder),
            _ => None,
        };
        if let Some(folder) = folder
            && let Err(error) = app.opener().open_path(&folder, None::<&str>)
        {
            tracing::warn!("could not open {folder}: {error}");
        }
    });
}
