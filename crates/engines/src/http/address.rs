//! A checked address, and where a key may go.

use std::net::IpAddr;

use reqwest::Url;

/// What is wrong with an address. The address itself is never told: a wrong one may hold
/// a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressProblem {
    /// It can't be read as an address.
    #[error("this is no address; one looks like http://127.0.0.1:8091")]
    NotAnAddress,
    /// Neither `http` nor `https`.
    #[error("an address begins with http:// or https://")]
    Scheme,
    /// It holds a user name or a password.
    #[error("the address holds a user name or password: use a key instead")]
    HoldsPassword,
    /// It goes on with `?` or `#` after its path.
    #[error("the address must end with its path, without ? or #")]
    QueryOrFragment,
    /// A template of an address that has no place, or several, for the id.
    #[error("the address must have {{id}} in it once, for the render's id")]
    NoPlaceForId,
}

/// The address of a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Address {
    /// Without a slash at its end: paths are simply added.
    base: String,
    /// Host and, unless it is the usual one, port.
    name: String,
    https: bool,
    /// Whether it is on this computer.
    loopback: bool,
}

impl Address {
    pub(crate) fn parse(text: &str) -> Result<Self, AddressProblem> {
        let url = Url::parse(text.trim()).map_err(|_| AddressProblem::NotAnAddress)?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(AddressProblem::Scheme);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(AddressProblem::HoldsPassword);
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(AddressProblem::QueryOrFragment);
        }
        let host = url.host_str().ok_or(AddressProblem::NotAnAddress)?;
        Ok(Self {
            base: url.as_str().trim_end_matches('/').to_owned(),
            name: match url.port() {
                Some(port) => format!("{host}:{port}"),
                None => host.to_owned(),
            },
            https: url.scheme() == "https",
            loopback: is_loopback(host),
        })
    }

    /// The address without `ending` at its end, if it has it.
    pub(crate) fn without(mut self, ending: &str) -> Self {
        if let Some(shorter) = self.base.strip_suffix(ending) {
            self.base = shorter.trim_end_matches('/').to_owned();
        }
        self
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.base
    }

    pub(crate) fn under(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// Host and port, for messages.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) const fn is_loopback(&self) -> bool {
        self.loopback
    }

    /// Whether a key may be sent there: never where others can read it on its way,
    /// unless the user has said so.
    pub(crate) const fn takes_keys(&self, in_the_clear: bool) -> bool {
        self.https || self.loopback || in_the_clear
    }

    /// Whether this server may send us on to `location` for a result. A server on the
    /// internet must not make us ask the computers around us.
    pub(crate) fn may_send_us_to(&self, location: &str) -> bool {
        let Ok(url) = Url::parse(location) else {
            return false;
        };
        let Some(host) = url.host_str() else {
            return false;
        };
        match url.scheme() {
            _ if self.loopback => matches!(url.scheme(), "http" | "https"),
            "https" => !is_private(host),
            _ => false,
        }
    }
}

fn ip(host: &str) -> Option<IpAddr> {
    host.trim_matches(['[', ']']).parse().ok()
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || ip(host).is_some_and(|ip| ip.is_loopback())
}

fn is_private(host: &str) -> bool {
    match ip(host) {
        None => is_loopback(host),
        Some(IpAddr::V4(ip)) => {
            ip.is_private() || ip.is_link_local() || ip.is_unspecified() || ip.is_loopback()
        }
        Some(IpAddr::V6(ip)) => {
            ip.is_loopback()
                || ip.is_unspecified()
                || ip.is_unique_local()
                || ip.is_unicast_link_local()
                || ip.to_ipv4_mapped().is_some()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_known_by_host_and_port() {
        let omni = Address::parse(" http://127.0.0.1:8091/v1/ ").unwrap();
        assert_eq!(omni.name(), "127.0.0.1:8091");
        assert_eq!(
            omni.without("/v1").under("/v1/videos"),
            "http://127.0.0.1:8091/v1/videos"
        );
        let nvidia = Address::parse("https://ai.api.nvidia.com/v1/cosmos").unwrap();
        assert_eq!(nvidia.name(), "ai.api.nvidia.com");
    }

    #[test]
    fn a_wrong_address_is_refused_without_being_told() {
        for address in [
            "api.example.com/hunter2",
            "ftp://hunter2.example/v1",
            "https://me:hunter2@api.example/v1",
            "https://api.example/v1?key=hunter2",
        ] {
            let told = Address::parse(address).unwrap_err().to_string();
            assert!(!told.contains("hunter2"), "{told}");
        }
    }

    #[test]
    fn a_key_goes_in_the_clear_only_to_this_computer_or_by_permission() {
        let takes = |address: &str, allowed| Address::parse(address).unwrap().takes_keys(allowed);
        for safe in [
            "https://gpu.example",
            "http://127.0.0.1:8091",
            "http://[::1]:8091",
        ] {
            assert!(takes(safe, false), "{safe}");
        }
        // A name that merely begins like this computer's address is another computer.
        for open in [
            "http://gpu.example",
            "http://192.168.1.7:8091",
            "http://127.evil.example",
        ] {
            assert!(!takes(open, false) && takes(open, true), "{open}");
        }
    }

    #[test]
    fn a_server_on_the_internet_sends_us_to_no_computer_around_us() {
        let far = Address::parse("https://api.nvcf.nvidia.com").unwrap();
        assert!(far.may_send_us_to("https://bucket.s3.amazonaws.com/a?X-Amz-Signature=1"));
        for near in [
            "http://bucket.s3.amazonaws.com/a",
            "https://127.0.0.1/a",
            "https://localhost/a",
            "https://10.0.0.1/a",
            "https://169.254.169.254/latest/meta-data",
            "https://[::1]/a",
            "https://[::ffff:10.0.0.1]/a",
            "file:///etc/passwd",
            "/relative",
        ] {
            assert!(!far.may_send_us_to(near), "{near}");
        }
        let near = Address::parse("http://127.0.0.1:9000").unwrap();
        assert!(near.may_send_us_to("http://127.0.0.1:9001/blob"));
    }
}
