import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Activity, Programme } from '../api/types';
import { Refusal, show } from '../test/render';
import { Component as ProgrammePage } from './ProgrammePage';
import { activityState, awaited, bySection, dueText, exemptFromPeriod } from './programme';

const activity: Activity = {
  id: 1, no: '1', section: 'Подготовка', task: 'Посетить урок', term: { kind: 'month', text: 'ноябрь' }, dueFrom: '2026-11-01', dueTo: '2026-11-30',
  plannedResult: 'Самоанализ', responsible: 'Наставник', status: 'planned', version: 1,
};
const programme: Programme = {
  id: 6, mentorshipId: 5, organisationId: 4411, title: 'Вхождение в профессию', from: '2026-09-15', to: '2027-06-15', directions: [], gaps: [], strengths: [],
  activities: [activity, { ...activity, id: 2, no: '2', section: 'Работа', task: 'Провести мастер-класс', term: { kind: 'by_event', text: 'по мере необходимости' }, dueFrom: null, dueTo: null }],
  approvals: { mentor: null, mentee: null, curator: null, director: null }, status: 'draft', awaited: [1, 2], versionNo: 1, progress: { done: 0, total: 2 },
  members: [
    { personId: 1, name: 'Рощин Павел Игоревич', minor: false, role: 'mentor', agreed: true },
    { personId: 2, name: null, minor: true, role: 'mentee', agreed: true },
  ],
  version: 3, actions: [],
};
const approval = { on: '2026-09-16', by: 'self' };

const open = (p: Partial<Programme>, role: 'curator' | 'director' | 'mentor' = 'curator') =>
  show(ProgrammePage, {
    path: 'programmes/:id', at: '/programmes/6', role,
    organisation: role === 'mentor' ? { person: 1 } : {},
    answers: { 'GET /api/programme/programmes/6': { ...programme, ...p }, 'POST /api/programme/programmes/6/agreement': programme, 'POST /api/programme/programmes/6/curator-approval': programme },
  });

describe('where an activity stands', () => {
  it.each([
    ['2026-10-31', 'planned'], ['2026-11-01', 'now'], ['2026-11-30', 'now'], ['2026-12-01', 'late'],
  ])('on %s', (day, state) => expect(activityState(activity, day)).toBe(state));

  it('is never late without a term', () => {
    expect(activityState({ ...activity, dueFrom: null, dueTo: null }, '2030-01-01')).toBe('planned');
  });
});

describe('whose word is awaited', () => {
  it('both sides first, in any order', () => {
    expect(awaited(programme)).toEqual(['mentor', 'mentee']);
    expect(awaited({ ...programme, approvals: { ...programme.approvals, mentee: approval } })).toEqual(['mentor']);
  });
  it('then the curator, then the director, then nobody', () => {
    expect(awaited({ ...programme, status: 'agreed' })).toEqual(['curator']);
    expect(awaited({ ...programme, status: 'curator_ok' })).toEqual(['director']);
    expect(awaited({ ...programme, status: 'running' })).toEqual([]);
  });
  it('for the amendment while the present version is in force', () => {
    expect(awaited({ ...programme, status: 'running', amendment: 'draft' })).toEqual(['mentor', 'mentee']);
    expect(awaited({ ...programme, status: 'running', amendment: 'curator_ok' })).toEqual(['director']);
  });
});

it.each([
  ['2030-11-01', '2030-11-30', '1–30 ноября 2030 г.'], ['2030-03-01', '2030-06-27', '1 марта – 27 июня 2030 г.'],
  ['2030-12-01', '2031-01-31', '1 декабря 2030 г. – 31 января 2031 г.'], [null, '2030-09-30', 'до 30 сентября 2030 г.'], [null, null, ''],
])('writes the days %s and %s briefly', (dueFrom, dueTo, text) => expect(dueText({ dueFrom, dueTo })).toBe(text));

it('keeps sections in the order of the plan', () => {
  expect(bySection(programme.activities).map((g) => [g.section, g.items.length])).toEqual([['Подготовка', 1], ['Работа', 1]]);
});

