//! The built UI. Where it was not built, a page that says how to.

use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use rust_embed::RustEmbed;

/// What `npm run build` in `ui/` leaves; empty where it has not run.
#[derive(RustEmbed)]
#[folder = "../../ui/dist"]
#[allow_missing = true]
struct Built;

/// Everything from here; pictures and clips also from memory.
const POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
                      img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; \
                      object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

const NOT_BUILT: &str = include_str!("not_built.html");

/// A file of the UI, or its page for every other address.
pub(crate) async fn page(method: Method, uri: Uri) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let path = uri.path().trim_start_matches('/');
    let mut response = match Built::get(path) {
        Some(file) if !path.is_empty() => {
            let media_type = file.metadata.mimetype().to_owned();
            ([(header::CONTENT_TYPE, media_type)], file.data).into_response()
        }
        _ if path.starts_with("assets/") => StatusCode::NOT_FOUND.into_response(),
        _ => match Built::get("index.html") {
            Some(index) => Html(index.data).into_response(),
            None => Html(NOT_BUILT).into_response(),
        },
    };
    // Names of assets hold their content's hash; the page itself must be fresh.
    let cache = if path.starts_with("assets/") {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(POLICY),
    );
    response
}
