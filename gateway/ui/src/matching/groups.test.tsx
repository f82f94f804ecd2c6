import { notifications } from '@mantine/notifications';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { barriers } from '../test/axe';
import { show, slice } from '../test/render';
import { Component as RunPage } from './RunPage';
import type { LeftMentee, MatchPair, MatchPerson, Run } from './types';

afterEach(() => notifications.clean());

const man = (personId: number, name: string): MatchPerson => ({ personId, name, organisationId: 4411, organisation: 'Школа № 12', detail: 'Учитель' });
const klenova = man(12, 'Кленова Ольга Львовна');
const run: Run = {
  id: 9, organisationId: 4411, level: 'school', form: 'teacher_teacher', status: 'done', progress: null, problem: null, minScore: 0, includeShared: false, actions: ['choice', 'moves', 'publication', 'replay'], createdAt: '2026-11-21T09:40:00Z', createdBy: 'Берёзова А. О.', inputsHash: 'x', target: 'best_total', stale: false, version: 4,
  targets: [{ target: 'best_total', pairs: 2, left: 1, score: 25.5, ownSchool: 1, blocking: 0 }], loosePins: 0
};
const pair: MatchPair = { id: 70, mentee: man(11, 'Ветрова Анна Петровна'), mentor: man(1, 'Рощин Павел Игоревич'), score: 25.5, contributions: [], alternatives: [], pinned: false, moved: false, distance: 'school', status: 'draft', mentorshipId: null };
const left: LeftMentee = { mentee: klenova, reason: 'capacity', text: 'Все подходящие наставники заняты', cure: 'Увеличьте нагрузку Рощина П. И.' };
const base = '/api/programme/matching';
const open = (more: Record<string, unknown>) =>
  show(RunPage, {
    path: 'matching/:id', at: '/matching/9',
    answers: { [`GET ${base}/runs`]: [run], [`GET ${base}/runs/9`]: run, [`GET ${base}/runs/9/pairs`]: slice([pair]), [`GET ${base}/runs/9/left`]: slice([left]), [`GET ${base}/runs/9/batches`]: [], [`GET ${base}/runs/9/candidates`]: [], [`GET ${base}/runs/9/blocking`]: [], [`GET ${base}/wishes`]: [], ...more },
  });

it('BR-031: several mentees of one mentor go as one group when the curator says so', async () => {
  const { asked } = open({ [`GET ${base}/runs/9/pairs`]: slice([pair, { ...pair, id: 71, mentee: klenova }]), [`POST ${base}/runs/9/publication`]: { run: { ...run, version: 5 }, batch: 4, pairs: 2, schools: 1 } });
  await userEvent.click(await screen.findByRole('button', { name: 'Предложить пары участникам' }));
  await userEvent.click(await screen.findByRole('radio', { name: 'Одной группой у каждого наставника' }));
  expect(await barriers(document.body)).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Предложить: 2 пары' }));
  await waitFor(() => expect(asked.find((a) => a.path.endsWith('/publication'))?.body).toMatchObject({ version: 4, groups: true }));
}, 30000);

it('BR-030: who is left goes to the waiting list with the psychologist and the reason in one click, and back', async () => {
  const mentee = { id: 77, personId: 12, status: 'in_base', version: 1 };
  const { asked, container } = open({
    'GET /api/registry/people/12': { id: 12, mentee }, 'GET /api/registry/psychologists': [{ id: 5, name: 'Лебедева Анна Ивановна' }], 'POST /api/registry/mentees/77/status': {},
    [`GET ${base}/runs/9/left`]: slice([left, { ...left, mentee: man(14, 'Сосновская Инна Львовна'), reason: 'consent', text: 'Нет согласия.' }]),
  });
  await userEvent.click(await screen.findByRole('tab', { name: /Без наставника/ }));
  const click = await screen.findByRole('button', { name: /^В лист ожидания: Кленова/ });
  expect(screen.queryByRole('button', { name: /^В лист ожидания: Сосновская/ })).toBeNull();
  expect(await barriers(container)).toEqual([]);
  await userEvent.click(click);
  await waitFor(() => expect(asked.find((a) => a.path.endsWith('/status'))?.body).toMatchObject({ to: 'waiting', psychologistId: 5, note: 'Все подходящие наставники заняты' }));
  expect(await screen.findByText('В листе ожидания')).toBeTruthy();
  await userEvent.click(await screen.findByRole('button', { name: 'Отменить' }));
  await waitFor(() => expect(asked.filter((a) => a.path.endsWith('/status')).at(-1)?.body).toEqual({ to: 'in_base' }));
}, 30000);

it('of several psychologists the curator names one', async () => {
  const { asked } = open({
    'GET /api/registry/people/12': { id: 12, mentee: { id: 77, personId: 12, status: 'in_base', version: 1 } }, 'POST /api/registry/mentees/77/status': {},
    'GET /api/registry/psychologists': [{ id: 5, name: 'Лебедева Анна Ивановна' }, { id: 6, name: 'Орлова Нина Павловна' }],
  });
  await userEvent.click(await screen.findByRole('tab', { name: /Без наставника/ }));
  await userEvent.click(await screen.findByRole('button', { name: /^В лист ожидания: Кленова/ }));
  await userEvent.click(await screen.findByRole('combobox', { name: 'Кто из психологов поддержит' }));
  await userEvent.click(await screen.findByRole('option', { name: /Орлова/ }));
  await userEvent.click(screen.getByRole('button', { name: /^В лист ожидания: Кленова/ }));
  await waitFor(() => expect(asked.find((a) => a.path.endsWith('/status'))?.body).toMatchObject({ psychologistId: 6 }));
}, 30000);

it('the waiting list is at hand on the board too', async () => {
  const { container } = open({});
  await userEvent.click(await screen.findByRole('button', { name: /^Кленова/ }));
  expect(await screen.findByRole('button', { name: /^В лист ожидания: Кленова/ })).toBeTruthy();
  expect(await barriers(container)).toEqual([]);
}, 30000);
