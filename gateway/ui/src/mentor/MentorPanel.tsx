import { Button, Checkbox, NumberInput, Select, TagsInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import type { MentorProfile, MentorStatus, Person } from '../api/types';
import { dictionaryOptions, useDictionaries } from '../person/person';
import { FormDialog } from '../ui/dialogs';
import { DateField, dateError, LongText, withOptional } from '../ui/fields';
import { FormBody, Line } from '../ui/FormPage';
import { Notice } from '../ui/Notice';
import { Facts, Section } from '../ui/Page';
import { counted, shortName, today } from '../ui/russian';
import { StatusSince } from '../ui/StatusBadge';
import { mentorStatuses } from '../ui/statuses';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';

/** Where a curator may move a mentor by hand; pairs and orders move him to «закреплён» themselves. */
const next: Record<MentorStatus, MentorStatus[]> = {
  candidate: ['consent_pending', 'excluded'],
  consent_pending: ['available', 'questionnaire_done', 'excluded'],
  questionnaire_done: ['interviewed', 'available', 'excluded'],
  interviewed: ['selected', 'available', 'excluded'],
  selected: ['in_registry', 'available', 'excluded'],
  in_registry: ['trained', 'available', 'excluded'],
  trained: ['available', 'excluded'],
  available: ['resting', 'excluded'],
  assigned: ['resting', 'excluded'],
  resting: ['available', 'excluded'],
  excluded: ['consent_pending'],
};

export function MentorPanel({ person, profile, writes }: { person: Person; profile: MentorProfile; writes: boolean }) {
  const [edit, setEdit] = useState(false);
  const [move, setMove] = useState(false);
  return (
    <Section
      title="Карточка наставника"
      actions={
        writes && (
          <>
            <Button variant="default" size="xs" onClick={() => setEdit(true)}>Изменить</Button>
            {next[profile.status].length > 0 && <Button size="xs" onClick={() => setMove(true)}>Сменить состояние</Button>}
          </>
        )
      }
    >
      <Facts items={[
        ['Состояние', <StatusSince key="s" status={profile.status} since={profile.statusSince} note={profile.statusNote} words={mentorStatuses} />],
        ['Согласие самого наставника', profile.voluntary ? 'получено, добровольно' : 'не отмечено'],
        ['Чему может научить', (profile.competences ?? []).join(', ')],
        ['Готов вести', counted(profile.maxLoad, ['наставляемого', 'наставляемых', 'наставляемых'])],
        ['Время', profile.timeHoursPerMonth ? `${counted(profile.timeHoursPerMonth, ['час', 'часа', 'часов'])} в месяц` : ''],
        ['Достижения', profile.achievements],
        ['Интересы', profile.interests],
        ['Карточка видна другим организациям', profile.shareWithOthers ? 'да, наставник разрешил' : 'нет'],
      ]} />
      {edit && <EditDialog person={person} profile={profile} onClose={() => setEdit(false)} />}
      {move && <MoveDialog person={person} profile={profile} onClose={() => setMove(false)} />}
    </Section>
  );
}

const valuesOf = (p: MentorProfile) => ({
  competences: p.competences ?? [], achievements: p.achievements ?? '', interests: p.interests ?? '',
  timeHoursPerMonth: p.timeHoursPerMonth ?? ('' as number | ''), maxLoad: p.maxLoad as number | '', shareWithOthers: p.shareWithOthers,
});

function EditDialog({ person, profile, onClose }: { person: Person; profile: MentorProfile; onClose: () => void }) {
  const client = useQueryClient();
  const dictionaries = useDictionaries();
  const form = useProblemForm({
    name: `mentor-${profile.id}`,
    initial: valuesOf(profile),
    version: profile.version,
    labels: { competences: 'Чему может научить', achievements: 'Достижения', interests: 'Интересы', timeHoursPerMonth: 'Часов в месяц', maxLoad: 'Готов вести, чел.', shareWithOthers: 'Наставник разрешил показывать карточку другим организациям' },
    validate: (v) => ({ maxLoad: v.maxLoad ? undefined : 'Укажите, скольких наставляемых готов вести' }),
    submit: (v, _key, version) =>
      api.put(`/api/registry/mentors/${profile.id}`, {
        ...v, achievements: v.achievements || null, interests: v.interests || null, timeHoursPerMonth: v.timeHoursPerMonth || null, version,
      }),
    fromCurrent: (current) => ({ values: valuesOf(current as MentorProfile), version: (current as MentorProfile).version }),
    onSaved: () => {
      void client.invalidateQueries({ queryKey: ['registry'] });
      showDone('Карточка наставника сохранена');
      onClose();
    },
  });
  return (
    <FormDialog title={`Карточка наставника: ${shortName(person.name)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Сохранить карточку" onCancel={onClose}>
        <TagsInput {...form.field('competences')} label={withOptional('Чему может научить', true)} data={dictionaryOptions(dictionaries.data, 'competences').map((o) => o.label)} maxTags={20} />
        <Line>
          <NumberInput {...form.field('maxLoad')} min={1} max={20} allowDecimal={false} />
          <NumberInput {...form.field('timeHoursPerMonth')} label={withOptional('Часов в месяц', true)} min={1} max={200} allowDecimal={false} />
        </Line>
        <LongText {...form.field('achievements')} optional />
        <LongText {...form.field('interests')} optional />
        <Checkbox {...form.checkbox('shareWithOthers')} />
      </FormBody>
    </FormDialog>
  );
}

function MoveDialog({ person, profile, onClose }: { person: Person; profile: MentorProfile; onClose: () => void }) {
  const client = useQueryClient();
  const consent = person.consents.some((c) => c.kind === 'processing' && c.status === 'active');
  const form = useProblemForm({
    name: `mentor-status-${profile.id}`,
    initial: { to: next[profile.status][0] ?? '', on: today(), note: '', voluntary: false },
    labels: { to: 'Новое состояние', on: 'С какой даты', note: 'Примечание', voluntary: 'Наставник согласился добровольно' },
    validate: (v) => ({
      on: dateError(v.on),
      voluntary: v.to === 'available' && !v.voluntary ? 'Без согласия самого наставника его назначить нельзя' : undefined,
      note: v.to === 'excluded' && !v.note.trim() ? 'Напишите, почему наставник исключён' : undefined,
    }),
    submit: (v, key) => api.post(`/api/registry/mentors/${profile.id}/status`, { ...v, note: v.note.trim() || null }, { idempotencyKey: key }),
    onSaved: () => {
      void client.invalidateQueries({ queryKey: ['registry'] });
      showDone('Состояние наставника изменено');
      onClose();
    },
  });
  return (
    <FormDialog title={`Состояние наставника: ${shortName(person.name)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Сменить состояние" onCancel={onClose}>
        {form.values.to === 'available' && !consent && <Notice tone="warn">Нет действующего согласия на обработку данных. Сначала отметьте подпись на вкладке «Согласия».</Notice>}
        <Select {...form.field('to')} data={next[profile.status].map((s) => ({ value: s, label: mentorStatuses[s].label }))} allowDeselect={false} />
        <DateField {...form.field('on')} />
        {form.values.to === 'available' && <Checkbox {...form.checkbox('voluntary')} />}
        <LongText {...form.field('note')} optional={form.values.to !== 'excluded'} />
      </FormBody>
    </FormDialog>
  );
}
