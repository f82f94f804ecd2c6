import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { barriers } from '../test/axe';
import { Refusal, show } from '../test/render';
import { Component as RegisterPage, formField } from './RegisterPage';

async function typeMentee() {
  const user = userEvent.setup();
  fireEvent.change(await screen.findByLabelText('Фамилия'), { target: { value: 'Рощин' } });
  fireEvent.change(screen.getByLabelText('Имя'), { target: { value: 'Егор' } });
  fireEvent.change(screen.getByLabelText('Дата рождения'), { target: { value: '01.02.2012' } });
  await user.click(screen.getByRole('combobox', { name: 'Класс' }));
  await user.click(await screen.findByRole('option', { name: '9' }));
  fireEvent.change(screen.getByLabelText('Учится с'), { target: { value: '01.09.2020' } });
  fireEvent.change(screen.getByLabelText(/Главный запрос/), { target: { value: 'Подготовиться к олимпиаде' } });
  return user;
}

it('asks for a representative of a minor and sends everything in one request', async () => {
  const { asked } = show(RegisterPage, {
    path: 'register/:as', at: '/register/mentee',
    answers: {
      'POST /api/registry/people/duplicates': { found: false },
      'GET /api/registry/dictionaries': {},
      'POST /api/registry/bulk/participants': { ids: { one: 77 } },
      'GET /api/registry/people/77': { mentee: { id: 5, source: 'curator', version: 1 } },
      'PUT /api/registry/mentees/5': {},
    },
  });
  const user = await typeMentee();
  fireEvent.change(await screen.findByLabelText('Фамилия', { selector: '[name=repLastName]' }), { target: { value: 'Рощина' } });
  fireEvent.change(screen.getByLabelText('Имя', { selector: '[name=repFirstName]' }), { target: { value: 'Ирина' } });
  fireEvent.change(screen.getByLabelText('Дата рождения', { selector: '[name=repBirthDate]' }), { target: { value: '03.04.1985' } });
  await user.click(screen.getByRole('button', { name: 'Зарегистрировать наставляемого' }));
  await waitFor(() => expect(asked.some((a) => a.method === 'POST' && !a.path.endsWith('/duplicates'))).toBe(true));
  expect(asked.find((a) => a.method === 'POST' && !a.path.endsWith('/duplicates'))).toMatchObject({
    path: '/api/registry/bulk/participants',
    body: {
      organisationId: 4411,
      rows: [
        {
          lastName: 'Рощин', birthDate: '2012-02-01', kind: 'pupil', grade: 9, enrolledOn: '2020-09-01',
          representative: { lastName: 'Рощина', kind: 'parent', birthDate: '1985-04-03' },
          mentee: { category: 'pupil', status: 'in_base', mainRequest: 'Подготовиться к олимпиаде' },
        },
      ],
    },
  });
  await waitFor(() => expect(asked.find((a) => a.method === 'PUT')).toMatchObject({ body: { source: 'own', version: 1 } }));
}, 30000);

it('lays refusals of the row at the fields of the form', async () => {
  expect(formField('rows[0].birthDate')).toBe('birthDate');
  expect(formField('rows[0].representative.lastName')).toBe('repLastName');
  expect(formField('rows[0].consent.signedOn')).toBe('signedOn');
  expect(formField('mainRequest')).toBe('mainRequest');
});

it('does not let a mentor be registered without his own yes', async () => {
  const { asked, container } = show(RegisterPage, { path: 'register/:as', at: '/register/mentor', answers: { 'GET /api/registry/dictionaries': {} } });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Зарегистрировать наставника' }));
  expect(screen.getByRole('link', { name: /Без согласия самого наставника/ })).toBeTruthy();
  expect(asked.some((a) => a.method === 'POST' && !a.path.endsWith('/duplicates'))).toBe(false);
  expect(await barriers(container)).toEqual([]);
}, 30000);

it('warns of a person already known, without telling about another organisation', async () => {
  show(RegisterPage, {
    path: 'register/:as', at: '/register/mentee',
    answers: { 'POST /api/registry/people/duplicates': { found: true }, 'GET /api/registry/dictionaries': {} },
  });
  await typeMentee();
  expect(await screen.findByText('Найдена запись')).toBeTruthy();
});

it('goes on from where a refusal stopped it and does not save the steps twice', async () => {
  const person = {
    id: 9, lastName: 'Ветрова', firstName: 'Анна', name: 'Ветрова Анна', birthDate: '1980-01-01', minor: false, version: 1, organisationId: 4411,
    employments: [{ id: 1, organisationId: 4411, position: 'teacher', hiredOn: '2010-09-01', youngSpecialist: false, newcomer: false }],
    enrolments: [], representatives: [], consents: [], mentor: null, mentee: null,
  };
  let refuse = true;
  const { asked } = show(RegisterPage, {
    path: 'register/:as', at: '/register/mentor?person=9',
    answers: {
      'GET /api/registry/people/9': person,
      'GET /api/registry/dictionaries': {},
      'POST /api/registry/consents': { id: 5 },
      'POST /api/registry/consents/5/signature': () => (refuse ? new Refusal(409, { detail: 'Подпись позже сегодняшнего дня' }) : {}),
      'POST /api/registry/mentors': { id: 6, status: 'consent_pending' },
      'POST /api/registry/mentors/6/status': {},
    },
  });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('checkbox', { name: /добровольно/ }));
  await user.click(screen.getByRole('button', { name: 'Зарегистрировать наставника' }));
  expect(await screen.findByText('Подпись позже сегодняшнего дня')).toBeTruthy();
  refuse = false;
  await user.click(screen.getByRole('button', { name: 'Зарегистрировать наставника' }));
  await waitFor(() => expect(asked.filter((a) => a.path.endsWith('/status'))).toHaveLength(1));
  expect(asked.filter((a) => a.path === '/api/registry/consents' && a.method === 'POST')).toHaveLength(1);
  expect(asked.filter((a) => a.path.endsWith('/status')).map((a) => (a.body as { to: string }).to)).toEqual(['available']);
});
