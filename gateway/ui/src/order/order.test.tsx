import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Order } from '../api/types';
import { show } from '../test/render';
import { needsReason, pairsText, people } from './order';
import { Component as OrderPage } from './OrderPage';

const order: Order = {
  id: 7, organisationId: 4411, kind: 'pairing', title: 'О закреплении пар', status: 'draft', text: 'На основании согласия участников.',
  mentorships: [{ id: 5, mentors: ['Рощин Павел Игоревич'], mentees: [], form: 'teacher_pupil', start: '2026-09-15', plannedEnd: '2027-08-31' }],
  preparedBy: 'Берёзова А. О.', preparedByMe: false, version: 1, actions: ['signature'],
};
const open = (o: Partial<Order>) =>
  show(OrderPage, { path: 'orders/:id', at: '/orders/7', role: 'director', answers: { 'GET /api/programme/orders/7': { ...order, ...o }, 'POST /api/programme/orders/7/signature': { ...order, number: '12', status: 'signed' } } });

it('declines the pairs of an order and never leaves a line of names empty', () => {
  expect(pairsText(1)).toBe('1 пара или группа');
  expect(pairsText(3)).toBe('3 пары или группы');
  expect(people([])).toBe('имя скрыто');
});

it('asks for the reason of a small school only of the one who prepared the order and may sign it', () => {
  expect(needsReason({ preparedByMe: true, actions: ['signature'] })).toBe(true);
  expect(needsReason({ preparedByMe: true, actions: ['edit'] })).toBe(false);
  expect(needsReason({ preparedByMe: false, actions: ['signature'] })).toBe(false);
});

describe('signing', () => {
  it('shows what is signed above the number and sends the date', async () => {
    const { asked } = open({});
    await userEvent.click(await screen.findByRole('button', { name: 'Подписать приказ' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText(/Рощин П. И. — имя скрыто/)).toBeTruthy();
    expect(within(dialog).queryByText('Этот приказ подготовили вы')).toBeNull();
    await userEvent.type(within(dialog).getByRole('textbox', { name: /Номер приказа/ }), '12');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Подписать приказ' }));
    await screen.findByText('Приказ № 12 подписан: 1 пара или группа');
    expect(asked.find((a) => a.method === 'POST')?.body).toMatchObject({ number: '12', smallSchoolReason: null });
  });

  it('does not let the preparer sign without a reason', async () => {
    const { asked } = open({ preparedByMe: true });
    await userEvent.click(await screen.findByRole('button', { name: 'Подписать приказ' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText('Этот приказ подготовили вы')).toBeTruthy();
    await userEvent.type(within(dialog).getByRole('textbox', { name: /Номер приказа/ }), '12');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Подписать приказ' }));
    expect((await within(dialog).findAllByText(/Напишите причину/)).length).toBeGreaterThan(0);
    expect(asked.some((a) => a.method === 'POST')).toBe(false);
  });

  it('is not offered without the verb', async () => {
    open({ actions: [] });
    await screen.findByText('Проект готов и ждёт подписи директора.');
    expect(screen.queryByRole('button', { name: 'Подписать приказ' })).toBeNull();
  });
});

it('8.8: participants get notices of what an order has changed, by the order itself', async () => {
  const changed = { ...order, kind: 'replacement' as const, status: 'in_force' as const, number: '77', date: '2026-11-20' };
  const { asked } = show(OrderPage, { path: 'orders/:id', at: '/orders/7', role: 'curator', answers: { 'GET /api/programme/orders/7': changed, 'POST /api/programme/exports': { id: 3, status: 'queued', total: 1, done: 0 } } });
  await userEvent.click(await screen.findByRole('button', { name: 'Документы' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Уведомления участникам, PDF' }));
  await waitFor(() => expect(asked.find((a) => a.method === 'POST')?.body).toMatchObject({ list: 'change-notices', format: 'pdf', ids: [7] }));
});
