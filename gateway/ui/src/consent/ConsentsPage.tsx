import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { api, type Query } from '../api/client';
import type { Consent, Slice } from '../api/types';
import { consentKindShort, consentKindWords, options } from '../api/words';
import { useSession } from '../app/session';
import { DataTable, type Column } from '../ui/DataTable';
import { Page } from '../ui/Page';
import { formatDate, isoOf } from '../ui/russian';
import { StatusBadge } from '../ui/StatusBadge';
import { consentStatuses } from '../ui/statuses';
import { DateText, PersonName } from '../ui/text';
import { SignDialog, WithdrawDialog } from './ConsentDialogs';

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

function load(query: Query, signal: AbortSignal): Promise<Slice<Consent>> {
  return api.get<Slice<Consent>>('/api/registry/consents', query, { signal });
}

const columns: Column<Consent>[] = [
  { key: 'person', title: 'Фамилия, имя, отчество', sort: 'name', card: 'title', render: (c) => c.personName ?? `Запись ${c.personId}`, text: (c) => c.personName },
  { key: 'kind', title: 'Вид согласия', card: 'fact', render: (c) => consentKindShort[c.kind], text: (c) => consentKindWords[c.kind] },
  { key: 'status', title: 'Состояние', card: 'fact', render: (c) => <StatusBadge status={c.status} words={consentStatuses} />, text: (c) => consentStatuses[c.status].label },
  { key: 'signedBy', title: 'Кто подписал', render: (c) => (c.signedBy ? <><PersonName name={c.signedBy.name} />{c.signedBy.kind === 'representative' ? ', представитель' : ''}</> : '—'), text: (c) => c.signedBy?.name },
  { key: 'signedOn', title: 'Подписано', sort: 'signedOn', optional: true, render: (c) => <DateText iso={c.signedOn} />, text: (c) => formatDate(c.signedOn) },
  { key: 'validUntil', title: 'Действует до', sort: 'validUntil', card: 'fact', render: (c) => <ValidUntil consent={c} />, text: (c) => formatDate(c.validUntil) },
];

export function Component() {
  const { place, has } = useSession();
  const navigate = useNavigate();
  const [sign, setSign] = useState<Consent>();
  const [withdraw, setWithdraw] = useState<Consent>();
  const writes = has('curator', 'director');
  return (
    <Page title="Согласия" note="На каждый вид — отдельный документ. Без действующего согласия на обработку данных человек не участвует в наставничестве.">
      <DataTable
        label="Согласия"
        queryKey={['registry', 'consents', place.id]}
        load={(query, signal) => load({ organisation: place.id, ...query }, signal)}
        exportFrom={{ service: 'registry', list: 'consents', organisation: place.id }}
        columns={columns}
        rowKey={(c) => c.id}
        rowHref={(c) => `/people/${c.personId}?tab=consents`}
        rowName={(c) => c.personName ?? ''}
        filters={[
          {
            key: 'status', label: 'Состояние', tabs: true,
            options: [
              { value: 'draft', label: 'Черновики' }, { value: 'issued', label: 'Ждут подписи' }, { value: 'active', label: 'Действуют' },
              { value: 'expiring', label: 'Истекают' }, { value: 'superseded_needed', label: 'Исполнилось 18' }, { value: 'withdrawn', label: 'Отозваны' }, { value: 'expired', label: 'Истекли' },
            ],
          },
          { key: 'q', label: 'Фамилия или имя' },
          { key: 'kind', label: 'Вид согласия', options: options(consentKindWords) },
        ]}
        actions={[
          ...(writes
            ? [
                { label: 'Отметить подпись', when: (c: Consent) => c.status === 'draft' || c.status === 'issued', run: setSign },
                { label: 'Отозвать', when: (c: Consent) => c.status === 'active' || c.status === 'superseded_needed', run: setWithdraw },
              ]
            : []),
          { label: 'Бланк для печати', run: (c) => void navigate(`/people/${c.personId}/consents/${c.id}`) },
        ]}
        empty={{
          nothing: 'Согласий пока нет. Их готовят при регистрации наставника или наставляемого или в карточке человека.',
          action: <Link to="/people">Открыть список людей</Link>,
        }}
      />
      {sign && <SignDialog personId={sign.personId} consent={sign} onClose={() => setSign(undefined)} />}
      {withdraw && <WithdrawDialog consent={withdraw} personName={withdraw.personName ?? ''} onClose={() => setWithdraw(undefined)} />}
    </Page>
  );
}
