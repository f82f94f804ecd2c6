import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { barriers } from '../test/axe';
import { Refusal, show } from '../test/render';
import { Component as TemplatePage } from './TemplatePage';
import { Component as TemplatesPage } from './TemplatesPage';
import type { DocumentKind } from './types';

const kind: DocumentKind = {
  code: 'consent-processing', title: 'Согласие на обработку персональных данных', note: 'Без него человек не попадает в базу.', inForce: 1, source: 'own', tables: [],
  fields: [{ name: 'оператор', explanation: 'полное название организации', sample: 'Школа № 12', required: true }],
  versions: [
    { id: 12, kind: 'consent-processing', number: 2, status: 'draft', fileName: 'Согласие 2.docx', uploadedAt: '2026-11-20T10:00:00Z', notes: ['Колонтитулы попадают только в DOCX.'] },
    { id: 11, kind: 'consent-processing', number: 1, status: 'active', fileName: 'Согласие.docx', uploadedAt: '2026-10-20T10:00:00Z', activatedOn: '2026-10-21', notes: [] },
  ],
};
const builtIn: DocumentKind = { ...kind, code: 'processing-instruction', title: 'Поручение', inForce: 0, source: 'built_in', versions: [] };
const institute = { role: 'institute' as const, organisation: { level: 'institute' as const } };

it('lists the papers with the template in force', async () => {
  const { container } = show(TemplatesPage, { ...institute, answers: { 'GET /api/registry/document-kinds': [kind], 'GET /api/programme/document-kinds': [builtIn] } });
  const table = await screen.findByRole('table');
  expect(within(table).getByText('Версия 1')).toBeTruthy();
  expect(within(table).getByText('Встроенный')).toBeTruthy();
  expect(within(table).getByRole('link', { name: 'Скачать шаблон Word: Поручение' }).getAttribute('href')).toContain('/api/programme/document-templates/blank?kind=processing-instruction');
  expect(await barriers(container)).toEqual([]);
});

it('puts a draft into force and takes it back', async () => {
  const user = userEvent.setup();
  const { asked, container } = show(TemplatePage, {
    ...institute, path: '/document-templates/:code', at: '/document-templates/consent-processing',
    answers: { 'GET /api/registry/document-kinds': [kind], 'GET /api/programme/document-kinds': [], 'POST /api/registry/document-templates/12/activation': {}, 'POST /api/registry/document-templates/11/activation': {} },
  });
  await user.click(await screen.findByRole('button', { name: 'Ввести в действие' }));
  expect(await barriers(container)).toEqual([]);
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('button', { name: 'Ввести в действие' }));
  await waitFor(() => expect(asked.some((a) => a.path.endsWith('/12/activation'))).toBe(true));
  await user.click(await screen.findByRole('button', { name: 'Отменить' }));
  await waitFor(() => expect(asked.some((a) => a.path.endsWith('/11/activation'))).toBe(true));
});

it('says each fault of a template that is refused', async () => {
  const user = userEvent.setup();
  const { asked, container } = show(TemplatePage, {
    ...institute, path: '/document-templates/:code', at: '/document-templates/consent-processing',
    answers: {
      'GET /api/registry/document-kinds': [kind], 'GET /api/programme/document-kinds': [],
      'POST /api/registry/document-templates': new Refusal(422, { title: 'Шаблон не годится', detail: 'Шаблон не принят. Исправьте отмеченное в Word.', violations: [{ field: 'file', message: 'В файле есть макросы.' }, { field: 'file', message: 'Нет обязательного поля {{оператор}}.' }] }),
    },
  });
  await screen.findByRole('table', { name: 'Версии шаблона' });
  await user.upload(container.querySelector<HTMLInputElement>('input[type=file]')!, new File(['x'], 'шаблон.docx', { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' }));
  const alert = await screen.findByRole('alert');
  expect(within(alert).getByText('В файле есть макросы.')).toBeTruthy();
  expect(within(alert).getByText('Нет обязательного поля {{оператор}}.')).toBeTruthy();
  expect(asked.find((a) => a.method === 'POST')?.query.get('kind')).toBe('consent-processing');
  expect(await barriers(container)).toEqual([]);
});

it('lets a school go back to the template of the region', async () => {
  const user = userEvent.setup();
  const own = { ...kind, code: 'order-pairing', title: 'Приказ «О закреплении»' };
  const { asked, container } = show(TemplatePage, {
    role: 'curator', path: '/document-templates/:code', at: '/document-templates/order-pairing',
    answers: { 'GET /api/registry/document-kinds': [], 'GET /api/programme/document-kinds': [own], 'POST /api/programme/document-templates/11/retirement': {} },
  });
  await user.click(await screen.findByRole('button', { name: 'Вернуть шаблон региона' }));
  const dialog = await screen.findByRole('dialog');
  expect(await barriers(container)).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Вернуть шаблон региона' }));
  await waitFor(() => expect(asked.some((a) => a.path.endsWith('/11/retirement'))).toBe(true));
  expect(asked.find((a) => a.path === '/api/programme/document-kinds')?.query.get('organisation')).toBeTruthy();
});
