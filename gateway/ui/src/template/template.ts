import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import type { Template } from '../api/types';

export function useTemplates() {
  return useQuery({
    queryKey: ['programme', 'templates'],
    queryFn: ({ signal }) => api.get<Template[]>('/api/programme/templates', undefined, { signal }),
    // Reference data of the platform: it changes with a release, not during a working day.
    staleTime: 3_600_000,
  });
}

/** The rows in which every typed word occurs. */
export function matching(rows: Template['rows'], text: string): Template['rows'] {
  const words = text.toLocaleLowerCase('ru').replaceAll('ё', 'е').split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    const all = [row.no, row.stage, row.activity, row.term.text, row.result, row.responsible].join(' ').toLocaleLowerCase('ru').replaceAll('ё', 'е');
    return words.every((w) => all.includes(w));
  });
}
