//! Opens the library's database, or says what is wrong with it.

use std::path::Path;

use worldreel_library::layout::Layout;
use worldreel_library::{backups, replace};
use worldreel_store::{Store, StoreError};

use crate::open_error::OpenError;
use crate::restore::{Restored, Restoring};

/// Opens the library's database; puts it right where that is wanted and needed.
pub(crate) async fn open_database(
    restoring: &Restoring<'_>,
    repair: bool,
) -> Result<(Store, Option<Restored>), OpenError> {
    let layout = restoring.layout;
    let path = layout.database();
    let wrong = match replace::is_gone(layout) {
        true => OpenError::Gone {
            path: path.clone(),
            backup: newest(layout),
        },
        false => match open_sound(&path, repair).await {
            Ok(store) => return Ok((store, None)),
            Err(source) if source.is_damage() => OpenError::Damaged {
                source,
                backup: newest(layout),
            },
            Err(error) => return Err(error.into()),
        },
    };
    if !repair {
        return Err(wrong);
    }
    let restored = restoring.run().await?;
    tracing::warn!(
        restored = ?restored,
        error = &wrong as &dyn std::error::Error,
        "put the database right"
    );
    Ok((Store::open(&path).await?, Some(restored)))
}

/// Opens a database that is sound as far as its opening tells. One that was cut off is
/// looked through, as it is when `thoroughly` is wanted.
async fn open_sound(path: &Path, thoroughly: bool) -> Result<Store, StoreError> {
    let store = Store::open(path).await?;
    let found = match thoroughly || was_cut_off(&store).await {
        true => store.check().await,
        false => Ok(Vec::new()),
    };
    match found {
        Ok(found) if found.is_empty() => Ok(store),
        wrong => {
            store.finish().await;
            Err(match wrong {
                Ok(found) => StoreError::Unsound { found },
                Err(error) => error,
            })
        }
    }
}

/// Also true where that can't be read: a reason to look closer.
async fn was_cut_off(store: &Store) -> bool {
    let last = store.last_run().await;
    last.map_or(true, |run| run.is_some_and(|run| run.ended_at.is_none()))
}

fn newest(layout: &Layout) -> Option<String> {
    let listed = backups::list(layout).unwrap_or_default();
    listed.into_iter().next().map(|backup| backup.day)
}
