import { beforeEach, describe, expect, it, vi } from 'vitest';

const invoked = vi.hoisted(() => vi.fn());
vi.mock('@tauri-apps/api/core', () => ({ invoke: invoked, Channel: vi.fn() }));
vi.mock('@tauri-apps/api/webview', () => ({ getCurrentWebview: () => ({}) }));

import { tauriTransport } from './tauri';

interface Asked {
  name: string;
  input: { call?: string };
}

describe('a question in the window', () => {
  beforeEach(() => void invoked.mockReset());

  it('is stopped in the studio by the name it was given', async () => {
    const asked: Asked[] = [];
    let answer: (value: unknown) => void = () => undefined;
    invoked.mockImplementation((command: string, input: Asked) => {
      if (command === 'doorway')
        return Promise.resolve({ address: '', mediaToken: null, runsStudio: true });
      asked.push(input);
      if (input.name === 'stop_refining') return Promise.resolve({ stopped: true });
      return new Promise((done) => (answer = done));
    });
    const transport = await tauriTransport();
    const own = new AbortController();
    const asking = transport.call('enhance', { prompt: 'a fox', call: 'one' }, own.signal);
    expect(asked).toHaveLength(1);
    own.abort();
    expect(asked[1]).toEqual({
      name: 'stop_refining',
      input: { call: 'one' },
    });
    expect(asked[0]?.input.call).toBe('one');
    answer({});
    await asking;
  });

  it('that was answered is not stopped any more', async () => {
    invoked.mockResolvedValue({ address: '', mediaToken: null, runsStudio: true });
    const transport = await tauriTransport();
    const own = new AbortController();
    await transport.call('vary', { selected: ['a fox'], call: 'one' }, own.signal);
    const before = invoked.mock.calls.length;
    own.abort();
    expect(invoked.mock.calls.length).toBe(before);
  });
});
