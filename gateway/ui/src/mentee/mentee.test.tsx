import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { MenteeProfile, Person } from '../api/types';
import { barriers } from '../test/axe';
import { show, slice } from '../test/render';
import { MenteePanel } from './MenteePanel';
import { Component as MenteesPage } from './MenteesPage';
import type { MenteeRow } from './types';
import { Component as WaitingPage } from './WaitingPage';

const dictionaries = {
  requestCodes: [{ code: 'exam', name: 'Подготовка к экзаменам' }], problemGroups: [], gaps: [], supportNeeds: [{ code: 'tutor', name: 'Тьютор' }],
  thirdPartySources: [{ code: 'parents', name: 'Родители' }],
};

const profile: MenteeProfile = { id: 5, personId: 8, category: 'pupil', mainRequest: 'Сдать физику', requestCodes: ['exam'], source: 'own', status: 'in_base', version: 1, statusSince: '2026-09-01' };

const person: Person = {
  id: 8, lastName: 'Рощин', firstName: 'Егор', name: 'Рощин Егор Львович', birthDate: '2012-02-01', minor: true, version: 1, organisationId: 4411,
  employments: [], enrolments: [], representatives: [], mentor: null, mentee: profile, consents: [],
};

const card = {
  ...profile, contact: '+7 900 000-00-00', steps: [], engagements: [],
  thirdParty: [{ id: 3, sourceRole: 'parents', text: 'Стесняется отвечать', toldOn: '2026-09-05' }], needsSupport: { open: false },
};

const answers = {
  'GET /api/registry/dictionaries': dictionaries, 'GET /api/registry/mentees/5': card, 'GET /api/registry/settings': [],
  'GET /api/registry/psychologists': [{ id: 70, name: 'Психологова Анна' }],
};

it('shows the curator what others told and that the field of special needs is closed', async () => {
  const { container } = show(() => <MenteePanel person={person} profile={profile} writes />, { answers });
  expect(await screen.findByText(/Стесняется отвечать/)).toBeTruthy();
  expect(screen.getByText(/Поле закрыто/)).toBeTruthy();
  expect(screen.getByText('+7 900 000-00-00')).toBeTruthy();
  expect(await barriers(container)).toEqual([]);
}, 30000);

it('shows a director neither', async () => {
  const { thirdParty: _third, needsSupport: _support, ...open } = card;
  show(() => <MenteePanel person={person} profile={profile} writes />, { role: 'director', answers: { ...answers, 'GET /api/registry/mentees/5': open } });
  expect(await screen.findByText('Сдать физику')).toBeTruthy();
  expect(screen.queryByText('Что сообщили другие')).toBeNull();
  expect(screen.queryByText('Особые потребности')).toBeNull();
}, 30000);

it('puts nobody on the waiting list without a psychologist and a day', async () => {
  const { asked } = show(() => <MenteePanel person={person} profile={profile} writes />, { answers: { ...answers, 'POST /api/registry/mentees/5/status': {} } });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Сменить состояние' }));
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('button', { name: 'Сменить состояние' }));
  expect(within(dialog).getAllByText(/Назначьте психолога/).length).toBeGreaterThan(0);
  await user.click(within(dialog).getByRole('combobox', { name: 'Психолог' }));
  await user.click(await screen.findByRole('option', { name: 'Психологова Анна' }));
  fireEvent.change(within(dialog).getByLabelText('Когда продолжить поиск'), { target: { value: '01.02.2099' } });
  await user.click(within(dialog).getByRole('button', { name: 'Сменить состояние' }));
  await waitFor(() => expect(asked.find((a) => a.method === 'POST')?.body).toMatchObject({ to: 'waiting', psychologistId: 70, searchOn: '2099-02-01' }));
}, 30000);

it('makes a candidate of somebody who was helped in one action', async () => {
  const done = { ...profile, status: 'completed' as const };
  const { asked } = show(() => <MenteePanel person={person} profile={done} writes />, { answers: { ...answers, 'POST /api/registry/mentees/5/mentor-candidacy': {} } });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Сделать кандидатом в наставники' }));
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Сделать кандидатом' }));
  await waitFor(() => expect(asked.some((a) => a.path.endsWith('/mentor-candidacy'))).toBe(true));
}, 30000);

const row: MenteeRow = { ...profile, name: 'Рощин Егор Львович', positionOrGrade: '9А', counterparts: 'Ветрова Анна', consent: 'expiring', psychologist: 'Психологова Анна', searchOn: '2026-12-01' };

it('lists the base and the waiting list', async () => {
  const list = show(MenteesPage, { answers: { ...answers, 'GET /api/registry/mentees': slice([row]) } });
  const table = await screen.findByRole('table');
  expect(await within(table).findByText('Ветрова Анна')).toBeTruthy();
  expect(await barriers(list.container)).toEqual([]);
  list.unmount();
  const waiting = show(WaitingPage, { answers: { ...answers, 'GET /api/registry/mentees': slice([row]) } });
  expect(await screen.findByText('Психологова Анна')).toBeTruthy();
  expect(waiting.asked.find((a) => a.path === '/api/registry/mentees')?.query.get('status')).toBe('waiting');
  expect(await barriers(waiting.container)).toEqual([]);
}, 30000);
