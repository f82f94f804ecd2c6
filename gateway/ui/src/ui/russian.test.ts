import { describe, expect, it } from 'vitest';
import { academicYear, academicYearText, ageOn, counted, formatDate, formatNumber, parseDate, plural, shortName, withoutLatin, usualName } from './russian';

const pairs = ['пара', 'пары', 'пар'] as const;

describe('Russian words and figures', () => {
  it.each([[0, 'пар'], [1, 'пара'], [2, 'пары'], [4, 'пары'], [5, 'пар'], [11, 'пар'], [12, 'пар'], [14, 'пар'], [21, 'пара'], [22, 'пары'], [111, 'пар'], [1.5, 'пары']])('declines after %s', (n, word) => {
    expect(plural(n, pairs)).toBe(word);
  });

  it('groups thousands by a no-break space and writes a decimal comma', () => {
    expect(formatNumber(1234.5, 1)).toBe('1\u00A0234,5');
    expect(counted(1000, pairs)).toBe('1\u00A0000 пар');
  });

  it('writes a date the Russian way', () => {
    expect(formatDate('2026-11-21')).toBe('21.11.2026');
    expect(formatDate(null)).toBe('');
  });

  it.each([
    ['21.11.2026', '2026-11-21'], ['1.2.26', '2026-02-01'], ['21/11/1985', '1985-11-21'], ['21112026', '2026-11-21'],
    ['2026-11-21', '2026-11-21'], ['29.02.2024', '2024-02-29'], ['12.05.78', '1978-05-12'],
  ])('reads the typed date %s', (text, iso) => expect(parseDate(text)).toBe(iso));

  it.each(['29.02.2026', '31.04.2026', '0.1.2026', 'вчера', '21.11', ''])('refuses «%s» as a date', (text) => {
    expect(parseDate(text)).toBeUndefined();
  });

  it('shortens a name for lists', () => {
    expect(shortName('Иванова Мария Петровна')).toBe('Иванова М. П.');
    expect(shortName('Ли')).toBe('Ли');
  });

  it('offers the Cyrillic spelling only when Latin letters hide inside a Cyrillic word', () => {
    expect(withoutLatin('Ивaнoвa')).toBe('Иванова');
    expect(withoutLatin('Иванова')).toBeUndefined();
    expect(withoutLatin('Smith')).toBeUndefined();
    expect(withoutLatin('ИванQв')).toBeUndefined();
  });

  it('begins the academic year in September', () => {
    expect(academicYear(new Date(2026, 7, 31))).toBe(2025);
    expect(academicYear(new Date(2026, 8, 1))).toBe(2026);
    expect(academicYearText(2099)).toBe('2099/00');
  });

  it('counts full years', () => {
    expect(ageOn('2008-11-22', '2026-11-21')).toBe(17);
    expect(ageOn('2008-11-21', '2026-11-21')).toBe(18);
  });
});

it('suggests how a name is usually written', () => {
  expect(usualName('ИВАНОВА')).toBe('Иванова');
  expect(usualName('иванова-петрова')).toBe('Иванова-Петрова');
  expect(usualName('ИВАнова')).toBe('Иванова');
  expect(usualName('Петр')).toBe('Пётр');
  expect(usualName('Семеновна')).toBe('Семёновна');
  expect(usualName('Гасан оглы')).toBeUndefined();
  expect(usualName('Иванова')).toBeUndefined();
  expect(usualName('')).toBeUndefined();
});
