import type {
  ConsentKind,
  Level,
  MenteeCategory,
  ContactMode,
  MentorshipForm,
  MentorshipKind,
  MentorshipMethod,
  OrganisationType,
  PersonKind,
  PopulationCategory,
  Position,
  RepresentativeKind,
  Role,
} from './types';

/** Words of the screen for the codes of the services. No code is ever shown to a person. */

export const roleWords: Record<Role, string> = {
  ministry: 'Министерство',
  institute: 'Институт развития образования',
  municipal: 'Муниципальный куратор',
  director: 'Директор',
  curator: 'Куратор',
  psychologist: 'Психолог',
  mentor: 'Наставник',
  mentee: 'Наставляемый',
};

export const levelWords: Record<Level, string> = {
  ministry: 'Регион',
  institute: 'Институт',
  municipality: 'Муниципалитет',
  school: 'Организация',
};

export const organisationTypeWords: Record<OrganisationType, string> = {
  school: 'Школа',
  kindergarten: 'Детский сад',
  additional: 'Дополнительное образование',
  college: 'Колледж',
  university: 'Вуз',
  special: 'Специальная школа',
  partner: 'Организация-партнёр',
  authority: 'Орган управления',
};

export const personKindWords: Record<PersonKind, string> = {
  staff: 'Сотрудник',
  pupil: 'Обучающийся',
  external: 'Внешний участник',
  representative: 'Законный представитель',
};

export const positionWords: Record<Position, string> = {
  teacher: 'Учитель',
  deputy: 'Заместитель директора',
  director: 'Директор',
  psychologist: 'Педагог-психолог',
  social_teacher: 'Социальный педагог',
  other: 'Другая должность',
};

export const representativeWords: Record<RepresentativeKind, string> = {
  parent: 'Родитель',
  adoptive_parent: 'Усыновитель',
  guardian: 'Опекун',
  trustee: 'Попечитель',
};

export const consentKindWords: Record<ConsentKind, string> = {
  processing: 'Обработка персональных данных',
  distribution: 'Распространение персональных данных',
  photo: 'Фото- и видеосъёмка',
  transfer: 'Передача данных третьим лицам',
  labour: 'Согласие работника на наставничество',
};

/** For columns, where the full name of the paper would take three lines. */
export const consentKindShort: Record<ConsentKind, string> = {
  processing: 'Обработка данных',
  distribution: 'Распространение',
  photo: 'Фото и видео',
  transfer: 'Передача',
  labour: 'Работа наставником',
};

export const menteeCategoryWords: Record<MenteeCategory, string> = {
  pupil: 'Обучающийся',
  young_specialist: 'Молодой специалист (стаж до 3 лет)',
  newcomer: 'Вновь принятый специалист',
  after_break: 'Вернувшийся после перерыва',
  gaps: 'Педагог с профессиональными затруднениями',
  new_post: 'Впервые на новой должности',
  student: 'Студент',
};

export const menteeSourceWords = {
  own: 'Собственное желание',
  curator: 'Выявил куратор',
  third_party: 'Сообщили третьи лица',
} as const;

export const formWords: Record<MentorshipForm, string> = {
  teacher_teacher: 'Учитель – учитель',
  leader_teacher: 'Руководитель – учитель',
  student_student: 'Студент – студент',
  pupil_pupil: 'Ученик – ученик',
  teacher_pupil: 'Учитель – ученик',
  partner_teacher: 'Партнёр – учитель',
  employer_student: 'Работодатель – студент',
  university_teacher: 'Педагог вуза или колледжа – молодой педагог',
  teacher_additional: 'Педагог общего – педагог дополнительного образования',
  employer_pupil: 'Работодатель – ученик',
  student_pupil: 'Студент – ученик',
  other: 'Иная форма',
};

export const kindWords: Record<MentorshipKind, string> = {
  pair: 'Пара',
  group: 'Группа',
  collective: 'Коллективно-индивидуальное',
  org_to_org: 'Школа – школа',
  reverse: 'Реверсивное',
  speed_session: 'Скоростная сессия',
  situational: 'Ситуационная помощь',
};

export const contactWords: Record<ContactMode, string> = {
  direct: 'Прямое',
  mediated: 'Опосредованное',
  individual: 'Индивидуальное',
  group: 'Групповое',
  open: 'Открытое',
  hidden: 'Скрытое',
  collective_individual: 'Коллективно-индивидуальное',
};

export const methodWords: Record<MentorshipMethod, string> = {
  one_to_one: 'Один на один',
  virtual: 'Виртуальное',
  short_term: 'Краткосрочное',
  situational: 'Ситуационное',
  speed: 'Скоростное',
};

export const populationWords: Record<PopulationCategory, string> = {
  pupils_10_19: 'Обучающиеся 10–19 лет',
  pupils_15_19: 'Обучающиеся 15–19 лет',
  pupils_total: 'Обучающиеся, всего',
  teachers_total: 'Педагогические работники, всего',
  young_specialists_0_3: 'Молодые специалисты со стажем 0–3 года',
  residents_10_19: 'Жители 10–19 лет',
  residents_15_19: 'Жители 15–19 лет',
};

export function options<K extends string>(words: Record<K, string>): { value: K; label: string }[] {
  return (Object.entries(words) as [K, string][]).map(([value, label]) => ({ value, label }));
}
