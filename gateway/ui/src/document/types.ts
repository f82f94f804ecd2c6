export interface DocumentVersion {
  id: number;
  kind: string;
  number: number;
  status: 'draft' | 'active' | 'retired';
  fileName: string;
  uploadedAt: string;
  activatedOn?: string | null;
  /** What its author should know. */
  notes: string[];
}

/** A document with its owner's versions, the newest first; 0 in force is the one that the platform brings. */
export interface DocumentKind {
  code: string;
  /** Which service prints it. */
  service?: 'registry' | 'programme';
  title: string;
  note: string;
  inForce: number;
  /** Whose template is in force. */
  source: 'own' | 'region' | 'built_in';
  fields: { name: string; explanation: string; sample: string; required: boolean }[];
  tables: string[];
  versions: DocumentVersion[];
}
