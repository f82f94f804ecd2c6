import { Button, Select } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import type { Slice } from '../api/types';
import { useSession } from '../app/session';
import { Rows } from '../person/Rows';
import { FormDialog } from '../ui/dialogs';
import { DateField, dateError, LongText } from '../ui/fields';
import { FormBody } from '../ui/FormPage';
import { Notice } from '../ui/Notice';
import { Section } from '../ui/Page';
import { academicYearText, counted, formatDate, formatDay, today } from '../ui/russian';
import { StatusBadge } from '../ui/StatusBadge';
import { DateText } from '../ui/text';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import { launchStates, launchWords, partWords } from './act';
import type { ActPart, LaunchCondition, OwnAct, Readiness as Ready } from './types';

const complete: Record<string, { label: string; tone: 'good' | 'bad'; icon: 'done' | 'warn' }> = {
  yes: { label: 'Есть', tone: 'good', icon: 'done' },
  no: { label: 'Нет', tone: 'bad', icon: 'warn' },
};

/** The four acts of the school, the conditions of a start, the yearly word about who needs mentoring. */
export function Readiness() {
  const { place, has } = useSession();
  const client = useQueryClient();
  const [year, setYear] = useState<number>();
  const [mark, setMark] = useState<LaunchCondition>();
  const [confirm, setConfirm] = useState(false);
  const ready = useQuery({
    queryKey: ['registry', 'acts', 'readiness', place.id, year],
    queryFn: ({ signal }) => api.get<Ready>('/api/registry/readiness', { organisation: place.id, year }, { signal }),
  });
  const total = (path: string, status: string) => ({
    queryKey: ['programme', 'total', path, place.id, status],
    queryFn: ({ signal }: { signal: AbortSignal }) => api.get<Slice<unknown>>(`/api/programme/${path}`, { organisation: place.id, status, size: 1 }, { signal }).then((s) => s.total),
  });
  const orders = useQuery(total('orders', 'signed'));
  const programmes = useQuery(total('programmes', 'approved,running,completed'));
  if (ready.error) return <Notice tone="bad">{asProblem(ready.error).message}</Notice>;
  if (!ready.data) return <p role="status">Загружается…</p>;
  const { completeness: c, conditions, need, academicYear } = ready.data;
  const made = (n: number | undefined, forms: readonly [string, string, string]) => (n ? [`на платформе: ${counted(n, forms)}`] : []);
  const parts: { part: ActPart; own: OwnAct[]; more: string[] }[] = [
    { part: 'regulation', own: c.regulation, more: [] },
    { part: 'pairing_order', own: c.pairingOrder, more: made(orders.data, ['приказ', 'приказа', 'приказов']) },
    { part: 'council', own: c.council, more: c.minutesThisYear ? [`протоколов за год: ${c.minutesThisYear}`] : [] },
    { part: 'programmes', own: c.programmes, more: made(programmes.data, ['программа', 'программы', 'программ']) },
  ];
  const there = (p: (typeof parts)[number]) => p.own.length + p.more.length > 0;
  const writes = has('curator', 'director');
  const words = { ...partWords, council: 'Планы и протоколы советов' };
  return (
    <>
      {c.flagged > 0 && (
        <Notice tone="warn" mb="md">
          {counted(c.flagged, ['документ ссылается', 'документа ссылаются', 'документов ссылаются'])} на акты, утратившие силу.{' '}
          <Link to="/acts?tab=institutional&flagged=true">Показать локальные акты</Link>, <Link to="/acts?tab=minutes&flagged=true">протоколы</Link>
        </Notice>
      )}
      <Section title="Список нуждающихся в наставничестве" actions={has('curator') && <Button size="xs" onClick={() => setConfirm(true)}>Подтвердить список</Button>}>
        <Notice tone={need.overdue ? 'bad' : 'calm'}>
          {need.confirmedOn ? `Подтверждён ${formatDate(need.confirmedOn)}${need.by ? `, ${need.by}` : ''}; тогда в нём было ${need.listed ?? 0}, сейчас ${need.listedNow}.` : `Список ещё не подтверждали, сейчас в нём ${need.listedNow}.`}{' '}
          {need.overdue ? `Просрочено: подтвердить нужно было до ${formatDate(need.dueOn)}.` : `Подтвердите до ${formatDay(need.dueOn)}: список обновляют не реже раза в год.`}
        </Notice>
      </Section>
      <Section title={`Комплект документов: ${parts.filter(there).length} из 4`}>
        <Rows
          label="Комплект документов"
          empty=""
          rows={parts}
          rowKey={(p) => p.part}
          columns={[
            ['Документ', (p) => words[p.part]],
            ['Есть ли', (p) => <StatusBadge status={there(p) ? 'yes' : 'no'} words={complete} />],
            ['Что найдено', (p) => [...p.own.map((a) => `${a.kind} от ${formatDate(a.date)} № ${a.number}`), ...p.more].join('; ') || '—'],
          ]}
        />
        <p className="dimmed-note">Локальный акт попадает сюда, если в его карточке указано, какой это документ комплекта.</p>
      </Section>
      <Section
        title={`Условия запуска: ${conditions.filter((x) => x.state !== 'open').length} из 5`}
        actions={<Select aria-label="Учебный год" size="xs" w={150} value={String(academicYear)} onChange={(v) => setYear(Number(v))} allowDeselect={false} data={[...new Set([academicYear, ...[-1, 0, 1].map((d) => Number(today().slice(0, 4)) - 1 + d)])].toSorted((a, b) => a - b).map((y) => ({ value: String(y), label: academicYearText(y) }))} />}
      >
        <Rows
          label="Условия запуска"
          empty=""
          rows={conditions}
          rowKey={(x) => x.item}
          columns={[
            ['Условие', (x) => launchWords[x.item]],
            ['Состояние', (x) => <StatusBadge status={x.state} words={launchStates} />],
            ['Когда', (x) => <DateText iso={x.on} />],
            ['Кто отметил', (x) => x.by ?? '—'],
            ['Почему', (x) => x.reason ?? '—'],
          ]}
          actions={writes ? [{ label: 'Отметить', run: setMark }] : []}
        />
      </Section>
      {mark && <MarkDialog condition={mark} year={academicYear} organisation={place.id} onClose={() => setMark(undefined)} />}
      {confirm && <ConfirmNeed organisation={place.id} listed={need.listedNow} onClose={() => setConfirm(false)} onSaved={() => void client.invalidateQueries({ queryKey: ['registry'] })} />}
    </>
  );
}

