import { describe, expect, it } from 'vitest';

import { request } from './http';

describe('an HTTP request', () => {
  it('puts ids into the path and the rest into the body', () => {
    const { url, init } = request('act_on_job', { job: 'a/b', action: 'hold' });
    expect(url).toBe('/studio/v1/jobs/a%2Fb/act');
    expect(init).toMatchObject({ method: 'POST', body: '{"action":"hold"}' });
  });

  it('puts what a GET asks for into the query', () => {
    const { url } = request('export', { export: 'x', wait_ms: 400 });
    expect(url).toBe('/studio/v1/exports/x?wait_ms=400');
    expect(request('list_jobs', { batch: 'b', session: null }).url).toBe('/studio/v1/jobs?batch=b');
  });
});
