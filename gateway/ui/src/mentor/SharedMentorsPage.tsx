import { Group } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client';
import type { Dictionaries, Slice } from '../api/types';
import { useSession } from '../app/session';
import { useDictionaries } from '../person/person';
import { DataTable, type Column } from '../ui/DataTable';
import { FormDialog } from '../ui/dialogs';
import { Facts, Page } from '../ui/Page';
import { counted, formatDate } from '../ui/russian';
import { StatusBadge } from '../ui/StatusBadge';
import { mentorStatuses } from '../ui/statuses';
import { DateText, NumberText } from '../ui/text';
import { choices, namesOf } from './codes';
import type { SharedMentor } from './types';

const skills = (m: SharedMentor, d: Dictionaries | undefined) => [...namesOf(d, 'competences', m.competenceCodes), ...m.competences].join(', ');

const columnsOf = (d: Dictionaries | undefined): Column<SharedMentor>[] => [
  { key: 'name', title: 'Фамилия, имя, отчество', sort: 'name', card: 'title', render: (m) => m.name, text: (m) => m.name },
  { key: 'organisation', title: 'Организация', card: 'fact', render: (m) => m.organisation, text: (m) => m.organisation },
  { key: 'status', title: 'Состояние', card: 'fact', render: (m) => <StatusBadge status={m.status} words={mentorStatuses} />, text: (m) => mentorStatuses[m.status].label },
  { key: 'competences', title: 'Чему учит', card: 'fact', render: (m) => skills(m, d) || '—', text: (m) => skills(m, d) },
  { key: 'ages', title: 'Желаемый возраст', render: (m) => namesOf(d, 'menteeAges', m.desiredAges).join(', ') || '—', text: (m) => namesOf(d, 'menteeAges', m.desiredAges).join(', ') },
  { key: 'hours', title: 'Время', unit: 'ч в месяц', align: 'right', render: (m) => <NumberText value={m.timeHoursPerMonth} />, text: (m) => m.timeHoursPerMonth },
  { key: 'shared', title: 'Разрешил', sort: 'sharedOn', optional: true, render: (m) => <DateText iso={m.sharedOn} />, text: (m) => formatDate(m.sharedOn) },
];

export function Component() {
  const { place } = useSession();
  const dictionaries = useDictionaries();
  const [open, setOpen] = useState<SharedMentor>();
  return (
    <Page title="Наставники других школ" note="Те, кто сам разрешил показать свою карточку. Чтобы пригласить наставника к взрослому, предложите пару и отметьте «Наставник из другой организации»: его организация ответит и издаст приказ.">
      <DataTable
        label="Наставники других школ"
        queryKey={['registry', 'shared-mentors', place.id]}
        load={(query, signal) => api.get<Slice<SharedMentor>>('/api/registry/shared-mentors', query, { signal })}
        columns={columnsOf(dictionaries.data)}
        rowKey={(m) => m.mentorId}
        rowName={(m) => m.name}
        defaultSort="name"
        actions={[{ label: 'Открыть карточку', run: setOpen }]}
        filters={[
          { key: 'q', label: 'Фамилия или имя' },
          { key: 'competence', label: 'Компетенция', options: choices(dictionaries.data, 'competences') },
        ]}
        empty={{ nothing: 'Пока никто из наставников других организаций не открыл свою карточку.' }}
      />
      {open && (
        <FormDialog title={open.name} onClose={() => setOpen(undefined)}>
          <Group mb="sm"><StatusBadge status={open.status} words={mentorStatuses} /></Group>
          <Facts items={[
            ['Организация', open.organisation],
            ['Чему учит', skills(open, dictionaries.data)],
            ['Достижения', open.achievements],
            ['Интересы', open.interests],
            ['Когда удобно', open.availability],
            ['Желаемый возраст', namesOf(dictionaries.data, 'menteeAges', open.desiredAges).join(', ')],
            ['Готов вести', counted(open.maxLoad, ['наставляемого', 'наставляемых', 'наставляемых'])],
            ['Разрешил показывать карточку', formatDate(open.sharedOn)],
          ]} />
        </FormDialog>
      )}
    </Page>
  );
}
