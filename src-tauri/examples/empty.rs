//! A window with nothing in it: what the real one is measured against.
//!
//! It prints `painted` once its page has been painted, and stays open.
#![allow(clippy::print_stdout, reason = "that is what it is for")]

use tauri::http::Response;
use tauri::webview::WebviewWindowBuilder;
use tauri::{WebviewUrl, generate_context};

/// Two frames: the first is asked for, the second begins when that one is painted.
const PAGE: &str = "<!doctype html><title>Empty</title><p>Empty</p><script>\
    requestAnimationFrame(() => requestAnimationFrame(() => fetch('/painted')))</script>";

fn main() -> tauri::Result<()> {
    let mut context = generate_context!();
    let config = context.config_mut();
    config.app.windows.clear();
    config.app.security.csp = None;
    config.identifier = "app.worldreel.empty".into();
    tauri::Builder::default()
        .register_uri_scheme_protocol("empty", |_, request| {
            let painted = request.uri().path() == "/painted";
            if painted {
                println!("painted");
            }
            let page = if painted { "" } else { PAGE };
            Response::builder()
                .header("content-type", "text/html")
                .body(page.as_bytes())
                .unwrap_or_default()
        })
        .setup(|app| {
            let page = "empty://localhost/".parse()?;
            WebviewWindowBuilder::new(app, "main", WebviewUrl::CustomProtocol(page))
                .inner_size(1440.0, 900.0)
                .build()?;
            Ok(())
        })
        .run(context)
}
