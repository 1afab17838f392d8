import type { Detail, Segment, TimedAction } from '../generated/api';
import { words } from '../words';

/** A line of the scene in detail; without a name it stands alone. */
export interface DetailRow {
  name: string;
  value: string;
}

/** Lines that belong together, under a title. */
export interface DetailGroup {
  id: keyof typeof words.detailGroups;
  title: string;
  /** Each list is one thing: a subject with what is said of it, or the camera. */
  lists: { head: string; rows: DetailRow[] }[];
}

type Said = Partial<Record<keyof typeof words.detailRows, string | null>>;

/** What is said, in the order of the words; what nothing is said of is left out. */
function rowsOf(said: Said | undefined): DetailRow[] {
  return (Object.entries(words.detailRows) as [keyof typeof words.detailRows, string][]).flatMap(
    ([key, name]) => {
      const value = said?.[key];
      return value ? [{ name, value }] : [];
    },
  );
}

/** When it happens, in words. */
export function timeOf({ from_s, to_s }: TimedAction): string {
  const from = from_s ?? null;
  const to = to_s ?? null;
  if (from !== null && to !== null) return words.detailSpan(from, to);
  if (from !== null) return words.detailFrom(from);
  return to === null ? words.detailThen : words.detailUntil(to);
}

/** The groups that say something; what happens when is drawn and not listed. */
export function groupsOf(detail: Detail | undefined): DetailGroup[] {
  if (!detail) return [];
  const { subjects = [], background, lighting, aesthetics, camera } = detail;
  const plain = (rows: DetailRow[]) => (rows.length > 0 ? [{ head: '', rows }] : []);
  const lists: [DetailGroup['id'], DetailGroup['lists']][] = [
    [
      'subjects',
      subjects.map(({ description, ...said }) => ({
        head: description ?? '',
        rows: rowsOf(said),
      })),
    ],
    ['background', background ? [{ head: background, rows: [] }] : []],
    ['light', plain(rowsOf(lighting))],
    ['picture', plain(rowsOf(aesthetics))],
    ['camera', plain(rowsOf(camera))],
  ];
  return lists
    .filter(([, own]) => own.length > 0)
    .map(([id, own]) => ({ id, title: words.detailGroups[id], lists: own }));
}

/** A bar on the axis of the clip, in per cent of its length. */
export interface Bar {
  left: number;
  width: number;
  /** The line it is drawn in: what happens at the same time stands below one another. */
  lane: number;
}

/** Something that happens in the clip. */
export interface Happening {
  /** When, in words. */
  when: string;
  description: string;
  /** Null where no time is told. A moment has no width. */
  bar: Bar | null;
}

/**
 * Actions or segments on the axis of a clip of so many seconds, or of one that ends with the
 * last of them.
 */
export function happenings(
  told: readonly (TimedAction | Segment)[],
  seconds: number | null,
): Happening[] {
  const spans = told.map((own) => {
    const from = own.from_s ?? null;
    const to = own.to_s ?? null;
    return from === null && to === null ? null : { from: from ?? 0, to: to ?? from ?? 0 };
  });
  const end = Math.max(seconds ?? 0, ...spans.map((span) => span?.to ?? 0));
  const percent = (moment: number) => (end > 0 ? (moment / end) * 100 : 0);
  /** Where each line is free again. */
  const lanes: number[] = [];
  return told.map((own, index) => {
    const span = spans[index];
    const said = { when: timeOf(own), description: own.description };
    if (!span) return { ...said, bar: null };
    const free = lanes.findIndex((until) => until <= span.from);
    const lane = free < 0 ? lanes.length : free;
    lanes[lane] = Math.max(span.to, span.from);
    const left = percent(span.from);
    return { ...said, bar: { left, width: percent(span.to) - left, lane } };
  });
}
