import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { Mentorship } from '../api/types';
import { barriers } from '../test/axe';
import { Refusal, show, slice } from '../test/render';
import { LabourNotice } from './LabourNotice';
import { Component as LabourPage } from './LabourPage';
import { Component as PapersPage } from './PapersPage';
import type { LabourPapers } from './types';

const papers: LabourPapers = {
  id: 5, organisationId: 4411, mentor: { personId: 7, name: 'Ветрова Анна Олеговна' }, mentee: { personId: 8, name: 'Рощина Ирина Львовна' },
  status: 'active', content: 'Уроки', from: '2026-03-01', to: '2027-02-28', form: 'очная', pay: { kind: 'stimulating', size: '3 000 ₽', basis: 'ежемесячно' },
  consentOn: '2026-02-20', addendumNumber: '7', addendumOn: '2026-02-25', missing: [], version: 2, actions: ['notice'],
};
const pair = {
  id: 12, organisationId: 4411, organisationName: 'Школа № 12', kind: 'pair', form: 'teacher_teacher', methods: [], goal: 'Цель', start: '2026-09-01', plannedEnd: '2027-05-31', status: 'agreed',
  criteria: { profileFits: true, mutualInterest: true }, version: 3, actions: ['labour-papers', 'labour-waiver'], labourPapers: 'missing',
  members: [
    { personId: 7, name: 'Ветрова Анна Олеговна', minor: false, role: 'mentor', agreed: true },
    { personId: 8, name: 'Рощина Ирина Львовна', minor: false, role: 'mentee', agreed: true },
  ],
} as unknown as Mentorship;

it('lists the pairs whose papers are missing and opens the form for one of them', async () => {
  const user = userEvent.setup();
  const { asked, container } = show(LabourPage, { answers: { 'GET /api/programme/mentorships': slice([pair]), 'POST /api/registry/labour-assignments': papers } });
  const table = await screen.findByRole('table');
  expect(await within(table).findByText('Не оформлены')).toBeTruthy();
  expect(asked.at(-1)?.query.get('labour')).toBe('missing,ready,waived');
  expect(await barriers(container)).toEqual([]);
  await user.click(within(table).getByRole('button', { name: /Действия/ }));
  await user.click(await screen.findByRole('menuitem', { name: 'Оформить документы' }));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByDisplayValue('Ветрова Анна Олеговна')).toBeTruthy();
  await user.click(within(dialog).getByRole('button', { name: 'Подготовить документы' }));
  expect(await within(dialog).findByText(/Исправьте 3 ошибки/)).toBeTruthy();
  await user.type(within(dialog).getByLabelText('Содержание работы'), 'Разбор уроков');
  await user.type(within(dialog).getByLabelText('Размер стимулирующей выплаты'), '15 %');
  await user.type(within(dialog).getByLabelText('Условия выплаты'), 'ежемесячно');
  expect(await barriers(dialog)).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Подготовить документы' }));
  await waitFor(() => expect(asked.find((a) => a.method === 'POST')?.body).toMatchObject({ organisationId: 4411, mentorId: 7, menteeId: 8, from: '2026-09-01', to: '2027-05-31', paySize: '15 %' }));
});

it('BR-050: demands the clause of an exemption', async () => {
  const user = userEvent.setup();
  show(LabourPage, { answers: { 'GET /api/programme/mentorships': slice([]) } });
  await user.click(screen.queryByRole('button', { name: 'Оформить наставничество' }) ?? (await screen.findByRole('button', { name: 'Оформить наставничество' })));
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByLabelText('Наставничество уже входит в должностные обязанности'));
  await user.click(within(dialog).getByRole('button', { name: 'Подготовить документы' }));
  expect((await within(dialog).findAllByText(/без ссылки освобождение недействительно/)).length).toBeGreaterThan(0);
});

