import type { Slice } from '../api/types';

export type RequestKind = 'access' | 'correction' | 'stop_distribution' | 'withdrawal' | 'stop_processing' | 'unlawful';
export type RequestStatus = 'received' | 'identity_checked' | 'in_work' | 'extended' | 'answered' | 'closed';
export type RequestAction = 'identity' | 'work' | 'extension' | 'answer' | 'closing' | 'destruction' | 'destruction-approval';

export interface DataRequest {
  id: number;
  organisationId: number;
  personId?: number | null;
  personName?: string | null;
  kind: RequestKind;
  applicant: 'self' | 'representative';
  channel: 'paper' | 'email' | 'in_person';
  receivedOn: string;
  dueOn: string;
  stopBy?: string | null;
  overdue: boolean;
  status: RequestStatus;
  outcome?: 'done' | 'partly' | 'refused' | null;
  answer?: string | null;
  preparedName?: string | null;
  preparedByMe: boolean;
  actId?: number | null;
  version: number;
  actions: RequestAction[];
}

export type DataRequests = Slice<DataRequest>;

export interface Act {
  id: number;
  organisationId: number;
  onDate: string;
  reason: string;
  operatorName: string;
  subjects: string;
  subjectCount: number;
  categories: string[];
  method: string;
  preparedName: string;
  approvedName: string;
  lines: { category: string; rows: number }[];
}

export interface Retention {
  years: number;
  cutoff: string;
  items: { id: number; name: string; endedOn: string }[];
  more: boolean;
}

export interface Incident {
  id: number;
  detectedAt: string;
  account: { what: string; subjects?: number | null; categories?: string | null; harm?: string | null; measures?: string | null };
  noticeDue: string;
  noticedAt?: string | null;
  noticeOverdue: boolean;
  resultDue: string;
  resultAt?: string | null;
  resultOverdue: boolean;
  noticeDraft: string;
  resultDraft?: string | null;
  version: number;
}

/** What one service keeps of a person. */
export interface PersonFile {
  personId: number;
  sections: Record<string, unknown>;
}
