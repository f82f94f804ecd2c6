import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { api } from '../api/client';
import { Refusal, show, testSchool } from '../test/render';
import { navigationFor } from './registered';
import { usePlace, useSession } from './session';
import { SessionWatch } from './SessionWatch';

class Channel {
  static open: Channel[] = [];
  listeners: ((event: { data: string }) => void)[] = [];
  constructor() {
    Channel.open.push(this);
  }
  addEventListener(_: string, listener: (event: { data: string }) => void) {
    this.listeners.push(listener);
  }
  close() {}
}

beforeEach(() => {
  Channel.open = [];
  vi.stubGlobal('BroadcastChannel', Channel);
});

function Where() {
  const place = usePlace();
  const { canSwitch, has } = useSession();
  return <p>{`${place.shortName}|${place.role}|${place.below}|${canSwitch}|${has('institute')}`}</p>;
}

it('opens at the organisation of the grant', async () => {
  show(Where);
  expect(await screen.findByText('Школа № 12|curator|false|false|false')).toBeTruthy();
});

it('opens the organisation of a copied link with the power of the grant above it', async () => {
  window.history.replaceState(null, '', '/?org=4411');
  show(Where, {
    role: 'institute',
    organisation: { id: 2, level: 'institute', shortName: 'ИРО', path: [{ id: 2, shortName: 'ИРО', level: 'institute' }] },
    answers: { 'GET /api/registry/organisations/4411': { ...testSchool, path: [{ id: 2, shortName: 'ИРО', level: 'institute' }, ...testSchool.path] } },
  });
  expect(await screen.findByText('Школа № 12|institute|true|true|true')).toBeTruthy();
  window.history.replaceState(null, '', '/');
});

it('falls back to the own organisation when the linked one is closed to the reader', async () => {
  window.history.replaceState(null, '', '/?org=999');
  show(Where, { answers: { 'GET /api/registry/organisations/999': new Refusal(404, {}) } });
  expect(await screen.findByText(/Школа № 12\|curator/)).toBeTruthy();
  window.history.replaceState(null, '', '/');
});

it('offers to log in again beside the page when the session is lost, and goes on afterwards', async () => {
  const open = vi.fn();
  vi.stubGlobal('open', open);
  show(SessionWatch, {
    answers: { 'GET /api/registry/people': new Refusal(401, {}), 'GET /api/me': { username: 'test', name: 'Т', grants: [] } },
  });
  await waitFor(() => expect(Channel.open.length).toBeGreaterThan(0));
  await act(() => api.get('/api/registry/people').catch(() => undefined));
  await userEvent.click(await screen.findByRole('button', { name: 'Войти снова' }));
  expect(open).toHaveBeenCalledWith('/oauth2/authorization/keycloak?continue=%2Frelogin-done.html', 'nastavnik-login', expect.any(String));
  await act(async () => Channel.open.at(-1)?.listeners.forEach((listener) => listener({ data: 'relogin-done' })));
  await waitFor(() => expect(screen.queryByText('Сессия закончилась')).toBeNull());
});

function Rooms() {
  const place = usePlace();
  const { goTo } = useSession();
  const titles = navigationFor(place).flatMap((g) => g.items.map((i) => i.title));
  return (
    <>
      <p>{`${place.shortName}|${place.roles.join('+')}|${place.person ?? '-'}|${titles.includes('Доступы')}|${titles.includes('Моя пара')}`}</p>
      <button type="button" onClick={() => goTo(4412)}>Сменить</button>
    </>
  );
}

it('gives one person with several roles the union of their rooms in a place, and the rooms of the other place after a switch', async () => {
  const other = { ...testSchool, id: 4412, shortName: 'Школа № 13' };
  show(Rooms, {
    answers: {
      'GET /api/registry/me': { organisations: [{ ...testSchool, role: 'curator' }, { ...testSchool, role: 'psychologist' }, { ...other, role: 'mentor', person: 77 }] },
    },
  });
  expect(await screen.findByText('Школа № 12|curator+psychologist|-|true|false')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Сменить' }));
  expect(await screen.findByText('Школа № 13|mentor|77|false|true')).toBeTruthy();
  sessionStorage.clear();
  localStorage.clear();
});
