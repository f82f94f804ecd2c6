export type ActLevel = 'federal' | 'regional' | 'municipal' | 'institutional';
/** Which of the four acts of a school it is. */
export type ActPart = 'regulation' | 'pairing_order' | 'council' | 'programmes';

export interface Reference {
  id: number;
  text: string;
  status: 'acting' | 'repealed';
  replacedById?: number | null;
}

export interface Act {
  id: number;
  organisationId: number;
  level: ActLevel;
  kind: string;
  issuer: string;
  number: string;
  date: string;
  title: string;
  link?: string | null;
  serves?: ActPart | null;
  status: 'acting' | 'repealed';
  repealedOn?: string | null;
  replacedBy?: Reference | null;
  cites: Reference[];
  flagged: boolean;
  hasFile: boolean;
  /** Whether the caller's organisation keeps it. */
  keeps: boolean;
  version: number;
}

export interface Minutes {
  id: number;
  organisationId: number;
  body: string;
  number: string;
  date: string;
  agenda: string;
  decision: string;
  cites: Reference[];
  flagged: boolean;
  hasFile: boolean;
  keeps: boolean;
  version: number;
}

export interface OwnAct {
  id: number;
  kind: string;
  number: string;
  date: string;
  title: string;
}

export type LaunchItem = 'acts' | 'informed' | 'team' | 'goals' | 'roadmap';
export type LaunchState = 'done' | 'waived' | 'open';

export interface LaunchCondition {
  item: LaunchItem;
  state: LaunchState;
  on?: string | null;
  reason?: string | null;
  by?: string | null;
  version: number;
}

export interface Need {
  confirmedOn?: string | null;
  by?: string | null;
  note?: string | null;
  listed?: number | null;
  dueOn: string;
  overdue: boolean;
  listedNow: number;
}

export interface Readiness {
  academicYear: number;
  completeness: { regulation: OwnAct[]; pairingOrder: OwnAct[]; council: OwnAct[]; programmes: OwnAct[]; minutesThisYear: number; flagged: number };
  conditions: LaunchCondition[];
  need: Need;
}
