import { ActionIcon, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../api/client';
import type { Participant, Slice } from '../api/types';
import { usePlace } from '../app/session';
import type { NamedPerson } from './types';
import classes from './Order.module.css';

interface Props {
  id: string;
  value: NamedPerson[];
  onChange: (value: NamedPerson[]) => void;
  error?: React.ReactNode;
  /** What is written beside each person: functions, competences, incentive. */
  note: string;
  /** Only those who are in the base of mentors. */
  mentors: boolean;
}

const most = 100;

/** Adds people one after another, each with a line of its own. */
export function StaffPicker({ id, value, onChange, error, note, mentors }: Props) {
  const place = usePlace();
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 200);
  const found = useQuery({
    queryKey: ['programme', 'participants', place.id, 'order', mentors, q],
    queryFn: ({ signal }) => api.get<Slice<Participant>>('/api/programme/participants', { organisation: place.id, role: mentors ? 'mentor' : undefined, q, size: 50, sort: 'name' }, { signal }),
    placeholderData: keepPreviousData,
  });
  const people = (found.data?.items ?? []).filter((p) => p.name && !value.some((v) => v.personId === p.personId));
  return (
    <div className={classes.people}>
      <Select
        id={id}
        label="Добавить человека"
        placeholder="Начните с фамилии"
        searchable
        searchValue={text}
        onSearchChange={setText}
        filter={({ options }) => options}
        data={people.map((p) => ({ value: String(p.personId), label: p.name ?? '' }))}
        value={null}
        disabled={value.length >= most}
        nothingFoundMessage={found.isFetching ? 'Ищем…' : 'Такого человека нет. Добавьте его в разделе «Люди».'}
        onChange={(chosen) => {
          const person = people.find((p) => String(p.personId) === chosen);
          if (person) onChange([...value, { personId: person.personId, name: person.name ?? '', note: '' }]);
          setText('');
        }}
        error={error}
        withScrollArea={false}
        styles={{ options: { maxHeight: 320, overflowY: 'auto' } }}
      />
      {value.length > 0 && (
        <ul className={classes.chosen} aria-label="Люди в приказе">
          {value.map((person) => (
            <li key={person.personId}>
              <TextInput
                label={`${person.name}: ${note.toLocaleLowerCase('ru')}`}
                maxLength={500}
                value={person.note}
                onChange={(e) => onChange(value.map((v) => (v.personId === person.personId ? { ...v, note: e.currentTarget.value } : v)))}
              />
              <ActionIcon variant="subtle" color="gray" aria-label={`Убрать: ${person.name}`} onClick={() => onChange(value.filter((v) => v.personId !== person.personId))}><IconX size={16} /></ActionIcon>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
