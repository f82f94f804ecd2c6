import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client';
import type { Mentorship, Role } from '../api/types';
import { namesOf } from '../mentorship/mentorship';
import { shortName } from '../ui/russian';
import type { StatusWord } from '../ui/StatusBadge';
import { showDone } from '../ui/undo';
import type { Change, ChangeKind, ChangeStatus, Ground, Starter } from './types';

export function useChange(id: number) {
  return useQuery({
    queryKey: ['programme', 'change', id],
    queryFn: ({ signal }) => api.get<Change>(`/api/programme/changes/${id}`, undefined, { signal }),
  });
}

/** After a verb of a request: everything around it is read anew. */
export function useChangeSaved(onClose: () => void) {
  const client = useQueryClient();
  return (text: string) => {
    void client.invalidateQueries({ queryKey: ['programme'] });
    showDone(text);
    onClose();
  };
}

export const kindWords: Record<ChangeKind, string> = { replacement: 'Замена наставника', extension: 'Продление', ending: 'Досрочное прекращение' };

export const changeStatuses: Record<ChangeStatus, StatusWord> = {
  requested: { label: 'Новое обращение', tone: 'warn', icon: 'wait' },
  curator_review: { label: 'Рассматривает куратор', tone: 'calm', icon: 'wait' },
  mediation: { label: 'Идёт примирение', tone: 'calm', icon: 'wait' },
  director_decision: { label: 'Решает директор', tone: 'warn', icon: 'wait' },
  ordered: { label: 'Издан приказ', tone: 'good', icon: 'done' },
  rejected: { label: 'Отклонено', tone: 'plain', icon: 'stop' },
  withdrawn: { label: 'Отозвано', tone: 'plain', icon: 'stop' },
};

export const groundWords: Record<Ground, string> = {
  G1: 'Личное заявление',
  G2: 'Длительное отсутствие наставника',
  G3: 'Увольнение или перевод',
  G4: 'Дисциплинарная ответственность наставника',
  G5: 'Психологическая несовместимость',
};

/** An ending before the time (4.5). */
export const endGroundWords = { E1: 'программа выполнена', E2: 'по инициативе участников', E3: 'по инициативе куратора' } as const;

export const starterWords: Record<Starter, string> = {
  mentor: 'наставник', mentee: 'наставляемый', representative: 'законный представитель', curator: 'куратор', director: 'директор', psychologist: 'педагог-психолог',
};

/** Who may start each ground (4.6). */
export const startersOf: Record<Ground, Starter[]> = {
  G1: ['mentor', 'mentee', 'representative'],
  G2: ['curator'],
  G3: ['curator'],
  G4: ['director'],
  G5: ['mentor', 'mentee', 'representative', 'curator', 'psychologist'],
};

/** As whom somebody of this role may start a ground; the curator also enters the word of a member from paper. */
export function startersFor(ground: Ground, roles: Role[]): Starter[] {
  return startersOf[ground].filter((s) => roles.includes(s as Role) || (roles.includes('curator') && ['mentor', 'mentee', 'representative'].includes(s)));
}

export function groundsFor(roles: Role[]): Ground[] {
  return (Object.keys(groundWords) as Ground[]).filter((g) => startersFor(g, roles).length > 0);
}

const name = (p?: { name: string | null } | null) => (p?.name ? shortName(p.name) : 'имя скрыто');

/** Whether somebody is asked to become the mentor: a stranger to the pair until the order. */
export const invitedTo = (c: Change, person: number | null | undefined) => person != null && c.newMentor?.personId === person && c.status !== 'ordered';

/** What the request is about, in one line. */
export function changeTitle(c: Change): string {
  if (c.kind === 'replacement') return `${c.withoutSuccessor ? 'Прекращение полномочий наставника' : 'Замена наставника'}: ${name(c.mentor).replaceAll(' ', '\u00A0')}`;
  return `${c.kind === 'ending' ? 'Прекращение' : 'Продление'}: ${namesOf(c.mentees)}`;
}

export const wordsOf = { self: 'лично', curator: 'на бумаге', representative: 'законный представитель' } as const;

export interface Next {
  text: string;
  verb?: { label: string; does: 'review' | 'candidate' | 'submission' | 'order' };
}

/** The one thing that moves the request on. */
export function nextOf(c: Change): Next | undefined {
  const can = (action: string) => c.actions.includes(action);
  const silent = c.asked.filter((x) => !x.complete);
  if (c.status === 'director_decision') {
    return { text: can('order') ? 'Обращение у директора. Подготовьте проект приказа: он вступит в силу, когда директор подпишет его.' : 'Обращение ждёт решения: подпишите приказ или отклоните.', ...(can('order') ? { verb: { label: 'Подготовить приказ', does: 'order' as const } } : {}) };
  }
  if (!['requested', 'curator_review', 'mediation'].includes(c.status)) return undefined;
  if (can('review') && !c.opinion) return { text: 'Разберитесь и запишите своё мнение.', verb: { label: 'Записать мнение', does: 'review' } };
  if (can('candidate') && !c.newMentor && !c.withoutSuccessor) return { text: 'Выберите нового наставника по правилам подбора или отметьте, что преемника нет.', verb: { label: 'Выбрать наставника', does: 'candidate' } };
  if (can('submission')) return { text: c.withoutSuccessor ? 'Преемника нет: передайте обращение директору, пару завершит его приказ.' : 'Все согласны. Передайте обращение директору.', verb: { label: 'Передать директору', does: 'submission' } };
  if (silent.length > 0) return { text: `Ждём согласия: ${silent.map((x) => name(x)).join(', ').replace(/\.$/, '')}.` };
  if (can('candidate') && !c.withoutSuccessor) return { text: 'Отметьте оба условия подбора нового наставника.', verb: { label: 'Отметить условия', does: 'candidate' } };
  return { text: 'Обращение рассматривает куратор.' };
}

/** Members of the side that a starter belongs to; for a representative those who are minors. */
export function partiesOf(m: Mentorship, by: Starter): { personId: number; name: string | null }[] {
  const now = m.members.filter((x) => !x.to);
  if (by === 'representative') return now.filter((x) => x.minor);
  return by === 'mentor' || by === 'mentee' ? now.filter((x) => x.role === by) : [];
}
