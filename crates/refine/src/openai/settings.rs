//! Address, model and time limits of an endpoint, and their check.

use std::time::Duration;

use reqwest::Url;

use crate::error::RefineError;

/// How an endpoint is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenAiSettings {
    /// The refiner's name, for files and settings.
    pub name: String,
    /// The base address, such as `https://api.openai.com/v1` or
    /// `http://127.0.0.1:11434/v1`.
    pub base_url: String,
    /// The model's name, as the endpoint lists it.
    pub model: String,
    /// How long to wait for a connection.
    pub connect_timeout: Duration,
    /// How long to wait for the answer, or for its next part where it comes in parts.
    pub timeout: Duration,
}

/// How much longer than a silence an answer may take in all, however steadily it comes.
const WHOLE_TIMES: u32 = 5;

impl OpenAiSettings {
    /// Whether a key of this endpoint would go to another computer without encryption.
    ///
    /// # Errors
    ///
    /// [`RefineError::Setup`] when the address is none.
    pub fn sends_keys_in_the_clear(&self) -> Result<bool, RefineError> {
        let endpoint = self.endpoint()?;
        Ok(!endpoint.loopback && endpoint.base.starts_with("http://"))
    }

    /// Settings with the usual limits: 5 s to connect, and 120 s of silence, since a
    /// local server may load its model first.
    #[must_use]
    pub fn new(base_url: impl Into<String>, model: impl Into<String>) -> Self {
        Self {
            name: "openai".into(),
            base_url: base_url.into(),
            model: model.into(),
            connect_timeout: Duration::from_secs(5),
            timeout: Duration::from_secs(120),
        }
    }

    pub(super) fn endpoint(&self) -> Result<Endpoint, RefineError> {
        if self.model.trim().is_empty() {
            return Err(setup("the model has no name"));
        }
        // The address itself is never told: a wrong one may hold a password.
        let url = Url::parse(self.base_url.trim())
            .map_err(|_| setup("the address is not one, such as https://api.openai.com/v1"))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(setup("the address must begin with http:// or https://"));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(setup(
                "the address holds a user name or password: use a key",
            ));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(setup("the address must end with its path, without ? or #"));
        }
        let host = url
            .host_str()
            .ok_or_else(|| setup("the address names no host"))?;
        let name = match url.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        };
        Ok(Endpoint {
            loopback: matches!(host, "localhost" | "[::1]") || host.starts_with("127."),
            base: url.as_str().trim_end_matches('/').to_owned(),
            name,
        })
    }

    pub(super) fn http_client(&self, endpoint: &Endpoint) -> Result<reqwest::Client, RefineError> {
        let mut builder = reqwest::Client::builder()
            .connect_timeout(self.connect_timeout)
            .read_timeout(self.timeout)
            .timeout(self.timeout * WHOLE_TIMES)
            // A redirected POST becomes a GET, and its answer would be misread.
            .redirect(reqwest::redirect::Policy::none())
            // A kept connection that the server has closed in the meantime fails the
            // next request after its bytes were sent: no idle ones, no such failure.
            .pool_max_idle_per_host(0)
            .user_agent(concat!("worldreel/", env!("CARGO_PKG_VERSION")));
        if endpoint.loopback {
            builder = builder.no_proxy();
        }
        builder
            .build()
            .map_err(|error| setup(&format!("no HTTP client: {error}")))
    }
}

/// A checked address.
#[derive(Debug, Clone)]
pub(super) struct Endpoint {
    /// The address without a slash at its end: paths are simply added.
    pub(super) base: String,
    /// Host and, unless it is the usual one, port.
    pub(super) name: String,
    /// Whether it is on this machine.
    pub(super) loopback: bool,
}

fn setup(problem: &str) -> RefineError {
    RefineError::Setup {
        problem: problem.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn endpoint(base_url: &str) -> Result<Endpoint, String> {
        OpenAiSettings::new(base_url, "m")
            .endpoint()
            .map_err(|error| error.to_string())
    }

    #[test]
    fn an_address_is_known_by_host_and_port() {
        let openai = endpoint("https://api.openai.com/v1/").unwrap();
        assert_eq!(openai.name, "api.openai.com");
        assert_eq!(openai.base, "https://api.openai.com/v1");
        assert!(!openai.loopback);
        let ollama = endpoint(" http://127.0.0.1:11434/v1").unwrap();
        assert_eq!(ollama.name, "127.0.0.1:11434");
        assert!(ollama.loopback && endpoint("http://[::1]:80/v1").unwrap().loopback);
    }

    #[test]
    fn a_wrong_address_is_refused_without_being_told() {
        for address in [
            "api.openai.com/hunter2",
            "ftp://hunter2.example/v1",
            "https://me:hunter2@api.example/v1",
            "https://api.example/v1?key=hunter2",
        ] {
            let told = endpoint(address).unwrap_err();
            assert!(told.starts_with("could not set up the chat model: the address"));
            assert!(!told.contains("hunter2"), "{told}");
        }
    }

    #[test]
    fn a_model_needs_a_name() {
        let told = OpenAiSettings::new("http://localhost/v1", " ").endpoint();
        assert_eq!(
            told.unwrap_err().to_string(),
            "could not set up the chat model: the model has no name"
        );
    }
}
