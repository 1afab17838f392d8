//! What can be typed.

pub(crate) mod models;
pub(crate) mod prompts;
pub(crate) mod queue;
pub(crate) mod sessions;
pub(crate) mod setup;
pub(crate) mod templates;

use std::net::IpAddr;
use std::path::PathBuf;

use clap::{ArgGroup, Args as ClapArgs, Parser, Subcommand};
use worldreel_domain::expiry::Expiry;
use worldreel_domain::id::{BatchId, JobId, SessionId, VideoId};
use worldreel_domain::queue::Priority;
use worldreel_domain::spec::Size;

/// Makes video from text: a queue, a library, and engines that render.
///
/// Without a key and without a GPU it draws sketches: moving storyboards that say of
/// themselves that they are not AI.
#[derive(Debug, Parser)]
#[command(name = "worldreel", version, max_term_width = 100)]
pub(crate) struct Args {
    /// The library's folder [default: Worldreel in your videos folder]
    #[arg(long, global = true, env = "WORLDREEL_LIBRARY", value_name = "DIR")]
    pub(crate) library: Option<PathBuf>,
    /// Print JSON for programs instead of text for people
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Render a prompt and wait for the video
    Render(Render),
    /// Propose a better prompt
    Enhance(prompts::Enhance),
    /// Read a prompt into its scene: subjects, actions, location, light...
    Extract(prompts::Extract),
    /// Change a prompt by saying what should change: "make it night"
    Update(prompts::Update),
    /// Make variations of a prompt, no two alike
    Vary(prompts::Vary),
    /// Make prompts from templates, and keep templates of your own
    Templates(templates::Templates),
    /// Put looks on prompts, and keep looks of your own
    Presets(templates::Presets),
    /// Run the studio without a window: its pages and its call API over HTTP
    Serve(Serve),
    /// Look at the queue, or change it
    Queue(queue::Queue),
    /// Tell what happened since the queue was last seen, or all that is known of a job
    Status {
        /// The job's id [default: none]
        job: Option<JobId>,
        /// Report on the last run instead: what became of each take, and what it cost
        #[arg(long, conflicts_with = "job")]
        report: bool,
    },
    /// Say a line whenever something becomes of a job, until nothing goes on any more
    Watch {
        /// The job's id [default: all of the queue]
        job: Option<JobId>,
    },
    /// Decide on a job that may have been rendered and billed already
    Decide {
        /// The job's id
        job: JobId,
        /// What becomes of it; without it, what there is to decide is said
        decision: Option<Decision>,
        #[command(flatten)]
        consent: Consent,
    },
    /// Cancel jobs
    Cancel(Jobs),
    /// Try jobs once more, with the same seed; or one as a new job with another one
    Retry(Retry),
    /// Pause the queue: nothing more is started, and what runs, runs on
    Pause,
    /// Let the queue go on
    Resume,
    /// Look at the engines, or set one up
    Engines(setup::Engines),
    /// Look at the lanes, or pause one
    Lanes(setup::Lanes),
    /// Look at the keys, or add one
    Keys(setup::Keys),
    /// Look at the chat models that prompts can be refined with, or set one up
    Models(models::Models),
    /// List the sessions, or see to one
    Sessions(sessions::Sessions),
    /// Look for revisions in all that was ever written, name and compare them
    Revisions(sessions::Revisions),
    /// Queue the prompts of a file (.txt, .csv, .tsv, .jsonl)
    Import(Import),
    /// Save videos with their prompts and checksums as a ZIP
    Export(Export),
    /// Find videos on the disk that the database does not know
    Rescan,
    /// Look over the library and this machine, and say what is wrong
    Doctor {
        /// Repair what can be repaired, and say what was done
        #[arg(long)]
        repair: bool,
    },
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// How to render, as far as it is said; the rest is the engine's default.
#[derive(Debug, Clone, ClapArgs)]
pub(crate) struct Spec {
    /// Picture size in pixels, such as 1280x720
    #[arg(long, value_name = "WIDTHxHEIGHT")]
    pub(crate) size: Option<Size>,
    /// How many frames
    #[arg(long, value_name = "N")]
    pub(crate) frames: Option<u32>,
    /// Frames per second
    #[arg(long, value_name = "N")]
    pub(crate) fps: Option<u32>,
    /// Denoising steps, where the engine has any
    #[arg(long, value_name = "N")]
    pub(crate) steps: Option<u32>,
    /// Guidance scale, where the engine has one
    #[arg(long, value_name = "X")]
    pub(crate) guidance: Option<f32>,
    /// The seed; chosen by chance when it is not said
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u32>,
}

/// Which engines, and what they may cost.
#[derive(Debug, Clone, ClapArgs)]
pub(crate) struct Money {
    /// An engine that may be used; can be repeated [default: those that cost nothing]
    #[arg(long = "engine", value_name = "NAME")]
    pub(crate) engines: Vec<String>,
    #[command(flatten)]
    pub(crate) consent: Consent,
}

/// What is agreed to.
#[derive(Debug, Clone, Copy, ClapArgs)]
pub(crate) struct Consent {
    /// What all of it may cost at most, in US dollars
    #[arg(long, value_name = "USD")]
    pub(crate) max_cost: Option<f64>,
    /// Agree to the price that is quoted, whatever it is
    #[arg(long)]
    pub(crate) yes: bool,
}

/// Jobs to which the same is done.
#[derive(Debug, Clone, ClapArgs)]
pub(crate) struct Jobs {
    /// The jobs' ids
    #[arg(required = true, value_name = "JOB")]
    pub(crate) jobs: Vec<JobId>,
}

/// Where and when, and what all of it may cost.
#[derive(Debug, Clone, ClapArgs)]
pub(crate) struct Terms {
    /// A lane that it has to run on; can be repeated [default: any of the engines']
    #[arg(long = "lane", value_name = "NAME")]
    pub(crate) lanes: Vec<String>,
    /// How urgent it is: high, normal or low
    #[arg(long, default_value_t, value_name = "PRIORITY")]
    pub(crate) priority: Priority,
    /// Render as many as this is enough for, in US dollars, and let the others wait
    #[arg(long, value_name = "USD", conflicts_with = "max_cost")]
    pub(crate) budget: Option<f64>,
    /// How long it may wait for its start, such as 8h, or never [default: as `queue expiry`
    /// says]
    #[arg(long, value_name = "TIME")]
    pub(crate) expire_after: Option<Expiry>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Render {
    /// What to render
    pub(crate) prompt: String,
    /// What should not be seen, where the engine takes it
    #[arg(long, value_name = "TEXT")]
    pub(crate) negative: Option<String>,
    #[command(flatten)]
    pub(crate) spec: Spec,
    /// How many takes, each with its own seed
    #[arg(long, default_value_t = 1, value_name = "N")]
    pub(crate) takes: u32,
    /// The session it goes into [default: a new one]
    #[arg(long, value_name = "ID")]
    pub(crate) session: Option<SessionId>,
    #[command(flatten)]
    pub(crate) money: Money,
    #[command(flatten)]
    pub(crate) terms: Terms,
    /// Save the video here as well; several takes become NAME-1.mp4, NAME-2.mp4...
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Serve {
    /// The port; 0 chooses a free one
    #[arg(long, default_value_t = 8188, value_name = "N")]
    pub(crate) port: u16,
    /// The address to listen on; beyond this machine a token is asked for
    #[arg(long, default_value = "127.0.0.1", value_name = "ADDRESS")]
    pub(crate) host: IpAddr,
    /// Read the token that callers must show from this file
    #[arg(long, value_name = "FILE")]
    pub(crate) token_file: Option<PathBuf>,
}

/// What becomes of a job that may have been rendered and billed already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Decision {
    /// Render it again; it may be paid twice
    Again,
    /// Leave it as failed
    Leave,
}

/// Jobs to be tried once more. With nothing but its id it is the same job with the same seed;
/// with anything that is to be other than before, it is a new job.
#[derive(Debug, ClapArgs)]
pub(crate) struct Retry {
    #[command(flatten)]
    pub(crate) jobs: Jobs,
    /// As a new job, with a seed chosen by chance
    #[arg(long, conflicts_with = "seed")]
    pub(crate) new_seed: bool,
    #[command(flatten)]
    pub(crate) spec: Spec,
    #[command(flatten)]
    pub(crate) money: Money,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Import {
    /// The files
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Only say what each line would become (this is what happens without --queue, too)
    #[arg(long, conflicts_with = "queue")]
    pub(crate) dry_run: bool,
    /// Queue the good lines; bad ones are listed and left out
    #[arg(long)]
    pub(crate) queue: bool,
    /// Wait until all of them are rendered
    #[arg(long, requires = "queue")]
    pub(crate) wait: bool,
    /// The session they go into [default: a new one, named after the file]
    #[arg(long, value_name = "ID")]
    pub(crate) session: Option<SessionId>,
    #[command(flatten)]
    pub(crate) money: Money,
    #[command(flatten)]
    pub(crate) terms: Terms,
}

#[derive(Debug, ClapArgs)]
#[command(group(ArgGroup::new("what").required(true).args(["all", "session", "batch", "videos"])))]
pub(crate) struct Export {
    /// All videos of the library
    #[arg(long)]
    pub(crate) all: bool,
    /// Those of a session
    #[arg(long, value_name = "ID")]
    pub(crate) session: Option<SessionId>,
    /// Those of a batch
    #[arg(long, value_name = "ID")]
    pub(crate) batch: Option<BatchId>,
    /// This video; can be repeated
    #[arg(long = "video", value_name = "ID")]
    pub(crate) videos: Vec<VideoId>,
    /// Where to save the ZIP
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
}
