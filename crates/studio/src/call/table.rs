//! The command table.

use super::command::{
    self, Answer, Command, CommandInfo, FileAnswer, Kind, Method, Nothing, Scope, Upload,
};
use crate::error::ApiError;
use crate::exports::{ExportRef, ExportView, StartExport};
use crate::machine::models::ModelSettings;
use crate::refining::answer::Refined;
use crate::refining::choice::RefineChoice;
use crate::settings::{ChangeSettings, Settings};
use crate::studio::Studio;
use crate::told::ToldJob;
use crate::use_case::attempts::{AttemptQuery, LaneAttempt};
use crate::use_case::away::AwayAnswer;
use crate::use_case::batches::{Batch, Generate, PauseBatch};
use crate::use_case::cleared::{ClearFinished, Cleared, PutBack};
use crate::use_case::drafts::{DraftAnswer, DraftRef, SaveDraft};
use crate::use_case::edits::EditJob;
use crate::use_case::engines::{AddEngine, EngineRef, PauseEngine, PauseLane, Tested};
use crate::use_case::expiry::{ExpireWaiting, Expired};
use crate::use_case::files::PromptFileView;
use crate::use_case::found_models::FoundServer;
use crate::use_case::jobs::{ActOnJob, JobPage, JobQuery, JobRef, MoveJob, PauseQueue};
use crate::use_case::keys::{AddKey, KeyRef, KeyView, LimitKey, OrderKeys};
use crate::use_case::models::{ModelRef, ModelsAt, PriceModel};
use crate::use_case::own_keys::{FoundKeys, ImportKeys};
use crate::use_case::policy::{LimitBatch, OrderQueue, PrioritizeJob};
use crate::use_case::presets::{ApplyPreset, PresetRef, PresetView};
use crate::use_case::prompts::{Compare, Enhance, Extract, RefinerView, Update, Vary};
use crate::use_case::quote::Quote;
use crate::use_case::refining::{ChooseRefiner, KeptAnswers, StopRefining, Stopped};
use crate::use_case::repair::Repaired;
use crate::use_case::report::Report;
use crate::use_case::retry::RetryChanged;
use crate::use_case::revisions::{
    CompareRevisions, Compared, KeepRevisions, KeptRevisions, NameRevision, RevisionQuery,
    RevisionRef, Revisions,
};
use crate::use_case::run::LastRun;
use crate::use_case::search::{Hits, SearchRevisions};
use crate::use_case::sent::{AskSent, SentView};
use crate::use_case::sessions::{
    ArchiveSession, NewSession, RenameSession, SessionQuery, SessionRef,
};
use crate::use_case::status::{Health, LogFolder};
use crate::use_case::templates::{FillTemplate, FilledTemplate, TemplateRef, TemplateView};
use crate::use_case::together::{ActOnJobs, Acted, PutJobs};
use crate::use_case::videos::{RescanReport, VideoRef};
use crate::view::{
    EngineView, JobView, QueueView, RevisionView, SessionDetail, SessionView, Snapshot, VideoView,
};
use worldreel_refine::templates::Template;
use worldreel_refine::{
    EnhancedWithin, FieldsRequest, Preset, PresetApplied, SceneRead, TextChange, Updated, Varied,
};

/// Bytes that an ordinary input has at most: the longest prompt in the longest
/// encoding, many times over.
const SMALL: usize = 1 << 20;
/// Bytes of a batch of 100,000 prompts, or of a prompt file.
const LARGE: usize = 256 << 20;

