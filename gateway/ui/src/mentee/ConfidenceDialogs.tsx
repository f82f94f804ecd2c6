import { MultiSelect, Select } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client';
import type { MenteeProfile, Person } from '../api/types';
import { choices } from '../mentor/codes';
import { useDictionaries } from '../person/person';
import { FormDialog } from '../ui/dialogs';
import { DateField, dateError, LongText, withOptional } from '../ui/fields';
import { FormBody } from '../ui/FormPage';
import { shortName, today } from '../ui/russian';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';

/** What somebody told of the mentee: for the curator and the psychologist only. */
export function ThirdPartyDialog({ person, profile, onClose }: { person: Person; profile: MenteeProfile; onClose: () => void }) {
  const client = useQueryClient();
  const dictionaries = useDictionaries();
  const form = useProblemForm({
    name: `third-party-${profile.id}`,
    initial: { sourceRole: '', text: '', toldOn: today() },
    labels: { sourceRole: 'Кто сообщил', text: 'Что сообщили', toldOn: 'Когда' },
    validate: (v) => ({
      sourceRole: v.sourceRole ? undefined : 'Выберите, кто сообщил',
      text: v.text.trim() ? undefined : 'Напишите, что сообщили',
      toldOn: dateError(v.toldOn) ?? (v.toldOn > today() ? 'Эта дата ещё не наступила' : undefined),
    }),
    submit: (v, key) => api.post(`/api/registry/mentees/${profile.id}/third-party`, { ...v, text: v.text.trim() }, { idempotencyKey: key }),
    onSaved: () => {
      void client.invalidateQueries({ queryKey: ['registry', 'mentees'] });
      showDone('Сведения добавлены');
      onClose();
    },
  });
  return (
    <FormDialog title={`Сведения о наставляемом: ${shortName(person.name)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Добавить сведения" onCancel={onClose}>
        <Select {...form.field('sourceRole')} data={choices(dictionaries.data, 'thirdPartySources')} />
        <LongText {...form.field('text')} description="Увидят только куратор и психолог" />
        <DateField {...form.field('toldOn')} />
      </FormBody>
    </FormDialog>
  );
}

/** Special needs: open only under a consent that names them. */
export function SupportDialog({ person, profile, support, onClose }: { person: Person; profile: MenteeProfile; support: { codes: string[]; note?: string | null } | undefined; onClose: () => void }) {
  const client = useQueryClient();
  const dictionaries = useDictionaries();
  const form = useProblemForm({
    name: `support-${profile.id}`,
    initial: { codes: support?.codes ?? [], note: support?.note ?? '' },
    labels: { codes: 'Потребности', note: 'Пояснение' },
    submit: (v) => api.put(`/api/registry/mentees/${profile.id}/support`, { codes: v.codes, note: v.note.trim() || null }),
    onSaved: () => {
      void client.invalidateQueries({ queryKey: ['registry', 'mentees'] });
      showDone('Особые потребности сохранены');
      onClose();
    },
  });
  return (
    <FormDialog title={`Особые потребности: ${shortName(person.name)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Сохранить" onCancel={onClose}>
        <MultiSelect {...form.field('codes')} label={withOptional('Потребности', true)} data={choices(dictionaries.data, 'supportNeeds', support?.codes)} />
        <LongText {...form.field('note')} optional description="Без диагнозов: только то, что нужно наставнику и школе" />
      </FormBody>
    </FormDialog>
  );
}
