import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import type { Slice } from '../api/types';
import { useSession } from '../app/session';
import { DataTable, type Column } from '../ui/DataTable';
import { Page } from '../ui/Page';
import { formatDate, shortName } from '../ui/russian';
import { StatusBadge } from '../ui/StatusBadge';
import { DateText, PersonName } from '../ui/text';
import { AskDialog } from './AskDialog';
import type { FileAccess, MyMentee } from './types';
import { accessStatuses, endWords, listOf } from './words';

const stateText = (a: FileAccess) => [accessStatuses[a.status].label, a.endReason && endWords[a.endReason]].filter(Boolean).join(': ');

/** Requests for personal files: the school's for its curator, one's own for a mentor. */
export function Component() {
  const { place, has } = useSession();
  const staff = has('curator', 'director');
  const [asking, setAsking] = useState(false);
  const mentees = useQuery({
    queryKey: ['registry', 'file-accesses', 'mentees', place.region],
    enabled: has('mentor'),
    queryFn: ({ signal }) => api.get<MyMentee[]>('/api/registry/file-accesses/mentees', undefined, { signal }),
  });
  const columns: Column<FileAccess>[] = [
    { key: 'person', title: 'Чьё дело', card: 'title', render: (a) => <PersonName name={a.personName} />, text: (a) => (a.personName ? shortName(a.personName) : '') },
    ...(staff ? [{ key: 'mentor', title: 'Наставник', card: 'fact' as const, render: (a: FileAccess) => <PersonName name={a.mentorName} />, text: (a: FileAccess) => (a.mentorName ? shortName(a.mentorName) : '') }] : []),
    { key: 'purpose', title: 'Для чего', card: 'fact', render: (a) => a.purpose, text: (a) => a.purpose },
    { key: 'items', title: 'Разделы', optional: true, render: (a) => listOf(a.granted.length > 0 ? a.granted : a.asked), text: (a) => listOf(a.granted.length > 0 ? a.granted : a.asked) },
    { key: 'status', title: 'Состояние', card: 'fact', render: (a) => <><StatusBadge status={a.status} words={accessStatuses} />{a.endReason && <> {endWords[a.endReason]}</>}</>, text: stateText },
    { key: 'until', title: 'До', sort: 'until', card: 'fact', render: (a) => <DateText iso={a.validUntil ?? a.askedUntil} />, text: (a) => formatDate(a.validUntil ?? a.askedUntil) },
    { key: 'views', title: 'Просмотров', align: 'right', card: 'fact', render: (a) => a.views, text: (a) => a.views },
  ];
  const ask = has('mentor') && (mentees.data?.length ?? 0) > 0 && <Button onClick={() => setAsking(true)}>Запросить доступ</Button>;
  return (
    <Page
      title="Личные дела"
      note={staff ? 'Наставник видит только то, что вы открыли, и только до названного дня. Каждый просмотр записывается.' : 'Доступ открывает куратор: на срок и только к названным разделам. Каждый просмотр записывается.'}
      actions={ask}
    >
      <DataTable
        label="Запросы личных дел"
        queryKey={['registry', 'file-accesses', place.id]}
        load={(query, signal) => api.get<Slice<FileAccess>>('/api/registry/file-accesses', { ...(staff ? { organisation: place.id } : {}), ...query }, { signal })}
        columns={columns}
        rowKey={(a) => a.id}
        rowHref={(a) => `/personal-files/${a.id}`}
        rowName={(a) => `личное дело: ${a.personName ? shortName(a.personName) : a.id}`}
        filters={[{
          key: 'state', label: 'Состояние', tabs: true,
          options: [{ value: 'requested', label: 'Ждут решения' }, { value: 'open', label: 'Открыты' }, { value: 'closed', label: 'Закрыты' }],
        }]}
        empty={{
          nothing: staff ? 'Наставники ещё не просили доступа к личным делам.' : mentees.data?.length === 0 ? 'Просить пока не о ком: доступ возможен, когда приказ закрепил за вами наставляемого.' : 'Вы ещё не просили доступа.',
          action: ask,
        }}
      />
      {asking && mentees.data && <AskDialog mentees={mentees.data} onClose={() => setAsking(false)} />}
    </Page>
  );
}
