//! One method for each request.

use reqwest::RequestBuilder;
use reqwest::multipart::Form;

use super::dialect::Dialect;
use super::map;
use super::settings::OpenAiVideosSettings;
use crate::engine::Order;
use crate::http::{self, Address, Answer, SendError, Timing};
use crate::key::Key;
use crate::refuse::KeyProblem;

/// Why a call brought no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum CallError {
    /// The key was not sent, and neither was anything else.
    Key(KeyProblem),
    /// The request failed on its way.
    Send(SendError),
}

impl From<SendError> for CallError {
    fn from(error: SendError) -> Self {
        Self::Send(error)
    }
}

/// Speaks to one server.
#[derive(Debug)]
pub(super) struct Client {
    http: reqwest::Client,
    address: Address,
    settings: OpenAiVideosSettings,
    timing: Timing,
}

impl Client {
    pub(super) fn new(
        address: Address,
        settings: &OpenAiVideosSettings,
        timing: &Timing,
    ) -> Result<Self, reqwest::Error> {
        Ok(Self {
            http: http::client(&address, timing)?,
            address,
            settings: settings.clone(),
            timing: timing.clone(),
        })
    }

    /// Host and port, for messages.
    pub(super) fn server(&self) -> &str {
        self.address.name()
    }

    pub(super) async fn models(&self, key: Option<&Key>) -> Result<Answer, CallError> {
        self.get("/v1/models", key).await
    }

    pub(super) async fn schema(&self, key: Option<&Key>) -> Result<Answer, CallError> {
        self.get("/openapi.json", key).await
    }

    pub(super) async fn create(
        &self,
        order: &Order,
        dialect: Dialect,
    ) -> Result<Answer, CallError> {
        let fields = map::fields(order, &self.settings, dialect);
        let request = self.http.post(self.address.under("/v1/videos"));
        let request = match dialect {
            // Early builds of it want a reference picture in every form.
            Dialect::Sglang => request.json(&map::json(fields)),
            Dialect::Auto
            | Dialect::VllmOmni
            | Dialect::LiteLlm
            | Dialect::OpenAi
            | Dialect::TensorRt => {
                let add = |form: Form, (name, value): (String, serde_json::Value)| {
                    form.text(name, map::form_text(&value))
                };
                request.multipart(fields.into_iter().fold(Form::new(), add))
            }
        };
        self.call(request, order.key.as_ref()).await
    }

    pub(super) async fn status(&self, id: &str, key: Option<&Key>) -> Result<Answer, CallError> {
        self.get(&path(id), key).await
    }

    pub(super) async fn list(
        &self,
        key: Option<&Key>,
        after: Option<&str>,
        limit: usize,
    ) -> Result<Answer, CallError> {
        let mut query = format!("/v1/videos?limit={limit}&order=desc");
        if let Some(after) = after {
            query.push_str("&after=");
            query.push_str(&escaped(after));
        }
        self.get(&query, key).await
    }

    pub(super) async fn delete(&self, id: &str, key: Option<&Key>) -> Result<Answer, CallError> {
        self.call(self.http.delete(self.address.under(&path(id))), key)
            .await
    }

    /// The head of the answer with the video.
    pub(super) async fn content(
        &self,
        id: &str,
        key: Option<&Key>,
    ) -> Result<reqwest::Response, CallError> {
        let content = format!("{}/content", path(id));
        let request = self.signed(self.http.get(self.address.under(&content)), key)?;
        Ok(http::send(request, self.timing.answer()).await?)
    }

    async fn get(&self, path: &str, key: Option<&Key>) -> Result<Answer, CallError> {
        self.call(self.http.get(self.address.under(path)), key)
            .await
    }

    async fn call(&self, request: RequestBuilder, key: Option<&Key>) -> Result<Answer, CallError> {
        Ok(http::call(self.signed(request, key)?, self.timing.answer()).await?)
    }

    fn signed(
        &self,
        request: RequestBuilder,
        key: Option<&Key>,
    ) -> Result<RequestBuilder, CallError> {
        let Some(key) = key else { return Ok(request) };
        if !self.address.takes_keys(self.settings.keys_in_the_clear) {
            return Err(CallError::Key(KeyProblem::InTheClear));
        }
        let bearer = http::bearer(key).map_err(|_| CallError::Key(KeyProblem::NotAHeader))?;
        Ok(request.header(::http::header::AUTHORIZATION, bearer))
    }
}

fn path(id: &str) -> String {
    format!("/v1/videos/{}", escaped(id))
}

/// An id as one part of a path: what a server calls its renders must not lead us
/// elsewhere.
fn escaped(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_~".contains(&byte) || (byte == b'.' && id.len() > 2)
        {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_never_leads_to_another_path() {
        assert_eq!(path("video_gen_0f"), "/v1/videos/video_gen_0f");
        assert_eq!(path("a/../b?x#y"), "/v1/videos/a%2F..%2Fb%3Fx%23y");
        assert_eq!(path(".."), "/v1/videos/%2E%2E");
    }
}
