import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { Consent } from '../api/types';
import { barriers } from '../test/axe';
import { show, slice } from '../test/render';
import { Component as ConsentsPage } from './ConsentsPage';
import { matchScans } from './Scan';
import type { ConsentSigners, MissingConsent } from './types';

const counts = { missing: 2, draft: 0, issued: 2, active: 1, expiring: 1, superseded_needed: 1, expired: 0, withdrawn: 0, superseded: 0 };
const issued = (id: number, personName: string): Consent => ({ id, personId: id + 100, personName, kind: 'processing', status: 'issued', version: 1 });
const consents = [issued(1, 'Ёлкина Анна Петровна'), issued(2, 'Рощин Пётр Львович'), { ...issued(3, 'Ветрова Ольга Ильинична'), status: 'active', signedOn: '2026-09-01' } as Consent];
const missing: MissingConsent[] = [
  { personId: 7, personName: 'Ёлкина Анна Петровна', minor: true, schoolClass: '7Б', kind: 'processing', lacking: ['processing', 'photo'], menteeStatus: 'consent_pending', represented: true },
  { personId: 8, personName: 'Рощин Пётр Львович', minor: false, kind: 'processing', lacking: ['processing'], mentorStatus: 'candidate', represented: false },
];
const answers = { 'GET /api/registry/consents/board': { counts }, 'GET /api/registry/consents': slice(consents), 'GET /api/registry/consents/missing': slice(missing) };

it('shows what calls for action as counts that filter the list', async () => {
  const user = userEvent.setup();
  const { asked, container, router } = show(ConsentsPage, { at: '/consents', answers });
  const board = await screen.findByRole('group', { name: 'Согласия по состоянию' });
  await user.click(await within(board).findByRole('button', { name: /2\s*Ждут подписи/ }));
  expect(router.state.location.search).toBe('?status=issued');
  await waitFor(() => expect(asked.some((a) => a.path === '/api/registry/consents' && a.query.get('status') === 'issued')).toBe(true));
  expect(within(board).queryByRole('button', { name: /Черновики/ })).toBeNull();
  expect(await barriers(container)).toEqual([]);
});

it('lists who lacks a consent and prepares forms for all of them', async () => {
  const user = userEvent.setup();
  const { asked, container } = show(ConsentsPage, {
    at: '/consents?status=missing',
    answers: {
      ...answers,
      'POST /api/registry/consents/batch': ({ body }: { body: unknown }) => ({ done: [(body as { kind: string }).kind === 'photo' ? 12 : 11], refused: [{ personId: 8, name: 'Рощин Пётр Львович', reason: 'Бланк уже выдан и ждёт подписи.' }] }),
      'POST /api/registry/exports': { id: 5, list: 'consent-forms', title: 'Бланки согласий', format: 'pdf', status: 'queued', done: 0, total: 1 },
    },
  });
  const table = await screen.findByRole('table');
  expect(await within(table).findByText('представитель')).toBeTruthy();
  expect(within(table).getByText('обработка данных, фото и видео')).toBeTruthy();
  expect(await within(table).findByText('наставляемый: ждёт согласия')).toBeTruthy();
  await user.click(within(table).getByRole('checkbox', { name: 'Выбрать все строки на странице' }));
  expect(screen.getByText('Выбрано: 2')).toBeTruthy();
  expect(await barriers(container)).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Подготовить бланки' }));
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('checkbox', { name: 'Фото- и видеосъёмка' }));
  await user.click(within(dialog).getByRole('button', { name: 'Подготовить бланки' }));
  const outcome = await screen.findByRole('dialog', { name: 'Подготовлено: 2 бланка' });
  const sent = asked.filter((a) => a.path === '/api/registry/consents/batch');
  expect(sent.map((a) => (a.body as { kind: string }).kind)).toEqual(['processing', 'photo']);
  expect(sent[0]?.body).toMatchObject({ organisationId: 4411, personIds: [7, 8] });
  expect(new Set(sent.map((a) => a.headers.get('Idempotency-Key'))).size).toBe(2);
  expect(within(outcome).getAllByText('Бланк уже выдан и ждёт подписи.')).toHaveLength(2);
  expect(await barriers(outcome)).toEqual([]);
  await user.click(within(outcome).getByRole('button', { name: 'Один PDF для печати' }));
  await waitFor(() => expect(asked.find((a) => a.path === '/api/registry/exports')?.body).toEqual({ list: 'consent-forms', format: 'pdf', ids: [11, 12] }));
}, 40_000);

