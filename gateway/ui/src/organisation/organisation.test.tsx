import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import type { OrganisationCard } from '../api/types';
import { barriers } from '../test/axe';
import { Refusal, show, slice, testSchool } from '../test/render';
import { Component as OrganisationPage } from './OrganisationPage';
import { Component as TreePage } from './TreePage';
import { touchedText } from './touched';
import type { HistoryEvent, Preview, Reorganisation } from './types';

const card: OrganisationCard = { ...testSchool, status: 'active', version: 4, placement: { validFrom: '2020-01-01' } };
const touched = { organisations: 1, people: 1000, staff: 60, pupils: 940, mentors: 12, mentees: 40, mentorships: 11, consents: 900, accounts: 3, grants: 2, population: 1 };
const preview: Preview = { kind: 'move', organisationId: 4411, targetId: 45, on: '2026-09-01', touched, hindrances: [] };
const entry: Reorganisation = {
  id: 7, kind: 'move', organisationId: 4411, targetId: 45, on: '2026-09-01', basis: { kind: 'Постановление', number: '17-п', date: '2026-08-20' },
  details: {}, by: 'Берёзова А. О.', at: '2026-11-22T10:00:00Z', undoableUntil: '2026-11-23T10:00:00Z',
};

// Whole dialogs are walked through and checked by axe: slow on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

beforeEach(() => sessionStorage.clear());

/** Pasting is one event: typing letter by letter is slow on a busy machine. */
async function put(user: ReturnType<typeof userEvent.setup>, field: HTMLElement, text: string) {
  await user.click(field);
  await user.paste(text);
}

async function openVerb(user: ReturnType<typeof userEvent.setup>, verb: string) {
  await user.click(await screen.findByRole('button', { name: /^Изменения/ }));
  await user.click(await screen.findByRole('menuitem', { name: verb }));
  return screen.findByRole('dialog');
}

async function fillBasis(user: ReturnType<typeof userEvent.setup>, dialog: HTMLElement) {
  const on = within(dialog).getByLabelText(/С какого дня/);
  await user.clear(on);
  await put(user, on, '01.09.2026');
  await put(user, within(dialog).getByLabelText(/^Номер/), '17-п');
  await put(user, within(dialog).getByLabelText(/Дата документа/), '20.08.2026');
}

it('moves a school after showing what it touches, and offers the way back', async () => {
  const { asked, baseElement } = show(OrganisationPage, {
    role: 'institute',
    answers: {
      'GET /api/registry/organisations/4411': card,
      'GET /api/registry/organisations': slice([{ id: 45, parentId: 2, level: 'municipality', type: 'authority', fullName: 'Речной округ', shortName: 'Речной округ', status: 'active', version: 1 }]),
      'GET /api/registry/organisations/4411/move/preview': preview,
      'POST /api/registry/organisations/4411/move': entry,
      'POST /api/registry/reorganisations/7/undo': { ...entry, undoneAt: '2026-11-22T10:01:00Z' },
    },
  });
  const user = userEvent.setup();
  const dialog = await openVerb(user, 'Переместить');
  await user.click(within(dialog).getAllByLabelText(/Новая вышестоящая/)[0] as HTMLElement);
  await user.click(await screen.findByRole('option', { name: /Речной округ/ }));
  await fillBasis(user, dialog);
  expect(await within(dialog).findByText(/Затронет: 1\s000 человек \(60 сотрудников, 940 обучающихся\)/)).toBeTruthy();
  expect(await barriers(baseElement)).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Переместить' }));
  await waitFor(() =>
    expect(asked.find((a) => a.method === 'POST' && a.path.endsWith('/move'))?.body).toEqual({
      parentId: 45, on: '2026-09-01', basis: { kind: 'Постановление', number: '17-п', date: '2026-08-20' },
    }),
  );
  await user.click(await screen.findByRole('button', { name: 'Отменить' }));
  await waitFor(() => expect(asked.some((a) => a.path === '/api/registry/reorganisations/7/undo')).toBe(true));
});

it('says what hinders a closing and what a refused merger needs', async () => {
  const { baseElement } = show(OrganisationPage, {
    role: 'institute',
    answers: {
      'GET /api/registry/organisations/4411': card,
      'GET /api/registry/organisations/4411/closure/preview': { ...preview, kind: 'closure', hindrances: [{ what: 'staff', count: 60, text: 'Работают 60 сотрудников: оформите увольнение или переведите их.' }] },
      'POST /api/registry/organisations/4411/closure': new Refusal(409, {
        code: 'registry.organisation.hindered', title: 'Сначала устраните помехи', detail: 'Организацию пока нельзя закрыть.',
        violations: [{ field: 'staff', message: 'Работают 60 сотрудников: оформите увольнение или переведите их.' }],
      }),
    },
  });
  const user = userEvent.setup();
  const dialog = await openVerb(user, 'Закрыть');
  expect((await within(dialog).findAllByText(/Работают 60 сотрудников/)).length).toBe(1);
  await fillBasis(user, dialog);
  await user.click(within(dialog).getByRole('button', { name: 'Закрыть организацию' }));
  await waitFor(() => expect(within(dialog).getAllByText(/Работают 60 сотрудников/).length).toBe(2));
  expect(await barriers(baseElement)).toEqual([]);
});

