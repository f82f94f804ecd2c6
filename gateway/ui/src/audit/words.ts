import { consentKindWords, menteeCategoryWords, menteeSourceWords, positionWords, representativeWords, roleWords, formWords, methodWords } from '../api/words';
import { counted, formatDate, formatDateTime } from '../ui/russian';
import { menteeStatuses, mentorStatuses } from '../ui/statuses';
import type { AuditEntry } from './types';

type Gender = 0 | 1 | 2;

/** What an event is about: the word and its gender (m, f, n). A feature adds its own line here. */
const subjects: Record<string, [string, Gender]> = {
  person: ['карточка человека', 1],
  employment: ['должность', 1],
  enrolment: ['запись об обучении', 1],
  representation: ['законный представитель', 0],
  consent: ['согласие', 2],
  mentor: ['анкета наставника', 1],
  mentee: ['анкета наставляемого', 1],
  organisation: ['организация', 1],
  population: ['численность', 1],
  account: ['доступ', 0],
  grant: ['роль', 1],
  invitation: ['приглашение', 2],
  minorLeave: ['разрешение на доступ несовершеннолетнего', 2],
  personalFile: ['личное дело', 2],
  fileAccess: ['запрос личного дела', 0],
  mentorship: ['пара или группа', 1],
  member: ['состав пары или группы', 0],
  mentorshipOrder: ['приказ о наставничестве', 0],
  meeting: ['встреча', 1],
  activity: ['мероприятие программы', 2],
  personalProgramme: ['персонализированная программа', 1],
  approval: ['согласование программы', 2],
  template: ['шаблон плана', 0],
};

const actions: Record<string, [string, string, string]> = {
  created: ['Создан', 'Создана', 'Создано'],
  changed: ['Изменён', 'Изменена', 'Изменено'],
  deleted: ['Удалён', 'Удалена', 'Удалено'],
  read: ['Просмотрен', 'Просмотрена', 'Просмотрено'],
  exported: ['Выгружен', 'Выгружена', 'Выгружено'],
  printed: ['Напечатан', 'Напечатана', 'Напечатано'],
  loaded: ['Загружен', 'Загружена', 'Загружено'],
  revoked: ['Отозван', 'Отозвана', 'Отозвано'],
  activated: ['Открыт', 'Открыта', 'Открыто'],
  closed: ['Закрыт', 'Закрыта', 'Закрыто'],
  reopened: ['Снова открыт', 'Снова открыта', 'Снова открыто'],
  signed: ['Подписан', 'Подписана', 'Подписано'],
  merged: ['Объединён', 'Объединена', 'Объединено'],
  moved: ['Переведён', 'Переведена', 'Переведено'],
  erased: ['Уничтожен', 'Уничтожена', 'Уничтожено'],
  approved: ['Одобрен', 'Одобрена', 'Одобрено'],
  refused: ['Отклонён', 'Отклонена', 'Отклонено'],
};

export const actionOptions = [
  { value: 'created', label: 'Создание' },
  { value: 'changed', label: 'Изменение' },
  { value: 'deleted', label: 'Удаление' },
  { value: 'read', label: 'Просмотр' },
  { value: 'exported', label: 'Выгрузка' },
  { value: 'printed', label: 'Печать' },
  { value: 'loaded', label: 'Загрузка' },
  { value: 'revoked', label: 'Отзыв' },
];

const fields: Record<string, string> = {
  lastName: 'фамилия', firstName: 'имя', middleName: 'отчество', birthDate: 'дата рождения', born: 'дата рождения', phone: 'телефон', email: 'почта',
  kind: 'вид', position: 'должность', subject: 'предмет', category: 'категория', experienceSince: 'стаж с', hiredOn: 'принят', dismissedOn: 'уволен',
  grade: 'класс', letter: 'литера', enrolledFrom: 'учится с', enrolledTo: 'учится по', basis: 'основание', validFrom: 'действует с', validTo: 'действует по',
  status: 'состояние', statusSince: 'состояние с', statusNote: 'примечание', form: 'форма', signedOn: 'подписано', signerId: 'подписал', validUntil: 'действует до',
  withdrawnOn: 'отозвано', reason: 'причина', mainRequest: 'запрос', requestCodes: 'коды запроса', source: 'источник', competences: 'компетенции',
  maxLoad: 'предельная нагрузка', fullName: 'полное название', shortName: 'краткое название', type: 'тип', displayName: 'имя', username: 'имя для входа', role: 'роль',
  title: 'название', plannedOn: 'назначено на', heldOn: 'прошла', mode: 'способ', result: 'результат', note: 'примечание', rows: 'строк', purpose: 'цель', items: 'просмотрено',
  startsOn: 'начало', endsOn: 'окончание', number: 'номер', method: 'метод', value: 'значение', accounts: 'доступов', channel: 'как передано', until: 'до',
};

const labelled = (words: Record<string, { label: string }>) => Object.fromEntries(Object.entries(words).map(([code, word]) => [code, word.label]));

const codes: Record<string, string> = {
  ...consentKindWords, ...menteeCategoryWords, ...menteeSourceWords, ...representativeWords, ...formWords, ...methodWords, ...roleWords, ...positionWords,
  ...labelled(mentorStatuses), ...labelled(menteeStatuses), paper: 'на бумаге', mail: 'письмом', staff: 'сотрудник', pupil: 'обучающийся', external: 'внешний', representative: 'представитель',
  active: 'действует', draft: 'черновик', issued: 'выдано', withdrawn: 'отозвано', expired: 'истекло', superseded: 'заменено', superseded_needed: 'исполнилось 18, нужно своё', signed: 'подписано', planned: 'запланировано', held: 'состоялось', cancelled: 'отменено', remote: 'дистанционно', personal: 'очно',
};

/** «Изменена карточка человека» */
export function sentence(entry: AuditEntry): string {
  const [noun, gender] = subjects[entry.type] ?? ['запись', 1 as Gender];
  const many = entry.people && !entry.personId && !entry.subjectId ? `, ${counted(entry.people.length, ['человек', 'человека', 'человек'])}` : '';
  const verb = actions[entry.action];
  if (entry.action === 'read' && many) return `Просмотрен список: ${noun}${many}`;
  return `${verb ? verb[gender] : 'Сохранено действие:'} ${noun}${many}`;
}

export function value(raw: unknown): string {
  if (raw === undefined || raw === null || raw === '') return '—';
  if (typeof raw === 'boolean') return raw ? 'да' : 'нет';
  if (Array.isArray(raw)) return raw.length ? raw.map(value).join(', ') : '—';
  if (typeof raw === 'object') return Object.values(raw).map(value).join(', ');
  const text = String(raw);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return formatDate(text);
  if (/^\d{4}-\d{2}-\d{2}T/.test(text)) return formatDateTime(text);
  // a code nobody has put into words yet is not shown to people
  return codes[text] ?? (/^[a-z][a-z_-]*$/.test(text) ? 'другое значение' : text);
}

/** What changed, field by field; a field without a word of its own is left out. */
export function changes(entry: AuditEntry): { field: string; before: string; after: string }[] {
  const names = [...new Set([...Object.keys(entry.before ?? {}), ...Object.keys(entry.after ?? {})])];
  return names
    .filter((name) => fields[name])
    .map((name) => ({ field: fields[name] ?? name, before: value(entry.before?.[name]), after: value(entry.after?.[name]) }));
}
