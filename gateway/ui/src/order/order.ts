import { useQuery, type QueryClient } from '@tanstack/react-query';
import { api, streamAddress } from '../api/client';
import { asProblem } from '../api/problem';
import type { Order } from '../api/types';
import type { OrderJournal } from './types';
import type { StatusWord } from '../ui/StatusBadge';
import { counted, shortName } from '../ui/russian';

export function useOrder(id: number) {
  return useQuery({
    queryKey: ['programme', 'order', id],
    queryFn: ({ signal }) => api.get<Order>(`/api/programme/orders/${id}`, undefined, { signal }),
  });
}

/** Nobody signs or endorses what somebody else has changed meanwhile: the order is shown anew behind the refusal. */
export function readAgain(client: QueryClient) {
  return (problem: unknown): never => {
    if (asProblem(problem).stale) void client.invalidateQueries({ queryKey: ['programme', 'order'] });
    throw problem;
  };
}

/** The books of orders of a school, each with the number that comes next. */
export function useJournals(organisation: number, enabled = true) {
  return useQuery({
    queryKey: ['programme', 'order-journals', organisation],
    queryFn: ({ signal }) => api.get<OrderJournal[]>('/api/programme/order-journals', { organisation }, { signal }),
    enabled,
  });
}

export const paperOf = (id: number, format: 'docx' | 'pdf') => streamAddress(`/api/programme/orders/${id}/document`, { format });

export const orderStatuses: Record<Order['status'], StatusWord> = {
  draft: { label: 'Проект', tone: 'warn', icon: 'wait' },
  endorsed: { label: 'Завизирован', tone: 'warn', icon: 'wait' },
  signed: { label: 'Подписан, без номера', tone: 'warn', icon: 'wait' },
  registered: { label: 'Зарегистрирован', tone: 'good', icon: 'done' },
  in_force: { label: 'Действует', tone: 'good', icon: 'done' },
  superseded: { label: 'Утратил силу', tone: 'plain', icon: 'past' },
  cancelled: { label: 'Отменён', tone: 'plain', icon: 'stop' },
};

export const orderKinds: Record<Order['kind'], string> = {
  pairing: 'О закреплении пар и групп',
  replacement: 'О замене наставника',
  ending: 'О завершении наставничества',
  extension: 'О продлении наставничества',
  curator: 'О назначении куратора и рабочей группы',
  mentor_registry: 'Об утверждении реестра наставников',
  training: 'Об обучении наставников',
  reward: 'О поощрении',
};

export const journals: Record<NonNullable<Order['journal']>, string> = {
  main: 'По основной деятельности',
  staff: 'По личному составу',
  pupils: 'По контингенту обучающихся',
};

/** Kinds that are prepared here; the others begin at a pair. */
export const preparedHere = ['pairing', 'ending', 'curator', 'mentor_registry', 'training', 'reward'] as const satisfies Order['kind'][];

export const ofMentorships = (kind: Order['kind']) => ['pairing', 'replacement', 'ending', 'extension'].includes(kind);

export const isRegistered = (o: Pick<Order, 'status'>) => ['registered', 'in_force', 'superseded'].includes(o.status);

export const defaultTitle: Record<Order['kind'], string> = {
  pairing: 'О закреплении наставнических пар и групп',
  replacement: 'О замене наставника',
  ending: 'О завершении наставничества',
  extension: 'О продлении наставничества',
  curator: 'О назначении куратора и рабочей группы по наставничеству',
  mentor_registry: 'Об утверждении реестра наставников',
  training: 'Об организации обучения наставников',
  reward: 'О поощрении наставников',
};

/** The preamble an order begins with when nobody has written another. */
export const defaultText: Record<Order['kind'], string> = {
  pairing: 'В целях реализации программы наставничества, на основании согласия участников',
  replacement: 'В связи с заменой наставника',
  ending: 'В связи с окончанием наставничества',
  extension: 'По взаимному согласию участников',
  curator: 'В целях организации системы наставничества',
  mentor_registry: 'В целях реализации программы наставничества, на основании добровольного согласия наставников',
  training: 'В целях подготовки наставников',
  reward: 'За личный вклад в развитие наставничества',
};

/** This calendar year and the four before it. */
export const lastYears = (now = new Date().getFullYear()) => Array.from({ length: 5 }, (_, i) => String(now - i));

/** What is written beside each person of an order. */
export function notesOf(kind: Order['kind']): string {
  switch (kind) {
    case 'curator': return 'Функции';
    case 'mentor_registry': return 'Компетенции';
    case 'reward': return 'Вид поощрения';
    default: return 'Примечание';
  }
}

export function pairsText(n: number): string {
  return counted(n, ['пара или группа', 'пары или группы', 'пар и групп']);
}

/** Names for the sheet; hidden ones leave a mark, so that a line is never empty. */
export function people(names: (string | null)[]): string {
  return names.length === 0 ? 'имя скрыто' : names.map((n) => (n ? shortName(n) : 'имя скрыто')).join(', ');
}

/** Whoever prepared an order does not sign it; in a small school one person may, saying why. */
export function needsReason(order: Pick<Order, 'preparedByMe' | 'actions'>): boolean {
  return order.preparedByMe === true && order.actions.includes('signature');
}
