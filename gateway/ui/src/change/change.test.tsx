import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { Meeting, Mentorship } from '../api/types';
import { Guests } from '../meeting/Guests';
import { TerminationDialog } from '../mentorship/MentorshipDialogs';
import { barriers } from '../test/axe';
import { Refusal, show, slice } from '../test/render';
import { groundsFor, nextOf, startersFor } from './change';
import { Component as ChangePage } from './ChangePage';
import { Component as ChangesPage } from './ChangesPage';
import { ChangesOfPair } from './ChangesOfPair';
import { ExtensionDialog, ReplacementDialog } from './ReplacementDialog';
import type { Change } from './types';

const person = (personId: number, name: string, minor = false) => ({ personId, name, minor });
const change: Change = {
  id: 9, kind: 'replacement', status: 'curator_review', mentorshipId: 12, organisationId: 4411, startedBy: 'curator', party: null, requestedOn: '2026-11-16', reviewUntil: '2026-11-23',
  reason: '', ground: 'G2', extraGrounds: [], mentor: person(7, 'Ветрова Анна Олеговна'), mentees: [person(8, 'Рощина Ирина Львовна')], awayFrom: '2026-11-10',
  newMentor: person(11, 'Новикова Ольга Петровна'), profileFits: true, mutualInterest: true, opinion: 'Замена нужна',
  asked: [{ ...person(11, 'Новикова Ольга Петровна'), words: [{ personId: 11, agrees: true, by: 'self', on: '2026-11-17' }], complete: true }, { ...person(8, 'Рощина Ирина Львовна', true), words: [], complete: false }],
  gapDays: 12, noticeDue: false, version: 3, actions: ['review', 'mediation', 'candidate', 'agreement', 'withdrawal', 'evidence'],
};
const pair = {
  id: 12, organisationId: 4411, organisationName: 'Школа № 12', kind: 'pair', form: 'teacher_teacher', methods: [], goal: 'Цель', start: '2026-09-01', plannedEnd: '2027-05-31', status: 'active',
  criteria: { profileFits: true, mutualInterest: true }, version: 3, actions: ['replacement', 'extension'],
  members: [
    { personId: 7, name: 'Ветрова Анна Олеговна', minor: false, role: 'mentor', agreed: true },
    { personId: 8, name: 'Рощина Ирина Львовна', minor: false, role: 'mentee', agreed: true },
  ],
} as unknown as Mentorship;

it('4.6: offers each ground to those who may start it', () => {
  expect(groundsFor(['curator'])).toEqual(['G1', 'G2', 'G3', 'G5']);
  expect(groundsFor(['director'])).toEqual(['G4']);
  expect(groundsFor(['mentee'])).toEqual(['G1', 'G5']);
  expect(groundsFor(['psychologist'])).toEqual(['G5']);
  expect(startersFor('G5', ['curator'])).toEqual(['mentor', 'mentee', 'representative', 'curator']);
});

it('says the one next step of a request', () => {
  expect(nextOf({ ...change, opinion: null })?.verb?.does).toBe('review');
  expect(nextOf({ ...change, newMentor: null })?.verb?.does).toBe('candidate');
  expect(nextOf(change)?.text).toBe('Ждём согласия: Рощина И. Л.');
  expect(nextOf({ ...change, actions: [...change.actions, 'submission'] })?.verb?.does).toBe('submission');
  expect(nextOf({ ...change, status: 'director_decision', actions: ['order'] })?.verb?.does).toBe('order');
  expect(nextOf({ ...change, status: 'ordered' })).toBeUndefined();
});

it('lists the requests with the days without a mentor', async () => {
  const { container } = show(ChangesPage, { answers: { 'GET /api/programme/changes': slice([change]) } });
  const table = await screen.findByRole('table');
  expect(await within(table).findByText('Замена наставника: Ветрова А. О.')).toBeTruthy();
  expect(within(table).getByText('12 дней')).toBeTruthy();
  expect(await barriers(container)).toEqual([]);
});

it('BR-037: asks for the evidence of the chosen ground and starts a replacement', async () => {
  const user = userEvent.setup();
  const { asked } = show(() => <ReplacementDialog mentorship={pair} onClose={() => undefined} />, { answers: { 'POST /api/programme/mentorships/12/replacement': change } });
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByLabelText('Длительное отсутствие наставника'));
  await user.click(within(dialog).getByRole('button', { name: 'Записать обращение' }));
  expect((await within(dialog).findAllByText(/Укажите дату/)).length).toBeGreaterThan(0);
  await user.type(within(dialog).getByLabelText('Отсутствует с'), '10.11.2026');
  expect(await barriers(dialog)).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Записать обращение' }));
  await waitFor(() => expect(asked.find((a) => a.method === 'POST')?.body).toMatchObject({ by: 'curator', ground: 'G2', awayFrom: '2026-11-10', mentorId: 7, partyId: null }));
});

