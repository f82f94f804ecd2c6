import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { api } from '../api/client';
import type { PersonRow, Slice } from '../api/types';

interface Props {
  id?: string;
  label?: ReactNode;
  error?: ReactNode;
  value?: string;
  onChange?: (value: string | null) => void;
  organisation: number;
}

/** One person of the organisation, found by the beginning of the name. */
export function PersonPicker({ organisation, value, onChange, id, label, error }: Props) {
  const [text, setText] = useState('');
  const [query] = useDebouncedValue(text.trim(), 200);
  const people = useQuery({
    queryKey: ['registry', 'people', 'picker', organisation, query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      api.get<Slice<PersonRow>>('/api/registry/people', { organisation, q: query, size: 20, sort: 'name' }, { signal }),
  });
  return (
    <Select
      {...(id ? { id } : {})}
      label={label}
      error={error}
      description="Начните с фамилии"
      searchable
      clearable
      clearButtonProps={{ 'aria-label': 'Очистить' }}
      value={value || null}
      {...(onChange ? { onChange } : {})}
      searchValue={text}
      onSearchChange={setText}
      filter={({ options }) => options}
      nothingFoundMessage="Никого не найдено"
      data={(people.data?.items ?? []).map((p) => ({ value: String(p.id), label: [p.name, p.positionOrGrade].filter(Boolean).join(', ') }))}
    />
  );
}
