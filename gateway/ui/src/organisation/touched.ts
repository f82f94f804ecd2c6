import { counted } from '../ui/russian';
import type { Touched } from './types';

/** «затронет: 2 организации, 1 000 человек (60 сотрудников, 940 обучающихся), 12 доступов». */
export function touchedText(t: Touched): string {
  const parts: string[] = [];
  if (t.organisations > 1) parts.push(counted(t.organisations, ['организацию', 'организации', 'организаций']));
  const inside = [
    t.staff > 0 && counted(t.staff, ['сотрудника', 'сотрудников', 'сотрудников']),
    t.pupils > 0 && counted(t.pupils, ['обучающегося', 'обучающихся', 'обучающихся']),
  ].filter(Boolean);
  if (t.people > 0) parts.push(counted(t.people, ['человека', 'человек', 'человек']) + (inside.length > 0 ? ` (${inside.join(', ')})` : ''));
  if (t.mentors > 0) parts.push(counted(t.mentors, ['анкету наставника', 'анкеты наставников', 'анкет наставников']));
  if (t.mentees > 0) parts.push(counted(t.mentees, ['анкету наставляемого', 'анкеты наставляемых', 'анкет наставляемых']));
  if (t.mentorships > 0) parts.push(counted(t.mentorships, ['пару или группу', 'пары или группы', 'пар и групп']));
  if (t.consents > 0) parts.push(counted(t.consents, ['согласие', 'согласия', 'согласий']));
  if (t.accounts > 0) parts.push(counted(t.accounts, ['учётную запись', 'учётные записи', 'учётных записей']));
  if (t.grants > 0) parts.push(counted(t.grants, ['доступ', 'доступа', 'доступов']));
  if (t.population > 0) parts.push(counted(t.population, ['строку численности', 'строки численности', 'строк численности']));
  return parts.length > 0 ? parts.join(', ') : 'только карточку организации';
}
