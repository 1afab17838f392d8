//! A render whose answer was lost, found in the server's list.
//!
//! No server of this protocol knows an idempotency key, and none shows a mark of ours in
//! its list, so a render is known by its prompt, by what else the record says, and by
//! when it was made (vllm-omni: docs/serving/videos_api.md).

use super::wire::{Page, Record};
use super::{OpenAiVideos, map};
use crate::find::{Found, Sought};
use crate::http::server_time_ms;

/// Entries on one page: the most that the reference server gives.
const PAGE: usize = 100;
/// Pages that are read at most: a thousand renders within one window is no workstation.
const PAGES_MAX: usize = 10;
/// Looks before a render on hardware of one's own counts as never begun: a request may
/// still be on its way through the server.
const LOOKS: u32 = 3;
/// Looks at a provider that bills, some 50 s at the usual pace: it may be slow to list,
/// and to ask the user is dear.
const LOOKS_PAID: u32 = 10;
/// Dates are told in whole seconds, and so are the moments of records.
const ROUNDING_MS: i64 = 3_000;
/// How long a server may take from a request to its record.
const SLOW_MS: i64 = 120_000;

/// What the list says.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Listed {
    /// The renders that it may be, and whether the list reaches back far enough to be
    /// sure that there is no other.
    Candidates(Vec<String>, bool),
    /// The server can't be asked, or doesn't list.
    Nothing,
}

impl OpenAiVideos {
    pub(super) async fn seek(&self, sought: &Sought<'_>) -> Found {
        let key = sought.order.key.as_ref();
        let mut pace = self.timing.pace();
        let mut sure = false;
        let looks = if self.judge(key).free {
            LOOKS
        } else {
            LOOKS_PAID
        };
        for look in 0..looks {
            match self.listed(sought).await {
                Listed::Candidates(mut ids, complete) => match (ids.pop(), ids.is_empty()) {
                    (Some(id), true) => return Found::Begun(self.ticket(id, key)),
                    // Several look alike: to take the wrong one would mix two clips up.
                    (Some(_), false) => return Found::Unknown,
                    (None, _) => sure = complete,
                },
                Listed::Nothing => sure = false,
            }
            if look + 1 < looks {
                pace.wait(None).await;
            }
        }
        // On hardware of one's own a record is made before anything is rendered, and a
        // server that forgot it was restarted: nothing runs. A provider that bills may be
        // slower to list than we are patient.
        if sure && self.judge(key).free {
            Found::NeverBegan
        } else {
            Found::Unknown
        }
    }

    async fn listed(&self, sought: &Sought<'_>) -> Listed {
        let key = sought.order.key.as_ref();
        let sent = map::prompt(sought.order, &self.settings).text;
        let mut ids = Vec::new();
        let mut after: Option<String> = None;
        for _ in 0..PAGES_MAX {
            let Ok(answer) = self.client.list(key, after.as_deref(), PAGE).await else {
                return Listed::Nothing;
            };
            let page = Page::read(&answer.body).filter(|_| answer.is_success());
            let Some(page) = page else {
                return Listed::Nothing;
            };
            let ahead = server_time_ms(&answer.headers).map_or(0, |time| time - (self.now)().ms());
            let earliest = sought.sent_after.ms() + ahead - ROUNDING_MS;
            let latest = sought.gone_by.ms() + ahead + SLOW_MS;
            let made = |record: &Record| record.created_at_ms.unwrap_or(earliest);
            let fits = page.records.iter().filter(|record| {
                (earliest..=latest).contains(&made(record)) && is_like(record, &sent, sought)
            });
            ids.extend(fits.map(|record| record.id.clone()));
            let last = page.records.last();
            let reached_back = last.is_some_and(|record| made(record) < earliest);
            let more = page.has_more.unwrap_or(page.entries >= PAGE);
            if reached_back || !more {
                return Listed::Candidates(ids, true);
            }
            let next = last.map(|record| record.id.clone());
            // Some know no second page, and give the first again.
            if next.is_none() || next == after || page.has_more.is_none() {
                break;
            }
            after = next;
        }
        Listed::Candidates(ids, false)
    }
}

/// Whether a record may be that of the order, by all that it says. `sent` is what was sent
/// as its prompt.
fn is_like(record: &Record, sent: &str, sought: &Sought<'_>) -> bool {
    let spec = &sought.order.spec;
    let said =
        |theirs: Option<u64>, ours: u32| theirs.is_none_or(|theirs| theirs == u64::from(ours));
    let prompt = record.prompt.as_deref();
    let size = record.size.as_deref().and_then(|size| size.parse().ok());
    prompt.is_some_and(|prompt| prompt.trim() == sent)
        && size.is_none_or(|size: worldreel_domain::spec::Size| size == spec.size)
        && said(record.frames, spec.frames)
        && said(record.seed, spec.seed)
        && !sought.taken.contains(&record.id)
}
