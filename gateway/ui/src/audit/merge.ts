import type { AuditEntry, AuditPart } from './types';

export type Line = AuditEntry & { source: string };

interface Source {
  waiting: Line[];
  next?: string;
  ended: boolean;
}

/** How far each service's log has been read. */
export type Progress = Record<string, Source>;

export function begin(sources: string[]): Progress {
  return Object.fromEntries(sources.map((s) => [s, { waiting: [], ended: false }]));
}

/**
 * The next lines of several logs in the order of time. A line is given only when no log can still bring a newer
 * one, so nothing has to be put between lines that somebody has read already.
 */
export async function step(progress: Progress, load: (source: string, before: string | undefined) => Promise<AuditPart>): Promise<{ lines: Line[]; progress: Progress }> {
  const entries = await Promise.all(
    Object.entries(progress).map(async ([source, state]): Promise<[string, Source]> => {
      if (state.ended || state.waiting.length > 0) return [source, state];
      const part = await load(source, state.next);
      return [source, { waiting: part.items.map((item) => ({ ...item, source })), ended: !part.next, ...(part.next ? { next: part.next } : {}) }];
    }),
  );
  // below this moment a log that has more may still have something newer
  const bound = entries.filter(([, s]) => !s.ended).map(([, s]) => s.waiting.at(-1)?.at ?? '').toSorted().at(-1) ?? '';
  const lines = entries.flatMap(([, s]) => s.waiting.filter((line) => line.at >= bound)).toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : b.id - a.id));
  return { lines, progress: Object.fromEntries(entries.map(([source, s]) => [source, { ...s, waiting: s.waiting.filter((line) => line.at < bound) }])) };
}

export const finished = (progress: Progress) => Object.values(progress).every((s) => s.ended && s.waiting.length === 0);
