import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Mentorship } from '../api/types';
import { barriers } from '../test/axe';
import { Refusal, show, slice } from '../test/render';
import { checkTerms, newTerms } from './MentorshipForm';
import { derivedEnd, derivedForm, namesOf, nextStep, pairName, stepWarning } from './mentorship';
import { Component as MentorshipPage } from './MentorshipPage';
import { Component as ProposePage } from './ProposePage';

const member = { minor: false, agreed: true, agreedOn: '2026-09-10', agreedBy: 'curator' as const };
const base: Mentorship = {
  id: 5, organisationId: 4411, organisationName: 'Школа № 12', kind: 'pair', form: 'teacher_teacher', methods: ['one_to_one'], goal: 'Вести урок уверенно',
  start: '2026-09-15', plannedEnd: '2027-09-14', status: 'active', criteria: { profileFits: true, mutualInterest: true },
  members: [
    { ...member, personId: 1, name: 'Рощин Павел Игоревич', role: 'mentor' },
    { ...member, personId: 2, name: 'Ветрова Анна Петровна', role: 'mentee' },
  ],
  programmeId: 6, nextMeeting: '2026-12-01', version: 1, actions: [],
};

describe('what is derived', () => {
  it('a year for adults, the school year for pupils', () => {
    expect(derivedEnd('teacher_teacher', '2026-09-15')).toBe('2027-09-14');
    expect(derivedEnd('teacher_teacher', '2026-03-01')).toBe('2027-02-28');
    expect(derivedEnd('pupil_pupil', '2026-09-15')).toBe('2027-08-31');
    expect(derivedEnd('teacher_pupil', '2027-02-01')).toBe('2027-08-31');
    expect(derivedEnd('employer_pupil', '2026-09-15')).toBe('2027-08-31');
    expect(derivedEnd('student_pupil', '2026-09-15')).toBe('2027-08-31');
    expect(derivedEnd('student_student', '2026-09-15')).toBe('2027-09-14');
    expect(derivedEnd('employer_student', '2026-09-15')).toBe('2027-09-14');
    expect(derivedEnd('teacher_teacher', 'вчера')).toBe('');
  });

  it('the form from who was chosen, unless it is not clear', () => {
    const staff = { kind: 'staff' as const };
    const pupil = { kind: 'pupil' as const };
    expect(derivedForm([staff], [staff])).toBe('teacher_teacher');
    expect(derivedForm([staff], [pupil])).toBe('teacher_pupil');
    expect(derivedForm([pupil], [pupil, pupil])).toBe('pupil_pupil');
    expect(derivedForm([staff], [staff, pupil])).toBeUndefined();
    expect(derivedForm([], [pupil])).toBeUndefined();
  });

  it('BR-025: a warning when the mentor among pupils is not on a higher step', () => {
    expect(stepWarning('pupil_pupil', '', [{ grade: 5 }], [{ grade: 8 }])).toMatch('в 5-м классе, а наставляемый — в 8-м');
    expect(stepWarning('pupil_pupil', '', [{ grade: 8 }], [{ grade: 7 }, { grade: 8 }])).toMatch('8-м');
    expect(stepWarning('pupil_pupil', '', [{ grade: 9 }], [{ grade: 8 }])).toBeUndefined();
    expect(stepWarning('pupil_pupil', 'Равный – равному', [{ grade: 5 }], [{ grade: 8 }])).toBeUndefined();
    expect(stepWarning('pupil_pupil', '', [{}], [{ grade: 8 }])).toBeUndefined();
    expect(stepWarning('teacher_pupil', '', [{ grade: 5 }], [{ grade: 8 }])).toBeUndefined();
  });

  it('a short name of the pair that hides what is hidden', () => {
    expect(pairName(base)).toBe('Рощин\u00A0П.\u00A0И. — Ветрова\u00A0А.\u00A0П.');
    expect(pairName({ members: base.members.map((m) => ({ ...m, to: '2027-06-01' })) })).toBe(pairName(base));
    expect(namesOf([{ name: null }])).toBe('имя скрыто');
    expect(namesOf([{ name: 'Ли' }, { name: 'Ян' }, { name: 'Цой' }])).toBe('Ли и ещё 2');
  });
});

