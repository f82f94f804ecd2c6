import type { Role } from '../api/types';
import { formatDate } from '../ui/russian';
import type { StatusWord } from '../ui/StatusBadge';
import type { Act, ActLevel, ActPart, LaunchItem, LaunchState } from './types';

export const levelTitles: Record<ActLevel, string> = { federal: 'Федеральные', regional: 'Региональные', municipal: 'Муниципальные', institutional: 'Локальные' };

export const actStatuses: Record<string, StatusWord> = {
  acting: { label: 'Действует', tone: 'good', icon: 'done' },
  repealed: { label: 'Утратил силу', tone: 'plain', icon: 'past' },
};

export const flag: Record<string, StatusWord> = { flagged: { label: 'Ссылается на отменённый акт', tone: 'bad', icon: 'warn' } };

export const partWords: Record<ActPart, string> = {
  regulation: 'Положение о наставничестве',
  pairing_order: 'Приказ о закреплении пар и групп',
  council: 'План работы совета',
  programmes: 'Персонализированные программы',
};

export const launchWords: Record<LaunchItem, string> = {
  acts: 'Локальные акты приняты',
  informed: 'Коллектив информирован, запросы собраны',
  team: 'Назначены куратор и команда',
  goals: 'Определены задачи, формы и ожидаемые результаты',
  roadmap: 'Есть дорожная карта с ресурсами',
};

export const launchStates: Record<LaunchState, StatusWord> = {
  done: { label: 'Выполнено', tone: 'good', icon: 'done' },
  waived: { label: 'Не требуется', tone: 'plain', icon: 'past' },
  open: { label: 'Не выполнено', tone: 'warn', icon: 'wait' },
};

/** Who keeps the acts of a level. */
export const keepers: Record<ActLevel, Role[]> = {
  federal: ['institute'], regional: ['institute'], municipal: ['municipal'], institutional: ['curator', 'director'],
};

export function actName(act: Pick<Act, 'kind' | 'issuer' | 'number' | 'date'>): string {
  return `${act.kind} ${act.issuer} от ${formatDate(act.date)} № ${act.number}`;
}
