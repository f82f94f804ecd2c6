import { IconChecks, IconPrinter, IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { api, streamAddress, type Query } from '../api/client';
import type { Consent, Slice } from '../api/types';
import { consentKindShort, consentKindWords, options } from '../api/words';
import { DataTable, type Column } from '../ui/DataTable';
import { ConfirmDialog } from '../ui/dialogs';
import { counted, formatDate, isoOf } from '../ui/russian';
import { StatusBadge } from '../ui/StatusBadge';
import { consentStatuses } from '../ui/statuses';
import { DateText, PersonName } from '../ui/text';
import { showDone } from '../ui/undo';
import { boardStates } from './ConsentBoard';
import { PrintDialog, SignManyDialog } from './BulkDialogs';
import { SignDialog, WithdrawDialog } from './ConsentDialogs';
import { mayHaveScan, ScanDialog } from './Scan';
import type { BatchOutcome, ConsentRow } from './types';

/** Days before the end when a consent begins to call for a new one. */
const soon = 30;

function inDays(days: number): string {
  const day = new Date();
  day.setDate(day.getDate() + days);
  return isoOf(day);
}

function ValidUntil({ consent }: { consent: Consent }) {
  const until = consent.holdsUntil ?? consent.validUntil;
  if (!until) return <>до отзыва</>;
  const expiring = consent.status === 'active' && until <= inDays(soon);
  return expiring ? <StatusBadge status="x" words={{ x: { label: `истекает ${formatDate(until)}`, tone: 'warn', icon: 'warn' } }} /> : <DateText iso={until} />;
}

export const gradeOptions = Array.from({ length: 11 }, (_, i) => ({ value: String(i + 1), label: `${i + 1} класс` }));

function load(query: Query, signal: AbortSignal): Promise<Slice<Consent>> {
  return api.get<Slice<Consent>>('/api/registry/consents', query, { signal });
}

const waits = (c: Consent) => c.status === 'draft' || c.status === 'issued';
const row = (c: Consent): ConsentRow => ({ id: c.id, personName: c.personName ?? `Запись ${c.personId}` });

interface Chosen {
  rows: ConsentRow[];
  clear: () => void;
}

const columns: Column<Consent>[] = [
  { key: 'person', title: 'Фамилия, имя, отчество', sort: 'name', card: 'title', render: (c) => c.personName ?? `Запись ${c.personId}`, text: (c) => c.personName },
  { key: 'number', title: 'Бланк №', align: 'right', optional: true, render: (c) => c.id, text: (c) => c.id },
  { key: 'class', title: 'Класс', optional: true, render: (c) => c.schoolClass ?? '—', text: (c) => c.schoolClass },
  { key: 'kind', title: 'Вид согласия', card: 'fact', render: (c) => consentKindShort[c.kind], text: (c) => consentKindWords[c.kind] },
  { key: 'status', title: 'Состояние', card: 'fact', render: (c) => <StatusBadge status={c.status} words={consentStatuses} />, text: (c) => consentStatuses[c.status].label },
  { key: 'signedBy', title: 'Кто подписал', render: (c) => (c.signedBy ? <><PersonName name={c.signedBy.name} />{c.signedBy.kind === 'representative' ? ', представитель' : ''}</> : '—'), text: (c) => c.signedBy?.name },
  { key: 'signedOn', title: 'Подписано', sort: 'signedOn', optional: true, render: (c) => <DateText iso={c.signedOn} />, text: (c) => formatDate(c.signedOn) },
  { key: 'scan', title: 'Скан', optional: true, render: (c) => (c.scan ? <a href={streamAddress(`/api/registry/consents/${c.id}/scan`)} download>скачать</a> : 'нет'), text: (c) => (c.scan ? 'есть' : 'нет') },
  { key: 'validUntil', title: 'Действует до', sort: 'validUntil', card: 'fact', render: (c) => <ValidUntil consent={c} />, text: (c) => formatDate(c.validUntil) },
];

/** All consents of an organisation, with what is done with many at once. */
export function ConsentTable({ organisation, writes }: { organisation: number; writes: boolean }) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const [sign, setSign] = useState<Consent>();
  const [withdraw, setWithdraw] = useState<Consent>();
  const [print, setPrint] = useState<Chosen>();
  const [signMany, setSignMany] = useState<Chosen>();
  const [scan, setScan] = useState<Consent>();
  const [cancel, setCancel] = useState<Chosen>();
  return (
    <>
      <DataTable
        label="Согласия"
        queryKey={['registry', 'consents', organisation]}
        load={(query, signal) => load({ organisation, ...query }, signal)}
        exportFrom={{ service: 'registry', list: 'consents', organisation }}
        columns={columns}
        rowKey={(c) => c.id}
        rowHref={(c) => `/people/${c.personId}?tab=consents`}
        rowName={(c) => c.personName ?? ''}
        filters={[
          { key: 'status', label: 'Состояние', elsewhere: true, options: boardStates },
          { key: 'q', label: 'Фамилия или имя' },
          { key: 'kind', label: 'Вид согласия', options: options(consentKindWords) },
          { key: 'grade', label: 'Класс', options: gradeOptions },
        ]}
        actions={[
          ...(writes
            ? [
                { label: 'Отметить подпись', when: waits, run: setSign },
                { label: 'Приложить скан', when: mayHaveScan, run: setScan },
                { label: 'Отозвать', when: (c: Consent) => c.status === 'active' || c.status === 'superseded_needed', run: setWithdraw },
              ]
            : []),
          { label: 'Бланк для печати', run: (c) => void navigate(`/people/${c.personId}/consents/${c.id}`) },
        ]}
        bulk={{
          name: (c) => `${row(c).personName}, ${consentKindShort[c.kind].toLocaleLowerCase('ru')}`,
          most: 500,
          actions: [
            { label: 'Напечатать бланки', icon: <IconPrinter size={16} />, when: (c) => c.status !== 'destroyed', run: (rows, clear) => setPrint({ rows: rows.map(row), clear }) },
            ...(writes
              ? [
                  { label: 'Отметить подписанными', icon: <IconChecks size={16} />, when: (c: Consent) => c.status === 'issued', run: (rows: Consent[], clear: () => void) => setSignMany({ rows: rows.map(row), clear }) },
                  { label: 'Удалить неподписанные', icon: <IconTrash size={16} />, when: waits, run: (rows: Consent[], clear: () => void) => setCancel({ rows: rows.map(row), clear }) },
                ]
              : []),
          ],
        }}
        empty={{
          nothing: 'Согласий пока нет. Откройте «Не хватает» и подготовьте бланки сразу на всех.',
          filtered: 'В этом состоянии согласий нет.',
          action: <Link to="/consents?status=missing">Кому нужны согласия</Link>,
        }}
      />
      {sign && <SignDialog personId={sign.personId} consent={sign} onClose={() => setSign(undefined)} />}
      {withdraw && <WithdrawDialog consent={withdraw} personName={withdraw.personName ?? ''} onClose={() => setWithdraw(undefined)} />}
      {scan && <ScanDialog consent={scan} onClose={() => setScan(undefined)} />}
      {print && <PrintDialog rows={print.rows} onClose={() => setPrint(undefined)} onStarted={print.clear} />}
      {signMany && <SignManyDialog rows={signMany.rows} onClose={() => setSignMany(undefined)} onDone={signMany.clear} />}
      {cancel && (
        <ConfirmDialog
          title={`Удалить ${counted(cancel.rows.length, ['неподписанный бланк', 'неподписанных бланка', 'неподписанных бланков'])}`}
          verb="Удалить бланки"
          danger
          run={async () => {
            const outcome = await api.post<BatchOutcome>('/api/registry/consents/cancellation', { ids: cancel.rows.map((r) => r.id) });
            void client.invalidateQueries({ queryKey: ['registry'] });
            showDone(`Удалено: ${counted(outcome.done.length, ['бланк', 'бланка', 'бланков'])}${outcome.refused.length > 0 ? `, оставлено подписанных: ${outcome.refused.length}` : ''}`);
          }}
          onClose={() => setCancel(undefined)}
          onDone={cancel.clear}
        >
          Бумажные бланки с этими номерами больше не действуют. Подписанные согласия не затрагиваются.
        </ConfirmDialog>
      )}
    </>
  );
}
