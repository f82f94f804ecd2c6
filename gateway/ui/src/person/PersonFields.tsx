import { Anchor } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '../api/client';
import { nameError } from '../ui/fields';
import { Notice } from '../ui/Notice';

export interface NameValues {
  lastName: string;
  firstName: string;
  middleName: string;
  birthDate: string;
}

/** Says that such a person is already known. Of another organisation's person nothing but the fact is told. */
export function DuplicateHint({ lastName, firstName, middleName, birthDate }: NameValues) {
  const complete = !nameError(lastName) && !nameError(firstName) && /^\d{4}-\d{2}-\d{2}$/.test(birthDate);
  const [query] = useDebouncedValue(complete ? `${lastName}|${firstName}|${middleName}|${birthDate}` : '', 400);
  const found = useQuery({
    queryKey: ['registry', 'duplicates', query],
    enabled: query !== '',
    queryFn: ({ signal }) => {
      const [last, first, middle, birth] = query.split('|');
      return api.get<{ found: boolean; own?: { id: number; name: string } | null }>(
        '/api/registry/people/duplicates',
        { lastName: last, firstName: first, middleName: middle, birthDate: birth },
        { signal },
      );
    },
  });
  if (!complete || !found.data?.found) return null;
  const own = found.data.own;
  return (
    <Notice tone="warn" title="Найдена запись">
      {own ? (
        <>
          В вашей организации уже есть{' '}
          <Anchor component={Link} to={`/people/${own.id}`} underline="always">{own.name}</Anchor> с той же датой рождения.
          Откройте её карточку, чтобы не завести человека дважды.
        </>
      ) : (
        'Человек с такими же именем и датой рождения уже заведён в регионе. Если это он, запись всё равно можно создать: платформа узнает его.'
      )}
    </Notice>
  );
}
