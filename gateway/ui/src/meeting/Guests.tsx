import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../api/client';
import type { Meeting } from '../api/types';
import { usePlace } from '../app/session';
import { PersonPicker } from '../person/PersonPicker';
import { Rows } from '../person/Rows';
import { FormDialog } from '../ui/dialogs';
import { DateField, dateError } from '../ui/fields';
import { FormBody } from '../ui/FormPage';
import { Section } from '../ui/Page';
import { formatDate, today } from '../ui/russian';
import { PersonName } from '../ui/text';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import type { Guest } from './types';

/** Teachers called in, each with the own consent (BR-044). The curator knows all teachers, so the curator enters them. */
export function Guests({ meeting }: { meeting: Meeting }) {
  const place = usePlace();
  const client = useQueryClient();
  const [inviting, setInviting] = useState(false);
  const key = ['programme', 'meeting', meeting.id, 'guests'];
  const guests = useQuery({ queryKey: key, queryFn: ({ signal }) => api.get<Guest[]>(`/api/programme/meetings/${meeting.id}/guests`, undefined, { signal }) });
  const may = place.role === 'curator';
  const rows = guests.data ?? [];
  if (!may && rows.length === 0) return null;
  const remove = async (guest: Guest) => {
    await api.delete(`/api/programme/meetings/${meeting.id}/guests/${guest.personId}`);
    void client.invalidateQueries({ queryKey: key });
    showDone('Приглашение убрано');
  };
  return (
    <Section title="Приглашённые специалисты" actions={may && <Button size="xs" variant="default" leftSection={<IconPlus size={14} />} onClick={() => setInviting(true)}>Пригласить</Button>}>
      <Rows
        label="Приглашённые специалисты"
        empty="Никого не приглашали. Наставник может позвать другого педагога с его согласия."
        rows={rows}
        rowKey={(g) => g.personId}
        columns={[
          ['Кто', (g) => <PersonName name={g.name} full />],
          ['С чем поможет', (g) => g.topic],
          ['Согласие', (g) => formatDate(g.consentOn)],
        ]}
        {...(may ? { actions: [{ label: 'Убрать', run: (g: Guest) => void remove(g) }] } : {})}
      />
      {inviting && <InviteDialog meeting={meeting} onClose={() => setInviting(false)} onDone={() => void client.invalidateQueries({ queryKey: key })} />}
    </Section>
  );
}

function InviteDialog({ meeting, onClose, onDone }: { meeting: Meeting; onClose: () => void; onDone: () => void }) {
  const place = usePlace();
  const form = useProblemForm({
    name: `guest-${meeting.id}`,
    initial: { personId: '', topic: '', consentOn: '' },
    labels: { personId: 'Специалист', topic: 'С чем поможет', consentOn: 'Когда дал согласие' },
    validate: (v) => ({
      personId: v.personId ? undefined : 'Выберите специалиста', topic: v.topic.trim() ? undefined : 'Напишите, с чем он поможет',
      consentOn: dateError(v.consentOn) ?? (v.consentOn > today() ? 'Этот день ещё не наступил' : undefined),
    }),
    submit: (v, key) => api.post<Guest[]>(`/api/programme/meetings/${meeting.id}/guests`, { personId: Number(v.personId), topic: v.topic.trim(), consentOn: v.consentOn, by: 'curator' }, { idempotencyKey: key }),
    onSaved: () => {
      onDone();
      showDone('Специалист приглашён');
      onClose();
    },
  });
  return (
    <FormDialog title="Пригласить специалиста" onClose={onClose}>
      <FormBody form={form} submitLabel="Пригласить" onCancel={onClose}>
        <PersonPicker {...form.field('personId')} organisation={place.id} />
        <TextInput {...form.field('topic')} maxLength={300} />
        <DateField {...form.field('consentOn')} description="Без согласия педагога пригласить его нельзя" />
      </FormBody>
    </FormDialog>
  );
}
