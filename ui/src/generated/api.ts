// Made by `cargo xtask codegen` from the command table: edit that, not this.

export const BASE_PATH = "/studio/v1";

/**
 * Something to be done with a job.
 */
export type ActOnJob = { action: JobAction; job: JobId; max_micro_usd?: number | null; price_unknown_ok?: boolean };

/**
 * Several jobs, and what is to be done to each of them.
 */
export type ActOnJobs = { act: GroupAct; jobs: JobId[]; max_micro_usd?: number | null; price_unknown_ok?: boolean };

/**
 * What came of it, for each of the jobs.
 */
export type Acted = { before?: PlacedJob[]; done: JobView[]; refused: RefusedJob[] };

/**
 * An action with whether it is possible now and, where not, why.
 */
export type ActionOffer = { action: JobAction; refused?: string | null };

/**
 * An engine to be set up.
 */
export type AddEngine = { keys?: KeyLabel[] | null; settings: EngineSettings };

/**
 * A key to be added.
 */
export type AddKey = { allow_file?: boolean; label: KeyLabel; provider: Provider; value: KeyValue };

/**
 * The picture as a whole.
 */
export type Aesthetics = { color_scheme?: string | null; composition?: string | null; mood?: string | null };

/**
 * An error as every door shows it: what was being done, why it failed, what to do.
 */
export type ApiError = { causes?: string[]; code: ErrorCode; field?: string | null; hint?: string | null; message: string; way_out?: (WayOut | null) };

/**
 * A preset to be put on a prompt.
 */
export type ApplyPreset = { locks?: Locks; negative_prompt?: (Prompt | null); preset: string; prompt: Prompt; scene?: Scene };

/**
 * Whether a session is put away.
 */
export type ArchiveSession = { archived: boolean; session: SessionId };

/**
 * A prompt and the engine that it would be sent to.
 */
export type AskSent = { engine: EngineName; negative_prompt?: (Prompt | null); prompt: Prompt; scene?: Scene; spec?: SpecWish };

/**
 * One try of a job on one lane.
 */
export type AttemptId = string;

/**
 * Which attempts to list.
 */
export type AttemptQuery = { limit?: number | null };

/**
 * One try of a job on one lane.
 */
export type AttemptView = { began_at: Timestamp; ended_at?: (Timestamp | null); engine: EngineName; failure?: (Failure | null); id: AttemptId; lane: LaneName; micro_usd?: number; outcome?: string | null };

/**
 * What happened, where there is anything to tell.
 */
export type AwayAnswer = { away?: (AwayView | null) };

/**
 * What happened while no studio worked on the queue. Each number counts jobs that the run
 * before had left under way, but for `expired`.
 */
export type AwayView = { asks: number; cancelled: number; cut_off: boolean; expired: number; failed: number; fetched_again: number; open: number; run: StudioEpoch; sent_again: number; since: Timestamp; went_on: number };

/**
 * What a variation may change.
 */
export type Axis = ('time_of_day' | 'weather' | 'location' | 'camera' | 'lighting' | 'style' | 'colors' | 'pace');

/**
 * A batch that was queued.
 */
export type Batch = { batch: BatchId; first?: (JobView | null); jobs: number; known?: boolean; session: SessionId };

/**
 * Jobs that were queued together.
 */
export type BatchId = string;

/**
 * Whether the failed attempt cost money.
 */
export type Billed = ('no' | 'yes' | 'maybe');

/**
 * What a batch may cost.
 */
export type BudgetView = { batch: BatchId; budget_micro_usd: number; spent_micro_usd: number };

/**
 * The camera.
 */
export type Camera = { angle?: string | null; depth_of_field?: string | null; framing?: string | null; lens?: string | null; motion?: string | null };

/**
 * What an engine can do. Anything outside is refused before it is queued.
 */
export type Capabilities = { ai: boolean; duration_s_max: number; fps: Span; frames: Span; guidance?: [number, number] | null; negative_prompt: boolean; progress: ProgressKind; size_max: Size; size_min: Size; size_multiple: number; steps?: (Span | null); structured_prompt?: boolean };

/**
 * What took a key out of use.
 */
export type Cause = ('retry_after' | 'backoff' | 'refused' | 'out_of_credit');

/**
 * What one render may cost at most, as the user agreed when it was queued.
 */
export type Ceiling = ({ ceiling: 'any' } | { ceiling: 'most'; micro_usd: number });

/**
 * Something that was committed.
 */
export type ChangeEvent = { at: Timestamp; data: Record<string, unknown>; kind: string; seq: number };

/**
 * What to set; what is not named stays as it is.
 */
export type ChangeSettings = { expiry?: (Expiry | null); keep_awake?: boolean | null; notifications?: boolean | null; on_close?: (OnClose | null); refine_with?: (RefineWith | null); single_keys?: boolean | null; text_percent?: number | null; theme?: (Theme | null); tuner_expiry?: (Expiry | null); tuner_new_per_minute?: number | null };

/**
 * A stretch of a text, counted in characters.
 */
export type CharSpan = { end: number; start: number };

/**
 * What a render costs, as the user says: no server of these protocols tells.
 */
export type Charge = ({ charge: 'nothing' } | { charge: 'per_second'; micro_usd: number } | { charge: 'unknown' });

/**
 * One thing that was looked at.
 */
export type Check = { hint?: string | null; means?: string | null; message: string; name: string; repair?: string | null; state: CheckState };

/**
 * How something is.
 */
export type CheckState = ('good' | 'warning' | 'problem');

/**
 * A refiner to be asked from now on.
 */
export type ChooseRefiner = { every_task?: boolean; refiner?: string | null; task?: (RefineTask | null) };

/**
 * Who chose a refiner.
 */
export type ChosenBy = ('call' | 'task' | 'all' | 'environment' | 'nobody');

/**
 * Which finished jobs are to leave the queue's list.
 */
export type ClearFinished = { finished?: Finished[]; jobs?: JobId[] };

/**
 * What was cleared together, or put back together.
 */
export type Cleared = { cleared_at?: (Timestamp | null); count: number };

/**
 * Two prompts to be compared.
 */
export type Compare = { after: Prompt; before: Prompt };

/**
 * Two revisions that are to be compared, of one session or of two.
 */
export type CompareRevisions = { from: RevisionId; to: RevisionId };

/**
 * What leads from one revision to another.
 */
export type Compared = { changes: TextChange[]; fields?: FieldDifference[] | null; from: RevisionView; negative_changes: TextChange[]; to: RevisionView };

/**
 * Something that a repair did.
 */
export type Deed = { message: string; name: string; state: DeedState };

/**
 * How a deed ended.
 */
export type DeedState = ('done' | 'failed');

/**
 * A prompt's reading in detail. What the prompt says nothing about is absent.
 *
 * The parts are those of the structured prompt of Cosmos3 that a text can speak of
 * (NVIDIA/cosmos-framework: the JSON schema for text-to-video and image-to-video of its
 * prompt upsampler, read 2026-08).
 */
export type Detail = { actions?: TimedAction[]; aesthetics?: Aesthetics; background?: string | null; camera?: Camera; lighting?: Lighting; of?: string; segments?: Segment[]; subjects?: Subject[] };

/**
 * How a server differs from others.
 */
export type Dialect = ('auto' | 'vllm_omni' | 'sglang' | 'lite_llm' | 'open_ai' | 'tensor_rt');

/**
 * What is typed, if anything is.
 */
export type DraftAnswer = { draft?: (DraftView | null) };

/**
 * Names a draft.
 */
export type DraftRef = { session?: (SessionId | null) };

/**
 * A draft.
 */
export type DraftView = { body: Record<string, unknown>; saved_at: Timestamp };

/**
 * A change that was taken back because it touched a lock.
 */
export type Dropped = { change: TextChange; why: Violation };

/**
 * What is to change of a job that waits or is held; what is not named stays as it is.
 */
export type EditJob = { engines?: EngineName[] | null; expected_version: number; expiry?: (Expiry | null); job: JobId; lanes?: LaneName[] | null; max_micro_usd?: number | null; price_unknown_ok?: boolean; spec?: SpecWish };

/**
 * The name of a configured engine, such as `sketch`.
 */
export type EngineName = string;

