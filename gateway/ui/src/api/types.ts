/** Shapes of the three services as the gateway serves them. */
import type { Belongs, Ended, External, Leave, Marks, TeacherCategory, Transfer } from '../person/types';

export interface Slice<T> {
  items: T[];
  page: number;
  size: number;
  total: number;
  /** False when the service stopped counting at a thousand. */
  exact: boolean;
}

export interface Violation {
  field: string;
  message: string;
}

export type Role =
  | 'ministry'
  | 'institute'
  | 'municipal'
  | 'director'
  | 'curator'
  | 'psychologist'
  | 'mentor'
  | 'mentee';

export interface Me {
  username: string;
  name: string;
  grants: { role: Role; region: number; organisation: number; person?: number }[];
  sessionExpiresAt?: string;
  /** A demonstration that shows its letters. */
  demoMail?: boolean;
}

// ---- registry ----

export type Level = 'ministry' | 'institute' | 'municipality' | 'school';
export type OrganisationType =
  | 'school'
  | 'kindergarten'
  | 'additional'
  | 'college'
  | 'university'
  | 'special'
  | 'partner'
  | 'authority';

export interface PathStep {
  id: number;
  shortName: string;
  level: Level;
}

export interface Organisation {
  id: number;
  parentId: number | null;
  level: Level;
  type: OrganisationType;
  fullName: string;
  shortName: string;
  inn?: string | null;
  ogrn?: string | null;
  oktmo?: string | null;
  status: string;
  version: number;
  hasChildren?: boolean;
}

export interface OrganisationCard extends Organisation {
  path: PathStep[];
  placement?: { validFrom: string } | null;
}

export interface MyOrganisation extends Organisation {
  role: Role;
  person?: number | null;
  path: PathStep[];
}

export type PopulationCategory =
  | 'pupils_10_19'
  | 'pupils_15_19'
  | 'pupils_total'
  | 'teachers_total'
  | 'young_specialists_0_3'
  | 'residents_10_19'
  | 'residents_15_19';

export type PersonKind = 'staff' | 'pupil' | 'external' | 'representative';
export type ConsentSummary = 'none' | 'active' | 'expiring' | 'superseded_needed' | 'withdrawn' | 'expired';

export interface PersonRow {
  id: number;
  name: string;
  lastName: string;
  firstName: string;
  middleName?: string | null;
  birthDate: string;
  minor: boolean;
  kind: PersonKind;
  positionOrGrade?: string | null;
  mentorStatus?: MentorStatus | null;
  menteeStatus?: MenteeStatus | null;
  consent?: ConsentSummary | null;
  organisationId?: number;
  position?: Position | null;
  subjects?: string[];
  category?: TeacherCategory | null;
  grade?: string | null;
  leftOn?: string | null;
  organisations?: number;
  marks?: Marks;
}

export type Position = 'teacher' | 'deputy' | 'director' | 'psychologist' | 'social_teacher' | 'other';

export interface Employment extends Ended {
  id: number;
  organisationId: number;
  position: Position;
  subjects?: string[];
  category?: TeacherCategory | null;
  experienceSince?: string | null;
  hiredOn: string;
  dismissedOn?: string | null;
  youngSpecialist: boolean;
  newcomer: boolean;
  version?: number;
}

export interface Enrolment extends Ended {
  id: number;
  organisationId: number;
  grade: number;
  letter?: string | null;
  from: string;
  to?: string | null;
  version?: number;
}

export type RepresentativeKind = 'parent' | 'adoptive_parent' | 'guardian' | 'trustee';

export interface Representative {
  id: number;
  personId: number;
  name: string;
  kind: RepresentativeKind;
  basis?: string | null;
  from?: string | null;
  to?: string | null;
}

export type ConsentKind = 'processing' | 'distribution' | 'photo' | 'transfer' | 'labour';
export type ConsentStatus = 'draft' | 'issued' | 'active' | 'superseded_needed' | 'withdrawn' | 'expired' | 'superseded' | 'destroyed';

export interface Consent {
  id: number;
  personId: number;
  personName?: string | null;
  schoolClass?: string | null;
  kind: ConsentKind;
  signedBy?: { personId: number; name: string; kind: 'self' | 'representative' } | null;
  signedOn?: string | null;
  validUntil?: string | null;
  status: ConsentStatus;
  form?: 'paper' | 'e_sign' | null;
  /** Until when it works: for a minor the eighteenth birthday and the days of grace. */
  holdsUntil?: string | null;
  /** Codes of the data that the form names. */
  data?: string[];
  scan?: boolean;
  version: number;
}

export type MentorStatus =
  | 'candidate'
  | 'consent_pending'
  | 'questionnaire_done'
  | 'interviewed'
  | 'selected'
  | 'in_registry'
  | 'trained'
  | 'available'
  | 'assigned'
  | 'resting'
  | 'alumni_pool'
  | 'declined'
  | 'excluded';

