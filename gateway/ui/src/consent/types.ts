import type { ConsentKind } from '../api/types';

export interface ConsentBoard {
  counts: Record<string, number>;
}

/** Somebody who takes part, or shall, and has no consent of a kind. */
export interface MissingConsent {
  personId: number;
  personName: string;
  minor: boolean;
  schoolClass?: string | null;
  kind: ConsentKind;
  /** All kinds that the person has none of. */
  lacking: ConsentKind[];
  mentorStatus?: string | null;
  menteeStatus?: string | null;
  represented: boolean;
}

/** What came of a batch; who was left out, and why. */
export interface BatchOutcome {
  done: number[];
  refused: { personId: number; consentId?: number | null; name: string; reason: string }[];
}

/** Who may sign a form on a date, the likeliest first. */
export interface ConsentSigners {
  id: number;
  personId: number;
  personName: string;
  minor: boolean;
  teenager: boolean;
  kind: ConsentKind;
  signers: { personId: number; name: string; self: boolean }[];
  reason?: string | null;
}

/** What a batch is about. */
export interface ConsentRow {
  id: number;
  personName: string;
}

/** What the forms say of an organisation as the operator. */
export interface OperatorCard {
  organisationId: number;
  name: string;
  address?: string | null;
  processor?: string | null;
  processorAddress?: string | null;
  site?: string | null;
  responsible?: string | null;
  version: number;
}

/** The choices of a form: what it may name, and what each kind usually says. */
export interface ConsentChoices {
  data: { code: string; title: string; special: boolean }[];
  kinds: { kind: ConsentKind; title: string; usual: { purpose: string; data: string[]; actions: string; processor?: string | null; recipient?: string | null; resources?: string | null } }[];
}

/** What a QR code of a printed form leads to; names nobody. */
export interface DocumentCheck {
  number: number;
  title: string;
  operator?: string | null;
  issuedOn?: string | null;
  signedOn?: string | null;
  form?: 'paper' | 'e_sign' | null;
  status: string;
  until?: string | null;
  withdrawnOn?: string | null;
}

/** The words of a form as they are printed. */
export interface ConsentText {
  title: string;
  number: string;
  operator: string;
  address: string;
  subject: string;
  born: string;
  signs: string;
  /** Empty when the subject signs. */
  representative: string;
  basis: string;
  purpose: string;
  data: string;
  special: string;
  actions: string;
  processor: string;
  recipient: string;
  resources: string;
  term: string;
  withdrawal: string;
  date: string;
  categories: { title: string; permission: string; condition: string }[];
}
