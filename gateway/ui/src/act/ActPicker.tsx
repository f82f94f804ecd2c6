import { MultiSelect, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { api } from '../api/client';
import type { Slice } from '../api/types';
import { usePlace } from '../app/session';
import { withOptional } from '../ui/fields';
import { actName } from './act';
import type { Act, Reference } from './types';

interface Common {
  id?: string;
  label?: ReactNode;
  error?: ReactNode;
}

function useFound(text: string) {
  const place = usePlace();
  const [query] = useDebouncedValue(text.trim(), 200);
  return useQuery({
    queryKey: ['registry', 'acts', 'picker', place.id, query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.get<Slice<Act>>('/api/registry/acts', { organisation: place.id, q: query, size: 20 }, { signal }),
  });
}

const option = (act: Act) => ({ value: String(act.id), label: `${actName(act)} «${act.title}»` });

export function ActPicker({ id, label, error, value, onChange }: Common & { value: string; onChange?: (value: string | null) => void }) {
  const [text, setText] = useState('');
  const found = useFound(text);
  return (
    <Select
      {...(id ? { id } : {})}
      label={label}
      error={error}
      description="Номер или слово из названия"
      searchable
      clearable
      clearButtonProps={{ 'aria-label': 'Очистить' }}
      value={value || null}
      {...(onChange ? { onChange } : {})}
      searchValue={text}
      onSearchChange={setText}
      filter={({ options }) => options}
      nothingFoundMessage="Ничего не найдено"
      data={(found.data?.items ?? []).map(option)}
    />
  );
}

/** Several acts; those chosen before stay even when the search does not find them. */
export function ActsPicker({ id, label, error, value, onChange, known }: Common & { value: string[]; onChange?: (value: string[]) => void; known: Reference[] }) {
  const [text, setText] = useState('');
  const found = useFound(text);
  const [seen, setSeen] = useState<Record<string, string>>(() => Object.fromEntries(known.map((k) => [String(k.id), k.text])));
  const options = (found.data?.items ?? []).map(option);
  const data = [...options, ...value.filter((v) => !options.some((o) => o.value === v)).map((v) => ({ value: v, label: seen[v] ?? `Акт ${v}` }))];
  return (
    <MultiSelect
      {...(id ? { id } : {})}
      label={withOptional(label, true)}
      error={error}
      description="Номер или слово из названия. Если акт отменят, документ будет отмечен"
      searchable
      clearable
      clearButtonProps={{ 'aria-label': 'Очистить' }}
      maxValues={50}
      value={value}
      onChange={(chosen) => {
        setSeen((old) => ({ ...old, ...Object.fromEntries(options.map((o) => [o.value, o.label])) }));
        onChange?.(chosen);
      }}
      searchValue={text}
      onSearchChange={setText}
      filter={({ options: all }) => all}
      nothingFoundMessage="Ничего не найдено"
      data={data}
    />
  );
}
