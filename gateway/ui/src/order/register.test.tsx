import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Order } from '../api/types';
import { barriers } from '../test/axe';
import { show, slice } from '../test/render';
import { Component as NewOrderPage } from './NewOrderPage';
import { Component as OrderPage } from './OrderPage';
import { Component as OrdersPage } from './OrdersPage';
import type { OrderJournal } from './types';

const journal: OrderJournal = { journal: 'main', title: 'По основной деятельности', year: 2026, pattern: '{n}-од', own: true, consecutive: true, last: '7-од', lastDate: '2026-11-01', next: '8-од', version: 1 };
const order: Order = {
  id: 7, organisationId: 4411, kind: 'reward', journal: 'main', title: 'О поощрении', status: 'draft', text: 'За вклад', mentorships: [],
  people: [{ personId: 5, name: 'Рощин Павел Игоревич', post: 'teacher', note: 'Благодарность' }], payload: { people: [{ personId: 5, note: 'Благодарность' }], basis: 'протокол № 3' },
  visas: [{ account: 'u-1', name: 'Иванова М. П.', decision: 'agreed', decidedAt: '2026-11-20T10:00:00Z' }], amendments: [],
  preparedAt: '2026-11-19T10:00:00Z', preparedBy: 'Берёзова А. О.', version: 1, actions: ['signature', 'visas', 'visa'],
};
const open = (o: Partial<Order>, answers: Record<string, unknown> = {}) =>
  show(OrderPage, { path: 'orders/:id', at: '/orders/7', role: 'director', answers: { 'GET /api/programme/orders/7': { ...order, ...o }, 'GET /api/programme/order-journals': [journal], ...answers } });

describe('the register', () => {
  it('offers the next number and asks why one is left out', async () => {
    const { asked, container } = open({}, { 'POST /api/programme/orders/7/signature': { ...order, number: '10-од', status: 'in_force' } });
    await userEvent.click(await screen.findByRole('button', { name: 'Подписать приказ' }));
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(await within(dialog).findByRole('button', { name: '8-од' }));
    expect(within(dialog).queryByRole('textbox', { name: /не по порядку/ })).toBeNull();
    const number = within(dialog).getByRole('textbox', { name: /Номер приказа/ });
    await userEvent.clear(number);
    await userEvent.type(number, '10-од');
    await userEvent.type(within(dialog).getByRole('textbox', { name: /не по порядку/ }), 'заняты');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Подписать приказ' }));
    await screen.findByText('Приказ № 10-од подписан');
    expect(asked.find((a) => a.method === 'POST')?.body).toMatchObject({ number: '10-од', gapReason: 'заняты' });
    expect(await barriers(container)).toEqual([]);
  });

  it('shows people, visas, history, the hash and the papers of a signed order', async () => {
    const { container } = open({
      status: 'in_force', number: '8-од', date: '2026-11-20', effectiveOn: '2026-11-20', signedBy: 'Рощин П. И.', signedAt: '2026-11-20T11:00:00Z', registeredAt: '2026-11-20T11:00:00Z', registeredBy: 'Рощин П. И.',
      paper: { checkCode: 'p1', sha256: 'ab'.repeat(32) }, actions: ['amendment', 'scan'], amendments: [{ id: 9, kind: 'reward', number: '9-од', date: '2026-11-21', whole: false }],
    });
    expect(await screen.findByRole('heading', { name: 'Приказ № 8-од' })).toBeTruthy();
    const history = screen.getByRole('list', { name: 'История приказа' });
    expect(within(history).getByText(/Зарегистрирован под № 8-од/)).toBeTruthy();
    expect(within(history).getByRole('link', { name: /№ 9-од/ })).toBeTruthy();
    expect(screen.getByText(`SHA-256: ${'ab'.repeat(32)}`)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Приложить скан' })).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Документы' }));
    expect((await screen.findByRole('menuitem', { name: 'Приказ, PDF' })).getAttribute('href')).toContain('/orders/7/document?format=pdf');
    expect(await barriers(container)).toEqual([]);
  });

  it('prepares an order on people', async () => {
    const { asked, container } = show(NewOrderPage, {
      path: 'orders/new', at: '/orders/new?kind=reward', role: 'curator',
      answers: {
        'GET /api/programme/participants': slice([{ personId: 5, name: 'Рощин Павел Игоревич', minor: false, kind: 'staff', status: 'available', load: 0, maxLoad: 3 }]),
        'POST /api/programme/orders': order,
      },
    });
    await userEvent.click(await screen.findByRole('combobox', { name: 'Добавить человека' }).catch(() => screen.findByLabelText('Добавить человека')));
    await userEvent.click(await screen.findByRole('option', { name: 'Рощин Павел Игоревич' }));
    await userEvent.type(screen.getByRole('textbox', { name: /Рощин Павел Игоревич: вид поощрения/ }), 'Благодарность');
    expect(await barriers(container)).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Подготовить приказ' }));
    await waitFor(() => expect(asked.some((a) => a.method === 'POST')).toBe(true));
    expect(asked.find((a) => a.method === 'POST')?.body).toMatchObject({ kind: 'reward', mentorshipIds: [], payload: { people: [{ personId: 5, note: 'Благодарность' }] } });
  });

  it('lists orders by year and kind, and keeps how they are numbered', async () => {
    const { asked, container } = show(OrdersPage, {
      path: 'orders', at: '/orders', role: 'curator',
      answers: { 'GET /api/programme/orders': slice([order]), 'GET /api/programme/order-journals': [journal], 'PUT /api/programme/order-journals': { ...journal, version: 2 } },
    });
    expect((await screen.findAllByText('О поощрении')).length).toBeGreaterThan(0);
    expect(await barriers(container)).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Нумерация' }));
    const dialog = await screen.findByRole('dialog');
    await within(dialog).findByText(/следующий 8-од/);
    await userEvent.click(within(dialog).getByRole('button', { name: 'Сохранить' }));
    await waitFor(() => expect(asked.find((a) => a.method === 'PUT')?.body).toMatchObject({ journal: 'main', pattern: '{n}-од', consecutive: true, version: 1 }));
  });

  it('fills a blank application with a person', async () => {
    const { container } = show(OrdersPage, {
      path: 'orders', at: '/orders', role: 'curator',
      answers: { 'GET /api/programme/orders': slice([order]), 'GET /api/programme/participants': slice([{ personId: 5, name: 'Рощин Павел Игоревич', minor: false, kind: 'staff', status: 'available', load: 0, maxLoad: 3 }]) },
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Бланк заявления' }));
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(within(dialog).getByPlaceholderText('Начните с фамилии'));
    await userEvent.click(await screen.findByRole('option', { name: 'Рощин Павел Игоревич' }));
    expect((await within(dialog).findByRole('link', { name: 'Скачать PDF' })).getAttribute('href')).toContain('kind=replacement&organisation=4411&person=5');
    expect(await barriers(container)).toEqual([]);
  });
});
