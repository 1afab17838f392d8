import { createServer } from 'node:http';

/**
 * A server that speaks OpenAI's video protocol, as vLLM-Omni does. Each look moves a
 * render one step, and its clip is the one that it was given.
 */
export async function videoServer() {
  /** @type {Map<string, any>} */
  const renders = new Map();
  const state = {
    /** @type {Buffer} */
    clip: Buffer.alloc(0),
    /** Whether it is in order. */
    well: true,
    /** What it was sent as keys. @type {string[]} */
    keys: [],
    renders,
  };
  const steps = ['queued', 'in_progress', 'completed'];

  const server = createServer((request, response) => {
    /** @type {Buffer[]} */
    const body = [];
    request.on('data', (part) => body.push(part));
    request.on('end', () => {
      const path = new URL(request.url ?? '/', 'http://here').pathname;
      const [, , what, id, more] = path.split('/');
      const json = (/** @type {number} */ status, /** @type {unknown} */ value) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(value));
      };
      if (request.headers.authorization) state.keys.push(request.headers.authorization);
      if (!state.well) return json(503, { detail: 'The model is being loaded' });
      if (what === 'models')
        return json(200, { object: 'list', data: [{ id: 'm', owned_by: 'vllm' }] });
      if (what !== 'videos') return json(404, { detail: 'Not Found' });
      const render = id ? renders.get(id) : null;
      if (!id && request.method === 'POST') {
        const made = recordOf(Buffer.concat(body).toString('utf8'), renders.size);
        renders.set(made.id, made);
        return json(200, made);
      }
      if (!id) return json(200, { object: 'list', data: [...renders.values()], has_more: false });
      if (!render) return json(404, { detail: 'Video not found' });
      if (request.method === 'DELETE') return json(200, { id, deleted: true });
      if (more === 'content') {
        response.writeHead(200, { 'content-type': 'video/mp4' });
        return void response.end(state.clip);
      }
      json(200, render);
      render.status = steps[steps.indexOf(render.status) + 1] ?? 'completed';
    });
  });
  await new Promise((up) => server.listen(0, '127.0.0.1', () => up(undefined)));
  const own = server.address();
  const port = typeof own === 'object' && own ? own.port : 0;
  return Object.assign(state, {
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise((down) => server.close(down)),
  });
}

/**
 * A render as it is ordered by a form.
 * @param {string} form
 * @param {number} number
 */
function recordOf(form, number) {
  const field = (/** @type {string} */ name) =>
    new RegExp(`name="${name}"\\r\\n(?:[^\\r\\n]+\\r\\n)*\\r\\n([^\\r]*)\\r\\n`).exec(form)?.[1] ??
    '';
  return {
    id: `video_gen_${String(number).padStart(32, '0')}`,
    object: 'video',
    model: 'm',
    prompt: field('prompt'),
    status: 'queued',
    progress: 0,
    size: field('size'),
    seconds: '1',
    created_at: Math.floor(Date.now() / 1000),
    error: null,
  };
}
