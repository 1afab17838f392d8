import type { KeepRevisions, KeptRevisions, RevisionView } from '../../generated/api';
import { NOW } from './jobs';

/** Adds steps to the made-up session; what says the same as its parent is no step. */
export function keepSteps(
  revisions: RevisionView[],
  { parent, steps }: KeepRevisions,
): KeptRevisions {
  const kept: string[] = [];
  let head = parent ?? null;
  for (const { prompt, origin, negative_prompt } of steps) {
    const before = revisions.find((own) => own.id === head);
    if (before?.prompt === prompt && (before.negative_prompt ?? null) === (negative_prompt ?? null))
      continue;
    const number = revisions.length + 1;
    const id = `revision-${String(number)}`;
    revisions.push({
      id,
      number,
      session: 'session-1',
      parent: head,
      origin: origin === 'typed' && head ? 'edited' : origin,
      prompt,
      ...(negative_prompt ? { negative_prompt } : {}),
      created_at: NOW + number,
      takes: 0,
    });
    kept.push(id);
    head = id;
  }
  return { session: 'session-1', head: head ?? '', new: kept };
}
