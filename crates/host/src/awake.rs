//! Keeps this computer from going to sleep: an inhibitor lock of systemd's logind on
//! Linux, a power assertion on macOS, an execution state on Windows.
//!
//! Only sleep by itself and by a menu is kept off: the screen may go dark, and closing the
//! lid of a laptop does what the user has set.

use std::error::Error;
use std::fmt;

/// Why this computer can't be kept awake.
#[derive(Debug, thiserror::Error)]
#[error("this computer can't be kept awake: {said}")]
pub struct AwakeError {
    said: String,
}

/// Keeps this computer awake until it is dropped. The system lets go of it by itself when
/// the process ends.
pub struct Awake {
    _held: keepawake::KeepAwake,
}

impl fmt::Debug for Awake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Awake").finish_non_exhaustive()
    }
}

impl Awake {
    /// Asks the system; waits for its answer, so not to be called where others wait.
    /// `application` and `why` are shown to users who ask what keeps their computer awake.
    ///
    /// # Errors
    ///
    /// [`AwakeError`] where there is no such service or it refuses.
    pub fn hold(application: &str, why: &str) -> Result<Self, AwakeError> {
        let held = keepawake::Builder::default()
            .idle(true)
            .sleep(true)
            .reason(why)
            .app_name(application)
            .create();
        match held {
            Ok(held) => Ok(Self { _held: held }),
            Err(error) => Err(AwakeError {
                said: innermost(&error),
            }),
        }
    }
}

/// The sentence that names the cause; what stands around it names the library.
fn innermost(error: &dyn Error) -> String {
    let mut last = error;
    while let Some(source) = last.source() {
        last = source;
    }
    last.to_string()
}
