//! Uploads through the Tuner API.

use std::time::{Duration, SystemTime};

use uuid::Uuid;
use worldreel_library::uploads::{self, UploadKey, UploadKind};

use super::{Tuner, TunerError};
use crate::error::{ApiError, ErrorCode};

/// How long after it was given out a key may be used.
pub const UPLOAD_WITHIN: Duration = Duration::from_hours(3);

impl Tuner<'_> {
    /// A key for an upload, good for [`UPLOAD_WITHIN`].
    #[must_use]
    pub fn upload_key(self, kind: UploadKind) -> UploadKey {
        UploadKey {
            id: Uuid::now_v7(),
            kind,
        }
    }

    /// Saves what is uploaded under a key. When it returns, it is on the disk.
    ///
    /// # Errors
    ///
    /// [`TunerError::UploadRefused`] for a key or bytes that don't fit; else as the disk
    /// fails.
    pub async fn upload(
        self,
        name: &str,
        media_type: &str,
        bytes: Vec<u8>,
    ) -> Result<(), TunerError> {
        let refused = |why: &str| TunerError::UploadRefused { why: why.into() };
        let key = UploadKey::of_file(name).ok_or_else(|| refused("no such key was given out"))?;
        let given_out = key
            .given_out()
            .ok_or_else(|| refused("no such key was given out"))?;
        let age = SystemTime::now().duration_since(given_out);
        if age.is_ok_and(|age| age > UPLOAD_WITHIN) {
            return Err(refused("the key has expired; ask for a new one"));
        }
        if media_type != key.kind.media_type() {
            return Err(TunerError::UploadRefused {
                why: format!("Content-Type must be {}", key.kind.media_type()),
            });
        }
        if !key.kind.fits(&bytes) {
            return Err(TunerError::UploadRefused {
                why: format!("this is no {}", key.kind.media_type()),
            });
        }
        let layout = self.studio.layout().clone();
        let saved = tokio::task::spawn_blocking(move || uploads::save(&layout, key, &bytes)).await;
        match saved {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => {
                let code = match error.kind() {
                    std::io::ErrorKind::StorageFull => ErrorCode::DiskFull,
                    _ => ErrorCode::ReadOnly,
                };
                Err(ApiError::from_error(code, &error).into())
            }
            Err(error) => Err(ApiError::from_error(ErrorCode::Internal, &error).into()),
        }
    }

    /// Why a render can't start from an upload: there is none of that key, or, today, no
    /// engine that could.
    #[must_use]
    pub fn upload_refusal(self, key: &str) -> String {
        let there =
            UploadKey::read(key).is_some_and(|key| uploads::is_there(self.studio.layout(), key));
        if there {
            "no engine that is set up here can start from a picture or a video".into()
        } else {
            "nothing was uploaded under this key".into()
        }
    }
}
