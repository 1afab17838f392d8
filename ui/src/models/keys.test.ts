import { describe, expect, it } from 'vitest';

import { NOW } from '../transport/fake/jobs';
import { fakeKey, fakeKeys } from '../transport/fake/setup';
import { fieldErrors } from './fieldErrors';
import { fileOffer, healthOf, microOf, nextWake, ringsOf, spendOf, usageOf } from './keys';

describe('keys in words', () => {
  it('each health has its own words', () => {
    expect(fakeKeys.map((key) => healthOf(key, NOW).word.replace(/\d\d:\d\d/, 'HH:MM'))).toEqual([
      'In use',
      'Rests until HH:MM',
      expect.stringMatching(/^Without credit until /),
      'Not accepted',
      'Value can’t be read',
    ]);
    expect(healthOf(fakeKey('own'), NOW).word).toBe('Ready');
  });

  it('a rest counts down and then is over', () => {
    const resting = fakeKey('own', {
      health: { health: 'cooling', cause: 'backoff', until: NOW + 34_000 },
    });
    expect(healthOf(resting, NOW).more).toBe('too many requests, 0:34 left');
    expect(healthOf(resting, NOW + 34_000).word).toBe('Ready');
    expect(nextWake([resting], NOW)).toBe(NOW + 34_000);
    expect(nextWake([resting], NOW + 34_000)).toBeNull();
  });

  it('they stand in the order of their provider', () => {
    const rings = ringsOf(fakeKeys);
    expect(rings.map(({ provider, order }) => [provider, order])).toEqual([
      ['nvidia', 'in_order'],
      ['openai', 'round_robin'],
    ]);
    expect(rings[0]?.keys).toHaveLength(4);
  });

  it('use and spend are told; what was spent yesterday is not', () => {
    const [first] = fakeKeys;
    if (!first) throw new Error('there is none');
    expect(spendOf(first, NOW)).toBe('$1.44 of $5.00 today');
    expect(spendOf(first, NOW + 86_400_000)).toBe('$0.00 of $5.00 today');
    expect(usageOf(first)).toMatch(/^1.204 requests, .* told to slow down 3 times$/);
    expect(usageOf(fakeKey('own'))).toBe('not used yet');
  });

  it('sums are read as they are typed', () => {
    expect(['', ' 0.10 ', '$2', '1,5', 'much', '-1'].map(microOf)).toEqual([
      null,
      100_000,
      2_000_000,
      1_500_000,
      undefined,
      undefined,
    ]);
  });
});

describe('what the studio says about a field', () => {
  const bad = (message: string, field: string) =>
    fieldErrors({ code: 'bad_input', message, field });

  it('stands at the field that it names', () => {
    expect(bad('this is no key', 'value')).toEqual({ value: 'this is no key' });
    expect(fieldErrors({ code: 'closed', message: 'gone' })).toEqual({});
  });

  it('goes to each field where it lists several', () => {
    const said =
      "the engine's settings can't be used: url: this is no address; one looks like " +
      'http://127.0.0.1:8091; name: only letters are possible';
    expect(bad(said, 'url')).toEqual({
      url: 'this is no address; one looks like http://127.0.0.1:8091',
      name: 'only letters are possible',
    });
  });

  it('offers a file only where the studio asks for leave', () => {
    const hint = 'to have keys kept in /config/keys.json, which this user alone can read, say so';
    const code = 'unsuitable' as const;
    expect(fileOffer({ code, message: 'no keyring', field: 'allow_file', hint })).toBe(
      '/config/keys.json',
    );
    expect(fileOffer({ code, message: 'the keyring is locked' })).toBeNull();
  });
});
