import { Group } from '@mantine/core';
import { Link, useParams } from 'react-router';
import type { Meeting } from '../api/types';
import { Loaded } from '../ui/Loaded';
import { Facts, Page, Section } from '../ui/Page';
import { formatDate } from '../ui/russian';
import { StatusBadge } from '../ui/StatusBadge';
import { PersonName } from '../ui/text';
import { meetingKinds, meetingModes, meetingState, meetingStatuses, timeText, useMeeting, whenText, who } from './meeting';
import { Guests } from './Guests';
import { MeetingVerbs } from './MeetingVerbs';

export function Component() {
  const meeting = useMeeting(Number(useParams()['id']));
  return <Loaded query={meeting} title="Встреча">{(m) => <Card meeting={m} />}</Loaded>;
}

function Card({ meeting: m }: { meeting: Meeting }) {
  const word = (yes: boolean) => (yes ? 'подтвердил' : m.status === 'held' ? 'ещё не подтвердил' : m.autoConfirmed ? 'не ответил в срок, подтверждена автоматически' : '—');
  return (
    <Page
      title={`${meetingKinds[m.kind]} ${whenText(m)}`}
      trail={[{ title: 'Встречи', to: '/meetings' }]}
      aside={<StatusBadge status={meetingState(m)} words={meetingStatuses} />}
      note={<Link to={`/mentorships/${m.mentorshipId}`}>{who(m)}</Link>}
      narrow
    >
      <Group mb="lg" gap="sm" className="no-print"><MeetingVerbs meeting={m} size="md" /></Group>
      <Section title="О встрече">
        <Facts items={[
          ['Запланирована на', `${formatDate(m.plannedOn)}${m.plannedTime ? `, ${timeText(m.plannedTime)}` : ''}`],
          ['Как', [meetingModes[m.mode], m.place].filter(Boolean).join(', ')],
          ...(m.heldOn ? [['Прошла', `${formatDate(m.heldOn)}${m.durationMin ? `, ${m.durationMin} минут` : ''}`] as [string, string]] : []),
          ['Темы', m.topics.join('; ')],
          ...(m.heldOn ? [['Договорённости', m.summary] as [string, string]] : []),
          ...(m.cancelReason ? [['Причина отмены', m.cancelReason] as [string, string]] : []),
        ]} />
      </Section>
      <Section title="Участники">
        <Facts items={m.members.map((x) => [
          x.role === 'mentor' ? 'Наставник' : 'Наставляемый',
          <span key={x.personId}><PersonName name={x.name} full /> — {word(x.role === 'mentor' ? m.confirmedByMentor : m.confirmedByMentee)}</span>,
        ])} />
      </Section>
      <Guests meeting={m} />
    </Page>
  );
}
