import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import type { Order } from '../api/types';
import type { StatusWord } from '../ui/StatusBadge';
import { counted, shortName } from '../ui/russian';

export function useOrder(id: number) {
  return useQuery({
    queryKey: ['programme', 'order', id],
    queryFn: ({ signal }) => api.get<Order>(`/api/programme/orders/${id}`, undefined, { signal }),
  });
}

export const orderStatuses: Record<Order['status'], StatusWord> = {
  draft: { label: 'Проект', tone: 'warn', icon: 'wait' },
  signed: { label: 'Подписан', tone: 'good', icon: 'done' },
  cancelled: { label: 'Отменён', tone: 'plain', icon: 'stop' },
};

export const orderKinds: Record<Order['kind'], string> = {
  pairing: 'О закреплении пар и групп',
  ending: 'О завершении наставничества',
};

export const defaultTitle: Record<Order['kind'], string> = {
  pairing: 'О закреплении наставнических пар и групп',
  ending: 'О завершении наставничества',
};

/** The preamble an order begins with when nobody has written another. */
export const defaultText: Record<Order['kind'], string> = {
  pairing: 'В целях реализации программы наставничества, на основании согласия участников',
  ending: 'В связи с окончанием наставничества',
};

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
