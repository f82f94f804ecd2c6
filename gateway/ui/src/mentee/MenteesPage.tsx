import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import { api } from '../api/client';
import type { MenteeProfile, Slice } from '../api/types';
import { menteeCategoryWords } from '../api/words';
import { useSession } from '../app/session';
import { DataTable, type Column } from '../ui/DataTable';
import { Page } from '../ui/Page';
import { formatDate } from '../ui/russian';
import { StatusBadge } from '../ui/StatusBadge';
import { consentSummaries, menteeStatuses, statusOptions } from '../ui/statuses';
import { DateText, Term } from '../ui/text';

const columns: Column<MenteeProfile>[] = [
  { key: 'name', title: 'Фамилия, имя, отчество', sort: 'name', card: 'title', render: (m) => m.name ?? `Запись ${m.personId}`, text: (m) => m.name },
  { key: 'category', title: 'Кто это', sort: 'category', render: (m) => menteeCategoryWords[m.category], text: (m) => menteeCategoryWords[m.category] },
  { key: 'status', title: 'Состояние', sort: 'status', card: 'fact', render: (m) => <StatusBadge status={m.status} words={menteeStatuses} />, text: (m) => menteeStatuses[m.status].label },
  { key: 'since', title: 'С какого дня', sort: 'since', render: (m) => <DateText iso={m.statusSince} />, text: (m) => formatDate(m.statusSince) },
  { key: 'consent', title: 'Согласие', card: 'fact', render: (m) => <StatusBadge status={m.consent ?? 'none'} words={consentSummaries} />, text: (m) => (m.consent ? consentSummaries[m.consent].label : '') },
  { key: 'request', title: 'Запрос', render: (m) => m.mainRequest, text: (m) => m.mainRequest },
];

export function Component() {
  const { place, has } = useSession();
  const writes = has('curator', 'director') && !place.below && place.level === 'school';
  const add = <Button component={Link} to="/register/mentee" leftSection={<IconPlus size={16} />}>Зарегистрировать наставляемого</Button>;
  return (
    <Page title="Наставляемые" note={<><Term code="mentee">Наставляемый</Term> попадает в базу с запросом и действующим согласием.</>} actions={writes && add}>
      <DataTable
        label="Наставляемые"
        queryKey={['registry', 'mentees', place.id]}
        load={(query, signal) => api.get<Slice<MenteeProfile>>('/api/registry/mentees', { organisation: place.id, ...query }, { signal })}
        columns={columns}
        rowKey={(m) => m.id}
        rowHref={(m) => `/people/${m.personId}?tab=mentee`}
        rowName={(m) => m.name ?? ''}
        defaultSort="name"
        filters={[
          { key: 'q', label: 'Фамилия или имя' },
          { key: 'status', label: 'Состояние', options: statusOptions(menteeStatuses) },
        ]}
        because={place.below || place.level !== 'school' ? 'потому что выше школы видны только взрослые' : ''}
        empty={{ nothing: 'Наставляемых пока нет. Зарегистрируйте первого: понадобятся его запрос и согласие.', action: writes && add }}
      />
    </Page>
  );
}
