import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Meeting } from '../api/types';
import { show } from '../test/render';
import { meetingState, monthOf, shiftMonth, sideOf, unconfirmed } from './meeting';
import { parseTime } from './MeetingDialogs';
import { Component as MeetingPage } from './MeetingPage';

const meeting: Meeting = {
  id: 8, mentorshipId: 5, organisationId: 4411, kind: 'regular', plannedOn: '2026-11-18', plannedTime: '14:30:00', heldOn: '2026-11-18', durationMin: 45, mode: 'in_person', topics: ['Разбор урока'],
  status: 'held', confirmedByMentor: true, confirmedByMentee: false, version: 1,
  members: [{ personId: 1, name: 'Рощин Павел Игоревич', role: 'mentor' }, { personId: 2, name: 'Ветрова Анна Петровна', role: 'mentee' }],
  actions: ['confirmation'],
};

describe('the calendar', () => {
  it('begins weeks on Monday and fills them up', () => {
    const month = monthOf('2026-11');
    expect([month.from, month.to, month.weeks.length]).toEqual(['2026-11-01', '2026-11-30', 6]);
    expect(month.weeks[0]).toEqual([undefined, undefined, undefined, undefined, undefined, undefined, '2026-11-01']);
    expect(monthOf('2024-02').to).toBe('2024-02-29');
  });
  it('goes over the year and does not believe a nonsense month', () => {
    expect(shiftMonth('2026-12', 1)).toBe('2027-01');
    expect(shiftMonth('2026-01', -1)).toBe('2025-12');
    expect(monthOf('2026-13').code).toBe(monthOf(null).code);
  });
});

it('calls for a mark when the day has passed', () => {
  expect(meetingState({ status: 'planned', plannedOn: '2026-11-18' }, '2026-11-19')).toBe('late');
  expect(meetingState({ status: 'moved', plannedOn: '2026-11-18' }, '2026-11-18')).toBe('moved');
  expect(meetingState({ status: 'held', plannedOn: '2026-11-18' }, '2026-11-19')).toBe('held');
});

it('says that nobody confirmed a meeting but the clock', async () => {
  expect(meetingState({ status: 'confirmed', plannedOn: '2026-11-18', autoConfirmed: true })).toBe('auto');
  show(MeetingPage, { path: 'meetings/:id', at: '/meetings/8', answers: { 'GET /api/programme/meetings/8': { ...meeting, status: 'confirmed', autoConfirmed: true, actions: [] } } });
  expect(await screen.findByText('Подтверждена автоматически')).toBeTruthy();
  expect(screen.getByText(/не ответил в срок, подтверждена автоматически/)).toBeTruthy();
});

it('knows whose word is missing and whose hand is on the button', () => {
  expect(unconfirmed(meeting)).toEqual(['mentee']);
  expect(unconfirmed({ ...meeting, status: 'confirmed' })).toEqual([]);
  expect(sideOf(meeting, 2)).toBe('mentee');
  expect(sideOf(meeting, undefined)).toBeUndefined();
});

it.each([['14:30', '14:30'], ['9.05', '09:05'], ['0905', '09:05'], ['24:00', undefined], ['вечером', undefined]])('reads the time %s', (text, time) => expect(parseTime(text)).toBe(time));

it('confirms a meeting with two taps, never with one', async () => {
  const { asked } = show(MeetingPage, {
    path: 'meetings/:id', at: '/meetings/8', role: 'mentee', organisation: { person: 2 },
    answers: { 'GET /api/programme/meetings/8': meeting, 'POST /api/programme/meetings/8/confirmation': { ...meeting, status: 'confirmed' } },
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Подтвердить встречу' }));
  expect(asked.some((a) => a.method === 'POST')).toBe(false);
  await userEvent.click(screen.getByRole('button', { name: 'Да, встреча была' }));
  await screen.findByText('Встреча подтверждена');
  expect(asked.find((a) => a.method === 'POST')?.body).toEqual({ side: 'mentee', by: 'self' });
});
