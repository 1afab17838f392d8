import type { Attachment } from 'svelte/attachments';

import type { JobId } from '../generated/api';
import * as format from '../format';
import type { ProgressBoard } from '../models/progress';

/** Writes how far a render is to the element's `--v`, and nothing else. */
export function showFill(board: ProgressBoard, job: JobId): Attachment<HTMLElement> {
  return (element) =>
    board.watch(job, (progress) => {
      element.style.setProperty('--v', String(progress?.percent ?? 0));
    });
}

/**
 * Writes a render's progress to the element: `--v` for the bar and its figure, and the
 * time left. No node of the page is made or changed for it.
 */
export function showProgress(board: ProgressBoard, job: JobId): Attachment<HTMLElement> {
  return (element) =>
    board.watch(job, (progress) => {
      const percent = progress?.percent ?? 0;
      element.style.setProperty('--v', String(percent));
      element.setAttribute('aria-valuenow', String(percent));
      const left = progress?.left_s;
      element.dataset['left'] = typeof left === 'number' ? format.left(left) : '';
    });
}
