import { MantineProvider } from '@mantine/core';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { barriers } from '../test/axe';
import { Refusal, serve, show, slice } from '../test/render';
import { theme } from '../theme';
import { Component as AccountsPage } from './AccountsPage';
import { Component as ActivationPage } from './ActivationPage';
import { Component as SlipsPage } from './SlipsPage';

const grant = { id: 5, role: 'curator' as const, organisationId: 4411, validFrom: '2026-09-01', basis: 'Приказ № 4', revoked: false, version: 2 };
const account = { id: 1, username: 'vetrova', displayName: 'Ветрова Анна Олеговна', projected: true, known: true, version: 3, grants: [grant] };

async function fill(code = 'k7qm 9xbd 3htp w2rc', password = 'Long-enough-1') {
  const user = userEvent.setup();
  await user.type(screen.getByLabelText('Имя для входа'), 'vetrova');
  await user.type(screen.getByLabelText('Код с приглашения'), code);
  await user.type(screen.getByLabelText('Новый пароль'), password);
  await user.type(screen.getByLabelText('Пароль ещё раз'), password);
  await user.click(screen.getByRole('button', { name: 'Установить пароль' }));
}

it('sets a password by a code and tells when it works', async () => {
  let asked = 0;
  const requests = serve({
    'POST /api/registry/activations': { state: 'waiting' },
    'POST /api/registry/activations/state': () => ({ state: ++asked > 1 ? 'ready' : 'waiting' }),
  });
  const { container } = render(<MantineProvider theme={theme} env="test"><ActivationPage /></MantineProvider>);
  expect(await barriers(container)).toEqual([]);
  await fill();
  expect(await screen.findByText('Пароль принят')).toBeTruthy();
  await waitFor(() => expect(screen.getByRole('link', { name: 'Войти' })).toBeTruthy(), { timeout: 8000 });
  expect(requests.find((r) => r.path === '/api/registry/activations')?.body).toEqual({ username: 'vetrova', code: 'k7qm 9xbd 3htp w2rc', password: 'Long-enough-1' });
  // nothing of it stays in the browser
  expect(JSON.stringify({ ...sessionStorage, ...localStorage })).not.toContain('Long-enough');
}, 15000);

it('says what is wrong with a password or a code and keeps what was typed', async () => {
  const requests = serve({ 'POST /api/registry/activations': new Refusal(422, { title: 'Код не подошёл', detail: 'Имя или код не подошли.', code: 'registry.account.activation', violations: [] }) });
  render(<MantineProvider theme={theme} env="test"><ActivationPage /></MantineProvider>);
  await fill('abcd', 'short');
  expect(screen.getByText('Пароль — не короче 10 знаков')).toBeTruthy();
  expect(requests.some((r) => r.path === '/api/registry/activations')).toBe(false);
  const user = userEvent.setup();
  await user.type(screen.getByLabelText('Новый пароль'), 'Enough-12');
  await user.type(screen.getByLabelText('Пароль ещё раз'), 'Enough-12');
  await user.click(screen.getByRole('button', { name: 'Установить пароль' }));
  expect(await screen.findByText(/Имя или код не подошли/)).toBeTruthy();
  expect((screen.getByLabelText('Имя для входа') as HTMLInputElement).value).toBe('vetrova');
});

it('creates a code only after a question and leads to the slip', async () => {
  const { asked, router } = show(AccountsPage, {
    role: 'director',
    answers: {
      'GET /api/registry/accounts': slice([account]),
      'POST /api/registry/invitations': { slips: [{ accountId: 1, username: 'vetrova', displayName: account.displayName, code: 'K7QM-9XBD-3HTP-W2RC', expiresAt: '2026-12-05T00:00:00Z', grants: [grant] }] },
    },
  });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: /^Действия: Ветрова/ }));
  await user.click(await screen.findByRole('menuitem', { name: 'Напечатать приглашение' }));
  await user.click(await screen.findByRole('button', { name: 'Создать код' }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/accounts/slips'));
  expect(asked.find((a) => a.path === '/api/registry/invitations')?.body).toEqual({ accountIds: [1] });
});

it('shows the codes on the page they were made for and nowhere else', async () => {
  const { container, router } = show(SlipsPage, { role: 'director' });
  expect(await screen.findByText(/Коды показываются один раз/)).toBeTruthy();
  const slips = [1, 2].map((n) => ({ accountId: n, username: `user${n}`, displayName: `Ветрова Анна ${n}`, code: `K7QM-9XBD-3HTP-W2R${n}`, expiresAt: '2026-12-05T00:00:00Z', grants: [grant] }));
  await act(() => router.navigate('/accounts/slips', { state: { slips } }));
  expect(await screen.findByText('K7QM-9XBD-3HTP-W2R2')).toBeTruthy();
  expect(screen.getAllByRole('region')).toHaveLength(2);
  expect(await barriers(container)).toEqual([]);
});

it('moves the last day of a role and names a substitute', async () => {
  const { asked } = show(AccountsPage, {
    role: 'director',
    answers: {
      'GET /api/registry/accounts': slice([account, { ...account, id: 2, username: 'klenov', displayName: 'Кленов Пётр Ильич', grants: [] }]),
      'PUT /api/registry/grants/5': account,
      'POST /api/registry/accounts/1/substitution': account,
    },
  });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: /^Роль «Куратор»: Ветрова/ }));
  await user.click(await screen.findByRole('menuitem', { name: 'Изменить срок' }));
  await user.type(await screen.findByLabelText(/Действует до/), '31.12.2099');
  await user.click(screen.getByRole('button', { name: 'Сохранить срок' }));
  await waitFor(() => expect(asked.find((a) => a.method === 'PUT')?.body).toEqual({ validTo: '2099-12-31', basis: 'Приказ № 4', version: 2 }));
  await user.click(await screen.findByRole('button', { name: /^Роль «Куратор»: Ветрова/ }));
  await user.click(await screen.findByRole('menuitem', { name: 'Назначить замещение' }));
  await user.click(await screen.findByRole('combobox', { name: /Кто замещает/ }));
  await user.click(await screen.findByRole('option', { name: 'Кленов Пётр Ильич' }));
  await user.type(screen.getByLabelText('Последний день'), '31.12.2099');
  await user.type(screen.getByLabelText('Основание'), 'Приказ № 9');
  await user.click(screen.getByRole('button', { name: 'Назначить замещение' }));
  await waitFor(() => expect(asked.find((a) => a.path.endsWith('/substitution'))?.body).toMatchObject({ substituteId: 2, role: 'curator', validTo: '2099-12-31', basis: 'Приказ № 9' }));
}, 20000);
