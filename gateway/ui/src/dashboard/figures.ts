import type { Dashboard, Figure, FigureState, Light, Trend } from '../api/types';
import { academicYearText, counted, formatNumber, formatPercent, plural } from '../ui/russian';

const months = ['январь', 'февраль', 'март', 'апрель', 'май', 'июнь', 'июль', 'август', 'сентябрь', 'октябрь', 'ноябрь', 'декабрь'];
const inMonth = ['январе', 'феврале', 'марте', 'апреле', 'мае', 'июне', 'июле', 'августе', 'сентябре', 'октябре', 'ноябре', 'декабре'];
const short = ['янв', 'фев', 'мар', 'апр', 'май', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя', 'дек'];

export const isMonth = (period: number) => period >= 10_000;

/** `202611` → «ноябрь 2026», `2026` → «2026/27 учебный год» */
export function periodTitle(period: number): string {
  return isMonth(period) ? `${months[(period % 100) - 1]} ${Math.floor(period / 100)}` : `${academicYearText(period)} учебный год`;
}

export function periodShort(period: number): string {
  return isMonth(period) ? `${short[(period % 100) - 1]} ${String(Math.floor(period / 100) % 100).padStart(2, '0')}` : academicYearText(period);
}

function inPeriod(period: number): string {
  return `в ${inMonth[(period % 100) - 1]} ${Math.floor(period / 100)}`;
}

export const stateWords: Record<Exclude<FigureState, 'ok'>, { short: string; why: string }> = {
  no_denominator: { short: 'нет знаменателя', why: 'Численность не внесена или не утверждена, поэтому доля не считается.' },
  suppressed: { short: 'скрыто: меньше 5', why: 'Малые числа несовершеннолетних выше школы не показываются, чтобы нельзя было узнать человека.' },
  no_data: { short: 'некого считать', why: 'В этом периоде нет тех, к кому относится показатель.' },
  above_100: { short: 'больше 100 %', why: 'Участников больше, чем в утверждённой численности. Проверьте знаменатель.' },
};

export const lightWords: Record<Light, string> = {
  green: 'план выполнен',
  amber: 'близко к плану',
  red: 'отстаёт от плана',
  none: 'без плана',
};

/** `60,6 %`, `1 204`, or the word for what there is instead of a value. */
export function valueText(f: { value: number | null; state: FigureState }, kind: Figure['kind']): string {
  if (f.state !== 'ok' && f.state !== 'above_100') return stateWords[f.state].short;
  if (f.value === null) return '—';
  return kind === 'percent' ? formatPercent(f.value) : formatNumber(f.value);
}

/** «63 из 104»; a hidden numerator hides the whole line. */
export function ratioText(f: { num: number | null; den: number | null; state: FigureState }, kind: Figure['kind']): string {
  if (f.state === 'suppressed' || f.state === 'no_data' || f.den === null) return '';
  if (kind === 'count') return f.num === null ? '' : `всего ${formatNumber(f.den)}`;
  if (f.state === 'no_denominator') return '';
  return f.num === null ? '' : `${formatNumber(f.num)} из ${formatNumber(f.den)}`;
}

/** The plan in words: less is better for some indicators. */
export function planText(target: number | null | undefined, direction: Figure['direction']): string {
  if (target === null || target === undefined) return '';
  const value = formatPercent(target, Number.isInteger(target) ? 0 : 1);
  return direction === 'down' ? `план — не больше ${value}` : `план — ${value}`;
}

/** The title of the trend says what the line shows. */
export function finding(name: string, kind: Figure['kind'], direction: Figure['direction'], trend: Pick<Trend, 'points' | 'target'>): string {
  const known = trend.points.filter((p) => p.value !== null && (p.state === 'ok' || p.state === 'above_100'));
  const first = known[0];
  const last = known.at(-1);
  if (!first || !last) {
    return trend.points.some((p) => p.state === 'suppressed') ? `${name}: числа скрыты, в каждом месяце меньше 5 человек` : `${name}: данных за эти месяцы нет`;
  }
  const text = (value: number | null) => valueText({ value, state: 'ok' }, kind);
  const plan = planText(trend.target, direction);
  const tail = plan ? `, ${plan}` : '';
  if (first === last) return `${name}: ${text(last.value)} ${inPeriod(last.period)}${tail}`;
  const change = (last.value ?? 0) - (first.value ?? 0);
  if (Math.abs(change) < 0.05) return `${name}: без изменений, ${text(last.value)}${tail}`;
  return `${name}: ${change > 0 ? 'рост' : 'снижение'} с ${text(first.value)} ${inPeriod(first.period)} до ${text(last.value)} ${inPeriod(last.period)}${tail}`;
}

const pairs = ['пара или группа', 'пары и группы', 'пар и групп'] as const;

type SliceValue = NonNullable<Dashboard['slices'][string]>[number];

/** The title of the bars: which form leads and how far. */
export function formsFinding(slices: SliceValue[]): string {
  const total = slices.reduce((n, s) => n + (s.value ?? 0), 0);
  const hidden = slices.some((s) => s.state === 'suppressed');
  const first = slices.filter((s) => s.value !== null).toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0))[0];
  if (!first || !first.value) return hidden ? 'Формы наставничества: малые числа скрыты' : 'Пар и групп в этом периоде не было';
  if (hidden) return `Чаще всего — «${first.name}»: ${counted(first.value, pairs)}`;
  return `Чаще всего — «${first.name}»: ${formatNumber(first.value)} из ${formatNumber(total)} ${plural(total, ['пары или группы', 'пар и групп', 'пар и групп'])}`;
}

/** Forms with something to show, the largest first; the hidden ones stand at the end and are named. */
export function shownSlices(slices: SliceValue[]): SliceValue[] {
  return slices
    .filter((s) => s.state === 'suppressed' || (s.value ?? 0) > 0)
    .toSorted((a, b) => (b.value ?? -1) - (a.value ?? -1));
}

/** Codes of figures that differ between two readings of the same unit and period. */
export function changedCodes(before: Figure[] | undefined, after: Figure[]): string[] {
  if (!before) return [];
  const old = new Map(before.map((f) => [f.code, f]));
  return after
    .filter((f) => {
      const o = old.get(f.code);
      return o && (o.num !== f.num || o.den !== f.den || o.value !== f.value || o.state !== f.state);
    })
    .map((f) => f.code);
}

/** «0,4 с», «2 мин»: how far behind the schools' work the figures are. */
export function lagText(millis: number | null): string {
  if (millis === null) return '';
  if (millis < 60_000) return `${formatNumber(Math.max(0, millis) / 1000, 1)} с`;
  return millis < 3_600_000 ? `${formatNumber(Math.round(millis / 60_000))} мин` : `${formatNumber(Math.round(millis / 3_600_000))} ч`;
}

/** Headers of the table of the level below, where the full name would take four lines. */
export const shortNames: Record<string, string> = {
  'OP-01': 'Охват',
  'OP-03': 'Молодые без наставника',
  'OP-04': 'Пары и группы',
  'OP-06': 'Встречи',
  'OP-07': 'Завершено по плану',
  'OP-10': 'Ждут наставника',
  'R145-1': 'Жители 10–19',
  'R145-1S': 'Ученики 10–19',
  'R145-2': 'Жители 15–19, наставники',
  'R145-2S': 'Ученики 15–19, наставники',
  'R145-3': 'Молодые с наставником',
};
