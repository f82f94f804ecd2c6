import type { EndReason, LeaveKind, Mark, Marks, TeacherCategory } from './types';

/** Words of the screen for the codes about people. */

export const teacherCategoryWords: Record<TeacherCategory, string> = {
  first: 'Первая',
  highest: 'Высшая',
  methodist: 'Педагог-методист',
  mentor: 'Педагог-наставник',
};

export const dismissalWords: Partial<Record<EndReason, string>> = {
  own_wish: 'По собственному желанию',
  contract_end: 'Истёк срок договора',
  retirement: 'Выход на пенсию',
  reduction: 'Сокращение',
  other: 'Другая причина',
};

export const expulsionWords: Partial<Record<EndReason, string>> = {
  graduated: 'Окончил обучение',
  family_wish: 'По заявлению родителей',
  own_wish: 'По собственному желанию',
  other: 'Другая причина',
};

export const endReasonWords: Record<EndReason, string> = {
  own_wish: 'по собственному желанию',
  contract_end: 'истёк срок договора',
  retirement: 'выход на пенсию',
  reduction: 'сокращение',
  graduated: 'окончил обучение',
  family_wish: 'по заявлению родителей',
  transfer: 'перевод в другую организацию',
  other: 'другая причина',
};

export const leaveWords: Record<LeaveKind, string> = {
  annual: 'Ежегодный отпуск',
  maternity: 'Отпуск по беременности и родам',
  childcare: 'Отпуск по уходу за ребёнком',
  study: 'Учебный отпуск',
  sick: 'Больничный',
  long_pedagogical: 'Длительный отпуск педагога (до года)',
  unpaid: 'Отпуск без сохранения зарплаты',
  other: 'Другое отсутствие',
};

export const markWords: Record<Mark, string> = {
  young_specialist: 'Молодой специалист',
  newcomer: 'Вновь принятый',
  under_35: 'До 35 лет',
  minor: 'Несовершеннолетний',
  from_10_to_19: '10–19 лет',
  from_15_to_19: '15–19 лет',
  on_leave: 'В отпуске',
};

/** The marks that say something about the person, for a line under the name. */
export function marksOf(marks: Marks | null | undefined): Mark[] {
  if (!marks) return [];
  const shown: [Mark, boolean][] = [
    ['on_leave', marks.onLeave],
    ['young_specialist', marks.youngSpecialist],
    ['newcomer', marks.newcomer],
    ['under_35', marks.under35],
    ['minor', marks.minor],
  ];
  return shown.filter(([, holds]) => holds).map(([mark]) => mark);
}

/** «Физика, информатика» of a text field as a list for the service. */
export function subjectList(text: string): string[] {
  return text.split(/[,;]/).map((part) => part.trim()).filter(Boolean);
}
