import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';

/**
 * Names an element at the moment when its name is wanted: a name that holds a figure in
 * motion would else be read out again with every step of it.
 */
export function namedOnDemand(name: () => string): Attachment<HTMLElement> {
  return (element) => {
    const say = () => {
      const now = untrack(name);
      element.setAttribute('aria-label', now);
      element.title = now;
    };
    say();
    element.addEventListener('focus', say);
    element.addEventListener('pointerenter', say);
    return () => {
      element.removeEventListener('focus', say);
      element.removeEventListener('pointerenter', say);
    };
  };
}
