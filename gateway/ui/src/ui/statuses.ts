import type { ConsentStatus, ConsentSummary, MenteeStatus, MentorshipStatus, MentorStatus } from '../api/types';
import type { StatusWord } from './StatusBadge';

export const mentorStatuses: Record<MentorStatus, StatusWord> = {
  candidate: { label: 'Кандидат', tone: 'plain', icon: 'draft' },
  consent_pending: { label: 'Ждёт согласия', tone: 'warn', icon: 'wait' },
  questionnaire_done: { label: 'Анкета заполнена', tone: 'calm', icon: 'run' },
  interviewed: { label: 'Собеседование проведено', tone: 'calm', icon: 'run' },
  selected: { label: 'Отобран', tone: 'calm', icon: 'run' },
  in_registry: { label: 'В реестре', tone: 'calm', icon: 'run' },
  trained: { label: 'Обучен', tone: 'calm', icon: 'run' },
  available: { label: 'Свободен', tone: 'good', icon: 'done' },
  assigned: { label: 'Закреплён', tone: 'calm', icon: 'run' },
  resting: { label: 'На паузе', tone: 'plain', icon: 'pause' },
  alumni_pool: { label: 'В долгосрочной базе', tone: 'plain', icon: 'past' },
  declined: { label: 'Отклонён', tone: 'plain', icon: 'stop' },
  excluded: { label: 'Исключён', tone: 'plain', icon: 'past' },
};

export const menteeStatuses: Record<MenteeStatus, StatusWord> = {
  requested: { label: 'Есть запрос', tone: 'plain', icon: 'draft' },
  consent_pending: { label: 'Ждёт согласия', tone: 'warn', icon: 'wait' },
  in_base: { label: 'В базе', tone: 'good', icon: 'done' },
  waiting: { label: 'Ждёт наставника', tone: 'warn', icon: 'wait' },
  matched: { label: 'Пара подобрана', tone: 'calm', icon: 'run' },
  in_mentorship: { label: 'С наставником', tone: 'calm', icon: 'run' },
  completed: { label: 'Завершил', tone: 'plain', icon: 'done' },
  left: { label: 'Выбыл', tone: 'plain', icon: 'past' },
  alumni: { label: 'Прошёл программу', tone: 'plain', icon: 'done' },
  withdrawn: { label: 'Отозван', tone: 'plain', icon: 'stop' },
};

export const consentStatuses: Record<ConsentStatus, StatusWord> = {
  draft: { label: 'Черновик', tone: 'plain', icon: 'draft' },
  issued: { label: 'Ждёт подписи', tone: 'warn', icon: 'wait' },
  active: { label: 'Действует', tone: 'good', icon: 'done' },
  withdrawn: { label: 'Отозвано', tone: 'bad', icon: 'stop' },
  expired: { label: 'Истекло', tone: 'bad', icon: 'warn' },
  superseded_needed: { label: 'Исполнилось 18: нужно своё', tone: 'warn', icon: 'warn' },
  superseded: { label: 'Заменено', tone: 'plain', icon: 'past' },
  destroyed: { label: 'Уничтожено', tone: 'plain', icon: 'past' },
};

export const consentSummaries: Record<ConsentSummary, StatusWord> = {
  none: { label: 'Нет', tone: 'plain', icon: 'none' },
  active: { label: 'Действует', tone: 'good', icon: 'done' },
  superseded_needed: { label: 'Исполнилось 18: нужно своё', tone: 'warn', icon: 'warn' },
  expiring: { label: 'Истекает', tone: 'warn', icon: 'warn' },
  withdrawn: { label: 'Отозвано', tone: 'bad', icon: 'stop' },
  expired: { label: 'Истекло', tone: 'bad', icon: 'warn' },
};

export const mentorshipStatuses: Record<MentorshipStatus, StatusWord> = {
  proposed: { label: 'Предложена', tone: 'plain', icon: 'draft' },
  agreed: { label: 'Согласована', tone: 'calm', icon: 'wait' },
  ordered: { label: 'Закреплена приказом', tone: 'calm', icon: 'done' },
  active: { label: 'Работает', tone: 'good', icon: 'run' },
  suspended: { label: 'Приостановлена', tone: 'warn', icon: 'pause' },
  completing: { label: 'Завершается', tone: 'warn', icon: 'wait' },
  completed: { label: 'Завершена', tone: 'plain', icon: 'done' },
  terminated: { label: 'Прекращена', tone: 'plain', icon: 'stop' },
};

/** The words of a status table as the options of a filter. */
export function statusOptions(words: Record<string, StatusWord>, codes = Object.keys(words)) {
  return codes.map((value) => ({ value, label: words[value]?.label ?? value }));
}
