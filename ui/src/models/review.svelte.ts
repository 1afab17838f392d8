import type { Enhanced } from '../generated/api';
import { words } from '../words';
import { applied, pieces, type Piece, type Verdict } from './changes';

/** What is kept of a review when the window closes. */
export interface KeptReview {
  enhanced: Enhanced;
  verdicts: Verdict[];
}

/** Proposed changes, and what the user said to each. */
export class Review {
  verdicts: Verdict[] = $state([]);
  focus = $state(0);

  constructor(
    readonly enhanced: Enhanced,
    verdicts?: readonly Verdict[],
  ) {
    this.verdicts = enhanced.changes.map((_, index) => verdicts?.[index] ?? 'open');
    const open = this.verdicts.indexOf('open');
    this.focus = Math.max(0, open);
  }

  get pieces(): Piece[] {
    return pieces(this.enhanced.before, this.enhanced.changes, this.verdicts);
  }

  /** The user's words plus what they accepted: what renders. */
  get text(): string {
    return applied(this.enhanced.before, this.enhanced.changes, this.verdicts);
  }

  get count(): number {
    return this.enhanced.changes.length;
  }

  number(verdict: Verdict): number {
    return this.verdicts.filter((own) => own === verdict).length;
  }

  get summary(): string {
    return words.changesSummary(this.number('yes'), this.number('no'), this.number('open'));
  }

  get current() {
    return this.enhanced.changes[this.focus] ?? null;
  }

  say(index: number, verdict: Verdict): void {
    this.verdicts[index] = verdict;
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
    return { enhanced: this.enhanced, verdicts: [...this.verdicts] };
  }
}
