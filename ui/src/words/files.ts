import { plural } from './plural';

/** Sessions, prompt files and exports. */
export const files = {
  // Sessions
  sessionsEmpty: 'Sessions will stand here: one for each idea, with all its takes.',
  startOne: 'Start one in Create',
  rename: 'Rename',
  renameOf: (title: string) => `Rename ${title}`,
  newTitle: 'Title',
  saveTitle: 'Save',
  cancelRename: 'Cancel',
  deleteSession: 'Delete',
  deleteOf: (title: string) => `Delete ${title}`,
  restore: 'Restore',
  restoreOf: (title: string) => `Restore ${title}`,
  deletedSessions: (n: number) => `Deleted (${n})`,
  deletedKeep: 'Their takes and videos are still in the library folder.',
  archivedSessions: (n: number) => `Put away (${n})`,
  archivedKeep:
    'What is put away is still found by searching, and comes back when something is added to it.',
  archiveSession: 'Put away',
  archiveOf: (title: string) => `Put “${title}” away`,
  unarchive: 'Take out',
  unarchiveOf: (title: string) => `Take out “${title}”`,
  duplicateSession: 'Duplicate',
  duplicateSessionOf: (title: string) => `Duplicate “${title}”`,
  sessionArchived: (title: string) => `“${title}” put away`,
  sessionUnarchived: (title: string) => `“${title}” taken out`,
  sessionDuplicated: (title: string) => `“${title}” made`,
  sessionDeleted: (title: string) => `“${title}” deleted`,
  sessionRenamed: (title: string) => `Renamed to “${title}”`,

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
  exportChoose: 'choose a take first',
  exportHolds:
    'The ZIP holds the videos as they are, their posters and prompts, a table for data-set tools, a manifest and checksums.',
  exportChosen: (n: number, all: number) => `${n} of ${plural(all, 'take', 'takes')}`,
  exportWhole: (n: number) => `All ${plural(n, 'finished take', 'finished takes')}`,
  exportShown: (first: number, last: number) =>
    `Only of the takes ${first.toLocaleString('en')} to ${last.toLocaleString('en')}`,
  exportStartWhole: 'Export the session',
  exportAll: 'All',
  exportNone: 'None',
  exportStart: (n: number, size: string) => `Export ${plural(n, 'take', 'takes')} · ${size}`,
  exportPacking: (done: string, total: string) => `Packing ${done} of ${total}`,
  exportUnderWay: (percent: number) => `Exporting ${percent}\u2009%`,
  exportProgress: 'Packed so far',
  exportGoesOn: 'It goes on when this is closed, and is offered for saving at the end.',
  exportHide: 'Hide',
  exportCancel: 'Stop the export',
  exportDone: (n: number, size: string) => `${plural(n, 'video', 'videos')}, ${size}`,
  exportSaved: 'Saved',
  exportReady: 'Ready to be saved',
  exportProblems: (n: number) => `${plural(n, 'file', 'files')} could not be packed`,
  exportSave: 'Save',
  exportSaveAgain: 'Save again',
  exportAnother: 'Export something else',
  exportClose: 'Done',
} as const;