/**
 * An engine, by its name.
 */
export type EngineRef = { engine: EngineName };

/**
 * The settings of an engine that a user sets up.
 */
export type EngineSettings = ({ charge?: Charge; dialect?: Dialect; engine: 'openai_videos'; fields?: Record<string, string>; keys_in_the_clear?: boolean; limits?: Limits; longest_render_s?: number; model?: string | null; name: string; needs_key?: boolean; prompt_form?: (PromptForm | null); url: string; width?: number } | { body: NvcfBody; charge?: Charge; engine: 'nvcf'; hold_status_s?: number; hold_submit_s?: number; holds_first_answer?: boolean | null; invoke_url: string; keys_in_the_clear?: boolean; limits?: (Limits | null); longest_render_s?: number; name: string; status_url?: string; tells_progress?: boolean; width?: number });

/**
 * How the user set an engine up.
 */
export type EngineSetup = { keys?: KeyLabel[] | null; provider: Provider; settings: EngineSettings };

/**
 * A configured engine.
 */
export type EngineView = { capabilities: Capabilities; default_spec: RenderSpec; lanes: LaneName[]; name: EngineName; price: Price; setup?: (EngineSetup | null) };

/**
 * Why no order goes to an engine.
 */
export type EngineWait = { class: FailureClass; message: string; until?: (Timestamp | null) };

/**
 * A prompt to be made better.
 */
export type Enhance = { call?: string | null; even_if_long?: boolean; fresh?: boolean; locks?: Locks; prompt: Prompt; refiner?: string | null; scene?: Scene };

/**
 * An answer, with who gave it.
 */
export type EnhancedWithinByRefiner = { after: Prompt; before: Prompt; by: RefinedBy; changes: TextChange[]; dropped: Dropped[]; left_alone?: (LeftAlone | null); locks: Locks };

/**
 * What kind of error it is, for programs: a closed list.
 */
export type ErrorCode = ('bad_input' | 'not_found' | 'not_now' | 'conflict' | 'engine_cannot' | 'price_not_agreed' | 'refiner' | 'prompt_file' | 'disk_full' | 'read_only' | 'damaged' | 'newer' | 'unsuitable' | 'in_use' | 'forbidden' | 'closed' | 'internal');

/**
 * Which waiting jobs are to expire: either how long they have waited, or since when.
 */
export type ExpireWaiting = { preview?: boolean; waited_s?: number | null; waits_since?: (Timestamp | null) };

/**
 * Which waiting jobs expired, or would.
 */
export type Expired = { first: JobView[]; jobs: JobId[]; longest_since?: (Timestamp | null); waiting: number; waits_since: Timestamp };

/**
 * How long a job may wait for its start. A job that has not started by then expires: it
 * is not rendered, and nothing is billed for it.
 */
export type Expiry = ('never' | { after_s: number });

/**
 * Names an export.
 */
export type ExportRef = { export: string; wait_ms?: number | null };

/**
 * Where an export stands.
 */
export type ExportState = ('running' | 'done' | 'failed' | 'cancelled');

/**
 * How far an export is.
 */
export type ExportView = { done_bytes: number; error?: (ApiError | null); export: string; file_name: string; problems: string[]; size_bytes: number; state: ExportState; total_bytes: number; videos: number };

/**
 * A prompt to be read.
 */
export type Extract = { call?: string | null; fresh?: boolean; in_detail?: boolean; prompt: Prompt; refiner?: string | null };

/**
 * Why an attempt, and perhaps its job, failed.
 */
export type Failure = { billed: Billed; class: FailureClass; message: string; next_step: WayOut; provider_said?: string | null; retry: Retry };

/**
 * The kinds of failure, after what the user or the queue does about them.
 */
export type FailureClass = ('auth' | 'out_of_credit' | 'rate_limited' | 'queue_full' | 'content_blocked' | 'invalid_input' | 'out_of_gpu_memory' | 'lost_job' | 'timeout' | 'unreachable' | 'bad_output' | 'backend' | 'unsupported' | 'disk_full' | 'local_io' | 'restored');

/**
 * One changed field.
 */
export type FieldChange = { explanation: string; field: SceneField; from?: string | null; text_changes?: number[]; to?: string | null; why: Why };

/**
 * A field that two revisions differ in.
 */
export type FieldDifference = { field: SceneField; from?: string | null; to?: string | null };

/**
 * What a field shall say.
 */
export type FieldValue = { field: SceneField; value: string };

/**
 * A prompt of which fields are set.
 */
export type FieldsRequest = { fields: FieldValue[]; locks?: Locks; prompt: Prompt; scene?: Scene };

/**
 * A template to be filled in.
 */
export type FillTemplate = { template: string; values?: Record<string, string> };

/**
 * A template that was filled in.
 */
export type FilledTemplate = { negative_prompt?: (Prompt | null); prompt: Prompt };

/**
 * How a job can be finished.
 */
export type Finished = ('done' | 'failed' | 'cancelled' | 'expired');

/**
 * How many jobs are finished and not cleared from the queue's list.
 */
export type FinishedView = { cancelled: number; done: number; expired: number; failed: number };

/**
 * What will happen if nothing changes and renders take as long as they did lately.
 */
export type ForecastView = { ends_at?: (Timestamp | null); slots: SlotView[] };

/**
 * A key that was found. Its value is not shown.
 */
export type FoundKey = { known_as?: (KeyLabel | null); name: string; place?: string | null; provider: Provider };

/**
 * What was found.
 */
export type FoundKeys = { keys: FoundKey[]; troubles: string[] };

/**
 * A server on this computer that lists chat models.
 */
export type FoundServer = { models: string[]; server: string; url: string };

/**
 * A gap of a template.
 */
export type Gap = { default?: string | null; name: string };

/**
 * A batch to be queued, or to be priced.
 */
export type Generate = { batch?: (BatchId | null); budget_micro_usd?: number | null; engines?: EngineName[]; expiry?: (Expiry | null); items: NewTake[]; lanes?: LaneName[]; max_micro_usd?: number | null; price_unknown_ok?: boolean; priority?: Priority; session?: (SessionId | null); title?: string | null };

/**
 * Something that can be done to several jobs.
 */
export type GroupAct = ({ act: 'hold' } | { act: 'release' } | { act: 'cancel' } | { act: 'retry' } | { act: 'give_up' } | { act: 'next' } | { act: 'move'; before?: (JobId | null) } | { act: 'prioritize'; priority: Priority });

/**
 * Who answers.
 */
export type Health = { library: string; library_name: string; protocol: number; version: string };

/**
 * A revision that has the words.
 */
export type Hit = { archived_at?: (Timestamp | null); created_at: Timestamp; id: RevisionId; name?: string | null; negative_prompt?: (Prompt | null); origin: Origin; parent?: (RevisionId | null); prompt: Prompt; scene?: Scene; session: SessionId; session_title: string };

/**
 * What was found.
 */
export type Hits = { hits: Hit[]; next?: (RevisionId | null) };

/**
 * Which of the keys that were found are to be added.
 */
export type ImportKeys = { allow_file?: boolean; names?: string[] };

/**
 * Something a user may want to do with a job.
 */
export type JobAction = ('hold' | 'release' | 'edit' | 'cancel' | 'retry' | 'retry_changed' | 'give_up');

/**
 * A job with its history.
 */
export type JobDetail = { actions: ActionOffer[]; attempts: AttemptView[]; batch: BatchId; ceiling?: Ceiling; changed_at: Timestamp; cleared_at?: (Timestamp | null); engines: EngineName[]; expires_at?: (Timestamp | null); expiry?: Expiry; id: JobId; label?: string | null; lanes?: LaneName[]; needs_user: boolean; priority?: Priority; progress?: (ProgressView | null); prompt: string; queued_at: Timestamp; retry_of?: (JobId | null); revision: RevisionId; sent?: (SentText | null); session: SessionId; spec: RenderSpec; state: JobState; take: number; trouble?: (Failure | null); version: number; video?: (VideoView | null); waits?: (WaitReason | null); waits_since: Timestamp };

/**
 * One clip to be rendered.
 */
export type JobId = string;

/**
 * Some of the jobs that were asked for.
 */
export type JobPage = { jobs: JobView[]; next?: (JobId | null) };

