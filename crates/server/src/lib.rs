//! The call API, media and the built UI over HTTP.
//!
//! | module | what it does |
//! |---|---|
//! | [`access`] | who may come in: Host, Origin, token |
//! | `routes` | a route for each line of the command table |
//! | `files` | files with ranges and ETags |
//! | `events` | what changes, as server-sent events |
//! | `tuner` | the Tuner API, for clients of the Cosmos Prompt Tuner |
//! | `ui` | the built UI |
//!
//! It decides nothing: every call goes to the studio as it is.

pub mod access;
mod events;
mod files;
mod routes;
mod tuner;
mod ui;

use std::net::SocketAddr;

use axum::Router;
use axum::routing::{any, get};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use worldreel_studio::Studio;

pub use access::Access;

/// Why the door can't be opened.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address can't be listened on.
    #[error("could not listen on {address}")]
    Bind {
        /// The address.
        address: SocketAddr,
        /// What the system said.
        source: std::io::Error,
    },
    /// The address can be reached from other computers, and no token guards it.
    #[error("{address} can be reached from other computers, and no token guards it")]
    Unguarded {
        /// The address.
        address: SocketAddr,
    },
}

/// An open door.
#[derive(Debug)]
pub struct Serving {
    address: SocketAddr,
    closing: CancellationToken,
    task: JoinHandle<()>,
}

impl Serving {
    /// The base address, such as `http://127.0.0.1:8188`.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Closes the door: no new calls; calls under way end, streams are cut.
    pub async fn close(self) {
        self.closing.cancel();
        // It ends by itself; a panic inside has been told already.
        let _ = self.task.await;
    }
}

/// Opens the door at `address`; port 0 chooses a free one.
///
/// # Errors
///
/// [`ServeError`].
pub async fn serve(
    studio: Studio,
    address: SocketAddr,
    access: Access,
) -> Result<Serving, ServeError> {
    if !address.ip().is_loopback() && !access.asks_for_token() {
        return Err(ServeError::Unguarded { address });
    }
    let on_bind = |source| ServeError::Bind { address, source };
    let listener = TcpListener::bind(address).await.map_err(on_bind)?;
    let address = listener.local_addr().map_err(on_bind)?;
    let closing = CancellationToken::new();
    let app = router(studio, access, closing.clone());
    let closed = closing.clone();
    let task = tokio::spawn(async move {
        let served = axum::serve(listener, app).with_graceful_shutdown(closed.cancelled_owned());
        if let Err(error) = served.await {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "the HTTP door broke"
            );
        }
    });
    tracing::info!(server.address = %address, "the call API is at http://{address}");
    Ok(Serving {
        address,
        closing,
        task,
    })
}

fn router(studio: Studio, access: Access, closing: CancellationToken) -> Router {
    let state = State {
        studio,
        closing,
        media_token: access.media_token().map(str::to_owned),
    };
    let calls = ["", "/", "/{*rest}"]
        .into_iter()
        .fold(routes::all(), |calls, path| {
            calls.route(&routes::under(path), any(routes::unknown))
        });
    calls
        .route(&routes::under("/events"), get(events::stream))
        .route(&routes::under("/openapi.json"), get(routes::openapi))
        .route("/health", get(routes::health))
        .merge(tuner::routes())
        .route("/", get(tuner::welcome))
        .fallback(ui::page)
        .layer(axum::middleware::from_fn_with_state(
            std::sync::Arc::new(access),
            access::guard,
        ))
        .with_state(state)
}

/// What every handler works with.
#[derive(Clone)]
struct State {
    studio: Studio,
    closing: CancellationToken,
    /// What opens files when it stands in their address; `None` where nothing has to be
    /// shown.
    media_token: Option<String>,
}
