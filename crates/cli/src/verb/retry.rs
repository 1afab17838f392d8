//! `worldreel queue retry`

use std::collections::BTreeSet;
use std::process::ExitCode;

use worldreel_client::Door;
use worldreel_domain::id::EngineName;
use worldreel_domain::job::JobAction;
use worldreel_studio::ApiError;
use worldreel_studio::call::{GetJob, RetryOneChanged};
use worldreel_studio::jobs::JobRef;
use worldreel_studio::retry::RetryChanged;
use worldreel_studio::specs::SpecWish;

use crate::args::Retry;
use crate::context::Context;
use crate::money;
use crate::print;
use crate::verb::queue;

pub(crate) async fn run(
    context: &Context,
    door: &Door,
    wanted: Retry,
) -> Result<ExitCode, ApiError> {
    let spec = SpecWish::from(wanted.spec);
    let engines: BTreeSet<_> = wanted.money.engines.iter().map(EngineName::new).collect();
    if !wanted.new_seed && spec == SpecWish::default() && engines.is_empty() {
        if wanted.money.max_cost.is_some() {
            let message =
                "the same job is tried again within what was agreed to when it was queued";
            return Err(ApiError::bad_input("max_cost", message)
                .hint("leave --max-cost out, or say what is to be other than before"));
        }
        return queue::act(context, door, wanted.job, JobAction::Retry).await;
    }
    let before = door.call::<GetJob>(JobRef { job: wanted.job }).await?.job;
    let priced = match engines.is_empty() {
        true => before.engines.clone(),
        false => engines.clone(),
    };
    let order = money::order(&before, &spec.over(&before.spec), priced);
    let retry = |agreed: money::Agreed| RetryChanged {
        job: wanted.job,
        spec,
        engines: engines.clone(),
        max_micro_usd: agreed.max_micro_usd,
        price_unknown_ok: agreed.price_unknown_ok,
    };
    let job = money::agreeing::<RetryOneChanged>(door, &wanted.money, order, retry).await?;
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
