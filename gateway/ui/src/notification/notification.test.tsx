import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { barriers } from '../test/axe';
import { show } from '../test/render';
import { Bell } from './Bell';
import { Component as DemoMailPage } from './DemoMailPage';
import { Component as NotificationsPage } from './NotificationsPage';

const line = { id: 7, kind: 'consent', title: 'Отозвано согласие', body: 'Прекратите обработку.', link: '/people/9', createdAt: '2026-11-20T10:00:00Z', read: false };
const old = { ...line, id: 6, title: 'Доступ открыт', link: undefined, read: true };

it('shows what one was told, marks one and all as read, and takes it back', async () => {
  const { asked, container } = show(NotificationsPage, {
    role: 'mentor',
    answers: {
      'GET /api/registry/notifications': { items: [line, old], unread: 1 },
      'GET /api/registry/notification-preference': { mail: false, kinds: [] },
      'POST /api/registry/notifications/7/reading': {}, 'DELETE /api/registry/notifications/6/reading': {}, 'POST /api/registry/notifications/reading': {},
    },
  });
  expect((await screen.findByRole('link', { name: 'Отозвано согласие' })).getAttribute('href')).toBe('/people/9');
  await userEvent.click(screen.getByRole('button', { name: /Отметить прочитанным: Отозвано/ }));
  await userEvent.click(screen.getByRole('button', { name: /Отметить непрочитанным: Доступ открыт/ }));
  await userEvent.click(screen.getByRole('button', { name: 'Отметить все прочитанными' }));
  await waitFor(() => expect(asked.filter((a) => a.method !== 'GET').map((a) => `${a.method} ${a.path}`)).toEqual([
    'POST /api/registry/notifications/7/reading', 'DELETE /api/registry/notifications/6/reading', 'POST /api/registry/notifications/reading',
  ]));
  expect(screen.queryByText('Письма на почту')).toBeNull();
  expect(await barriers(container)).toEqual([]);
});

it('switches off the letters of one kind and keeps the others', async () => {
  const kinds = [{ kind: 'consent', title: 'Согласия', mail: true }, { kind: 'person', title: 'Переводы', mail: false }];
  const { asked, container } = show(NotificationsPage, {
    answers: {
      'GET /api/registry/notifications': { items: [], unread: 0 },
      'GET /api/registry/notification-preference': { mail: true, kinds }, 'PUT /api/registry/notification-preference': { mail: true, kinds },
    },
  });
  expect(await screen.findByText(/Уведомлений пока нет/)).toBeTruthy();
  await userEvent.click(await screen.findByRole('switch', { name: 'Согласия' }));
  await waitFor(() => expect(asked.find((a) => a.method === 'PUT')?.body).toEqual({ withoutMail: ['consent', 'person'] }));
  expect(await barriers(container)).toEqual([]);
});

it('counts the unread on the bell', async () => {
  const { container } = show(Bell, { answers: { 'GET /api/registry/notifications/unread': { unread: 3 } } });
  expect(await screen.findByRole('link', { name: 'Уведомления: 3 непрочитанных' })).toBeTruthy();
  expect(await barriers(container)).toEqual([]);
});

it('shows the letters of the demonstration; only its own addresses are links', async () => {
  const text = `Код: AAAA\n\nОткрыть: ${window.location.origin}/activation?name=a\nhttps://elsewhere.example/x`;
  const { container } = show(DemoMailPage, { answers: { 'GET /api/demo/letters': [{ id: 1, at: '2026-11-20T10:00:00Z', to: 'a@demo.example', subject: 'Приглашение', text }] } });
  expect((await screen.findByRole('link', { name: /activation/ })).getAttribute('href')).toContain('/activation?name=a');
  expect(screen.getByText(/elsewhere.example/).closest('a')).toBeNull();
  expect(await barriers(container)).toEqual([]);
});
