import type {
  ApiError,
  Calls,
  ChangeEvent,
  ProgressView,
  PromptFileView,
  VideoId,
  WritingView,
} from '../generated/api';

/** What the page hears, in the order in which it happened. */
export type Heard =
  | { kind: 'change'; event: ChangeEvent }
  | { kind: 'progress'; progress: ProgressView[] }
  /** What chat models have written so far, of all calls under way. */
  | { kind: 'writing'; writing: WritingView[] }
  /** Engines, lanes, keys or chat models are other than before. */
  | { kind: 'set_up' }
  /** Changes are missing before what comes next. The caller looks at everything anew. */
  | { kind: 'missed' }
  /** The line stands (again). After a break the caller looks at everything anew. */
  | { kind: 'open' }
  /** The line broke; it is being tried again. */
  | { kind: 'lost' };

/** What the door to the studio can do beside calling it. */
export interface DoorCapabilities {
  /** Where an export goes: a browser's downloads, or a place the user is asked for. */
  saves: 'download' | 'dialog';
  /** Whether files dropped on the window arrive by the door and not by the page. */
  dropsByDoor: boolean;
  /** Whether the studio ends with this window. */
  endsStudio: boolean;
  /** Whether the system's own programs can be asked to open a video or its folder. */
  opensFiles: boolean;
}

/** The one way to the studio. */
export interface Transport {
  readonly capabilities: DoorCapabilities;
  /**
   * Calls a command of the table. Rejects with a `StudioError`. Where the line allows it, a
   * signal stops the studio's work as well.
   */
  call<K extends keyof Calls>(
    name: K,
    input: Calls[K]['input'],
    signal?: AbortSignal,
  ): Promise<Calls[K]['output']>;
  /** Has a prompt file read. */
  upload(file: File): Promise<PromptFileView>;
  /** The address of a file that the studio named by its path. */
  media(path: string): string;
  /** Hears everything after event `after`. The returned function ends it. */
  events(after: number, on: (heard: Heard) => void): () => void;
  /** Saves a finished export. False when the user changed their mind. */
  saveExport(id: string, fileName: string): Promise<boolean>;
  /** Opens a video in the system's player, or shows its folder. */
  openVideo(video: VideoId, what: 'player' | 'folder'): Promise<void>;
  /** Tells the door that the first screen is painted and can be used. */
  painted(): void;
  /** Hears of prompt files dropped on the window, where the door catches them. */
  drops(on: (drop: Drop) => void): () => void;
}

/** Files above the window, or let go over it. */
export type Drop =
  { kind: 'over' } | { kind: 'left' } | { kind: 'dropped'; read: () => Promise<PromptFileView> };

/** A refusal by the studio, or a failure on the way to it. */
export class StudioError extends Error {
  constructor(readonly api: ApiError) {
    super(api.message);
    this.name = 'StudioError';
  }

  /** Whatever was thrown, as a `StudioError`. */
  static from(thrown: unknown): StudioError {
    if (thrown instanceof StudioError) return thrown;
    if (isApiError(thrown)) return new StudioError(thrown);
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return new StudioError({ code: 'internal', message });
  }
}

export function isApiError(value: unknown): value is ApiError {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as ApiError).code === 'string' &&
    typeof (value as ApiError).message === 'string'
  );
}
