import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { api } from '../api/client';
import type { Level, Organisation, Slice } from '../api/types';
import { levelWords } from '../api/words';

interface Props {
  id: string;
  name: string;
  label: ReactNode;
  value: string;
  onChange: (value: string) => void;
  error?: ReactNode;
  levels: Level[];
  /** The organisation that cannot be its own target. */
  except: number;
  description?: string;
}

/** Finds an organisation by its name, on the levels that fit. */
export function OrganisationPicker({ levels, except, value, onChange, ...rest }: Props) {
  const [text, setText] = useState('');
  const [query] = useDebouncedValue(text.trim(), 250);
  const level = levels.length === 1 ? levels[0] : undefined;
  const found = useQuery({
    queryKey: ['registry', 'organisations', 'pick', level, query],
    queryFn: ({ signal }) =>
      api.get<Slice<Organisation>>('/api/registry/organisations', { q: query.length > 1 ? query : undefined, level, size: 50, sort: 'name' }, { signal }),
  });
  const data = (found.data?.items ?? [])
    .filter((o) => o.id !== except && levels.includes(o.level) && o.status !== 'closed' && o.status !== 'reorganised')
    .map((o) => ({ value: String(o.id), label: levels.length > 1 ? `${o.shortName} — ${levelWords[o.level].toLocaleLowerCase('ru')}` : o.shortName }));
  return (
    <Select
      {...rest}
      value={value || null}
      onChange={(v) => onChange(v ?? '')}
      data={data}
      searchable
      filter={({ options }) => options}
      onSearchChange={setText}
      placeholder="Начните вводить название"
      nothingFoundMessage={found.isFetching ? 'Ищем…' : 'Ничего не найдено. Проверьте название.'}
      limit={50}
    />
  );
}
