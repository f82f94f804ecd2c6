import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { Mentorship } from '../api/types';
import { barriers } from '../test/axe';
import { show } from '../test/render';
import { Component as InvitationPage } from './InvitationPage';

const member = { minor: false, agreed: false, refused: false };
const proposed: Mentorship = {
  id: 5, organisationId: 4411, organisationName: 'Школа № 12', kind: 'pair', form: 'teacher_teacher', methods: ['one_to_one'], goal: 'Вести урок уверенно',
  start: '2026-09-15', plannedEnd: '2027-06-14', status: 'proposed', criteria: { profileFits: true, mutualInterest: true }, respondBy: '2099-11-29',
  members: [{ ...member, personId: 1, name: 'Рощин Павел Игоревич', role: 'mentor' }, { ...member, personId: 2, name: 'Ветрова Анна Петровна', role: 'mentee' }],
  version: 3, actions: ['agreement'],
};
const open = (m: Partial<Mentorship> = {}) =>
  show(InvitationPage, { path: 'invitations/:id', at: '/invitations/5', role: 'mentee', organisation: { person: 2 }, answers: { 'GET /api/programme/mentorships/5': { ...proposed, ...m }, 'POST /api/programme/mentorships/5/agreement': {} } });

it('says with whom, about what and how long, and takes one tap', async () => {
  const { container, asked } = open();
  expect(await screen.findByText('Рощин Павел Игоревич')).toBeTruthy();
  expect(screen.getByText('15.09.2026 – 14.06.2027')).toBeTruthy();
  expect(screen.getByText('Ответьте до 29.11.2099.')).toBeTruthy();
  expect(await barriers(container)).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Согласен' }));
  await waitFor(() => expect(asked.find((a) => a.method === 'POST')?.body).toMatchObject({ version: 3, personId: 2, agreed: true, by: 'self' }));
}, 30000);

it('refuses with a reason that only the school reads', async () => {
  const { container, asked } = open();
  await userEvent.click(await screen.findByRole('button', { name: 'Не могу' }));
  await userEvent.type(screen.getByRole('textbox', { name: /Почему/ }), 'Нет времени');
  expect(await barriers(container)).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Не могу участвовать' }));
  await waitFor(() => expect(asked.find((a) => a.method === 'POST')?.body).toMatchObject({ agreed: false, reason: 'Нет времени' }));
}, 30000);

it('an answer may be changed while the others think, and not when all have agreed', async () => {
  const agreed = proposed.members.map((m) => (m.role === 'mentee' ? { ...m, agreed: true } : m));
  const { unmount } = open({ members: agreed, actions: ['answer-change'] });
  expect(await screen.findByRole('button', { name: 'Передумал, не могу' })).toBeTruthy();
  unmount();
  open({ members: agreed, status: 'agreed', actions: [] });
  expect(await screen.findByText(/Куратор готовит приказ/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: /Передумал/ })).toBeNull();
}, 30000);
