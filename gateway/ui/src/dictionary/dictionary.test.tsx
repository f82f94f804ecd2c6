import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { barriers } from '../test/axe';
import { Refusal, show } from '../test/render';
import { Component as DictionariesPage } from './DictionariesPage';
import { Component as SettingsPage } from './SettingsPage';
import type { RegionalDictionary, Setting } from './types';

const gaps: RegionalDictionary = {
  code: 'gaps', title: 'Профессиональные затруднения', closed: false,
  entries: [
    { code: 'methods', name: 'Методика предмета', position: 10, retired: false, shipped: true, version: 0 },
    { code: 'own_1', name: 'Работа с ИИ', hint: 'Проверка ответов', position: 20, retired: false, shipped: false, version: 2 },
    { code: 'old', name: 'Старая строка', position: 30, retired: true, shipped: true, version: 1 },
  ],
};
const answers = { 'GET /api/registry/dictionaries/regional': [gaps, { code: 'categories', title: 'Категории', closed: true, entries: [] }] };

it('lets the institute rename, hide and order lines', async () => {
  const { asked, container } = show(DictionariesPage, {
    role: 'institute', organisation: { level: 'institute' },
    answers: { ...answers, 'PUT /api/registry/dictionary-entries': { ...gaps.entries[0], retired: true, version: 1 }, 'PUT /api/registry/dictionary-entries/order': gaps.entries },
  });
  const user = userEvent.setup();
  const list = await screen.findByRole('list', { name: 'Профессиональные затруднения' });
  expect(within(list).queryByText('Старая строка')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Скрыть: Методика предмета' }));
  await waitFor(() => expect(asked.find((a) => a.method === 'PUT')?.body).toMatchObject({ dictionary: 'gaps', code: 'methods', retired: true, version: 0 }));
  await user.click(screen.getByRole('button', { name: 'Выше: Работа с ИИ' }));
  await waitFor(() => expect(asked.find((a) => a.path.endsWith('/order'))?.body).toEqual({ dictionary: 'gaps', codes: ['own_1', 'methods', 'old'] }));
  await user.click(screen.getByRole('checkbox', { name: 'Показать скрытые (1)' }));
  expect(screen.getByText('Старая строка')).toBeTruthy();
  expect(await barriers(container)).toEqual([]);
}, 30000);

it('adds a line and keeps what was typed when it is refused', async () => {
  const { asked } = show(DictionariesPage, {
    role: 'institute', organisation: { level: 'institute' },
    answers: { ...answers, 'POST /api/registry/dictionary-entries': new Refusal(400, { detail: 'Исправьте поля', violations: [{ field: 'name', message: 'Такая строка в справочнике уже есть.' }] }) },
  });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Добавить строку' }));
  const dialog = await screen.findByRole('dialog');
  await user.type(within(dialog).getByLabelText('Название'), 'Методика предмета');
  await user.click(within(dialog).getByRole('button', { name: 'Добавить строку' }));
  expect((await within(dialog).findAllByText(/Такая строка в справочнике уже есть/)).length).toBeGreaterThan(0);
  expect(asked.find((a) => a.method === 'POST')?.body).toMatchObject({ dictionary: 'gaps', name: 'Методика предмета' });
}, 30000);

it('shows a school the lines and no way to change them', async () => {
  const { container } = show(DictionariesPage, { role: 'curator', answers });
  await screen.findByText('Методика предмета');
  expect(screen.queryByRole('button', { name: /Изменить/ })).toBeNull();
  expect(await barriers(container)).toEqual([]);
}, 30000);

const settings: Setting[] = [
  { code: 'teen_signature', rule: 'BR-018', title: 'Собственная подпись подростка с 14 лет', hint: 'Спрашивать согласие.', kind: 'FLAG', value: 'false', initial: 'false', version: 0 },
  { code: 'min_pupil_age', rule: 'BR-019', title: 'Наименьший возраст', hint: 'Предупреждает.', kind: 'NUMBER', value: '10', initial: '10', min: 3, max: 18, version: 0 },
];

it('changes a parameter at once and tells a school its value', async () => {
  const { asked, container } = show(SettingsPage, {
    role: 'institute', organisation: { level: 'institute' },
    answers: { 'GET /api/registry/settings': settings, 'PUT /api/registry/settings': { ...settings[0], value: 'true', version: 1 } },
  });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('switch', { name: 'Собственная подпись подростка с 14 лет' }));
  await waitFor(() => expect(asked.find((a) => a.method === 'PUT')?.body).toEqual({ code: 'teen_signature', value: 'true', version: 0 }));
  expect(await barriers(container)).toEqual([]);
}, 30000);
