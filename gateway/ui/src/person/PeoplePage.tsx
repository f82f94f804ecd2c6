import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import { api } from '../api/client';
import type { PersonRow, Slice } from '../api/types';
import { options, personKindWords } from '../api/words';
import { useSession } from '../app/session';
import { DataTable, type Column } from '../ui/DataTable';
import { Page } from '../ui/Page';
import { StatusBadge } from '../ui/StatusBadge';
import { consentSummaries, menteeStatuses, mentorStatuses } from '../ui/statuses';
import { DateText } from '../ui/text';
import { formatDate } from '../ui/russian';

const columns: Column<PersonRow>[] = [
  { key: 'name', title: 'Фамилия, имя, отчество', sort: 'name', card: 'title', render: (p) => p.name, text: (p) => p.name },
  { key: 'position', title: 'Должность или класс', card: 'fact', render: (p) => p.positionOrGrade ?? '—', text: (p) => p.positionOrGrade },
  { key: 'kind', title: 'Кто это', optional: true, render: (p) => personKindWords[p.kind], text: (p) => personKindWords[p.kind] },
  { key: 'birth', title: 'Дата рождения', sort: 'birthDate', optional: true, render: (p) => <DateText iso={p.birthDate} />, text: (p) => formatDate(p.birthDate) },
  { key: 'mentor', title: 'Наставник', card: 'fact', render: (p) => (p.mentorStatus ? <StatusBadge status={p.mentorStatus} words={mentorStatuses} /> : '—'), text: (p) => (p.mentorStatus ? mentorStatuses[p.mentorStatus].label : '') },
  { key: 'mentee', title: 'Наставляемый', card: 'fact', render: (p) => (p.menteeStatus ? <StatusBadge status={p.menteeStatus} words={menteeStatuses} /> : '—'), text: (p) => (p.menteeStatus ? menteeStatuses[p.menteeStatus].label : '') },
  { key: 'consent', title: 'Согласие', card: 'fact', render: (p) => <StatusBadge status={p.consent ?? 'none'} words={consentSummaries} />, text: (p) => (p.consent ? consentSummaries[p.consent].label : '') },
];

export function Component() {
  const { place, has } = useSession();
  const atSchool = place.level === 'school';
  const writes = has('curator', 'director') && atSchool;
  const add = <Button component={Link} to="/people/new" leftSection={<IconPlus size={16} />}>Добавить человека</Button>;
  return (
    <Page title={atSchool && !place.below ? 'Все сотрудники и обучающиеся' : 'Сотрудники'} actions={writes && add}>
      <DataTable
        label="Сотрудники и обучающиеся"
        queryKey={['registry', 'people', place.id]}
        load={(query, signal) => api.get<Slice<PersonRow>>('/api/registry/people', { organisation: place.id, ...query }, { signal })}
        columns={columns}
        rowKey={(p) => p.id}
        rowHref={(p) => `/people/${p.id}`}
        rowName={(p) => p.name}
        defaultSort="name"
        filters={[
          { key: 'q', label: 'Фамилия или имя' },
          ...(place.below || !atSchool ? [] : [{ key: 'kind', label: 'Кто это', options: options(personKindWords) }]),
        ]}
        because={place.below || !atSchool ? 'потому что выше школы видны только взрослые' : ''}
        empty={{ nothing: 'Здесь пока никого нет. Добавьте сотрудников и обучающихся, которые участвуют в наставничестве.', action: writes && add }}
      />
    </Page>
  );
}
