import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Dashboard } from '../api/types';
import { show, slice } from '../test/render';
import { Component as DashboardPage } from './DashboardPage';

vi.mock('./Chart', () => ({ default: ({ label }: { label: string }) => <div role="img" aria-label={label} /> }));

class Source extends EventTarget {
  static readonly CLOSED = 2;
  readyState = 1;
  close() {}
}
beforeEach(() => vi.stubGlobal('EventSource', Source));

const figures: Dashboard['figures'] = [
  { code: 'OP-03', name: 'Молодые без наставника', kind: 'percent', direction: 'down', num: 41, den: 104, value: 39.4, state: 'ok', light: 'red', target: 30 },
  { code: 'R145-1S', name: 'Обучающиеся 10–19', kind: 'percent', direction: 'up', num: null, den: 700, value: null, state: 'suppressed', light: 'none', target: 70 },
  { code: 'R145-3', name: 'Молодые с наставником', kind: 'percent', direction: 'up', num: 63, den: null, value: null, state: 'no_denominator', light: 'none', target: 70 },
];
const dashboard: Dashboard = {
  unit: { id: 44, shortName: 'Заречный', fullName: 'Управление образования: Заречный', level: 'municipality', parentId: 1 },
  path: [{ id: 1, shortName: 'Министерство', level: 'ministry' }], period: 2026, periods: [2026, 2025, 202611, 202610], asOf: '2026-11-21T14:02:31Z', lagMillis: 420,
  headline: '63 из 104 молодых специалистов имеют наставника — 60,6 %, план 70 %', figures, slices: { form: [{ code: 'teacher_teacher', name: 'x', value: 63, state: 'ok' }] },
};
const indicators = figures.map((f) => ({ code: f.code, name: f.name, definition: 'Определение показателя', kind: f.kind, direction: f.direction, levels: ['municipality', 'school'], aboutMinors: f.code === 'R145-1S' }));
const child = { unit: { id: 4411, shortName: 'Школа № 12', fullName: 'Школа № 12', level: 'school', parentId: 44 }, figures: { 'OP-03': { num: 4, den: 9, value: 44.4, state: 'ok', light: 'red' }, 'R145-1S': { num: null, den: 60, value: null, state: 'suppressed', light: 'none' } } };

const open = (at = '/dashboard/44?period=2026', answer: Dashboard = dashboard) =>
  show(DashboardPage, {
    path: 'dashboard/:unit', at, role: 'ministry',
    organisation: { id: 1, level: 'ministry', shortName: 'Министерство', path: [{ id: 1, shortName: 'Министерство', level: 'ministry' }] },
    answers: {
      'GET /api/monitoring/dashboards/44': answer,
      'GET /api/monitoring/dashboards/44/trend': { code: 'OP-03', target: 30, points: [{ period: 202610, num: 4, den: 9, value: 44.4, state: 'ok' }, { period: 202611, num: 41, den: 104, value: 39.4, state: 'ok' }] },
      'GET /api/monitoring/dashboards/44/children': slice([child]),
      'GET /api/monitoring/indicators': indicators,
    },
  });

it('says the finding in words, then the tiles with light and word, and hides what must be hidden', async () => {
  open();
  expect(await screen.findByText(dashboard.headline)).toBeTruthy();
  const tiles = within(screen.getByRole('list', { name: 'Показатели' }));
  expect(tiles.getByText('отстаёт от плана')).toBeTruthy();
  expect(tiles.getByText('скрыто: меньше 5')).toBeTruthy();
  expect(tiles.getByText('нет знаменателя')).toBeTruthy();
  expect(screen.getByText(/отставание 0,4 с/)).toBeTruthy();
  expect(await screen.findByRole('heading', { name: /снижение с 44,4 % .* до 39,4 %/ })).toBeTruthy();
});

it('carries the period down to the next level and up the breadcrumb', async () => {
  const { asked } = open();
  const row = await screen.findByRole('link', { name: 'Школа № 12' }, { timeout: 5000 });
  expect(row.getAttribute('href')).toBe('/dashboard/4411?period=2026');
  expect(screen.getByRole('link', { name: 'Показатели' }).getAttribute('href')).toBe('/dashboard?period=2026');
  const children = asked.find((a) => a.path.endsWith('/children'));
  expect([children?.query.get('period'), children?.query.get('level'), children?.query.get('sort')]).toEqual(['2026', 'school', '-OP-03']);
});

it('turns the chart into a table of the same numbers', async () => {
  open();
  await screen.findByRole('img', { name: /График за 12 месяцев/ });
  await userEvent.click(screen.getByRole('button', { name: 'Таблица' }));
  const table = screen.getByRole('table', { name: /по месяцам/ });
  expect(within(table).getByRole('row', { name: /ноябрь 2026 39,4 % 41 104/ })).toBeTruthy();
});

it('explains an indicator on demand', async () => {
  open();
  await userEvent.click(await screen.findByRole('button', { name: 'Как считается: Обучающиеся 10–19' }));
  expect(await screen.findByText('Определение показателя.')).toBeTruthy();
  expect(screen.getByText(/Числа от 1 до 4 выше школы скрываются/)).toBeTruthy();
});

it('offers the two readings only where organisations moved, explains them and keeps the choice on the way down', async () => {
  const { asked } = open('/dashboard/44?period=2026', { ...dashboard, reading: 'was', reorganised: true });
  expect(await screen.findByText(/относился сюда на его последний день/)).toBeTruthy();
  await userEvent.click(screen.getByRole('radio', { name: 'Как есть сейчас' }));
  await waitFor(() => expect(asked.some((a) => a.path.endsWith('/dashboards/44') && a.query.get('reading') === 'now')).toBe(true));
});

it('shows no switch where nothing was reorganised, and is accessible with it', async () => {
  open();
  await screen.findByText(dashboard.headline);
  expect(screen.queryByRole('radio', { name: 'Как было' })).toBeNull();
});
