import type { EngineView, RenderSpec, Size, SpecWish } from '../generated/api';
import * as format from '../format';
import { words } from '../words';

/** The settings as they stand in the fields: text, until it is read. */
export interface SpecFields {
  size: string;
  seconds: string;
  fps: string;
  seed: string;
}

export type SpecErrors = Partial<Record<keyof SpecFields, string>>;

const SEED_MAX = 4_294_967_295;
const SIZES: readonly Size[] = [
  { width: 1920, height: 1080 },
  { width: 1280, height: 720 },
  { width: 640, height: 360 },
  { width: 720, height: 1280 },
  { width: 960, height: 960 },
];

export function defaults(spec: RenderSpec): SpecFields {
  return {
    size: sizeText(spec.size),
    seconds: String(Math.round((spec.frames / spec.fps) * 10) / 10),
    fps: String(spec.fps),
    seed: '',
  };
}

/** The settings in one line: `1280×704 · 24 fps · 4 s`. */
export function lineOf(fields: SpecFields, engine = ''): string {
  return [
    engine,
    fields.size,
    `${fields.fps}\u00a0${words.fps}`,
    `${fields.seconds}\u00a0s`,
    fields.seed === '' ? '' : `${words.seed.toLowerCase()}\u00a0${fields.seed}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** As a take's length is shown; what is not a number yet stays as it is typed. */
export function lengthOf({ seconds, fps }: SpecFields): string {
  const frames = Number(seconds.replace(',', '.')) * Number(fps);
  const time = frames > 0 ? format.seconds({ frames, fps: Number(fps) }) : seconds;
  return `${time}, ${fps}\u00a0${words.fps}`;
}

export function sizeText(size: Size): string {
  return `${size.width}×${size.height}`;
}

/** The sizes to choose from: those the engine can do, its own default first. */
export function sizesOf(engine: EngineView, chosen: string): string[] {
  const can = engine.capabilities;
  const fits = ({ width, height }: Size) =>
    width >= can.size_min.width &&
    height >= can.size_min.height &&
    width <= can.size_max.width &&
    height <= can.size_max.height &&
    width % can.size_multiple === 0 &&
    height % can.size_multiple === 0;
  const all = [engine.default_spec.size, ...SIZES.filter(fits)].map(sizeText);
  return [...new Set([...all, chosen])];
}

/** Reads the fields. What is out of the engine's range is said here, before it is asked. */
export function read(
  fields: SpecFields,
  engine: EngineView,
): { wish: SpecWish; errors: SpecErrors } {
  const can = engine.capabilities;
  const errors: SpecErrors = {};
  const fps = Number(fields.fps);
  if (!Number.isInteger(fps) || fps < can.fps.min || fps > can.fps.max) {
    errors.fps = words.fpsRange(can.fps.min, can.fps.max);
  }
  const seconds = Number(fields.seconds.replace(',', '.'));
  const longest = Math.min(can.duration_s_max, can.frames.max / (errors.fps ? can.fps.min : fps));
  if (!(seconds >= 0.1 && seconds <= longest)) {
    errors.seconds = words.secondsRange(Math.floor(longest * 10) / 10);
  }
  const seed = fields.seed.trim();
  if (seed !== '' && (!/^\d+$/.test(seed) || Number(seed) > SEED_MAX)) {
    errors.seed = words.seedRange;
  }
  const [width, height] = fields.size.split('×').map(Number);
  const wish: SpecWish = {
    ...(width && height ? { size: { width, height } } : {}),
    ...(errors.fps ? {} : { fps }),
    ...(errors.fps || errors.seconds
      ? {}
      : { frames: Math.max(can.frames.min, Math.round(seconds * fps)) }),
    ...(seed === '' || errors.seed ? {} : { seed: Number(seed) }),
  };
  return { wish, errors };
}