it('tells the history in sentences and takes an operation back', async () => {
  const events: HistoryEvent[] = [
    { kind: 'move', on: '2026-09-01', from: 'Заречный район', to: 'Речной округ', basis: 'Постановление от 20.08.2026 № 17-п', by: 'Берёзова А. О.', at: '2026-11-22T10:00:00Z', reorganisationId: 7, undoableUntil: '2026-11-23T10:00:00Z' },
    { kind: 'renaming', on: '2022-09-01', from: 'Школа № 12', to: 'Лицей № 12', basis: 'Приказ от 01.08.2022 № 4', by: 'Берёзова А. О.', at: '2022-09-01T10:00:00Z', reorganisationId: 3 },
    { kind: 'founded', on: '2020-01-01' },
  ];
  const { container, asked } = show(OrganisationPage, {
    role: 'institute',
    at: '/?tab=history',
    answers: {
      'GET /api/registry/organisations/4411': card,
      'GET /api/registry/organisations/4411/history': events,
      'POST /api/registry/reorganisations/7/undo': { ...entry, undoneAt: '2026-11-22T10:01:00Z' },
    },
  });
  const table = await screen.findByRole('table', { name: 'История организации' });
  expect(within(table).getByText('Переименована: «Школа № 12» → «Лицей № 12»')).toBeTruthy();
  expect(within(table).getAllByRole('button', { name: 'Отменить операцию' })).toHaveLength(1);
  expect(await barriers(container)).toEqual([]);
  const user = userEvent.setup();
  await user.click(within(table).getByRole('button', { name: 'Отменить операцию' }));
  await user.click(await screen.findByRole('button', { name: 'Вернуть как было' }));
  await waitFor(() => expect(asked.some((a) => a.path === '/api/registry/reorganisations/7/undo')).toBe(true));
});

it('splits by class into a new school', async () => {
  const { asked } = show(OrganisationPage, {
    role: 'institute',
    answers: {
      'GET /api/registry/organisations/4411': card,
      'GET /api/registry/organisations/4411/classes': [{ grade: 7, letter: 'Б', pupils: 25 }],
      'GET /api/registry/people': slice([]),
      'GET /api/registry/organisations/4411/split/preview': { ...preview, kind: 'split', touched: { ...touched, people: 25, staff: 0, pupils: 25 } },
      'POST /api/registry/organisations/4411/split': { ...entry, kind: 'split' },
    },
  });
  const user = userEvent.setup();
  const dialog = await openVerb(user, 'Разделить');
  await put(user, within(dialog).getByLabelText(/Полное название/), 'Школа № 14');
  await put(user, within(dialog).getByLabelText(/Краткое название/), 'Школа № 14');
  await user.click(await within(dialog).findByRole('checkbox', { name: /7Б — 25 человек/ }));
  await fillBasis(user, dialog);
  expect(await within(dialog).findByText(/Затронет: 25 человек/)).toBeTruthy();
  await user.click(within(dialog).getByRole('button', { name: 'Разделить' }));
  await waitFor(() =>
    expect(asked.find((a) => a.method === 'POST' && a.path.endsWith('/split'))?.body).toMatchObject({
      classes: [{ grade: 7, letter: 'Б' }], people: [], founding: { shortName: 'Школа № 14', validFrom: '2026-09-01' },
    }),
  );
});

it('shows the tree as it stood on a day', async () => {
  const { asked, container } = show(TreePage, {
    role: 'municipal',
    organisation: { id: 44, level: 'municipality', type: 'authority', shortName: 'Заречный', path: [{ id: 44, shortName: 'Заречный', level: 'municipality' }] },
    answers: { 'GET /api/registry/organisations': slice([]) },
  });
  const user = userEvent.setup();
  expect(await screen.findByText(/Подчинённых организаций/)).toBeTruthy();
  const day = screen.getByLabelText('На дату');
  await user.clear(day);
  await put(user, day, '01.09.2021');
  expect(await screen.findByText(/каким оно было 01.09.2021/)).toBeTruthy();
  await waitFor(() => expect(asked.some((a) => a.query.get('on') === '2021-09-01')).toBe(true));
  expect(await barriers(container)).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Показать сегодняшнее' }));
  await waitFor(() => expect(screen.queryByText(/каким оно было/)).toBeNull());
});

it('counts in Russian', () => {
  const none = { organisations: 1, people: 0, staff: 0, pupils: 0, mentors: 0, mentees: 0, mentorships: 0, consents: 0, accounts: 0, grants: 0, population: 0 };
  expect(touchedText(none)).toBe('только карточку организации');
  expect(touchedText({ ...none, organisations: 41, people: 2, staff: 1, pupils: 1 })).toBe('41 организацию, 2 человек (1 сотрудника, 1 обучающегося)');
});
