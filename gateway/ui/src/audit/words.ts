import { consentKindWords, menteeCategoryWords, menteeSourceWords, organisationTypeWords, positionWords, representativeWords, roleWords, formWords, methodWords } from '../api/words';
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
  groupMeeting: ['групповая встреча', 1],
  answer: ['ответ после встречи', 0],
  matching: ['подбор пар', 0],
  preference: ['ответы участников', 0],
  application: ['бланк заявления', 0],
  formerMember: ['прежний участник', 0],
  changeRequest: ['замена или продление', 1],
  meeting: ['встреча', 1],
  activity: ['мероприятие программы', 2],
  personalProgramme: ['персонализированная программа', 1],
  approval: ['согласование программы', 2],
  template: ['шаблон плана', 0],
  leave: ['отпуск', 0],
  transfer: ['перевод', 0],
  assignment: ['поручение наставничества', 2],
  act: ['нормативный акт', 0],
  minutes: ['протокол', 0],
  import: ['загрузка из файла', 1],
  // lists as files
  people: ['список людей', 0],
  mentees: ['список наставляемых', 0],
  mentors: ['список наставников', 0],
  consents: ['список согласий', 0],
  accounts: ['список доступов', 0],
  organisations: ['список организаций', 0],
  mentorships: ['список пар и групп', 0],
  orders: ['список приказов', 0],
  meetings: ['список встреч', 0],
  programmes: ['список программ', 0],
  changes: ['список замен и продлений', 0],
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
  unmerged: ['Разъединён', 'Разъединена', 'Разъединено'],
  moved: ['Переведён', 'Переведена', 'Переведено'],
  erased: ['Уничтожен', 'Уничтожена', 'Уничтожено'],
  approved: ['Одобрен', 'Одобрена', 'Одобрено'],
  refused: ['Отклонён', 'Отклонена', 'Отклонено'],
  undone: ['Отменён', 'Отменена', 'Отменено'],
  renaming: ['Переименован', 'Переименована', 'Переименовано'],
  move: ['Переподчинён', 'Переподчинена', 'Переподчинено'],
  merger: ['Присоединён', 'Присоединена', 'Присоединено'],
  split: ['Разделён', 'Разделена', 'Разделено'],
  closure: ['Закрыт', 'Закрыта', 'Закрыто'],
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
  { value: 'undone', label: 'Отмена' },
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
  // people and posts
  subjects: 'предметы', endReason: 'причина окончания', endBasisNo: 'номер приказа', endBasisOn: 'дата приказа', returnedOn: 'вернулся', onDate: 'дата', basisNo: 'номер приказа', basisOn: 'дата приказа',
  tie: 'что переводится', closedUntil: 'прежнее место по', doneAt: 'исполнено',
  // profiles
  problemGroups: 'группы трудностей', gapCodes: 'затруднения', gapsNote: 'затруднения своими словами', enteredOn: 'в программе с', searchOn: 'продолжить поиск', teenSignedOn: 'подпись обучающегося', caseLink: 'разбор практики',
  voluntaryOn: 'согласился сам', competenceCodes: 'компетенции', motivation: 'почему хочет быть наставником', experience: 'опыт', achievements: 'достижения', interests: 'интересы', availability: 'когда удобно',
  desiredAges: 'желаемый возраст', timeHoursPerMonth: 'часов в месяц', meetingTimes: 'удобное время встреч', meetingModes: 'как может встречаться', shareWithOthers: 'виден другим школам', sharedOn: 'разрешил показывать', registryOrderNumber: 'приказ о реестре', registryOrderedOn: 'дата приказа о реестре',
  trainingWaivedOn: 'обучение не требуется с', trainingWaiver: 'почему обучение не требуется', goesOn: 'готов продолжать', carriedOver: 'отобран до платформы',
  // consents
  withdrawalReason: 'причина отзыва', dataCodes: 'какие данные', actions: 'действия с данными', processor: 'обработчик', recipient: 'кому передаются', resources: 'где публикуются', withdrawalWay: 'как отозвать', operatorName: 'оператор', operatorAddress: 'адрес оператора',
  prohibitions: 'запреты и условия', templateVersion: 'редакция бланка', issuedOn: 'выдано на подпись', coSigned: 'подписал и обучающийся', majorityOn: 'восемнадцатилетие', holdsUntil: 'держится до', destroyedOn: 'уничтожено', destructionAct: 'акт об уничтожении', markedAt: 'отмечено',
  // labour papers, acts, minutes
  content: 'содержание', termFrom: 'срок с', termTo: 'срок по', payKind: 'вид оплаты', paySize: 'размер оплаты', payBasis: 'основание оплаты', consentOn: 'согласие от', refusedOn: 'отказ от', refusalNote: 'почему отказ', addendumNumber: 'номер соглашения', addendumOn: 'соглашение от',
  exemptReason: 'почему без документов', exemptReference: 'основание исключения', noticeBy: 'кто предупредил', noticeGivenOn: 'предупреждение от', effectiveOn: 'прекращается', byAgreement: 'по соглашению сторон',
  shared: 'общий для региона', level: 'уровень', issuer: 'кто издал', actDate: 'дата акта', link: 'ссылка', serves: 'роль в комплекте', repealedOn: 'утратил силу', body: 'орган', agenda: 'повестка', decision: 'решение',
  // organisations, personal files
  inn: 'ИНН', ogrn: 'ОГРН', oktmo: 'ОКТМО', on: 'дата', asked: 'просил', askedUntil: 'просил до', granted: 'открыто', decidedBy: 'кто решил', decidedAt: 'решено', endedAt: 'закрыто',
  // pairs, orders, meetings, programmes
  formName: 'название формы', methods: 'как работают', roleModel: 'ролевая модель', goal: 'цель', start: 'начало', plannedEnd: 'плановое окончание', endedOn: 'завершено', ground: 'основание завершения', profileFits: 'профиль подходит', mutualInterest: 'взаимный интерес',
  orderNumber: 'номер приказа', orderDate: 'дата приказа', labourWaiver: 'почему без кадровых документов', agreed: 'согласие', refused: 'отказ', agreedOn: 'ответ от', agreedBy: 'как ответил', since: 'с', text: 'текст',
  preparedName: 'подготовил', signedName: 'подписал', signedAt: 'время подписи', smallSchoolReason: 'почему без второго лица', cancelReason: 'причина отмены', plannedTime: 'время', durationMin: 'минут', placeText: 'место', topics: 'темы', summary: 'итог',
  mentorConfirmed: 'подтвердил наставник', menteeConfirmed: 'подтвердил наставляемый', markedOn: 'отмечена', autoConfirmed: 'подтверждена без ответа', no: 'пункт', section: 'раздел', task: 'задача', term: 'срок', dueFrom: 'срок с', dueTo: 'срок по',
  plannedResult: 'ожидаемый результат', responsible: 'ответственный', doneOn: 'выполнено', actualResult: 'полученный результат', strikeReason: 'почему исключено', versionNo: 'редакция', amendment: 'изменение', completedOn: 'завершена',
  respondBy: 'ответить до', from: 'с', to: 'по', directions: 'направления', gaps: 'затруднения', strengths: 'сильные стороны', answeredBy: 'кто ответил за организацию', contactModes: 'формы контакта', unled: 'осталась без наставника', withoutSuccessor: 'без преемника', endGround: 'основание прекращения', refuseReason: 'почему отказ', suspendedOn: 'приостановлена с', journal: 'журнал', repeals: 'отменяет прежний', registeredAt: 'зарегистрирован', registeredName: 'кто зарегистрировал', gapReason: 'почему пропущен номер',
  answeredOn: 'ответ от', enteredBy: 'как ответил', heldTime: 'время', surveyUntil: 'ответить до', startedBy: 'кто начал', requestedOn: 'просьба от', extraGrounds: 'другие основания', documentNumber: 'номер документа', documentOn: 'дата документа',
  awayFrom: 'отсутствует с', awayTo: 'отсутствует по', oldEnd: 'прежнее окончание', newEnd: 'новое окончание', reviewUntil: 'рассмотреть до', opinion: 'мнение куратора', mediatedBy: 'кто проводил беседу', mediatedOn: 'беседа', mediation: 'итог беседы', decidedOn: 'решено', party: 'сторона', byWhom: 'кем согласовано',
};

