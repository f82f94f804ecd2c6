import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { Consent, Person } from '../api/types';
import { barriers } from '../test/axe';
import { Refusal, show } from '../test/render';
import { IssueDialog, SignDialog } from './ConsentDialogs';
import { ConsentList } from './ConsentList';
import { Component as DocumentPage } from './ConsentDocumentPage';
import { Component as OperatorPage } from './OperatorPage';
import type { ConsentChoices, ConsentText, OperatorCard } from './types';

const distribution: Consent = { id: 3, personId: 7, kind: 'distribution', status: 'issued', data: ['name', 'achievements', 'study'], version: 1 };
const active: Consent = { id: 4, personId: 7, kind: 'processing', status: 'active', signedOn: '2026-09-01', scan: true, version: 1 };
const person = { id: 7, name: 'Ветрова Анна Олеговна', birthDate: '1990-02-03', minor: false, consents: [distribution, active], representatives: [], employments: [{ id: 1 }], enrolments: [] } as unknown as Person;
const nothing = () => undefined;

it('BR-058: a consent to distribution is marked category by category, each with its condition', async () => {
  const user = userEvent.setup();
  const { asked } = show(() => <SignDialog personId={7} consent={distribution} onClose={nothing} />, {
    answers: { 'GET /api/registry/people/7': person, 'POST /api/registry/consents/3/signature': {}, 'POST /api/registry/consents/3/scan': {} },
  });
  const dialog = await screen.findByRole('dialog');
  await user.click(await within(dialog).findByRole('button', { name: 'Отметить подпись' }));
  expect((await within(dialog).findAllByText(/молчание согласием не считается/)).length).toBeGreaterThan(0);
  expect(within(dialog).queryAllByRole('checkbox', { checked: true })).toHaveLength(0);
  await user.click(within(dialog).getByRole('checkbox', { name: 'Фамилия, имя, отчество' }));
  await user.click(within(dialog).getByRole('checkbox', { name: 'Достижения и награды' }));
  await user.type(within(dialog).getByRole('textbox', { name: 'Условия и запреты: Достижения и награды' }), 'без фотографии');
  await user.upload(document.querySelector<HTMLInputElement>('input[type=file]')!, new File(['%PDF-1.7'], 'скан.pdf', { type: 'application/pdf' }));
  expect(await barriers(dialog)).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Отметить подпись' }));
  await waitFor(() => expect(asked.find((a) => a.path.endsWith('/signature'))?.body).toMatchObject({ granted: { name: '', achievements: 'без фотографии' } }));
  await waitFor(() => expect(asked.some((a) => a.path.endsWith('/scan'))).toBe(true));
}, 40_000);

it('BR-056: a form may name other data and other recipients', async () => {
  const user = userEvent.setup();
  const usual = { purpose: 'цель', data: ['name', 'work'], actions: 'передача', recipient: 'ЦНППМ' };
  const choices: ConsentChoices = {
    data: [{ code: 'name', title: 'Имя', special: false }, { code: 'work', title: 'Работа', special: false }, { code: 'special_needs', title: 'ОВЗ', special: true }],
    kinds: [{ kind: 'processing', title: 'Обработка', usual: { ...usual, recipient: null } }, { kind: 'transfer', title: 'Передача', usual }],
  };
  const { asked } = show(() => <IssueDialog person={person} onClose={nothing} />, { answers: { 'GET /api/registry/consents/choices': choices, 'POST /api/registry/consents': { id: 9 } } });
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('combobox', { name: 'Вид согласия' }));
  await user.click(await screen.findByRole('option', { name: 'Передача данных третьим лицам' }));
  expect(await within(dialog).findByText(/как обычно: ЦНППМ/)).toBeTruthy();
  await user.type(within(dialog).getByLabelText(/Кому передаются данные/), 'Колледж № 3');
  await user.click(within(dialog).getByRole('checkbox', { name: 'Работа' }));
  expect(await barriers(dialog)).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Подготовить согласие' }));
  await waitFor(() => expect(asked.find((a) => a.method === 'POST')?.body).toMatchObject({ kind: 'transfer', recipient: 'Колледж № 3', data: ['name'] }));
}, 40_000);