/**
 * Which jobs to list.
 */
export type JobQuery = { after?: (JobId | null); batch?: (BatchId | null); cleared_at?: (Timestamp | null); finished?: boolean; from_take?: number | null; limit?: number | null; live?: boolean; session?: (SessionId | null) };

/**
 * Names a job.
 */
export type JobRef = { job: JobId };

/**
 * Where a job stands. What a user reads as "waiting because …" is not a state: see
 * `WaitReason`(crate::wait::WaitReason).
 */
export type JobState = ({ not_before?: (Timestamp | null); state: 'queued' } | { lease: Lease; state: 'preparing' } | { lease: Lease; state: 'submitting' } | { lease: Lease; state: 'running'; ticket?: (Ticket | null) } | { lease: Lease; state: 'fetching'; ticket?: (Ticket | null) } | { lease: Lease; state: 'in_doubt'; ticket?: (Ticket | null) } | { state: 'held' } | { failure: Failure; lease?: (Lease | null); state: 'undecided'; ticket?: (Ticket | null) } | { keeps_lane: boolean; lease: Lease; state: 'cancelling'; ticket?: (Ticket | null) } | { may_be_billed: boolean; state: 'cancelled' } | { state: 'expired' } | { failure: Failure; state: 'failed' } | { state: 'done'; video: VideoId });

/**
 * A clip to be rendered, or rendered.
 */
export type JobView = { actions: ActionOffer[]; batch: BatchId; ceiling?: Ceiling; changed_at: Timestamp; cleared_at?: (Timestamp | null); engines: EngineName[]; expires_at?: (Timestamp | null); expiry?: Expiry; id: JobId; label?: string | null; lanes?: LaneName[]; needs_user: boolean; priority?: Priority; progress?: (ProgressView | null); prompt: string; queued_at: Timestamp; retry_of?: (JobId | null); revision: RevisionId; session: SessionId; spec: RenderSpec; state: JobState; take: number; trouble?: (Failure | null); version: number; video?: (VideoView | null); waits?: (WaitReason | null); waits_since: Timestamp };

/**
 * Steps of a session that are to be kept, each made from the one before.
 */
export type KeepRevisions = { parent?: (RevisionId | null); session?: (SessionId | null); steps: NewStep[] };

/**
 * The answers of chat models that are kept on this computer.
 */
export type KeptAnswers = { count: number; count_max: number };

/**
 * What became of steps.
 */
export type KeptRevisions = { head: RevisionId; new: RevisionId[]; session: SessionId };

/**
 * The SHA-256 of a key in hexadecimal, shortened to 16 characters. It tells keys
 * apart and is never a part of the key.
 */
export type KeyFingerprint = string;

/**
 * Whether a key may be used.
 */
export type KeyHealth = ({ health: 'ready' } | { cause: Cause; health: 'cooling'; until: Timestamp } | { cause: Cause; health: 'benched' } | { cause: Cause; health: 'parked'; until: Timestamp });

/**
 * The user's name for a key, such as `studio account`.
 */
export type KeyLabel = string;

/**
 * Which of the keys that may be used comes next.
 */
export type KeyOrder = ('in_order' | 'round_robin' | 'least_used');

/**
 * A key, by its provider and label.
 */
export type KeyRef = { label: KeyLabel; provider: Provider };

/**
 * The value of a key. It goes in and never comes out.
 */
export type KeyValue = string;

/**
 * A key as it is now.
 */
export type KeyView = { fingerprint: KeyFingerprint; health: KeyHealth; label: KeyLabel; order: KeyOrder; provider: Provider; readable: boolean; spend: Spend; under_way: number; usage: Usage; width: Width };

/**
 * Why there is no key to render with.
 */
export type KeyWait = ({ key: 'none_set_up' } | { key: 'elsewhere'; label: string } | { key: 'cooling'; until: Timestamp } | { key: 'capped'; until?: (Timestamp | null) } | { key: 'unusable'; out_of_credit: number; refused: number });

/**
 * An attempt that ended, and whose it was.
 */
export type LaneAttempt = { began_at: Timestamp; ended_at?: (Timestamp | null); engine: EngineName; failure?: (Failure | null); id: AttemptId; job: JobId; lane: LaneName; micro_usd?: number; outcome?: string | null; session: SessionId; take: number };

/**
 * The name of one place in an engine where one render runs at a time, such as
 * `sketch-1`. Lane names are unique over all engines.
 */
export type LaneName = string;

/**
 * A lane as it is now.
 */
export type LaneState = { away?: (EngineWait | null); engine: EngineName; jobs: JobId[]; lane: LaneName; no_key?: (KeyWait | null); paused: boolean };

/**
 * The run that ended last, where there was one.
 */
export type LastRun = { report?: string | null; run?: (RunView | null) };

/**
 * A lane's claim on a job. It has no end: the library's lock proves its owner
 * alive, and a lease of an older epoch belongs to nobody.
 */
export type Lease = { attempt: AttemptId; epoch: StudioEpoch; key?: (KeyFingerprint | null); lane: LaneName };

/**
 * Why a prompt was left as it is.
 */
export type LeftAlone = ({ left_alone: 'long_enough'; words: number } | { left_alone: 'not_understood' } | { left_alone: 'nothing_to_add' });

/**
 * The light.
 */
export type Lighting = { conditions?: string | null; direction?: string | null; shadows?: string | null };

/**
 * What a batch may cost.
 */
export type LimitBatch = { batch: BatchId; budget_micro_usd?: number | null };

/**
 * What may be done with a key.
 */
export type LimitKey = { cap_micro_usd?: number | null; label: KeyLabel; provider: Provider; width_max: number };

/**
 * What a model can render. A server that speaks one of these protocols does not tell,
 * so it is a setting; the defaults fit NVIDIA's Cosmos3.
 */
export type Limits = { duration_s_max?: number; fps?: Span; frames?: Span; guidance?: [number, number] | null; negative_prompt?: boolean; size_max?: Size; size_min?: Size; size_multiple?: number; steps?: (Span | null) };

/**
 * A stretch of the prompt that must stay as it is, to the letter.
 */
export type LockedSpan = { at: CharSpan; text: string };

/**
 * What must stay as it is.
 */
export type Locks = { fields?: SceneField[]; spans?: LockedSpan[] };

/**
 * Where the log files are.
 */
export type LogFolder = { folder?: string | null };

/**
 * Who made a card.
 */
export type MadeBy = ('selected' | 'model' | 'rules');

/**
 * A chat model, by its name.
 */
export type ModelRef = { model: string };

/**
 * How a chat model is reached.
 */
export type ModelSettings = { model: string; name: string; price?: (TokenPrice | null); provider?: (Provider | null); url: string };

/**
 * A server whose models are to be listed.
 */
export type ModelsAt = { provider?: (Provider | null); url: string };

/**
 * A job's new place.
 */
export type MoveJob = { before?: (JobId | null); job: JobId };

/**
 * A revision's name.
 */
export type NameRevision = { name?: string | null; revision: RevisionId };

/**
 * A session to be made.
 */
export type NewSession = { title: string };

/**
 * What a revision says, and what made it.
 */
export type NewStep = { negative_prompt?: (Prompt | null); origin: Origin; prompt: Prompt; scene?: Scene };

/**
 * What to render: a revision that exists, or a text.
 */
export type NewTake = { label?: string | null; negative_prompt?: (Prompt | null); origin?: Origin; parent?: (RevisionId | null); prompt?: (Prompt | null); revision?: (RevisionId | null); scene?: Scene; spec?: SpecWish; takes?: number };

/**
 * Why a wish, or a part of it, changes nothing.
 */
export type NotChanged = ({ not_changed: 'blank' } | { chars: number; not_changed: 'too_long' } | { not_changed: 'not_understood' } | { not_changed: 'question' } | { not_changed: 'not_about_the_picture' } | { not_changed: 'only_english' } | { not_changed: 'prompt_not_english' } | { not_changed: 'locked'; violation: Violation } | { not_changed: 'kept'; what: string } | { not_changed: 'nothing_there'; what: string } | { not_changed: 'already_so'; what: string } | { not_changed: 'nothing_left'; what: string } | { not_changed: 'not_in_the_text'; what: string } | { field: SceneField; not_changed: 'not_read_as'; what: string } | { field: SceneField; not_changed: 'would_change'; what: string } | { not_changed: 'no_room' } | { not_changed: 'declined'; reason: string });

