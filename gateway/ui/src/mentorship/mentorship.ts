import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import type { Mentorship, MentorshipForm, MentorshipMember, PersonKind } from '../api/types';
import { dateError } from '../ui/fields';
import { formatDate, shortName, today } from '../ui/russian';

export function useMentorship(id: number) {
  return useQuery({
    queryKey: ['programme', 'mentorship', id],
    queryFn: ({ signal }) => api.get<Mentorship>(`/api/programme/mentorships/${id}`, undefined, { signal }),
  });
}

/** Who is on a side now; of an ended mentorship, who was. */
export function side(members: MentorshipMember[], role: 'mentor' | 'mentee'): MentorshipMember[] {
  const all = members.filter((m) => m.role === role);
  const now = all.filter((m) => !m.to);
  return now.length > 0 ? now : all;
}

/** Whose curator enters the answer of a member: whoever works elsewhere says it there. */
export const answersHere = (member: { organisationId?: number }, place: { id: number }) => member.organisationId === undefined || member.organisationId === place.id;

/** Whose order fixes it: the mentors' employer's. */
export const issuedBy = (m: Pick<Mentorship, 'employer'>, place: number) => !m.employer || m.employer.organisationId === place;

/** The other organisation of a mentorship between two, as the reader of the place sees it. */
export function partnerOf(m: Pick<Mentorship, 'employer' | 'organisationId' | 'organisationName'>, place: { id: number }): string | undefined {
  if (!m.employer) return undefined;
  return place.id === m.employer.organisationId ? `наставляемый из: ${m.organisationName}` : `наставник из: ${m.employer.name ?? 'другой организации'}`;
}

/** Initials stay beside their surname. */
const unbroken = (name: string) => name.replaceAll(' ', '\u00A0');

/** «Иванова М. П.»; of three mentees the first and how many more there are. */
export function namesOf(members: { name: string | null }[]): string {
  const names = members.map((m) => (m.name ? unbroken(shortName(m.name)) : 'имя скрыто'));
  return names.length > 2 ? `${names[0]} и ещё ${names.length - 1}` : names.join(', ');
}

/** The pair in one line: who teaches — who learns. */
export function pairName(m: { members: MentorshipMember[] }): string {
  return `${namesOf(side(m.members, 'mentor'))} — ${namesOf(side(m.members, 'mentee'))}`;
}

/** Forms with pupils run by the academic year (BR-033). */
const ofPupils: MentorshipForm[] = ['pupil_pupil', 'teacher_pupil', 'employer_pupil', 'student_pupil'];

/** The end a mentorship gets until somebody chooses another: the school year for pupils, a year for adults. */
export function derivedEnd(form: MentorshipForm, start: string): string {
  const [y, m, d] = start.split('-').map(Number);
  if (!y || !m || !d) return '';
  if (ofPupils.includes(form)) return `${m >= 9 ? y + 1 : y}-08-31`;
  const end = new Date(Date.UTC(y + 1, m - 1, d - 1));
  return end.toISOString().slice(0, 10);
}

/** The usual last day to answer an invitation. */
export function inAWeek(): string {
  const week = new Date(`${today()}T12:00:00Z`);
  week.setUTCDate(week.getUTCDate() + 7);
  return week.toISOString().slice(0, 10);
}

export const lastDayError = (day: string) => dateError(day) ?? (day < today() ? 'Этот день уже прошёл' : undefined);

/** The form that follows from who was chosen; undefined when it does not. */
export function derivedForm(mentors: { kind: PersonKind }[], mentees: { kind: PersonKind }[]): MentorshipForm | undefined {
  const mentor = mentors[0]?.kind;
  const mentee = mentees[0]?.kind;
  if (!mentor || !mentee || mentees.some((m) => m.kind !== mentee)) return undefined;
  if (mentor === 'staff') return mentee === 'staff' ? 'teacher_teacher' : 'teacher_pupil';
  return mentee === 'pupil' && mentor === 'pupil' ? 'pupil_pupil' : undefined;
}

/** BR-025: among pupils the mentor is on a higher step, unless they teach each other as equals. */
export function stepWarning(
  form: MentorshipForm | '', roleModel: string, mentors: { grade?: number | undefined }[], mentees: { grade?: number | undefined }[],
): string | undefined {
  if (form !== 'pupil_pupil' || /равн\p{L}*\P{L}+равн/iu.test(roleModel)) return undefined;
  const known = (people: { grade?: number | undefined }[]) => people.flatMap((p) => p.grade ?? []);
  const lowest = Math.min(...known(mentors));
  const highest = Math.max(...known(mentees));
  if (!Number.isFinite(lowest) || !Number.isFinite(highest) || highest < lowest) return undefined;
  return `Наставник учится в ${lowest}-м классе, а наставляемый — в ${highest}-м: обычно наставник старше классом. Выберите другого наставника или укажите ролевую модель «равный — равному».`;
}

export interface NextStep {
  /** What there is to do or to wait for. */
  text: string;
  verb?: { label: string; does: 'edit' | 'agreement' | 'order' | 'programme' | 'meeting' | 'resumption' | 'completion' | 'employer' };
}

