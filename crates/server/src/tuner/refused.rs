//! A refusal, as the Tuner API's clients read it.

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use worldreel_studio::tuner::TunerError;
use worldreel_studio::{ApiError, ErrorCode};

/// A status, and `{"detail": ...}`: a sentence, or for 422 a list of what is wrong where.
#[derive(Debug)]
pub(crate) struct Refused {
    status: StatusCode,
    detail: Value,
    /// Seconds after which it is worth another try.
    retry_after_s: Option<u32>,
}

impl Refused {
    pub(crate) fn new(status: StatusCode, detail: impl Into<Value>) -> Self {
        Self {
            status,
            detail: detail.into(),
            retry_after_s: None,
        }
    }

    /// One wrong field of the body.
    fn field(error: &ApiError, field: &str) -> Self {
        let problem = json!({
            "type": "value_error",
            "loc": ["body", field],
            "msg": format!("Value error, {}", sentence(error)),
        });
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, json!([problem]))
    }
}

impl From<TunerError> for Refused {
    fn from(error: TunerError) -> Self {
        let status = match &error {
            TunerError::NoSession
            | TunerError::NotBegun { .. }
            | TunerError::NoHistory { .. }
            | TunerError::NoSuchStep { .. } => StatusCode::BAD_REQUEST,
            TunerError::UnknownSession { .. }
            | TunerError::UnknownJob { .. }
            | TunerError::UnknownVideo { .. }
            | TunerError::UnknownBatch { .. }
            | TunerError::NothingDone => StatusCode::NOT_FOUND,
            TunerError::UploadRefused { .. } => StatusCode::FORBIDDEN,
            TunerError::NotEnough { .. } => StatusCode::BAD_GATEWAY,
            TunerError::TooManySessions { wait_s } => {
                return Self {
                    retry_after_s: Some(*wait_s),
                    ..Self::new(StatusCode::TOO_MANY_REQUESTS, error.to_string())
                };
            }
            TunerError::Studio(error) => return error.into(),
        };
        Self::new(status, error.to_string())
    }
}

impl From<&ApiError> for Refused {
    fn from(error: &ApiError) -> Self {
        match &error.field {
            Some(field) if error.code == ErrorCode::BadInput => Self::field(error, field),
            _ => {
                let status = StatusCode::from_u16(error.code.http_status())
                    .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
                Self::new(status, sentence(error))
            }
        }
    }
}

impl From<ApiError> for Refused {
    fn from(error: ApiError) -> Self {
        Self::from(&error)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let body = Json(json!({ "detail": self.detail }));
        match self.retry_after_s {
            None => (self.status, body).into_response(),
            Some(seconds) => {
                let after = [(header::RETRY_AFTER, seconds.to_string())];
                (self.status, after, body).into_response()
            }
        }
    }
}

/// What went wrong with its causes and the way out, in one line.
fn sentence(error: &ApiError) -> String {
    let mut text = error.message.clone();
    for cause in &error.causes {
        text.push_str(": ");
        text.push_str(cause);
    }
    if let Some(hint) = &error.hint {
        text.push_str(" (");
        text.push_str(hint);
        text.push(')');
    }
    text
}

/// There is nothing at this address.
pub(crate) async fn not_found() -> Refused {
    Refused::new(StatusCode::NOT_FOUND, "Not Found")
}

/// There is something, but not for this method.
pub(crate) async fn method_not_allowed() -> Refused {
    Refused::new(StatusCode::METHOD_NOT_ALLOWED, "Method Not Allowed")
}
