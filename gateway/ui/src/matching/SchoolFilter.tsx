import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import type { Organisation, Slice } from '../api/types';

/** One school of the many that a run above the school goes over. */
export function SchoolFilter({ value, onChange }: { value: number | undefined; onChange: (school: number | undefined) => void }) {
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 250);
  const schools = useQuery({
    queryKey: ['registry', 'organisations', 'schools', q],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.get<Slice<Organisation>>('/api/registry/organisations', { level: 'school', q, size: 50 }, { signal }),
  });
  return (
    <Select
      aria-label="Школа"
      placeholder="Все школы"
      data={(schools.data?.items ?? []).map((o) => ({ value: String(o.id), label: o.shortName }))}
      value={value === undefined ? null : String(value)}
      onChange={(v) => onChange(v ? Number(v) : undefined)}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': 'Все школы' }}
      searchValue={text}
      onSearchChange={setText}
      filter={({ options }) => options}
      nothingFoundMessage="Такой школы нет"
    />
  );
}
