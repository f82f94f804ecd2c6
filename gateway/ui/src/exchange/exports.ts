import { api, newKey } from '../api/client';
import type { ExportJob } from './types';

/** Which list of which service a table shows, and the part of its query that does not stand in the address. */
export interface ExportSource {
  service: 'registry' | 'programme';
  list: string;
  organisation: number;
  filters?: Record<string, string>;
}

export interface Watched {
  service: string;
  id: number;
  title: string;
}

const KEY = 'nastavnik.exports';
const listeners = new Set<() => void>();

/** Exports that this tab waits for; they survive a reload. */
export function watched(): Watched[] {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? '[]') as Watched[];
  } catch {
    return [];
  }
}

function keep(list: Watched[]) {
  sessionStorage.setItem(KEY, JSON.stringify(list));
  listeners.forEach((listener) => listener());
}

export function unwatch(one: Watched) {
  keep(watched().filter((w) => w.id !== one.id || w.service !== one.service));
}

export function onWatched(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export async function startExport(source: ExportSource, format: 'xlsx' | 'csv', query: { filters: Record<string, string>; sort: string; columns: string[] }) {
  const job = await api.post<ExportJob>(
    `/api/${source.service}/exports`,
    { list: source.list, format, organisation: source.organisation, filters: { ...source.filters, ...query.filters }, sort: query.sort || null, columns: query.columns },
    { idempotencyKey: newKey() },
  );
  keep([...watched(), { service: source.service, id: job.id, title: job.title }]);
}

/** Papers printed in the background as one file. */
export async function startPrinting(service: 'registry' | 'programme', list: string, ids: number[], format: 'pdf' | 'zip') {
  const job = await api.post<ExportJob>(`/api/${service}/exports`, { list, format, ids }, { idempotencyKey: newKey() });
  keep([...watched(), { service, id: job.id, title: job.title }]);
}
