import type {
  Axis,
  EnhancedWithinByRefiner,
  FieldChange,
  FieldsRequest,
  RefinedBy,
  RefinerView,
  TextChange,
  Update,
  Updated,
  UpdatedByRefiner,
  VariedByRefiner,
  Vary,
} from '../../generated/api';

const BY_RULES: RefinedBy = { refiner: 'rules', label: 'Rules, offline', offline: true };
const none = { fields: [], spans: [] };
const length = (text: string) => Array.from(text).length;

/** Who answered; of a chat model, what that took. */
export function fakeBy({ name: refiner, label, offline }: RefinerView): RefinedBy {
  const took = { requests: 1, tokens: { prompt: 412, completion: 180 }, micro_usd: 170 };
  return { refiner, label, offline, ...(offline ? {} : { took }) };
}

/** Two changes: a replaced first word and a sentence at the end. */
export function fakeEnhanced(before: string): EnhancedWithinByRefiner {
  const first = /^\S+/u.exec(before)?.[0] ?? '';
  const end = length(before);
  return {
    before,
    after: `One fine${before.slice(first.length)}. Soft light.`,
    changes: [
      { at: { start: 0, end: length(first) }, from: first, to: 'One fine', why: 'says how many' },
      { at: { start: end, end }, from: '', to: '. Soft light.', why: 'says how it is lit' },
    ],
    locks: none,
    dropped: [],
    by: BY_RULES,
  };
}

/** It becomes night, and with it the light. A wish that is no such thing is not understood. */
export function fakeUpdated({
  prompt: before,
  request,
  locks = none,
  scene = {},
}: Update): UpdatedByRefiner {
  const unchanged = {
    before,
    after: before,
    changes: [],
    text_changes: [],
    scene,
    locks,
    by: BY_RULES,
  };
  if (!request.includes('night')) {
    return { ...unchanged, not_done: [], not_changed: { not_changed: 'not_understood' } };
  }
  if (locks.fields?.includes('time_of_day')) {
    const violation = { lock: 'field', field: 'time_of_day' } as const;
    const why = { not_changed: 'locked', violation } as const;
    return { ...unchanged, not_done: [{ part: request, why }], not_changed: why };
  }
  const end = length(before);
  const text_changes = [
    { at: { start: end, end }, from: '', to: ', at night', why: 'asked for: night' },
    {
      at: { start: end, end },
      from: '',
      to: ', lit by the moon and a street lamp',
      why: 'follows: the light of the night',
    },
  ];
  const changes: FieldChange[] = [
    {
      field: 'time_of_day',
      from: 'dawn',
      to: 'night',
      why: 'asked',
      explanation: 'You asked for night.',
      text_changes: [0],
    },
    {
      field: 'lighting',
      from: null,
      to: 'the moon and a street lamp',
      why: 'follows',
      explanation: 'At night there is no low sun.',
      text_changes: [1],
    },
  ];
  const car = {
    part: 'remove the car',
    why: { not_changed: 'nothing_there', what: 'car' },
  } as const;
  return {
    before,
    after: text_changes.reduce((text, { to }) => text + to, before),
    changes,
    text_changes,
    scene: { ...scene, time_of_day: 'night' },
    locks,
    not_done: request.includes('car') ? [car] : [],
    by: BY_RULES,
  };
}

/** A field is said at the end. What is locked stays, and "nowhere" is no place. */
export function fakeSet({
  prompt: before,
  fields,
  locks = none,
  scene = {},
}: FieldsRequest): Updated {
  const [{ field, value } = { field: 'location' as const, value: '' }] = fields;
  const same = { before, after: before, changes: [], text_changes: [], scene, locks };
  const refuse = (not_changed: NonNullable<Updated['not_changed']>): Updated => ({
    ...same,
    not_done: [{ part: `${field}: ${value}`, why: not_changed }],
    not_changed,
  });
  if (locks.fields?.includes(field)) {
    return refuse({ not_changed: 'locked', violation: { lock: 'field', field } });
  }
  if (value === 'nowhere') return refuse({ not_changed: 'not_read_as', what: value, field });
  if (before.includes(value)) return refuse({ not_changed: 'already_so', what: value });
  const end = length(before);
  const change: FieldChange = {
    field,
    from: null,
    to: value,
    why: 'asked',
    explanation: 'you set it',
    text_changes: [0],
  };
  return {
    ...same,
    after: `${before}, ${value}`,
    changes: [change],
    text_changes: [{ at: { start: end, end }, from: '', to: `, ${value}`, why: 'you set it' }],
    scene: { ...scene, [field]: value },
    not_done: [],
  };
}

const ENDS: [Axis, string][] = [
  ['time_of_day', 'at the blue hour, the sky still light over dark roofs'],
  ['weather', 'low fog hides all beyond the second lamp'],
  ['camera', 'the camera rides low on a dolly, 24 mm, slowing as it pauses'],
  ['lighting', 'sodium lamps pool on the ground'],
  ['colors', 'teal shadows under one magenta sign that flickers'],
  ['style', 'grainy 16 mm film'],
  ['pace', 'in slow motion'],
  ['location', 'on a pier over black water'],
];

/** Cards that each end differently; of eight axes it knows no more than eight. */
export function fakeVaried({ selected, total = 8, axes }: Vary): VariedByRefiner {
  const base = selected[0] ?? '';
  const end = length(base);
  const ends = ENDS.filter(([axis]) => !axes || axes.includes(axis));
  const made = ends
    .map(([axis, words]) => {
      const change: TextChange = { at: { start: end, end }, from: '', to: `, ${words}`, why: axis };
      return { axes: [axis], prompt: base + change.to, changes: [change] };
    })
    .filter(({ prompt }) => !selected.includes(prompt))
    .slice(0, total - selected.length);
  const missing = total - selected.length - made.length;
  return {
    cards: [
      ...selected.map((prompt, at) => {
        return { prompt, axes: [], changes: [], made_from: at, origin: 'selected' as const };
      }),
      ...made.map((card) => ({ ...card, made_from: 0, origin: 'rules' as const })),
    ],
    by: BY_RULES,
    ...(missing > 0 ? { short_of: { short_of: 'no_more_different', missing } as const } : {}),
  };
}