export interface MentorProfile {
  id: number;
  personId: number;
  name?: string | null;
  status: MentorStatus;
  competenceCodes?: string[];
  competences: string[];
  motivation?: string | null;
  experience?: string | null;
  achievements?: string | null;
  interests?: string | null;
  availability?: string | null;
  desiredAges?: string[];
  meetingTimes?: string[];
  meetingModes?: string[];
  timeHoursPerMonth?: number | null;
  maxLoad: number;
  shareWithOthers: boolean;
  sharedOn?: string | null;
  registryOrderNumber?: string | null;
  registryOrderedOn?: string | null;
  trainingWaivedOn?: string | null;
  trainingWaiver?: string | null;
  goesOn?: boolean;
  carriedOver?: boolean;
  enteredOn?: string | null;
  caseLink?: string | null;
  voluntary?: boolean;
  statusSince?: string;
  statusNote?: string | null;
  consent?: ConsentSummary | null;
  version: number;
}

export type MenteeCategory =
  | 'pupil'
  | 'young_specialist'
  | 'newcomer'
  | 'after_break'
  | 'gaps'
  | 'new_post'
  | 'student';
export type MenteeStatus =
  | 'requested'
  | 'consent_pending'
  | 'in_base'
  | 'waiting'
  | 'matched'
  | 'in_mentorship'
  | 'completed'
  | 'left'
  | 'alumni'
  | 'withdrawn';

export interface MenteeProfile {
  id: number;
  personId: number;
  name?: string | null;
  minor?: boolean;
  category: MenteeCategory;
  mainRequest: string;
  requestCodes: string[];
  problemGroups?: string[];
  gapCodes?: string[];
  gapsNote?: string | null;
  meetingTimes?: string[];
  meetingModes?: string[];
  source: 'own' | 'curator' | 'third_party';
  enteredOn?: string | null;
  psychologistId?: number | null;
  searchOn?: string | null;
  teenSignedOn?: string | null;
  caseLink?: string | null;
  status: MenteeStatus;
  statusSince?: string;
  statusNote?: string | null;
  consent?: ConsentSummary | null;
  version: number;
}

export interface Person {
  id: number;
  lastName: string;
  firstName: string;
  middleName?: string | null;
  name: string;
  birthDate: string;
  minor: boolean;
  phone?: string | null;
  email?: string | null;
  version: number;
  organisationId: number;
  belongs?: Belongs;
  marks?: Marks;
  leaves?: Leave[];
  transfers?: Transfer[];
  external?: External | null;
  kind?: PersonKind;
  mergedIntoId?: number | null;
  employments: Employment[];
  enrolments: Enrolment[];
  representatives: Representative[];
  mentor?: MentorProfile | null;
  mentee?: MenteeProfile | null;
  consents: Consent[];
}

export interface Account {
  id: number;
  username: string;
  displayName: string;
  email?: string | null;
  personId?: number | null;
  enabled?: boolean;
  projected: boolean;
  /** Whether the log-in exists already; then a refused change stops nobody. */
  known: boolean;
  /** Why the account cannot log in, in words for the reader. */
  problem?: string | null;
  version: number;
  grants: AccountGrant[];
}

export interface AccountGrant {
  id: number;
  role: Role;
  organisationId: number;
  validFrom: string;
  validTo?: string | null;
  basis?: string | null;
  revoked: boolean;
}

export type Dictionaries = Record<string, { code: string; name: string }[]>;

// ---- programme ----

export interface Participant {
  personId: number;
  name: string | null;
  minor: boolean;
  kind: PersonKind;
  positionOrGrade?: string | null;
  status: string | null;
  load: number;
  maxLoad: number;
  consent?: boolean;
}

export type MentorshipStatus =
  | 'proposed'
  | 'agreed'
  | 'ordered'
  | 'active'
  | 'suspended'
  | 'completing'
  | 'completed'
  | 'terminated';

export type MentorshipForm =
  | 'teacher_teacher'
  | 'leader_teacher'
  | 'student_student'
  | 'pupil_pupil'
  | 'teacher_pupil'
  | 'partner_teacher'
  | 'employer_student'
  | 'university_teacher'
  | 'teacher_additional'
  | 'employer_pupil'
  | 'student_pupil'
  | 'other';
export type MentorshipKind = 'pair' | 'group' | 'collective' | 'org_to_org' | 'reverse' | 'speed_session' | 'situational';
export type ContactMode = 'direct' | 'mediated' | 'individual' | 'group' | 'open' | 'hidden' | 'collective_individual';
export type MentorshipMethod = 'one_to_one' | 'virtual' | 'short_term' | 'situational' | 'speed';