/**
 * A part of the request that was not done.
 */
export type NotDone = { part: string; why: NotChanged };

/**
 * Input of a command that needs none.
 */
export type Nothing = Record<string, unknown>;

/**
 * The kind of request that a function takes.
 */
export type NvcfBody = ({ fields?: Record<string, string>; kind: 'cosmos_nim' } | { command?: string; kind: 'triton_command' });

/**
 * What closing the window does while jobs are in the queue.
 */
export type OnClose = ('stop' | 'finish');

/**
 * In which order a provider's keys are used.
 */
export type OrderKeys = { labels?: KeyLabel[]; order?: (KeyOrder | null); provider: Provider };

/**
 * In which order jobs start.
 */
export type OrderQueue = { order: QueueOrder };

/**
 * What made a revision.
 */
export type Origin = ('typed' | 'enhanced' | 'updated' | 'variation' | 'edited' | 'imported' | 'restored');

/**
 * Whether a batch is paused.
 */
export type PauseBatch = { batch: BatchId; paused: boolean };

/**
 * Whether all lanes of an engine are paused.
 */
export type PauseEngine = { engine: EngineName; paused: boolean };

/**
 * Whether a lane is paused.
 */
export type PauseLane = { lane: LaneName; paused: boolean };

/**
 * Whether the queue is paused.
 */
export type PauseQueue = { paused: boolean };

/**
 * A job's place in the queue.
 */
export type PlacedJob = { job: JobId; priority: Priority; rank: number };

/**
 * A look.
 */
export type Preset = { about?: string; name: string; negative_prompt?: (Prompt | null); phrases: string[] };

/**
 * What a preset would make of a prompt.
 */
export type PresetApplied = { after: Prompt; before: Prompt; changes: FieldChange[]; locks: Locks; negative_added: string[]; negative_prompt?: (Prompt | null); not_changed?: (NotChanged | null); not_done: NotDone[]; scene: Scene; text_changes: TextChange[] };

/**
 * A preset, by its name.
 */
export type PresetRef = { preset: string };

/**
 * A preset that can be used.
 */
export type PresetView = { about?: string; built_in: boolean; name: string; negative_prompt?: (Prompt | null); phrases: string[] };

/**
 * What a render costs, as far as it is known before it runs.
 */
export type Price = ({ price: 'free' } | { micro_usd: number; price: 'about' } | { price: 'unknown' });

/**
 * What a chat model's tokens cost.
 */
export type PriceModel = { model: string; price?: (TokenPrice | null) };

/**
 * How urgent a job is.
 */
export type PrioritizeJob = { job: JobId; priority: Priority };

/**
 * How urgent a job is. All of one priority start before those of the next; the order of
 * the variants is the order in which they start.
 */
export type Priority = ('high' | 'normal' | 'low');

/**
 * Where an engine's progress figures come from.
 */
export type ProgressKind = ('measured' | 'estimated' | 'none');

/**
 * How far a render is.
 */
export type ProgressView = { done: number; job: JobId; total?: number | null };

/**
 * A prompt or negative prompt: not blank, at most `PROMPT_CHARS_MAX` characters,
 * and free of control characters but for line breaks and tabs.
 *
 * The user's own words are kept to the letter: nothing is trimmed inside, and
 * quotes, apostrophes, emoji and right-to-left text pass unchanged. Only white
 * space around the whole text is removed, and line ends become `\n`.
 *
 * ```
 * use worldreel_domain::prompt::{Prompt, PromptError};
 *
 * let prompt: Prompt = " a fox that doesn't stop\r\n".parse()?;
 * assert_eq!(prompt.as_str(), "a fox that doesn't stop");
 * assert_eq!("   ".parse::<Prompt>(), Err(PromptError::Blank));
 * # Ok::<(), PromptError>(())
 * ```
 */
export type Prompt = string;

/**
 * What a prompt file would become.
 */
export type PromptFileView = { file: string; ignored_columns: string[]; rows: PromptRowView[] };

/**
 * In which form an engine takes a prompt.
 */
export type PromptForm = ('prose' | 'scene');

/**
 * What one record would become.
 */
export type PromptRowView = { duplicate_of?: number | null; line: number; problem?: (RowProblemView | null); take?: (NewTake | null) };

/**
 * Whose keys a ring holds, such as `nvidia`.
 */
export type Provider = string;

/**
 * What is to be put back on the queue's list.
 */
export type PutBack = { cleared_at?: (Timestamp | null) };

/**
 * Where jobs are to stand.
 */
export type PutJobs = { places: PlacedJob[] };

/**
 * Which of the waiting jobs of one priority starts next.
 */
export type QueueOrder = ('in_order' | 'by_turns' | 'soonest');

/**
 * The queue.
 */
export type QueueView = { budgets?: BudgetView[]; finished?: FinishedView; forecast: ForecastView; jobs: JobView[]; lanes: LaneState[]; live: number; order?: QueueOrder; paused: boolean; works: boolean };

/**
 * What a batch would cost.
 */
export type Quote = { about_s?: number | null; engines: EngineName[]; jobs: number; price: Price };

/**
 * Who refines one task.
 */
export type RefineChoice = { by: ChosenBy; instead?: string | null; label: string; offline: boolean; refiner: string; task: RefineTask; variable?: string | null };

/**
 * What a refiner is asked for.
 */
export type RefineTask = ('enhance' | 'extract' | 'update' | 'vary');

/**
 * Which refiners the user has chosen, by their names.
 */
export type RefineWith = { all?: string | null; tasks?: Record<string, string> };

/**
 * Who gave an answer, and what that took.
 */
export type RefinedBy = { instead?: string | null; kept_from?: (Timestamp | null); label: string; offline: boolean; refiner: string; took?: (Took | null) };

/**
 * Whether a refiner can be asked now.
 */
export type RefinerState = ({ state: 'ready' } | { state: 'not_asked' } | { state: 'resting'; until: Timestamp } | { state: 'no_key' } | { state: 'key_refused' } | { at: Timestamp; state: 'not_reached' } | { at: Timestamp; said: string; state: 'failed' });

/**
 * A refiner that can be used.
 */
export type RefinerView = { label: string; name: string; offline: boolean; setup?: (ModelSettings | null); state: RefinerState; totals?: (TotalsView | null) };

/**
 * A job that something can't be done to.
 */
export type RefusedJob = { error: ApiError; job: JobId };

/**
 * A session's new title.
 */
export type RenameSession = { session: SessionId; title: string };

/**
 * Everything that determines a clip beside its prompt and scene. The same
 * revision and spec on the same build of an engine that is deterministic give
 * the same picture.
 */
export type RenderSpec = { fps: number; frames: number; guidance?: number | null; seed: number; size: Size; steps?: number | null };

/**
 * What a repair did, and how everything is after it.
 */
export type Repaired = { deeds: Deed[]; report: Report };

/**
 * What was looked at, and how it is.
 */
export type Report = { checks: Check[] };

/**
 * A file that could not be taken.
 */
export type RescanProblem = { file: string; reason: string };

/**
 * What a rescan found.
 */
export type RescanReport = { added: number; found: number; problems: RescanProblem[] };

/**
 * What the queue may do by itself about a failure.
 */
export type Retry = ({ retry: 'never' } | { retry: 'again' } | { at: Timestamp; retry: 'not_before' } | { retry: 'ask' });

/**
 * A take to be rendered once more as a new job.
 */
export type RetryChanged = { engines?: EngineName[]; job: JobId; max_micro_usd?: number | null; price_unknown_ok?: boolean; spec?: SpecWish };

/**
 * An immutable version of a prompt.
 */
export type RevisionId = string;

/**
 * Which of a session's revisions are wanted.
 */
export type RevisionQuery = { before?: number | null; limit?: number | null; session: SessionId };

/**
 * A revision, by its id.
 */
export type RevisionRef = { revision: RevisionId };

/**
 * A revision as its session knows it.
 */
