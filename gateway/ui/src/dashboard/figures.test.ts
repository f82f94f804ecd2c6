import { describe, expect, it } from 'vitest';
import type { Figure, Trend } from '../api/types';
import { changedCodes, finding, formsFinding, lagText, periodShort, periodTitle, planText, ratioText, shownSlices, valueText } from './figures';
import { targetOf } from './targets';

const figure: Figure = { code: 'OP-03', name: 'Молодые специалисты без наставника', kind: 'percent', direction: 'down', num: 41, den: 104, value: 39.4, state: 'ok', light: 'red', target: 30 };
const point = (period: number, value: number | null, state: Figure['state'] = 'ok') => ({ period, num: null, den: null, value, state });
const trend = (points: Trend['points'], target: number | null = null): Trend => ({ code: 'OP-03', points, target });

describe('a figure', () => {
  it('is written the Russian way', () => {
    expect(valueText(figure, 'percent')).toBe('39,4 %');
    expect(valueText({ value: 1204, state: 'ok' }, 'count')).toBe('1\u00A0204');
    expect(ratioText(figure, 'percent')).toBe('41 из 104');
  });

  it('without an approved denominator is neither 0 nor 100 % (BR-086)', () => {
    const f = { ...figure, state: 'no_denominator' as const, value: null, den: null };
    expect(valueText(f, 'percent')).toBe('нет знаменателя');
    expect(ratioText(f, 'percent')).toBe('');
  });

  it('that is suppressed betrays neither numerator nor denominator', () => {
    const f = { ...figure, state: 'suppressed' as const, value: null, num: null };
    expect(valueText(f, 'percent')).toBe('скрыто: меньше 5');
    expect(ratioText(f, 'percent')).toBe('');
    expect(ratioText({ ...f, num: 3 }, 'percent')).toBe('');
  });

  it('above 100 % is shown, not hidden', () => {
    expect(valueText({ value: 104.2, state: 'above_100' }, 'percent')).toBe('104,2 %');
    expect(valueText({ value: null, state: 'no_data' }, 'percent')).toBe('некого считать');
  });

  it('has its plan in words, in the direction that is better', () => {
    expect(planText(30, 'down')).toBe('план — не больше 30 %');
    expect(planText(62.5, 'up')).toBe('план — 62,5 %');
    expect(planText(null, 'up')).toBe('');
  });
});

describe('the title of the trend', () => {
  it('states the change between the first and the last known month', () => {
    expect(finding('Без наставника', 'percent', 'down', trend([point(202609, 45), point(202610, null, 'no_data'), point(202611, 39.4)], 30)))
      .toBe('Без наставника: снижение с 45,0 % в сентябре 2026 до 39,4 % в ноябре 2026, план — не больше 30 %');
    expect(finding('Пары', 'count', 'up', trend([point(202610, 3), point(202611, 5)]))).toBe('Пары: рост с 3 в октябре 2026 до 5 в ноябре 2026');
  });
  it('says so when nothing changed, one month is known, or nothing is', () => {
    expect(finding('Встречи', 'percent', 'up', trend([point(202610, 70), point(202611, 70.01)]))).toBe('Встречи: без изменений, 70,0 %');
    expect(finding('Встречи', 'percent', 'up', trend([point(202611, 70)]))).toBe('Встречи: 70,0 % в ноябре 2026');
    expect(finding('Встречи', 'percent', 'up', trend([point(202611, null, 'no_denominator')]))).toBe('Встречи: данных за эти месяцы нет');
    expect(finding('Дети', 'percent', 'up', trend([point(202611, null, 'suppressed')]))).toContain('числа скрыты');
  });
});

describe('the forms', () => {
  const slice = (name: string, value: number | null) => ({ code: name, name, value, state: value === null ? ('suppressed' as const) : ('ok' as const) });
  it('names the leader and declines the total', () => {
    expect(formsFinding([slice('А', 63), slice('Б', 41)])).toBe('Чаще всего — «А»: 63 из 104 пар и групп');
    expect(formsFinding([slice('А', 20), slice('Б', 1)])).toBe('Чаще всего — «А»: 20 из 21 пары или группы');
    expect(formsFinding([slice('А', 0)])).toBe('Пар и групп в этом периоде не было');
  });
  it('gives no total while a part of it is hidden', () => {
    expect(formsFinding([slice('А', 2), slice('Б', null)])).toBe('Чаще всего — «А»: 2 пары и группы');
    expect(formsFinding([slice('Б', null)])).toContain('скрыты');
  });
  it('shows the largest first and the hidden last', () => {
    expect(shownSlices([slice('А', null), slice('Б', 0), slice('В', 3), slice('Г', 7)]).map((s) => s.name)).toEqual(['Г', 'В', 'А']);
  });
});

it('finds what has changed since the last reading', () => {
  expect(changedCodes(undefined, [figure])).toEqual([]);
  expect(changedCodes([figure], [{ ...figure }])).toEqual([]);
  expect(changedCodes([figure], [{ ...figure, num: 42 }])).toEqual(['OP-03']);
});

it('names periods and lags', () => {
  expect(periodTitle(202611)).toBe('ноябрь 2026');
  expect(periodTitle(2026)).toBe('2026/27 учебный год');
  expect(periodShort(202601)).toBe('янв 26');
  expect([lagText(420), lagText(125_000), lagText(null)]).toEqual(['0,4 с', '2 мин', '']);
});

describe('the plan of a year', () => {
  const target = (year: number, value: number, regional: boolean, version = 0) => ({ indicator: 'R145-3', year, value, regional, version });
  it('is the region’s latest, even when a federal one is later', () => {
    expect(targetOf([target(2024, 70, false), target(2022, 50, true, 3)], 'R145-3', 2026)).toEqual({ value: 50, regional: true, since: 2022, version: 0 });
  });
  it('is changed with the version of exactly that year', () => {
    expect(targetOf([target(2026, 60, true, 4)], 'R145-3', 2026).version).toBe(4);
    expect(targetOf([target(2027, 60, true, 4)], 'R145-3', 2026)).toMatchObject({ value: null, version: 0 });
  });
});
