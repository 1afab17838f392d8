//! Opens or joins a library's studio, and serves it on loopback.

use std::net::{Ipv4Addr, SocketAddr};

use uuid::Uuid;
use worldreel_client::{Door, attach};
use worldreel_server::{Access, Serving, serve};
use worldreel_studio::endpoint::Endpoint;
use worldreel_studio::{ApiError, ErrorCode, Studio, StudioConfig};

/// How this process serves the studio when it is the one that runs it.
#[derive(Debug, Clone)]
pub struct Listen {
    /// Where; port 0 chooses a free one.
    pub address: SocketAddr,
    /// Who may come in.
    pub access: Access,
    /// The token that later doors on this machine need.
    pub token: Option<String>,
    /// The token that opens files when it stands in their address.
    pub media_token: Option<String>,
}

impl Listen {
    /// On a free loopback port, for whoever can read the library's endpoint file.
    #[must_use]
    pub fn private() -> Self {
        let (token, media) = (fresh_token(), fresh_token());
        Self {
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            access: Access::loopback()
                .with_token(token.clone())
                .with_media_token(media.clone()),
            token: Some(token),
            media_token: Some(media),
        }
    }
}

/// A door that is open, and what keeps it so.
#[derive(Debug)]
pub struct Doorway {
    door: Door,
    serving: Option<Serving>,
    media_token: Option<String>,
}

impl Doorway {
    /// Opens a library: as its studio, which then also serves the call API, or as the
    /// client of the studio that has it open.
    ///
    /// # Errors
    ///
    /// Why the library can't be opened or the address not be served.
    pub async fn open(config: StudioConfig, listen: Listen) -> Result<Self, ApiError> {
        let door = attach(config).await?;
        Ok(match &door {
            Door::Remote(remote) => Self {
                media_token: remote.media_token().map(str::to_owned),
                serving: None,
                door,
            },
            Door::Local(studio) => Self {
                media_token: listen.media_token.clone(),
                serving: Some(open_to_others(studio, listen).await?),
                door,
            },
        })
    }

    /// The door.
    #[must_use]
    pub const fn door(&self) -> &Door {
        &self.door
    }

    /// The base address of the call API, here or at the studio that was joined.
    #[must_use]
    pub fn address(&self) -> Option<String> {
        match (&self.door, &self.serving) {
            (Door::Remote(remote), _) => Some(remote.address().to_owned()),
            (Door::Local(_), Some(serving)) => Some(serving.address()),
            (Door::Local(_), None) => None,
        }
    }

    /// What opens files at that address when it stands in theirs (`?token=`); `None`
    /// when nothing is asked for.
    #[must_use]
    pub fn media_token(&self) -> Option<String> {
        self.media_token.clone()
    }

    /// Closes the door, and the studio when it is here.
    pub async fn close(self) {
        if let Door::Local(studio) = &self.door {
            Endpoint::remove(studio.library());
        }
        if let Some(serving) = self.serving {
            serving.close().await;
        }
        if let Door::Local(studio) = &self.door {
            studio.close().await;
        }
    }
}

async fn open_to_others(studio: &Studio, listen: Listen) -> Result<Serving, ApiError> {
    let serving = match serve(studio.clone(), listen.address, listen.access).await {
        Ok(serving) => serving,
        Err(error) => {
            studio.close().await;
            return Err(ApiError::from_error(ErrorCode::Unsuitable, &error)
                .hint("choose another port with --port, or 0 for a free one"));
        }
    };
    let endpoint = Endpoint::here(serving.address(), listen.token, listen.media_token);
    if let Err(error) = endpoint.write(studio.library()) {
        // Others can't join then; this door works.
        tracing::warn!(
            error = &error as &dyn std::error::Error,
            "no other door can join"
        );
    }
    Ok(serving)
}

/// A token nobody can guess: 122 random bits of the system's generator, twice.
fn fresh_token() -> String {
    format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple())
}
