export type ChangeKind = 'replacement' | 'extension' | 'ending';
export type ChangeStatus = 'requested' | 'curator_review' | 'mediation' | 'director_decision' | 'ordered' | 'rejected' | 'withdrawn';
export type Ground = 'G1' | 'G2' | 'G3' | 'G4' | 'G5';
export type Starter = 'mentor' | 'mentee' | 'representative' | 'curator' | 'director' | 'psychologist';

export interface ChangePerson {
  personId: number;
  name: string | null;
  minor: boolean;
}

export interface Word {
  personId: number;
  agrees: boolean;
  by: 'self' | 'curator' | 'representative';
  on: string;
  document?: string | null;
}

/** Whose word is waited for, or was given. */
export interface Asked extends ChangePerson {
  words: Word[];
  complete: boolean;
}

/** A request to replace a mentor, to go on longer or to end it early; what one side wrote is absent for the other. */
export interface Change {
  id: number;
  kind: ChangeKind;
  status: ChangeStatus;
  mentorshipId: number;
  organisationId: number;
  startedBy: Starter;
  party?: ChangePerson | null;
  requestedOn: string;
  reviewUntil: string;
  reason?: string | null;
  ground?: Ground | null;
  extraGrounds: Ground[];
  mentor?: ChangePerson | null;
  mentees: ChangePerson[];
  documentNumber?: string | null;
  documentOn?: string | null;
  awayFrom?: string | null;
  awayTo?: string | null;
  newMentor?: ChangePerson | null;
  /** Nobody follows the mentor: the pair ends with the powers. */
  withoutSuccessor?: boolean;
  /** Of an ending before the time. */
  endGround?: 'E1' | 'E2' | 'E3' | null;
  profileFits: boolean;
  mutualInterest: boolean;
  oldEnd?: string | null;
  newEnd?: string | null;
  opinion?: string | null;
  mediatedBy?: string | null;
  mediatedOn?: string | null;
  mediation?: string | null;
  decision?: string | null;
  decidedOn?: string | null;
  decidedBy?: string | null;
  orderId?: number | null;
  orderNumber?: string | null;
  orderDate?: string | null;
  asked: Asked[];
  gapDays?: number | null;
  noticeDue: boolean;
  version: number;
  actions: string[];
  warnings?: string[];
}

export interface FormerMember {
  personId: number;
  name: string | null;
  role: 'mentor' | 'mentee';
  from: string;
  to: string;
  /** For the school only. */
  ground?: Ground | null;
  order: string;
}

export interface EvidenceFile {
  id: number;
  name: string;
  size: number;
}
