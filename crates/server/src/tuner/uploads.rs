//! Uploads: a loopback address in the place of a signed one of a storage service.

use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State as Shared};
use axum::http::{HeaderMap, StatusCode, header};
use serde_json::{Value, json};
use worldreel_studio::tuner::{UPLOAD_WITHIN, UploadKind};

use super::Refused;
use super::fields::Fields;
use crate::State;

/// Bytes of an upload at most.
pub(crate) const BYTES_MAX: usize = 64 << 20;

/// An address to PUT a file to, and the key it then has.
pub(crate) async fn address(
    Shared(state): Shared<State>,
    headers: HeaderMap,
    mut fields: Fields,
) -> Result<Json<Value>, Refused> {
    let kind = if fields.truth("video") {
        UploadKind::Video
    } else {
        UploadKind::Picture
    };
    fields.done()?;
    let key = state.studio.tuner().upload_key(kind);
    let path = format!("/api/video/uploads/{}", key.file_name());
    Ok(Json(json!({
        "upload_url": super::address(&headers, &path),
        "file_key": key.text(),
        "expires_in": UPLOAD_WITHIN.as_secs(),
    })))
}

/// Takes a file in.
pub(crate) async fn upload(
    Shared(state): Shared<State>,
    Path(file): Path<String>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<StatusCode, Refused> {
    let bytes = body.map_err(|error| Refused::new(error.status(), error.body_text()))?;
    let media_type = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    state
        .studio
        .tuner()
        .upload(&file, media_type, bytes.into())
        .await?;
    Ok(StatusCode::OK)
}
