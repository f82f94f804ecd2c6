import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { api } from '../api/client';
import type { Slice } from '../api/types';
import { usePlace } from '../app/session';
import { namesOf } from '../mentorship/mentorship';
import { DataTable, type Column } from '../ui/DataTable';
import { Page } from '../ui/Page';
import { counted, formatDate } from '../ui/russian';
import { StatusBadge } from '../ui/StatusBadge';
import { statusOptions } from '../ui/statuses';
import { DateText } from '../ui/text';
import { changeStatuses, changeTitle, endGroundWords, groundWords, kindWords } from './change';
import type { Change } from './types';

const days = (n: number) => counted(n, ['день', 'дня', 'дней']);
const gap = (c: Change) => (c.gapDays ? days(c.gapDays) : '—');
const working = ['requested', 'curator_review', 'mediation'];

const columns: Column<Change>[] = [
  { key: 'about', title: 'О чём', card: 'title', render: (c) => changeTitle(c), text: changeTitle },
  { key: 'mentees', title: 'Наставляемые', card: 'fact', render: (c) => namesOf(c.mentees), text: (c) => namesOf(c.mentees) },
  { key: 'ground', title: 'Основание', card: 'fact', render: (c) => (c.ground ? groundWords[c.ground] : c.endGround ? endGroundWords[c.endGround] : c.newEnd ? `до ${formatDate(c.newEnd)}` : '—'), text: (c) => (c.ground ? groundWords[c.ground] : c.endGround ? endGroundWords[c.endGround] : c.newEnd ? `до ${formatDate(c.newEnd)}` : '') },
  { key: 'status', title: 'Состояние', sort: 'status', card: 'fact', render: (c) => <StatusBadge status={c.status} words={changeStatuses} />, text: (c) => changeStatuses[c.status].label },
  { key: 'requestedOn', title: 'Обратились', sort: 'requestedOn', render: (c) => <DateText iso={c.requestedOn} />, text: (c) => formatDate(c.requestedOn) },
  { key: 'reviewUntil', title: 'Рассмотреть до', sort: 'reviewUntil', render: (c) => (working.includes(c.status) ? <DateText iso={c.reviewUntil} /> : '—'), text: (c) => (working.includes(c.status) ? formatDate(c.reviewUntil) : '') },
  { key: 'gap', title: 'Без наставника', align: 'right', render: gap, text: (c) => c.gapDays },
];

export function Component() {
  const place = usePlace();
  return (
    <Page
      title="Замены и завершения"
      note="Обращения о замене наставника, продлении и досрочном прекращении. Начать можно из карточки пары."
      actions={<Button component={Link} to="/mentorships?status=completed,terminated" variant="default">Завершённые пары</Button>}
    >
      <DataTable
        label="Обращения"
        queryKey={['programme', 'changes', place.id]}
        load={(query, signal) => api.get<Slice<Change>>('/api/programme/changes', { organisation: place.id, ...query }, { signal })}
        columns={columns}
        rowKey={(c) => c.id}
        rowHref={(c) => `/changes/${c.id}`}
        rowName={changeTitle}
        exportFrom={{ service: 'programme', list: 'changes', organisation: place.id }}
        filters={[
          { key: 'status', label: 'Состояние', tabs: true, options: statusOptions({ 'requested,curator_review,mediation': { label: 'На рассмотрении', tone: 'calm', icon: 'wait' }, director_decision: changeStatuses.director_decision, ordered: changeStatuses.ordered, 'rejected,withdrawn': { label: 'Без замены', tone: 'plain', icon: 'stop' } }) },
          { key: 'kind', label: 'Вид', options: Object.entries(kindWords).map(([value, label]) => ({ value, label })) },
        ]}
        empty={{ nothing: 'Обращений нет. Заменить наставника, продлить или прекратить наставничество можно в карточке пары, в меню «Действия».' }}
      />
    </Page>
  );
}
