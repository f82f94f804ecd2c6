import { MultiSelect, Select, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client';
import type { MenteeProfile, MenteeStatus, Person } from '../api/types';
import { menteeCategoryWords, menteeSourceWords, options } from '../api/words';
import type { Setting } from '../dictionary/types';
import { choices } from '../mentor/codes';
import { meetingModes, meetingTimes, timesHint } from '../mentor/meets';
import { useDictionaries } from '../person/person';
import { FormDialog } from '../ui/dialogs';
import { DateField, dateError, LongText, withOptional } from '../ui/fields';
import { FormBody } from '../ui/FormPage';
import { Notice } from '../ui/Notice';
import { ageOn, shortName, today } from '../ui/russian';
import { menteeStatuses } from '../ui/statuses';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';

/** Where a curator may move a mentee by hand; pairs and orders do the rest. */
export const next: Record<MenteeStatus, MenteeStatus[]> = {
  requested: ['consent_pending', 'withdrawn'],
  consent_pending: ['in_base', 'withdrawn'],
  in_base: ['waiting', 'withdrawn'],
  waiting: ['in_base', 'withdrawn'],
  matched: ['withdrawn'],
  in_mentorship: ['withdrawn'],
  completed: ['in_base', 'withdrawn'],
  left: ['in_base', 'withdrawn'],
  alumni: ['in_base', 'withdrawn'],
  withdrawn: ['consent_pending'],
};

const valuesOf = (p: MenteeProfile) => ({
  category: p.category, mainRequest: p.mainRequest, requestCodes: p.requestCodes ?? [], problemGroups: p.problemGroups ?? [], gapCodes: p.gapCodes ?? [],
  gapsNote: p.gapsNote ?? '', source: p.source, psychologistId: p.psychologistId ? String(p.psychologistId) : '', caseLink: p.caseLink ?? '',
  meetingTimes: p.meetingTimes ?? [], meetingModes: p.meetingModes ?? [],
});

/** The psychologists of the person's organisation. */
function usePsychologists(organisation: number) {
  return useQuery({
    queryKey: ['registry', 'people', 'psychologists', organisation],
    queryFn: async ({ signal }) =>
      (await api.get<{ id: number; name: string }[]>('/api/registry/psychologists', { organisation }, { signal })).map((p) => ({ value: String(p.id), label: p.name })),
  });
}

export function EditDialog({ person, profile, onClose }: { person: Person; profile: MenteeProfile; onClose: () => void }) {
  const client = useQueryClient();
  const dictionaries = useDictionaries();
  const psychologists = usePsychologists(person.organisationId);
  const form = useProblemForm({
    name: `mentee-${profile.id}`,
    initial: valuesOf(profile),
    version: profile.version,
    labels: {
      category: 'Кто это', mainRequest: 'Главный запрос', requestCodes: 'Темы запроса', problemGroups: 'Группы трудностей', gapCodes: 'Затруднения',
      gapsNote: 'Затруднения своими словами', source: 'Откуда запрос', psychologistId: 'Психолог', caseLink: 'Ссылка на разбор практики',
      meetingTimes: 'Когда может встречаться', meetingModes: 'Как может встречаться',
    },
    validate: (v) => ({ mainRequest: v.mainRequest.trim() ? undefined : 'Напишите, что наставляемый хочет решить' }),
    submit: (v, _key, version) =>
      api.put(`/api/registry/mentees/${profile.id}`, {
        ...v, mainRequest: v.mainRequest.trim(), gapsNote: v.gapsNote.trim() || null, psychologistId: v.psychologistId ? Number(v.psychologistId) : null, caseLink: v.caseLink.trim() || null, version,
      }),
    fromCurrent: (current) => ({ values: valuesOf(current as MenteeProfile), version: (current as MenteeProfile).version }),
    onSaved: () => {
      void client.invalidateQueries({ queryKey: ['registry'] });
      showDone('Карточка наставляемого сохранена');
      onClose();
    },
  });
  const pupil = form.values.category === 'pupil' || form.values.category === 'student';
  return (
    <FormDialog title={`Карточка наставляемого: ${shortName(person.name)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Сохранить карточку" onCancel={onClose}>
        <Select {...form.field('category')} data={options(menteeCategoryWords)} allowDeselect={false} />
        <LongText {...form.field('mainRequest')} />
        <MultiSelect {...form.field('requestCodes')} label={withOptional('Темы запроса', true)} data={choices(dictionaries.data, 'requestCodes', profile.requestCodes)} searchable maxValues={30} nothingFoundMessage="Нет в справочнике" />
        {pupil ? (
          <MultiSelect {...form.field('problemGroups')} label={withOptional('Группы трудностей', true)} data={choices(dictionaries.data, 'problemGroups', profile.problemGroups)} />
        ) : (
          <>
            <MultiSelect {...form.field('gapCodes')} label={withOptional('Затруднения', true)} data={choices(dictionaries.data, 'gaps', profile.gapCodes)} searchable nothingFoundMessage="Нет в справочнике" />
            <LongText {...form.field('gapsNote')} optional />
          </>
        )}
        <MultiSelect {...form.field('meetingTimes')} label={withOptional('Когда может встречаться', true)} description={timesHint} data={meetingTimes} searchable nothingFoundMessage="Такого времени нет" />
        <MultiSelect {...form.field('meetingModes')} label={withOptional('Как может встречаться', true)} data={meetingModes} />
        <Select {...form.field('source')} data={options(menteeSourceWords)} allowDeselect={false} />
        <Select {...form.field('psychologistId')} label={withOptional('Психолог', true)} data={psychologists.data ?? []} clearable clearButtonProps={{ 'aria-label': 'Убрать психолога' }} />
        <TextInput {...form.field('caseLink')} label={withOptional('Ссылка на разбор практики', true)} placeholder="https://" maxLength={500} />
      </FormBody>
    </FormDialog>
  );
}

export function MoveDialog({ person, profile, onClose }: { person: Person; profile: MenteeProfile; onClose: () => void }) {
  const client = useQueryClient();
  const psychologists = usePsychologists(person.organisationId);
  const settings = useQuery({ queryKey: ['registry', 'settings'], queryFn: ({ signal }) => api.get<Setting[]>('/api/registry/settings', undefined, { signal }) });
  const consent = person.consents.some((c) => c.kind === 'processing' && c.status === 'active');
  const age = ageOn(person.birthDate, today()) ?? 99;
  const teen = age >= 14 && age < 18 && !profile.teenSignedOn && settings.data?.find((s) => s.code === 'teen_signature')?.value === 'true';
  const form = useProblemForm({
    name: `mentee-status-${profile.id}`,
    initial: { to: next[profile.status][0] ?? '', on: today(), note: '', psychologistId: profile.psychologistId ? String(profile.psychologistId) : '', searchOn: '', teenSignedOn: '' },
    labels: { to: 'Новое состояние', on: 'С какой даты', note: 'Примечание', psychologistId: 'Психолог', searchOn: 'Когда продолжить поиск', teenSignedOn: 'Когда подписал сам обучающийся' },
    validate: (v) => ({
      on: dateError(v.on),
      note: v.to === 'withdrawn' && !v.note.trim() ? 'Напишите, почему наставляемый выбывает' : undefined,
      psychologistId: v.to === 'waiting' && !v.psychologistId ? 'Назначьте психолога' : undefined,
      searchOn: v.to === 'waiting' ? (dateError(v.searchOn) ?? (v.searchOn < today() ? 'Этот день уже прошёл' : undefined)) : undefined,
      teenSignedOn: v.to === 'in_base' && teen ? dateError(v.teenSignedOn) : undefined,
    }),
    submit: (v, key) =>
      api.post(`/api/registry/mentees/${profile.id}/status`, {
        to: v.to, on: v.on, note: v.note.trim() || null, psychologistId: v.to === 'waiting' ? Number(v.psychologistId) : null,
        searchOn: v.to === 'waiting' ? v.searchOn : null, teenSignedOn: v.teenSignedOn || null,
      }, { idempotencyKey: key }),
    onSaved: () => {
      void client.invalidateQueries({ queryKey: ['registry'] });
      showDone('Состояние наставляемого изменено');
      onClose();
    },
  });
  const to = form.values.to;
  return (
    <FormDialog title={`Состояние наставляемого: ${shortName(person.name)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Сменить состояние" onCancel={onClose}>
        {to === 'in_base' && !consent && <Notice tone="warn">Нет действующего согласия на обработку данных. Сначала отметьте подпись на вкладке «Согласия».</Notice>}
        {to === 'waiting' && psychologists.data?.length === 0 && <Notice tone="warn">В организации нет педагога-психолога. Сначала внесите его в список сотрудников.</Notice>}
        <Select {...form.field('to')} data={next[profile.status].map((s) => ({ value: s, label: menteeStatuses[s].label }))} allowDeselect={false} />
        <DateField {...form.field('on')} />
        {to === 'in_base' && teen && <DateField {...form.field('teenSignedOn')} description="В регионе с 14 лет подписывает и сам обучающийся" />}
        {to === 'waiting' && (
          <>
            <Select {...form.field('psychologistId')} data={psychologists.data ?? []} description="Поддержит наставляемого, пока идёт поиск" />
            <DateField {...form.field('searchOn')} />
          </>
        )}
        <LongText {...form.field('note')} optional={to !== 'withdrawn'} />
      </FormBody>
    </FormDialog>
  );
}
