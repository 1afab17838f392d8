//! Worldreel on the command line, and headless.
//!
//! Every verb opens the library's door: this process becomes the studio where nobody
//! is, or the client of the one that is there. A verb that has become the studio serves
//! the call API for as long as it runs, so that other doors can join it.

mod args;
mod context;
mod money;
mod pages;
mod print;
mod verb;
mod wait;

use std::process::ExitCode;

use clap::Parser;
use worldreel_studio::ApiError;

use args::queue::{Queue, QueueVerb};
use args::{Args, Verb};
use context::Context;

fn main() -> ExitCode {
    let args = Args::parse();
    let json = args.json;
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => {
            print::line_to_stderr(&format!("error: could not start: {error}"));
            return ExitCode::from(print::FAILED);
        }
    };
    match runtime.block_on(run(args)) {
        Ok(code) => code,
        Err(error) => {
            print::error(&error, json);
            ExitCode::from(print::exit_code(error.code))
        }
    }
}

async fn run(args: Args) -> Result<ExitCode, ApiError> {
    if let Verb::Completions { shell } = args.verb {
        verb::completions(shell);
        return Ok(ExitCode::SUCCESS);
    }
    let context = Context::new(args.library, args.json)?;
    match args.verb {
        Verb::Render(wanted) => verb::render::run(&context, wanted).await,
        Verb::Enhance(wanted) => verb::prompt::enhance(&context, wanted).await,
        Verb::Update(wanted) => verb::update::run(&context, wanted).await,
        Verb::Vary(wanted) => verb::prompt::vary(&context, wanted).await,
        Verb::Templates(wanted) => verb::templates::run(&context, wanted).await,
        Verb::Presets(wanted) => verb::presets::run(&context, wanted).await,
        Verb::Extract(wanted) => verb::prompt::extract(&context, wanted).await,
        Verb::Serve(wanted) => verb::serve::run(&context, wanted).await,
        Verb::Queue(wanted) => verb::queue::run(&context, wanted).await,
        Verb::Status { report: true, .. } => verb::away::report(&context).await,
        Verb::Status { job: Some(job), .. } => verb::job::status(&context, job).await,
        Verb::Status { job: None, .. } => verb::away::status(&context).await,
        Verb::Watch { job } => verb::job::watch(&context, job).await,
        Verb::Decide {
            job,
            decision,
            consent,
        } => verb::job::decide(&context, job, decision, consent).await,
        Verb::Cancel(jobs) => queue(&context, QueueVerb::Cancel(jobs)).await,
        Verb::Retry(wanted) => queue(&context, QueueVerb::Retry(wanted)).await,
        Verb::Pause => queue(&context, QueueVerb::Pause).await,
        Verb::Resume => queue(&context, QueueVerb::Resume).await,
        Verb::Engines(wanted) => verb::engines::run(&context, wanted).await,
        Verb::Lanes(wanted) => verb::engines::lanes(&context, wanted).await,
        Verb::Keys(wanted) => verb::keys::run(&context, wanted).await,
        Verb::Models(wanted) => verb::models::run(&context, wanted).await,
        Verb::Sessions(wanted) => verb::sessions::run(&context, wanted).await,
        Verb::Revisions(wanted) => verb::revisions::run(&context, wanted).await,
        Verb::Import(wanted) => verb::import::run(&context, wanted).await,
        Verb::Export(wanted) => verb::export::run(&context, wanted).await,
        Verb::Rescan => verb::library::rescan(&context).await,
        Verb::Doctor { repair: false } => verb::doctor::look(&context).await,
        Verb::Doctor { repair: true } => verb::doctor::repair(&context).await,
        Verb::Completions { .. } => Ok(ExitCode::SUCCESS),
    }
}

/// A short way to a verb of the queue.
async fn queue(context: &Context, verb: QueueVerb) -> Result<ExitCode, ApiError> {
    verb::queue::run(context, Queue { verb: Some(verb) }).await
}
