//! How long jobs wait: `worldreel queue expiry|expire`

use std::process::ExitCode;

use worldreel_client::Door;
use worldreel_domain::expiry::Expiry;
use worldreel_studio::ApiError;
use worldreel_studio::call::{ExpireWaitingJobs, GetSettings, Nothing, SetSettings};
use worldreel_studio::expiry::{ExpireWaiting, Expired};
use worldreel_studio::settings::ChangeSettings;
use worldreel_studio::view::JobView;

use crate::context::Context;
use crate::print;

/// Sets how long jobs may wait that are queued from now on, or says it.
pub(crate) async fn set(
    context: &Context,
    door: &Door,
    expiry: Option<Expiry>,
) -> Result<ExitCode, ApiError> {
    let settings = match expiry {
        Some(_) => {
            let change = ChangeSettings {
                expiry,
                ..ChangeSettings::default()
            };
            door.call::<SetSettings>(change).await?
        }
        None => door.call::<GetSettings>(Nothing {}).await?,
    };
    let expiry = settings.expiry;
    let told = serde_json::json!({ "expiry": expiry });
    context.output.result(&told, || {
        vec![match expiry {
            Expiry::Never => "jobs wait for as long as it takes".into(),
            Expiry::AfterS(_) => {
                format!("jobs that are queued from now on expire when they have waited {expiry}")
            }
        }]
    });
    Ok(ExitCode::SUCCESS)
}

/// Lets jobs expire that have waited for so long; without a yes, only says which.
pub(crate) async fn expire(
    context: &Context,
    door: &Door,
    waited: Expiry,
    yes: bool,
) -> Result<ExitCode, ApiError> {
    let Some(waited_s) = waited.after_s() else {
        return Err(ApiError::bad_input(
            "waited",
            "say how long they have to have waited, such as 8h",
        ));
    };
    let wanted = ExpireWaiting {
        waited_s: Some(waited_s),
        waits_since: None,
        preview: !yes,
    };
    let expired = door.call::<ExpireWaitingJobs>(wanted).await?;
    context
        .output
        .result(&expired, || lines(&expired, waited, yes));
    Ok(ExitCode::SUCCESS)
}

fn lines(expired: &Expired, waited: Expiry, done: bool) -> Vec<String> {
    let all = expired.jobs.len();
    if all == 0 {
        let takes = print::count(expired.waiting, "waiting take");
        return vec![format!("none of {takes} has waited {waited}")];
    }
    let line = |job: &JobView| format!("{}  take {}  {}", job.id, job.take, job.prompt.as_str());
    let mut lines: Vec<_> = expired.first.iter().map(line).collect();
    let more = all - lines.len();
    if more > 0 {
        lines.push(format!("and {more} more"));
    }
    let takes = print::count(u32::try_from(all).unwrap_or(u32::MAX), "take");
    lines.push(match done {
        true => format!("{takes} expired; `worldreel retry` has them wait again"),
        false => format!(
            "{takes} of {} that wait would expire; nothing was done: add --yes",
            expired.waiting
        ),
    });
    lines
}