export type RevisionView = { created_at: Timestamp; id: RevisionId; name?: string | null; negative_prompt?: (Prompt | null); number: number; origin: Origin; parent?: (RevisionId | null); prompt: Prompt; scene?: Scene; session: SessionId; takes: number };

/**
 * Some of a session's revisions.
 */
export type Revisions = { revisions: RevisionView[]; total: number };

/**
 * Why a record can't be used.
 */
export type RowProblemView = { field?: string | null; reason: string; text: string };

/**
 * A job of a run.
 */
export type RunJob = { attempts: number; job: JobView; micro_usd: number };

/**
 * A stretch of the queue's work.
 */
export type RunView = { began: Timestamp; ended: Timestamp; jobs: RunJob[]; micro_usd: number; more: boolean; unpriced: number };

/**
 * A draft to be saved.
 */
export type SaveDraft = { body?: Record<string, unknown> | null; session?: (SessionId | null) };

/**
 * What a prompt says, field by field. A field the prompt says nothing about is
 * absent: it is never invented.
 *
 * Values are plain words, several parted by commas ("a red fox, a hare").
 */
export type Scene = { actions?: string | null; atmosphere?: string | null; colors?: string | null; detail?: Detail; lighting?: string | null; location?: string | null; style?: string | null; subject_attributes?: string | null; subjects?: string | null; time_of_day?: string | null };

/**
 * The nine fields a prompt is read into, in the order they are shown.
 */
export type SceneField = ('subjects' | 'subject_attributes' | 'actions' | 'location' | 'time_of_day' | 'lighting' | 'atmosphere' | 'colors' | 'style');

/**
 * An answer, with who gave it.
 */
export type SceneReadByRefiner = { actions?: string | null; atmosphere?: string | null; by: RefinedBy; colors?: string | null; detail?: Detail; lighting?: string | null; location?: string | null; model_failed?: string | null; style?: string | null; subject_attributes?: string | null; subjects?: string | null; time_of_day?: string | null };

/**
 * Words that are looked for in what was ever written.
 */
export type SearchRevisions = { before?: (RevisionId | null); limit?: number | null; session?: (SessionId | null); text?: string };

/**
 * Seconds since a clip's first frame.
 */
export type Seconds = number;

/**
 * A part of the clip.
 */
export type Segment = { description: string; from_s: Seconds; to_s: Seconds };

/**
 * Exactly what an engine is sent as the prompt.
 */
export type SentText = { form: PromptForm; text: string };

/**
 * Exactly what an engine would be sent as the prompt.
 */
export type SentView = { form: PromptForm; notes?: string[]; text: string; why_prose?: string | null };

/**
 * A session with what is in it.
 */
export type SessionDetail = { jobs: JobPage; revisions: Revisions; seq: number; session: SessionView };

/**
 * One piece of work: a tree of revisions with its batches and videos.
 */
export type SessionId = string;

/**
 * Which sessions to list.
 */
export type SessionQuery = { archived?: boolean; deleted?: boolean };

/**
 * Names a session.
 */
export type SessionRef = { session: SessionId };

/**
 * A session.
 */
export type SessionView = { archived_at?: (Timestamp | null); cover_url?: string | null; created_at: Timestamp; deleted_at?: (Timestamp | null); done: number; failed: number; id: SessionId; live: number; takes: number; title: string; touched_at: Timestamp };

/**
 * What the user has set.
 */
export type Settings = { expiry: Expiry; keep_awake: boolean; notifications: boolean; on_close: OnClose; refine_with: RefineWith; single_keys: boolean; text_percent: number; theme: Theme; tuner_expiry: Expiry; tuner_new_per_minute: number };

/**
 * Why there are fewer cards than asked for. They are never filled up with copies.
 */
export type ShortOf = ({ short_of: 'nothing_selected' } | { missing: number; short_of: 'no_more_different' } | { missing: number; short_of: 'prompt_not_english' });

/**
 * Width and height of a picture in pixels; both are even, since 4:2:0 video has
 * one colour sample for every two pixels.
 */
export type Size = { height: number; width: number };

/**
 * A job on a lane, from when to when.
 */
export type SlotView = { ends_at: Timestamp; job: JobId; lane: LaneName; starts_at: Timestamp };

/**
 * Everything a screen needs at once.
 */
export type Snapshot = { engines: EngineView[]; queue: QueueView; refine_with: RefineChoice[]; refiners: RefinerView[]; seq: number; sessions: SessionView[]; studio: Health };

/**
 * From where events are told, when those before are no longer kept.
 */
export type SnapshotRequired = { seq: number };

/**
 * A closed range of whole numbers.
 */
export type Span = { max: number; min: number };

/**
 * One thing in a spec that an engine can't do, with the nearest thing it can.
 */
export type SpecProblem = { field: string; message: string; nearest?: string | null };

/**
 * How to render, as far as it is said; the rest is the engine's default.
 */
export type SpecWish = { fps?: number | null; frames?: number | null; guidance?: number | null; seed?: number | null; size?: (Size | null); steps?: number | null };

/**
 * What is spent with a key on one day (UTC), and what may be. Money is in millionths of
 * a US dollar. A request counts with what it may cost when it is begun, and with what it
 * did cost once that is known.
 */
export type Spend = { cap_micro_usd?: number | null; day: number; micro_usd: number };

/**
 * Which videos to export.
 */
export type StartExport = ({ select: 'all' } | { select: 'session'; session: SessionId } | { batch: BatchId; select: 'batch' } | { select: 'videos'; videos: VideoId[] });

/**
 * A call to be stopped.
 */
export type StopRefining = { call: string };

/**
 * Whether something was stopped.
 */
export type Stopped = { stopped: boolean };

/**
 * Counts the times a library was opened to run its queue. A lease of an older
 * epoch belongs to a studio that is gone.
 */
export type StudioEpoch = number;

/**
 * One who or which is seen.
 */
export type Subject = { action?: string | null; appearance?: string | null; description?: string; pose?: string | null; state_changes?: string | null };

/**
 * A prompt with gaps.
 */
export type Template = { about?: string; name: string; negative_prompt?: (Prompt | null); text: TemplateText };

/**
 * A template, by its name.
 */
export type TemplateRef = { template: string };

/**
 * The text of a template: not blank, at most `PROMPT_CHARS_MAX` characters, and with
 * gaps that are closed and named.
 */
export type TemplateText = string;

/**
 * A template that can be used.
 */
export type TemplateView = { about?: string; built_in: boolean; gaps: Gap[]; name: string; negative_prompt?: (Prompt | null); text: TemplateText };

/**
 * That an engine answered.
 */
export type Tested = { took_ms: number };

/**
 * One change of a text.
 */
export type TextChange = { at: CharSpan; from: string; to: string; why: string };

/**
 * Dark or light.
 */
export type Theme = ('system' | 'dark' | 'light');

/**
 * What an engine gave back on submit: enough to find the render again.
 */
export type Ticket = { id: string; key?: (KeyFingerprint | null) };

/**
 * Something that happens, with its time where the prompt gives one.
 */
export type TimedAction = { description: string; from_s?: (Seconds | null); to_s?: (Seconds | null) };

/**
 * A moment, in milliseconds since 1970-01-01T00:00:00Z.
 *
 * Stored and sent as a plain number: it stays exact in JavaScript until the
 * year 287,396. Durations and watchdogs never use it, since wall clocks jump.
 */
export type Timestamp = number;

/**
 * What a million tokens cost, in millionths of a US dollar. No server tells it, so it is
 * what the user has set.
 */
export type TokenPrice = { in_micro_usd: number; out_micro_usd: number };

/**
 * Tokens of one request or of several, as the server counted them.
 */
export type Tokens = { completion: number; prompt: number };

/**
 * What an answer of a chat model took.
 */
export type Took = { micro_usd?: number | null; requests: number; tokens?: (Tokens | null) };

/**
 * A number of cards, 1 to `TOTAL_MAX`.
 */
export type Total = number;

/**
 * What a chat model was asked so far, on this computer.
 */
export type TotalsView = { answers: number; completion_tokens: number; micro_usd: number; prompt_tokens: number; requests: number; unpriced: number; untold: number };

/**
 * A wish in plain words about a prompt.
 */
export type Update = { call?: string | null; fresh?: boolean; locks?: Locks; prompt: Prompt; refiner?: string | null; request: string; scene?: Scene };

