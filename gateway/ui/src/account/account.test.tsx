import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { Account } from '../api/types';
import { barriers } from '../test/axe';
import { show, slice } from '../test/render';
import { Component as AccountsPage } from './AccountsPage';

const grant = { id: 5, role: 'mentor' as const, organisationId: 4411, organisationName: 'Школа № 12', validFrom: '2026-09-01', basis: 'Приказ № 4', revoked: false };
const rows: (Account & { known: boolean })[] = [
  { id: 1, username: 'vetrova', displayName: 'Ветрова Анна Олеговна', email: 'shared@school.example', projected: false, known: false, problem: 'Этот адрес почты уже занят другим доступом.', version: 3, grants: [grant] },
  { id: 2, username: 'roshin', displayName: 'Рощин Егор Львович', projected: true, known: true, version: 1, grants: [grant] },
  { id: 3, username: 'klenov', displayName: 'Кленов Пётр Ильич', email: 'shared@school.example', projected: false, known: true, problem: 'Новый адрес почты не принят.', version: 2, grants: [grant] },
];

it('says why somebody cannot log in and lets it be corrected', async () => {
  const { container, asked } = show(AccountsPage, {
    role: 'director',
    answers: { 'GET /api/registry/accounts': slice(rows), 'PUT /api/registry/accounts/1': { ...rows[0], problem: null, version: 4 } },
  });
  const table = await screen.findByRole('table');
  expect(await within(table).findByText(/уже занят другим доступом/)).toBeTruthy();
  const entryOf = (name: string) => within(within(table).getByText(name).closest('tr') as HTMLElement);
  expect(entryOf('Ветрова Анна Олеговна').getByText('Войти нельзя')).toBeTruthy();
  expect(entryOf('Рощин Егор Львович').getByText('Может войти')).toBeTruthy();
  // a refused change stops nobody who could log in before
  expect(entryOf('Кленов Пётр Ильич').getByText('Может войти')).toBeTruthy();
  expect(entryOf('Кленов Пётр Ильич').getByText(/Новый адрес почты не принят/)).toBeTruthy();
  expect(await barriers(container)).toEqual([]);

  const user = userEvent.setup();
  await user.click(within(table).getByRole('button', { name: /^Действия: Ветрова/ }));
  await user.click(await screen.findByRole('menuitem', { name: 'Исправить имя или почту' }));
  const dialog = await screen.findByRole('dialog');
  const email = within(dialog).getByLabelText(/Электронная почта/);
  await user.clear(email);
  await user.type(email, 'vetrova@school.example');
  await user.click(within(dialog).getByRole('button', { name: 'Сохранить' }));
  await waitFor(() => expect(asked.find((a) => a.method === 'PUT')?.body).toEqual({ displayName: 'Ветрова Анна Олеговна', email: 'vetrova@school.example', version: 3 }));
});

it('sends an invitation by letter where there is mail and an address', async () => {
  const { asked } = show(AccountsPage, {
    role: 'director',
    answers: { 'GET /api/registry/accounts': slice(rows), 'GET /api/registry/notification-preference': { mail: true, kinds: [] }, 'POST /api/registry/invitations': { slips: [] } },
  });
  const table = await screen.findByRole('table');
  const user = userEvent.setup();
  await user.click(await within(table).findByRole('button', { name: /^Действия: Рощин/ }));
  expect(await screen.findByRole('menuitem', { name: 'Напечатать приглашение' })).toBeTruthy();
  expect(screen.queryByRole('menuitem', { name: 'Отправить приглашение письмом' })).toBeNull();
  await user.keyboard('{Escape}');
  await user.click(within(table).getByRole('button', { name: /^Действия: Ветрова/ }));
  await user.click(await screen.findByRole('menuitem', { name: 'Отправить приглашение письмом' }));
  await user.click(await screen.findByRole('button', { name: 'Отправить письмо' }));
  await waitFor(() => expect(asked.find((a) => a.method === 'POST')?.body).toEqual({ accountIds: [1], byMail: true }));
});