const labelled = (words: Record<string, { label: string }>) => Object.fromEntries(Object.entries(words).map(([code, word]) => [code, word.label]));

const codes: Record<string, string> = {
  ...consentKindWords, ...menteeCategoryWords, ...menteeSourceWords, ...representativeWords, ...formWords, ...methodWords, ...roleWords, ...positionWords,
  ...labelled(mentorStatuses), ...labelled(menteeStatuses), paper: 'на бумаге', mail: 'письмом', staff: 'сотрудник', pupil: 'обучающийся', external: 'внешний', representative: 'представитель',
  active: 'действует', draft: 'черновик', issued: 'выдано', withdrawn: 'отозвано', expired: 'истекло', superseded: 'заменено', superseded_needed: 'исполнилось 18, нужно своё', signed: 'подписано', planned: 'запланировано', held: 'состоялось', cancelled: 'отменено', remote: 'дистанционно', personal: 'очно',
};

const programmeWords = { draft: 'черновик', agreed: 'согласована парой', curator_ok: 'согласована куратором', approved: 'утверждена', running: 'выполняется', completed: 'завершена', stopped: 'остановлена' };

/** Words of one field of one kind of thing, where a code means something else there than elsewhere. */
const ofField: Record<string, Record<string, string>> = {
  'mentorship.status': { proposed: 'предложена', agreed: 'согласована', ordered: 'закреплена приказом', active: 'работает', suspended: 'приостановлена', completing: 'завершается', completed: 'завершена', terminated: 'прекращена' },
  'mentorship.ground': { e1: 'программа выполнена', e2: 'заявление участника', e3: 'решение организации' },
  'mentorship.kind': { pair: 'пара', group: 'группа', collective: 'несколько наставников', org_to_org: 'школа — школе', reverse: 'взаимное', speed_session: 'быстрая встреча', situational: 'разовая помощь' },
  'member.role': { mentor: 'наставник', mentee: 'наставляемый' },
  'mentorshipOrder.kind': { pairing: 'о закреплении', ending: 'о завершении', replacement: 'о замене', extension: 'о продлении', curator: 'о кураторе', mentor_registry: 'о реестре наставников', training: 'об обучении', reward: 'о поощрении' },
  'mentorshipOrder.status': { draft: 'проект', endorsed: 'завизирован', signed: 'подписан', registered: 'зарегистрирован', in_force: 'действует', superseded: 'изменён', cancelled: 'отменён' },
  'groupMeeting.mode': { in_person: 'очно', remote: 'дистанционно' },
  'changeRequest.kind': { replacement: 'замена наставника', extension: 'продление', ending: 'прекращение' },
  'changeRequest.status': { requested: 'подана', curator_review: 'рассматривает куратор', mediation: 'беседа', director_decision: 'решает директор', ordered: 'оформлена приказом', rejected: 'отклонена' },
  'changeRequest.startedBy': { mentee: 'наставляемый', mentor: 'наставник', representative: 'представитель', curator: 'куратор', director: 'директор', psychologist: 'психолог' },
  'meeting.kind': { acquaintance: 'знакомство', trial: 'пробная', planning: 'планирование', regular: 'рабочая', final: 'итоговая', group_start: 'старт группы', group_final: 'итог группы', consultation: 'консультация' },
  'meeting.status': { planned: 'назначена', held: 'прошла', confirmed: 'подтверждена', moved: 'перенесена', cancelled: 'отменена' },
  'meeting.mode': { in_person: 'очно', remote: 'дистанционно' },
  'activity.status': { planned: 'запланировано', done: 'выполнено', struck: 'исключено', proposed: 'предложено' },
  'personalProgramme.status': programmeWords,
  'personalProgramme.amendment': programmeWords,
  'approval.party': { mentor: 'наставник', mentee: 'наставляемый', curator: 'куратор', director: 'директор' },
  'assignment.status': { offered: 'предложено', refused: 'отказ', consented: 'согласие получено', addendum_signed: 'соглашение подписано', active: 'действует', notice_given: 'предупреждение дано', ended: 'завершено', exempt: 'документы не нужны' },
  'assignment.noticeBy': { employee: 'работник', employer: 'работодатель' },
  'transfer.kind': { transfer: 'перевод', acceptance: 'приём', succession: 'с реорганизацией' },
  'transfer.status': { planned: 'запланирован', done: 'исполнен', undone: 'отменён', cancelled: 'отменён' },
  'transfer.tie': { post: 'должность', class: 'класс' },
  'leave.kind': { annual: 'ежегодный', maternity: 'по беременности и родам', childcare: 'по уходу за ребёнком', study: 'учебный', sick: 'больничный', long_pedagogical: 'длительный педагогический', unpaid: 'без оплаты', other: 'другой' },
  'act.level': { federal: 'федеральный', regional: 'региональный', municipal: 'муниципальный', institutional: 'локальный' },
  'act.status': { acting: 'действует', repealed: 'утратил силу' },
  'act.serves': { regulation: 'положение', pairing_order: 'приказ о закреплении', council: 'совет', programmes: 'программы' },
  'organisation.type': organisationTypeWords,
  'organisation.status': { invited: 'приглашена', onboarding: 'подключается', active: 'работает', reorganised: 'реорганизована', closed: 'закрыта' },
  'fileAccess.status': { requested: 'ждёт решения', approved: 'открыт', refused: 'отказано', ended: 'закрыт' },
  'fileAccess.endReason': { consent: 'согласие отозвано', pair: 'пара завершена', curator: 'закрыл куратор' },
  'consent.status': { draft: 'черновик', issued: 'ждёт подписи', active: 'действует', withdrawn: 'отозвано', expired: 'истекло', superseded: 'заменено', destroyed: 'уничтожено' },
  'consent.form': { paper: 'на бумаге', e_sign: 'электронная подпись', esia: 'Госуслуги' },
  'import.kind': { people: 'люди', organisations: 'организации', population: 'численность' },
};

