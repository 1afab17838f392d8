//! The desktop window: a thin shell around the studio.
//!
//! It translates and hands on. Every call of the page goes to the command table by its
//! name; files are played from the loopback server, since WebKitGTK plays video from
//! HTTP alone.

// No console window on Windows.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod calls;
mod closing;
mod drawing;
mod menu;
mod startup;

use std::process::ExitCode;

use tauri::{Manager, RunEvent, WindowEvent};

fn main() -> ExitCode {
    let shell = match startup::Shell::open() {
        Ok(shell) => shell,
        Err(error) => {
            startup::refuse(&error);
            return ExitCode::FAILURE;
        }
    };
    let app = tauri::Builder::default()
        // First, so that a second start ends before it does anything else.
        .plugin(tauri_plugin_single_instance::init(|app, _, _| show(app)))
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .manage(shell)
        .menu(menu::make)
        .on_menu_event(|app, event| menu::chosen(app, event.id().as_ref()))
        .invoke_handler(tauri::generate_handler![
            calls::call,
            calls::upload,
            calls::read_prompt_path,
            calls::save_export,
            calls::open_video,
            calls::doorway,
            calls::painted,
            calls::listen,
        ])
        .setup(|app| {
            if let Some(window) = app.get_webview_window("main") {
                drawing::suit(&window);
            }
            Ok(())
        })
        .build(tauri::generate_context!());
    let app = match app {
        Ok(app) => app,
        Err(error) => {
            startup::refuse(&worldreel_studio::ApiError::from_error(
                worldreel_studio::ErrorCode::Internal,
                &error,
            ));
            return ExitCode::FAILURE;
        }
    };
    app.run(|app, event| match event {
        RunEvent::WindowEvent {
            event: WindowEvent::CloseRequested { api, .. },
            ..
        } if closing::goes_on(app) => {
            api.prevent_close();
            closing::go_on(app);
        }
        RunEvent::WindowEvent {
            event: WindowEvent::Focused(focused),
            ..
        } => app.state::<startup::Shell>().watch(focused),
        RunEvent::Exit => {
            // Whoever starts from here on is not shown a window that is gone.
            tauri_plugin_single_instance::destroy(app);
            app.state::<startup::Shell>().close();
        }
        _ => {}
    });
    ExitCode::SUCCESS
}

/// Brings the window to the front.
fn show(app: &tauri::AppHandle) {
    if let Some(window) = app.get_webview_window("main") {
        // A window manager that refuses is obeyed.
        let _ = window.show();
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}