describe('the next step', () => {
  const proposed = { ...base, status: 'proposed' as const, members: base.members.map((m) => (m.role === 'mentee' ? { ...m, agreed: false } : m)) };

  it('asks for the words that are missing', () => {
    expect(nextStep({ ...proposed, actions: ['agreement'] })).toMatchObject({ text: 'Ждём согласия: Ветрова А. П.', verb: { does: 'agreement' } });
    expect(nextStep(proposed)?.verb).toBeUndefined();
  });

  it('says until when the answer is awaited, and what to do about a refusal', () => {
    expect(nextStep({ ...proposed, respondBy: '2099-01-10' })?.text).toMatch('Ответ ждём до 10.01.2099.');
    expect(nextStep({ ...proposed, respondBy: '2020-01-10' })?.text).toMatch('Ответ ждали до 10.01.2020.');
    const refused = proposed.members.map((m) => (m.role === 'mentee' ? { ...m, refused: true } : m));
    expect(nextStep({ ...proposed, members: refused, actions: ['invitation', 'edit'] })).toMatchObject({ text: expect.stringContaining('Отказ: Ветрова'), verb: { does: 'edit' } });
  });

  it('asks for the criteria of BR-040 when everybody has agreed but the pair is still proposed', () => {
    expect(nextStep({ ...base, status: 'proposed', actions: ['edit'] })).toMatchObject({ verb: { does: 'edit' } });
  });

  it.each([
    [{ status: 'agreed', actions: ['order'] }, 'order'],
    [{ status: 'ordered', programmeId: null, actions: ['programme', 'meetings'] }, 'programme'],
    [{ status: 'ordered', nextMeeting: null, actions: ['meetings'] }, 'meeting'],
    [{ status: 'active', nextMeeting: null, actions: ['meetings'] }, 'meeting'],
    [{ status: 'suspended', actions: ['resumption'] }, 'resumption'],
    [{ status: 'completing', actions: ['completion'] }, 'completion'],
  ] as [Partial<Mentorship>, string][])('%j', (change, does) => expect(nextStep({ ...base, ...change })?.verb?.does).toBe(does));

  it('has nothing to say about an ended mentorship, and offers no verb the service does not allow', () => {
    expect(nextStep({ ...base, status: 'terminated' })).toBeUndefined();
    expect(nextStep({ ...base, status: 'agreed' })?.verb).toBeUndefined();
  });
});

it('counts heads in a pair and in a group', () => {
  const person = (id: number) => ({ id, name: 'Ли', kind: 'staff' as const });
  const terms = { ...newTerms(), form: 'teacher_teacher' as const, goal: 'Цель', start: '2026-09-15', plannedEnd: '2027-06-15', mentorIds: [person(1)] };
  expect(checkTerms({ ...terms, menteeIds: [person(2)] }).menteeIds).toBeUndefined();
  expect(checkTerms({ ...terms, menteeIds: [person(2), person(3)] }).menteeIds).toContain('выберите группу');
  expect(checkTerms({ ...terms, kind: 'group', menteeIds: [person(2)] }).menteeIds).toContain('не меньше двух');
  expect(checkTerms({ ...terms, plannedEnd: '2026-09-14', menteeIds: [person(2)] }).plannedEnd).toBe('Окончание раньше начала');
});

describe('the card of a pair', () => {
  const answers = (m: Partial<Mentorship>) => ({
    'GET /api/programme/mentorships/5': { ...base, programmeId: null, ...m },
    'GET /api/programme/mentorships/5/history': [{ verb: 'order', on: '2026-09-14', note: 'Приказ № 7', by: 'Директор', at: '2026-09-14T10:00:00Z' }],
    'GET /api/programme/meetings': slice([]),
  });
  const open = (m: Partial<Mentorship>) => show(MentorshipPage, { path: 'mentorships/:id', at: '/mentorships/5', answers: answers(m) });

  it('offers only what the service allows', async () => {
    open({ actions: ['suspension'] });
    await userEvent.click(await screen.findByRole('button', { name: 'Действия' }));
    expect(await screen.findByRole('menuitem', { name: 'Приостановить' })).toBeTruthy();
    expect(screen.queryByRole('menuitem', { name: 'Прекратить досрочно' })).toBeNull();
    expect(screen.queryByRole('link', { name: 'Изменить' })).toBeNull();
    expect(await screen.findByText('Закреплено приказом, 14.09.2026')).toBeTruthy();
  });

  it('has no menu at all for somebody who only reads', async () => {
    open({});
    await screen.findByRole('heading', { level: 1 });
    expect(screen.queryByRole('button', { name: 'Действия' })).toBeNull();
  });
});

