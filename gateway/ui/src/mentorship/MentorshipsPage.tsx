import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { api } from '../api/client';
import type { Mentorship, Slice } from '../api/types';
import { formWords, options } from '../api/words';
import { useSession } from '../app/session';
import { DataTable, type Column } from '../ui/DataTable';
import { Page } from '../ui/Page';
import { formatDate } from '../ui/russian';
import { StatusBadge } from '../ui/StatusBadge';
import { mentorshipStatuses } from '../ui/statuses';
import { DateText } from '../ui/text';
import { namesOf, pairName, partnerOf, side } from './mentorship';

const Whole = ({ children }: { children: ReactNode }) => <span style={{ whiteSpace: 'nowrap' }}>{children}</span>;

const names = (role: 'mentor' | 'mentee', shown: (m: Mentorship) => string | undefined) => ({
  render: (m: Mentorship) => <>{namesOf(side(m.members, role))}{shown(m) && <small>{shown(m)}</small>}</>,
  text: (m: Mentorship) => [namesOf(side(m.members, role)), shown(m)].filter(Boolean).join(', '),
});

/** Whoever comes from the other organisation has its name beside. */
const mentorColumn = (place: number): Column<Mentorship> => ({
  key: 'pair', title: 'Наставник', card: 'title', ...names('mentor', (m) => (m.employer && m.employer.organisationId !== place ? partnerOf(m, { id: place }) : undefined)),
});
const columns = (place: number): Column<Mentorship>[] => [
  mentorColumn(place),
  { key: 'mentees', title: 'Наставляемые', card: 'fact', ...names('mentee', (m) => (m.employer?.organisationId === place ? partnerOf(m, { id: place }) : undefined)) },
  { key: 'form', title: 'Форма', sort: 'form', card: 'fact', render: (m) => (m.formName ? m.formName : <Whole>{formWords[m.form]}</Whole>), text: (m) => m.formName || formWords[m.form] },
  { key: 'status', title: 'Состояние', sort: 'status', card: 'fact', render: (m) => <StatusBadge status={m.status} words={mentorshipStatuses} />, text: (m) => mentorshipStatuses[m.status].label },
  { key: 'start', title: 'Начало', sort: 'start', render: (m) => <DateText iso={m.start} />, text: (m) => formatDate(m.start) },
  { key: 'end', title: 'Окончание', sort: 'plannedEnd', render: (m) => <DateText iso={m.actualEnd ?? m.plannedEnd} />, text: (m) => formatDate(m.actualEnd ?? m.plannedEnd) },
  { key: 'order', title: 'Приказ', render: (m) => (m.orderNumber ? <Whole>№ {m.orderNumber}</Whole> : '—'), text: (m) => (m.orderNumber ? `№ ${m.orderNumber} от ${formatDate(m.orderDate)}` : '') },
  { key: 'next', title: 'Следующая встреча', card: 'fact', render: (m) => <DateText iso={m.nextMeeting} words />, text: (m) => formatDate(m.nextMeeting) },
  { key: 'last', title: 'Последняя встреча', optional: true, render: (m) => <DateText iso={m.lastMeeting} words />, text: (m) => formatDate(m.lastMeeting) },
];
const organisationColumn: Column<Mentorship> = { key: 'organisation', title: 'Организация', card: 'fact', render: (m) => m.organisationName, text: (m) => m.organisationName };

export function Component() {
  const { place, has } = useSession();
  const atSchool = place.level === 'school';
  const personal = place.role === 'mentor' || place.role === 'mentee';
  const above = place.below || !atSchool;
  const writes = has('curator') && !above;
  const propose = <Button component={Link} to="/mentorships/new" leftSection={<IconPlus size={16} />}>Предложить пару или группу</Button>;
  return (
    <Page title={personal ? 'Моя пара' : above ? 'Пары взрослых' : 'Пары и группы'} actions={writes && propose}>
      <DataTable
        label="Пары и группы"
        queryKey={['programme', 'mentorships', place.id]}
        load={(query, signal) => api.get<Slice<Mentorship>>('/api/programme/mentorships', { organisation: place.id, ...query }, { signal })}
        exportFrom={{ service: 'programme', list: 'mentorships', organisation: place.id }}
        columns={atSchool ? columns(place.id) : [mentorColumn(place.id), organisationColumn, ...columns(place.id).slice(1)]}
        rowKey={(m) => m.id}
        rowHref={(m) => `/mentorships/${m.id}`}
        rowName={pairName}
        defaultSort="-start"
        filters={personal ? [] : [
          {
            key: 'status', label: 'Состояние', tabs: true,
            options: [
              { value: 'proposed', label: 'Предложены' }, { value: 'agreed', label: 'Ждут приказа' }, { value: 'ordered', label: 'Ждут первой встречи' },
              { value: 'active,completing', label: 'Работают' }, { value: 'suspended', label: 'Приостановлены' }, { value: 'completed,terminated', label: 'Завершены' },
            ],
          },
          { key: 'q', label: 'Фамилия участника' },
          { key: 'form', label: 'Форма', options: options(formWords) },
        ]}
        because={above ? 'потому что пары с несовершеннолетними видны только их школе' : ''}
        empty={{
          nothing: personal
            ? 'Пары пока нет. Когда куратор её предложит, здесь можно будет согласиться или отказаться.'
            : 'Пар и групп пока нет. Предложите первую: понадобятся свободный наставник и наставляемый из базы.',
          action: writes && propose,
        }}
      />
    </Page>
  );
}
