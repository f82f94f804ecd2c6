import { Group, MultiSelect, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { api } from '../api/client';
import type { Participant, PersonKind, Slice } from '../api/types';
import { usePlace } from '../app/session';
import { shortName } from '../ui/russian';

/** Somebody chosen for a pair; the name is kept so that a restored draft can show it. */
export interface Chosen {
  id: number;
  name: string;
  kind: PersonKind;
  /** The number of the class of a pupil. */
  grade?: number | undefined;
}

interface Props {
  role: 'mentor' | 'mentee';
  value: Chosen[];
  onChange: (value: Chosen[]) => void;
  max: number;
  id: string;
  label: ReactNode;
  description?: string;
  error?: ReactNode;
  /** Not offered: somebody on the other side. */
  without: number[];
  disabled?: boolean;
  /** Another organisation: those of its mentors who let others see their card. */
  elsewhere?: string | undefined;
}

const gradeOf = (p: Participant) => (p.kind === 'pupil' && p.positionOrGrade ? Number(p.positionOrGrade) || undefined : undefined);

/** Search among those who are free: typing a surname is quicker than a list of two hundred. */
export function PeoplePicker({ role, value, onChange, max, without, description, elsewhere, ...field }: Props) {
  const place = usePlace();
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 200);
  const found = useQuery({
    queryKey: ['programme', 'participants', elsewhere ?? place.id, elsewhere ? 'shared' : role, q],
    queryFn: ({ signal }) =>
      elsewhere
        ? api.get<Slice<Participant>>('/api/programme/participants/shared', { organisation: elsewhere, q, size: 50, sort: 'name' }, { signal })
        : api.get<Slice<Participant>>('/api/programme/participants', { organisation: place.id, role, free: true, q, size: 50, sort: 'name' }, { signal }),
    placeholderData: keepPreviousData,
  });
  const people = (found.data?.items ?? []).filter((p) => !without.includes(p.personId));
  const byId = new Map(people.map((p) => [String(p.personId), p]));
  const data = [
    ...people.map((p) => ({ value: String(p.personId), label: p.name ?? 'имя скрыто', disabled: p.consent === false })),
    ...value.filter((v) => !byId.has(String(v.id))).map((v) => ({ value: String(v.id), label: v.name, disabled: false })),
  ];
  return (
    <MultiSelect
      {...field}
      description={description}
      data={data}
      value={value.map((v) => String(v.id))}
      maxValues={max}
      onChange={(ids) =>
        onChange(ids.flatMap((id) => {
          const old = value.find((v) => String(v.id) === id);
          const fresh = byId.get(id);
          return old ? [old] : fresh ? [{ id: fresh.personId, name: shortName(fresh.name ?? 'имя скрыто'), kind: fresh.kind, grade: gradeOf(fresh) }] : [];
        }))
      }
      searchable
      searchValue={text}
      onSearchChange={setText}
      // The service has searched already; the letters of a short name would hide what it found.
      filter={({ options }) => options}
      hidePickedOptions
      placeholder={value.length < max ? 'Начните с фамилии' : ''}
      nothingFoundMessage={
        found.isFetching ? 'Ищем…'
          : found.error ? 'Не удалось загрузить список. Повторите.'
          : elsewhere ? 'Среди наставников, которые разрешили показывать карточку другим, такого свободного нет.'
          : q ? 'Среди свободных такого человека нет.'
          : role === 'mentor' ? 'Свободных наставников нет. Зарегистрируйте наставника в разделе «Люди».' : 'В базе нет наставляемых без пары. Добавьте наставляемого в разделе «Люди».'
      }
      renderOption={({ option }) => {
        const person = byId.get(option.value);
        return (
          <div>
            <Text size="sm">{option.label}</Text>
            {person && (
              <Group gap={6}>
                <Text size="xs" c="dimmed">
                  {[
                    person.kind === 'pupil' ? `${person.positionOrGrade ?? ''} класс`.trim() : role === 'mentor' ? 'сотрудник' : 'педагог',
                    role === 'mentor' ? `ведёт ${person.load} из ${person.maxLoad}` : '',
                    person.consent === false ? 'нет согласия на обработку данных' : '',
                  ].filter(Boolean).join(' · ')}
                </Text>
              </Group>
            )}
          </div>
        );
      }}
      comboboxProps={{ shadow: 'md' }}
      // The list itself scrolls: a scroll area around it could not be reached by the keyboard.
      withScrollArea={false}
      styles={{ options: { maxHeight: 320, overflowY: 'auto' } }}
    />
  );
}