export interface MentorshipMember {
  personId: number;
  name: string | null;
  /** Where the person works or studies. */
  organisationId?: number;
  minor: boolean;
  role: 'mentor' | 'mentee';
  agreed: boolean;
  refused?: boolean;
  agreedOn?: string | null;
  agreedBy?: 'self' | 'curator' | 'representative' | null;
  /** Told to the school's staff and to whoever said it. */
  refuseReason?: string | null;
  from?: string | null;
  to?: string | null;
}

export interface Mentorship {
  id: number;
  organisationId: number;
  organisationName: string;
  kind: MentorshipKind;
  /** What only some kinds have: contact, the topics of two who teach each other, the partner. */
  more?: { contactModes: ContactMode[]; topics: string[]; partnerId?: number | null };
  /** The mentors' organisation where it is another one (BR-048). */
  employer?: { organisationId: number; name: string | null; agreed: boolean | null; on?: string | null; by?: string | null } | null;
  form: MentorshipForm;
  formName?: string | null;
  methods: MentorshipMethod[];
  roleModel?: string | null;
  goal: string;
  start: string;
  plannedEnd: string;
  actualEnd?: string | null;
  endGround?: 'E1' | 'E2' | 'E3' | null;
  endReason?: string | null;
  status: MentorshipStatus;
  criteria: { profileFits: boolean; mutualInterest: boolean };
  members: MentorshipMember[];
  orderId?: number | null;
  orderNumber?: string | null;
  orderDate?: string | null;
  programmeId?: number | null;
  nextMeeting?: string | null;
  lastMeeting?: string | null;
  /** Kinds of meetings that a finished mentorship should have had. */
  missingMeetings?: string[];
  /** Whether an order has the labour papers it needs; null for those who may not know. */
  labourPapers?: 'not_required' | 'ready' | 'missing' | 'waived' | null;
  labourWaiver?: string | null;
  /** Until when the members are asked to answer; only while proposed. */
  respondBy?: string | null;
  version: number;
  actions: string[];
  /** What the service let through but wants seen; only in the answer to a change. */
  warnings?: string[];
}

export interface HistoryEntry {
  verb: string;
  on?: string | null;
  note?: string | null;
  by: string;
  at: string;
}

export interface Order {
  id: number;
  organisationId: number;
  kind: 'pairing' | 'replacement' | 'ending' | 'extension' | 'curator' | 'mentor_registry' | 'training' | 'reward';
  /** The book that it is registered in. */
  journal?: 'main' | 'staff' | 'pupils';
  number?: string | null;
  date?: string | null;
  effectiveOn?: string | null;
  title: string;
  status: 'draft' | 'endorsed' | 'signed' | 'registered' | 'in_force' | 'superseded' | 'cancelled';
  text: string;
  mentorships: {
    id: number;
    mentors: (string | null)[];
    mentees: (string | null)[];
    form: MentorshipForm;
    start: string;
    plannedEnd: string;
    status?: MentorshipStatus;
  }[];
  /** Whom an order on people lists. */
  people?: { personId: number; name?: string | null; post?: string | null; grade?: number | null; note?: string | null }[];
  /** What it says besides its text, as its kind understands it. */
  payload?: Record<string, unknown>;
  amends?: OrderLink | null;
  /** Orders that have changed it. */
  amendments?: OrderLink[];
  visas?: { account: string; name: string; post?: string | null; decision?: 'agreed' | 'remarks' | null; remark?: string | null; decidedAt?: string | null }[];
  preparedAt?: string;
  preparedBy: string;
  /** The signer must be somebody else, unless a small school says why. */
  preparedByMe?: boolean;
  signedBy?: string | null;
  signedAt?: string | null;
  smallSchoolReason?: string | null;
  registeredBy?: string | null;
  registeredAt?: string | null;
  /** Why numbers before it were left out. */
  gapReason?: string | null;
  /** By what a signed order is checked. */
  paper?: { checkCode: string; sha256: string } | null;
  scan?: { name: string; size: number; uploadedAt: string } | null;
  cancelReason?: string | null;
  version: number;
  actions: string[];
}

/** An order that changes another one. */
export interface OrderLink {
  id: number;
  kind: Order['kind'];
  number?: string | null;
  date?: string | null;
  /** Whether it takes the other out of force as a whole. */
  whole: boolean;
}

export interface Term {
  kind: 'month' | 'range' | 'quarter' | 'yearly' | 'constant' | 'by_event' | 'by_plan_of' | 'date' | 'none' | 'months';
  text: string;
  fromMonth?: number | null;
  toMonth?: number | null;
}

export interface Template {
  id: number;
  code: string;
  title: string;
  kind: 'plan' | 'roadmap' | 'workplan';
  rows: { stage: string; no: string; activity: string; term: Term; result: string; responsible: string }[];
}