it('4.6: a director gives only number and date of a disciplinary order', async () => {
  const user = userEvent.setup();
  const { asked } = show(() => <ReplacementDialog mentorship={pair} onClose={() => undefined} />, { role: 'director', answers: { 'POST /api/programme/mentorships/12/replacement': change } });
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).queryByLabelText('Причина')).toBeNull();
  await user.type(within(dialog).getByLabelText('Номер приказа'), '17-к');
  await user.type(within(dialog).getByLabelText('Дата документа'), '10.11.2026');
  await user.click(within(dialog).getByRole('button', { name: 'Записать обращение' }));
  await waitFor(() => expect(asked.find((a) => a.method === 'POST')?.body).toMatchObject({ by: 'director', ground: 'G4', documentNumber: '17-к', reason: null }));
});

it('BR-039: records the word of a minor and of the representative', async () => {
  const user = userEvent.setup();
  const { asked, container } = show(ChangePage, { path: 'changes/:id', at: '/changes/9', answers: { 'GET /api/programme/changes/9': change, 'GET /api/programme/changes/9/evidence': [], 'POST /api/programme/changes/9/agreement': change } });
  expect(await screen.findByText(/12 дней/)).toBeTruthy();
  expect(await barriers(container)).toEqual([]);
  await user.click(screen.getAllByRole('button', { name: 'Записать ответ' })[0]!);
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByLabelText('Законный представитель'));
  expect(await barriers(dialog)).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Записать ответ' }));
  await waitFor(() => expect(asked.find((a) => a.method === 'POST')?.body).toMatchObject({ version: change.version, personId: 8, agreed: true, by: 'representative' }));
});

it('shows what another decided meanwhile and keeps what was typed', async () => {
  const user = userEvent.setup();
  const decided = { ...change, status: 'director_decision' as const, actions: ['rejection'] };
  show(ChangePage, {
    role: 'director', path: 'changes/:id', at: '/changes/9',
    answers: { 'GET /api/programme/changes/9': decided, 'GET /api/programme/changes/9/evidence': [], 'POST /api/programme/changes/9/rejection': new Refusal(409, { code: 'stale', title: 'Данные изменились', current: { ...decided, version: 4 } }) },
  });
  await user.click(await screen.findByRole('button', { name: 'Отклонить' }));
  const dialog = await screen.findByRole('dialog');
  await user.type(within(dialog).getByLabelText('Причина'), 'Выходит на работу');
  await user.click(within(dialog).getByRole('button', { name: 'Отклонить обращение' }));
  expect(await within(dialog).findByText(/изменил/)).toBeTruthy();
  expect(within(dialog).getByDisplayValue('Выходит на работу')).toBeTruthy();
});

it('BR-034: asks to go on until a later day', async () => {
  const user = userEvent.setup();
  const { asked } = show(() => <ExtensionDialog mentorship={pair} onClose={() => undefined} />, { answers: { 'POST /api/programme/mentorships/12/extension': { ...change, kind: 'extension' } } });
  const dialog = await screen.findByRole('dialog');
  await user.type(within(dialog).getByLabelText('Новое окончание'), '01.05.2027');
  await user.type(within(dialog).getByLabelText('Почему нужно больше времени'), 'Не успели');
  await user.click(within(dialog).getByRole('button', { name: 'Спросить согласие' }));
  expect((await within(dialog).findAllByText('Новый срок не длиннее прежнего')).length).toBeGreaterThan(0);
  await user.clear(within(dialog).getByLabelText('Новое окончание'));
  await user.type(within(dialog).getByLabelText('Новое окончание'), '31.08.2027');
  await user.click(within(dialog).getByRole('button', { name: 'Спросить согласие' }));
  await waitFor(() => expect(asked.find((a) => a.method === 'POST')?.body).toMatchObject({ newEnd: '2027-08-31', reason: 'Не успели' }));
});

it('shows who was the mentor before', async () => {
  const { container } = show(() => <ChangesOfPair mentorship={pair} />, {
    answers: {
      'GET /api/programme/changes': slice([change]),
      'GET /api/programme/mentorships/12/former-members': [{ personId: 5, name: 'Прежнева Мария Ивановна', role: 'mentor', from: '2026-09-01', to: '2026-10-12', ground: 'G3', order: '77' }],
    },
  });
  expect(await screen.findByText('Прежнева Мария Ивановна')).toBeTruthy();
  expect(screen.getByText('№ 77')).toBeTruthy();
  expect(await barriers(container)).toEqual([]);
});

