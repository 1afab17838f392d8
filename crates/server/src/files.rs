//! Files with ranges and ETags.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Request, header};
use axum::response::{IntoResponse, Response};
use tower::ServiceExt;
use tower_http::services::ServeFile;
use worldreel_studio::call::FileAnswer;
use worldreel_studio::{ApiError, ErrorCode};

/// Gives a file out, or the part of it that is asked for.
pub(crate) async fn give(file: FileAnswer, asked: &HeaderMap) -> Result<Response, ApiError> {
    let failed = |error: &dyn std::error::Error| ApiError::from_error(ErrorCode::Internal, error);
    let mut request = Request::builder()
        .body(Body::empty())
        .map_err(|error| failed(&error))?;
    *request.headers_mut() = asked.clone();
    let media_type = file.media_type.parse().map_err(|error| failed(&error))?;
    let served = ServeFile::new_with_mime(&file.path, &media_type)
        .oneshot(request)
        .await;
    let mut response = served.map_err(|error| failed(&error))?.into_response();
    let kept = if file.media_type == "application/zip" {
        "attachment"
    } else {
        "inline"
    };
    // RFC 6266 and RFC 8187: names may hold any letters.
    let named = format!("{kept}; filename*=UTF-8''{}", percent(&file.name));
    if let Ok(named) = HeaderValue::from_str(&named) {
        response
            .headers_mut()
            .insert(header::CONTENT_DISPOSITION, named);
    }
    Ok(response)
}

fn percent(name: &str) -> String {
    use std::fmt::Write;
    name.bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
        text
    })
}
