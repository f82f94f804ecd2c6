import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import type { Meeting } from '../api/types';
import { namesOf } from '../mentorship/mentorship';
import type { StatusWord } from '../ui/StatusBadge';
import { formatDate, isoOf, today } from '../ui/russian';

export function useMeeting(id: number) {
  return useQuery({
    queryKey: ['programme', 'meeting', id],
    queryFn: ({ signal }) => api.get<Meeting>(`/api/programme/meetings/${id}`, undefined, { signal }),
  });
}

export const meetingKinds: Record<Meeting['kind'], string> = {
  acquaintance: 'Знакомство',
  trial: 'Пробная встреча',
  planning: 'Планирование',
  regular: 'Рабочая встреча',
  consultation: 'Консультация',
  final: 'Итоговая встреча',
  group_start: 'Общая вводная встреча',
  group_final: 'Общая итоговая встреча',
};

export const meetingModes: Record<Meeting['mode'], string> = { in_person: 'Очно', remote: 'Дистанционно' };

export const meetingStatuses: Record<Meeting['status'] | 'late' | 'auto', StatusWord> = {
  planned: { label: 'Запланирована', tone: 'calm', icon: 'wait' },
  moved: { label: 'Перенесена', tone: 'calm', icon: 'wait' },
  held: { label: 'Ждёт подтверждения', tone: 'warn', icon: 'run' },
  confirmed: { label: 'Подтверждена', tone: 'good', icon: 'done' },
  auto: { label: 'Подтверждена автоматически', tone: 'good', icon: 'done' },
  cancelled: { label: 'Отменена', tone: 'plain', icon: 'stop' },
  missed: { label: 'Не состоялась', tone: 'bad', icon: 'stop' },
  late: { label: 'Нет отметки', tone: 'bad', icon: 'warn' },
};

/** A planned meeting whose day has passed calls for a word of what became of it. */
export function meetingState(m: Pick<Meeting, 'status' | 'plannedOn' | 'autoConfirmed'>, day = today()): keyof typeof meetingStatuses {
  if (m.status === 'confirmed' && m.autoConfirmed) return 'auto';
  return (m.status === 'planned' || m.status === 'moved') && m.plannedOn < day ? 'late' : m.status;
}

export function dayOf(m: Meeting): string {
  return m.heldOn ?? m.plannedOn;
}

/** `14:30:00` → `14:30` */
export function timeText(time: string | null | undefined): string {
  return time ? time.slice(0, 5) : '';
}

export function whenText(m: Meeting): string {
  return `${formatDate(dayOf(m))}${m.heldOn ? '' : m.plannedTime ? `, ${timeText(m.plannedTime)}` : ''}`;
}

export function who(m: Meeting): string {
  return `${namesOf(m.members.filter((x) => x.role === 'mentor'))} — ${namesOf(m.members.filter((x) => x.role === 'mentee'))}`;
}

/** Which side confirms when this person presses the button: their own, or the one the curator enters. */
export function sideOf(m: Meeting, person: number | undefined): 'mentor' | 'mentee' | undefined {
  return m.members.find((x) => x.personId === person)?.role;
}

/** Whose word is still missing of a held meeting. */
export function unconfirmed(m: Meeting): ('mentor' | 'mentee')[] {
  if (m.status !== 'held') return [];
  return [...(m.confirmedByMentor ? [] : ['mentor' as const]), ...(m.confirmedByMentee ? [] : ['mentee' as const])];
}

export interface Month {
  /** `2026-11` */
  code: string;
  from: string;
  to: string;
  /** Weeks from Monday; days outside the month are undefined. */
  weeks: (string | undefined)[][];
}

export function monthOf(code: string | null): Month {
  const now = new Date();
  const [y, m] = /^\d{4}-(0[1-9]|1[0-2])$/.test(code ?? '') ? (code ?? '').split('-').map(Number) as [number, number] : [now.getFullYear(), now.getMonth() + 1];
  const last = new Date(y, m, 0).getDate();
  const shift = (new Date(y, m - 1, 1).getDay() + 6) % 7;
  const cells: (string | undefined)[] = Array.from({ length: shift }, () => undefined);
  for (let d = 1; d <= last; d++) cells.push(isoOf(new Date(y, m - 1, d)));
  while (cells.length % 7) cells.push(undefined);
  const weeks = Array.from({ length: cells.length / 7 }, (_, i) => cells.slice(i * 7, i * 7 + 7));
  return { code: `${y}-${String(m).padStart(2, '0')}`, from: isoOf(new Date(y, m - 1, 1)), to: isoOf(new Date(y, m - 1, last)), weeks };
}

export function shiftMonth(code: string, by: number): string {
  const [y = 0, m = 1] = code.split('-').map(Number);
  const index = y * 12 + m - 1 + by;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}

const monthNames = ['Январь', 'Февраль', 'Март', 'Апрель', 'Май', 'Июнь', 'Июль', 'Август', 'Сентябрь', 'Октябрь', 'Ноябрь', 'Декабрь'];

export function monthTitle(code: string): string {
  const [y, m = 1] = code.split('-').map(Number);
  return `${monthNames[m - 1]} ${y}`;
}

export type VerbDialogKind = 'edit' | 'hold' | 'confirm' | 'cancel' | 'missed';
