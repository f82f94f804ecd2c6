import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { PersonRow } from '../api/types';
import { barriers } from '../test/axe';
import { Refusal, show, slice } from '../test/render';
import { Component as PeoplePage } from './PeoplePage';

const rows: PersonRow[] = [
  { id: 7, name: 'Ветрова Анна Олеговна', lastName: 'Ветрова', firstName: 'Анна', birthDate: '1980-02-01', minor: false, kind: 'staff', positionOrGrade: 'Учитель', mentorStatus: 'available', consent: 'active' },
  { id: 8, name: 'Рощин Егор Львович', lastName: 'Рощин', firstName: 'Егор', birthDate: '2011-02-01', minor: true, kind: 'pupil', positionOrGrade: '9 «А»', menteeStatus: 'waiting', consent: null },
];

it('shows people with states in words and says how many', async () => {
  const { container, asked } = show(PeoplePage, { answers: { 'GET /api/registry/people': slice(rows, 60) } });
  const table = await screen.findByRole('table');
  expect((await within(table).findByRole('link', { name: 'Ветрова Анна Олеговна' })).getAttribute('href')).toBe('/people/7');
  expect(within(table).getByText('Свободен')).toBeTruthy();
  expect(screen.getByText('Показано 1–2 из 60')).toBeTruthy();
  expect(asked.at(-1)?.query.get('sort')).toBe('name');
  expect(asked.at(-1)?.query.get('organisation')).toBe('4411');
  expect(document.title).toBe('Все сотрудники и обучающиеся — Школа № 12 — Наставник');
  expect(await barriers(container)).toEqual([]);
});

it('keeps search, sort and page in the address', async () => {
  const { asked, router } = show(PeoplePage, { at: '/?page=2&q=рощ', answers: { 'GET /api/registry/people': slice(rows, 60) } });
  await screen.findByRole('table');
  expect(asked.at(-1)?.query.get('page')).toBe('1');
  expect(asked.at(-1)?.query.get('q')).toBe('рощ');
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Фамилия, имя, отчество' }));
  await waitFor(() => expect(router.state.location.search).toContain('sort=-name'));
  expect(router.state.location.search).not.toContain('page=');
  expect(screen.getByRole('columnheader', { name: 'Фамилия, имя, отчество' }).getAttribute('aria-sort')).toBe('descending');
});

it('has a word for each kind of emptiness', async () => {
  show(PeoplePage, { answers: { 'GET /api/registry/people': slice([]) } });
  expect(await screen.findByText(/Здесь пока никого нет/)).toBeTruthy();
});

it('says that the filter hides everything', async () => {
  show(PeoplePage, { at: '/?q=ничего', answers: { 'GET /api/registry/people': slice([]) } });
  expect(await screen.findByText(/Под условия отбора ничего не подходит/)).toBeTruthy();
});

it('says that the right is missing', async () => {
  show(PeoplePage, { answers: { 'GET /api/registry/people': new Refusal(403, {}) } });
  expect(await screen.findByText(/нет права видеть/)).toBeTruthy();
});

it('gives a psychologist no way to add people', async () => {
  show(PeoplePage, { role: 'psychologist', answers: { 'GET /api/registry/people': slice(rows) } });
  await screen.findByRole('table');
  expect(screen.queryByRole('link', { name: 'Добавить человека' })).toBeNull();
});
