//! `worldreel serve`

use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitCode;

use worldreel_client::Door;
use worldreel_entry::{Doorway, Listen};
use worldreel_server::Access;
use worldreel_studio::{ApiError, ErrorCode};

use crate::args::Serve;
use crate::context::Context;
use crate::print;

/// The environment's way to name the token.
const TOKEN: &str = "WORLDREEL_TOKEN";
/// Shorter tokens can be guessed.
const TOKEN_CHARS_MIN: usize = 16;

pub(crate) async fn run(context: &Context, wanted: Serve) -> Result<ExitCode, ApiError> {
    let address = SocketAddr::new(wanted.host, wanted.port);
    let token = token(wanted.token_file.as_deref())?;
    let mut access = Access::loopback();
    if let Some(token) = &token {
        access = access
            .with_token(token.clone())
            .with_media_token(token.clone());
    }
    if !address.ip().is_loopback() {
        if token.is_none() {
            return Err(ApiError::bad_input(
                "host",
                format!(
                    "{} can be reached from other computers, so a token must guard it",
                    wanted.host
                ),
            )
            .hint(format!(
                "put a long random token into a file and name it with --token-file, or set {TOKEN}"
            )));
        }
        access = access.with_any_host();
    }
    let doorway = Doorway::open(
        context.config.clone(),
        Listen {
            address,
            access,
            media_token: token.clone(),
            token,
        },
    )
    .await?;
    if let Door::Remote(remote) = doorway.door() {
        return Err(ApiError::new(
            ErrorCode::InUse,
            format!(
                "another Worldreel serves this library already, at {}",
                remote.address()
            ),
        )
        .hint("use that one, or close it first"));
    }
    // The first line: programs read it.
    print::line_to_stdout(&doorway.address().unwrap_or_default());
    context.output.note(&format!(
        "serving {}; Ctrl-C stops, and what is queued goes on at the next start",
        context.config.library.display()
    ));
    stopped().await;
    doorway.close().await;
    Ok(ExitCode::SUCCESS)
}

fn token(file: Option<&Path>) -> Result<Option<String>, ApiError> {
    let said = match file {
        Some(file) => Some(std::fs::read_to_string(file).map_err(|error| ApiError {
            causes: vec![error.to_string()],
            ..ApiError::bad_input("token_file", format!("could not read {}", file.display()))
        })?),
        None => std::env::var(TOKEN).ok(),
    };
    let Some(token) = said.map(|token| token.trim().to_owned()) else {
        return Ok(None);
    };
    if token.len() < TOKEN_CHARS_MIN || !token.chars().all(|c| c.is_ascii_graphic()) {
        return Err(ApiError::bad_input(
            "token",
            format!("a token has at least {TOKEN_CHARS_MIN} letters and digits, without spaces"),
        ));
    }
    Ok(Some(token))
}

/// Waits until the system or the user ends this program.
async fn stopped() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut ended) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = ended.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
