import { Anchor, Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import type { Person } from '../api/types';
import { usePlace } from '../app/session';
import { nameError } from '../ui/fields';
import { Notice } from '../ui/Notice';
import { showDone, showFailed } from '../ui/undo';

export interface NameValues {
  lastName: string;
  firstName: string;
  middleName: string;
  birthDate: string;
}

interface Props {
  values: NameValues;
  /** The post or the class here, once it is filled in. */
  tie: () => object | undefined;
  onAccepted: (person: Person) => void;
}

/**
 * Says while typing that such a person is already known. Of another organisation's person nothing but
 * the fact is told; whoever knows the name and the birth date may take the person over all the same.
 */
export function DuplicateHint({ values, tie, onAccepted }: Props) {
  const place = usePlace();
  const client = useQueryClient();
  const { lastName, firstName, middleName, birthDate } = values;
  const complete = !nameError(lastName) && !nameError(firstName) && !nameError(middleName, false) && /^\d{4}-\d{2}-\d{2}$/.test(birthDate);
  const [query] = useDebouncedValue(complete ? `${lastName}|${firstName}|${middleName}|${birthDate}` : '', 600);
  const [missing, setMissing] = useState(false);
  const asked = () => {
    const [last = '', first = '', middle = '', birth = ''] = query.split('|');
    return { organisationId: place.id, lastName: last.trim(), firstName: first.trim(), middleName: middle.trim() || null, birthDate: birth };
  };
  const found = useQuery({
    queryKey: ['registry', 'duplicates', place.id, query],
    enabled: query !== '',
    retry: false,
    staleTime: 5 * 60_000,
    queryFn: () => api.post<{ found: boolean; own?: { id: number; name: string } | null }>('/api/registry/people/duplicates', asked()),
  });
  const accept = useMutation({
    mutationFn: (body: object) => api.post<Person>('/api/registry/people/acceptances', { ...asked(), ...body }),
    onSuccess: (person) => {
      void client.invalidateQueries({ queryKey: ['registry'] });
      const transfer = person.transfers?.[0];
      showDone('Человек принят из другой организации', transfer && (async () => {
        try {
          await api.post(`/api/registry/transfers/${transfer.id}/undo`);
          showDone('Приём отменён');
        } catch (error) {
          showFailed(asProblem(error).message);
        }
        void client.invalidateQueries({ queryKey: ['registry'] });
      }));
      onAccepted(person);
    },
  });
  if (!complete) return null;
  if (found.error) return asProblem(found.error).status === 429 ? <Notice>{asProblem(found.error).message}</Notice> : null;
  if (!found.data?.found) return null;
  const own = found.data.own;
  return (
    <Notice tone="warn" title="Найдена запись">
      {own ? (
        <>
          В вашей организации уже есть{' '}
          <Anchor component={Link} to={`/people/${own.id}`} underline="always">{own.name}</Anchor> с той же датой рождения.
          Откройте карточку, чтобы не завести человека дважды.
        </>
      ) : (
        <>
          <p>Человек с такими же именем и датой рождения уже заведён в регионе другой организацией. Если это он, примите его: карточка останется одна, её история сохранится.</p>
          {missing && <p role="alert">Сначала заполните ниже, кем и с какого дня человек у вас.</p>}
          {accept.error && <p role="alert">{asProblem(accept.error).message}</p>}
          <Button
            size="xs"
            loading={accept.isPending}
            onClick={() => {
              const body = tie();
              setMissing(!body);
              if (body) accept.mutate(body);
            }}
          >
            Принять из другой организации
          </Button>
        </>
      )}
    </Notice>
  );
}
