import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import { usePlace } from '../app/session';
import { FormDialog } from '../ui/dialogs';
import { DateField, dateError, LongText, withOptional } from '../ui/fields';
import { FormBody, Line } from '../ui/FormPage';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Facts, Page, Section } from '../ui/Page';
import { formatDateTime, today } from '../ui/russian';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import type { Incident } from './types';

const timeNow = () => new Date().toTimeString().slice(0, 5);
const instant = (day: string, time: string) => new Date(`${day}T${time || '00:00'}`).toISOString();
const timeError = (time: string) => (/^\d{2}:\d{2}$/.test(time) ? undefined : 'Укажите время, например 14:30');

type Open = { kind: 'new' } | { kind: 'edit' | 'notice' | 'result'; incident: Incident };

/** Incidents with personal data: two clocks of the law and the texts that go to Roskomnadzor (BR-064). */
export function Component() {
  const place = usePlace();
  const [open, setOpen] = useState<Open>();
  const incidents = useQuery({
    queryKey: ['registry', 'incidents', place.id],
    queryFn: ({ signal }) => api.get<Incident[]>('/api/registry/incidents', { organisation: place.id }, { signal }),
  });
  return (
    <Loaded query={incidents} title="Инциденты с данными">
      {(list) => (
        <Page
          title="Инциденты с данными"
          note="Если данные попали не тем людям: первое уведомление в Роскомнадзор отправляют за 24 часа, результат расследования — за 72 часа."
          actions={<Button onClick={() => setOpen({ kind: 'new' })}>Записать инцидент</Button>}
        >
          {list.length === 0 && <Notice tone="calm">Инцидентов не было. Запишите его сразу, как узнали: часы идут с этого времени.</Notice>}
          {list.map((i) => <One key={i.id} incident={i} onOpen={setOpen} />)}
          {(open?.kind === 'new' || open?.kind === 'edit') && <AccountDialog organisation={place.id} incident={open.kind === 'edit' ? open.incident : undefined} onClose={() => setOpen(undefined)} />}
          {(open?.kind === 'notice' || open?.kind === 'result') && <SentDialog incident={open.incident} step={open.kind} onClose={() => setOpen(undefined)} />}
        </Page>
      )}
    </Loaded>
  );
}

function clock(due: string, at: string | null | undefined, overdue: boolean): string {
  if (at) return `отправлено ${formatDateTime(at)}${overdue ? ', с опозданием' : ''}`;
  return `${overdue ? 'просрочено, нужно было' : 'нужно'} до ${formatDateTime(due)}`;
}

function One({ incident: i, onOpen }: { incident: Incident; onOpen: (open: Open) => void }) {
  const late = (i.noticeOverdue && !i.noticedAt) || (i.resultOverdue && !i.resultAt);
  return (
    <Section
      title={`Инцидент № ${i.id} от ${formatDateTime(i.detectedAt)}`}
      actions={
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={() => onOpen({ kind: 'edit', incident: i })}>Дополнить</Button>
          {!i.noticedAt && <Button size="xs" onClick={() => onOpen({ kind: 'notice', incident: i })}>Первое уведомление отправлено</Button>}
          {i.noticedAt && !i.resultAt && <Button size="xs" onClick={() => onOpen({ kind: 'result', incident: i })}>Результат отправлен</Button>}
        </Group>
      }
    >
      {late && <Notice tone="bad" mb="sm">Срок уведомления прошёл. Отправьте его сейчас: опоздание меньше молчания.</Notice>}
      <Facts items={[
        ['Что произошло', i.account.what],
        ['Затронуто людей', i.account.subjects ?? 'уточняется'],
        ['Категории данных', i.account.categories ?? 'уточняется'],
        ['Первое уведомление', clock(i.noticeDue, i.noticedAt, i.noticeOverdue)],
        ['Результат расследования', clock(i.resultDue, i.resultAt, i.resultOverdue)],
      ]} />
      <Draft title="Текст первого уведомления" text={i.noticeDraft} />
      {i.resultDraft && <Draft title="Текст о результатах" text={i.resultDraft} />}
    </Section>
  );
}

function Draft({ title, text }: { title: string; text: string }) {
  return (
    <details>
      <summary>{title}</summary>
      <Stack gap={4} mt="xs">{text.split('\n').map((line, at) => <Text key={at} size="sm">{line}</Text>)}</Stack>
    </details>
  );
}