it('keeps the scan with its consent and says why one is refused', async () => {
  const user = userEvent.setup();
  const { asked, container } = show(() => <ConsentList person={person} writes />, { answers: { 'POST /api/registry/consents/4/scan': new Refusal(422, { title: 'Файл переименован', detail: 'По имени это «.pdf», а внутри файл DOCX.' }) } });
  expect((await screen.findByRole('link', { name: 'Скачать скан: Обработка данных' })).getAttribute('href')).toContain('/api/registry/consents/4/scan');
  const input = container.querySelector<HTMLInputElement>('input[type=file]')!;
  await user.upload(input, new File([new Uint8Array(10 * 1024 * 1024 + 1)], 'большой.pdf', { type: 'application/pdf' }));
  expect(await screen.findByText(/больше 10 МБ/)).toBeTruthy();
  expect(asked.some((a) => a.method === 'POST')).toBe(false);
  await user.upload(input, new File(['PK'], 'скан.pdf', { type: 'application/pdf' }));
  expect(await screen.findByText(/внутри файл DOCX/)).toBeTruthy();
  expect(await barriers(container)).toEqual([]);
});

it('BR-070: the operator card goes into the forms, the instruction can be printed', async () => {
  const user = userEvent.setup();
  const card: OperatorCard = { organisationId: 4411, name: 'Школа № 12', address: '', processor: 'ИРО', version: 2 };
  const { asked, container } = show(OperatorPage, {
    answers: {
      'GET /api/registry/organisations/4411/operator': card,
      'PUT /api/registry/organisations/4411/operator': ({ body }: { body: unknown }) => ((body as { version: number }).version === 2 ? new Refusal(409, { title: 'Устарело', current: { ...card, address: 'ул. Ленина, 2', version: 3 } }) : { ...card, version: 4 }),
    },
  });
  await user.type(await screen.findByLabelText('Адрес организации'), 'ул. Мира, 1');
  expect(screen.getByRole('link', { name: /Скачать поручение, PDF/ }).getAttribute('href')).toContain('/processing-instruction?format=pdf');
  expect(await barriers(container)).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Сохранить реквизиты' }));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByText('ул. Ленина, 2')).toBeTruthy();
  await user.click(within(dialog).getByRole('button', { name: 'Сохранить моё' }));
  await waitFor(() => expect(asked.filter((a) => a.method === 'PUT').at(-1)?.body).toMatchObject({ address: 'ул. Мира, 1', version: 3 }));
}, 40_000);

it('BR-056: shows the words of the paper as it was handed out', async () => {
  const text: ConsentText = {
    title: 'Согласие на распространение персональных данных', number: '3', operator: 'Школа № 12', address: 'ул. Мира, 1', subject: 'Ветрова Анна Олеговна', born: '03.02.1990', signs: 'Ветрова Анна Олеговна',
    representative: '', basis: '', purpose: 'размещение сведений', data: '', special: '', actions: 'распространение', processor: 'ИРО', recipient: '', resources: 'https://school.example', term: 'до 31.08.2027', withdrawal: 'заявлением', date: '«___»',
    categories: [{ title: 'достижения', permission: 'разрешаю', condition: 'без фотографии' }],
  };
  const { container } = show(DocumentPage, { path: '/people/:personId/consents/:id', at: '/people/7/consents/3', answers: { 'GET /api/registry/people/7': person, 'GET /api/registry/consents/3/text': text } });
  expect(await screen.findByText('без фотографии')).toBeTruthy();
  expect(screen.getByText(/https:\/\/school\.example/)).toBeTruthy();
  expect(screen.queryByText(/паспорт/)).toBeNull();
  expect(await barriers(container)).toEqual([]);
});
