import type { Attachment } from 'svelte/attachments';

/**
 * Writes how much of a row has to give way as `data-fit`: 0 is nothing, and each further
 * step is tried only when the words don't fit. What a step means is the row's style.
 */
export function fit(steps: number): Attachment<HTMLElement> {
  return (row) => {
    const look = () => {
      for (let step = 0; step <= steps; step += 1) {
        row.dataset['fit'] = String(step);
        if (row.scrollWidth <= row.clientWidth) return;
      }
    };
    const resized = new ResizeObserver(look);
    const changed = new MutationObserver(look);
    resized.observe(row);
    changed.observe(row, { childList: true, characterData: true, subtree: true });
    look();
    return () => {
      resized.disconnect();
      changed.disconnect();
    };
  };
}