function useSaved(onClose: () => void) {
  const client = useQueryClient();
  return (words: string) => {
    void client.invalidateQueries({ queryKey: ['registry', 'incidents'] });
    showDone(words);
    onClose();
  };
}

function AccountDialog({ organisation, incident, onClose }: { organisation: number; incident?: Incident | undefined; onClose: () => void }) {
  const saved = useSaved(onClose);
  const a = incident?.account;
  const form = useProblemForm({
    name: `incident-${incident?.id ?? 'new'}`,
    initial: { on: today(), time: timeNow(), what: a?.what ?? '', subjects: a?.subjects == null ? '' : String(a.subjects), categories: a?.categories ?? '', harm: a?.harm ?? '', measures: a?.measures ?? '' },
    labels: { on: 'Когда узнали', time: 'Время', what: 'Что произошло и почему', subjects: 'Сколько людей затронуто', categories: 'Какие данные', harm: 'Возможный вред', measures: 'Что уже сделано' },
    validate: (v) => ({
      on: incident ? undefined : dateError(v.on),
      time: incident ? undefined : timeError(v.time),
      what: v.what.trim() ? undefined : 'Опишите, что произошло',
      subjects: /^\d*$/.test(v.subjects) ? undefined : 'Напишите число или оставьте пустым',
    }),
    submit: (v, key) => {
      const account = { what: v.what.trim(), subjects: v.subjects ? Number(v.subjects) : null, categories: v.categories.trim() || null, harm: v.harm.trim() || null, measures: v.measures.trim() || null };
      return incident
        ? api.put<Incident>(`/api/registry/incidents/${incident.id}`, { account, version: incident.version })
        : api.post<Incident>('/api/registry/incidents', { organisationId: organisation, detectedAt: instant(v.on, v.time), account }, { idempotencyKey: key });
    },
    onSaved: () => saved(incident ? 'Сведения дополнены' : 'Инцидент записан, часы пошли'),
  });
  return (
    <FormDialog title={incident ? `Инцидент № ${incident.id}` : 'Новый инцидент'} onClose={onClose}>
      <FormBody form={form} submitLabel={incident ? 'Сохранить' : 'Записать инцидент'} onCancel={onClose}>
        {!incident && <Line><DateField {...form.field('on')} /><TextInput {...form.field('time')} type="time" /></Line>}
        <LongText {...form.field('what')} description="Без имён пострадавших: этот текст уйдёт в Роскомнадзор" />
        <Line>
          <TextInput {...form.field('subjects')} label={withOptional('Сколько людей затронуто', true)} inputMode="numeric" maxLength={7} />
          <TextInput {...form.field('categories')} label={withOptional('Какие данные', true)} maxLength={2000} />
        </Line>
        <LongText {...form.field('harm')} optional />
        <LongText {...form.field('measures')} optional />
      </FormBody>
    </FormDialog>
  );
}

function SentDialog({ incident, step, onClose }: { incident: Incident; step: 'notice' | 'result'; onClose: () => void }) {
  const saved = useSaved(onClose);
  const form = useProblemForm({
    name: `incident-${incident.id}-${step}`,
    initial: { on: today(), time: timeNow(), result: '' },
    labels: { on: 'Когда отправили', time: 'Время', result: 'Что установлено: причина, виновные, меры' },
    validate: (v) => ({ on: dateError(v.on), time: timeError(v.time), result: step === 'result' && !v.result.trim() ? 'Напишите, что установлено' : undefined }),
    submit: (v, key) => api.post<Incident>(
      `/api/registry/incidents/${incident.id}/${step}`,
      { at: instant(v.on, v.time), version: incident.version, ...(step === 'result' ? { result: v.result.trim() } : {}) },
      { idempotencyKey: key },
    ),
    onSaved: () => saved('Отправка отмечена'),
  });
  return (
    <FormDialog title={`${step === 'notice' ? 'Первое уведомление' : 'Результат расследования'}: инцидент № ${incident.id}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Отметить отправку" onCancel={onClose}>
        <Line><DateField {...form.field('on')} /><TextInput {...form.field('time')} type="time" /></Line>
        {step === 'result' && <LongText {...form.field('result')} />}
      </FormBody>
    </FormDialog>
  );
}
