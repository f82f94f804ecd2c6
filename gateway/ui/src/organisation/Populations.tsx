import { Button, Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import { options, populationWords } from '../api/words';
import { useSession } from '../app/session';
import { ExportMenu } from '../exchange/ExportMenu';
import { Rows } from '../person/Rows';
import { ConfirmDialog, FormDialog } from '../ui/dialogs';
import { DateField, dateError, LongText, withOptional } from '../ui/fields';
import { FormBody, Line } from '../ui/FormPage';
import { Notice } from '../ui/Notice';
import { Section } from '../ui/Page';
import { formatDate, formatDateTime, formatNumber, today } from '../ui/russian';
import { StatusBadge } from '../ui/StatusBadge';
import { DateText, NumberText, Term } from '../ui/text';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import type { Population, PopulationVersion } from './types';

const statuses = {
  draft: { label: 'Черновик', tone: 'plain', icon: 'draft' },
  submitted: { label: 'Ждёт утверждения', tone: 'warn', icon: 'wait' },
  returned: { label: 'Возвращено', tone: 'bad', icon: 'warn' },
  approved: { label: 'Утверждено', tone: 'good', icon: 'done' },
} as const;

const figureText = (f: Population) => `${populationWords[f.category]}: ${formatNumber(f.value)} на ${formatDate(f.asOf)}`;

/** Head counts that shares are counted against: entered with a source, used once the level above has approved them. */
export function Populations({ organisationId, name }: { organisationId: number; name: string }) {
  const { has } = useSession();
  const client = useQueryClient();
  const [edit, setEdit] = useState<Population | 'new'>();
  const [asked, setAsked] = useState<{ verb: 'approval' | 'submission' | 'deletion'; figure: Population }>();
  const [returning, setReturning] = useState<Population>();
  const [history, setHistory] = useState<Population>();
  const figures = useQuery({
    queryKey: ['registry', 'population', organisationId],
    queryFn: ({ signal }) => api.get<Population[]>(`/api/registry/organisations/${organisationId}/population`, undefined, { signal }),
  });
  const may = (action: Population['actions'][number]) => (f: Population) => f.actions.includes(action);
  const done = (text: string) => {
    void client.invalidateQueries({ queryKey: ['registry', 'population'] });
    showDone(text);
  };
  return (
    <Section
      title="Численность"
      actions={(
        <>
          <ExportMenu source={{ service: 'registry', list: 'population', organisation: organisationId }} disabled={!figures.data?.length} query={() => ({ filters: {}, sort: '', columns: [] })} />
          {has('institute', 'municipal', 'curator') && <Button variant="default" size="sm" leftSection={<IconPlus size={14} />} onClick={() => setEdit('new')}>Внести численность</Button>}
        </>
      )}
    >
      <p className="dimmed-note">Это <Term code="denominator">знаменатели</Term> показателей. В расчёт идут числа, которые утвердил уровень выше.</p>
      {figures.error ? (
        <Notice tone="bad">{asProblem(figures.error).message}</Notice>
      ) : (
        <Rows
          label="Численность"
          empty={figures.isPending ? '' : 'Численность ещё не внесена: доли по этой организации посчитать нельзя.'}
          rows={figures.data ?? []}
          rowKey={(f) => f.id}
          columns={[
            ['Кто', (f) => populationWords[f.category]],
            ['Человек', (f) => <NumberText value={f.value} />, 'right'],
            ['На дату', (f) => <DateText iso={f.asOf} />],
            ['Источник', (f) => (f.documentRef ? `${f.source}, ${f.documentRef}` : f.source)],
            ['Состояние', (f) => <><StatusBadge status={f.status} words={statuses} />{f.note && <div>{f.note}</div>}</>],
          ]}
          actions={[
            { label: 'Утвердить', when: may('approval'), run: (f) => setAsked({ verb: 'approval', figure: f }) },
            { label: 'Вернуть', when: may('return'), run: setReturning },
            { label: 'Отправить', when: may('submission'), run: (f) => setAsked({ verb: 'submission', figure: f }) },
            { label: 'Изменить', when: may('edit'), run: setEdit },
            { label: 'Удалить', when: may('deletion'), run: (f) => setAsked({ verb: 'deletion', figure: f }) },
            { label: 'История', run: setHistory },
          ]}
        />
      )}
      {edit && <FigureDialog organisationId={organisationId} name={name} figure={edit === 'new' ? undefined : edit} onClose={() => setEdit(undefined)} />}
      {returning && <ReturnDialog figure={returning} onClose={() => setReturning(undefined)} onDone={() => done('Возвращено организации')} />}
      {history && <HistoryDialog figure={history} onClose={() => setHistory(undefined)} />}
      {asked && (
        <ConfirmDialog
          title={`${verbs[asked.verb].label} численность: ${name}`}
          verb={verbs[asked.verb].label}
          danger={asked.verb === 'deletion'}
          run={() => (asked.verb === 'deletion' ? api.delete(`/api/registry/population/${asked.figure.id}`) : api.post(`/api/registry/population/${asked.figure.id}/${asked.verb}`))}
          onClose={() => setAsked(undefined)}
          onDone={() => done(verbs[asked.verb].done)}
        >
          {figureText(asked.figure)}, источник — {asked.figure.source}.
        </ConfirmDialog>
      )}
    </Section>
  );
}

const verbs = {
  approval: { label: 'Утвердить', done: 'Численность утверждена, показатели пересчитаются сами' },
  submission: { label: 'Отправить на утверждение', done: 'Отправлено на утверждение' },
  deletion: { label: 'Удалить', done: 'Черновик удалён' },
} as const;

function FigureDialog({ organisationId, name, figure, onClose }: { organisationId: number; name: string; figure: Population | undefined; onClose: () => void }) {
  const client = useQueryClient();
  const valuesOf = (f: Population | undefined) => ({
    category: f?.category ?? ('pupils_10_19' as Population['category']), value: (f?.value ?? '') as number | '', asOf: f?.asOf ?? today(), source: f?.source ?? '', documentRef: f?.documentRef ?? '', draft: false,
  });
  const form = useProblemForm({
    name: `population-${organisationId}-${figure?.id ?? 'new'}`,
    initial: valuesOf(figure),
    version: figure?.version ?? 0,
    labels: { category: 'Кто', value: 'Человек', asOf: 'На дату', source: 'Источник', documentRef: 'Документ', draft: 'Пока черновик' },
    validate: (v) => ({
      value: v.value === '' ? 'Впишите число' : undefined,
      asOf: dateError(v.asOf),
      source: v.source.trim() ? undefined : 'Укажите, откуда число: форма отчёта, приказ',
    }),
    submit: (v, key, version) => {
      const said = { value: v.value, source: v.source.trim(), documentRef: v.documentRef.trim() || null, draft: v.draft };
      return figure
        ? api.put(`/api/registry/population/${figure.id}`, { ...said, version })
        : api.post(`/api/registry/organisations/${organisationId}/population`, { ...said, category: v.category, asOf: v.asOf }, { idempotencyKey: key });
    },
    fromCurrent: (current) => ({ values: valuesOf(current as Population), version: (current as Population).version }),
    onSaved: () => {
      void client.invalidateQueries({ queryKey: ['registry', 'population'] });
      showDone(figure ? 'Численность исправлена' : 'Численность внесена');
      onClose();
    },
  });
  return (
    <FormDialog title={figure ? `${populationWords[figure.category]} на ${formatDate(figure.asOf)}` : `Численность: ${name}`} onClose={onClose}>
      <FormBody form={form} submitLabel={figure ? 'Сохранить' : 'Внести численность'} onCancel={onClose}>
        {figure?.status === 'approved' && <Notice tone="warn">Число утверждено. Новое значение придётся утвердить снова; прежнее останется в истории.</Notice>}
        {!figure && <Select {...form.field('category')} data={options(populationWords)} allowDeselect={false} />}
        <Line>
          <NumberInput {...form.field('value')} min={0} max={10_000_000} allowDecimal={false} thousandSeparator=" " hideControls />
          {!figure && <DateField {...form.field('asOf')} />}
        </Line>
        <TextInput {...form.field('source')} maxLength={200} placeholder="ОО-1" />
        <TextInput {...form.field('documentRef')} label={withOptional('Документ', true)} maxLength={200} placeholder="Отчёт № 5 от 10.09.2026" />
        <Checkbox {...form.checkbox('draft')} label="Пока черновик: на утверждение не отправлять" />
      </FormBody>
    </FormDialog>
  );
}

function ReturnDialog({ figure, onClose, onDone }: { figure: Population; onClose: () => void; onDone: () => void }) {
  const form = useProblemForm({
    name: `population-return-${figure.id}`,
    initial: { reason: '' },
    labels: { reason: 'Что исправить' },
    validate: (v) => ({ reason: v.reason.trim() ? undefined : 'Напишите, что исправить' }),
    submit: (v, key) => api.post(`/api/registry/population/${figure.id}/return`, { reason: v.reason.trim() }, { idempotencyKey: key }),
    onSaved: () => {
      onDone();
      onClose();
    },
  });
  return (
    <FormDialog title={`Вернуть: ${figureText(figure)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Вернуть организации" onCancel={onClose}>
        <LongText {...form.field('reason')} maxLength={500} />
      </FormBody>
    </FormDialog>
  );
}

function HistoryDialog({ figure, onClose }: { figure: Population; onClose: () => void }) {
  const versions = useQuery({
    queryKey: ['registry', 'population', 'versions', figure.id],
    queryFn: ({ signal }) => api.get<PopulationVersion[]>(`/api/registry/population/${figure.id}/versions`, undefined, { signal }),
  });
  return (
    <FormDialog title={`История: ${populationWords[figure.category]} на ${formatDate(figure.asOf)}`} onClose={onClose} size="xl">
      {versions.error && <Notice tone="bad">{asProblem(versions.error).message}</Notice>}
      <Rows
        label="История числа"
        empty={versions.isPending ? '' : 'Изменений пока не было.'}
        rows={versions.data ?? []}
        rowKey={(v) => v.no}
        columns={[
          ['Когда', (v) => formatDateTime(v.at)],
          ['Кто', (v) => v.by],
          ['Человек', (v) => <NumberText value={v.value} />, 'right'],
          ['Источник', (v) => (v.documentRef ? `${v.source}, ${v.documentRef}` : v.source)],
          ['Состояние', (v) => <>{statuses[v.status].label}{v.note ? `: ${v.note}` : ''}</>],
        ]}
      />
    </FormDialog>
  );
}