it('knows which mentorships are free of the period', () => {
  expect(exemptFromPeriod({ form: 'teacher_teacher', methods: ['one_to_one'] })).toBe(false);
  expect(exemptFromPeriod({ form: 'pupil_pupil', methods: [] })).toBe(true);
  expect(exemptFromPeriod({ form: 'teacher_teacher', methods: ['speed', 'situational'] })).toBe(true);
  expect(exemptFromPeriod({ form: 'teacher_teacher', methods: ['speed', 'one_to_one'] })).toBe(false);
  expect(exemptFromPeriod({ form: 'student_student', methods: [] })).toBe(false);
});

describe('the page of a programme', () => {
  it('shows terms in words and hides verbs that the service does not allow', async () => {
    open({});
    expect(await screen.findByText('по мере необходимости')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Выполнено' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Записать согласие' })).toBeNull();
    expect(screen.queryByRole('link', { name: 'Изменить' })).toBeNull();
  });

  it('lets the mentor agree with one tap, for their own side only', async () => {
    const { asked } = open({ actions: ['agreement'] }, 'mentor');
    const strip = await screen.findByRole('list', { name: 'Согласование' });
    await userEvent.click(within(strip).getByRole('button', { name: 'Согласиться' }));
    await screen.findByText('Вы согласились с программой');
    expect(asked.find((a) => a.method === 'POST')?.body).toMatchObject({ side: 'mentor', by: 'self', version: 3 });
  });

  it('says that the programme has changed meanwhile, and reads it again', async () => {
    const { asked } = show(ProgrammePage, {
      path: 'programmes/:id', at: '/programmes/6', role: 'mentor', organisation: { person: 1 },
      answers: { 'GET /api/programme/programmes/6': { ...programme, actions: ['agreement'] }, 'POST /api/programme/programmes/6/agreement': new Refusal(409, { code: 'stale', detail: 'Сравните версии', current: { version: 4 } }) },
    });
    const strip = await screen.findByRole('list', { name: 'Согласование' });
    await userEvent.click(within(strip).getByRole('button', { name: 'Согласиться' }));
    expect(await screen.findByText(/Ваше слово не записано/)).toBeTruthy();
    await waitFor(() => expect(asked.filter((a) => a.method === 'GET' && a.path === '/api/programme/programmes/6')).toHaveLength(2));
  });

  it('gives the curator the confirmation only when both sides have agreed', async () => {
    open({ status: 'agreed', actions: ['curator-approval'], approvals: { ...programme.approvals, mentor: approval, mentee: { on: '2026-09-17', by: 'representative' } } });
    expect(await screen.findByRole('button', { name: 'Подтвердить' })).toBeTruthy();
    expect(screen.getByText('согласен 17.09.2026, законный представитель')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Утвердить' })).toBeNull();
  });

  it('names who of a group is silent and lets the curator choose whose word is on paper', async () => {
    const third = { personId: 3, name: 'Ветрова Анна Петровна', minor: false, role: 'mentee' as const, agreed: true };
    const { asked } = open({ actions: ['agreement'], awaited: [2, 3], approvals: { ...programme.approvals, mentor: approval }, members: [...programme.members, third] });
    expect(await screen.findByText('ждём: имя скрыто, Ветрова А. П.')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Записать согласие' }));
    await userEvent.click(await screen.findByRole('combobox', { name: /Кто согласился/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'Ветрова Анна Петровна' }));
    await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Записать согласие' }));
    await screen.findByText('Согласие записано');
    expect(asked.find((a) => a.method === 'POST')?.body).toMatchObject({ side: 'mentee', personId: 3, version: 3 });
  });

  it('shows what an amendment proposes and that the present version is in force until then', async () => {
    const struck = { ...activity, strikeReason: 'Не нужно' };
    const added = { ...activity, id: 3, no: '3', task: 'Открытый урок', status: 'proposed' as const };
    open({ status: 'running', amendment: 'draft', actions: ['activities', 'strike', 'done', 'withdrawal'], activities: [struck, added] });
    expect(await screen.findByText('Версия 2 на согласовании')).toBeTruthy();
    expect(screen.getByText('Предложено исключить')).toBeTruthy();
    expect(screen.getByText('Предложено добавить')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Выполнено' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Отозвать изменения' })).toBeTruthy();
  });
});
