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

/** The groups that say something; segments are drawn and not listed. */
export function groupsOf(detail: Detail | undefined): DetailGroup[] {
  if (!detail) return [];
  const { subjects = [], background, lighting, aesthetics, camera, actions = [] } = detail;
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
    [
      'actions',
      plain(actions.map((action) => ({ name: timeOf(action), value: action.description }))),
    ],
  ];
  return lists
    .filter(([, own]) => own.length > 0)
    .map(([id, own]) => ({ id, title: words.detailGroups[id], lists: own }));
}

/** A segment as a bar: where it begins and how wide it is, in per cent of the clip. */
export interface Bar extends Segment {
  left: number;
  width: number;
}

/** The segments as bars of a clip of so many seconds, or of one that ends with the last. */
export function barsOf(segments: readonly Segment[], seconds: number | null): Bar[] {
  const end = Math.max(seconds ?? 0, ...segments.map((own) => own.to_s));
  return segments.map((own) => ({
    ...own,
    left: (own.from_s / end) * 100,
    width: ((own.to_s - own.from_s) / end) * 100,
  }));
}