macro_rules! commands {
    ($(
        $(#[doc = $doc:literal])*
        $command:ident = $name:literal $method:ident $path:literal $scope:ident $kind:ident $body:expr,
            $input:ty => $output:ty, $run:path;
    )*) => {
        $(
            $(#[doc = $doc])*
            #[derive(Debug, Clone, Copy)]
            pub struct $command;

            impl Command for $command {
                type Input = $input;
                type Output = commands!(@output $kind $output);
                const INFO: CommandInfo = CommandInfo {
                    name: $name,
                    about: concat!($($doc, "\n"),*),
                    method: Method::$method,
                    path: $path,
                    scope: Scope::$scope,
                    kind: Kind::$kind,
                    body_max_bytes: $body,
                    input: |schemas| schemas.subschema_for::<$input>(),
                    output: commands!(@schema $kind $output),
                    run: commands!(@runner $kind $run),
                };

                fn run(
                    studio: &Studio,
                    input: $input,
                ) -> impl Future<Output = Result<Self::Output, ApiError>> + Send {
                    commands!(@typed $kind $run, studio, input)
                }
            }
        )*

        /// Every use case that can be called from outside.
        pub const COMMANDS: &[CommandInfo] = &[$($command::INFO),*];
    };
    (@output Download $output:ty) => { Nothing };
    (@output $kind:ident $output:ty) => { $output };
    (@schema Download $output:ty) => { None };
    (@schema $kind:ident $output:ty) => { Some(|schemas| schemas.subschema_for::<$output>()) };
    (@runner Unary $run:path) => {
        |studio, input, _bytes| Box::pin(async move {
            command::write(&$run(studio, command::read(input)?).await?)
        })
    };
    (@runner Upload $run:path) => {
        |studio, input, bytes| Box::pin(async move {
            let upload: Upload = command::read(input)?;
            command::write(&$run(studio, Upload { bytes, ..upload }).await?)
        })
    };
    (@runner Download $run:path) => {
        |studio, input, _bytes| Box::pin(async move {
            $run(studio, command::read(input)?).await.map(Answer::File)
        })
    };
    (@typed Download $run:path, $studio:ident, $input:ident) => {
        async move {
            let _: FileAnswer = $run($studio, $input).await?;
            Ok(Nothing {})
        }
    };
    (@typed $kind:ident $run:path, $studio:ident, $input:ident) => { $run($studio, $input) };
}

commands! {
    /// Says who answers: version, library, protocol.
    GetHealth = "health" Get "/health" Read Unary SMALL, Nothing => Health, Studio::health;
    /// Everything a screen needs at once, with the number of the last event before it.
    GetSnapshot = "snapshot" Get "/snapshot" Read Unary SMALL, Nothing => Snapshot, Studio::snapshot;
    /// What the user has set on this computer.
    GetSettings = "settings" Get "/settings" Read Unary SMALL, Nothing => Settings, Studio::settings;
    /// Changes what is named, and says what is set then.
    SetSettings = "change_settings" Post "/settings" Change Unary SMALL, ChangeSettings => Settings, Studio::change_settings;
    /// Looks over the library and this machine and says what is wrong and what to do.
    GetReport = "report" Get "/report" Read Unary SMALL, Nothing => Report, Studio::report;
    /// Repairs what the report says can be repaired, and says what was done.
    RepairLibrary = "repair" Post "/repair" Change Unary SMALL, Nothing => Repaired, Studio::repair;
    /// What happened while no studio worked on the queue.
    GetAway = "away" Get "/away" Read Unary SMALL, Nothing => AwayAnswer, Studio::away;
    /// Names the folder of the log files.
    GetLogs = "logs" Get "/logs" Read Unary SMALL, Nothing => LogFolder, Studio::logs;
    /// The engines that are set up and what they can do.
    ListEngines = "list_engines" Get "/engines" Read Unary SMALL, Nothing => Vec<EngineView>, Studio::list_engines;
    /// Sets an engine up, by its settings and keys; sends nothing to it.
    CreateEngine = "add_engine" Post "/engines" Change Unary SMALL, AddEngine => EngineView, Studio::add_engine;
    /// Takes an engine out; refused while renders of it are under way.
    DeleteEngine = "remove_engine" Delete "/engines/{engine}" Change Unary SMALL, EngineRef => Nothing, Studio::remove_engine;
    /// Asks an engine whether it can be reached and used; renders nothing.
    TestEngine = "test_engine" Post "/engines/{engine}/test" Change Unary SMALL, EngineRef => Tested, Studio::test_engine;
    /// Pauses or resumes all lanes of an engine; what runs, runs on.
    SetEnginePaused = "pause_engine" Post "/engines/{engine}/pause" Change Unary SMALL, PauseEngine => Nothing, Studio::pause_engine;
    /// Pauses or resumes a lane; what runs, runs on.
    SetLanePaused = "pause_lane" Post "/lanes/{lane}/pause" Change Unary SMALL, PauseLane => Nothing, Studio::pause_lane;
    /// The keys, each provider's in order, without their values.
    ListKeys = "list_keys" Get "/keys" Read Unary SMALL, Nothing => Vec<KeyView>, Studio::list_keys;
    /// Adds a key; its value goes to the system's keyring and never comes out.
    CreateKey = "add_key" Post "/keys" Change Unary SMALL, AddKey => KeyView, Studio::add_key;
    /// Looks for keys in the environment and in `.env` files; adds nothing.
    FindKeys = "found_keys" Get "/found-keys" Read Unary SMALL, Nothing => FoundKeys, Studio::found_keys;
    /// Adds keys that were found, each by the name of its variable.
    AddFoundKeys = "import_keys" Post "/found-keys" Change Unary SMALL, ImportKeys => Vec<KeyView>, Studio::import_keys;
    /// Takes a key out, its value too.
    DeleteKey = "remove_key" Delete "/keys/{provider}/{label}" Change Unary SMALL, KeyRef => Nothing, Studio::remove_key;
    /// Tries a key on an engine that uses it; one that is accepted may be used again.
    TestKey = "test_key" Post "/keys/{provider}/{label}/test" Change Unary SMALL, KeyRef => Tested, Studio::test_key;
    /// Sets how many renders may be under way with a key, and what may be spent with it in a day.
    SetKeyLimits = "limit_key" Post "/keys/{provider}/{label}/limits" Change Unary SMALL, LimitKey => KeyView, Studio::limit_key;
    /// Puts a provider's keys in order, or has the next one chosen in another way.
    SetKeyOrder = "order_keys" Post "/keys/{provider}/order" Change Unary SMALL, OrderKeys => Vec<KeyView>, Studio::order_keys;
    /// The refiners that can be used.
    ListRefiners = "list_refiners" Get "/refiners" Read Unary SMALL, Nothing => Vec<RefinerView>, Studio::list_refiners;
    /// Sets a chat model up, to be chosen as a refiner by its name; sends nothing to it.
    CreateModel = "add_model" Post "/models" Change Unary SMALL, ModelSettings => RefinerView, Studio::add_model;
    /// Takes a chat model out.
    DeleteModel = "remove_model" Delete "/models/{model}" Change Unary SMALL, ModelRef => Nothing, Studio::remove_model;
    /// Asks the server of a chat model whether it can be reached and has the model.
    TestModel = "test_model" Post "/models/{model}/test" Change Unary SMALL, ModelRef => Tested, Studio::test_model;
    /// Sets what a chat model's tokens cost, or that it is not known.
    SetModelPrice = "price_model" Post "/models/{model}/price" Change Unary SMALL, PriceModel => RefinerView, Studio::price_model;
    /// The models that a server lists.
    ListModels = "list_models" Post "/models-at" Change Unary SMALL, ModelsAt => Vec<String>, Studio::list_models;
    /// Looks for chat models where servers on this computer usually listen.
    FindModels = "find_models" Get "/found-models" Read Unary SMALL, Nothing => Vec<FoundServer>, Studio::find_models;
    /// Who refines what.
    GetRefineChoices = "refine_choices" Get "/refine-with" Read Unary SMALL, Nothing => Vec<RefineChoice>, Studio::refine_choices;
    /// Chooses a refiner for all tasks or for one, and says who refines what then.
    SetRefiner = "choose_refiner" Post "/refine-with" Change Unary SMALL, ChooseRefiner => Vec<RefineChoice>, Studio::choose_refiner;
    /// Stops a call of a refiner, by the name that its caller gave it.
    StopOneRefining = "stop_refining" Post "/stop-refining" Read Unary SMALL, StopRefining => Stopped, Studio::stop_refining;
    /// How many answers of chat models are kept on this computer.
    GetKeptAnswers = "kept_answers" Get "/kept-answers" Read Unary SMALL, Nothing => KeptAnswers, Studio::kept_answers;
    /// Forgets the answers of chat models that are kept, with the prompts in them.
    ForgetKeptAnswers = "forget_answers" Delete "/kept-answers" Change Unary SMALL, Nothing => KeptAnswers, Studio::forget_answers;
    /// Proposes a better prompt, as changes to be taken or left; changes nothing.
    EnhancePrompt = "enhance" Post "/enhance" Read Unary SMALL, Enhance => Refined<EnhancedWithin>, Studio::enhance;
    /// Reads a prompt into the nine fields of a scene and its detail; changes nothing.
    ExtractScene = "extract" Post "/extract" Read Unary SMALL, Extract => Refined<SceneRead>, Studio::extract;
    /// Exactly what an engine would be sent as the prompt; sends nothing.
    GetSentPrompt = "sent_prompt" Post "/sent-prompt" Read Unary SMALL, AskSent => SentView, Studio::sent_prompt;
    /// Proposes what a wish in plain words asks for, as changes to be taken or left; changes nothing.
    UpdatePrompt = "update" Post "/update" Read Unary SMALL, Update => Refined<Updated>, Studio::update;
    /// Proposes what makes a prompt say what its fields shall say, as changes to be taken or left; changes nothing.
    SetSceneFields = "set_fields" Post "/fields" Read Unary SMALL, FieldsRequest => Updated, Studio::set_fields;
    /// Proposes variations of prompts, no two alike; changes nothing.
    VaryPrompt = "vary" Post "/vary" Read Unary SMALL, Vary => Refined<Varied>, Studio::vary;
    /// The templates: prompts with gaps, those that are built in and the user's.
    ListTemplates = "list_templates" Get "/templates" Read Unary SMALL, Nothing => Vec<TemplateView>, Studio::list_templates;
    /// Keeps a template, in the place of one of the same name.
    SaveTemplate = "save_template" Post "/templates" Change Unary SMALL, Template => TemplateView, Studio::save_template;
    /// Takes a template of the user's out.
    DeleteTemplate = "remove_template" Delete "/templates/{template}" Change Unary SMALL, TemplateRef => Nothing, Studio::remove_template;
    /// The prompt that a template makes; changes nothing.
    FillOneTemplate = "fill_template" Post "/templates/{template}/fill" Read Unary SMALL, FillTemplate => FilledTemplate, Studio::fill_template;
    /// The style presets: looks for any prompt, those that are built in and the user's.
    ListPresets = "list_presets" Get "/presets" Read Unary SMALL, Nothing => Vec<PresetView>, Studio::list_presets;
    /// Keeps a preset, in the place of one of the same name.
    SavePreset = "save_preset" Post "/presets" Change Unary SMALL, Preset => PresetView, Studio::save_preset;
    /// Takes a preset of the user's out.
    DeletePreset = "remove_preset" Delete "/presets/{preset}" Change Unary SMALL, PresetRef => Nothing, Studio::remove_preset;
    /// Proposes what a preset asks for, as changes to be taken or left; changes nothing.
    ApplyOnePreset = "apply_preset" Post "/presets/{preset}/apply" Read Unary SMALL, ApplyPreset => PresetApplied, Studio::apply_preset;
    /// What leads from one prompt to another, word by word.
    ComparePrompts = "compare" Post "/compare" Read Unary SMALL, Compare => Vec<TextChange>, Studio::compare;
    /// The sessions, the one touched last first.
    ListSessions = "list_sessions" Get "/sessions" Read Unary SMALL, SessionQuery => Vec<SessionView>, Studio::list_sessions;
    /// Makes a session.
    CreateSession = "create_session" Post "/sessions" Change Unary SMALL, NewSession => SessionView, Studio::create_session;
    /// Gives a session another title.
    SetSessionTitle = "rename_session" Post "/sessions/{session}/title" Change Unary SMALL, RenameSession => Nothing, Studio::rename_session;
    /// Deletes a session: it is no longer listed, and can be restored with all that is in it.
    DeleteSession = "delete_session" Delete "/sessions/{session}" Change Unary SMALL, SessionRef => Nothing, Studio::delete_session;
    /// Lists a deleted session again.
    RestoreSession = "restore_session" Post "/sessions/{session}/restore" Change Unary SMALL, SessionRef => Nothing, Studio::restore_session;
    /// A session with the first page of its revisions and of its jobs.
    GetSession = "session" Get "/sessions/{session}" Read Unary SMALL, SessionRef => SessionDetail, Studio::session;
    /// Puts a session away, so that it is listed apart, or takes it out again.
    SetSessionArchived = "archive_session" Post "/sessions/{session}/archive" Change Unary SMALL, ArchiveSession => Nothing, Studio::archive_session;
    /// Makes a session of its own from another one's tree of revisions and draft.
    DuplicateOneSession = "duplicate_session" Post "/sessions/{session}/duplicate" Change Unary SMALL, SessionRef => SessionView, Studio::duplicate_session;
    /// Keeps steps of a session as revisions, each made from the one before.
    KeepSteps = "keep_revisions" Post "/revisions" Change Unary SMALL, KeepRevisions => KeptRevisions, Studio::keep_revisions;
    /// Some of a session's revisions, newest first.
    ListRevisions = "revisions" Get "/sessions/{session}/revisions" Read Unary SMALL, RevisionQuery => Revisions, Studio::revisions;
    /// A revision with its number, name and takes.
    GetRevision = "revision" Get "/revisions/{revision}" Read Unary SMALL, RevisionRef => RevisionView, Studio::revision;
    /// Gives a revision a name, or takes it away.
    SetRevisionName = "name_revision" Post "/revisions/{revision}/name" Change Unary SMALL, NameRevision => RevisionView, Studio::name_revision;
    /// What leads from one revision to another: words, and fields of the scene.
    CompareTwoRevisions = "compare_revisions" Get "/revisions/{from}/compare/{to}" Read Unary SMALL, CompareRevisions => Compared, Studio::compare_revisions;
    /// Looks for words in all that was ever written, but for deleted sessions.
    FindRevisions = "search_revisions" Get "/revisions" Read Unary SMALL, SearchRevisions => Hits, Studio::search_revisions;
    /// What is typed in a session, or for a new one, and not yet a revision.
    GetDraft = "draft" Get "/draft" Read Unary SMALL, DraftRef => DraftAnswer, Studio::draft;
    /// Saves what is typed; when it returns, it is on the disk.
    SaveOneDraft = "save_draft" Post "/draft" Change Unary SMALL, SaveDraft => Nothing, Studio::save_draft;
    /// Reads a prompt file and says what each line would become; changes nothing.
    ReadPromptFile = "read_prompt_file" Post "/prompt-files" Read Upload LARGE, Upload => PromptFileView, Studio::read_prompt_file;
    /// What a batch would cost in time and money; changes nothing.
    QuoteBatch = "quote" Post "/quote" Read Unary LARGE, Generate => Quote, Studio::quote;
    /// Queues a batch. When it returns, the jobs are on the disk.
    GenerateBatch = "generate" Post "/batches" Render Unary LARGE, Generate => Batch, Studio::generate;
    /// Pauses or resumes a batch.
    SetBatchPaused = "pause_batch" Post "/batches/{batch}/pause" Change Unary SMALL, PauseBatch => Nothing, Studio::pause_batch;
    /// Limits what the jobs of a batch may cost together, or no longer does.
    SetBatchBudget = "limit_batch" Post "/batches/{batch}/budget" Render Unary SMALL, LimitBatch => Nothing, Studio::limit_batch;
    /// The queue: lanes, live jobs, and why each waits.
    GetQueue = "queue" Get "/queue" Read Unary SMALL, Nothing => QueueView, Studio::queue;
    /// Pauses or resumes the queue. What runs, runs on.
    SetQueuePaused = "pause_queue" Post "/queue/pause" Change Unary SMALL, PauseQueue => Nothing, Studio::pause_queue;
    /// Has jobs of the same priority start in another order.
    SetQueueOrder = "order_queue" Post "/queue/order" Change Unary SMALL, OrderQueue => Nothing, Studio::order_queue;
    /// Some of the jobs that are asked for, a page at a time.
    ListJobs = "list_jobs" Get "/jobs" Read Unary SMALL, JobQuery => JobPage, Studio::list_jobs;
    /// Attempts that ended, on any lane; those that began last come first.
    ListAttempts = "list_attempts" Get "/attempts" Read Unary SMALL, AttemptQuery => Vec<LaneAttempt>, Studio::list_attempts;
    /// A job with its attempts.
    GetJob = "job" Get "/jobs/{job}" Read Unary SMALL, JobRef => ToldJob, Studio::job;
    /// Holds, releases, cancels, retries or gives up a job.
    ActOnOneJob = "act_on_job" Post "/jobs/{job}/act" Render Unary SMALL, ActOnJob => JobView, Studio::act_on_job;
    /// Does the same to several jobs; each that refuses says why, and stops none of the others.
    ActOnSeveralJobs = "act_on_jobs" Post "/jobs/act" Render Unary LARGE, ActOnJobs => Acted, Studio::act_on_jobs;
    /// Puts jobs where they stood before they were put elsewhere.
    PutJobsBack = "put_jobs" Post "/jobs/places" Change Unary LARGE, PutJobs => Nothing, Studio::put_jobs;
    /// What came of the queue's last stretch of work, and what it cost.
    GetLastRun = "last_run" Get "/queue/run" Read Unary SMALL, Nothing => LastRun, Studio::last_run;
    /// Clears finished jobs from the queue's list; they stay in their sessions.
    ClearFinishedJobs = "clear_finished" Post "/queue/clear" Change Unary LARGE, ClearFinished => Cleared, Studio::clear_finished;
    /// Puts back on the queue's list what was cleared together.
    PutBackCleared = "put_back_cleared" Post "/queue/put-back" Change Unary SMALL, PutBack => Cleared, Studio::put_back_cleared;
    /// Lets jobs expire that have waited for long, or says which would.
    ExpireWaitingJobs = "expire_waiting" Post "/queue/expire" Change Unary SMALL, ExpireWaiting => Expired, Studio::expire_waiting;
    /// Changes how a job that waits or is held is to be rendered, if it is at the version the user has seen.
    EditOneJob = "edit_job" Post "/jobs/{job}/edit" Render Unary SMALL, EditJob => JobView, Studio::edit_job;
    /// Puts a job that waits before all others that do.
    RunJobNext = "run_next" Post "/jobs/{job}/next" Change Unary SMALL, JobRef => Nothing, Studio::run_next;
    /// Makes a live job more or less urgent.
    SetJobPriority = "prioritize_job" Post "/jobs/{job}/priority" Change Unary SMALL, PrioritizeJob => Nothing, Studio::prioritize_job;
    /// Renders a take once more as a new job, with another seed or other settings.
    RetryOneChanged = "retry_changed" Post "/jobs/{job}/retry-changed" Render Unary SMALL, RetryChanged => JobView, Studio::retry_changed;
    /// Puts a job before another, or at the end.
    MoveOneJob = "move_job" Post "/jobs/{job}/move" Change Unary SMALL, MoveJob => Nothing, Studio::move_job;
    /// A video's facts.
    GetVideo = "video" Get "/videos/{video}" Read Unary SMALL, VideoRef => VideoView, Studio::video;
    /// A video's file.
    GetVideoFile = "video_file" Get "/videos/{video}/file" Read Download SMALL, VideoRef => FileAnswer, Studio::video_file;
    /// A video's poster.
    GetVideoPoster = "video_poster" Get "/videos/{video}/poster" Read Download SMALL, VideoRef => FileAnswer, Studio::video_poster;
    /// Finds videos on the disk that the database does not know.
    RescanLibrary = "rescan" Post "/rescan" Change Unary SMALL, Nothing => RescanReport, Studio::rescan;
    /// Starts to pack videos into a ZIP.
    CreateExport = "start_export" Post "/exports" Read Unary LARGE, StartExport => ExportView, Studio::start_export;
    /// How far an export is. With `wait_ms`, answers when it has ended or that time has passed.
    GetExport = "export" Get "/exports/{export}" Read Unary SMALL, ExportRef => ExportView, Studio::export;
    /// Stops an export and removes its file.
    CancelExport = "cancel_export" Delete "/exports/{export}" Read Unary SMALL, ExportRef => Nothing, Studio::cancel_export;
    /// A finished export's ZIP.
    GetExportFile = "export_file" Get "/exports/{export}/file" Read Download SMALL, ExportRef => FileAnswer, Studio::export_file;
}
