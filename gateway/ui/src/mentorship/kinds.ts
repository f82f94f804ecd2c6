import type { MentorshipKind } from '../api/types';

/** How many people each kind has (BR-031), and what to call the sides. */
interface Rule {
  label: string;
  mentors: { min: number; max: number; label: string };
  mentees: { min: number; max: number; label: string };
}

export const kindRules: Record<MentorshipKind, Rule> = {
  pair: { label: 'Пара: один наставник и один наставляемый', mentors: { min: 1, max: 1, label: 'Наставник' }, mentees: { min: 1, max: 1, label: 'Наставляемый' } },
  group: { label: 'Группа: один наставник, двое и больше наставляемых', mentors: { min: 1, max: 1, label: 'Наставник' }, mentees: { min: 2, max: 50, label: 'Наставляемые' } },
  collective: { label: 'Коллективно-индивидуальное: двое и больше наставников, один наставляемый', mentors: { min: 2, max: 10, label: 'Наставники' }, mentees: { min: 1, max: 1, label: 'Наставляемый' } },
  reverse: { label: 'Реверсивное: двое учат друг друга, каждый своей теме', mentors: { min: 1, max: 1, label: 'Первый участник' }, mentees: { min: 1, max: 1, label: 'Второй участник' } },
  org_to_org: { label: 'Школа – школа: команда другой организации наставляет группу наших работников', mentors: { min: 2, max: 10, label: 'Команда наставников' }, mentees: { min: 2, max: 50, label: 'Группа работников' } },
  speed_session: { label: 'Скоростная сессия: одна встреча', mentors: { min: 1, max: 10, label: 'Наставники' }, mentees: { min: 1, max: 50, label: 'Наставляемые' } },
  situational: { label: 'Ситуационная помощь: ответ на запрос, без программы', mentors: { min: 1, max: 1, label: 'Наставник' }, mentees: { min: 1, max: 50, label: 'Наставляемые' } },
};

export const kindOrder: MentorshipKind[] = ['pair', 'group', 'collective', 'reverse', 'org_to_org', 'speed_session', 'situational'];

const few = (n: number) => (n === 2 ? 'Выберите не меньше двух человек' : 'Выберите участника');

export function sideError(kind: MentorshipKind, side: 'mentors' | 'mentees', count: number): string | undefined {
  const rule = kindRules[kind][side];
  if (count < rule.min) return count === 0 && rule.min === 1 ? (side === 'mentors' ? 'Выберите наставника' : 'Выберите наставляемого') : few(rule.min);
  return count > rule.max ? 'Здесь может быть только один человек. Для нескольких выберите другой вид' : undefined;
}

/** Two who teach each other name a topic each (BR-041). */
export const mutual = (kind: MentorshipKind, roleModel: string) => kind === 'reverse' || (kind === 'pair' && /равн\p{L}*\P{L}+равн/iu.test(roleModel));
