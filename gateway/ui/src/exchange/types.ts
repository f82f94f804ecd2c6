/** Shapes of loads and exports. */

export type ImportStatus =
  | 'uploaded' | 'checking' | 'checked' | 'loading' | 'loaded' | 'stopped' | 'undoing' | 'undone' | 'partly' | 'failed';

export interface ImportTotals {
  all: number;
  fresh: number;
  update: number;
  same: number;
  wrong: number;
  warned: number;
  loaded: number;
  undone: number;
  kept: number;
}

export interface ImportBatch {
  id: number;
  organisationId: number;
  kind: ImportKind;
  status: ImportStatus;
  fileName: string;
  createdAt: string;
  createdBy: string;
  sheet: number;
  sheets: string[];
  headerRow: number;
  titles: string[];
  mapping: Record<string, string>;
  existing: 'skip' | 'update';
  progress?: { stage: string; done: number; total: number; since?: string } | null;
  /** Null while a step is at work: `progress` tells how far it is. */
  totals: ImportTotals | null;
  skipped: number;
  loadedAt?: string | null;
  undoneAt?: string | null;
  undoUntil?: string | null;
  problem?: string | null;
  version: number;
}

export type ImportKind = 'people' | 'organisations' | 'population';

export interface ImportLine {
  id: number;
  kind: ImportKind;
  status: ImportStatus;
  fileName: string;
  createdAt: string;
  createdBy: string;
  loaded: number;
  loadedAt?: string | null;
  undoneAt?: string | null;
}

export interface Finding {
  column: number;
  field: string;
  title: string;
  value?: string | null;
  message: string;
  warning: boolean;
}

export interface ImportRow {
  row: number;
  label: string;
  action: 'new' | 'update' | 'same' | 'wrong';
  state: string;
  findings: Finding[];
  subjectId?: number | null;
  note?: string | null;
}

export interface ImportField {
  key: string;
  title: string;
  required: boolean;
  meaning: string;
}

export interface ExportJob {
  id: number;
  list: string;
  title: string;
  format: 'xlsx' | 'csv' | 'pdf' | 'zip';
  status: 'queued' | 'running' | 'done' | 'stopped' | 'failed';
  done: number;
  /** How many papers there will be; a list is not counted beforehand. */
  total?: number | null;
  problem?: string | null;
}