it('puts the refusal of the service at its field and keeps what was typed', async () => {
  const people = slice([{ personId: 1, name: 'Рощин Павел Игоревич', minor: false, kind: 'staff', status: 'available', load: 1, maxLoad: 3, consent: true }]);
  const mentees = slice([{ personId: 2, name: 'Ветрова Анна Петровна', minor: false, kind: 'staff', status: 'in_base', load: 0, maxLoad: 3, consent: true }]);
  const { asked } = show(ProposePage, {
    answers: {
      'GET /api/programme/participants': ({ url }: { url: URL }) => (url.searchParams.get('role') === 'mentor' ? people : mentees),
      'POST /api/programme/mentorships': new Refusal(422, { code: 'programme.mentorship.not-ready', title: 'Участник не готов', detail: 'Исправьте отмеченные поля.', violations: [{ field: 'menteeIds', message: 'Нет действующего согласия.' }] }),
    },
  });
  await userEvent.click(await screen.findByRole('combobox', { name: /^Наставник/ }));
  await userEvent.click(await screen.findByRole('option', { name: /Рощин/ }));
  await userEvent.click(screen.getByRole('combobox', { name: /^Наставляемый/ }));
  await userEvent.click(await screen.findByRole('option', { name: /Ветрова/ }));
  await userEvent.type(screen.getByRole('textbox', { name: /^Цель/ }), 'Вести урок');
  await userEvent.click(screen.getByRole('button', { name: 'Предложить' }));
  expect((await screen.findAllByText(/Нет действующего согласия/)).length).toBeGreaterThan(0);
  expect(asked.find((a) => a.method === 'POST')?.body).toMatchObject({ kind: 'pair', form: 'teacher_teacher', mentorIds: [1], menteeIds: [2], criteria: { profileFits: false, mutualInterest: false } });
  expect((screen.getByRole('textbox', { name: /^Цель/ }) as HTMLTextAreaElement).value).toBe('Вести урок');
});

it('BR-031, BR-041: each kind has its numbers, and two who teach each other name a topic each', () => {
  const person = (id: number) => ({ id, name: 'Имя', kind: 'staff' as const });
  const terms = { ...newTerms(), form: 'teacher_teacher' as const, goal: 'Цель', start: '2026-09-01', plannedEnd: '2027-05-31', mentorIds: [person(1)], menteeIds: [person(2)] };
  expect(checkTerms({ ...terms, kind: 'collective' }).mentorIds).toContain('не меньше двух');
  expect(checkTerms({ ...terms, kind: 'collective', mentorIds: [person(1), person(3)] }).mentorIds).toBeUndefined();
  expect(checkTerms({ ...terms, kind: 'org_to_org', mentorIds: [person(1), person(3)], menteeIds: [person(2), person(4)] }).partnerId).toBe('Выберите организацию');
  expect(checkTerms({ ...terms, kind: 'reverse' }).topicTwo).toBe('Напишите тему');
  expect(checkTerms({ ...terms, roleModel: 'равный — равному' }).topicOne).toBe('Напишите тему');
  expect(checkTerms({ ...terms, kind: 'situational' }).menteeIds).toBeUndefined();
  expect(checkTerms({ ...terms, form: 'other' }).formName).toBe('Назовите форму');
});

