import { formatDate } from '../ui/russian';
import type { DataRequest, RequestAction, RequestKind, RequestStatus } from './types';

export const kindWords: Record<RequestKind, string> = {
  access: 'Узнать, какие данные хранятся',
  correction: 'Исправить данные',
  stop_distribution: 'Прекратить распространение',
  withdrawal: 'Отзыв согласия, уничтожить данные',
  stop_processing: 'Прекратить обработку',
  unlawful: 'Обработка неправомерна',
};

export const statusWords: Record<RequestStatus, string> = {
  received: 'Поступило',
  identity_checked: 'Личность проверена',
  in_work: 'В работе',
  extended: 'Срок продлён',
  answered: 'Ответ дан',
  closed: 'Закрыто',
};

export const actionWords: Record<RequestAction, string> = {
  identity: 'Личность проверена',
  work: 'Взять в работу',
  extension: 'Продлить срок',
  answer: 'Записать ответ',
  closing: 'Закрыть обращение',
  destruction: 'Подготовить уничтожение',
  'destruction-approval': 'Утвердить уничтожение',
};

/** The clock in words. */
export function dueText(r: DataRequest): string {
  if (r.status === 'answered' || r.status === 'closed') return `до ${formatDate(r.dueOn)}`;
  return r.overdue ? `просрочено, было до ${formatDate(r.dueOn)}` : `до ${formatDate(r.dueOn)}${r.stopBy ? `, остановить до ${formatDate(r.stopBy)}` : ''}`;
}
