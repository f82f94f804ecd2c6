/** Shapes of people's belonging, transfers, leaves and marks. */

export type TeacherCategory = 'first' | 'highest' | 'methodist' | 'mentor';

export type EndReason = 'own_wish' | 'contract_end' | 'retirement' | 'reduction' | 'graduated' | 'family_wish' | 'transfer' | 'other';

export type LeaveKind = 'annual' | 'maternity' | 'childcare' | 'study' | 'sick' | 'long_pedagogical' | 'unpaid' | 'other';

export type Mark = 'minor' | 'young_specialist' | 'newcomer' | 'under_35' | 'from_10_to_19' | 'from_15_to_19' | 'on_leave';

/** What follows from the dates of a person on a date. */
export interface Marks {
  on: string;
  minor: boolean;
  youngSpecialist: boolean;
  newcomer: boolean;
  under35: boolean;
  from10to19: boolean;
  from15to19: boolean;
  onLeave: boolean;
  tooYoung?: boolean;
}

/** Which organisations the person belongs to, as far as this one may know. */
export interface Belongs {
  keeper?: string | null;
  kept: boolean;
  here: number;
  former: boolean;
  elsewhere: number;
}

export interface Ended {
  endReason?: EndReason | null;
  endBasisNo?: string | null;
  endBasisOn?: string | null;
}

export interface Leave {
  id: number;
  employmentId: number;
  kind: LeaveKind;
  from: string;
  to?: string | null;
  returnedOn?: string | null;
  now: boolean;
}

export interface Transfer {
  id: number;
  kind: 'transfer' | 'acceptance' | 'succession';
  status: 'planned' | 'done';
  fromId: number;
  toId: number;
  from?: string | null;
  to?: string | null;
  on: string;
  basisNo?: string | null;
  basisOn?: string | null;
  undoable: boolean;
}

export interface Destination {
  id: number;
  shortName: string;
  municipality?: string | null;
}

export interface RecordCheck {
  id: number;
  documentOn: string;
  validUntil: string;
  seenOn: string;
  seenBy: string;
}

export interface External {
  partnerId?: number | null;
  partnerName?: string | null;
  position?: string | null;
  clearance: 'not_needed' | 'clear' | 'expiring' | 'missing';
  clearUntil?: string | null;
  checks: RecordCheck[];
}

export interface HistoryEntry {
  on: string;
  kind: string;
  what?: string | null;
  note?: string | null;
  basisNo?: string | null;
  basisOn?: string | null;
  organisation?: string | null;
  by?: string | null;
}

export interface Twin {
  id: number;
  name: string;
  birthDate: string;
  phone?: string | null;
  email?: string | null;
}

export interface Merging {
  id: number;
  status: 'proposed' | 'done';
  personId: number;
  intoId: number;
  name?: string | null;
  mine: boolean;
  undoable: boolean;
}

export interface Twins {
  own: Twin[];
  elsewhere: boolean;
  merges: Merging[];
}

export type MergeField = 'name' | 'birthDate' | 'phone' | 'email';

export interface MergePreview {
  into: Twin;
  from: Twin;
  /** Fields that the two tell differently. */
  differences: MergeField[];
  parts: { table: string; moves: number; stays: number }[];
  obstacles: string[];
}

export interface SchoolClass {
  grade: number;
  letter?: string | null;
  next?: number | null;
  pupils: { enrolmentId: number; personId: number; name: string }[];
}

export interface PromotionPreview {
  on: string;
  classes: SchoolClass[];
  last?: { id: number; on: string; pupils: number } | null;
}
