import type { JobView, RenderSpec, Scene, SceneField, TextChange } from '../generated/api';
import * as format from '../format';
import type { Transport } from '../transport/types';
import { words } from '../words';

/** What a take is made from, or would be. */
export interface Made {
  prompt: string;
  scene: Scene | null;
  /** The settings as they are shown, by name. */
  settings: [name: string, value: string][];
}

/** A value that stands on both sides. */
export interface Row {
  name: string;
  /** On the other side. */
  other: string;
  /** In this take. */
  own: string;
  same: boolean;
}

export function settingsOf(job: Pick<JobView, 'spec' | 'engines'>): Made['settings'] {
  return settings(job.spec, job.engines.join(', '));
}

function settings(spec: RenderSpec, engine: string): Made['settings'] {
  return [
    [words.facts.engine, engine],
    [words.facts.size, format.size(spec.size)],
    [words.facts.length, `${format.seconds(spec)}, ${spec.fps}\u00a0${words.fps}`],
    [words.facts.seed, String(spec.seed)],
  ];
}

/**
 * The fields of two scenes, as far as either says something. None where one of them was
 * not read: that says nothing about its words.
 */
export function sceneRows(other: Scene | null, own: Scene | null): Row[] {
  const read = (scene: Scene | null) => Object.values(scene ?? {}).some(Boolean);
  if (!read(other) || !read(own)) return [];
  return (Object.entries(words.sceneFields) as [SceneField, string][]).flatMap(([field, name]) =>
    other?.[field] || own?.[field]
      ? row(name, other?.[field] ?? words.notSaid, own?.[field] ?? words.notSaid)
      : [],
  );
}

export function settingRows(other: Made['settings'], own: Made['settings']): Row[] {
  const of = (name: string) => other.find(([own]) => own === name)?.[1] ?? '';
  return own.map(([name, value]) => row(name, of(name), value));
}

function row(name: string, other: string, own: string): Row {
  return { name, other, own, same: other === own };
}

/** What leads from one prompt to another; it is asked of the studio once for each pair. */
export class WordDiff {
  changes: TextChange[] | null = $state.raw(null);
  #asked = '';

  constructor(private readonly transport: Pick<Transport, 'call'>) {}

  async ask(before: string, after: string): Promise<void> {
    const pair = JSON.stringify([before, after]);
    if (pair === this.#asked) return;
    this.#asked = pair;
    this.changes = null;
    if (before === after) {
      this.changes = [];
      return;
    }
    if (before === '') {
      this.changes = [{ at: { start: 0, end: 0 }, from: '', to: after, why: '' }];
      return;
    }
    try {
      const changes = await this.transport.call('compare', { before, after });
      if (this.#asked === pair) this.changes = changes;
    } catch {
      // The line is broken, which is said elsewhere: it is asked again when it stands.
      if (this.#asked === pair) this.#asked = '';
    }
  }
}
