//! How WebKitGTK draws the page.

#[cfg(target_os = "linux")]
pub(crate) use linux::suit;

#[cfg(target_os = "linux")]
mod linux {
    use std::fs;

    use tauri::WebviewWindow;
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};

    /// Where the kernel shows what can draw (Direct Rendering Manager).
    const CARDS: &str = "/dev/dri";
    /// How those are called that draw for whoever asks.
    const DRAWS: &str = "renderD";

    /// Has a page drawn without a graphics card where there is none. WebKitGTK draws with
    /// OpenGL otherwise, and each picture that OpenGL only plays in software takes several
    /// times as long.
    pub(crate) fn suit(window: &WebviewWindow) {
        if has_card() {
            return;
        }
        let told = window.with_webview(|view| {
            if let Some(settings) = view.inner().settings() {
                settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
            }
        });
        if let Err(error) = told {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "the page is drawn with OpenGL in software"
            );
        }
    }

    fn has_card() -> bool {
        let found = fs::read_dir(CARDS).into_iter().flatten().flatten();
        found
            .map(|entry| entry.file_name())
            .any(|name| name.to_string_lossy().starts_with(DRAWS))
    }
}

/// Elsewhere the system's own view knows best.
#[cfg(not(target_os = "linux"))]
pub(crate) fn suit(_: &tauri::WebviewWindow) {}
