import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { barriers } from '../test/axe';
import { show } from '../test/render';
import { Component as RunPage } from './RunPage';
import type { MatchPair, Run, Wish } from './types';
import { who } from './words';
import { Component as WishesPage } from './WishesPage';

const base = '/api/programme/matching';
const wish: Wish = { menteeId: 11, mentee: 'Ветрова Анна Петровна', mentorId: 1, mentor: 'Рощин Павел Игоревич', kind: 'pin', reason: 'Договорились', by: 'Берёзова А. О.', at: '2026-11-21T09:40:00Z' };
const run: Run = {
  id: 9, organisationId: 4411, level: 'school', form: 'teacher_teacher', status: 'done', progress: null, problem: null, minScore: 0, includeShared: false, actions: ['choice', 'moves', 'publication', 'replay'], createdAt: '2026-11-21T09:40:00Z', createdBy: 'Берёзова А. О.', inputsHash: 'x', target: 'best_total', loosePins: 1, stale: false, version: 4, targets: [],
};
const person = { name: 'Ветрова Анна Петровна', organisationId: 4411, organisation: 'Школа № 12', detail: 'Учитель' };
const pair: MatchPair = { id: 70, mentee: { ...person, personId: 11 }, mentor: { ...person, personId: 1, name: 'Рощин Павел Игоревич' }, score: 25, contributions: [], alternatives: [], pinned: true, moved: false, distance: 'school', status: 'draft', mentorshipId: null };

it('a curator reads every pin and ban and takes one back, with a way back', async () => {
  const { container, asked } = show(WishesPage, { answers: { [`GET ${base}/wishes`]: [wish, { ...wish, mentorId: 5, mentor: null, kind: 'ban' }], [`PUT ${base}/wishes`]: [] } });
  await userEvent.click(await screen.findByRole('button', { name: /^Снять закрепление: Ветрова.*Рощин/ }));
  expect(screen.getByText(/наставник другой организации/)).toBeTruthy();
  expect(await barriers(container)).toEqual([]);
  await waitFor(() => expect(asked.find((a) => a.method === 'PUT')?.body).toEqual({ organisationId: 4411, menteeId: 11, mentorId: 1, kind: 'none' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Отменить' }));
  await waitFor(() => expect(asked.filter((a) => a.method === 'PUT').at(-1)?.body).toMatchObject({ kind: 'pin', reason: 'Договорились' }));
}, 30000);

it('a run says which pins it could not keep, and where they are lifted; a lifted pin is lifted on the board too', async () => {
  const { container } = show(RunPage, {
    path: 'matching/:id', at: '/matching/9?mentee=11',
    answers: { [`GET ${base}/runs/9`]: run, [`GET ${base}/runs`]: [run], [`GET ${base}/runs/9/pairs`]: { items: [pair], page: 0, size: 50, total: 1, exact: true }, [`GET ${base}/runs/9/left`]: { items: [], page: 0, size: 50, total: 0, exact: true }, [`GET ${base}/runs/9/candidates`]: [], [`GET ${base}/wishes`]: [], [`GET ${base}/runs/9/loose-pins`]: [{ mentee: pair.mentee, mentor: pair.mentor, text: 'Нет действующего согласия.' }] },
  });
  expect(await screen.findByText('Не удержано: 1 закрепление')).toBeTruthy();
  expect(await screen.findByText('Нет действующего согласия.')).toBeTruthy();
  expect(screen.getByRole('link', { name: '«Закрепления и запреты»' })).toBeTruthy();
  expect(await screen.findByRole('button', { name: 'Закрепить пару' })).toBeTruthy();
  expect(await barriers(container)).toEqual([]);
}, 30000);

it('somebody of whom nothing may be told is not blank', () => {
  expect(who({ name: null, detail: null })).toBe('имя скрыто');
});
