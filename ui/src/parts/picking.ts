import type { Attachment } from 'svelte/attachments';

import type { Selection } from '../models/selection.svelte';

/**
 * Lets the rows inside (`data-pick`, their id) be chosen: by their box; by a click with Ctrl
 * or Cmd, and with Shift a whole range; by Shift and the arrows.
 */
export function picking(selection: Selection): Attachment<HTMLElement> {
  return (list) => {
    const rowOf = (target: EventTarget | null) =>
      target instanceof Element ? target.closest<HTMLElement>('[data-pick]') : null;
    const boxOf = (row: Element | null) =>
      row?.querySelector<HTMLInputElement>('input[type=checkbox]') ?? null;

    const click = (event: MouseEvent) => {
      const row = rowOf(event.target);
      const id = row?.dataset['pick'];
      if (!row || !id || !(event.target instanceof Element)) return;
      const box = boxOf(row);
      const own = event.target === box;
      const mod = event.ctrlKey || event.metaKey;
      if (!own && event.target.closest('a, button')) return;
      if (!own && !mod && !event.shiftKey) return;
      selection.press(id, { range: event.shiftKey });
      // A range that takes in a box that was on leaves it on, which the press has turned off.
      if (box) box.checked = selection.has(id);
      if (!own) box?.focus();
    };
    // A range by Shift would mark the words between.
    const down = (event: MouseEvent) => {
      if (event.shiftKey && rowOf(event.target)) event.preventDefault();
    };
    const key = (event: KeyboardEvent) => {
      const row = rowOf(event.target);
      if (!row) return;
      const done = keyed(event, row.dataset['pick'] ?? '');
      if (!done) return;
      event.preventDefault();
      event.stopPropagation();
    };
    const keyed = (event: KeyboardEvent, id: string): boolean => {
      if (!event.shiftKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return false;
      const next = selection.extend(id, event.key === 'ArrowUp' ? -1 : 1);
      if (next) boxOf(list.querySelector(`[data-pick="${next}"]`))?.focus();
      return true;
    };

    list.addEventListener('click', click);
    list.addEventListener('mousedown', down);
    list.addEventListener('keydown', key);
    return () => {
      list.removeEventListener('click', click);
      list.removeEventListener('mousedown', down);
      list.removeEventListener('keydown', key);
    };
  };
}
