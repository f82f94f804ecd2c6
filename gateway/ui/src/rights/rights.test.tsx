import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { barriers } from '../test/axe';
import { show, slice } from '../test/render';
import { Component as ActPage } from './ActPage';
import { Component as IncidentsPage } from './IncidentsPage';
import { Component as PersonDataPage } from './PersonDataPage';
import { Component as RequestsPage } from './RequestsPage';
import { Component as RetentionPage } from './RetentionPage';
import { RightsSection } from './RightsSection';
import type { Act, DataRequest, Incident } from './types';

const request: DataRequest = {
  id: 12, organisationId: 4411, personId: 9, personName: 'Ветрова Анна', kind: 'withdrawal', applicant: 'self', channel: 'paper',
  receivedOn: '2026-11-09', dueOn: '2026-12-09', overdue: false, status: 'in_work', preparedByMe: false, preparedName: 'Куратор', version: 3,
  actions: ['answer', 'destruction-approval'],
};
const act: Act = {
  id: 7, organisationId: 4411, onDate: '2026-11-20', reason: 'Отзыв согласия', operatorName: 'Школа № 12', subjects: 'Субъект по обращению № 12',
  subjectCount: 1, categories: ['Карточка человека'], method: 'Удаление', preparedName: 'Куратор', approvedName: 'Директор', lines: [{ category: 'Карточка человека', rows: 1 }],
};

it('lists requests with their clocks and approves a destruction only after a warning', async () => {
  const { asked, container } = show(RequestsPage, {
    role: 'director',
    answers: { 'GET /api/registry/data-requests': slice([request]), 'POST /api/registry/data-requests/12/destruction-approval': { ...request, status: 'answered' } },
  });
  expect((await screen.findAllByText(/Отзыв согласия, уничтожить данные/)).length).toBeGreaterThan(0);
  expect(screen.getAllByText('до 09.12.2026').length).toBeGreaterThan(0);
  expect(await barriers(container)).toEqual([]);
  expect(asked.find((a) => a.path.endsWith('/data-requests'))?.query.get('organisation')).toBe('4411');
});

it('offers on the card exactly the steps that the service allows and says what a destruction does', async () => {
  const { asked, container } = show(() => <RightsSection personId={9} />, {
    role: 'director',
    answers: { 'GET /api/registry/data-requests': slice([request]), 'POST /api/registry/data-requests/12/destruction-approval': request },
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Утвердить уничтожение' }));
  expect(await screen.findByText(/Отменить это нельзя/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Закрыть обращение' })).toBeNull();
  const verbs = screen.getAllByRole('button', { name: 'Утвердить уничтожение' });
  await userEvent.click(verbs[verbs.length - 1]!);
  await waitFor(() => expect(asked.find((a) => a.method === 'POST')?.body).toEqual({ version: 3 }));
  expect(await barriers(container)).toEqual([]);
});

it('shows whose term is over and lets only the director confirm', async () => {
  const retention = { years: 3, cutoff: '2023-11-21', items: [{ id: 9, name: 'Давняя Анна', endedOn: '2022-05-31' }], more: false };
  const answers = { 'GET /api/registry/retention': retention, 'GET /api/registry/destruction-acts': [act] };
  const { container, unmount } = show(RetentionPage, { role: 'director', answers });
  expect(await screen.findByRole('button', { name: 'Обезличить выбранные: 1' })).toBeTruthy();
  await userEvent.click(screen.getByRole('checkbox', { name: 'Обезличить: Давняя Анна' }));
  expect(screen.queryByRole('button', { name: /Обезличить выбранные/ })).toBeNull();
  expect(await barriers(container)).toEqual([]);
  unmount();
  show(RetentionPage, { role: 'curator', answers });
  expect(await screen.findByText('Давняя Анна')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /Обезличить/ })).toBeNull();
});

it('prints an act with its extract', async () => {
  const { container } = show(ActPage, { path: 'destruction-acts/:id', at: '/destruction-acts/7', answers: { 'GET /api/registry/destruction-acts/7': act } });
  expect(await screen.findByText('Субъект по обращению № 12')).toBeTruthy();
  expect(screen.getByRole('table', { name: 'Выгрузка из журнала' })).toBeTruthy();
  expect(await barriers(container)).toEqual([]);
});

it('puts together what the three services keep; one that knows nothing says so', async () => {
  const { container } = show(PersonDataPage, {
    path: 'people/:personId/data', at: '/people/9/data',
    answers: {
      'GET /api/registry/people/9/data': { personId: 9, sections: { 'Карточка человека': [{ last_name: 'Ветрова' }] } },
      'GET /api/programme/people/9/data': { personId: 9, sections: { 'Встречи': [{ held_on: '2026-10-01' }] } },
    },
  });
  expect(await screen.findByText('Ветрова')).toBeTruthy();
  expect(screen.getByText('Встречи')).toBeTruthy();
  expect(screen.getByText('Здесь о человеке ничего не хранится.')).toBeTruthy();
  expect(await barriers(container)).toEqual([]);
});

it('BR-064: shows the two clocks of an incident with the texts and marks what was sent', async () => {
  const incident: Incident = {
    id: 3, detectedAt: '2026-11-20T10:00:00Z', account: { what: 'Письмо ушло не тому', subjects: 3 }, noticeDue: '2026-11-21T10:00:00Z', noticeOverdue: true,
    resultDue: '2026-11-23T10:00:00Z', resultOverdue: false, noticeDraft: 'Первичное уведомление\nОператор: Школа № 12', version: 2,
  };
  const { asked, container } = show(IncidentsPage, {
    role: 'director',
    answers: { 'GET /api/registry/incidents': [incident], 'POST /api/registry/incidents/3/notice': { ...incident, noticedAt: '2026-11-22T10:00:00Z' }, 'POST /api/registry/incidents': incident },
  });
  expect(await screen.findByText(/Срок уведомления прошёл/)).toBeTruthy();
  expect(screen.getByText('Оператор: Школа № 12')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Результат отправлен' })).toBeNull();
  expect(await barriers(container)).toEqual([]);
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Первое уведомление отправлено' }));
  await user.click(await screen.findByRole('button', { name: 'Отметить отправку' }));
  await waitFor(() => expect(asked.find((a) => a.path.endsWith('/notice'))?.body).toMatchObject({ version: 2 }));
  await user.click(screen.getByRole('button', { name: 'Записать инцидент' }));
  await user.type(await screen.findByRole('textbox', { name: /Что произошло/ }), 'Потерян ноутбук');
  await user.click(screen.getAllByRole('button', { name: 'Записать инцидент' }).at(-1) as HTMLElement);
  await waitFor(() => expect(asked.find((a) => a.path.endsWith('/incidents') && a.method === 'POST')?.body).toMatchObject({ organisationId: 4411, account: { what: 'Потерян ноутбук', subjects: null } }));
}, 30000);
