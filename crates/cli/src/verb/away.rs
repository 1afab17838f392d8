//! What happened while no studio worked on the queue: `worldreel status` and `doctor`

use std::process::ExitCode;

use worldreel_studio::away::AwayView;
use worldreel_studio::call::{GetAway, GetLastRun, GetQueue, Nothing};
use worldreel_studio::{ApiError, Studio};

use crate::context::Context;
use crate::print;

/// Tells how the queue is, and what happened since it was last seen.
pub(crate) async fn status(context: &Context) -> Result<ExitCode, ApiError> {
    let doorway = context.look().await?;
    let told = async {
        let away = doorway.door().call::<GetAway>(Nothing {}).await?;
        let queue = doorway.door().call::<GetQueue>(Nothing {}).await?;
        Ok::<_, ApiError>((away.away, queue.live))
    };
    let told = told.await;
    doorway.close().await;
    let (away, live) = told?;
    let value = serde_json::json!({ "away": away, "live": live });
    context.output.result(&value, || {
        let mut told = away.as_ref().map(lines).unwrap_or_default();
        told.push(match live {
            0 => "the queue is empty".into(),
            live => format!("{} to do", print::count(live, "take")),
        });
        told
    });
    Ok(ExitCode::SUCCESS)
}

/// Reports on the queue's last stretch of work.
pub(crate) async fn report(context: &Context) -> Result<ExitCode, ApiError> {
    let doorway = context.look().await?;
    let last = doorway.door().call::<GetLastRun>(Nothing {}).await;
    doorway.close().await;
    let last = last?;
    context.output.result(&last, || {
        let text = last.report.as_deref();
        let lines = text.map(|text| text.lines().map(str::to_owned).collect());
        lines.unwrap_or_else(|| vec!["nothing has been rendered yet".into()])
    });
    Ok(ExitCode::SUCCESS)
}

/// One line on how the last run ended, and one on each thing that became of its takes.
pub(crate) fn lines(away: &AwayView) -> Vec<String> {
    let ms = Studio::now().ms().saturating_sub(away.since.ms()).max(0);
    let ago = print::duration(std::time::Duration::from_millis(ms.unsigned_abs()).as_secs_f64());
    let how = if away.cut_off {
        "was cut off"
    } else {
        "ended as it should"
    };
    let mut told = vec![format!("the last run {how}, {ago} ago")];
    let counts = [
        (away.went_on, "went on at their engines"),
        (away.fetched_again, "were finished and fetched again"),
        (away.sent_again, "cost nothing and were sent again"),
        (away.asks, "may have been billed: you are asked"),
        (away.failed, "failed"),
        (away.cancelled, "were cancelled"),
        (away.expired, "had waited past their time"),
        (
            away.open,
            "are still open: their engines are asked while the queue runs",
        ),
    ];
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    told.extend(counts.map(|(count, what)| format!("  {count} {what}")));
    if told.len() == 1 {
        told.push("  nothing was under way".into());
    }
    told
}
