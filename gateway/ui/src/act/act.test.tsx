import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { barriers } from '../test/axe';
import { show, slice } from '../test/render';
import { Component as ActsPage } from './ActsPage';
import type { Act, Minutes, Readiness } from './types';

const act: Act = {
  id: 3, organisationId: 4411, level: 'institutional', kind: 'Положение', issuer: 'Школа № 12', number: '77', date: '2026-09-01', title: 'О наставничестве', serves: 'regulation',
  status: 'acting', cites: [{ id: 9, text: 'Приказ Минобр от 01.02.2024 № 14 «О наставничестве»', status: 'repealed', replacedById: 10 }], flagged: true, hasFile: true, keeps: true, version: 2,
};
const federal: Act = { ...act, id: 1, level: 'federal', kind: 'Распоряжение', issuer: 'Минпросвещения России', number: 'Р-145', title: 'Целевая модель', serves: null, cites: [], flagged: false, hasFile: false, keeps: false };
const minutes: Minutes = { id: 5, organisationId: 4411, body: 'Педагогический совет', number: '4', date: '2026-09-10', agenda: 'О наставничестве', decision: 'Принять', cites: [], flagged: false, hasFile: false, keeps: true, version: 0 };
const ready: Readiness = {
  academicYear: 2026,
  completeness: { regulation: [{ id: 3, kind: 'Положение', number: '77', date: '2026-09-01', title: 'О наставничестве' }], pairingOrder: [], council: [], programmes: [], minutesThisYear: 1, flagged: 2 },
  conditions: (['acts', 'informed', 'team', 'goals', 'roadmap'] as const).map((item) => ({ item, state: item === 'team' ? 'done' : 'open', on: item === 'team' ? '2026-09-02' : null, by: item === 'team' ? 'Берёзова А. О.' : null, version: item === 'team' ? 1 : 0 })),
  need: { confirmedOn: '2025-09-01', by: 'Берёзова А. О.', listed: 4, listedNow: 6, dueOn: '2026-09-01', overdue: true },
};

it('shows shared acts to a school without verbs over them', async () => {
  const { asked, container } = show(ActsPage, { answers: { 'GET /api/registry/acts': slice([federal]) } });
  const table = await screen.findByRole('table');
  expect(await within(table).findByText('Распоряжение Минпросвещения России от 01.09.2026 № Р-145')).toBeTruthy();
  expect(asked.at(-1)?.query.get('level')).toBe('federal');
  expect(screen.queryByRole('button', { name: 'Добавить акт' })).toBeNull();
  expect(screen.getAllByRole('tab').map((t) => t.textContent)).toEqual(['Федеральные', 'Региональные', 'Муниципальные', 'Локальные', 'Протоколы', 'Комплектность']);
  expect(await barriers(container)).toEqual([]);
});

it('BR-013: flags a local act that cites a repealed one, and saves a corrected one', async () => {
  const user = userEvent.setup();
  const { asked, container } = show(ActsPage, { at: '/?tab=institutional', answers: { 'GET /api/registry/acts': slice([act]), 'PUT /api/registry/acts/3': { ...act, version: 3 } } });
  const table = await screen.findByRole('table');
  expect(await within(table).findByText('Ссылается на отменённый акт')).toBeTruthy();
  expect(await barriers(container)).toEqual([]);
  await user.click(within(table).getByRole('button', { name: /Действия/ }));
  await user.click(await screen.findByRole('menuitem', { name: 'Изменить' }));
  const dialog = await screen.findByRole('dialog');
  const number = within(dialog).getByLabelText('Номер');
  await user.clear(number);
  await user.click(within(dialog).getByRole('button', { name: 'Сохранить акт' }));
  expect(await within(dialog).findByText(/Исправьте 1 ошибку/)).toBeTruthy();
  await user.type(number, '78');
  expect(await barriers(dialog)).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Сохранить акт' }));
  await waitFor(() => expect(asked.find((a) => a.method === 'PUT')?.body).toMatchObject({ number: '78', version: 2, serves: 'regulation', cites: [9] }));
});

it('lets the institute repeal an act and take it back', async () => {
  const user = userEvent.setup();
  const { asked } = show(ActsPage, {
    role: 'institute', organisation: { level: 'institute' }, at: '/?tab=federal',
    answers: { 'GET /api/registry/acts': slice([{ ...federal, keeps: true }]), 'POST /api/registry/acts/1/repeal': federal, 'POST /api/registry/acts/1/reinstatement': federal },
  });
  const table = await screen.findByRole('table');
  await user.click(await within(table).findByRole('button', { name: /Действия/ }));
  await user.click(await screen.findByRole('menuitem', { name: 'Утратил силу' }));
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Отметить' }));
  await user.click(await screen.findByRole('button', { name: 'Отменить' }));
  await waitFor(() => expect(asked.some((a) => a.path.endsWith('/reinstatement'))).toBe(true));
  expect(asked.find((a) => a.path.endsWith('/repeal'))?.body).toMatchObject({ replacedById: null });
});

it('keeps minutes of councils', async () => {
  const user = userEvent.setup();
  const { asked } = show(ActsPage, { at: '/?tab=minutes', answers: { 'GET /api/registry/minutes': slice([minutes]), 'POST /api/registry/minutes': minutes, 'GET /api/registry/acts': slice([]) } });
  expect(await screen.findByText('№ 4 от 10.09.2026')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Добавить протокол' }));
  const dialog = await screen.findByRole('dialog');
  await user.type(within(dialog).getByLabelText('Номер протокола'), '5');
  await user.type(within(dialog).getByLabelText('Повестка'), 'План');
  await user.type(within(dialog).getByLabelText('Решение'), 'Утвердить');
  expect(await barriers(dialog)).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Добавить протокол' }));
  await waitFor(() => expect(asked.find((a) => a.method === 'POST')?.body).toMatchObject({ organisationId: 4411, number: '5', cites: [] }));
});

it('BR-011, BR-012, BR-015: says what of the four acts is there, which conditions are open and what is overdue', async () => {
  const user = userEvent.setup();
  const { asked, container } = show(ActsPage, {
    at: '/?tab=readiness',
    answers: {
      'GET /api/registry/readiness': ready, 'GET /api/programme/orders': slice([], 3), 'GET /api/programme/programmes': slice([], 0),
      'PUT /api/registry/launch-conditions': ready.conditions[0], 'POST /api/registry/need-confirmations': ready.need,
    },
  });
  expect(await screen.findByRole('heading', { name: 'Комплект документов: 3 из 4' })).toBeTruthy();
  expect(screen.getByText('на платформе: 3 приказа')).toBeTruthy();
  expect(screen.getByText(/Просрочено: подтвердить нужно было до 01\.09\.2026/)).toBeTruthy();
  expect(screen.getByRole('heading', { name: 'Условия запуска: 1 из 5' })).toBeTruthy();
  expect(await barriers(container)).toEqual([]);
  await user.click(screen.getAllByRole('button', { name: 'Отметить' })[0]!);
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('button', { name: 'Сохранить отметку' }));
  await waitFor(() => expect(asked.find((a) => a.method === 'PUT')?.body).toMatchObject({ organisationId: 4411, year: 2026, item: 'acts', state: 'done', version: 0 }));
  await user.click(await screen.findByRole('button', { name: 'Подтвердить список' }));
  const confirm = await screen.findByRole('dialog', { name: 'Подтвердить список нуждающихся' });
  await user.click(within(confirm).getByRole('button', { name: 'Подтвердить список' }));
  await waitFor(() => expect(asked.some((a) => a.path.endsWith('/need-confirmations'))).toBe(true));
});
