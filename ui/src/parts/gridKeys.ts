/**
 * Arrows walk cards in rows; what lies below is found by where it is drawn. Gives back the
 * card that has the focus then, by its place.
 */
export function walkCards(event: KeyboardEvent, cards: readonly HTMLElement[]): number | null {
  const here = cards.indexOf(event.target as HTMLElement);
  if (here < 0) return null;
  const lane = (card: HTMLElement) => card.getBoundingClientRect().top;
  const top = cards[0] ? lane(cards[0]) : 0;
  const columns = cards.filter((card) => lane(card) === top).length;
  const steps: Record<string, number> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    Home: -here,
    End: cards.length - 1 - here,
  };
  const step = steps[event.key];
  const next = step === undefined ? undefined : cards[here + step];
  if (!next) return null;
  event.preventDefault();
  next.focus();
  return here + (step ?? 0);
}
