import { formatDate, parseDate } from '../ui/russian';

const days = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** The same day some months later by calendar; a day that the month lacks becomes its last one. */
export function plusMonths(iso: string, months: number): string {
  const [y = 0, m = 1, d = 1] = iso.split('-').map(Number);
  const index = y * 12 + (m - 1) + months;
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  return `${year}-${String(month).padStart(2, '0')}-${String(Math.min(d, days(year, month))).padStart(2, '0')}`;
}

/** The first and the last day on which a programme that begins on the day may end: 3 months to 1 year (BR-032). */
export function limits(from: string): { earliest: string; latest: string } | undefined {
  return /^\d{4}-\d{2}-\d{2}$/.test(from) && parseDate(from) ? { earliest: plusMonths(from, 3), latest: plusMonths(from, 12) } : undefined;
}

/** Why the period will not do, or undefined; forms of pupils and single sessions are free (BR-033). */
export function periodError(from: string, to: string, exempt: boolean): string | undefined {
  if (to < from) return 'Окончание раньше начала';
  const allowed = limits(from);
  if (exempt || !allowed || (to >= allowed.earliest && to <= allowed.latest)) return undefined;
  return `Программа длится от 3 месяцев до 1 года: окончание с ${formatDate(allowed.earliest)} по ${formatDate(allowed.latest)}`;
}
