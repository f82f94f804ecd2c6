import type { ConsentSummary, MentorProfile, MentorshipForm, MentorshipStatus } from '../api/types';

/** What both bases show of a person and of the work with others. */
export interface EngagedHead {
  name?: string | null;
  minor?: boolean;
  birthYear?: number;
  positionOrGrade?: string | null;
  consent?: ConsentSummary | null;
  contact?: string | null;
  form?: MentorshipForm | null;
  counterparts?: string | null;
  counterpartCount?: number;
  workplace?: string | null;
  engagedSince?: string | null;
  endedOn?: string | null;
  outcome?: 'completed' | 'left' | 'refused' | null;
  passed?: boolean;
}

export interface MentorRow extends MentorProfile, EngagedHead {
  /** Mentees at present. */
  load: number;
}

export interface Step {
  fromStatus?: string | null;
  toStatus: string;
  onDate: string;
  reason?: string | null;
  note?: string | null;
}

export interface Engagement {
  mentorshipId: number;
  kind: string;
  form: MentorshipForm;
  status: MentorshipStatus;
  startOn?: string | null;
  endedOn?: string | null;
  ground?: string | null;
  counterparts?: string | null;
}

export interface Interview {
  id: number;
  heldOn: string;
  interviewer: string;
  psychologistPresent: boolean;
  readiness: 'ready' | 'partly' | 'not_ready';
  decision: 'select' | 'decline' | 'repeat';
  note?: string | null;
}

export interface Training {
  id: number;
  kind: string;
  title: string;
  finishedOn: string;
  hours?: number | null;
  document?: string | null;
}

export interface MentorCard extends MentorProfile {
  /** Absent above the organisation. */
  interviews?: Interview[] | null;
  trainings: Training[];
  steps: Step[];
  engagements: Engagement[];
}

export interface SharedMentor {
  mentorId: number;
  organisationId: number;
  organisation: string;
  name: string;
  status: 'available' | 'assigned' | 'alumni_pool';
  competenceCodes: string[];
  competences: string[];
  achievements?: string | null;
  interests?: string | null;
  availability?: string | null;
  desiredAges: string[];
  timeHoursPerMonth?: number | null;
  maxLoad: number;
  sharedOn: string;
}

export const readinessWords = { ready: 'Готов', partly: 'Готов частично', not_ready: 'Не готов' } as const;
export const decisionWords = { select: 'Отобрать', decline: 'Отказать', repeat: 'Побеседовать ещё раз' } as const;
export const reasonWords: Record<string, string> = {
  dismissal: 'Увольнение', own_wish: 'Собственное заявление', disciplinary: 'Дисциплинарное взыскание', check_failed: 'Проверка не пройдена',
  other: 'Другое основание', mentorship: 'По ходу работы пары', consent_withdrawn: 'Отзыв согласия на обработку данных',
};