function MarkDialog({ condition, year, organisation, onClose }: { condition: LaunchCondition; year: number; organisation: number; onClose: () => void }) {
  const client = useQueryClient();
  const values = (x: LaunchCondition) => ({ state: x.state === 'open' ? 'done' : x.state, on: x.on ?? today(), reason: x.reason ?? '' });
  const form = useProblemForm({
    name: `launch-${year}-${condition.item}`,
    initial: values(condition) as { state: string; on: string; reason: string },
    version: condition.version,
    labels: { state: 'Состояние', on: 'Когда', reason: 'Почему или примечание' },
    validate: (v) => ({ on: v.state === 'open' ? undefined : dateError(v.on), reason: v.state === 'waived' && !v.reason.trim() ? 'Напишите, почему условие не выполняется' : undefined }),
    submit: (v, _key, version) => api.put('/api/registry/launch-conditions', { organisationId: organisation, year, item: condition.item, state: v.state, on: v.state === 'open' ? null : v.on, reason: v.reason.trim() || null, version }),
    fromCurrent: (current) => ({ values: values(current as LaunchCondition), version: (current as LaunchCondition).version }),
    onSaved: () => {
      void client.invalidateQueries({ queryKey: ['registry', 'acts', 'readiness'] });
      showDone('Условие отмечено');
      onClose();
    },
  });
  return (
    <FormDialog title={launchWords[condition.item]} onClose={onClose}>
      <FormBody form={form} submitLabel="Сохранить отметку" onCancel={onClose}>
        <Select {...form.field('state')} data={Object.entries(launchStates).map(([value, w]) => ({ value, label: w.label }))} allowDeselect={false} />
        {form.values.state !== 'open' && <DateField {...form.field('on')} />}
        <LongText {...form.field('reason')} optional={form.values.state !== 'waived'} />
      </FormBody>
    </FormDialog>
  );
}

function ConfirmNeed({ organisation, listed, onClose, onSaved }: { organisation: number; listed: number; onClose: () => void; onSaved: () => void }) {
  const form = useProblemForm({
    name: `need-${organisation}`,
    initial: { note: '' },
    labels: { note: 'Что сверено' },
    submit: (v, key) => api.post('/api/registry/need-confirmations', { organisationId: organisation, note: v.note.trim() || null }, { idempotencyKey: key }),
    onSaved: () => {
      onSaved();
      showDone('Список подтверждён');
      onClose();
    },
  });
  return (
    <FormDialog title="Подтвердить список нуждающихся" onClose={onClose}>
      <FormBody form={form} submitLabel="Подтвердить список" onCancel={onClose}>
        <Notice tone="calm">Сейчас в списке {counted(listed, ['человек', 'человека', 'человек'])}. <Link to="/mentees">Открыть наставляемых</Link></Notice>
        <LongText {...form.field('note')} optional />
      </FormBody>
    </FormDialog>
  );
}
