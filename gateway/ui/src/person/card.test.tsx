import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { Person } from '../api/types';
import { barriers } from '../test/axe';
import { show } from '../test/render';
import { sentence } from './HistoryPanel';
import { Component as PersonPage } from './PersonPage';
import { Component as PromotionPage } from './PromotionPage';

const person: Person = {
  id: 9, lastName: 'Ветрова', firstName: 'Анна', middleName: 'Олеговна', name: 'Ветрова Анна Олеговна', birthDate: '1996-02-01', minor: false, kind: 'staff', version: 1,
  organisationId: 4411,
  belongs: { keeper: 'Школа № 12', kept: true, here: 4411, former: false, elsewhere: 1 },
  employments: [{ id: 1, organisationId: 4411, position: 'teacher', subjects: ['Физика', 'Информатика'], category: 'first', hiredOn: '2024-09-01', youngSpecialist: true, newcomer: false, version: 0 }],
  enrolments: [], representatives: [], consents: [], mentor: null, mentee: null,
  marks: { on: '2026-11-22', minor: false, youngSpecialist: true, newcomer: false, under35: true, from10to19: false, from15to19: false, onLeave: true, tooYoung: false },
  leaves: [{ id: 3, employmentId: 1, kind: 'childcare', from: '2026-09-01', now: true }],
  transfers: [],
};
const nothing = { own: [], elsewhere: false, merges: [] };

function open(more: Record<string, unknown> = {}, at = '/people/9') {
  return show(PersonPage, { path: 'people/:id', at, answers: { 'GET /api/registry/people/9': person, 'GET /api/registry/people/9/merges': nothing, ...more } });
}

it('says what follows from the dates and who keeps the card', async () => {
  const { container } = open();
  expect(await screen.findByText('Работает также в другой организации')).toBeTruthy();
  expect(screen.getByText('Личные данные ведёт и исправляет ваша организация.')).toBeTruthy();
  for (const mark of ['В отпуске', 'Молодой специалист', 'До 35 лет']) expect(screen.getByText(mark)).toBeTruthy();
  expect(screen.getByText('Физика, Информатика')).toBeTruthy();
  expect(screen.getByText('Отпуск по уходу за ребёнком')).toBeTruthy();
  expect(await barriers(container)).toEqual([]);
}, 30000);

it('sends a transfer with its order', async () => {
  const { asked } = open({
    'GET /api/registry/people/9/destinations': [{ id: 77, shortName: 'Школа № 13', municipality: 'Заречный' }],
    'POST /api/registry/people/9/transfers': { ...person, transfers: [] },
  });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Перевести' }));
  await user.click(await screen.findByRole('combobox', { name: 'Куда' }));
  await user.click(await screen.findByText('Школа № 13 · Заречный'));
  fireEvent.change(screen.getByLabelText('С какого дня'), { target: { value: '01.09.2026' } });
  fireEvent.change(screen.getByLabelText(/Номер приказа/), { target: { value: '21-п' } });
  await user.click(screen.getAllByRole('button', { name: 'Перевести' }).at(-1) as HTMLElement);
  await waitFor(() => expect(asked.some((a) => a.path.endsWith('/transfers'))).toBe(true));
  expect(asked.find((a) => a.path.endsWith('/transfers'))?.body).toEqual({ employmentId: 1, enrolmentId: null, toId: 77, on: '2026-09-01', basisNo: '21-п', basisOn: null });
}, 30000);

it('offers to make one card of two and names what moves', async () => {
  const { asked, container } = open({
    'GET /api/registry/people/9/merges': { own: [{ id: 10, name: 'Ветрова Анна', birthDate: '1996-02-01' }], elsewhere: false, merges: [] },
    'GET /api/registry/people/9/merge-preview': { into: { id: 9, name: person.name, birthDate: person.birthDate }, from: { id: 10, name: 'Ветрова Анна', birthDate: '1996-03-01', phone: '+7 900' }, differences: ['birthDate', 'phone'], parts: [{ table: 'consent', moves: 1, stays: 0 }], obstacles: [] },
    'POST /api/registry/people/9/merges': nothing,
  });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Сравнить и объединить' }));
  expect(await screen.findByText('Перейдёт: согласия (1).')).toBeTruthy();
  expect(await barriers(container)).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Объединить' }));
  expect(await screen.findByText('Выберите одно из двух')).toBeTruthy();
  expect(asked.some((a) => a.method === 'POST')).toBe(false);
  await user.click(screen.getByRole('radio', { name: '01.03.1996 (вторая)' }));
  await user.click(screen.getByRole('button', { name: 'Объединить' }));
  await waitFor(() => expect(asked.find((a) => a.method === 'POST')?.body).toEqual({ personId: 10, fields: { birthDate: 'from', phone: 'from' } }));
}, 30000);

it('tells the history in sentences', async () => {
  const { container } = open({
    'GET /api/registry/people/9/history': [
      { on: '2026-09-01', kind: 'dismissed', what: 'teacher', note: 'transfer', basisNo: '21-п', basisOn: '2026-08-20', organisation: 'Школа № 12', by: 'Берёзова А. О.' },
      { on: '2024-09-01', kind: 'hired', what: 'teacher', note: 'Физика' },
    ],
  }, '/people/9?tab=history');
  expect(await screen.findByText(/Последний день работы: учитель, перевод в другую организацию, приказ № 21-п от 20.08.2026/)).toBeTruthy();
  expect(screen.getByText(/записал\(а\) Берёзова А. О./)).toBeTruthy();
  expect(sentence({ on: '2026-09-01', kind: 'something_new', what: 'code' })).toBe('Изменение карточки');
  expect(await barriers(container)).toEqual([]);
}, 30000);

it('lets classes pass, but for those who stay', async () => {
  const { asked, container } = show(PromotionPage, {
    at: '/people/promotion',
    path: 'people/promotion',
    answers: {
      'GET /api/registry/organisations/4411/promotion': {
        on: '2026-09-01',
        classes: [{ grade: 7, letter: 'Б', next: 8, pupils: [{ enrolmentId: 1, personId: 11, name: 'Рощин Егор' }, { enrolmentId: 2, personId: 12, name: 'Лисина Ольга' }] }],
      },
      'POST /api/registry/organisations/4411/promotions': { id: 5, on: '2026-09-01', pupils: 1 },
    },
  });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('checkbox', { name: 'Переходит: Лисина Ольга' }));
  expect(await barriers(container)).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Перевести: 1 человек' }));
  await waitFor(() => expect(asked.find((a) => a.method === 'POST')?.body).toEqual({ on: '2026-09-01', enrolmentIds: [1] }));
}, 30000);
