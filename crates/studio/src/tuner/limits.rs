//! How long names are known, and how many new ones there may be.

use worldreel_domain::time::Timestamp;

use super::{Tuner, TunerError};
use crate::studio::Studio;

/// The time in which new names are counted.
const MINUTE_MS: i64 = 60_000;

impl Tuner<'_> {
    /// Forgets the names that were not used for as long as the settings say, if they say
    /// anything. What was made under them stays in the library.
    pub(super) async fn expire_names(self) -> Result<(), TunerError> {
        let settings = self.studio.settings_file().get();
        let Some(after) = settings.tuner_expiry.after_s() else {
            return Ok(());
        };
        let unused_since = Studio::now().plus_ms(-1_000 * i64::from(after.get()));
        let store = self.studio.store();
        let forgotten = store.forget_unused_tuner_sessions(unused_since).await?;
        if forgotten > 0 {
            tracing::info!("{forgotten} sessions of the Tuner API have expired");
        }
        Ok(())
    }

    /// Whether this name, or a new one, may be used: one that is known always may.
    ///
    /// # Errors
    ///
    /// [`TunerError::TooManySessions`].
    pub(super) async fn may_use(self, name: Option<&str>) -> Result<(), TunerError> {
        self.expire_names().await?;
        let limit = self.studio.settings_file().get().tuner_new_per_minute;
        if limit == 0 {
            return Ok(());
        }
        let store = self.studio.store();
        if let Some(name) = name
            && store.tuner_session(name).await?.is_some()
        {
            return Ok(());
        }
        let now = Studio::now();
        let since = now.plus_ms(-MINUTE_MS);
        let made = store.tuner_sessions_made_since(since, limit).await?;
        match made.last().filter(|_| made.len() >= limit as usize) {
            None => Ok(()),
            Some(oldest) => Err(TunerError::TooManySessions {
                wait_s: seconds_until(oldest.plus_ms(MINUTE_MS), now),
            }),
        }
    }
}

/// Whole seconds, at least one.
fn seconds_until(at: Timestamp, now: Timestamp) -> u32 {
    let ms = at.ms().saturating_sub(now.ms()).max(1);
    u32::try_from((ms + 999) / 1_000).unwrap_or(u32::MAX)
}
