import { Link } from 'react-router';
import { api } from '../api/client';
import type { ProgrammeLine, Slice } from '../api/types';
import { usePlace } from '../app/session';
import { namesOf, side } from '../mentorship/mentorship';
import { DataTable, type Column } from '../ui/DataTable';
import { Page } from '../ui/Page';
import { formatDate } from '../ui/russian';
import { StatusBadge } from '../ui/StatusBadge';
import { DateText, Progress, Term } from '../ui/text';
import { programmeStatuses } from './programme';

const columns: Column<ProgrammeLine>[] = [
  { key: 'mentor', title: 'Наставник', card: 'fact', render: (p) => namesOf(side(p.members, 'mentor')), text: (p) => namesOf(side(p.members, 'mentor')) },
  { key: 'mentees', title: 'Наставляемые', card: 'fact', render: (p) => namesOf(side(p.members, 'mentee')), text: (p) => namesOf(side(p.members, 'mentee')) },
  { key: 'title', title: 'Программа', sort: 'title', card: 'title', render: (p) => p.title, text: (p) => p.title },
  { key: 'status', title: 'Состояние', sort: 'status', card: 'fact', render: (p) => <StatusBadge status={p.status} words={programmeStatuses} />, text: (p) => programmeStatuses[p.status].label },
  { key: 'progress', title: 'Выполнено', card: 'fact', render: (p) => <Progress done={p.progress.done} total={p.progress.total} label="Выполнено мероприятий" />, text: (p) => `${p.progress.done} из ${p.progress.total}` },
  { key: 'from', title: 'Начало', sort: 'from', render: (p) => <DateText iso={p.from} />, text: (p) => formatDate(p.from) },
  { key: 'to', title: 'Окончание', sort: 'to', render: (p) => <DateText iso={p.to} />, text: (p) => formatDate(p.to) },
];

export function Component() {
  const place = usePlace();
  const personal = place.role === 'mentor' || place.role === 'mentee';
  return (
    <Page
      title={personal ? 'Моя программа' : 'Персонализированные программы'}
      note={!personal && <><Term code="personalProgramme">Программу</Term> составляют в карточке пары по одному из <Link to="/templates">шаблонов</Link>.</>}
    >
      <DataTable
        label="Персонализированные программы"
        queryKey={['programme', 'programmes', place.id]}
        load={(query, signal) => api.get<Slice<ProgrammeLine>>('/api/programme/programmes', { organisation: place.id, ...query }, { signal })}
        exportFrom={{ service: 'programme', list: 'programmes', organisation: place.id }}
        columns={columns}
        rowKey={(p) => p.id}
        rowHref={(p) => `/programmes/${p.id}`}
        rowName={(p) => p.title}
        filters={personal ? [] : [
          {
            key: 'status', label: 'Состояние', tabs: true,
            options: [
              { value: 'draft', label: 'Черновики' }, { value: 'agreed', label: 'Ждут куратора' }, { value: 'curator_ok', label: 'Ждут директора' },
              { value: 'approved,running', label: 'Выполняются' }, { value: 'completed,stopped', label: 'Закончены' },
            ],
          },
          { key: 'q', label: 'Фамилия участника' },
        ]}
        empty={{
          nothing: personal ? 'Программы пока нет. Её составляют, когда пара согласована.' : 'Программ пока нет. Откройте согласованную пару и составьте программу по шаблону.',
          action: <Link to="/mentorships">{personal ? 'Открыть мою пару' : 'Открыть пары и группы'}</Link>,
        }}
      />
    </Page>
  );
}
