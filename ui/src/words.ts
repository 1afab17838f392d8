/** Every sentence of the page. Words for one thing are the same everywhere. */

const plural = (n: number, one: string, many: string) =>
  `${n.toLocaleString('en').replaceAll(',', '\u2009')} ${n === 1 ? one : many}`;

export const words = {
  product: 'Worldreel',

  // Places and parts
  mainNav: 'Main',
  create: 'Create',
  sessions: 'Sessions',
  queue: 'Queue',
  importFile: 'Prompt file',
  inspector: 'Inspector',
  status: 'Status',
  queueStrip: 'Queue summary',
  skip: 'Skip to the stage',
  newSession: 'New session',
  library: (path: string) => `Library folder: ${path}`,

  // The door
  studioUnreachable: 'The studio does not answer.',
  studioUnreachableHint:
    'Nothing queued is lost. It is tried again by itself; if it stays away, start the studio again.',
  studioAnswered: (status: number) => `The studio answered with ${status} and no reason.`,
  connecting: 'Opening the library…',
  lineLost:
    'The line to the studio broke. Renders go on without this window; it is tried again by itself.',
  tryAgain: 'Try again',
  dismiss: 'Dismiss',
  details: 'What was said',
  codecTitle: 'This window can’t play H.264 video.',
  codecBody:
    'Takes render and export as usual. To play them here, install the codec and start Worldreel again:',
  codecCommand: 'sudo apt install gstreamer1.0-libav',
  codecPackage: 'Package gstreamer1.0-libav is missing.',
  copy: 'Copy',
  copied: 'Copied',

  // Units
  free: 'free',
  freeHere: 'free (this computer)',
  priceUnknown: 'price unknown',
  timeUnknown: 'time unknown',
  lessThan: (sum: string) => `less than ${sum}`,
  left: (time: string) => `${time} left`,
  ago: (time: string) => `${time} ago`,
  justNow: 'just now',
  takes: (n: number) => plural(n, 'take', 'takes'),
  frames: (n: number) => plural(n, 'frame', 'frames'),
  lines: (n: number) => plural(n, 'line', 'lines'),
  words: (n: number) => plural(n, 'word', 'words'),

  // Top bar
  sketch: 'Preview sketch',
  notAi: 'not AI',
  sketchChip: 'Preview sketch, not AI',
  sketchWhy: 'Draws a moving storyboard of your words on this computer. It is not AI video.',
  enginePlain: (name: string) => `Engine: ${name}`,
  lanesBusy: (busy: number, all: number) => (busy === 0 ? 'idle' : `${busy} of ${all} busy`),
  lanesLabel: (busy: number, all: number) => `${busy} of ${plural(all, 'lane', 'lanes')} busy`,
  nothingQueued: 'Nothing queued',
  theme: 'Theme',
  themeSystem: 'As the system',
  themeDark: 'Dark',
  themeLight: 'Light',

  // First run
  heroTitle: 'Describe a scene. See it move.',
  heroBody:
    'Nothing to set up. Preview sketch draws a moving storyboard of your words on this computer. It is not AI video; it shows framing, motion and timing before you spend anything.',
  heroFoot:
    'Start from an example, type below, or drop a prompt file anywhere (.txt, .csv, .tsv, .jsonl).',
  chooseFile: 'Choose a prompt file',
  sketchPlate: 'Sketch',

  // Composer
  prompt: 'Prompt',
  promptHint: 'Write a rough idea. One line is enough: who, where, what happens.',
  savedAsYouType: 'Saved as you type',
  enhance: 'Enhance',
  enhancing: 'Enhancing…',
  enhanceAnyway: 'Enhance anyway',
  writeFirst: 'Write a prompt first',
  generate: 'Generate',
  generating: 'Queueing…',
  takesCount: 'Takes',
  undecided: (n: number) => `${n} undecided, your own words stay`,
  tooManyChars: (n: number, max: number) => `${n} characters; at most ${max} are possible`,
  leftAlone: {
    long_enough: (n: number) => `Left as it is: ${n} words already say enough.`,
    not_understood: 'Left as it is: these words could not be read well enough to add to them.',
    nothing_to_add: 'Left as it is: there is nothing to add.',
  },

  // Spec
  engine: 'Engine',
  size: 'Size',
  seconds: 'Seconds',
  fps: 'fps',
  seed: 'Seed',
  random: 'random',
  seedRange: 'A whole number from 0 to 4294967295, or empty for a random one.',
  secondsRange: (max: number) => `From 0.1 to ${max} seconds.`,
  fpsRange: (min: number, max: number) => `From ${min} to ${max} frames per second.`,
  seedHint: 'Further takes count up from it.',
  rightRange: 'Correct the settings first',

  // Changes
  changes: 'Changes',
  yourWords: 'Your words',
  whatRenders: 'What renders',
  changesCount: (n: number) => plural(n, 'change', 'changes'),
  changesSummary: (yes: number, no: number, open: number) =>
    `${yes} accepted, ${no} rejected, ${open} to decide`,
  acceptAll: 'Accept all',
  rejectAll: 'Reject all',
  accept: 'Accept',
  reject: 'Reject',
  undecide: 'Decide again',
  editByHand: 'Edit by hand',
  editByHandWhy: 'Closes the list: your words and what you accepted become the text.',
  changeOf: (n: number, all: number) => `${n} of ${all}`,
  previousChange: 'Previous change',
  nextChange: 'Next change',
  changeLabel: (n: number, all: number, from: string, to: string, why: string, verdict: string) =>
    [
      from ? `deleted ${from}` : '',
      to ? `inserted ${to}` : '',
      `change ${n} of ${all}`,
      why,
      verdict,
    ]
      .filter(Boolean)
      .join(', '),
  verdicts: { open: 'to decide', yes: 'accepted', no: 'rejected' },
  decided: (summary: string) => `${summary}.`,
  changesList: 'Proposed changes',

  // Scene
  scene: 'Scene',
  take: (n: number) => `Take ${n}`,
  takeTab: 'Take',
  params: 'Params',
  sceneSheet: 'Scene sheet',
  sceneRead: 'read from your prompt',
  sceneEmpty: 'Fills in from your prompt: subjects, actions, location, light. Nothing is invented.',
  sceneNothing: 'Nothing was read from this prompt yet. It renders all the same.',
  sceneFields: {
    subjects: 'Subjects',
    subject_attributes: 'Attributes',
    actions: 'Actions',
    location: 'Location',
    time_of_day: 'Time of day',
    lighting: 'Lighting',
    atmosphere: 'Atmosphere',
    colors: 'Colors',
    style: 'Style',
  },
  notSaid: 'not said',
  goodToKnow: 'Keys',
  nextRegion: 'Next region',
  paramsHelp: 'These settings apply to the next takes.',
  noTake: 'Choose a take to see what it was made from.',

  // Stage
  grid: 'Grid',
  single: 'Single',
  layout: 'Layout',
  takesList: 'Takes',
  openTake: (label: string) => label,
  sessionLoading: 'Opening the session…',
  sessionGone: 'This session does not exist in this library.',
  backToSessions: 'All sessions',

  // Job states
  states: {
    queued: 'Queued',
    waiting: 'Waiting',
    needsYou: 'Needs you',
    starting: 'Starting',
    rendering: 'Rendering',
    saving: 'Saving',
    checking: 'Checking',
    held: 'Held',
    notSure: 'Not sure',
    cancelling: 'Cancelling',
    cancelled: 'Cancelled',
    expired: 'Expired',
    failed: 'Failed',
    done: 'Done',
  },
  waits: {
    next: 'Starts next',
    ahead: (n: number) => `${n.toLocaleString('en')} ahead of it`,
    until: (time: string) => `Tries again at ${time}`,
    untilWhy: (why: string, time: string) => `${why} Tries again at ${time}.`,
    queuePaused: 'The queue is paused',
    batchPaused: 'Its batch is paused',
    lanesPaused: (lanes: string) => `Paused: ${lanes}`,
    noEngine: (wanted: string) => `No engine named ${wanted} is set up`,
    noEngineAny: 'No engine is set up',
    noFit: 'No engine can render this',
    nearest: (message: string, nearest: string) => `${message}; nearest: ${nearest}`,
  },
  inLane: (lane: string) => `on ${lane}`,
  savingFile: 'Saving the video',
  asking: 'Asking the engine whether it began',
  pausedByYou: 'Paused by you',
  stopping: 'Stopping it',
  stopped: 'Stopped by you, not billed',
  stoppedBilled: 'Stopped by you; it may have been billed',
  waitedTooLong: 'Waited past its time',
  tookTime: (time: string) => `took ${time}`,
  mayHaveStarted: 'May have started and been billed.',
  billed: { no: 'not billed', yes: 'billed', maybe: 'may have been billed' },
  starBilled: 'Billing',
  failures: {
    auth: 'The key was turned away',
    out_of_credit: 'Out of credit',
    rate_limited: 'Too many requests',
    queue_full: 'The engine’s queue is full',
    content_blocked: 'Blocked by the engine’s safety check',
    invalid_input: 'The engine can’t use this prompt or these settings',
    out_of_gpu_memory: 'Out of GPU memory',
    lost_job: 'The engine lost the render',
    timeout: 'It took too long',
    unreachable: 'The engine could not be reached',
    bad_output: 'The engine delivered no usable video',
    backend: 'The engine failed',
    unsupported: 'The engine can’t do this',
    disk_full: 'The disk is full',
    local_io: 'The library’s folder could not be used',
  },
  wayOut: {
    retry: 'Render it again; the same seed gives the same take.',
    edit_prompt: 'Change the prompt below and generate anew.',
    edit_field: (field: string, nearest: string | null) =>
      nearest
        ? `Set ${field} to ${nearest} and generate anew.`
        : `Change ${field} and generate anew.`,
    choose_engine: 'Use another engine.',
    check_keys: 'Check the keys of this engine.',
    test_engine: 'See that the engine runs, then retry.',
    free_space: (need: string) => `Make ${need} of room on the disk, then retry.`,
    check_folder: 'See that the library’s folder can be written, then retry.',
    open_logs: 'The log files tell more.',
  },
  engineSaid: 'What the engine said',

  // Actions
  actions: {
    hold: 'Hold',
    release: 'Resume',
    cancel: 'Cancel',
    retry: 'Retry',
    give_up: 'Leave it',
  },
  busy: {
    hold: 'Holding…',
    release: 'Resuming…',
    cancel: 'Cancelling…',
    retry: 'Retrying…',
    give_up: 'Leaving it…',
  },
  actionsOf: (take: number) => `Actions for take ${take}`,
  cancelBilled: 'stops the render',
  withPrice: (verb: string, time: string, price: string) => `${verb}, ${time}, ${price}`,

  // Facts
  facts: {
    prompt: 'Prompt',
    size: 'Size',
    length: 'Length',
    seed: 'Seed',
    engine: 'Engine',
    lane: 'Lane',
    queued: 'Queued',
    file: 'File',
    took: 'Took',
    weight: 'Weight',
    label: 'Label',
    attempts: 'Attempts',
  },
  usePrompt: 'Use this prompt',
  useSettings: 'Use its settings and seed',
  attempt: (n: number, lane: string) => `${n}. on ${lane}`,

  // Player
  player: 'Player',
  play: 'Play',
  pause: 'Pause',
  previousFrame: 'Previous frame',
  nextFrame: 'Next frame',
  loop: 'Loop',
  scrubber: 'Position',
  frameOf: (at: string, all: string) => `${at} of ${all}`,
  videoFailed: 'This video could not be played.',
  videoFailedHint: 'Its file may be missing, or this window lacks the codec for H.264.',
  videoSlow: 'The video is slow to answer…',
  speed: (rate: number) => `${rate}×`,

  // Sessions
  sessionsEmpty: 'Sessions will stand here: one for each idea, with all its takes.',
  startOne: 'Start one in Create',
  openSession: (title: string) => `Open ${title}`,
  sessionCounts: (done: number, live: number, failed: number) =>
    [`${done} done`, live > 0 ? `${live} in the queue` : '', failed > 0 ? `${failed} failed` : '']
      .filter(Boolean)
      .join(', '),
  title: 'Title',
  lastTouched: 'Last touched',
  states_done: 'Done',

  // Queue
  queueEmpty: 'Nothing is queued. Jobs stand here until they are done, and survive a restart.',
  pauseQueue: 'Pause queue',
  resumeQueue: 'Resume queue',
  queuePausedBanner:
    'The queue is paused. What runs, runs on; nothing new starts until you resume it.',
  rendering: (n: number) => `${n} rendering`,
  waiting: (n: number) => `${n} waiting`,
  moveUp: 'Move up',
  moveDown: 'Move down',
  moveUpFirst: 'it is first already',
  moveDownLast: 'it is last already',
  moveRunning: 'it has started',
  lane: 'Lane',
  lanes: 'Lanes',
  laneIdle: 'idle',
  lanePaused: 'paused',
  jobs: 'Jobs',
  colTake: 'Take',
  colState: 'State',
  colPrompt: 'Prompt',
  colWhy: 'Where it stands',
  colActions: 'Actions',
  openQueue: 'Open queue',
  closeKeeps: 'Closing the window keeps everything',
  moreJobs: (n: number) => `and ${n.toLocaleString('en')} more, in order after these`,

  // Import
  dropTitle: 'Let go to read the prompt file',
  dropBody: 'Nothing renders by dropping. You see every line first.',
  importEmpty:
    'Choose a file with prompts, one a line or one a row. You see every line before anything is queued.',
  importReading: 'Reading the file…',
  importCounts: (good: number, bad: number) =>
    bad === 0
      ? `${plural(good, 'prompt', 'prompts')}, all usable`
      : `${plural(good, 'prompt', 'prompts')} usable, ${plural(bad, 'line', 'lines')} with a problem`,
  importIgnored: (columns: string) => `Columns that are not used: ${columns}`,
  importDuplicates: (n: number) =>
    `${plural(n, 'line repeats', 'lines repeat')} an earlier one; they render all the same.`,
  importNone: 'No line of this file can be used.',
  importQueue: (n: number) => `Queue ${n.toLocaleString('en')}`,
  importShowing: (shown: number, all: number) =>
    `The first ${shown} of ${all.toLocaleString('en')} lines; problems stand first.`,
  colLine: 'Line',
  colSettings: 'Settings',
  duplicateOf: (line: number) => `same as line ${line}`,
  otherFile: 'Choose another file',

  // Export
  exportZip: 'Export ZIP',
  exportNothing: 'there is no finished take yet',
  exportPacking: (done: string, total: string) => `Packing ${done} of ${total}`,
  exportCancel: 'Cancel export',
  exportDone: (name: string, size: string) => `${name}, ${size}`,
  exportSaved: 'Exported',
  exportProblems: (n: number) => `${plural(n, 'file', 'files')} could not be packed`,
  exportSave: 'Save again',

  // Announcements
  takesDone: (n: number) => `${plural(n, 'take', 'takes')} done`,
  takesFailed: (n: number) => `${plural(n, 'take', 'takes')} failed`,
  queuedNow: (n: number) => `${plural(n, 'take', 'takes')} queued`,
} as const;

/** The three ways to begin. */
export const examples = [
  {
    kind: 'Film',
    title: 'Courier robot at a crossing',
    picture: 'crossing',
    prompt:
      'A six-wheeled courier robot waits at a city crossing at dusk, then rolls over the wet street as the rain starts.',
  },
  {
    kind: 'Driving data',
    title: 'Cut-in on a wet motorway',
    picture: 'motorway',
    prompt:
      'Dash camera on a motorway at night in heavy rain. The car on the right cuts in at twelve metres.',
  },
  {
    kind: 'Manipulation',
    title: 'Gripper lifts a red cup',
    picture: 'gripper',
    prompt:
      'A robot gripper lifts a red cup from a wooden table in a workshop, turns it a quarter and sets it down.',
  },
] as const;
