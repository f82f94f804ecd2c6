import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import type { Meeting, Slice } from '../api/types';
import { Notice } from '../ui/Notice';
import { StatusBadge } from '../ui/StatusBadge';
import { meetingKinds, meetingModes, meetingState, meetingStatuses, whenText, who } from './meeting';
import { MeetingVerbs } from './MeetingVerbs';
import classes from './MeetingRows.module.css';

/** Meetings of one pair, the latest first. */
export function MeetingRows({ mentorship }: { mentorship: number }) {
  const meetings = useQuery({
    queryKey: ['programme', 'meetings', 'of', mentorship],
    queryFn: ({ signal }) => api.get<Slice<Meeting>>('/api/programme/meetings', { mentorship, size: 50, sort: '-plannedOn' }, { signal }),
  });
  if (meetings.error) return <Notice tone="bad">{asProblem(meetings.error).message} <Button variant="subtle" size="compact-sm" onClick={() => void meetings.refetch()}>Повторить</Button></Notice>;
  if (!meetings.data) return <Skeleton h={60} />;
  if (meetings.data.items.length === 0) return <p className={classes.empty}>Встреч ещё не было. До приказа можно провести знакомство, после — первую рабочую встречу.</p>;
  return <MeetingList meetings={meetings.data.items} />;
}

export function MeetingList({ meetings, names }: { meetings: Meeting[]; names?: boolean }) {
  return (
    <ul className={classes.list} aria-label="Встречи">
      {meetings.map((m) => (
        <li key={m.id} className={classes.item}>
          <Link to={`/meetings/${m.id}`} className={classes.when}>{whenText(m)}</Link>
          <div className={classes.what}>
            <div>{names ? who(m) : meetingKinds[m.kind]}</div>
            <div className={classes.small}>
              {[names ? meetingKinds[m.kind] : '', meetingModes[m.mode], m.place ?? '', m.topics.join(', '), m.cancelReason ?? ''].filter(Boolean).join(' · ')}
            </div>
          </div>
          <StatusBadge status={meetingState(m)} words={meetingStatuses} />
          <div className={`${classes.verbs} no-print`}><MeetingVerbs meeting={m} /></div>
        </li>
      ))}
    </ul>
  );
}