describe('BR-048: a mentorship between two schools', () => {
  const elsewhere = { organisationId: 4412, name: 'Школа № 7', agreed: null };
  const proposed: Mentorship = {
    ...base, status: 'proposed', programmeId: null, employer: elsewhere,
    members: base.members.map((m) => ({ ...m, agreed: false, agreedOn: null, agreedBy: null, organisationId: m.role === 'mentor' ? 4412 : 4411 })),
  };
  const answers = (m: Mentorship) => ({
    'GET /api/programme/mentorships/5': m,
    'GET /api/programme/mentorships/5/history': [],
    'GET /api/programme/meetings': slice([]),
    'POST /api/programme/mentorships/5/employer-answer': { ...m, employer: { ...elsewhere, agreed: true } },
  });

  it('says whose mentor it is and lets each school enter the word of its own people', async () => {
    show(MentorshipPage, { path: 'mentorships/:id', at: '/mentorships/5', answers: answers({ ...proposed, actions: ['agreement', 'edit'] }) });
    expect(await screen.findByText(/наставник из: Школа № 7/)).toBeTruthy();
    expect(screen.getByText('ещё не ответила')).toBeTruthy();
    // the card of a person of the other school is not open here
    expect(screen.queryByRole('link', { name: proposed.members.find((m) => m.role === 'mentor')?.name ?? '' })).toBeNull();
    expect(screen.getAllByRole('button', { name: /Записать ответ/ })).toHaveLength(1);
  });

  it('has no button for an answer that is entered in the other school', async () => {
    const members = proposed.members.map((m) => (m.role === 'mentee' ? { ...m, agreed: true } : m));
    show(MentorshipPage, { path: 'mentorships/:id', at: '/mentorships/5', answers: answers({ ...proposed, members, actions: ['agreement'] }) });
    expect(await screen.findByText(/Ждём согласия: Рощин/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Записать согласие' })).toBeNull();
  });

  it('the employer answers, and refuses only with a reason', async () => {
    const { asked } = show(MentorshipPage, { path: 'mentorships/:id', at: '/mentorships/5', answers: answers({ ...proposed, actions: ['agreement', 'employer-answer'] }) });
    await userEvent.click(await screen.findByRole('button', { name: 'Ответить' }));
    await userEvent.click(await screen.findByRole('radio', { name: /Не отпускаем/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Отправить ответ' }));
    expect((await screen.findAllByText(/Напишите, почему наставник/)).length).toBeGreaterThan(0);
    await userEvent.type(screen.getByRole('textbox', { name: /Причина отказа/ }), 'Нет часов');
    expect(await barriers(document.body)).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Отправить ответ' }));
    await waitFor(() => expect(asked.find((a) => a.method === 'POST')?.body).toMatchObject({ version: 1, accepted: false, reason: 'Нет часов' }));
  });

  it('the order is the employer\u2019s: the other school sees its number and no link', async () => {
    show(MentorshipPage, { path: 'mentorships/:id', at: '/mentorships/5', answers: answers({ ...proposed, status: 'ordered', employer: { ...elsewhere, agreed: true }, orderId: 9, orderNumber: '12', orderDate: '2026-09-14' }) });
    expect(await screen.findByText(/№ 12 от 14.09.2026, издан организацией наставника/)).toBeTruthy();
    expect(screen.queryByRole('link', { name: /№ 12/ })).toBeNull();
  });

  it('a mentor of another school is proposed from those who let their card be seen', async () => {
    const { asked } = show(ProposePage, {
      answers: {
        'GET /api/registry/organisations': slice([{ id: 4412, shortName: 'Школа № 7' }]),
        'GET /api/programme/participants': slice([{ personId: 2, name: 'Ветрова Анна Петровна', minor: false, kind: 'staff', status: 'in_base', load: 0, maxLoad: 3, consent: true }]),
        'GET /api/programme/participants/shared': slice([{ personId: 1, name: 'Рощин Павел Игоревич', minor: false, kind: 'staff', status: 'available', load: 1, maxLoad: 3, consent: true }]),
        'POST /api/programme/mentorships': new Refusal(422, { code: 'programme.mentorship.members', title: 'Проверьте участников', detail: 'Исправьте отмеченные поля.', violations: [{ field: 'mentorIds', message: 'Наставник не найден.' }] }),
      },
    });
    await userEvent.click(await screen.findByRole('checkbox', { name: /Наставник из другой организации/ }));
    await userEvent.type(screen.getByRole('combobox', { name: /^Где работает наставник/ }), 'Шк');
    await userEvent.click(await screen.findByRole('option', { name: 'Школа № 7' }));
    await userEvent.click(screen.getByRole('combobox', { name: /^Наставник/ }));
    await userEvent.click(await screen.findByRole('option', { name: /Рощин/ }));
    await userEvent.click(screen.getByRole('combobox', { name: /^Наставляемый/ }));
    await userEvent.click(await screen.findByRole('option', { name: /Ветрова/ }));
    fireEvent.change(screen.getByRole('textbox', { name: /^Цель/ }), { target: { value: 'Вести урок' } });
    await userEvent.click(screen.getByRole('button', { name: 'Предложить' }));
    await waitFor(() => expect(asked.find((a) => a.method === 'POST')?.body).toMatchObject({ mentorIds: [1], more: { mentorOrganisation: 4412 } }));
    expect(await barriers(document.body)).toEqual([]);
  }, 60_000);
});
