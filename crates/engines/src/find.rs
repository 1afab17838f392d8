//! Whether the render of an attempt was begun, asked after a crash.

use std::collections::BTreeSet;

use worldreel_domain::job::Ticket;
use worldreel_domain::time::Timestamp;

use crate::engine::Order;

/// An attempt that was being submitted when its studio ended.
#[derive(Debug, Clone, Copy)]
pub struct Sought<'a> {
    /// What was ordered, with the key that it was to be sent with.
    pub order: &'a Order,
    /// When the intent to send it was noted: nothing of it was sent before.
    pub sent_after: Timestamp,
    /// When the next studio started: whoever sent it was gone by then.
    pub gone_by: Timestamp,
    /// Now.
    pub now: Timestamp,
    /// Whether this computer has run without a break since it was sent. Then its system
    /// has closed the connection for the studio that died, and the backend was told.
    pub same_boot: bool,
    /// Ids of renders that other attempts hold tickets for: those are never the one that
    /// is sought, however much they look like it.
    pub taken: &'a BTreeSet<String>,
}

/// What became of an attempt that was being submitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// Its render is there, running or ended: follow it.
    Begun(Ticket),
    /// It is certain that no render of it runs and that nothing was or will be billed.
    NeverBegan,
    /// It can't be known.
    Unknown,
}
