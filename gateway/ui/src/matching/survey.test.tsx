import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { barriers } from '../test/axe';
import { Refusal, show } from '../test/render';
import { Component as AnswerPage } from './AnswerPage';
import { Component as MeetingForm, inAWeek } from './MeetingForm';
import { Component as MeetingPage } from './MeetingPage';
import { Component as MeetingsPage } from './MeetingsPage';
import { Component as SurveyPage } from './SurveyPage';
import type { GroupMeeting, Survey } from './types';

const meeting: GroupMeeting = {
  id: 7, organisationId: 4411, form: 'teacher_teacher', on: '2026-11-20', time: '14:30:00', mode: 'in_person', place: 'Актовый зал', note: null, surveyUntil: '2026-11-27',
  surveyOpen: true, cancelReason: null, version: 2, mentors: 1, mentees: 1, present: 0, answered: 1,
  people: [
    { personId: 1, name: 'Рощин Павел Игоревич', detail: 'Учитель', minor: false, role: 'mentor', present: false, answeredOn: null, enteredBy: null },
    { personId: 2, name: 'Ветрова Анна Петровна', detail: 'Учитель', minor: false, role: 'mentee', present: false, answeredOn: '2026-11-21', enteredBy: 'self' },
  ],
  sympathies: [{ mentorId: 1, menteeId: 2, mentorRank: 1, menteeRank: 2 }],
  actions: ['edit', 'cancellation', 'attendance', 'answers'],
};
const survey: Survey = {
  meetingId: 7, organisationId: 4411, role: 'mentee', form: 'teacher_teacher', on: '2026-11-20', until: '2026-11-27', answer: null,
  people: ['Рощин Павел Игоревич', 'Осокина Мария Львовна', 'Кленова Ольга Львовна'].map((name, i) => ({ personId: i + 1, name, detail: 'Учитель', minor: false, met: true })),
};

it('lists the meetings with who has answered, and says what to do when there are none', async () => {
  const { container, unmount } = show(MeetingsPage, { answers: { 'GET /api/programme/group-meetings': [{ ...meeting, people: [] }] } });
  expect(await screen.findByText('ответили 1 из 2 · анкета открыта, до 27.11.2026')).toBeTruthy();
  expect(await barriers(container)).toEqual([]);
  unmount();
  show(MeetingsPage, { answers: { 'GET /api/programme/group-meetings': [] } });
  expect(await screen.findByRole('link', { name: 'Назначить встречу' })).toBeTruthy();
}, 30000);

it('records who came and shows who named each other', async () => {
  const { container, asked } = show(MeetingPage, {
    path: 'matching/meetings/:id', at: '/matching/meetings/7',
    answers: { 'GET /api/programme/group-meetings/7': meeting, 'PUT /api/programme/group-meetings/7/attendance': { ...meeting, present: 2 } },
  });
  expect(await screen.findByText('1-е место у наставника, 2-е у наставляемого')).toBeTruthy();
  expect(screen.getByText('Ждём ответа: 1 человек')).toBeTruthy();
  expect(screen.getByRole('link', { name: /Внести ответ: Рощин/ }).getAttribute('href')).toBe('/matching/meetings/7/answers/mentor/1');
  await userEvent.click(screen.getByRole('button', { name: 'Пришли все' }));
  await userEvent.click(screen.getByRole('button', { name: 'Сохранить присутствие' }));
  await waitFor(() => expect(asked.find((a) => a.method === 'PUT')?.body).toEqual({ version: 2, present: [1, 2], note: null }));
  expect(await barriers(container)).toEqual([]);
}, 30000);

