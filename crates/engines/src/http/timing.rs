//! How long to wait for what.

use std::time::Duration;

/// How long an engine behind HTTP waits for what. The defaults suit servers near and
/// far; tests make them short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timing {
    /// For a connection.
    pub connect: Duration,
    /// For the next byte of an answer, beyond what the server was asked to hold it back.
    pub silence: Duration,
    /// The first pause between two looks at a render.
    pub poll_first: Duration,
    /// The longest one that we choose ourselves.
    pub poll_most: Duration,
    /// How long a server may give no answer about a render it had taken, before the
    /// render is given up. Long enough for a server that is restarted.
    pub lost_after: Duration,
    /// How often a download, a request to stop and a search are tried.
    pub tries: u32,
}

impl Default for Timing {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            silence: Duration::from_secs(60),
            poll_first: Duration::from_secs(2),
            poll_most: Duration::from_secs(10),
            lost_after: Duration::from_secs(600),
            tries: 6,
        }
    }
}

impl Timing {
    /// For the head of an answer, the connection included: a connection that can't be made
    /// must be known as one before that.
    pub(crate) fn answer(&self) -> Duration {
        self.connect + self.silence
    }

    /// The pauses between looks, from the first on.
    pub(crate) const fn pace(&self) -> Pace {
        Pace {
            next: self.poll_first,
            most: self.poll_most,
        }
    }
}

/// Pauses that grow by a quarter up to the longest.
#[derive(Debug, Clone)]
pub(crate) struct Pace {
    next: Duration,
    most: Duration,
}

impl Pace {
    /// The next pause; what the server asked for, where it asked for something.
    pub(crate) fn next(&mut self, asked: Option<Duration>) -> Duration {
        let ours = self.next.min(self.most);
        self.next = (ours * 5 / 4).min(self.most);
        asked.unwrap_or(ours)
    }

    /// Waits for the next pause.
    pub(crate) async fn wait(&mut self, asked: Option<Duration>) {
        tokio::time::sleep(self.next(asked)).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_by_a_quarter_to_ten_seconds() {
        let mut pace = Timing::default().pace();
        let pauses: Vec<_> = (0..10).map(|_| pace.next(None).as_millis()).collect();
        assert_eq!(
            pauses,
            [
                2_000, 2_500, 3_125, 3_906, 4_882, 6_103, 7_629, 9_536, 10_000, 10_000
            ]
        );
        assert_eq!(pace.next(Some(Duration::from_secs(30))).as_secs(), 30);
    }
}
