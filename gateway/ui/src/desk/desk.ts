import type { DeskTask } from '../api/types';
import { isoOf, today } from '../ui/russian';

export type GroupKey = 'overdue' | 'today' | 'week' | 'later' | 'waiting';

export const groupTitles: Record<GroupKey, string> = {
  overdue: 'Просрочено',
  today: 'Сегодня',
  week: 'На этой неделе',
  later: 'Позже',
  waiting: 'Ждёт других',
};

export const groupOrder: GroupKey[] = ['overdue', 'today', 'week', 'later', 'waiting'];

/** Tasks in which the next word belongs to somebody else. */
const ofOthers = new Set(['agreement-awaited']);

/** By urgency for the one who looks: what waits for their own word without a term is for today. */
export function groupOf(task: DeskTask, day = today()): GroupKey {
  if (!task.due) return ofOthers.has(task.kind) ? 'waiting' : 'today';
  if (task.due < day) return 'overdue';
  if (task.due === day) return 'today';
  const week = new Date(`${day}T00:00`);
  week.setDate(week.getDate() + 7);
  return task.due <= isoOf(week) ? 'week' : 'later';
}

export function grouped(tasks: DeskTask[], day = today()): { key: GroupKey; tasks: DeskTask[] }[] {
  return groupOrder
    .map((key) => ({ key, tasks: tasks.filter((t) => groupOf(t, day) === key) }))
    .filter((g) => g.tasks.length > 0);
}

/** How many wait for this person: what others owe and what is far off is not counted in the title. */
export function mine(groups: { key: GroupKey; tasks: DeskTask[] }[]): number {
  return groups.filter((g) => g.key === 'overdue' || g.key === 'today' || g.key === 'week').reduce((n, g) => n + g.tasks.length, 0);
}

export function idOf(task: DeskTask): number {
  return Number(task.link.split('/').at(-1));
}

/** What one press is enough for, and what the second tap says. */
export const inPlace: Record<string, { first: string; second: string }> = {
  'programme-to-confirm': { first: 'Подтвердить', second: 'Да, подтверждаю' },
  'programme-to-approve': { first: 'Утвердить', second: 'Да, утверждаю' },
  'programme-to-agree': { first: 'Согласиться', second: 'Да, согласен' },
  agreement: { first: 'Согласиться', second: 'Да, согласен' },
  'meeting-to-confirm': { first: 'Подтвердить', second: 'Да, встреча была' },
};

/** The verb of the link for the rest. */
export const openVerbs: Record<string, string> = {
  'order-to-sign': 'Проверить и подписать',
  'order-to-endorse': 'Дать визу',
  'order-to-register': 'Дать номер',
  survey: 'Ответить',
  'offers-open': 'Посмотреть',
  'survey-awaited': 'Собрать ответы',
  'order-to-prepare': 'Подготовить приказ',
  'employer-to-answer': 'Ответить',
  'first-meeting': 'Назначить встречу',
  'agreement-awaited': 'Записать согласие',
  'agreement-overdue': 'Записать ответ',
  'agreement-refused': 'Решить',
  'change-to-prepare': 'Подготовить приказ',
  'change-to-review': 'Рассмотреть',
  'change-to-decide': 'Открыть обращение',
  'change-to-agree': 'Ответить',
  'labour-notice': 'Открыть обращение',
  'labour-notice-ended': 'Открыть пару',
  'suspension-over': 'Открыть пару',
  'meeting-due': 'Назначить встречу',
  'no-meeting': 'Открыть пару',
  'members-apart': 'Открыть',
  'minor-elsewhere': 'Открыть',
  'same-person': 'Открыть',
  'meeting-overdue': 'Отметить итог',
  meeting: 'Открыть встречу',
  activity: 'Открыть программу',
  'need-confirmation': 'Подтвердить список',
  'acts-flagged': 'Открыть документы',
};

/** Straight to the form where the record's page would only be a step on the way. */
export function linkOf(task: DeskTask): string {
  return task.kind === 'order-to-prepare' ? `/orders/new?mentorship=${idOf(task)}` : task.link;
}

/** A mentor knows their own pair: «Посещение урока (Рощин → Ветрова)» loses the bracket. */
export function withoutPair(about: string): string {
  return about.replace(/ \([^()]*→[^()]*\)$/, '');
}