/** The one thing that moves the mentorship on; the button only where the service allows the verb. */
export function nextStep(m: Mentorship): NextStep | undefined {
  const can = (action: string) => m.actions.includes(action);
  const verb = (action: string, label: string, does: NonNullable<NextStep['verb']>['does']) => (can(action) ? { verb: { label, does } } : {});
  const undecided = m.members.filter((x) => !x.to && !x.agreed);
  switch (m.status) {
    case 'proposed': {
      const refused = m.members.filter((x) => !x.to && x.refused);
      if (refused.length > 0 && can('invitation')) {
        return { text: `${refused.length > 1 ? 'Отказались' : 'Отказ'}: ${refused.map((x) => (x.name ? shortName(x.name) : 'участник')).join(', ').replace(/\.$/, '')}. Выберите других участников или пригласите ещё раз в меню «Действия».`, ...verb('edit', 'Изменить состав', 'edit') };
      }
      if (can('employer-answer')) {
        return { text: `${m.organisationName} просит вашего наставника для своего работника. Ответьте, отпускаете ли вы его: приказ издаёт ваша организация.`, verb: { label: 'Ответить', does: 'employer' } };
      }
      if (undecided.length > 0) {
        return { text: `Ждём согласия: ${undecided.map((x) => (x.name ? shortName(x.name) : 'участник')).join(', ').replace(/\.$/, '')}.${m.respondBy ? ` Ответ ${m.respondBy < today() ? 'ждали' : 'ждём'} до ${formatDate(m.respondBy)}.` : ''}`, ...verb('agreement', 'Записать согласие', 'agreement') };
      }
      if (m.employer && m.employer.agreed === null) return { text: `Участники согласны. Ждём ответа организации наставника: ${m.employer.name ?? 'другая организация'}.` };
      return { text: 'Все согласны, но не отмечены оба условия подбора.', ...verb('edit', 'Отметить условия', 'edit') };
    }
    case 'agreed':
      if (m.employer && !can('order')) return { text: `Все согласны. Приказ издаёт организация наставника: ${m.employer.name ?? 'другая организация'}.` };
      return { text: 'Все согласны. Закрепите приказом: без него наставничество не начинается.', ...verb('order', 'Подготовить приказ', 'order') };
    case 'ordered':
      if (!m.programmeId && can('programme')) return { text: 'Приказ подписан. Составьте персонализированную программу.', verb: { label: 'Составить программу', does: 'programme' } };
      if (m.nextMeeting) return { text: 'Приказ подписан. Наставничество начнётся с первой встречи.' };
      return { text: 'Приказ подписан. Наставничество начнётся с первой встречи.', ...verb('meetings', 'Запланировать встречу', 'meeting') };
    case 'active':
      if (!m.programmeId && can('programme')) return { text: 'Персонализированной программы ещё нет.', verb: { label: 'Составить программу', does: 'programme' } };
      if (!m.nextMeeting) return { text: 'Следующая встреча не назначена.', ...verb('meetings', 'Запланировать встречу', 'meeting') };
      return undefined;
    case 'suspended':
      return { text: 'Наставничество приостановлено.', ...verb('resumption', 'Возобновить', 'resumption') };
    case 'completing':
      return { text: 'Назначена итоговая встреча. После неё завершите наставничество.', ...verb('completion', 'Завершить наставничество', 'completion') };
    default:
      return undefined;
  }
}

export const historyWords: Record<string, string> = {
  loading: 'Перенесено из прежнего учёта',
  proposal: 'Предложено',
  edit: 'Изменены условия',
  agreement: 'Записано согласие участника',
  'agreement-withdrawn': 'Условия изменились, согласие спрашивают заново',
  refusal: 'Участник отказался',
  'employer-agreement': 'Организация наставника согласна',
  'employer-refusal': 'Организация наставника не отпускает его',
  invitation: 'Срок ответа изменён, отказавшихся спрашивают ещё раз',
  order: 'Закреплено приказом',
  'labour-waiver': 'Трудовые документы не оформляются',
  'labour-demand': 'Трудовые документы снова обязательны',
  activation: 'Началось: проведена первая встреча',
  completing: 'Назначена итоговая встреча',
  'completing-back': 'Итоговая встреча отменена',
  suspension: 'Приостановлено',
  resumption: 'Возобновлено',
  amendment: 'Предложены изменения программы',
  'amendment-approved': 'Утверждены изменения программы',
  'amendment-withdrawn': 'Изменения программы отозваны',
  'programme-asked-again': 'Программа изменилась, согласие спрашивают заново',
  reorganisation: 'Изменено по данным реестра',
  guest: 'Приглашён специалист на встречу',
  replacement: 'Заменён наставник',
  extension: 'Продлено',
  completion: 'Завершено с выполнением программы',
  termination: 'Прекращено досрочно',
};

export const groundWords = {
  E1: 'программа выполнена',
  E2: 'по инициативе участников',
  E3: 'по инициативе куратора',
} as const;

export const agreedByWords = { self: 'лично', curator: 'на бумаге', representative: 'законный представитель' } as const;