it('BR-017: marks a pile of paper signed, says who signed for whom, and takes it back', async () => {
  const user = userEvent.setup();
  const signers: ConsentSigners[] = [
    { id: 1, personId: 101, personName: 'Ёлкина Анна Петровна', minor: true, teenager: true, kind: 'processing', signers: [{ personId: 201, name: 'Ёлкин Пётр Ильич', self: false }, { personId: 202, name: 'Ёлкина Инна Юрьевна', self: false }] },
    { id: 2, personId: 102, personName: 'Рощин Пётр Львович', minor: false, teenager: false, kind: 'processing', signers: [{ personId: 102, name: 'Рощин Пётр Львович', self: true }] },
  ];
  const { asked } = show(ConsentsPage, {
    at: '/consents',
    answers: {
      ...answers, 'GET /api/registry/consents/signers': signers,
      'POST /api/registry/consents/signatures': { done: [1, 2], refused: [] }, 'POST /api/registry/consents/2/scan': {}, 'POST /api/registry/consents/signatures/cancellation': { done: [1, 2], refused: [] },
    },
  });
  const table = await screen.findByRole('table');
  await user.click(await within(table).findByRole('checkbox', { name: 'Выбрать: Ёлкина Анна Петровна, обработка данных' }));
  await user.click(within(table).getByRole('checkbox', { name: /Рощин/ }));
  await user.click(within(table).getByRole('checkbox', { name: /Ветрова/ }));
  await user.click(screen.getByRole('button', { name: 'Отметить подписанными (2)' }));
  const dialog = await screen.findByRole('dialog');
  expect(await within(dialog).findByText('лично')).toBeTruthy();
  const select = within(dialog).getByRole('combobox', { name: 'Кто подписал за: Ёлкина Анна Петровна' });
  await user.click(select);
  await user.click(await screen.findByRole('option', { name: 'Ёлкина Инна Юрьевна' }));
  await user.click(within(dialog).getByLabelText('Обучающиеся от 14 лет тоже подписали'));
  await user.upload(document.querySelector<HTMLInputElement>('input[type=file]')!, [new File(['%PDF'], 'Согласие 2 Рощин.pdf', { type: 'application/pdf' }), new File(['%PDF'], 'без номера.pdf', { type: 'application/pdf' })]);
  expect(await within(dialog).findByText('Подошло файлов: 1 из 2.')).toBeTruthy();
  expect(await barriers(dialog)).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Отметить подписанными (2)' }));
  await waitFor(() => expect(asked.find((a) => a.path === '/api/registry/consents/signatures')?.body).toMatchObject({ ids: [1, 2], form: 'paper', coSigned: true, signers: { 1: 202 } }));
  await waitFor(() => expect(asked.filter((a) => a.path.endsWith('/scan')).map((a) => a.path)).toEqual(['/api/registry/consents/2/scan']));
  await user.click(await screen.findByRole('button', { name: 'Отменить' }));
  await waitFor(() => expect(asked.find((a) => a.path === '/api/registry/consents/signatures/cancellation')?.body).toEqual({ ids: [1, 2] }));
}, 40_000);

it('takes the whole list into the selection, page by page', async () => {
  const user = userEvent.setup();
  const many = Array.from({ length: 130 }, (_, i) => issued(i + 1, `Учителева ${i}`));
  const { asked } = show(ConsentsPage, {
    at: '/consents',
    answers: {
      ...answers,
      'GET /api/registry/consents': ({ url }: { url: URL }) => {
        const page = Number(url.searchParams.get('page'));
        const size = Number(url.searchParams.get('size'));
        return { items: many.slice(page * size, (page + 1) * size), page, size, total: 130, exact: true };
      },
    },
  });
  const table = await screen.findByRole('table');
  await user.click(await within(table).findByRole('checkbox', { name: 'Выбрать все строки на странице' }));
  await user.click(screen.getByRole('button', { name: 'Выбрать все 130' }));
  expect(await screen.findByText('Выбрано: 130')).toBeTruthy();
  expect(asked.filter((a) => a.query.get('size') === '100')).toHaveLength(2);
});

it('matches scans with forms by the number in the name', () => {
  const file = (name: string) => new File(['x'], name);
  const matched = matchScans([file('1024.pdf'), file('Согласие 1025 Ёлкина А..PDF'), file('1024 ещё раз.jpg'), file('2000.png'), file('1026.docx')], [1024, 1025, 1026]);
  expect([...matched.byConsent.keys()]).toEqual([1024, 1025]);
  expect(matched.left.map((l) => l.name)).toEqual(['1024 ещё раз.jpg', '2000.png', '1026.docx']);
  expect(matchScans([file('скан.pdf')], [7]).byConsent.size).toBe(1);
});
