import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '../api/client';
import type { Mentorship, Slice } from '../api/types';
import { Rows } from '../person/Rows';
import { Section } from '../ui/Page';
import { formatDate } from '../ui/russian';
import { StatusBadge } from '../ui/StatusBadge';
import { PersonName } from '../ui/text';
import { changeStatuses, groundWords, kindWords } from './change';
import type { Change, FormerMember } from './types';

/** Requests about a pair, and who was its mentor before. */
export function ChangesOfPair({ mentorship: m }: { mentorship: Mentorship }) {
  const worked = !['proposed', 'agreed'].includes(m.status);
  const changes = useQuery({
    queryKey: ['programme', 'changes', 'of', m.id],
    enabled: worked,
    queryFn: ({ signal }) => api.get<Slice<Change>>('/api/programme/changes', { mentorship: m.id, size: 50 }, { signal }),
  });
  const former = useQuery({
    queryKey: ['programme', 'mentorship', m.id, 'former'],
    enabled: worked,
    queryFn: ({ signal }) => api.get<FormerMember[]>(`/api/programme/mentorships/${m.id}/former-members`, undefined, { signal }),
  });
  const requests = changes.data?.items ?? [];
  const people = former.data ?? [];
  if (requests.length === 0 && people.length === 0) return null;
  return (
    <Section title="Замены, продления, прекращение">
      {people.length > 0 && (
        <Rows
          label="Прежние участники"
          empty="Состав не менялся."
          rows={people}
          rowKey={(x) => `${x.personId}-${x.from}`}
          columns={[
            ['Прежний наставник', (x) => <PersonName name={x.name} full />],
            ['С', (x) => formatDate(x.from)],
            ['По', (x) => formatDate(x.to)],
            ...(people.some((x) => x.ground) ? [['Основание', (x) => (x.ground ? groundWords[x.ground] : '—')] as [string, (x: FormerMember) => React.ReactNode]] : []),
            ['Приказ', (x) => `№ ${x.order}`],
          ]}
        />
      )}
      {requests.length > 0 && (
        <Rows
          label="Обращения"
          empty="Обращений нет."
          rows={requests}
          rowKey={(c) => c.id}
          columns={[
            ['Обращение', (c) => <Link to={`/changes/${c.id}`}>{kindWords[c.kind]}</Link>],
            ['Когда', (c) => formatDate(c.requestedOn)],
            ['Состояние', (c) => <StatusBadge status={c.status} words={changeStatuses} />],
          ]}
        />
      )}
    </Section>
  );
}