/**
 * What became of a wish.
 */
export type Updated = { after: Prompt; before: Prompt; changes: FieldChange[]; locks: Locks; not_changed?: (NotChanged | null); not_done: NotDone[]; scene: Scene; text_changes: TextChange[] };

/**
 * An answer, with who gave it.
 */
export type UpdatedByRefiner = { after: Prompt; before: Prompt; by: RefinedBy; changes: FieldChange[]; locks: Locks; not_changed?: (NotChanged | null); not_done: NotDone[]; scene: Scene; text_changes: TextChange[] };

/**
 * A file that was sent.
 */
export type Upload = { name: string };

/**
 * What a key was used for since it was added. The counts stop at their maximum.
 */
export type Usage = { last_used?: (Timestamp | null); rate_limited: number; requests: number; successes: number };

/**
 * One card.
 */
export type Variation = { axes: Axis[]; changes: TextChange[]; made_from: number; origin: MadeBy; prompt: Prompt };

/**
 * An answer, with who gave it.
 */
export type VariedByRefiner = { by: RefinedBy; cards: Variation[]; model_failed?: string | null; short_of?: (ShortOf | null) };

/**
 * A wish for variations of a prompt.
 */
export type Vary = { axes?: Axis[] | null; call?: string | null; fresh?: boolean; locks?: Locks; refiner?: string | null; scene?: Scene; selected: Prompt[]; total?: Total };

/**
 * A delivered file. It equals the id of the attempt that delivered it only by
 * accident: never derive one from the other.
 */
export type VideoId = string;

/**
 * Names a video.
 */
export type VideoRef = { video: VideoId };

/**
 * A delivered file.
 */
export type VideoView = { delivered_at: Timestamp; duration_ms: number; file: string; frames: number; height: number; id: VideoId; poster_url: string; sha256: string; size_bytes: number; url: string; width: number };

/**
 * The first lock that a text breaks.
 */
export type Violation = ({ field: SceneField; lock: 'field' } | { lock: 'span'; text: string });

/**
 * Why a queued job is not running.
 */
export type WaitReason = ({ ahead: number; waits_for: 'turn' } | { at: Timestamp; waits_for: 'not_before' } | { waits_for: 'queue_paused' } | { batch: BatchId; waits_for: 'batch_paused' } | { lanes: LaneName[]; waits_for: 'lanes_paused' } | { engines: EngineName[]; waits_for: 'no_key'; why: KeyWait } | { engines: EngineName[]; waits_for: 'engine_away'; why: EngineWait } | { waits_for: 'no_engine'; wanted: EngineName[] } | { waits_for: 'no_lane'; wanted: LaneName[] } | { agreed_micro_usd: number; price: Price; waits_for: 'dearer' } | { batch: BatchId; left_micro_usd: number; price: Price; waits_for: 'budget_used' } | { problems: SpecProblem[]; waits_for: 'no_engine_fits' });

/**
 * The way out of a failure, as a value that a door turns into a button or a hint.
 */
export type WayOut = ({ way_out: 'retry' } | { way_out: 'edit_prompt' } | { field: string; nearest?: string | null; way_out: 'edit_field' } | { way_out: 'choose_engine' } | { way_out: 'check_keys' } | { way_out: 'test_engine' } | { need_bytes: number; way_out: 'free_space' } | { way_out: 'check_folder' } | { way_out: 'open_logs' });

/**
 * Why a field changes.
 */
export type Why = ('asked' | 'follows');

/**
 * How many requests a key may have under way: one more after a run of successes, half
 * as many after a 429 (additive increase, multiplicative decrease: Chiu and Jain 1989).
 */
export type Width = { max: number; now: number; run: number };

/**
 * How far the answer to a call has come.
 */
export type WritingView = { call: string; characters: number; text?: string };

