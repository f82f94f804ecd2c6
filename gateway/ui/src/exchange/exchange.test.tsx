import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { barriers } from '../test/axe';
import { Refusal, show, slice } from '../test/render';
import { ExportToasts } from './ExportToasts';
import { Component as ImportPage } from './ImportPage';
import { Component as ImportsPage } from './ImportsPage';

const none = { all: 0, fresh: 0, update: 0, same: 0, wrong: 0, warned: 0, loaded: 0, undone: 0, kept: 0 };
const batch = {
  id: 7, organisationId: 4411, kind: 'people', status: 'checked', fileName: 'Список.xlsx', createdAt: '2026-11-20T10:00:00Z', createdBy: 'Берёзова Анна',
  sheet: 0, sheets: ['Участники'], headerRow: 1, titles: ['ФИО', 'Родился'], mapping: { 0: 'fullName' }, existing: 'skip', progress: null, totals: none, skipped: 0, version: 3,
};
const fields = [{ key: 'fullName', title: 'Фамилия, имя, отчество', required: false, meaning: '' }, { key: 'birthDate', title: 'Дата рождения', required: true, meaning: '' }];

beforeEach(() => sessionStorage.clear());

it('takes a file as it is and goes on to its columns', async () => {
  const { asked, container, router } = show(ImportsPage, {
    at: '/imports',
    answers: {
      'GET /api/registry/exchange/imports': slice([{ id: 6, kind: 'people', status: 'loaded', fileName: 'Старый.csv', createdAt: '2026-11-01T10:00:00Z', createdBy: 'Берёзова Анна', loaded: 12 }]),
      'POST /api/registry/exchange/imports': { ...batch, status: 'uploaded' },
    },
  });
  expect(await screen.findByRole('link', { name: 'Старый.csv' })).toBeTruthy();
  expect(await barriers(container)).toEqual([]);
  const input = container.querySelector('input[type=file]') as HTMLInputElement;
  await userEvent.setup().upload(input, new File(['a;b'], 'Список.csv', { type: 'text/csv' }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/imports/7'));
  const sent = asked.find((a) => a.method === 'POST');
  expect(sent?.headers.get('Content-Type')).toBe('application/octet-stream');
  expect(sent?.query.get('name')).toBe('Список.csv');
}, 30000);

it('says why a file was not taken', async () => {
  const { container } = show(ImportsPage, {
    at: '/imports',
    answers: { 'GET /api/registry/exchange/imports': slice([]), 'POST /api/registry/exchange/imports': new Refusal(422, { detail: 'Файл защищён паролем.' }) },
  });
  await screen.findByText('Загрузок ещё не было.');
  await userEvent.setup().upload(container.querySelector('input[type=file]') as HTMLInputElement, new File(['x'], 'a.xlsx'));
  expect((await screen.findByRole('alert')).textContent).toContain('паролем');
}, 30000);

it('saves the columns and starts the dry run', async () => {
  const { asked, container } = show(ImportPage, {
    path: 'imports/:id', at: '/imports/7',
    answers: {
      'GET /api/registry/exchange/imports/7': { ...batch, status: 'uploaded' },
      'GET /api/registry/exchange/fields': fields,
      'PUT /api/registry/exchange/imports/7/mapping': { ...batch, status: 'uploaded', version: 4 },
      'POST /api/registry/exchange/imports/7/check': { ...batch, status: 'checked', totals: { ...none, all: 1, fresh: 1 } },
      'GET /api/registry/exchange/imports/7/rows': slice([]),
    },
  });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('combobox', { name: /Родился/ }));
  await user.click(await screen.findByRole('option', { name: 'Дата рождения' }));
  expect(await barriers(container)).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Проверить файл' }));
  await waitFor(() => expect(asked.some((a) => a.path.endsWith('/check'))).toBe(true));
  expect(asked.find((a) => a.method === 'PUT')?.body).toEqual({ sheet: 0, headerRow: 1, mapping: { 0: 'fullName', 1: 'birthDate' }, version: 3 });
}, 30000);

it('shows what is wrong in each cell and loads the rest', async () => {
  const { asked, container } = show(ImportPage, {
    path: 'imports/:id', at: '/imports/7',
    answers: {
      'GET /api/registry/exchange/imports/7': { ...batch, totals: { ...none, all: 4, fresh: 2, update: 1, wrong: 1 } },
      'GET /api/registry/exchange/imports/7/rows': slice([
        { row: 5, label: 'Сидорова Ольга', action: 'wrong', state: 'staged', findings: [{ column: 4, field: 'hiredOn', title: 'Принят', value: 'Ежегодно', message: 'Дата не распознана.', warning: false }] },
      ]),
      'POST /api/registry/exchange/imports/7/load': { ...batch, status: 'loading', progress: { stage: 'Загрузка', done: 1, total: 3, since: '2026-11-20T10:00:00Z' } },
    },
  });
  expect(await screen.findByText('Дата не распознана.')).toBeTruthy();
  expect(screen.getByText(/«Ежегодно»/)).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Мой файл с пометками' }).getAttribute('href')).toContain('/exchange/imports/7/file');
  expect(await barriers(container)).toEqual([]);
  const user = userEvent.setup();
  await user.click(screen.getByRole('radio', { name: /Обновить/ }));
  await user.click(screen.getByRole('button', { name: 'Загрузить 3 строки' }));
  await waitFor(() => expect(asked.find((a) => a.path.endsWith('/load'))?.body).toEqual({ existing: 'update' }));
  expect(await screen.findByText(/1 из 3/)).toBeTruthy();
}, 30000);

it('undoes a whole load after one question', async () => {
  const { asked } = show(ImportPage, {
    path: 'imports/:id', at: '/imports/7',
    answers: {
      'GET /api/registry/exchange/imports/7': { ...batch, status: 'loaded', undoUntil: '2026-12-04T10:00:00Z', totals: { ...none, all: 2, fresh: 2, loaded: 2 } },
      'GET /api/registry/exchange/imports/7/rows': slice([]),
      'POST /api/registry/exchange/imports/7/undo': { ...batch, status: 'undone', totals: { ...none, all: 2, undone: 2 } },
    },
  });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Отменить загрузку' }));
  await user.click((await screen.findAllByRole('button', { name: 'Отменить загрузку' })).at(-1) as HTMLElement);
  await waitFor(() => expect(asked.some((a) => a.path.endsWith('/undo'))).toBe(true));
}, 30000);

it('goes on with an export after a reload and offers the file', async () => {
  sessionStorage.setItem('nastavnik.exports', JSON.stringify([{ service: 'registry', id: 3, title: 'Наставники' }]));
  const { container } = show(ExportToasts, { answers: { 'GET /api/registry/exports/3': { id: 3, list: 'mentors', title: 'Наставники', format: 'xlsx', status: 'done', done: 5 } } });
  const link = await screen.findByRole('link', { name: 'Скачать' });
  expect(link.getAttribute('href')).toBe('/api/registry/exports/3/file');
  expect(await barriers(container)).toEqual([]);
}, 30000);

it('lets an institute choose between organisations and figures', async () => {
  const { asked, container } = show(ImportsPage, {
    at: '/imports', role: 'institute', organisation: { level: 'institute' },
    answers: {
      'GET /api/registry/exchange/imports': slice([{ id: 6, kind: 'organisations', status: 'loaded', fileName: 'Школы.xlsx', createdAt: '2026-11-01T10:00:00Z', createdBy: 'Берёзова Анна', loaded: 12 }]),
      'POST /api/registry/exchange/imports': { ...batch, kind: 'population', status: 'uploaded' },
    },
  });
  const user = userEvent.setup();
  expect(await screen.findByRole('cell', { name: 'Организации' })).toBeTruthy();
  await user.click(screen.getByText('Численность'));
  expect(screen.getByText(/утверждает их сразу/)).toBeTruthy();
  expect(await barriers(container)).toEqual([]);
  await user.upload(container.querySelector('input[type=file]') as HTMLInputElement, new File(['a;b'], 'Числа.csv', { type: 'text/csv' }));
  await waitFor(() => expect(asked.find((a) => a.method === 'POST')?.query.get('kind')).toBe('population'));
}, 60000);
