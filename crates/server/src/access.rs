//! Who may come in.
//!
//! A loopback port can be reached by every program and, through a browser, by every
//! web page on this machine. Three checks keep them out: the `Host` header must name
//! this machine (a page that rebinds its own name to 127.0.0.1 names itself), the
//! `Origin` header, where there is one, must be this server's own page or one that was
//! let in by name, and a token must be shown where one is asked for.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use subtle::ConstantTimeEq;
use worldreel_studio::call::BASE_PATH;
use worldreel_studio::{ApiError, ErrorCode};

use crate::routes::Refused;
use crate::tuner;

/// Who may come in.
#[derive(Clone, Default)]
pub struct Access {
    token: Option<String>,
    media_token: Option<String>,
    origins: Vec<String>,
    any_host: bool,
}

impl std::fmt::Debug for Access {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Access")
            .field("asks_for_token", &self.asks_for_token())
            .field("origins", &self.origins)
            .field("any_host", &self.any_host)
            .finish()
    }
}

impl Access {
    /// Every program on this machine, without a token.
    #[must_use]
    pub fn loopback() -> Self {
        Self::default()
    }

    /// Only who shows this token.
    #[must_use]
    pub fn with_token(self, token: String) -> Self {
        Self {
            token: Some(token),
            ..self
        }
    }

    /// Files are also given to who shows this token in the address (`?token=`): it
    /// opens nothing else, since addresses end up in histories and logs.
    #[must_use]
    pub fn with_media_token(self, token: String) -> Self {
        Self {
            media_token: Some(token),
            ..self
        }
    }

    /// Pages of this origin may call, such as `tauri://localhost`.
    #[must_use]
    pub fn with_origin(mut self, origin: &str) -> Self {
        self.origins.push(origin.into());
        self
    }

    /// Any name for this machine will do, as when it is reached over a network. Only
    /// with a token.
    #[must_use]
    pub fn with_any_host(self) -> Self {
        Self {
            any_host: true,
            ..self
        }
    }

    /// Whether callers must show a token.
    #[must_use]
    pub const fn asks_for_token(&self) -> bool {
        self.token.is_some()
    }

    /// What opens files when it stands in their address, where callers must show a token.
    pub(crate) fn media_token(&self) -> Option<&str> {
        self.media_token
            .as_deref()
            .filter(|_| self.asks_for_token())
    }

    /// Whether pages of this origin may call that path. Clients of the Tuner API are pages
    /// of servers of this machine.
    fn lets_in(&self, origin: &str, path: &str) -> bool {
        let of_this_machine = || {
            origin
                .strip_prefix("http://")
                .or_else(|| origin.strip_prefix("https://"))
                .is_some_and(is_this_machine)
        };
        self.origins.iter().any(|known| known == origin) || tuner::owns(path) && of_this_machine()
    }

    fn check(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> Result<(), ApiError> {
        let host = headers
            .get(header::HOST)
            .and_then(|host| host.to_str().ok());
        if !self.any_host && !host.is_some_and(is_this_machine) {
            return Err(forbidden("the Host header does not name this machine")
                .hint("call it as 127.0.0.1 or localhost"));
        }
        if let Some(origin) = headers.get(header::ORIGIN) {
            let own = host.map(|host| format!("http://{host}"));
            let origin = origin.to_str().unwrap_or_default();
            if own.as_deref() != Some(origin) && !self.lets_in(origin, uri.path()) {
                return Err(forbidden("pages of this origin may not call the studio"));
            }
        }
        // The page itself holds nothing that is secret; what it asks for does.
        let guarded = uri.path().starts_with(BASE_PATH) || tuner::is_guarded(uri.path());
        if !guarded || self.shows_token(method, uri, headers) {
            Ok(())
        } else {
            Err(forbidden("the studio asks for a token")
                .hint("send it as `Authorization: Bearer TOKEN`"))
        }
    }

    fn shows_token(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> bool {
        let Some(token) = &self.token else {
            return true;
        };
        let shown = headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
        if shown.is_some_and(|shown| same(shown, token)) {
            return true;
        }
        let in_address = uri.query().and_then(|query| {
            query
                .split('&')
                .find_map(|pair| pair.strip_prefix("token="))
        });
        let is_file = method == Method::GET && (is_file(uri.path()) || tuner::is_file(uri.path()));
        match (in_address, &self.media_token) {
            (Some(shown), Some(media)) if is_file => same(shown, media),
            _ => false,
        }
    }
}

/// Lets a request in or turns it away.
pub(crate) async fn guard(
    State(access): State<Arc<Access>>,
    request: Request,
    next: Next,
) -> Response {
    let checked = access.check(request.method(), request.uri(), request.headers());
    let origin = request
        .headers()
        .get(header::ORIGIN)
        .filter(|origin| {
            let origin = origin.to_str().unwrap_or_default();
            access.lets_in(origin, request.uri().path())
        })
        .cloned();
    let of_tuner = tuner::owns(request.uri().path());
    let mut response = match checked {
        Err(error) if of_tuner => tuner::Refused::from(error).into_response(),
        Err(error) => Refused(error).into_response(),
        Ok(()) if request.method() == Method::OPTIONS && origin.is_some() => preflight(),
        Ok(()) => next.run(request).await,
    };
    if let Some(origin) = origin {
        response
            .headers_mut()
            .insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }
    let headers = response.headers_mut();
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    );
    response
}

fn preflight() -> Response {
    (
        StatusCode::NO_CONTENT,
        [
            (
                header::ACCESS_CONTROL_ALLOW_METHODS,
                "GET, POST, PUT, DELETE",
            ),
            (
                header::ACCESS_CONTROL_ALLOW_HEADERS,
                "authorization, content-type",
            ),
        ],
    )
        .into_response()
}

/// The paths that give out a file: downloads of the command table.
fn is_file(path: &str) -> bool {
    use worldreel_studio::call::{COMMANDS, Kind};
    let Some(path) = path.strip_prefix(BASE_PATH) else {
        return false;
    };
    COMMANDS
        .iter()
        .filter(|command| command.kind == Kind::Download)
        .any(|command| fits(command.path, path))
}

fn fits(pattern: &str, path: &str) -> bool {
    let mut parts = path.split('/');
    pattern.split('/').all(|part| {
        parts
            .next()
            .is_some_and(|own| own == part || part.starts_with('{'))
    }) && parts.next().is_none()
}

fn is_this_machine(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    name == "localhost"
        || name
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

/// Compares without telling by its duration how much was right.
fn same(shown: &str, token: &str) -> bool {
    shown.as_bytes().ct_eq(token.as_bytes()).into()
}

fn forbidden(message: &str) -> ApiError {
    ApiError::new(ErrorCode::Forbidden, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_taken() {
        for host in [
            "localhost",
            "localhost:8188",
            "127.0.0.1:1",
            "[::1]:8188",
            "127.9.9.9",
        ] {
            assert!(is_this_machine(host), "{host}");
        }
        for host in [
            "evil.example",
            "evil.example:8188",
            "10.0.0.1",
            "localhost.evil.example",
            "",
            "[::2]",
        ] {
            assert!(!is_this_machine(host), "{host}");
        }
    }

    #[test]
    fn only_downloads_are_files() {
        let id = "0190c9a0-7b1e-7c3a-8f00-1b2c3d4e5f60";
        assert!(is_file(&format!("{BASE_PATH}/videos/{id}/file")));
        assert!(!is_file(&format!("{BASE_PATH}/videos/{id}/file/more")));
        assert!(!is_file(&format!("{BASE_PATH}/jobs/{id}")));
    }
}
