//! `worldreel queue retry`

use std::collections::BTreeSet;
use std::process::ExitCode;

use worldreel_client::Door;
use worldreel_domain::id::EngineName;
use worldreel_studio::ApiError;
use worldreel_studio::call::{GetJob, RetryOneChanged};
use worldreel_studio::jobs::JobRef;
use worldreel_studio::retry::RetryChanged;
use worldreel_studio::specs::SpecWish;

use crate::args::Retry;
use crate::context::Context;
use crate::money;
use crate::print;
use crate::verb::many;

pub(crate) async fn run(
    context: &Context,
    door: &Door,
    wanted: Retry,
) -> Result<ExitCode, ApiError> {
    let spec = SpecWish::from(wanted.spec);
    let engines: BTreeSet<_> = wanted.money.engines.iter().map(EngineName::new).collect();
    if !wanted.new_seed && spec == SpecWish::default() && engines.is_empty() {
        return many::retry(context, door, wanted.jobs, wanted.money.consent).await;
    }
    let [job] = wanted.jobs.jobs[..] else {
        let message = "only one take at a time is rendered again with other settings";
        return Err(ApiError::bad_input("jobs", message)
            .hint("name one job, or leave out what is to be other than before"));
    };
    let before = door.call::<GetJob>(JobRef { job }).await?.into_detail().job;
    let priced = match engines.is_empty() {
        true => before.engines.clone(),
        false => engines.clone(),
    };
    let order = money::order(&before, &spec.over(&before.spec), priced);
    let retry = |agreed: money::Agreed| RetryChanged {
        job,
        spec,
        engines: engines.clone(),
        max_micro_usd: agreed.max_micro_usd,
        price_unknown_ok: agreed.price_unknown_ok,
    };
    let job =
        money::agreeing::<RetryOneChanged>(door, wanted.money.consent, vec![order], retry).await?;
    context.output.result(&job, || {
        vec![format!(
            "{}  take {} renders take {} once more, with seed {}: {}",
            job.id,
            job.take,
            before.take,
            job.spec.seed,
            print::state(&job)
        )]
    });
    Ok(ExitCode::SUCCESS)
}
