import { Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client';
import type { MentorProfile, Person } from '../api/types';
import { options } from '../api/words';
import { useDictionaries } from '../person/person';
import { FormDialog } from '../ui/dialogs';
import { DateField, dateError, LongText, withOptional } from '../ui/fields';
import { FormBody, Line } from '../ui/FormPage';
import { shortName, today } from '../ui/russian';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import { choices } from './codes';
import { decisionWords, readinessWords } from './types';

interface Props {
  person: Person;
  profile: MentorProfile;
  onClose: () => void;
}

const past = (v: string) => dateError(v) ?? (v > today() ? 'Эта дата ещё не наступила' : undefined);

function useDone(message: string, onClose: () => void) {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: ['registry'] });
    showDone(message);
    onClose();
  };
}

export function InterviewDialog({ person, profile, onClose }: Props) {
  const done = useDone('Собеседование внесено', onClose);
  const form = useProblemForm({
    name: `interview-${profile.id}`,
    initial: { heldOn: today(), interviewer: '', psychologistPresent: false, readiness: 'ready', decision: 'select', note: '' },
    labels: { heldOn: 'Когда', interviewer: 'Кто проводил', psychologistPresent: 'Присутствовал психолог', readiness: 'Готовность к наставничеству', decision: 'Решение', note: 'Что отметили' },
    validate: (v) => ({
      heldOn: past(v.heldOn),
      interviewer: v.interviewer.trim() ? undefined : 'Напишите, кто проводил',
      note: v.decision === 'decline' && !v.note.trim() ? 'Напишите, почему кандидату отказано' : undefined,
    }),
    submit: (v, key) => api.post(`/api/registry/mentors/${profile.id}/interviews`, { ...v, interviewer: v.interviewer.trim(), note: v.note.trim() || null }, { idempotencyKey: key }),
    onSaved: done,
  });
  return (
    <FormDialog title={`Собеседование: ${shortName(person.name)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Внести собеседование" onCancel={onClose}>
        <Line>
          <DateField {...form.field('heldOn')} />
          <TextInput {...form.field('interviewer')} maxLength={200} />
        </Line>
        <Checkbox {...form.checkbox('psychologistPresent')} />
        <Select {...form.field('readiness')} data={options(readinessWords)} allowDeselect={false} />
        <Select {...form.field('decision')} data={options(decisionWords)} allowDeselect={false} />
        <LongText {...form.field('note')} optional={form.values.decision !== 'decline'} />
      </FormBody>
    </FormDialog>
  );
}

export function TrainingDialog({ person, profile, onClose }: Props) {
  const dictionaries = useDictionaries();
  const done = useDone('Обучение внесено', onClose);
  const form = useProblemForm({
    name: `training-${profile.id}`,
    initial: { kind: '', title: '', finishedOn: '', hours: '' as number | '', document: '' },
    labels: { kind: 'Вид обучения', title: 'Название', finishedOn: 'Когда закончил', hours: 'Часов', document: 'Документ' },
    validate: (v) => ({
      kind: v.kind ? undefined : 'Выберите вид обучения',
      title: v.title.trim() ? undefined : 'Напишите название',
      finishedOn: past(v.finishedOn),
    }),
    submit: (v, key) =>
      api.post(`/api/registry/mentors/${profile.id}/trainings`, { ...v, title: v.title.trim(), hours: v.hours || null, document: v.document.trim() || null }, { idempotencyKey: key }),
    onSaved: done,
  });
  return (
    <FormDialog title={`Обучение наставника: ${shortName(person.name)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Внести обучение" onCancel={onClose}>
        <Select {...form.field('kind')} data={choices(dictionaries.data, 'trainings')} />
        <TextInput {...form.field('title')} maxLength={200} />
        <Line>
          <DateField {...form.field('finishedOn')} />
          <NumberInput {...form.field('hours')} label={withOptional('Часов', true)} min={1} max={1000} allowDecimal={false} />
        </Line>
        <TextInput {...form.field('document')} label={withOptional('Документ', true)} placeholder="Сертификат № 12" maxLength={200} />
      </FormBody>
    </FormDialog>
  );
}

export function WaiverDialog({ person, profile, onClose }: Props) {
  const done = useDone('Отмечено: обучение не требуется', onClose);
  const form = useProblemForm({
    name: `waiver-${profile.id}`,
    initial: { note: '' },
    labels: { note: 'Почему не требуется' },
    submit: (v, key) => api.post(`/api/registry/mentors/${profile.id}/training-waiver`, { note: v.note.trim() || null }, { idempotencyKey: key }),
    onSaved: done,
  });
  return (
    <FormDialog title={`Обучение не требуется: ${shortName(person.name)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Отметить" onCancel={onClose}>
        <LongText {...form.field('note')} optional />
      </FormBody>
    </FormDialog>
  );
}

export function SharingDialog({ person, profile, onClose }: Props) {
  const opens = !profile.shareWithOthers;
  const done = useDone(opens ? 'Карточка открыта другим организациям региона' : 'Карточка закрыта: другие организации её больше не видят', onClose);
  const form = useProblemForm({
    name: `sharing-${profile.id}`,
    initial: { leave: !opens, on: today() },
    labels: { leave: 'Наставник разрешил показывать свою карточку другим организациям', on: 'Когда разрешил' },
    validate: (v) => (opens ? { leave: v.leave ? undefined : 'Без разрешения наставника показать карточку нельзя', on: past(v.on) } : {}),
    submit: (v) => api.put(`/api/registry/mentors/${profile.id}/sharing`, opens ? { leave: true, on: v.on } : { leave: false }),
    onSaved: done,
  });
  return (
    <FormDialog title={`${opens ? 'Открыть' : 'Закрыть'} карточку: ${shortName(person.name)}`} onClose={onClose}>
      <FormBody form={form} submitLabel={opens ? 'Открыть карточку' : 'Закрыть карточку'} onCancel={onClose}>
        {opens ? (
          <>
            <Checkbox {...form.checkbox('leave')} description="Увидят имя, школу, компетенции и интересы. Телефон и почту не увидят." />
            <DateField {...form.field('on')} />
          </>
        ) : (
          <p>Карточка исчезнет из списка «Наставники других школ» сразу.</p>
        )}
      </FormBody>
    </FormDialog>
  );
}
