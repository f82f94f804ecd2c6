import type { StatusWord } from '../ui/StatusBadge';
import type { FileAccess, FileItem } from './types';

export const items: FileItem[] = ['request', 'gaps', 'place', 'history', 'birth', 'contact'];

export const itemWords: Record<FileItem, string> = {
  request: 'Запрос: с чем обратился',
  gaps: 'Затруднения',
  place: 'Класс или должность',
  history: 'Прошлые наставничества',
  birth: 'Дата рождения',
  contact: 'Как связаться (за несовершеннолетнего — с представителем)',
};

export const accessStatuses: Record<FileAccess['status'], StatusWord> = {
  requested: { label: 'Ждёт решения', tone: 'warn', icon: 'wait' },
  approved: { label: 'Открыто', tone: 'good', icon: 'done' },
  refused: { label: 'Отказано', tone: 'bad', icon: 'stop' },
  ended: { label: 'Закрыто', tone: 'plain', icon: 'past' },
};

export const endWords: Record<NonNullable<FileAccess['endReason']>, string> = {
  term: 'закончился срок',
  consent: 'согласие больше не действует',
  pair: 'пара завершена или приостановлена',
  curator: 'закрыл куратор',
};

export const listOf = (codes: FileItem[]) => items.filter((i) => codes.includes(i)).map((i) => itemWords[i]).join(', ');
