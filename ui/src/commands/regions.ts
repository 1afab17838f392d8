const REACHABLE =
  'a[href], button:not(:disabled), textarea, input, select, [tabindex="0"]:not([role=separator])';

/** Walks the landmarks: goes to the first thing in the next, or in the one before. */
export function walkRegions(by: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')];
  // A region may stand inside another: the inner one is where the focus is.
  const here = regions.findLastIndex((region) => region.contains(document.activeElement));
  const at = here < 0 && by < 0 ? 0 : here;
  for (let step = 1; step <= regions.length; step += 1) {
    const region = regions[(at + by * step + regions.length * step) % regions.length];
    const first = [...(region?.querySelectorAll<HTMLElement>(REACHABLE) ?? [])].find(
      (element) => element.closest('[data-region]') === region && element.checkVisibility(),
    );
    if (first) return first.focus();
  }
}

/** Takes the focus out of a field, to the stage it belongs to. */
export function leaveField(): void {
  document.getElementById('stage')?.focus();
}
