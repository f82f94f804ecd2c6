import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import { api } from '../api/client';
import type { PersonRow, Slice } from '../api/types';
import { options, personKindWords, positionWords } from '../api/words';
import { useSession } from '../app/session';
import { DataTable, type Column } from '../ui/DataTable';
import { Page } from '../ui/Page';
import { StatusBadge } from '../ui/StatusBadge';
import { consentSummaries, menteeStatuses, mentorStatuses } from '../ui/statuses';
import { DateText } from '../ui/text';
import { formatDate, today } from '../ui/russian';
import { marksOf, markWords, teacherCategoryWords } from './words';

/** «Учитель», «7Б класс»; who has left is said so. */
function placeOf(p: PersonRow): string {
  const what = p.position ? positionWords[p.position] : p.grade ? `${p.grade} класс` : (p.positionOrGrade ?? '');
  return p.leftOn && p.leftOn < today() ? `${what}, до ${formatDate(p.leftOn)}` : what;
}

const marksText = (p: PersonRow) => marksOf(p.marks).map((mark) => markWords[mark]).join(', ');

const columns: Column<PersonRow>[] = [
  { key: 'name', title: 'Фамилия, имя, отчество', sort: 'name', card: 'title', render: (p) => p.name, text: (p) => p.name },
  { key: 'position', title: 'Должность или класс', card: 'fact', render: (p) => placeOf(p) || '—', text: placeOf },
  { key: 'subjects', title: 'Предметы', optional: true, render: (p) => p.subjects?.join(', ') || '—', text: (p) => p.subjects?.join(', ') },
  { key: 'category', title: 'Категория', optional: true, render: (p) => (p.category ? teacherCategoryWords[p.category] : '—'), text: (p) => (p.category ? teacherCategoryWords[p.category] : '') },
  { key: 'marks', title: 'Отметки', card: 'fact', render: (p) => marksText(p) || '—', text: marksText },
  { key: 'organisations', title: 'Организаций', align: 'right', optional: true, render: (p) => p.organisations ?? 1, text: (p) => p.organisations ?? 1 },
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
    <Page title={atSchool && !place.below ? 'Все сотрудники и обучающиеся' : 'Сотрудники'} actions={writes && <><Button component={Link} to="/people/promotion" variant="default">Перевести классы</Button>{add}</>}>
      <DataTable
        label="Сотрудники и обучающиеся"
        queryKey={['registry', 'people', place.id]}
        load={(query, signal) => api.get<Slice<PersonRow>>('/api/registry/people', { organisation: place.id, ...query }, { signal })}
        exportFrom={{ service: 'registry', list: 'people', organisation: place.id }}
        columns={columns}
        rowKey={(p) => p.id}
        rowHref={(p) => `/people/${p.id}`}
        rowName={(p) => p.name}
        defaultSort="name"
        filters={[
          { key: 'q', label: 'Фамилия или имя' },
          { key: 'mark', label: 'Отметка', options: options(markWords) },
          ...(place.below || !atSchool ? [] : [{ key: 'kind', label: 'Кто это', options: options(personKindWords) }]),
        ]}
        because={place.below || !atSchool ? 'потому что выше школы видны только взрослые' : ''}
        empty={{ nothing: 'Здесь пока никого нет. Добавьте сотрудников и обучающихся, которые участвуют в наставничестве.', action: writes && add }}
      />
    </Page>
  );
}
