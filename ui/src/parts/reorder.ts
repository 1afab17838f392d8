import type { Attachment } from 'svelte/attachments';

interface Options {
  /** Puts the row named `id` before the row named `before`, or last when null. */
  onplace: (id: string, before: string | null) => void;
  /** Whether more follows than is shown: then nothing can be put last. */
  more: () => boolean;
}

/**
 * Lets the rows inside be dragged by their grip (`data-grip`) among those that can move
 * (`data-moves`, their name). Pointer events, not the drag and drop of HTML: the shell
 * keeps that for files. Where the row would land is marked `data-drop` on a neighbour;
 * Escape puts it back.
 */
export function reorder({ onplace, more }: Options): Attachment<HTMLElement> {
  return (list) => {
    let dragged: HTMLElement | null = null;
    let gap: Gap | null = null;

    const show = (next: Gap | null) => {
      if (gap) delete gap.row.dataset['drop'];
      gap = next;
      if (gap) gap.row.dataset['drop'] = gap.after ? 'after' : 'before';
    };
    const end = () => {
      show(null);
      delete dragged?.dataset['dragged'];
      dragged = null;
      removeEventListener('keydown', escape, true);
    };
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      end();
    };
    const down = (event: PointerEvent) => {
      if (!(event.target instanceof Element) || event.button !== 0) return;
      const row = event.target.closest('[data-grip]')?.closest('[data-moves]');
      if (!(row instanceof HTMLElement)) return;
      event.preventDefault();
      list.setPointerCapture(event.pointerId);
      dragged = row;
      row.dataset['dragged'] = '';
      addEventListener('keydown', escape, true);
    };
    const move = (event: PointerEvent) => {
      if (!dragged) return;
      const next = gapAt(movable(list), event.clientY, more());
      show(next);
      next?.row.scrollIntoView({ block: 'nearest' });
    };
    const up = () => {
      const [row, landed] = [dragged, gap];
      end();
      if (!row || !landed) return;
      const rows = movable(list);
      const before = rows[rows.indexOf(landed.row) + (landed.after ? 1 : 0)] ?? null;
      // Where it is already.
      if (before === row || rows[rows.indexOf(row) + 1] === (before ?? undefined)) return;
      onplace(row.dataset['moves'] ?? '', before?.dataset['moves'] ?? null);
    };

    list.addEventListener('pointerdown', down);
    list.addEventListener('pointermove', move);
    list.addEventListener('pointerup', up);
    list.addEventListener('pointercancel', end);
    return () => {
      end();
      list.removeEventListener('pointerdown', down);
      list.removeEventListener('pointermove', move);
      list.removeEventListener('pointerup', up);
      list.removeEventListener('pointercancel', end);
    };
  };
}

/** The place beside a row. */
interface Gap {
  row: HTMLElement;
  after: boolean;
}

const movable = (list: HTMLElement) => [...list.querySelectorAll<HTMLElement>('[data-moves]')];

/** The place between rows that is nearest to a height on the screen, in pixels. */
function gapAt(rows: readonly HTMLElement[], y: number, more: boolean): Gap | null {
  for (const row of rows) {
    const box = row.getBoundingClientRect();
    if (y < box.top + box.height / 2) return { row, after: false };
  }
  const last = rows.at(-1);
  return last ? { row: last, after: !more } : null;
}
