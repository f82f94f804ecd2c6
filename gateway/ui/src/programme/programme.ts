import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import type { Activity, Approval, Mentorship, Programme, Term } from '../api/types';
import type { StatusWord } from '../ui/StatusBadge';
import { formatDay, today } from '../ui/russian';

export function useProgramme(id: number) {
  return useQuery({
    queryKey: ['programme', 'programme', id],
    queryFn: ({ signal }) => api.get<Programme>(`/api/programme/programmes/${id}`, undefined, { signal }),
  });
}

export const programmeStatuses: Record<Programme['status'], StatusWord> = {
  draft: { label: 'Черновик', tone: 'plain', icon: 'draft' },
  agreed: { label: 'Ждёт куратора', tone: 'warn', icon: 'wait' },
  curator_ok: { label: 'Ждёт директора', tone: 'warn', icon: 'wait' },
  approved: { label: 'Утверждена', tone: 'good', icon: 'done' },
  running: { label: 'Выполняется', tone: 'good', icon: 'run' },
  completed: { label: 'Завершена', tone: 'plain', icon: 'done' },
  stopped: { label: 'Остановлена', tone: 'plain', icon: 'stop' },
};

export const activityStatuses: Record<string, StatusWord> = {
  planned: { label: 'Предстоит', tone: 'plain', icon: 'none' },
  late: { label: 'Просрочено', tone: 'bad', icon: 'warn' },
  now: { label: 'Пора', tone: 'warn', icon: 'wait' },
  done: { label: 'Выполнено', tone: 'good', icon: 'done' },
  struck: { label: 'Исключено', tone: 'plain', icon: 'stop' },
  proposed: { label: 'Предложено добавить', tone: 'warn', icon: 'wait' },
  replacement: { label: 'Предложена замена', tone: 'warn', icon: 'wait' },
  strike: { label: 'Предложено исключить', tone: 'warn', icon: 'wait' },
};

/** Where an activity stands today. */
export function activityState(a: Activity, day = today()): keyof typeof activityStatuses {
  if (a.status === 'proposed' && a.replaces) return 'replacement';
  if (a.status !== 'planned') return a.status;
  if (a.strikeReason) return 'strike';
  if (a.dueTo && a.dueTo < day) return 'late';
  return a.dueFrom && a.dueFrom <= day ? 'now' : 'planned';
}

/** Sections in the order of the plan. */
export function bySection(activities: Activity[]): { section: string; items: Activity[] }[] {
  const groups: { section: string; items: Activity[] }[] = [];
  for (const a of activities) {
    const last = groups.find((g) => g.section === a.section);
    if (last) last.items.push(a);
    else groups.push({ section: a.section, items: [a] });
  }
  return groups;
}

/** What sort of term it is, for the icon and for those who hear it. */
export const termKinds: Record<Term['kind'], string> = {
  month: 'месяц', range: 'период', quarter: 'квартал', yearly: 'каждый год', constant: 'постоянно', by_event: 'по событию',
  by_plan_of: 'по чужому плану', date: 'дата', none: 'без срока', months: 'несколько месяцев',
};

export function termText(term: Term): string {
  return term.text || 'срок не задан';
}

/** «с 1 по 30 ноября» beside a term in words. */
export function dueText(a: { dueFrom?: string | null; dueTo?: string | null }): string {
  if (!a.dueTo) return '';
  if (!a.dueFrom || a.dueFrom === a.dueTo) return `до ${formatDay(a.dueTo)}`;
  // What both days have in common is said once.
  if (a.dueFrom.slice(0, 7) === a.dueTo.slice(0, 7)) return `${Number(a.dueFrom.slice(8))}–${formatDay(a.dueTo)}`;
  const from = formatDay(a.dueFrom);
  return `${a.dueFrom.slice(0, 4) === a.dueTo.slice(0, 4) ? from.replace(/ \d{4} г\.$/, '') : from} – ${formatDay(a.dueTo)}`;
}

export type Party = 'mentor' | 'mentee' | 'curator' | 'director';

export const parties: { key: Party; title: string; verb: string }[] = [
  { key: 'mentor', title: 'Наставник', verb: 'согласен' },
  { key: 'mentee', title: 'Наставляемый', verb: 'согласен' },
  { key: 'curator', title: 'Куратор', verb: 'подтвердил' },
  { key: 'director', title: 'Директор', verb: 'утвердил' },
];

/** Whose word is awaited now for the version in work: both sides at once, then one by one. */
export function awaited(p: Pick<Programme, 'status' | 'amendment' | 'approvals'>): Party[] {
  const stage = p.amendment ?? p.status;
  if (stage === 'draft') return (['mentor', 'mentee'] as const).filter((k) => !p.approvals[k]);
  if (stage === 'agreed') return ['curator'];
  if (stage === 'curator_ok') return ['director'];
  return [];
}

/** Members of a side, or of both, who have yet to agree. */
export function silent(p: Pick<Programme, 'members' | 'awaited'>, role?: 'mentor' | 'mentee') {
  return p.members.filter((m) => p.awaited.includes(m.personId) && (!role || m.role === role));
}

const codes: Record<string, string> = { self: 'лично', curator: 'на бумаге', representative: 'законный представитель' };

export function approvedBy(approval: Approval): string {
  return approval ? (codes[approval.by] ?? approval.by) : '';
}

const ofPupils = ['pupil_pupil', 'teacher_pupil'];

const brief = ['speed', 'situational'];

/** Neither forms of pupils nor work by single sessions alone need a programme of three months to a year (BR-033). */
export function exemptFromPeriod(m: Pick<Mentorship, 'form' | 'methods'>): boolean {
  return ofPupils.includes(m.form) || (m.methods.length > 0 && m.methods.every((x) => brief.includes(x)));
}