/** What each command takes and gives back. */
export interface Calls {
  /**
   * Says who answers: version, library, protocol.
   */
  health: { input: Nothing; output: Health };
  /**
   * Everything a screen needs at once, with the number of the last event before it.
   */
  snapshot: { input: Nothing; output: Snapshot };
  /**
   * What the user has set on this computer.
   */
  settings: { input: Nothing; output: Settings };
  /**
   * Changes what is named, and says what is set then.
   */
  change_settings: { input: ChangeSettings; output: Settings };
  /**
   * Looks over the library and this machine and says what is wrong and what to do.
   */
  report: { input: Nothing; output: Report };
  /**
   * Repairs what the report says can be repaired, and says what was done.
   */
  repair: { input: Nothing; output: Repaired };
  /**
   * What happened while no studio worked on the queue.
   */
  away: { input: Nothing; output: AwayAnswer };
  /**
   * Names the folder of the log files.
   */
  logs: { input: Nothing; output: LogFolder };
  /**
   * The engines that are set up and what they can do.
   */
  list_engines: { input: Nothing; output: EngineView[] };
  /**
   * Sets an engine up, by its settings and keys; sends nothing to it.
   */
  add_engine: { input: AddEngine; output: EngineView };
  /**
   * Takes an engine out; refused while renders of it are under way.
   */
  remove_engine: { input: EngineRef; output: Nothing };
  /**
   * Asks an engine whether it can be reached and used; renders nothing.
   */
  test_engine: { input: EngineRef; output: Tested };
  /**
   * Pauses or resumes all lanes of an engine; what runs, runs on.
   */
  pause_engine: { input: PauseEngine; output: Nothing };
  /**
   * Pauses or resumes a lane; what runs, runs on.
   */
  pause_lane: { input: PauseLane; output: Nothing };
  /**
   * The keys, each provider's in order, without their values.
   */
  list_keys: { input: Nothing; output: KeyView[] };
  /**
   * Adds a key; its value goes to the system's keyring and never comes out.
   */
  add_key: { input: AddKey; output: KeyView };
  /**
   * Looks for keys in the environment and in `.env` files; adds nothing.
   */
  found_keys: { input: Nothing; output: FoundKeys };
  /**
   * Adds keys that were found, each by the name of its variable.
   */
  import_keys: { input: ImportKeys; output: KeyView[] };
  /**
   * Takes a key out, its value too.
   */
  remove_key: { input: KeyRef; output: Nothing };
  /**
   * Tries a key on an engine that uses it; one that is accepted may be used again.
   */
  test_key: { input: KeyRef; output: Tested };
  /**
   * Sets how many renders may be under way with a key, and what may be spent with it in a day.
   */
  limit_key: { input: LimitKey; output: KeyView };
  /**
   * Puts a provider's keys in order, or has the next one chosen in another way.
   */
  order_keys: { input: OrderKeys; output: KeyView[] };
  /**
   * The refiners that can be used.
   */
  list_refiners: { input: Nothing; output: RefinerView[] };
  /**
   * Sets a chat model up, to be chosen as a refiner by its name; sends nothing to it.
   */
  add_model: { input: ModelSettings; output: RefinerView };
  /**
   * Takes a chat model out.
   */
  remove_model: { input: ModelRef; output: Nothing };
  /**
   * Asks the server of a chat model whether it can be reached and has the model.
   */
  test_model: { input: ModelRef; output: Tested };
  /**
   * Sets what a chat model's tokens cost, or that it is not known.
   */
  price_model: { input: PriceModel; output: RefinerView };
  /**
   * The models that a server lists.
   */
  list_models: { input: ModelsAt; output: string[] };
  /**
   * Looks for chat models where servers on this computer usually listen.
   */
  find_models: { input: Nothing; output: FoundServer[] };
  /**
   * Who refines what.
   */
  refine_choices: { input: Nothing; output: RefineChoice[] };
  /**
   * Chooses a refiner for all tasks or for one, and says who refines what then.
   */
  choose_refiner: { input: ChooseRefiner; output: RefineChoice[] };
  /**
   * Stops a call of a refiner, by the name that its caller gave it.
   */
  stop_refining: { input: StopRefining; output: Stopped };
  /**
   * How many answers of chat models are kept on this computer.
   */
  kept_answers: { input: Nothing; output: KeptAnswers };
  /**
   * Forgets the answers of chat models that are kept, with the prompts in them.
   */
  forget_answers: { input: Nothing; output: KeptAnswers };
  /**
   * Proposes a better prompt, as changes to be taken or left; changes nothing.
   */
  enhance: { input: Enhance; output: EnhancedWithinByRefiner };
  /**
   * Reads a prompt into the nine fields of a scene and its detail; changes nothing.
   */
  extract: { input: Extract; output: SceneReadByRefiner };
  /**
   * Exactly what an engine would be sent as the prompt; sends nothing.
   */
  sent_prompt: { input: AskSent; output: SentView };
  /**
   * Proposes what a wish in plain words asks for, as changes to be taken or left; changes nothing.
   */
  update: { input: Update; output: UpdatedByRefiner };
  /**
   * Proposes what makes a prompt say what its fields shall say, as changes to be taken or left; changes nothing.
   */
  set_fields: { input: FieldsRequest; output: Updated };
  /**
   * Proposes variations of prompts, no two alike; changes nothing.
   */
  vary: { input: Vary; output: VariedByRefiner };
  /**
   * The templates: prompts with gaps, those that are built in and the user's.
   */
  list_templates: { input: Nothing; output: TemplateView[] };
  /**
   * Keeps a template, in the place of one of the same name.
   */
  save_template: { input: Template; output: TemplateView };
  /**
   * Takes a template of the user's out.
   */
  remove_template: { input: TemplateRef; output: Nothing };
  /**
   * The prompt that a template makes; changes nothing.
   */
  fill_template: { input: FillTemplate; output: FilledTemplate };
  /**
   * The style presets: looks for any prompt, those that are built in and the user's.
   */
  list_presets: { input: Nothing; output: PresetView[] };
  /**
   * Keeps a preset, in the place of one of the same name.
   */
  save_preset: { input: Preset; output: PresetView };
  /**
   * Takes a preset of the user's out.
   */
  remove_preset: { input: PresetRef; output: Nothing };
  /**
   * Proposes what a preset asks for, as changes to be taken or left; changes nothing.
   */
  apply_preset: { input: ApplyPreset; output: PresetApplied };
  /**
   * What leads from one prompt to another, word by word.
   */
  compare: { input: Compare; output: TextChange[] };
  /**
   * The sessions, the one touched last first.
   */
  list_sessions: { input: SessionQuery; output: SessionView[] };
  /**
   * Makes a session.
   */
  create_session: { input: NewSession; output: SessionView };
  /**
   * Gives a session another title.
   */
  rename_session: { input: RenameSession; output: Nothing };
  /**
   * Deletes a session: it is no longer listed, and can be restored with all that is in it.
   */
  delete_session: { input: SessionRef; output: Nothing };
  /**
   * Lists a deleted session again.
   */
  restore_session: { input: SessionRef; output: Nothing };
  /**
   * A session with the first page of its revisions and of its jobs.
   */
  session: { input: SessionRef; output: SessionDetail };
  /**
   * Puts a session away, so that it is listed apart, or takes it out again.
   */
  archive_session: { input: ArchiveSession; output: Nothing };
  /**
   * Makes a session of its own from another one's tree of revisions and draft.
   */
  duplicate_session: { input: SessionRef; output: SessionView };
  /**
   * Keeps steps of a session as revisions, each made from the one before.
   */
  keep_revisions: { input: KeepRevisions; output: KeptRevisions };
  /**
   * Some of a session's revisions, newest first.
   */
  revisions: { input: RevisionQuery; output: Revisions };
  /**
   * A revision with its number, name and takes.
   */
  revision: { input: RevisionRef; output: RevisionView };
  /**
   * Gives a revision a name, or takes it away.
   */
  name_revision: { input: NameRevision; output: RevisionView };
  /**
   * What leads from one revision to another: words, and fields of the scene.
   */
  compare_revisions: { input: CompareRevisions; output: Compared };
  /**
   * Looks for words in all that was ever written, but for deleted sessions.
   */
  search_revisions: { input: SearchRevisions; output: Hits };
  /**
   * What is typed in a session, or for a new one, and not yet a revision.
   */
  draft: { input: DraftRef; output: DraftAnswer };
  /**
   * Saves what is typed; when it returns, it is on the disk.
   */
  save_draft: { input: SaveDraft; output: Nothing };
  /**
   * Reads a prompt file and says what each line would become; changes nothing.
   */
  read_prompt_file: { input: Upload; output: PromptFileView };
  /**
   * What a batch would cost in time and money; changes nothing.
   */
  quote: { input: Generate; output: Quote };
  /**
   * Queues a batch. When it returns, the jobs are on the disk.
   */
  generate: { input: Generate; output: Batch };
  /**
   * Pauses or resumes a batch.
   */
  pause_batch: { input: PauseBatch; output: Nothing };
  /**
   * Limits what the jobs of a batch may cost together, or no longer does.
   */
  limit_batch: { input: LimitBatch; output: Nothing };
  /**
   * The queue: lanes, live jobs, and why each waits.
   */
  queue: { input: Nothing; output: QueueView };
  /**
   * Pauses or resumes the queue. What runs, runs on.
   */
  pause_queue: { input: PauseQueue; output: Nothing };
  /**
   * Has jobs of the same priority start in another order.
   */
  order_queue: { input: OrderQueue; output: Nothing };
  /**
   * Some of the jobs that are asked for, a page at a time.
   */
  list_jobs: { input: JobQuery; output: JobPage };
  /**
   * Attempts that ended, on any lane; those that began last come first.
   */
  list_attempts: { input: AttemptQuery; output: LaneAttempt[] };
  /**
   * A job with its attempts.
   */
  job: { input: JobRef; output: JobDetail };
  /**
   * Holds, releases, cancels, retries or gives up a job.
   */
  act_on_job: { input: ActOnJob; output: JobView };
  /**
   * Does the same to several jobs; each that refuses says why, and stops none of the others.
   */
  act_on_jobs: { input: ActOnJobs; output: Acted };
  /**
   * Puts jobs where they stood before they were put elsewhere.
   */
  put_jobs: { input: PutJobs; output: Nothing };
  /**
   * What came of the queue's last stretch of work, and what it cost.
   */
  last_run: { input: Nothing; output: LastRun };
  /**
   * Clears finished jobs from the queue's list; they stay in their sessions.
   */
  clear_finished: { input: ClearFinished; output: Cleared };
  /**
   * Puts back on the queue's list what was cleared together.
   */
  put_back_cleared: { input: PutBack; output: Cleared };
  /**
   * Lets jobs expire that have waited for long, or says which would.
   */
  expire_waiting: { input: ExpireWaiting; output: Expired };
  /**
   * Changes how a job that waits or is held is to be rendered, if it is at the version the user has seen.
   */
  edit_job: { input: EditJob; output: JobView };
  /**
   * Puts a job that waits before all others that do.
   */
  run_next: { input: JobRef; output: Nothing };
  /**
   * Makes a live job more or less urgent.
   */
  prioritize_job: { input: PrioritizeJob; output: Nothing };
  /**
   * Renders a take once more as a new job, with another seed or other settings.
   */
  retry_changed: { input: RetryChanged; output: JobView };
  /**
   * Puts a job before another, or at the end.
   */
  move_job: { input: MoveJob; output: Nothing };
  /**
   * A video's facts.
   */
  video: { input: VideoRef; output: VideoView };
  /**
   * A video's file.
   */
  video_file: { input: VideoRef; output: Blob };
  /**
   * A video's poster.
   */
  video_poster: { input: VideoRef; output: Blob };
  /**
   * Finds videos on the disk that the database does not know.
   */
  rescan: { input: Nothing; output: RescanReport };
  /**
   * Starts to pack videos into a ZIP.
   */
  start_export: { input: StartExport; output: ExportView };
  /**
   * How far an export is. With `wait_ms`, answers when it has ended or that time has passed.
   */
  export: { input: ExportRef; output: ExportView };
  /**
   * Stops an export and removes its file.
   */
  cancel_export: { input: ExportRef; output: Nothing };
  /**
   * A finished export's ZIP.
   */
  export_file: { input: ExportRef; output: Blob };
}

export interface Route {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  kind: 'unary' | 'upload' | 'download';
}

