import type { Dictionaries } from '../api/types';

/** Names of codes; a code that the dictionary does not know is shown as it was written. */
export function namesOf(dictionaries: Dictionaries | undefined, dictionary: string, codes: string[] | undefined): string[] {
  const known = dictionaries?.[dictionary] ?? [];
  return (codes ?? []).map((code) => known.find((d) => d.code === code)?.name ?? code);
}

/** What may be chosen now: retired lines only while the record still has them. */
export function choices(dictionaries: Dictionaries | undefined, dictionary: string, kept: string[] = []) {
  const known = (dictionaries?.[dictionary] ?? []) as { code: string; name: string; retired?: boolean | null }[];
  return known.filter((d) => !d.retired || kept.includes(d.code)).map((d) => ({ value: d.code, label: d.name }));
}
