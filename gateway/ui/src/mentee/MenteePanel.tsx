import { Button, Select, TagsInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import type { MenteeProfile, MenteeStatus, Person } from '../api/types';
import { menteeCategoryWords, menteeSourceWords, options } from '../api/words';
import { useSession } from '../app/session';
import { dictionaryOptions, useDictionaries } from '../person/person';
import { FormDialog } from '../ui/dialogs';
import { DateField, dateError, LongText, withOptional } from '../ui/fields';
import { FormBody } from '../ui/FormPage';
import { Notice } from '../ui/Notice';
import { Facts, Section } from '../ui/Page';
import { shortName, today } from '../ui/russian';
import { StatusSince } from '../ui/StatusBadge';
import { menteeStatuses } from '../ui/statuses';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';

/** Where a curator may move a mentee by hand; pairs and orders do the rest. */
const next: Record<MenteeStatus, MenteeStatus[]> = {
  requested: ['consent_pending', 'withdrawn'],
  consent_pending: ['in_base', 'withdrawn'],
  in_base: ['waiting', 'withdrawn'],
  waiting: ['in_base', 'withdrawn'],
  matched: ['in_base', 'withdrawn'],
  in_mentorship: ['withdrawn'],
  completed: ['in_base'],
  left: ['in_base'],
  withdrawn: ['consent_pending'],
};

export function MenteePanel({ person, profile, writes }: { person: Person; profile: MenteeProfile; writes: boolean }) {
  const { has } = useSession();
  const dictionaries = useDictionaries();
  const [edit, setEdit] = useState(false);
  const [move, setMove] = useState(false);
  const codes = dictionaryOptions(dictionaries.data, 'requestCodes', 'requests');
  const names = (profile.requestCodes ?? []).map((c) => codes.find((o) => o.value === c)?.label ?? c);
  const facts: [string, React.ReactNode][] = [
    ['Состояние', <StatusSince key="s" status={profile.status} since={profile.statusSince} note={profile.statusNote} words={menteeStatuses} />],
    ['Кто это', menteeCategoryWords[profile.category]],
    ['Главный запрос', profile.mainRequest],
    ['Темы запроса', names.join(', ')],
    ['Откуда запрос', menteeSourceWords[profile.source]],
  ];
  // Told by third parties: only the curator and the psychologist are shown it at all.
  if (profile.source === 'third_party' && has('curator', 'psychologist')) facts.push(['Что сообщили', profile.thirdPartyInfo]);
  return (
    <Section
      title="Карточка наставляемого"
      actions={
        writes && (
          <>
            <Button variant="default" size="xs" onClick={() => setEdit(true)}>Изменить</Button>
            {next[profile.status].length > 0 && <Button size="xs" onClick={() => setMove(true)}>Сменить состояние</Button>}
          </>
        )
      }
    >
      <Facts items={facts} />
      {edit && <EditDialog person={person} profile={profile} onClose={() => setEdit(false)} />}
      {move && <MoveDialog person={person} profile={profile} onClose={() => setMove(false)} />}
    </Section>
  );
}

const valuesOf = (p: MenteeProfile) => ({
  category: p.category, mainRequest: p.mainRequest, requestCodes: p.requestCodes ?? [], source: p.source, thirdPartyInfo: p.thirdPartyInfo ?? '',
});

function EditDialog({ person, profile, onClose }: { person: Person; profile: MenteeProfile; onClose: () => void }) {
  const client = useQueryClient();
  const { has } = useSession();
  const dictionaries = useDictionaries();
  const third = has('curator', 'psychologist');
  const form = useProblemForm({
    name: `mentee-${profile.id}`,
    initial: valuesOf(profile),
    version: profile.version,
    labels: { category: 'Кто это', mainRequest: 'Главный запрос', requestCodes: 'Темы запроса', source: 'Откуда запрос', thirdPartyInfo: 'Что сообщили' },
    validate: (v) => ({ mainRequest: v.mainRequest.trim() ? undefined : 'Напишите, что наставляемый хочет решить' }),
    submit: (v, _key, version) => {
      const { thirdPartyInfo, ...rest } = v;
      return api.put(`/api/registry/mentees/${profile.id}`, { ...rest, ...(third ? { thirdPartyInfo: thirdPartyInfo || null } : {}), version });
    },
    fromCurrent: (current) => ({ values: valuesOf(current as MenteeProfile), version: (current as MenteeProfile).version }),
    onSaved: () => {
      void client.invalidateQueries({ queryKey: ['registry'] });
      showDone('Карточка наставляемого сохранена');
      onClose();
    },
  });
  const codes = dictionaryOptions(dictionaries.data, 'requestCodes', 'requests');
  return (
    <FormDialog title={`Карточка наставляемого: ${shortName(person.name)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Сохранить карточку" onCancel={onClose}>
        <Select {...form.field('category')} data={options(menteeCategoryWords)} allowDeselect={false} />
        <LongText {...form.field('mainRequest')} />
        <TagsInput {...form.field('requestCodes')} label={withOptional('Темы запроса', true)} description="Напишите и нажмите Enter" data={codes.map((c) => c.label)} maxTags={30} />
        <Select {...form.field('source')} data={options(menteeSourceWords)} allowDeselect={false} />
        {form.values.source === 'third_party' && third && <LongText {...form.field('thirdPartyInfo')} optional description="Видят только куратор и психолог" />}
      </FormBody>
    </FormDialog>
  );
}

function MoveDialog({ person, profile, onClose }: { person: Person; profile: MenteeProfile; onClose: () => void }) {
  const client = useQueryClient();
  const consent = person.consents.some((c) => c.kind === 'processing' && c.status === 'active');
  const form = useProblemForm({
    name: `mentee-status-${profile.id}`,
    initial: { to: next[profile.status][0] ?? '', on: today(), note: '' },
    labels: { to: 'Новое состояние', on: 'С какой даты', note: 'Примечание' },
    validate: (v) => ({ on: dateError(v.on) }),
    submit: (v, key) =>
      api.post(`/api/registry/mentees/${profile.id}/status`, { ...v, note: v.note.trim() || null }, { idempotencyKey: key }),
    onSaved: () => {
      void client.invalidateQueries({ queryKey: ['registry'] });
      showDone('Состояние наставляемого изменено');
      onClose();
    },
  });
  return (
    <FormDialog title={`Состояние наставляемого: ${shortName(person.name)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Сменить состояние" onCancel={onClose}>
        {form.values.to === 'in_base' && !consent && <Notice tone="warn">Нет действующего согласия на обработку данных. Сначала отметьте подпись на вкладке «Согласия».</Notice>}
        <Select {...form.field('to')} data={next[profile.status].map((s) => ({ value: s, label: menteeStatuses[s].label }))} allowDeselect={false} />
        <DateField {...form.field('on')} />
        <LongText {...form.field('note')} optional />
      </FormBody>
    </FormDialog>
  );
}