export interface Activity {
  id: number;
  no: string;
  section: string;
  task: string;
  term: Term;
  dueFrom?: string | null;
  dueTo?: string | null;
  plannedResult: string;
  responsible: string;
  /** `proposed`: an amendment adds it, or puts it in the place of `replaces`, when it is approved. */
  status: 'planned' | 'done' | 'struck' | 'proposed';
  doneOn?: string | null;
  actualResult?: string | null;
  /** Of a planned activity: an amendment proposes to strike it. */
  strikeReason?: string | null;
  replaces?: number | null;
  version: number;
}

export type Approval = { on: string; by: string } | null;

export interface Programme {
  id: number;
  mentorshipId: number;
  organisationId: number;
  title: string;
  from: string;
  to: string;
  directions: string[];
  gaps: string[];
  strengths: string[];
  note?: string | null;
  activities: Activity[];
  /** Of the version in work: the amendment's while there is one. */
  approvals: { mentor: Approval; mentee: Approval; curator: Approval; director: Approval };
  /** Who has yet to agree to it. */
  awaited: number[];
  status: 'draft' | 'agreed' | 'curator_ok' | 'approved' | 'running' | 'completed' | 'stopped';
  versionNo: number;
  /** How far the next version has come. */
  amendment?: 'draft' | 'agreed' | 'curator_ok' | null;
  progress: { done: number; total: number };
  members: MentorshipMember[];
  version: number;
  actions: string[];
  warnings?: string[];
}

export type ProgrammeLine = Pick<
  Programme,
  'id' | 'mentorshipId' | 'organisationId' | 'title' | 'from' | 'to' | 'status' | 'progress' | 'members'
>;

export interface Meeting {
  id: number;
  mentorshipId: number;
  organisationId: number;
  kind: 'acquaintance' | 'trial' | 'planning' | 'regular' | 'final' | 'group_start' | 'group_final' | 'consultation';
  plannedOn: string;
  plannedTime?: string | null;
  heldOn?: string | null;
  durationMin?: number | null;
  mode: 'in_person' | 'remote';
  place?: string | null;
  topics: string[];
  summary?: string | null;
  status: 'planned' | 'held' | 'confirmed' | 'moved' | 'cancelled' | 'missed';
  confirmedByMentor: boolean;
  confirmedByMentee: boolean;
  /** A side was silent for too long. */
  autoConfirmed?: boolean;
  cancelReason?: string | null;
  version: number;
  members: { personId: number; name: string | null; role: 'mentor' | 'mentee' }[];
  actions: string[];
}

export interface DeskTask {
  kind: string;
  title: string;
  about: string;
  due?: string | null;
  why: string;
  link: string;
  /** Of what a word is asked about. */
  version?: number | null;
}

export interface Desk {
  groups: { key: 'overdue' | 'today' | 'week' | 'waiting'; tasks: DeskTask[] }[];
  counts: Record<string, number>;
}

// ---- monitoring ----

export interface Indicator {
  code: string;
  name: string;
  definition: string;
  kind: 'percent' | 'count';
  direction: 'up' | 'down' | 'none';
  levels: Level[];
  aboutMinors: boolean;
  denominator?: string | null;
}

export type FigureState = 'ok' | 'no_denominator' | 'suppressed' | 'no_data' | 'above_100';
export type Light = 'green' | 'amber' | 'red' | 'none';

export interface Figure {
  code: string;
  name: string;
  kind: 'percent' | 'count';
  direction: 'up' | 'down' | 'none';
  num: number | null;
  den: number | null;
  value: number | null;
  state: FigureState;
  target?: number | null;
  light: Light;
  denominatorInfo?: { asOf?: string | null; source: string } | null;
}

export interface Unit {
  id: number;
  shortName: string;
  fullName: string;
  level: Level;
  parentId: number | null;
}

export interface Dashboard {
  unit: Unit;
  path: PathStep[];
  period: number;
  periods: number[];
  /** how the figures are read after organisations moved, and whether it matters here */
  reading?: 'was' | 'now';
  reorganised?: boolean;
  asOf: string | null;
  lagMillis: number | null;
  headline: string;
  figures: Figure[];
  slices: Record<string, { code: string; name: string; value: number | null; state: FigureState }[]>;
}

export interface Trend {
  code: string;
  points: { period: number; num: number | null; den: number | null; value: number | null; state: FigureState }[];
  target?: number | null;
}

export interface DashboardChild {
  unit: Unit;
  figures: Record<
    string,
    { num: number | null; den: number | null; value: number | null; state: FigureState; light: Light }
  >;
}

/** A plan value; `version` is 0 while the region has not set its own. */
export interface Target {
  indicator: string;
  year: number;
  value: number | null;
  regional: boolean;
  version: number;
}
