import type { Dropped, FieldChange, TextChange } from '../generated/api';
import { words } from '../words';
import { applied, pieces, type Piece, type Verdict } from './changes';

/** Changes of a text as the studio proposed them. */
export interface Proposal {
  /** What was asked for: a better prompt, a request in plain words, a preset, or a field. */
  of: 'enhance' | 'talk' | 'preset' | 'field';
  /** The preset's name, or the field's. */
  name?: string;
  before: string;
  changes: TextChange[];
  /** The changed fields of the scene, each with the changes of the text that carry it. */
  fields?: FieldChange[];
  /** What was taken back because it touched a lock. */
  dropped?: Dropped[];
}

/** What is kept of a review when the window closes. */
export interface KeptReview {
  proposal: Proposal;
  verdicts: Verdict[];
}

/** Proposed changes, and what the user said to each. */
export class Review {
  verdicts: Verdict[] = $state([]);
  focus = $state(0);
  /** Whether it has just been asked for, so that the keys go along. */
  fresh = false;

  constructor(
    readonly proposal: Proposal,
    verdicts?: readonly Verdict[],
  ) {
    this.verdicts = proposal.changes.map((_, index) => verdicts?.[index] ?? 'open');
    const open = this.verdicts.indexOf('open');
    this.focus = Math.max(0, open);
  }

  get pieces(): Piece[] {
    return pieces(this.proposal.before, this.proposal.changes, this.verdicts);
  }

  /** The user's words plus what they accepted: what renders. */
  get text(): string {
    return applied(this.proposal.before, this.proposal.changes, this.verdicts);
  }

  get count(): number {
    return this.proposal.changes.length;
  }

  number(verdict: Verdict): number {
    return this.verdicts.filter((own) => own === verdict).length;
  }

  get summary(): string {
    return words.changesSummary(this.number('yes'), this.number('no'), this.number('open'));
  }

  get current() {
    return this.proposal.changes[this.focus] ?? null;
  }

  say(index: number, verdict: Verdict): void {
    this.verdicts[index] = verdict;
  }

  /** What was said to all the changes that carry a field; null when it was not the same. */
  verdictOn({ text_changes }: FieldChange): Verdict | null {
    const all = (text_changes ?? []).map((index) => this.verdicts[index] ?? 'open');
    const [first = 'open'] = all;
    return all.every((verdict) => verdict === first) ? first : null;
  }

  sayField({ text_changes }: FieldChange, verdict: Verdict): void {
    for (const index of text_changes ?? []) this.say(index, verdict);
  }

  /** Decides the change in focus and goes to the next that is open. */
  decide(verdict: Verdict): void {
    this.say(this.focus, verdict);
    const order = this.verdicts.map((_, step) => (this.focus + 1 + step) % this.count);
    this.focus = order.find((index) => this.verdicts[index] === 'open') ?? this.focus;
  }

  /** Decides all. The returned function takes back what this decided. */
  sayAll(verdict: Verdict): () => void {
    const before = [...this.verdicts];
    this.verdicts = before.map(() => verdict);
    return () => {
      this.verdicts = this.verdicts.map((own, index) =>
        own === verdict ? (before[index] ?? own) : own,
      );
    };
  }

  step(by: 1 | -1): void {
    if (this.count > 0) this.focus = (this.focus + by + this.count) % this.count;
  }

  keep(): KeptReview {
    return { proposal: this.proposal, verdicts: [...this.verdicts] };
  }
}
