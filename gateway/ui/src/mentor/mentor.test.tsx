import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { MentorProfile, Person } from '../api/types';
import { barriers } from '../test/axe';
import { show, slice } from '../test/render';
import { timesInWords } from './meets';
import { MentorPanel } from './MentorPanel';
import { Component as MentorsPage } from './MentorsPage';
import { Component as SharedMentorsPage } from './SharedMentorsPage';
import type { MentorRow, SharedMentor } from './types';

const dictionaries = { competences: [{ code: 'subject', name: 'Знание предмета' }], trainings: [{ code: 'courses', name: 'Курсы' }], menteeAges: [{ code: '15_18', name: '15–18 лет' }] };

const profile: MentorProfile = {
  id: 6, personId: 9, status: 'interviewed', competenceCodes: ['subject'], competences: [], maxLoad: 2, shareWithOthers: false, voluntary: false, version: 3, statusSince: '2026-09-01',
};

const person: Person = {
  id: 9, lastName: 'Ветрова', firstName: 'Анна', name: 'Ветрова Анна Олеговна', birthDate: '1980-01-01', minor: false, version: 1, organisationId: 4411,
  employments: [], enrolments: [], representatives: [], mentor: profile, mentee: null,
  consents: [{ id: 1, personId: 9, kind: 'processing', status: 'active', version: 1 }],
};

const card = {
  ...profile, trainings: [], engagements: [],
  interviews: [{ id: 1, heldOn: '2026-09-10', interviewer: 'Завучева А. П.', psychologistPresent: true, readiness: 'ready', decision: 'select' }],
  steps: [{ fromStatus: 'questionnaire_done', toStatus: 'interviewed', onDate: '2026-09-10' }],
};

const answers = { 'GET /api/registry/dictionaries': dictionaries, 'GET /api/registry/mentors/6': card };

it('shows the selection of a mentor and moves it one step on', async () => {
  const { asked, container } = show(() => <MentorPanel person={person} profile={profile} writes />, { answers: { ...answers, 'POST /api/registry/mentors/6/status': {} } });
  expect(await screen.findByText(/Завучева А. П., с психологом/)).toBeTruthy();
  expect(screen.getByText('Знание предмета')).toBeTruthy();
  expect(await barriers(container)).toEqual([]);
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Сменить состояние' }));
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('button', { name: 'Сменить состояние' }));
  expect(within(dialog).getAllByText(/Без согласия самого наставника/).length).toBeGreaterThan(0);
  await user.click(within(dialog).getByRole('checkbox', { name: 'Наставник согласился добровольно' }));
  await user.click(within(dialog).getByRole('button', { name: 'Сменить состояние' }));
  await waitFor(() => expect(asked.find((a) => a.method === 'POST')?.body).toMatchObject({ to: 'selected', voluntary: true, carriedOver: false }));
}, 30000);

it('keeps when and how the mentor can meet', async () => {
  expect(timesInWords(['mon_day', 'mon_morning', 'fri_evening'])).toBe('пн: утро, день; пт: вечер');
  expect(timesInWords(undefined)).toBe('');
  const { asked } = show(() => <MentorPanel person={person} profile={{ ...profile, meetingTimes: ['wed_evening'] }} writes />, { answers: { ...answers, 'PUT /api/registry/mentors/6': {} } });
  expect(await screen.findByText('ср: вечер')).toBeTruthy();
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Изменить' }));
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('combobox', { name: /Когда может встречаться/ }));
  await user.click(await screen.findByRole('option', { name: 'пн, день' }));
  await user.click(within(dialog).getByRole('combobox', { name: /Как может встречаться/ }));
  await user.click(await screen.findByRole('option', { name: 'Дистанционно' }));
  expect(await barriers(document.body)).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Сохранить карточку' }));
  await waitFor(() => expect(asked.find((a) => a.method === 'PUT')?.body).toMatchObject({ meetingTimes: ['wed_evening', 'mon_day'], meetingModes: ['remote'] }));
}, 30000);

it('asks for the reason of a refused candidate', async () => {
  const { asked } = show(() => <MentorPanel person={person} profile={profile} writes />, { answers });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Внести собеседование' }));
  const dialog = await screen.findByRole('dialog');
  await user.type(within(dialog).getByLabelText('Кто проводил'), 'Завучева');
  await user.click(within(dialog).getByRole('combobox', { name: 'Решение' }));
  await user.click(await screen.findByRole('option', { name: 'Отказать' }));
  await user.click(within(dialog).getByRole('button', { name: 'Внести собеседование' }));
  expect(within(dialog).getAllByText(/почему кандидату отказано/).length).toBeGreaterThan(0);
  expect(asked.some((a) => a.method === 'POST')).toBe(false);
}, 30000);

it('opens a card for others only by the leave of the mentor and its day', async () => {
  const free = { ...profile, status: 'available' as const };
  const { asked } = show(() => <MentorPanel person={person} profile={free} writes />, { answers: { ...answers, 'PUT /api/registry/mentors/6/sharing': {} } });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Открыть карточку' }));
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('button', { name: 'Открыть карточку' }));
  expect(within(dialog).getAllByText(/Без разрешения наставника/).length).toBeGreaterThan(0);
  await user.click(within(dialog).getByRole('checkbox'));
  fireEvent.change(within(dialog).getByLabelText('Когда разрешил'), { target: { value: '20.09.2026' } });
  await user.click(within(dialog).getByRole('button', { name: 'Открыть карточку' }));
  await waitFor(() => expect(asked.find((a) => a.method === 'PUT')?.body).toEqual({ leave: true, on: '2026-09-20' }));
}, 30000);

const row: MentorRow = { ...profile, name: 'Ветрова Анна Олеговна', load: 1, counterparts: 'Рощин Егор', positionOrGrade: 'teacher', consent: 'active', form: 'teacher_pupil' };

it('lists the base with whom each mentor leads, and approves the register in one order', async () => {
  const { asked, container } = show(MentorsPage, {
    role: 'director',
    answers: { ...answers, 'GET /api/registry/mentors': slice([{ ...row, status: 'selected' }]), 'POST /api/registry/mentor-registry-orders': undefined },
  });
  const table = await screen.findByRole('table');
  expect(await within(table).findByText('1 из 2')).toBeTruthy();
  expect(within(table).getByText('Рощин Егор')).toBeTruthy();
  expect(await barriers(container)).toEqual([]);
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Утвердить реестр' }));
  const dialog = await screen.findByRole('dialog');
  await user.type(await within(dialog).findByLabelText('Номер приказа'), '7-н');
  await user.click(within(dialog).getByRole('button', { name: 'Утвердить реестр' }));
  await waitFor(() => expect(asked.find((a) => a.method === 'POST')?.body).toMatchObject({ organisationId: 4411, orderNumber: '7-н', mentorIds: [6] }));
}, 30000);

const shared: SharedMentor = {
  mentorId: 60, organisationId: 4412, organisation: 'Школа № 13', name: 'Соседова Мария', status: 'available', competenceCodes: ['subject'], competences: [],
  desiredAges: ['15_18'], maxLoad: 3, sharedOn: '2026-09-20',
};

it('shows mentors of other schools as cards without contacts', async () => {
  const { container } = show(SharedMentorsPage, { answers: { ...answers, 'GET /api/registry/shared-mentors': slice([shared]) } });
  expect(await screen.findByText('Соседова Мария')).toBeTruthy();
  expect(screen.getByText('Школа № 13')).toBeTruthy();
  expect(screen.queryByText(/Телефон/)).toBeNull();
  expect(await barriers(container)).toEqual([]);
}, 30000);
