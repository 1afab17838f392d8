//! Address and key of one request.

use async_openai::config::Config;
use http::header::{AUTHORIZATION, HeaderMap, HeaderValue};
use secrecy::{ExposeSecret, SecretString};

use super::settings::Endpoint;
use crate::gate::KeyPermit;

/// A key that can't stand in a header.
#[derive(Debug)]
pub(super) struct NotAHeader;

/// Address and key of one request.
///
/// `async_openai::OpenAIConfig` is not used: it reads keys and addresses from the
/// environment, sends an empty bearer token where there is no key, and panics on a
/// key with a line break.
#[derive(Debug, Clone)]
pub(super) struct Access {
    base: String,
    headers: HeaderMap,
    /// Never the key: the trait asks for one, and only the real-time API uses it.
    no_key: SecretString,
}

impl Access {
    pub(super) fn new(endpoint: &Endpoint, permit: &KeyPermit) -> Result<Self, NotAHeader> {
        let mut headers = HeaderMap::new();
        if let Some(secret) = permit.secret() {
            let bearer = format!("Bearer {}", secret.expose_secret().trim());
            let mut value = HeaderValue::from_str(&bearer).map_err(|_| NotAHeader)?;
            value.set_sensitive(true);
            headers.insert(AUTHORIZATION, value);
        }
        Ok(Self {
            base: endpoint.base.clone(),
            headers,
            no_key: SecretString::default(),
        })
    }
}

impl Config for Access {
    fn headers(&self) -> HeaderMap {
        self.headers.clone()
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    fn query(&self) -> Vec<(&str, &str)> {
        Vec::new()
    }

    fn api_base(&self) -> &str {
        &self.base
    }

    fn api_key(&self) -> &SecretString {
        &self.no_key
    }
}