/** For the test that looks for kinds of things, actions, fields and codes without a word. */
export const known = {
  subject: (type: string) => type in subjects,
  action: (action: string) => action in actions,
  field: (field: string) => field in fields || untold.has(field),
  code: (type: string, field: string, code: string) => code in (ofField[`${type}.${field}`] ?? {}) || code in codes,
};

/** Numbers of other records and what only the program needs: they tell a reader nothing. */
const untold = new Set([
  'id', 'personId', 'menteeId', 'mentorId', 'psychologistId', 'representativeId', 'employmentId', 'fromId', 'toId', 'closedId', 'openedId', 'moves', 'mergedIntoId', 'organisationsUntil', 'parentId', 'scanId', 'replacedById', 'cites',
  // people by their numbers, and what stands in rows and papers of its own
  'former', 'payload', 'organisation', 'earlier', 'partnerId', 'homeOrganisation', 'amendsId', 'supersededBy', 'drew', 'given', 'mentors', 'mentees', 'present', 'partyId', 'newMentorId', 'asked',
  'orderId', 'withMinors', 'earlierOrganisations', 'earlierUntil', 'changedAt', 'members', 'minor', 'mentorshipIds', 'signedBy', 'mentorshipId', 'seq', 'replaces', 'activities', 'approvals', 'code',
]);