/** Where each command is reached over HTTP. */
export const ROUTES: Record<keyof Calls, Route> = {
  health: { method: 'GET', path: '/health', kind: 'unary' },
  snapshot: { method: 'GET', path: '/snapshot', kind: 'unary' },
  settings: { method: 'GET', path: '/settings', kind: 'unary' },
  change_settings: { method: 'POST', path: '/settings', kind: 'unary' },
  report: { method: 'GET', path: '/report', kind: 'unary' },
  repair: { method: 'POST', path: '/repair', kind: 'unary' },
  away: { method: 'GET', path: '/away', kind: 'unary' },
  logs: { method: 'GET', path: '/logs', kind: 'unary' },
  list_engines: { method: 'GET', path: '/engines', kind: 'unary' },
  add_engine: { method: 'POST', path: '/engines', kind: 'unary' },
  remove_engine: { method: 'DELETE', path: '/engines/{engine}', kind: 'unary' },
  test_engine: { method: 'POST', path: '/engines/{engine}/test', kind: 'unary' },
  pause_engine: { method: 'POST', path: '/engines/{engine}/pause', kind: 'unary' },
  pause_lane: { method: 'POST', path: '/lanes/{lane}/pause', kind: 'unary' },
  list_keys: { method: 'GET', path: '/keys', kind: 'unary' },
  add_key: { method: 'POST', path: '/keys', kind: 'unary' },
  found_keys: { method: 'GET', path: '/found-keys', kind: 'unary' },
  import_keys: { method: 'POST', path: '/found-keys', kind: 'unary' },
  remove_key: { method: 'DELETE', path: '/keys/{provider}/{label}', kind: 'unary' },
  test_key: { method: 'POST', path: '/keys/{provider}/{label}/test', kind: 'unary' },
  limit_key: { method: 'POST', path: '/keys/{provider}/{label}/limits', kind: 'unary' },
  order_keys: { method: 'POST', path: '/keys/{provider}/order', kind: 'unary' },
  list_refiners: { method: 'GET', path: '/refiners', kind: 'unary' },
  add_model: { method: 'POST', path: '/models', kind: 'unary' },
  remove_model: { method: 'DELETE', path: '/models/{model}', kind: 'unary' },
  test_model: { method: 'POST', path: '/models/{model}/test', kind: 'unary' },
  price_model: { method: 'POST', path: '/models/{model}/price', kind: 'unary' },
  list_models: { method: 'POST', path: '/models-at', kind: 'unary' },
  find_models: { method: 'GET', path: '/found-models', kind: 'unary' },
  refine_choices: { method: 'GET', path: '/refine-with', kind: 'unary' },
  choose_refiner: { method: 'POST', path: '/refine-with', kind: 'unary' },
  stop_refining: { method: 'POST', path: '/stop-refining', kind: 'unary' },
  kept_answers: { method: 'GET', path: '/kept-answers', kind: 'unary' },
  forget_answers: { method: 'DELETE', path: '/kept-answers', kind: 'unary' },
  enhance: { method: 'POST', path: '/enhance', kind: 'unary' },
  extract: { method: 'POST', path: '/extract', kind: 'unary' },
  sent_prompt: { method: 'POST', path: '/sent-prompt', kind: 'unary' },
  update: { method: 'POST', path: '/update', kind: 'unary' },
  set_fields: { method: 'POST', path: '/fields', kind: 'unary' },
  vary: { method: 'POST', path: '/vary', kind: 'unary' },
  list_templates: { method: 'GET', path: '/templates', kind: 'unary' },
  save_template: { method: 'POST', path: '/templates', kind: 'unary' },
  remove_template: { method: 'DELETE', path: '/templates/{template}', kind: 'unary' },
  fill_template: { method: 'POST', path: '/templates/{template}/fill', kind: 'unary' },
  list_presets: { method: 'GET', path: '/presets', kind: 'unary' },
  save_preset: { method: 'POST', path: '/presets', kind: 'unary' },
  remove_preset: { method: 'DELETE', path: '/presets/{preset}', kind: 'unary' },
  apply_preset: { method: 'POST', path: '/presets/{preset}/apply', kind: 'unary' },
  compare: { method: 'POST', path: '/compare', kind: 'unary' },
  list_sessions: { method: 'GET', path: '/sessions', kind: 'unary' },
  create_session: { method: 'POST', path: '/sessions', kind: 'unary' },
  rename_session: { method: 'POST', path: '/sessions/{session}/title', kind: 'unary' },
  delete_session: { method: 'DELETE', path: '/sessions/{session}', kind: 'unary' },
  restore_session: { method: 'POST', path: '/sessions/{session}/restore', kind: 'unary' },
  session: { method: 'GET', path: '/sessions/{session}', kind: 'unary' },
  archive_session: { method: 'POST', path: '/sessions/{session}/archive', kind: 'unary' },
  duplicate_session: { method: 'POST', path: '/sessions/{session}/duplicate', kind: 'unary' },
  keep_revisions: { method: 'POST', path: '/revisions', kind: 'unary' },
  revisions: { method: 'GET', path: '/sessions/{session}/revisions', kind: 'unary' },
  revision: { method: 'GET', path: '/revisions/{revision}', kind: 'unary' },
  name_revision: { method: 'POST', path: '/revisions/{revision}/name', kind: 'unary' },
  compare_revisions: { method: 'GET', path: '/revisions/{from}/compare/{to}', kind: 'unary' },
  search_revisions: { method: 'GET', path: '/revisions', kind: 'unary' },
  draft: { method: 'GET', path: '/draft', kind: 'unary' },
  save_draft: { method: 'POST', path: '/draft', kind: 'unary' },
  read_prompt_file: { method: 'POST', path: '/prompt-files', kind: 'upload' },
  quote: { method: 'POST', path: '/quote', kind: 'unary' },
  generate: { method: 'POST', path: '/batches', kind: 'unary' },
  pause_batch: { method: 'POST', path: '/batches/{batch}/pause', kind: 'unary' },
  limit_batch: { method: 'POST', path: '/batches/{batch}/budget', kind: 'unary' },
  queue: { method: 'GET', path: '/queue', kind: 'unary' },
  pause_queue: { method: 'POST', path: '/queue/pause', kind: 'unary' },
  order_queue: { method: 'POST', path: '/queue/order', kind: 'unary' },
  list_jobs: { method: 'GET', path: '/jobs', kind: 'unary' },
  list_attempts: { method: 'GET', path: '/attempts', kind: 'unary' },
  job: { method: 'GET', path: '/jobs/{job}', kind: 'unary' },
  act_on_job: { method: 'POST', path: '/jobs/{job}/act', kind: 'unary' },
  act_on_jobs: { method: 'POST', path: '/jobs/act', kind: 'unary' },
  put_jobs: { method: 'POST', path: '/jobs/places', kind: 'unary' },
  last_run: { method: 'GET', path: '/queue/run', kind: 'unary' },
  clear_finished: { method: 'POST', path: '/queue/clear', kind: 'unary' },
  put_back_cleared: { method: 'POST', path: '/queue/put-back', kind: 'unary' },
  expire_waiting: { method: 'POST', path: '/queue/expire', kind: 'unary' },
  edit_job: { method: 'POST', path: '/jobs/{job}/edit', kind: 'unary' },
  run_next: { method: 'POST', path: '/jobs/{job}/next', kind: 'unary' },
  prioritize_job: { method: 'POST', path: '/jobs/{job}/priority', kind: 'unary' },
  retry_changed: { method: 'POST', path: '/jobs/{job}/retry-changed', kind: 'unary' },
  move_job: { method: 'POST', path: '/jobs/{job}/move', kind: 'unary' },
  video: { method: 'GET', path: '/videos/{video}', kind: 'unary' },
  video_file: { method: 'GET', path: '/videos/{video}/file', kind: 'download' },
  video_poster: { method: 'GET', path: '/videos/{video}/poster', kind: 'download' },
  rescan: { method: 'POST', path: '/rescan', kind: 'unary' },
  start_export: { method: 'POST', path: '/exports', kind: 'unary' },
  export: { method: 'GET', path: '/exports/{export}', kind: 'unary' },
  cancel_export: { method: 'DELETE', path: '/exports/{export}', kind: 'unary' },
  export_file: { method: 'GET', path: '/exports/{export}/file', kind: 'download' },
};
