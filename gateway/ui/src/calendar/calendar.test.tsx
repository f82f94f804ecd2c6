import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { barriers } from '../test/axe';
import { Refusal, show } from '../test/render';
import { daysOf, toggled, works } from './calendar';
import { Component as CalendarPage } from './CalendarPage';
import type { CalendarYear } from './types';

const year: CalendarYear = {
  year: 2026, daysOff: ['2026-03-09'], workingWeekends: [], source: 'постановление № 1466', countRule: 'full_days', version: 0,
  holidays: [{ date: '2026-03-08', name: 'Международный женский день' }],
};
const institute = { role: 'institute' as const, organisation: { level: 'institute' as const }, at: '/?year=2026' };

it('knows weeks and days off', () => {
  expect(daysOf(2026, 2).lead).toBe(6);
  const draft = { daysOff: new Set(['2026-03-09']), workingWeekends: new Set<string>() };
  expect(works(draft, '2026-03-09')).toBe(false);
  expect(works(draft, '2026-03-08')).toBe(false);
  expect(works(toggled(draft, '2026-03-08'), '2026-03-08')).toBe(true);
  expect(works(toggled(draft, '2026-03-09'), '2026-03-09')).toBe(true);
});

it('is read by a school and edited by nobody there', async () => {
  const { container } = show(CalendarPage, { at: '/?year=2026', answers: { 'GET /api/registry/calendar': year } });
  expect(await screen.findByRole('heading', { level: 1, name: 'Производственный календарь, 2026' })).toBeTruthy();
  expect(screen.getByText('постановление № 1466')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Сохранить календарь' })).toBeNull();
  const march = screen.getByRole('region', { name: 'Март 2026' });
  expect(within(march).getByText(/21 рабочий день/)).toBeTruthy();
  expect(within(march).getByText('09.03.2026, выходной')).toBeTruthy();
  expect(await barriers(container)).toEqual([]);
});

it('is walked with arrows, changed with space and saved as a whole by the institute', async () => {
  const user = userEvent.setup();
  const { asked, container } = show(CalendarPage, {
    ...institute,
    answers: { 'GET /api/registry/calendar': year, 'PUT /api/registry/calendar': ({ body }: { body: unknown }) => ({ ...year, ...(body as object), version: 1 }) },
  });
  const day = await screen.findByRole('button', { name: /^10\.03\.2026/ });
  await user.click(day);
  await user.keyboard('{ArrowDown}');
  await waitFor(() => expect(document.activeElement?.getAttribute('data-day')).toBe('2026-03-17'));
  await user.keyboard(' ');
  expect(screen.getByText(/Изменено 2 дня: 10\.03\.2026, 17\.03\.2026/)).toBeTruthy();
  expect(await barriers(container)).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Сохранить календарь' }));
  await screen.findByText('Календарь сохранён');
  expect(asked.find((a) => a.method === 'PUT')?.body).toMatchObject({ year: 2026, version: 0, countRule: 'full_days', daysOff: ['2026-03-09', '2026-03-10', '2026-03-17'] });
});

it('shows what somebody else saved meanwhile', async () => {
  const user = userEvent.setup();
  show(CalendarPage, {
    ...institute,
    answers: {
      'GET /api/registry/calendar': year,
      'PUT /api/registry/calendar': new Refusal(409, { code: 'stale', title: 'Данные изменились', current: { ...year, source: 'закон области', version: 3 } }),
    },
  });
  await user.click(await screen.findByRole('button', { name: /^10\.03\.2026/ }));
  await user.click(screen.getByRole('button', { name: 'Сохранить календарь' }));
  expect(await screen.findByText(/закон области/)).toBeTruthy();
});
