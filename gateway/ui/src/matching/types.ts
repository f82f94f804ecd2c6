import type { MentorshipForm } from '../api/types';

export type Side = 'mentor' | 'mentee';

/* ---- the group meeting and the survey ---- */

export interface Guest {
  personId: number;
  name: string | null;
  detail: string | null;
  minor: boolean;
  role: Side;
  present: boolean;
  /** Told to the curator alone. */
  answeredOn: string | null;
  enteredBy: 'self' | 'curator' | 'representative' | null;
}

export interface GroupMeeting {
  id: number;
  organisationId: number;
  form: MentorshipForm;
  on: string;
  time: string | null;
  mode: 'in_person' | 'remote';
  place: string | null;
  note: string | null;
  surveyUntil: string | null;
  surveyOpen: boolean;
  cancelReason: string | null;
  version: number;
  mentors: number;
  mentees: number;
  present: number;
  answered: number | null;
  people: Guest[];
  sympathies: { mentorId: number; menteeId: number; mentorRank: number; menteeRank: number }[];
  actions: ('edit' | 'cancellation' | 'attendance' | 'answers')[];
}

/** Somebody who may be named in an answer. */
export interface Choice {
  personId: number;
  name: string | null;
  detail: string | null;
  minor: boolean;
  met: boolean;
}

export interface GivenAnswer {
  wishes: number[];
  noGo: number[];
  drew: string | null;
  answeredOn: string;
  enteredBy: 'self' | 'curator' | 'representative';
  version: number;
}

/** A survey that is open for the one who asks. */
export interface Survey {
  meetingId: number;
  organisationId: number;
  role: Side;
  form: MentorshipForm;
  on: string;
  until: string;
  people: Choice[];
  answer: GivenAnswer | null;
}

/** One person's answer before the curator. */
export interface PersonAnswer {
  organisationId: number;
  personId: number;
  name: string | null;
  detail: string | null;
  role: Side;
  people: Choice[];
  answer: GivenAnswer | null;
}

/* ---- runs ---- */

export type Target = 'best_total' | 'nobody_left' | 'own_first';

export interface TargetFigures {
  target: Target;
  pairs: number;
  left: number;
  score: number;
  ownSchool: number;
  blocking: number;
}

export type RunStatus = 'queued' | 'running' | 'done' | 'cancelled' | 'failed';

export interface Run {
  id: number;
  organisationId: number;
  form: MentorshipForm;
  status: RunStatus;
  progress: { stage: string; done: number; total: number } | null;
  createdAt: string;
  createdBy: string;
  inputsHash: string | null;
  target: Target;
  targets: TargetFigures[];
  /** People changed since the run. */
  stale: boolean;
  version: number;
}

export interface MatchPerson {
  personId: number;
  /** Null where the reader may not know it: a minor above the school. */
  name: string | null;
  organisationId: number;
  organisation: string;
  detail: string | null;
  load?: number | null;
  maxLoad?: number | null;
}

export interface Contribution {
  criterion: string;
  title: string;
  points: number;
  of: number;
  reason: string;
}

export interface MatchPair {
  id: number;
  mentee: MatchPerson;
  mentor: MatchPerson;
  score: number;
  contributions: Contribution[];
  alternatives: { mentor: MatchPerson; score: number; reason: string }[];
  pinned: boolean;
  moved: boolean;
  distance: 'school' | 'municipality' | 'region';
  status: 'draft' | 'offered' | 'proposed';
  mentorshipId: number | null;
}

export interface LeftMentee {
  mentee: MatchPerson;
  reason: string;
  text: string;
  cure: string;
}

export interface BlockingPair {
  mentee: MatchPerson;
  mentor: MatchPerson;
  score: number;
}

export interface Candidate {
  mentor: MatchPerson;
  score: number | null;
  contributions: Contribution[];
  /** The hard rule in words, where the pair is not allowed. */
  refused: string | null;
}

export interface Wish {
  menteeId: number;
  mentorId: number;
  kind: 'pin' | 'ban' | 'none';
  reason: string | null;
}

export interface Offer {
  id: number;
  mentee: MatchPerson;
  mentor: MatchPerson;
  score: number;
  contributions: Contribution[];
  status: string;
  from?: string | null;
}

export interface WeightRow {
  criterion: string;
  title: string;
  explanation: string;
  weight: number;
  default: number;
}

export interface Weights {
  form: MentorshipForm;
  version: number;
  criteria: WeightRow[];
}

/** What other weights would change in a run. */
export interface WeightsPreview {
  changed: number;
  of: number;
  pairs: { mentee: MatchPerson; before: MatchPerson | null; after: MatchPerson | null }[];
}
