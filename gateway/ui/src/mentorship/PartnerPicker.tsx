import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { api } from '../api/client';
import type { Organisation, Slice } from '../api/types';

interface Props {
  id: string;
  label: ReactNode;
  error?: ReactNode;
  value: string;
  onChange: (value: string) => void;
  disabled?: boolean;
}

/** The organisation whose team mentors here. */
export function PartnerPicker({ onChange, ...field }: Props) {
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 200);
  const found = useQuery({
    queryKey: ['registry', 'organisations', 'partner', q || field.value],
    enabled: q.length > 1,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.get<Slice<Organisation>>('/api/registry/organisations', { q, size: 20 }, { signal }),
  });
  const data = (found.data?.items ?? []).map((o) => ({ value: String(o.id), label: o.shortName }));
  if (field.value && !data.some((o) => o.value === field.value)) data.push({ value: field.value, label: `Организация № ${field.value}` });
  return (
    <Select
      {...field}
      value={field.value || null}
      onChange={(v) => onChange(v ?? '')}
      data={data}
      searchable
      searchValue={text}
      onSearchChange={setText}
      filter={({ options }) => options}
      placeholder="Начните с названия"
      nothingFoundMessage={q.length > 1 ? 'Такой организации нет. Проверьте название.' : 'Введите две буквы названия'}
    />
  );
}
