import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import { isoOf } from '../ui/russian';
import type { CalendarYear, CountRule, Term } from './types';

export const countRules: Record<CountRule, string> = {
  full_days: 'Полные рабочие дни после дня уведомления',
  with_first_day: 'День уведомления считается, если он рабочий',
};

export const monthNames = ['Январь', 'Февраль', 'Март', 'Апрель', 'Май', 'Июнь', 'Июль', 'Август', 'Сентябрь', 'Октябрь', 'Ноябрь', 'Декабрь'];

export function useCalendar(year: number) {
  return useQuery({
    queryKey: ['registry', 'calendar', year],
    queryFn: ({ signal }) => api.get<CalendarYear>('/api/registry/calendar', { year }, { signal }),
  });
}

/** When a term of working days is over; asked while the date is typed. */
export function useTerm(from: string, days: number) {
  return useQuery({
    queryKey: ['registry', 'calendar', 'term', from, days],
    enabled: /^\d{4}-\d{2}-\d{2}$/.test(from),
    staleTime: 300_000,
    retry: false,
    queryFn: ({ signal }) => api.get<Term>('/api/registry/calendar/term', { from, days }, { signal }),
  });
}

export function isWeekend(iso: string): boolean {
  const day = new Date(`${iso}T00:00`).getDay();
  return day === 0 || day === 6;
}

/** All days of a month; the week begins on Monday, `lead` cells stand empty before the first. */
export function daysOf(year: number, month: number): { days: string[]; lead: number } {
  const count = new Date(year, month + 1, 0).getDate();
  return {
    days: Array.from({ length: count }, (_, i) => isoOf(new Date(year, month, i + 1))),
    lead: (new Date(year, month, 1).getDay() + 6) % 7,
  };
}

export function shifted(iso: string, days: number): string {
  const date = new Date(`${iso}T00:00`);
  date.setDate(date.getDate() + days);
  return isoOf(date);
}

export interface Draft {
  daysOff: Set<string>;
  workingWeekends: Set<string>;
}

export function draftOf(year: CalendarYear): Draft {
  return { daysOff: new Set(year.daysOff), workingWeekends: new Set(year.workingWeekends) };
}

export function works(draft: Draft, iso: string): boolean {
  return isWeekend(iso) ? draft.workingWeekends.has(iso) : !draft.daysOff.has(iso);
}

/** Turns a day over. */
export function toggled(draft: Draft, iso: string): Draft {
  const next: Draft = { daysOff: new Set(draft.daysOff), workingWeekends: new Set(draft.workingWeekends) };
  const set = isWeekend(iso) ? next.workingWeekends : next.daysOff;
  if (!set.delete(iso)) set.add(iso);
  return next;
}

export function workingDaysIn(draft: Draft, days: string[]): number {
  return days.filter((d) => works(draft, d)).length;
}
