export type FileItem = 'birth' | 'request' | 'gaps' | 'place' | 'history' | 'contact';

/** A mentor's request for the personal file of a mentee (BR-045). */
export interface FileAccess {
  id: number;
  organisationId: number;
  personId: number;
  personName?: string;
  mentorId: number;
  mentorName?: string;
  purpose: string;
  asked: FileItem[];
  askedUntil: string;
  status: 'requested' | 'approved' | 'refused' | 'ended';
  granted: FileItem[];
  validUntil?: string;
  note?: string;
  decidedBy?: string;
  decidedAt?: string;
  endReason?: 'term' | 'consent' | 'pair' | 'curator';
  createdAt: string;
  views: number;
  viewedAt?: string;
  mine: boolean;
  version: number;
}

export interface FileAccessCard extends FileAccess {
  looks: { item: FileItem; at: string }[];
}

export interface MyMentee {
  personId: number;
  name: string;
  minor: boolean;
  organisationId: number;
  form: string;
}

export interface FilePart {
  item: FileItem;
  birthDate?: string;
  request?: { category: string; mainRequest: string; requestCodes: string[] };
  gaps?: { problemGroups: string[]; gapCodes: string[]; note?: string };
  classes?: { grade: number; letter?: string; from: string; to?: string }[];
  posts?: { position: string; category?: string; experienceSince?: string; hiredOn: string; dismissedOn?: string }[];
  history?: { form: string; status: string; startOn?: string; endedOn?: string }[];
  contacts?: { name?: string; kind?: string; phone?: string; email?: string }[];
}
