/** «1 пара», «2 пары», «5 пар». */
export function plural(n: number, forms: readonly [string, string, string]): string {
  const tens = Math.abs(n) % 100;
  const ones = tens % 10;
  if (Number.isInteger(n) && !(tens > 10 && tens < 20)) {
    if (ones === 1) return forms[0];
    if (ones > 1 && ones < 5) return forms[1];
  }
  return Number.isInteger(n) ? forms[2] : forms[1];
}

export function counted(n: number, forms: readonly [string, string, string]): string {
  return `${formatNumber(n)} ${plural(n, forms)}`;
}

/** `1 234,5`: the group separator is a no-break space, so that a figure is never torn. */
export function formatNumber(value: number, digits = 0): string {
  return new Intl.NumberFormat('ru-RU', { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
}

export function formatPercent(value: number, digits = 1): string {
  return `${formatNumber(value, digits)} %`;
}

/** `2026-11-21` or an instant → `21.11.2026`. */
export function formatDate(iso: string | null | undefined): string {
  if (!iso) return '';
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (day) return `${day[3]}.${day[2]}.${day[1]}`;
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? '' : date.toLocaleDateString('ru-RU', { day: '2-digit', month: '2-digit', year: 'numeric' });
}

const months = ['января', 'февраля', 'марта', 'апреля', 'мая', 'июня', 'июля', 'августа', 'сентября', 'октября', 'ноября', 'декабря'];

/** `21 ноября`, with the year when it is not the current one. */
export function formatDay(iso: string | null | undefined): string {
  const day = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso ?? '');
  if (!day) return '';
  const text = `${Number(day[3])} ${months[Number(day[2]) - 1]}`;
  return Number(day[1]) === new Date().getFullYear() ? text : `${text} ${day[1]} г.`;
}

export function formatDateTime(iso: string | null | undefined): string {
  if (!iso) return '';
  const date = new Date(iso);
  return `${formatDate(iso.length > 10 ? iso : `${iso}T00:00`)} ${date.toLocaleTimeString('ru-RU', { hour: '2-digit', minute: '2-digit' })}`;
}

/** Today on the calendar of the person's machine, `2026-11-21`. */
export function today(): string {
  return isoOf(new Date());
}

export function isoOf(date: Date): string {
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
}

/** «Иванова Мария Петровна» → «Иванова М. П.» */
export function shortName(full: string): string {
  const [last, ...rest] = full.trim().split(/\s+/);
  return [last, ...rest.map((part) => `${part.charAt(0)}.`)].join(' ');
}

/** First year of the academic year a day belongs to (September to August). */
export function academicYear(day: Date = new Date()): number {
  return day.getMonth() >= 8 ? day.getFullYear() : day.getFullYear() - 1;
}

export function academicYearText(year: number): string {
  return `${year}/${String((year + 1) % 100).padStart(2, '0')}`;
}

/** Full years between a birth date and a day. */
export function ageOn(birth: string, on: string = today()): number | undefined {
  const [by, bm, bd] = birth.split('-').map(Number);
  const [y, m, d] = on.split('-').map(Number);
  if (!by || !bm || !bd || !y || !m || !d) return undefined;
  return y - by - (m < bm || (m === bm && d < bd) ? 1 : 0);
}

const lookAlikes: Record<string, string> = {
  A: 'А', B: 'В', C: 'С', E: 'Е', H: 'Н', K: 'К', M: 'М', O: 'О', P: 'Р', T: 'Т', X: 'Х', Y: 'У',
  a: 'а', c: 'с', e: 'е', o: 'о', p: 'р', x: 'х', y: 'у', k: 'к', m: 'м', t: 'т', n: 'п', u: 'и', b: 'в', h: 'н',
};

/** The Cyrillic spelling of a name typed with look-alike Latin letters, or undefined when nothing is to correct. */
export function withoutLatin(text: string): string | undefined {
  if (!/[A-Za-z]/.test(text) || !/[А-Яа-яЁё]/.test(text)) return undefined;
  const fixed = Array.from(text, (ch) => lookAlikes[ch] ?? ch).join('');
  return /[A-Za-z]/.test(fixed) ? undefined : fixed;
}

const withYo: Record<string, string> = {
  Артем: 'Артём', Алена: 'Алёна', Семен: 'Семён', Федор: 'Фёдор', Петр: 'Пётр', Матрена: 'Матрёна', Артемович: 'Артёмович', Артемовна: 'Артёмовна',
  Семенович: 'Семёнович', Семеновна: 'Семёновна', Федорович: 'Фёдорович', Федоровна: 'Фёдоровна',
};

/** How a name is usually written, when it is typed in capitals, in small letters or without the ё; undefined when nothing is to suggest. */
export function usualName(text: string): string | undefined {
  const words = text.trim().split(/([\s-]+)/);
  const fixed = words
    .map((word) => {
      if (word.length < 2 || !/^[А-Яа-яЁё'’]+$/.test(word) || /^(оглы|кызы|заде|де|фон|ван|аль|эль|бек|хан)$/i.test(word)) return word;
      const usual = word.charAt(0).toLocaleUpperCase('ru') + word.slice(1).toLocaleLowerCase('ru');
      return withYo[usual] ?? (/^[А-ЯЁ][а-яё'’]+$/.test(word) ? word : usual);
    })
    .join('');
  return fixed && fixed !== text.trim() ? fixed : undefined;
}

/** Parses what people type for a date: 21.11.2026, 21/11/26, 2026-11-21, 21112026. Impossible days give undefined. */
export function parseDate(text: string): string | undefined {
  const t = text.trim();
  let m = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(t);
  let y: number, mo: number, d: number;
  if (m) {
    [y, mo, d] = [Number(m[1]), Number(m[2]), Number(m[3])];
  } else {
    m = /^(\d{1,2})[./\-\s,](\d{1,2})[./\-\s,](\d{4}|\d{2})$/.exec(t) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(t);
    if (!m) return undefined;
    [d, mo, y] = [Number(m[1]), Number(m[2]), Number(m[3])];
    if (y < 100) y += y > 40 ? 1900 : 2000;
  }
  const date = new Date(y, mo - 1, d);
  return date.getFullYear() === y && date.getMonth() === mo - 1 && date.getDate() === d ? isoOf(date) : undefined;
}
