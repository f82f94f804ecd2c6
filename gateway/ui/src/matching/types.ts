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
  /** What the run goes over: a school, a municipality or the institute's schools. */
  level: 'school' | 'municipality' | 'institute';
  status: RunStatus;
  progress: { stage: string; done: number; total: number } | null;
  /** Why it failed, in words. */
  problem: string | null;
  createdAt: string;
  createdBy: string;
  inputsHash: string | null;
  target: Target;
  targets: TargetFigures[];
  minScore: number;
  includeShared: boolean;
  /** Pins that could not be kept. */
  loosePins: number;
  /** People changed since the run. */
  stale: boolean;
  version: number;
  actions: ('choice' | 'moves' | 'publication' | 'replay' | 'cancellation')[];
}

export interface MatchPerson {
  personId: number;
  /** Null where the reader may not know it: a minor above the school. */
  name: string | null;
  organisationId: number;
  organisation: string | null;
  /** Class or post in words. */
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
  status: 'draft' | 'offered' | 'proposed' | 'declined';
  mentorshipId: number | null;
}

export type ShownPairs = 'draft' | 'weak' | 'foreign' | 'pinned' | 'moved';

/** What was published together. */
export interface Batch {
  batch: number;
  at: string;
  by: string | null;
  pairs: number;
}

export interface Published {
  run: Run;
  batch: number;
  pairs: number;
  schools: number;
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
  /** The mentee's present score; null without a mentor. */
  now: number | null;
}

export interface Candidate {
  mentor: MatchPerson;
  score: number;
  contributions: Contribution[];
  /** Places that the run has not given away. */
  free: number;
  chosen: boolean;
  /** The hard rule that forbids the pair, in words, and what would lift it. */
  rule: string | null;
  refusal: string | null;
  cure: string | null;
}

export interface Wish {
  menteeId: number;
  mentee: string | null;
  mentorId: number;
  mentor: string | null;
  kind: 'pin' | 'ban' | 'relative' | 'none';
  reason: string | null;
  /** Who decided so, and when. */
  by?: string;
  at?: string;
}

export interface Offer {
  id: number;
  mentee: MatchPerson;
  mentor: MatchPerson;
  form: MentorshipForm;
  score: number;
  distance: 'school' | 'municipality' | 'region';
  /** Who offers. */
  from: string | null;
  offeredAt: string;
  status: 'open' | 'accepted' | 'declined' | 'withdrawn';
  reason: string | null;
  mentorshipId: number | null;
  /** What is to be arranged before it can be taken. */
  hint: string | null;
  actions: 'answer'[];
}

export interface WeightRow {
  code: string;
  title: string;
  explanation: string;
  weight: number;
  default: number;
  /** The points of 100 that it may give. */
  share: number;
}

export interface Weights {
  form: MentorshipForm;
  /** 0 while the weights are those that the platform came with. */
  version: number;
  criteria: WeightRow[];
  actions: 'change'[];
}

/** What other weights would change in a run. */
export interface WeightsPreview {
  now: TargetFigures;
  then: TargetFigures;
  differences: { menteeId: number; was: number | null; becomes: number | null }[];
}

/** Whom another run gave to a mentee, and whom this one does. */
export interface Compared {
  mentee: MatchPerson;
  before: { mentor: MatchPerson; score: number } | null;
  after: { mentor: MatchPerson; score: number } | null;
}

/** A pin that was left out, and why. */
export interface LoosePin {
  mentee: MatchPerson;
  mentor: MatchPerson;
  text: string;
}

/** The run computed again from its stored inputs. */
export interface Replay {
  same: boolean;
  hash: string;
  /** What the curators changed by hand since. */
  differences: { menteeId: number; was: number | null; becomes: number | null }[];
}