it('BR-039: an ending by a wish names who stated it, of a minor with the representative', async () => {
  const user = userEvent.setup();
  const child = { ...pair, members: pair.members.map((m) => (m.role === 'mentee' ? { ...m, minor: true } : m)) } as Mentorship;
  const { asked } = show(() => <TerminationDialog mentorship={child} onClose={() => undefined} />, { answers: { 'POST /api/programme/mentorships/12/termination': child } });
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByLabelText(/По инициативе участников/));
  await user.type(within(dialog).getByLabelText('Причина'), 'Переезд');
  await user.click(within(dialog).getByRole('button', { name: 'Прекратить наставничество' }));
  expect((await within(dialog).findAllByText(/кто из участников заявил/)).length).toBeGreaterThan(0);
  await user.click(within(dialog).getByLabelText('Рощина И. Л.'));
  await user.click(within(dialog).getByLabelText('Есть заявление законного представителя'));
  expect(await barriers(dialog)).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Прекратить наставничество' }));
  await waitFor(() => expect(asked.find((a) => a.method === 'POST')?.body).toMatchObject({ statements: [{ personId: 8, by: 'curator' }, { personId: 8, by: 'representative' }] }));
});

it('BR-044: an invited specialist is entered with the day of the consent', async () => {
  const user = userEvent.setup();
  const meeting = { id: 3, mentorshipId: 12, organisationId: 4411, kind: 'regular', plannedOn: '2026-11-20', mode: 'in_person', topics: [], status: 'planned', members: [], actions: [], version: 1 } as unknown as Meeting;
  const { container } = show(() => <Guests meeting={meeting} />, {
    answers: { 'GET /api/programme/meetings/3/guests': [{ personId: 20, name: 'Гостева Инна Петровна', topic: 'Одарённые дети', consentOn: '2026-11-18', consentBy: 'curator' }], 'GET /api/registry/people': slice([]) },
  });
  expect(await screen.findByText('Гостева Инна Петровна')).toBeTruthy();
  expect(await barriers(container)).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Пригласить' }));
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('button', { name: 'Пригласить' }));
  expect(await within(dialog).findByText(/Исправьте 3 ошибки/)).toBeTruthy();
});

it('4.5: a pair that an order has fixed is ended by the director: the curator asks', async () => {
  const user = userEvent.setup();
  const asks = { ...pair, actions: ['ending'] } as Mentorship;
  const { asked } = show(() => <TerminationDialog mentorship={asks} onClose={() => undefined} />, { answers: { 'POST /api/programme/mentorships/12/ending': { ...change, kind: 'ending', endGround: 'E3' } } });
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByText(/Решает директор/)).toBeTruthy();
  await user.click(within(dialog).getByLabelText(/По инициативе куратора/));
  await user.type(within(dialog).getByLabelText('Причина'), 'Не встречаются');
  expect(await barriers(dialog)).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Передать директору' }));
  await waitFor(() => expect(asked.find((a) => a.method === 'POST')?.body).toMatchObject({ ground: 'E3', reason: 'Не встречаются', statements: [] }));
});

it('4.6: says that nobody follows the mentor', async () => {
  const user = userEvent.setup();
  const open = { ...change, newMentor: null, asked: [], actions: [...change.actions, 'no-successor'] };
  const { asked } = show(ChangePage, { path: 'changes/:id', at: '/changes/9', answers: { 'GET /api/programme/changes/9': open, 'GET /api/programme/changes/9/evidence': [], 'POST /api/programme/changes/9/no-successor': { ...open, withoutSuccessor: true } } });
  await user.click(await screen.findByRole('button', { name: 'Преемника нет' }));
  const dialog = await screen.findByRole('dialog');
  expect(await barriers(dialog)).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Завершить без преемника' }));
  await waitFor(() => expect(asked.find((a) => a.method === 'POST')?.body).toMatchObject({ version: 3 }));
  expect(nextOf({ ...open, withoutSuccessor: true, actions: ['candidate', 'submission'] })).toMatchObject({ text: expect.stringContaining('Преемника нет'), verb: { does: 'submission' } });
});

it('shows no ground to whoever may not read it', async () => {
  show(() => <ChangesOfPair mentorship={pair} />, {
    answers: { 'GET /api/programme/changes': slice([]), 'GET /api/programme/mentorships/12/former-members': [{ personId: 5, name: 'Прежнева Мария Ивановна', role: 'mentor', from: '2026-09-01', to: '2026-10-12', ground: null, order: '77' }] },
  });
  expect(await screen.findByText('№ 77')).toBeTruthy();
  expect(screen.queryByText('Основание')).toBeNull();
});
