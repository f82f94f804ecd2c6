import { afterEach, describe, expect, it, vi } from 'vitest';
import { Refusal, serve } from '../test/render';
import { api, onSessionLost, setRegion, streamAddress } from './client';
import { ProblemError } from './problem';

afterEach(() => {
  setRegion(undefined);
  document.cookie = 'XSRF-TOKEN=; max-age=0';
});

describe('requests', () => {
  it('sends the token against forged requests and a key against double saves with every POST', async () => {
    document.cookie = 'XSRF-TOKEN=abc%3D';
    const asked = serve({ 'POST /api/registry/people': { id: 1 } });
    await api.post('/api/registry/people', { lastName: 'Ветрова' }, { idempotencyKey: 'k-1' });
    await api.post('/api/registry/people', {});
    expect(asked[0]?.headers.get('X-XSRF-TOKEN')).toBe('abc=');
    expect(asked[0]?.headers.get('Idempotency-Key')).toBe('k-1');
    expect(asked[1]?.headers.get('Idempotency-Key')).toMatch(/.{20,}/);
  });

  it('names the region only when one was chosen', async () => {
    const asked = serve({ 'GET /api/registry/people': {} });
    await api.get('/api/registry/people');
    setRegion(2);
    await api.get('/api/registry/people', { q: '', page: 0 });
    expect(asked[0]?.headers.has('X-Region')).toBe(false);
    expect(asked[1]?.headers.get('X-Region')).toBe('2');
    expect([...(asked[1]?.query.keys() ?? [])]).toEqual(['page']);
    expect(streamAddress('/api/monitoring/dashboards/7/changes')).toBe('/api/monitoring/dashboards/7/changes?region=2');
  });

  it('turns a refusal into its code, words and fields', async () => {
    serve({ 'GET /api/x': new Refusal(409, { code: 'stale-version', title: 'Запись изменилась', detail: 'Обновите', violations: [{ field: 'a', message: 'б' }], current: { version: 3 } }) });
    const error = await api.get('/api/x').catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ status: 409, code: 'stale-version', message: 'Обновите', stale: true, violations: [{ field: 'a', message: 'б' }] });
  });

  it('speaks Russian even when the answer is not a problem or there is none', async () => {
    vi.stubGlobal('fetch', async () => new Response('<html>', { status: 502 }));
    await expect(api.get('/api/x')).rejects.toThrow('Служба временно недоступна');
    vi.stubGlobal('fetch', async () => { throw new TypeError('network'); });
    await expect(api.get('/api/x')).rejects.toThrow('Нет связи с сервером');
  });

  it('tells the shell that the session is lost, but not for the first question who I am', async () => {
    const lost = vi.fn();
    const stop = onSessionLost(lost);
    serve({ 'GET /api/me': new Refusal(401, {}), 'GET /api/registry/people': new Refusal(401, {}) });
    await api.get('/api/me').catch(() => undefined);
    expect(lost).not.toHaveBeenCalled();
    await api.get('/api/registry/people').catch(() => undefined);
    expect(lost).toHaveBeenCalledOnce();
    stop();
  });
});
