import type { Target } from '../api/types';

export interface EffectiveTarget {
  value: number | null;
  regional: boolean;
  /** The year from which the value holds. */
  since: number;
  /** Version of the region's own row of exactly this year; 0 while there is none. */
  version: number;
}

/** The plan that holds in a year: the region's latest up to it, else the federal one. */
export function targetOf(all: Target[], indicator: string, year: number): EffectiveTarget {
  const mine = all.filter((t) => t.indicator === indicator && t.year <= year).toSorted((a, b) => b.year - a.year);
  const holds = mine.find((t) => t.regional) ?? mine[0];
  const own = mine.find((t) => t.regional && t.year === year);
  return { value: holds?.value ?? null, regional: holds?.regional ?? false, since: holds?.year ?? year, version: own?.version ?? 0 };
}
