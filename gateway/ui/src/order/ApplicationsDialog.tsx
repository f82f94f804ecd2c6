import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, streamAddress } from '../api/client';
import type { Participant, Slice } from '../api/types';
import { FormDialog } from '../ui/dialogs';

const kinds = [
  { value: 'participation', label: 'Об участии в программе наставничества' },
  { value: 'replacement', label: 'О замене наставника' },
  { value: 'resignation', label: 'О сложении обязанностей наставника' },
  { value: 'exit', label: 'О завершении участия' },
];

/** A blank to be signed by hand, filled with what is known of the person. */
export function ApplicationsDialog({ organisation, onClose }: { organisation: number; onClose: () => void }) {
  const [kind, setKind] = useState('replacement');
  const [person, setPerson] = useState<string | null>(null);
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 200);
  const found = useQuery({
    queryKey: ['programme', 'participants', organisation, 'application', q],
    queryFn: ({ signal }) => api.get<Slice<Participant>>('/api/programme/participants', { organisation, q, size: 50, sort: 'name' }, { signal }),
    placeholderData: keepPreviousData,
  });
  const address = (format: 'pdf' | 'docx') => streamAddress('/api/programme/applications', { kind, organisation, person: person ?? '', format });
  return (
    <FormDialog title="Бланк заявления" onClose={onClose}>
      <Stack gap="md">
        <Select label="Заявление" allowDeselect={false} data={kinds} value={kind} onChange={(v) => setKind(v ?? 'replacement')} />
        <Select
          label="Кто подаёт"
          placeholder="Начните с фамилии"
          searchable
          searchValue={text}
          onSearchChange={setText}
          data={(found.data?.items ?? []).filter((p) => p.name && p.consent !== false).map((p) => ({ value: String(p.personId), label: p.name ?? '' }))}
          value={person}
          onChange={setPerson}
          nothingFoundMessage={found.isFetching ? 'Ищем…' : 'Такого участника нет.'}
          withScrollArea={false}
          styles={{ options: { maxHeight: 320, overflowY: 'auto' } }}
        />
        {person ? (
          <Group gap="xs">
            <Button component="a" href={address('pdf')} download>Скачать PDF</Button>
            <Button component="a" variant="default" href={address('docx')} download>Скачать Word</Button>
          </Group>
        ) : (
          <Text size="sm" c="dimmed">Выберите человека: имя, должность или класс подставятся в бланк. Причину и дату он напишет от руки.</Text>
        )}
      </Stack>
    </FormDialog>
  );
}
