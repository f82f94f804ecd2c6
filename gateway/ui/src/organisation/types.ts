import type { Level, PopulationCategory } from '../api/types';

export type ReorganisationKind = 'renaming' | 'move' | 'merger' | 'split' | 'closure';

export interface Basis {
  kind: string;
  number: string;
  date: string;
}

/** An operation as the journal keeps it. */
export interface Reorganisation {
  id: number;
  kind: ReorganisationKind;
  organisationId: number;
  targetId?: number | null;
  on: string;
  basis: Basis;
  details: Record<string, unknown>;
  by: string;
  at: string;
  undoneAt?: string | null;
  undoneBy?: string | null;
  undoableUntil?: string | null;
}

export interface Touched {
  organisations: number;
  people: number;
  staff: number;
  pupils: number;
  mentors: number;
  mentees: number;
  /** Pairs and groups, proposed or at work. */
  mentorships: number;
  consents: number;
  accounts: number;
  grants: number;
  population: number;
}

export interface Preview {
  kind: ReorganisationKind;
  organisationId: number;
  targetId?: number | null;
  on: string;
  touched: Touched;
  hindrances: { what: string; count: number; text: string }[];
}

export interface ClassSize {
  grade: number;
  letter?: string | null;
  pupils: number;
}

export interface HistoryEvent {
  kind: 'founded' | ReorganisationKind | 'absorbed' | 'split_off' | 'inn' | 'ogrn' | 'oktmo';
  on: string;
  from?: string | null;
  to?: string | null;
  otherId?: number | null;
  people?: number | null;
  basis?: string | null;
  by?: string | null;
  at?: string | null;
  reorganisationId?: number | null;
  undoneAt?: string | null;
  undoableUntil?: string | null;
}

export interface Population {
  id: number;
  organisationId: number;
  asOf: string;
  category: PopulationCategory;
  value: number;
  source: string;
  documentRef?: string | null;
  status: 'draft' | 'submitted' | 'returned' | 'approved';
  /** Why the level above gave it back. */
  note?: string | null;
  enteredBy: string;
  version: number;
  /** What the reader may do with it now. */
  actions: ('edit' | 'submission' | 'deletion' | 'approval' | 'return')[];
}

export interface PopulationVersion {
  no: number;
  value: number;
  source: string;
  documentRef?: string | null;
  status: Population['status'];
  note?: string | null;
  by: string;
  at: string;
}

export interface OrganisationDetails {
  organisationId: number;
  legalForm?: string | null;
  kpp?: string | null;
  address?: string | null;
  phone?: string | null;
  email?: string | null;
  site?: string | null;
  headName?: string | null;
  headPosition?: string | null;
  founders: { id: number; fullName: string; level: Level }[];
  editable: boolean;
  version: number;
}
