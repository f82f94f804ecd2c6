import { FileInput, Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client';
import { usePlace } from '../app/session';
import { FormDialog } from '../ui/dialogs';
import { DateField, dateError, LongText, withOptional } from '../ui/fields';
import { FormBody, Line } from '../ui/FormPage';
import { Notice } from '../ui/Notice';
import { today } from '../ui/russian';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import { actName, partWords } from './act';
import { ActPicker, ActsPicker } from './ActPicker';
import type { Act, ActLevel, ActPart, Minutes } from './types';

const required = (text: string) => (text.trim() ? undefined : 'Заполните это поле');

export const acceptedFiles = 'application/pdf,image/jpeg,image/png,.docx';

export function useActsSaved(onClose: () => void) {
  const client = useQueryClient();
  return (message: string, undo?: () => Promise<unknown>) => {
    const again = () => client.invalidateQueries({ queryKey: ['registry', 'acts'] });
    void again();
    showDone(message, undo && (() => undo().then(again)));
    onClose();
  };
}

const actValues = (act?: Act) => ({
  kind: act?.kind ?? '', issuer: act?.issuer ?? '', number: act?.number ?? '', date: act?.date ?? '', title: act?.title ?? '', link: act?.link ?? '',
  serves: (act?.serves ?? '') as ActPart | '', cites: (act?.cites ?? []).map((c) => String(c.id)),
});

export function ActDialog({ level, act, onClose }: { level: ActLevel; act?: Act; onClose: () => void }) {
  const place = usePlace();
  const saved = useActsSaved(onClose);
  const form = useProblemForm({
    name: act ? `act-${act.id}` : `act-new-${level}`,
    initial: { ...actValues(act), issuer: act?.issuer ?? (level === 'institutional' || level === 'municipal' ? place.shortName : '') },
    version: act?.version,
    labels: { kind: 'Вид документа', issuer: 'Кто издал', number: 'Номер', date: 'Дата', title: 'Название', link: 'Ссылка на текст', serves: 'Какой это документ комплекта', cites: 'На какие акты ссылается' },
    validate: (v) => ({ kind: required(v.kind), issuer: required(v.issuer), number: required(v.number), date: dateError(v.date), title: required(v.title) }),
    submit: (v, key, version) => {
      const body = { kind: v.kind, issuer: v.issuer, number: v.number, date: v.date, title: v.title, link: v.link.trim() || null, serves: v.serves || null, cites: v.cites.map(Number) };
      return act ? api.put(`/api/registry/acts/${act.id}`, { ...body, version }) : api.post('/api/registry/acts', { ...body, organisationId: place.id, level }, { idempotencyKey: key });
    },
    fromCurrent: (current) => ({ values: actValues(current as Act), version: (current as Act).version }),
    onSaved: () => saved('Акт сохранён'),
  });
  return (
    <FormDialog title={act ? actName(act) : 'Добавить акт'} onClose={onClose}>
      <FormBody form={form} submitLabel={act ? 'Сохранить акт' : 'Добавить акт'} onCancel={onClose}>
        <Line>
          <TextInput {...form.field('kind')} placeholder="Приказ, положение, письмо" maxLength={200} />
          <TextInput {...form.field('issuer')} maxLength={200} />
        </Line>
        <Line>
          <TextInput {...form.field('number')} maxLength={50} />
          <DateField {...form.field('date')} />
        </Line>
        <LongText {...form.field('title')} />
        <TextInput {...form.field('link')} label={withOptional('Ссылка на текст', true)} placeholder="https://" maxLength={500} />
        {level === 'institutional' && (
          <Select {...form.field('serves')} value={form.values.serves || null} label={withOptional('Какой это документ комплекта', true)} data={Object.entries(partWords).map(([value, label]) => ({ value, label }))} clearable clearButtonProps={{ 'aria-label': 'Очистить' }} />
        )}
        <ActsPicker {...form.field('cites')} value={form.values.cites} known={act?.cites ?? []} />
      </FormBody>
    </FormDialog>
  );
}

/** Whatever cites the act is flagged from then on. */
export function RepealDialog({ act, onClose }: { act: Act; onClose: () => void }) {
  const saved = useActsSaved(onClose);
  const form = useProblemForm({
    name: `act-repeal-${act.id}`,
    initial: { on: today(), replacedById: '' },
    labels: { on: 'С какого дня не действует', replacedById: 'Чем заменён' },
    validate: (v) => ({ on: dateError(v.on) }),
    submit: (v, key) => api.post(`/api/registry/acts/${act.id}/repeal`, { on: v.on, replacedById: v.replacedById ? Number(v.replacedById) : null }, { idempotencyKey: key }),
    onSaved: () => saved('Отмечено: акт утратил силу', () => api.post(`/api/registry/acts/${act.id}/reinstatement`)),
  });
  return (
    <FormDialog title={`Утратил силу: ${actName(act)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Отметить" onCancel={onClose}>
        <Notice tone="calm">Все документы, которые ссылаются на этот акт, будут отмечены: их нужно обновить.</Notice>
        <DateField {...form.field('on')} />
        <ActPicker {...form.field('replacedById')} value={form.values.replacedById} label={withOptional('Чем заменён', true)} />
      </FormBody>
    </FormDialog>
  );
}

const minutesValues = (m?: Minutes) => ({
  body: m?.body ?? 'Педагогический совет', number: m?.number ?? '', date: m?.date ?? today(), agenda: m?.agenda ?? '', decision: m?.decision ?? '', cites: (m?.cites ?? []).map((c) => String(c.id)),
});

export function MinutesDialog({ minutes, onClose }: { minutes?: Minutes; onClose: () => void }) {
  const place = usePlace();
  const saved = useActsSaved(onClose);
  const form = useProblemForm({
    name: minutes ? `minutes-${minutes.id}` : 'minutes-new',
    initial: minutesValues(minutes),
    version: minutes?.version,
    labels: { body: 'Орган', number: 'Номер протокола', date: 'Дата', agenda: 'Повестка', decision: 'Решение', cites: 'На какие акты ссылается' },
    validate: (v) => ({ body: required(v.body), number: required(v.number), date: dateError(v.date), agenda: required(v.agenda), decision: required(v.decision) }),
    submit: (v, key, version) => {
      const body = { body: v.body, number: v.number, date: v.date, agenda: v.agenda, decision: v.decision, cites: v.cites.map(Number) };
      return minutes ? api.put(`/api/registry/minutes/${minutes.id}`, { ...body, version }) : api.post('/api/registry/minutes', { ...body, organisationId: place.id }, { idempotencyKey: key });
    },
    fromCurrent: (current) => ({ values: minutesValues(current as Minutes), version: (current as Minutes).version }),
    onSaved: () => saved('Протокол сохранён'),
  });
  return (
    <FormDialog title={minutes ? `Протокол № ${minutes.number}` : 'Добавить протокол'} onClose={onClose}>
      <FormBody form={form} submitLabel={minutes ? 'Сохранить протокол' : 'Добавить протокол'} onCancel={onClose}>
        <TextInput {...form.field('body')} maxLength={200} />
        <Line>
          <TextInput {...form.field('number')} maxLength={30} />
          <DateField {...form.field('date')} />
        </Line>
        <LongText {...form.field('agenda')} />
        <LongText {...form.field('decision')} />
        <ActsPicker {...form.field('cites')} value={form.values.cites} known={minutes?.cites ?? []} />
      </FormBody>
    </FormDialog>
  );
}

export function FileDialog({ to, title, onClose }: { to: string; title: string; onClose: () => void }) {
  const saved = useActsSaved(onClose);
  const form = useProblemForm<{ file: File | null }>({
    name: `file-${to}`,
    initial: { file: null },
    labels: { file: 'Файл' },
    validate: (v) => ({ file: v.file instanceof File ? undefined : 'Выберите файл' }),
    submit: (v, key) => api.post(to, v.file, { idempotencyKey: key }),
    onSaved: () => saved('Файл сохранён'),
  });
  return (
    <FormDialog title={title} onClose={onClose}>
      <FormBody form={form} submitLabel="Загрузить файл" onCancel={onClose}>
        <FileInput {...form.field('file')} value={form.values.file instanceof File ? form.values.file : null} accept={acceptedFiles} placeholder="PDF, DOCX, JPEG или PNG до 10 МБ" />
      </FormBody>
    </FormDialog>
  );
}
