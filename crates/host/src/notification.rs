//! Tells the user something, whatever is on the screen: the Desktop Notifications
//! Specification on Linux, the system's own on macOS and Windows.

use std::sync::Mutex;

use notify_rust::Notification;

/// Why nothing could be told.
#[derive(Debug, thiserror::Error)]
#[error("notifications can't be shown here: {said}")]
pub struct NotifyError {
    said: String,
}

/// Shows the notifications of an application, one at a time.
#[derive(Debug)]
pub struct Notifier {
    application: String,
    icon: String,
    /// The system's number of the one that is shown, where it gives one.
    shown: Mutex<Option<u32>>,
}

impl Notifier {
    /// Of an application of this name, with the icon that it is installed with.
    #[must_use]
    pub fn new(application: impl Into<String>, icon: impl Into<String>) -> Self {
        Self {
            application: application.into(),
            icon: icon.into(),
            shown: Mutex::new(None),
        }
    }

    /// Shows one in place of the one before it; waits for the system's answer, so not
    /// to be called where others wait.
    ///
    /// # Errors
    ///
    /// [`NotifyError`] where there is no such service or it refuses.
    pub fn show(&self, title: &str, text: &str) -> Result<(), NotifyError> {
        let mut shown = self
            .shown
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut notification = Notification::new();
        notification
            .appname(&self.application)
            .icon(&self.icon)
            .summary(title)
            .body(text);
        if let Some(id) = *shown {
            replace(&mut notification, id);
        }
        let handle = notification.show().map_err(|error| NotifyError {
            said: error.to_string(),
        })?;
        *shown = number(&handle);
        Ok(())
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
fn replace(notification: &mut Notification, id: u32) {
    notification.id(id);
}

#[cfg(all(unix, not(target_os = "macos")))]
fn number(handle: &notify_rust::NotificationHandle) -> Option<u32> {
    Some(handle.id())
}

/// Elsewhere the system keeps them together itself.
#[cfg(not(all(unix, not(target_os = "macos"))))]
fn replace(_: &mut Notification, _: u32) {}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn number(_: &notify_rust::NotificationHandle) -> Option<u32> {
    None
}
