import { describe, expect, it } from 'vitest';
import { limits, periodError, plusMonths } from './period';

describe('the period of a personal programme (BR-032)', () => {
  it('allows from three months to one year by calendar', () => {
    expect(limits('2026-09-15')).toEqual({ earliest: '2026-12-15', latest: '2027-09-15' });
  });

  it.each([
    ['2026-11-30', 3, '2027-02-28'],
    ['2023-11-30', 3, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-01-31', 3, '2026-04-30'],
    ['2026-12-01', 12, '2027-12-01'],
  ])('adds months to %s by calendar', (from, months, to) => expect(plusMonths(from, months)).toBe(to));

  it.each([
    ['2026-12-14', false], ['2026-12-15', true], ['2027-09-15', true], ['2027-09-16', false],
  ])('judges an end on %s', (to, fits) => expect(periodError('2026-09-15', to, false) === undefined).toBe(fits));

  it('names both limits in the refusal', () => {
    expect(periodError('2026-09-15', '2026-10-01', false)).toContain('с 15.12.2026 по 15.09.2027');
  });

  it('lets pupils and single sessions have any period, but never a reversed one', () => {
    expect(periodError('2026-09-15', '2026-10-01', true)).toBeUndefined();
    expect(periodError('2026-09-15', '2026-09-14', true)).toBe('Окончание раньше начала');
  });

  it('has no limits while the start is not a date yet', () => {
    expect(limits('15.09')).toBeUndefined();
    expect(limits('2026-02-30')).toBeUndefined();
  });
});
