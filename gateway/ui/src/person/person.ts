import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import type { Dictionaries, Person } from '../api/types';
import { positionWords } from '../api/words';

export function usePerson(id: number) {
  return useQuery({
    queryKey: ['registry', 'people', 'one', id],
    queryFn: ({ signal }) => api.get<Person>(`/api/registry/people/${id}`, undefined, { signal }),
  });
}

export function useDictionaries() {
  return useQuery({
    queryKey: ['registry', 'dictionaries'],
    staleTime: Infinity,
    queryFn: ({ signal }) => api.get<Dictionaries>('/api/registry/dictionaries', undefined, { signal }),
  });
}

/** Options of the first dictionary among the names that the service has. */
export function dictionaryOptions(dictionaries: Dictionaries | undefined, ...names: string[]) {
  const found = names.map((n) => dictionaries?.[n]).find((d) => d);
  return (found ?? []).map((d) => ({ value: d.code, label: d.name }));
}

export function fullName(person: { lastName: string; firstName: string; middleName?: string | null }): string {
  return [person.lastName, person.firstName, person.middleName].filter(Boolean).join(' ');
}

/** What the person is in the organisation now, for the line under the name. */
export function standing(person: Person): string {
  const job = person.employments.find((e) => !e.dismissedOn);
  if (job) return positionWords[job.position] + (job.subjects?.length ? `, ${job.subjects.join(', ').toLocaleLowerCase('ru')}` : '');
  const study = person.enrolments.find((e) => !e.to);
  return study ? `${study.grade}${study.letter ? ` «${study.letter}»` : ''} класс` : '';
}

export function isPupil(person: Person): boolean {
  return person.enrolments.some((e) => !e.to) && !person.employments.some((e) => !e.dismissedOn);
}
