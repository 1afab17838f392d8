//! Bodies with a limit.

use std::io;
use std::path::Path;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::Response;
use tokio::fs::File;
use tokio::io::{AsyncWriteExt, BufWriter};

use super::client::chain;

/// Why a body could not be read to its end.
#[derive(Debug)]
pub(crate) enum BodyError {
    /// The connection broke or fell silent, or the body is shorter than announced.
    Cut {
        /// What was seen of it.
        cause: String,
    },
    /// It is longer than what was ordered can be.
    TooLong,
    /// It could not be written.
    Disk(io::Error),
}

/// Reads a body into memory. Each part of it must come within `silence`.
pub(crate) async fn read(
    response: &mut Response,
    most: usize,
    silence: Duration,
) -> Result<Bytes, BodyError> {
    let mut body = BytesMut::new();
    while let Some(chunk) = next(response, silence).await? {
        if body.len() + chunk.len() > most {
            return Err(BodyError::TooLong);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

/// Writes a body into a file, which is emptied first, and returns its length in bytes.
pub(crate) async fn stream_to_file(
    response: &mut Response,
    file: &Path,
    most: u64,
    silence: Duration,
) -> Result<u64, BodyError> {
    let announced = response.content_length();
    if announced.is_some_and(|length| length > most) {
        return Err(BodyError::TooLong);
    }
    let mut out = BufWriter::new(File::create(file).await.map_err(BodyError::Disk)?);
    let mut length = 0_u64;
    while let Some(chunk) = next(response, silence).await? {
        length += u64::try_from(chunk.len()).unwrap_or(u64::MAX);
        if length > most {
            return Err(BodyError::TooLong);
        }
        out.write_all(&chunk).await.map_err(BodyError::Disk)?;
    }
    out.flush().await.map_err(BodyError::Disk)?;
    match announced {
        Some(announced) if announced != length => Err(BodyError::Cut {
            cause: format!("{length} of {announced} bytes came"),
        }),
        _ => Ok(length),
    }
}

async fn next(response: &mut Response, silence: Duration) -> Result<Option<Bytes>, BodyError> {
    match tokio::time::timeout(silence, response.chunk()).await {
        Ok(Ok(chunk)) => Ok(chunk),
        Ok(Err(error)) => Err(BodyError::Cut {
            cause: chain(&error.without_url()),
        }),
        Err(_) => Err(BodyError::Cut {
            cause: format!("nothing came for {} s", silence.as_secs_f64().ceil()),
        }),
    }
}
