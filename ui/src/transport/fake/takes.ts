import type { JobView } from '../../generated/api';
import { NOW, everyState, fakeJob } from './jobs';

const PROMPTS = [
  'A red fox trots through deep snow in a birch forest at dawn',
  'A six-wheeled delivery robot crosses a rainy neon street at night, low camera, wet asphalt full of reflections, people with umbrellas step aside',
  'A gripper lifts a red cup from a wooden table under warm lamp light',
];

/** A take that was delivered. */
export function done(id: string, take: number): JobView {
  return fakeJob(
    id,
    { state: 'done', video: `video-${take}` },
    {
      take,
      prompt: PROMPTS[take % PROMPTS.length] ?? '',
      spec: { fps: 24, frames: 96, seed: 1000 + take, size: { width: 1280, height: 720 } },
      video: {
        id: `video-${take}`,
        file: `videos/2026-11-25/a-red-fox-${take}.mp4`,
        url: '/fake/video.mp4',
        poster_url: '/fake/poster.svg',
        sha256: 'f0'.repeat(32),
        delivered_at: NOW - take * 60_000,
        duration_ms: 4000,
        frames: 96,
        width: 1280,
        height: 720,
        size_bytes: 1_840_000 + take * 1000,
      },
    },
  );
}

/** Takes in a row: most done, two failed, some under way. */
export function takes(count: number): JobView[] {
  const failed = everyState().at(-1);
  return Array.from({ length: count }, (_, at) => {
    const job = done(`job-${at + 1}`, at + 1);
    return failed && at % 17 === 4 ? { ...failed, id: job.id, take: job.take } : job;
  });
}
