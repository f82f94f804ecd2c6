export interface DictionaryEntry {
  code: string;
  name: string;
  hint?: string | null;
  position: number;
  retired: boolean;
  /** Came with the platform. */
  shipped: boolean;
  version: number;
}

export interface RegionalDictionary {
  code: string;
  title: string;
  /** Rules and figures know its codes: renamed and ordered, never extended. */
  closed: boolean;
  entries: DictionaryEntry[];
}

export interface EntryVersion {
  version: number;
  name: string;
  hint?: string | null;
  retired: boolean;
  at: string;
}

export interface Setting {
  code: string;
  rule: string;
  title: string;
  hint: string;
  kind: 'FLAG' | 'NUMBER';
  value: string;
  initial: string;
  min?: number | null;
  max?: number | null;
  version: number;
}
