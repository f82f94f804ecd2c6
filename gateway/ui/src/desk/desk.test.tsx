import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { DeskTask } from '../api/types';
import { show } from '../test/render';
import { grouped, groupOf, linkOf, mine, withoutPair } from './desk';
import { Component as DeskPage } from './DeskPage';

const task = (kind: string, due: string | null, link = '/programmes/6'): DeskTask => ({ kind, title: 'Подтвердить программу', about: 'Рощин → Ветрова', due, why: 'Стороны согласны.', link });

describe('the groups of the desk', () => {
  it.each([
    ['programme-to-confirm', '2026-11-20', 'overdue'], ['programme-to-confirm', '2026-11-21', 'today'], ['programme-to-confirm', '2026-11-28', 'week'],
    ['programme-to-confirm', '2026-11-29', 'later'], ['order-to-sign', null, 'today'], ['agreement-awaited', null, 'waiting'],
  ])('%s due %s', (kind, due, group) => expect(groupOf(task(kind, due), '2026-11-21')).toBe(group));

  it('counts in the title only what waits for this person now', () => {
    const groups = grouped([task('meeting-overdue', '2026-11-01'), task('order-to-sign', null), task('agreement-awaited', null), task('order-to-prepare', '2027-01-01')], '2026-11-21');
    expect(groups.map((g) => g.key)).toEqual(['overdue', 'today', 'later', 'waiting']);
    expect(mine(groups)).toBe(2);
  });

  it('leaves the names of the pair out for those who are in it', () => {
    expect(withoutPair('Посещение урока (Рощин П. → Ветрова А.)')).toBe('Посещение урока');
    expect(withoutPair('Мастер-класс (открытый)')).toBe('Мастер-класс (открытый)');
  });

  it('goes straight to the form of a new order', () => {
    expect(linkOf(task('order-to-prepare', null, '/mentorships/5'))).toBe('/orders/new?mentorship=5');
  });
});

it('does a task in place and asks the desk anew', async () => {
  let done = false;
  const { asked } = show(DeskPage, {
    answers: {
      'GET /api/programme/desk': () => ({ groups: done ? [] : [{ key: 'waiting', tasks: [{ ...task('programme-to-confirm', null), version: 7 }] }], counts: {} }),
      'POST /api/programme/programmes/6/curator-approval': () => { done = true; return {}; },
    },
  });
  expect(await screen.findByRole('heading', { level: 1, name: 'Мой стол (1)' })).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Подтвердить' }));
  await userEvent.click(screen.getByRole('button', { name: 'Да, подтверждаю' }));
  expect(await screen.findByText(/Все дела сделаны/)).toBeTruthy();
  expect(asked.filter((a) => a.path === '/api/programme/desk')).toHaveLength(2);
  expect(asked.find((a) => a.method === 'POST')?.body).toEqual({ version: 7 });
});