it('BR-051: shows the earliest lawful day while the date is typed', async () => {
  const user = userEvent.setup();
  const term = { from: '2026-03-06', days: 3, countRule: 'full_days', lastDay: '2026-03-12', effectiveFrom: '2026-03-13' };
  const { asked } = show(PapersPage, {
    path: '/labour/:id', at: '/labour/5',
    answers: {
      'GET /api/registry/labour-assignments/5': papers, 'GET /api/registry/labour-assignments/5/files': [], 'GET /api/registry/calendar/term': term,
      'POST /api/registry/labour-assignments/5/notice': { ...papers, status: 'notice_given' },
    },
  });
  await user.click(await screen.findByRole('button', { name: 'Прекратить досрочно' }));
  const dialog = await screen.findByRole('dialog');
  const given = within(dialog).getByLabelText('Когда подано уведомление');
  await user.clear(given);
  await user.type(given, '06.03.2026');
  expect(await within(dialog).findByText(/самая ранняя дата \(13\.03\.2026\)/)).toBeTruthy();
  expect((within(dialog).getByLabelText('С какого дня прекращается') as HTMLInputElement).value).toBe('13.03.2026');
  const effective = within(dialog).getByLabelText('С какого дня прекращается');
  await user.clear(effective);
  await user.type(effective, '12.03.2026');
  expect(await within(dialog).findByText(/Слишком рано/)).toBeTruthy();
  await user.clear(effective);
  await user.type(effective, '13.03.2026');
  expect(await barriers(dialog)).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Записать уведомление' }));
  await waitFor(() => expect(asked.find((a) => a.method === 'POST')?.body).toMatchObject({ by: 'employee', givenOn: '2026-03-06', effectiveOn: '2026-03-13', bothAgree: false }));
});

it('sends a scan as a file and says why it was refused', async () => {
  const user = userEvent.setup();
  const { asked, container } = show(PapersPage, {
    path: '/labour/:id', at: '/labour/5',
    answers: {
      'GET /api/registry/labour-assignments/5': papers, 'GET /api/registry/labour-assignments/5/files': [{ id: 9, paper: 'consent', name: 'согласие.pdf', size: 20480 }],
      'POST /api/registry/labour-assignments/5/files': new Refusal(422, { title: 'Файл переименован', detail: 'По имени это «.pdf», а внутри файл JPEG.' }),
    },
  });
  expect((await screen.findByRole('link', { name: /согласие\.pdf, 20 КБ/ })).getAttribute('href')).toBe('/api/registry/labour-files/9');
  expect(await barriers(container)).toEqual([]);
  await user.upload(container.querySelectorAll<HTMLInputElement>('input[type=file]')[1]!, new File(['x'], 'соглашение.pdf', { type: 'application/pdf' }));
  expect(await screen.findByText(/внутри файл JPEG/)).toBeTruthy();
  const sent = asked.find((a) => a.method === 'POST');
  expect(sent?.query.get('paper')).toBe('addendum');
  expect(decodeURIComponent(sent?.headers.get('X-File-Name') ?? '')).toBe('соглашение.pdf');
});

it('BR-049: the card of a pair says what is missing and can be told why it is not needed', async () => {
  const user = userEvent.setup();
  const { asked } = show(() => <LabourNotice mentorship={pair} />, { answers: { 'PUT /api/programme/mentorships/12/labour-waiver': { ...pair, labourPapers: 'waived' } } });
  expect(await screen.findByText(/Без них приказ не подписать/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Документы не нужны' }));
  const dialog = await screen.findByRole('dialog');
  await user.type(within(dialog).getByLabelText('Почему документы не нужны'), 'Другой работодатель, договор от 01.09.2026 № 4');
  await user.click(within(dialog).getByRole('button', { name: 'Не требовать документы' }));
  await waitFor(() => expect(asked.find((a) => a.method === 'PUT')?.body).toEqual({ version: 3, reason: 'Другой работодатель, договор от 01.09.2026 № 4' }));
});
