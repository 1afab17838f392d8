//! What changes, as server-sent events.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::{Query, State as Shared};
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures::stream::{Stream, StreamExt, unfold};
use worldreel_studio::StudioEvent;

use crate::State;

/// A line that says nothing, so that whoever is between doesn't cut the connection.
const KEEP_ALIVE: Duration = Duration::from_secs(20);

/// Streams what changes: `change` with its number as id, `progress`, `writing` and `set_up`
/// without one, and `snapshot_required` where events are missing.
pub(crate) async fn stream(
    Shared(state): Shared<State>,
    Query(query): Query<Vec<(String, String)>>,
    headers: HeaderMap,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let resumed = headers.get("last-event-id").and_then(|id| id.to_str().ok());
    let asked = query
        .iter()
        .find(|(name, _)| name == "after")
        .map(|(_, value)| value.as_str());
    let after = resumed.or(asked).and_then(|number| number.parse().ok());
    let heard = state.studio.listen(after).await;
    let told = unfold(heard, |mut heard| async move {
        let event = heard.recv().await?;
        Some((event, heard))
    });
    let events = told
        .filter_map(|event| async move { to_event(&event).map(Ok) })
        .take_until(state.closing.cancelled_owned());
    Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE))
}

fn to_event(event: &StudioEvent) -> Option<Event> {
    match event {
        StudioEvent::Change(change) => Event::default()
            .event("change")
            .id(change.seq.to_string())
            .json_data(change)
            .ok(),
        StudioEvent::SnapshotRequired(from) => Event::default()
            .event("snapshot_required")
            .id(from.seq.to_string())
            .json_data(from)
            .ok(),
        StudioEvent::SetUp => Some(Event::default().event("set_up").data("{}")),
        StudioEvent::Writing(all) => Event::default().event("writing").json_data(all).ok(),
        StudioEvent::Progress(all) => Event::default().event("progress").json_data(all).ok(),
    }
}