it('asks who comes and keeps the survey open for a week', async () => {
  expect(inAWeek('2026-12-28')).toBe('2027-01-04');
  const people = (role: string) => ({ items: [{ personId: role === 'mentor' ? 1 : 2, name: role === 'mentor' ? 'Рощин Павел' : 'Ветрова Анна', minor: false, kind: 'staff', status: 'available', load: 0, maxLoad: 3, consent: true }], page: 0, size: 100, total: 1, exact: true });
  const { container, asked } = show(MeetingForm, {
    answers: {
      'GET /api/programme/participants': ({ url }: { url: URL }) => people(url.searchParams.get('role') ?? ''),
      'POST /api/programme/group-meetings': { ...meeting, id: 8 },
    },
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Назначить встречу' }));
  expect((await screen.findAllByText(/Пригласите хотя бы одного наставника/)).length).toBeGreaterThan(0);
  for (const name of [/Рощин/, /Ветрова/]) await userEvent.click(await screen.findByRole('checkbox', { name }));
  expect(await barriers(container)).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Назначить встречу' }));
  await waitFor(() => expect(asked.find((a) => a.method === 'POST')?.body).toMatchObject({ organisationId: 4411, mentorIds: [1], menteeIds: [2], time: null }));
}, 30000);

it('BR-040: a participant names wishes in order and, in confidence, whom they cannot work with, by keyboard alone', async () => {
  const { container, asked } = show(SurveyPage, {
    role: 'mentee',
    answers: { 'GET /api/programme/preferences/mine': [survey], 'PUT /api/programme/preferences/mine': { ...survey } },
  });
  const user = userEvent.setup();
  (await screen.findByRole('button', { name: /Выбрать: Рощин/ })).focus();
  await user.keyboard('{Enter}');
  screen.getByRole('button', { name: /Выбрать: Осокина/ }).focus();
  await user.keyboard('{Enter}');
  screen.getByRole('button', { name: /Выше: Осокина/ }).focus();
  await user.keyboard('{Enter}');
  screen.getByRole('button', { name: /Не смогу работать: Кленова/ }).focus();
  await user.keyboard('{Enter}');
  expect(within(screen.getByRole('list', { name: 'Пожелания по порядку' })).getAllByRole('listitem').map((li) => li.textContent)).toEqual(['Осокина М. Л.', 'Рощин П. И.'].map((n) => n.replaceAll(' ', '\u00A0')));
  expect(screen.getByText(/Это узнает только куратор/)).toBeTruthy();
  expect(await barriers(container)).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Отправить ответ' }));
  await waitFor(() => expect(asked.find((a) => a.method === 'PUT')?.body).toEqual({ wishes: [2, 1], noGo: [3], drew: null, version: null, organisationId: 4411, role: 'mentee' }));
}, 30000);

it('has a word for those who came late', async () => {
  show(SurveyPage, { role: 'mentee', answers: { 'GET /api/programme/preferences/mine': [] } });
  expect(await screen.findByText(/Открытых анкет нет/)).toBeTruthy();
});

it('the curator enters a conversation; an answer that came meanwhile is shown beside', async () => {
  const given = { wishes: [3], noGo: [], drew: null, answeredOn: '2026-11-21', enteredBy: 'self', version: 4 };
  let first = true;
  const { container, asked } = show(AnswerPage, {
    path: 'matching/meetings/:id/answers/:role/:person', at: '/matching/meetings/7/answers/mentee/2',
    answers: {
      'GET /api/programme/preferences': { organisationId: 4411, personId: 2, name: 'Ветрова Анна Петровна', detail: 'Учитель', role: 'mentee', people: survey.people, answer: null },
      'PUT /api/programme/preferences': () => {
        if (!first) return {};
        first = false;
        return new Refusal(409, { code: 'stale-version', title: 'Изменено', detail: 'Изменено', current: given });
      },
    },
  });
  await userEvent.click(await screen.findByRole('button', { name: /Выбрать: Рощин/ }));
  await userEvent.click(screen.getByRole('button', { name: 'Записать ответ' }));
  expect((await screen.findByText(/Сохранено: Кленова/)).textContent).toContain('У вас: Рощин');
  expect(await barriers(container)).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Сохранить моё' }));
  await waitFor(() => expect(asked.filter((a) => a.method === 'PUT').at(-1)?.body).toMatchObject({ version: 4, wishes: [1] }));
}, 30000);
