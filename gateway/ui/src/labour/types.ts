export type LabourStatus = 'offered' | 'refused' | 'consented' | 'addendum_signed' | 'active' | 'notice_given' | 'ended' | 'exempt';

/** What a pair still waits for before its order can be signed; null where the reader may not know. */
export type LabourState = 'not_required' | 'ready' | 'missing' | 'waived';

export interface LabourPapers {
  id: number;
  organisationId: number;
  mentor: { personId: number; name?: string | null };
  mentee: { personId: number; name?: string | null };
  status: LabourStatus;
  content?: string | null;
  from: string;
  to?: string | null;
  form?: string | null;
  pay?: { kind: string; size: string; basis?: string | null } | null;
  consentOn?: string | null;
  refusedOn?: string | null;
  refusalNote?: string | null;
  addendumNumber?: string | null;
  addendumOn?: string | null;
  exemptReason?: string | null;
  exemptReference?: string | null;
  notice?: { by: 'employee' | 'employer'; givenOn: string; effectiveOn: string; byAgreement: boolean } | null;
  missing: ('consent' | 'addendum')[];
  version: number;
  actions: ('edit' | 'consent' | 'refusal' | 'addendum' | 'exemption' | 'notice')[];
}

export interface LabourFile {
  id: number;
  paper: 'consent' | 'addendum' | 'notice';
  name: string;
  size: number;
}
