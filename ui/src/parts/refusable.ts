import type { Attachment } from 'svelte/attachments';

/**
 * Marks a button as refused, with the reason as its tooltip and its description. It stays
 * in the order of focus, so that the reason can be found with the keyboard.
 */
export function refusable(reason: string | null, hint?: string): Attachment<HTMLElement> {
  return (element) => {
    set(element, 'aria-disabled', reason === null ? null : 'true');
    set(element, 'aria-description', reason);
    set(element, 'title', reason ?? hint ?? null);
  };
}

function set(element: HTMLElement, name: string, value: string | null): void {
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}