/** «Изменена карточка человека» */
export function sentence(entry: AuditEntry): string {
  const [noun, gender] = subjects[entry.type] ?? ['запись', 1 as Gender];
  const many = entry.people && !entry.personId && !entry.subjectId ? `, ${counted(entry.people.length, ['человек', 'человека', 'человек'])}` : '';
  const verb = actions[entry.action];
  if (entry.action === 'read' && many && !noun.startsWith('список')) return `Просмотрен список: ${noun}${many}`;
  return `${verb ? verb[gender] : 'Сохранено действие:'} ${noun}${many}`;
}

export function value(raw: unknown, of = ''): string {
  if (raw === undefined || raw === null || raw === '') return '—';
  if (typeof raw === 'boolean') return raw ? 'да' : 'нет';
  if (Array.isArray(raw)) return raw.length ? raw.map((one) => value(one, of)).join(', ') : '—';
  if (typeof raw === 'object') return Object.values(raw).map((one) => value(one, of)).join(', ');
  const text = String(raw);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return formatDate(text);
  if (/^\d{4}-\d{2}-\d{2}T/.test(text)) return formatDateTime(text);
  // a code nobody has put into words yet is not shown to people
  return ofField[of]?.[text] ?? codes[text] ?? (/^[a-z][a-z_-]*$/.test(text) ? 'другое значение' : text);
}

/** What changed, field by field; a field without a word of its own is left out. */
export function changes(entry: AuditEntry): { field: string; before: string; after: string }[] {
  const names = [...new Set([...Object.keys(entry.before ?? {}), ...Object.keys(entry.after ?? {})])];
  return names
    .filter((name) => fields[name])
    .map((name) => ({ field: fields[name] ?? name, before: value(entry.before?.[name], `${entry.type}.${name}`), after: value(entry.after?.[name], `${entry.type}.${name}`) }))
    // a code that has no word yet would say nothing on either side
    .filter((c) => c.before !== 'другое значение' && c.after !== 'другое значение');
}
