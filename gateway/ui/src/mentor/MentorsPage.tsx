import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import { api } from '../api/client';
import type { MentorProfile, Slice } from '../api/types';
import { useSession } from '../app/session';
import { DataTable, type Column } from '../ui/DataTable';
import { Page } from '../ui/Page';
import { formatDate } from '../ui/russian';
import { StatusBadge } from '../ui/StatusBadge';
import { consentSummaries, mentorStatuses, statusOptions } from '../ui/statuses';
import { DateText, NumberText, Term } from '../ui/text';

const columns: Column<MentorProfile>[] = [
  { key: 'name', title: 'Фамилия, имя, отчество', sort: 'name', card: 'title', render: (m) => m.name ?? `Запись ${m.personId}`, text: (m) => m.name },
  { key: 'status', title: 'Состояние', sort: 'status', card: 'fact', render: (m) => <StatusBadge status={m.status} words={mentorStatuses} />, text: (m) => mentorStatuses[m.status].label },
  { key: 'since', title: 'С какого дня', sort: 'since', render: (m) => <DateText iso={m.statusSince} />, text: (m) => formatDate(m.statusSince) },
  { key: 'consent', title: 'Согласие', card: 'fact', render: (m) => <StatusBadge status={m.consent ?? 'none'} words={consentSummaries} />, text: (m) => (m.consent ? consentSummaries[m.consent].label : '') },
  { key: 'maxLoad', title: 'Готов вести', unit: 'чел.', sort: 'maxLoad', align: 'right', card: 'fact', render: (m) => <NumberText value={m.maxLoad} />, text: (m) => m.maxLoad },
  { key: 'hours', title: 'Время', unit: 'ч в месяц', align: 'right', render: (m) => <NumberText value={m.timeHoursPerMonth} />, text: (m) => m.timeHoursPerMonth },
  { key: 'competences', title: 'Чему учит', render: (m) => (m.competences ?? []).join(', ') || '—', text: (m) => (m.competences ?? []).join(', ') },
];

export function Component() {
  const { place, has } = useSession();
  const writes = has('curator', 'director') && !place.below && place.level === 'school';
  const add = <Button component={Link} to="/register/mentor" leftSection={<IconPlus size={16} />}>Зарегистрировать наставника</Button>;
  return (
    <Page title="Наставники" note={<><Term code="mentor">Наставник</Term> назначается только добровольно и после согласия на обработку данных.</>} actions={writes && add}>
      <DataTable
        label="Наставники"
        queryKey={['registry', 'mentors', place.id]}
        load={(query, signal) => api.get<Slice<MentorProfile>>('/api/registry/mentors', { organisation: place.id, ...query }, { signal })}
        columns={columns}
        rowKey={(m) => m.id}
        rowHref={(m) => `/people/${m.personId}?tab=mentor`}
        rowName={(m) => m.name ?? ''}
        defaultSort="name"
        filters={[
          { key: 'q', label: 'Фамилия или имя' },
          { key: 'status', label: 'Состояние', options: statusOptions(mentorStatuses) },
        ]}
        because={place.below || place.level !== 'school' ? 'потому что выше школы видны только взрослые' : ''}
        empty={{ nothing: 'Наставников пока нет. Зарегистрируйте первого: понадобятся его согласие и пять минут.', action: writes && add }}
      />
    </Page>
  );
}
