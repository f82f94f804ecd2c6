import { Button, Skeleton, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from 'react-router';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import type { Desk, DeskTask, Meeting, Programme, Slice } from '../api/types';
import { usePlace, useSession } from '../app/session';
import { meetingKinds, meetingModes, sideOf, timeText, who } from '../meeting/meeting';
import { MeetingVerbs } from '../meeting/MeetingVerbs';
import { TwoTap } from '../meeting/TwoTap';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { counted, formatDay, formatNumber, today } from '../ui/russian';
import { showDone } from '../ui/undo';
import { useDelayed } from '../ui/useDelayed';
import { useWord } from '../ui/useWord';
import { grouped, groupTitles, idOf, inPlace, linkOf, mine, openVerbs, withoutPair } from './desk';
import classes from './DeskPage.module.css';

export function Component() {
  const place = usePlace();
  const desk = useQuery({
    queryKey: ['programme', 'desk', place.id],
    queryFn: ({ signal }) => api.get<Desk>('/api/programme/desk', { organisation: place.id }, { signal }),
    refetchInterval: 60_000,
  });
  const reminders = useQuery({
    queryKey: ['registry', 'reminders', place.id],
    enabled: place.roles.includes('curator') || place.roles.includes('director'),
    queryFn: ({ signal }) => api.get<DeskTask[]>('/api/registry/reminders', { organisation: place.id }, { signal }),
    refetchInterval: 600_000,
  });
  const personal = place.role === 'mentor' || place.role === 'mentee';
  const late = useDelayed(desk.isPending);
  // The next meeting and the one to confirm have their own cards above.
  const tasks = [...(desk.data?.groups ?? []).flatMap((g) => g.tasks), ...(reminders.data ?? [])].filter((t) => !personal || (t.kind !== 'meeting' && t.kind !== 'meeting-to-confirm'));
  const groups = grouped(tasks);
  const count = mine(groups);
  return (
    <Page
      title={count > 0 ? `Мой стол (${formatNumber(count)})` : 'Мой стол'}
      note={personal ? undefined : count > 0 ? `${counted(count, ['дело ждёт', 'дела ждут', 'дел ждут'])} вашего слова` : undefined}
    >
      <div className={personal ? classes.personal : undefined}>
        {personal && <Meetings />}
        {desk.error && (
          <Notice tone="bad" title="Дела не загрузились">{asProblem(desk.error).message} <Button variant="subtle" size="compact-sm" onClick={() => void desk.refetch()}>Повторить</Button></Notice>
        )}
        {late && <div role="status" aria-label="Загружается">{[1, 2, 3, 4].map((n) => <Skeleton key={n} h={44} mb={8} />)}</div>}
        {desk.data && groups.length === 0 && <Nothing personal={personal} />}
        {groups.map((g) => (
          <section key={g.key} className={classes.group} aria-label={groupTitles[g.key]}>
            <div className={classes.groupHead} data-key={g.key}>
              {g.key === 'overdue' && <IconAlertTriangle size={17} aria-hidden />}
              <Title order={2}>{groupTitles[g.key]}</Title>
              <span className={classes.count}>{g.tasks.length}</span>
            </div>
            <ul className={classes.tasks}>{g.tasks.map((t) => <Task key={`${t.kind}-${t.link}-${t.about}`} task={t} />)}</ul>
          </section>
        ))}
      </div>
    </Page>
  );
}

function Nothing({ personal }: { personal: boolean }) {
  const { has } = useSession();
  if (personal) return <p className={classes.nothing} role="status">Дел нет. Когда что-то понадобится от вас, оно появится здесь.</p>;
  return (
    <div className={classes.nothing} role="status">
      <p>{has('curator') ? 'Все дела сделаны. Можно подобрать новую пару или посмотреть показатели.' : 'Подписывать и утверждать сейчас нечего.'}</p>
      {has('curator') ? <Button component={Link} to="/mentorships/new">Предложить пару</Button> : <Button component={Link} to="/dashboard" variant="default">Открыть показатели</Button>}
    </div>
  );
}

function Task({ task }: { task: DeskTask }) {
  const place = usePlace();
  const client = useQueryClient();
  const personal = place.role === 'mentor' || place.role === 'mentee';
  const about = personal ? withoutPair(task.about) : task.about;
  // Ten activities in a row differ by what is to be done, not by «Выполнить мероприятие».
  const activity = task.kind === 'activity';
  const press = inPlace[task.kind];
  const word = useWord();
  const run = () => word(async () => {
    const id = idOf(task);
    if (task.kind === 'programme-to-confirm') await api.post(`/api/programme/programmes/${id}/curator-approval`, { version: task.version });
    else if (task.kind === 'programme-to-approve') await api.post(`/api/programme/programmes/${id}/approval`, { version: task.version });
    else if (task.kind === 'agreement') await api.post(`/api/programme/mentorships/${id}/agreement`, { version: task.version, personId: place.person, agreed: true, on: today(), by: 'self' });
    else if (task.kind === 'programme-to-agree') {
      const programme = await api.get<Programme>(`/api/programme/programmes/${id}`);
      await api.post(`/api/programme/programmes/${id}/agreement`, { version: task.version, side: programme.members.find((m) => m.personId === place.person)?.role, on: today(), by: 'self' });
    } else {
      const meeting = await api.get<Meeting>(`/api/programme/meetings/${id}`);
      await api.post(`/api/programme/meetings/${id}/confirmation`, { side: sideOf(meeting, place.person), by: 'self' });
    }
    showDone(`${task.title}: сделано`);
    await client.invalidateQueries({ queryKey: ['programme'] });
  });
  return (
    <li className={classes.task}>
      <div className={classes.what}>
        <Link to={linkOf(task)}>{activity ? about : task.title}</Link>
        {!activity && <div className={classes.about}>{about}</div>}
        <div className={classes.why}>{task.why}</div>
      </div>
      <div className={classes.due} data-late={(task.due && task.due < today()) || undefined}>{task.due ? `до ${formatDay(task.due)}` : ''}</div>
      <div className={classes.verb}>
        {press ? (
          <TwoTap size="sm" first={press.first} second={press.second} run={run} />
        ) : (
          <Button component={Link} to={linkOf(task)} size="sm" variant="default">{openVerbs[task.kind] ?? 'Открыть'}</Button>
        )}
      </div>
    </li>
  );
}

/** The two things a mentor or a mentee comes for: when the next meeting is, and was the last one held. */
function Meetings() {
  const place = usePlace();
  const meetings = useQuery({
    queryKey: ['programme', 'meetings', place.id, 'mine'],
    queryFn: ({ signal }) => api.get<Slice<Meeting>>('/api/programme/meetings', { organisation: place.id, size: 50, sort: '-plannedOn' }, { signal }),
  });
  if (meetings.error) return <Notice tone="bad" mb="md">{asProblem(meetings.error).message}</Notice>;
  if (!meetings.data) return <Skeleton h={120} mb="md" />;
  const items = meetings.data.items;
  const confirm = items.find((m) => m.actions.includes('confirmation'));
  const passed = items.find((m) => m.actions.includes('holding') && m.plannedOn < today());
  const next = items.filter((m) => (m.status === 'planned' || m.status === 'moved') && m.plannedOn >= today()).at(-1);
  return (
    <>
      {confirm && (
        <section className={`${classes.next} ${classes.confirm}`} aria-label="Подтвердите встречу">
          <h2>Встреча прошла? Подтвердите</h2>
          <div className={classes.big}>{formatDay(confirm.heldOn)}{confirm.durationMin ? `, ${confirm.durationMin} минут` : ''}</div>
          <div>{who(confirm)}{confirm.topics.length ? ` · ${confirm.topics.join(', ')}` : ''}</div>
          <div className={classes.verbs}><MeetingVerbs meeting={confirm} size="md" /></div>
        </section>
      )}
      {passed && (
        <section className={`${classes.next} ${classes.confirm}`} aria-label="Отметьте встречу">
          <h2>Как прошла встреча?</h2>
          <div className={classes.big}>{formatDay(passed.plannedOn)}</div>
          <div>{who(passed)}</div>
          <div className={classes.verbs}><MeetingVerbs meeting={passed} size="md" /></div>
        </section>
      )}
      <section className={classes.next} aria-label="Следующая встреча">
        <h2>Следующая встреча</h2>
        {next ? (
          <>
            <div className={classes.big}><Link to={`/meetings/${next.id}`}>{formatDay(next.plannedOn)}{next.plannedTime ? `, ${timeText(next.plannedTime)}` : ''}</Link></div>
            <div>{[meetingKinds[next.kind], meetingModes[next.mode], next.place].filter(Boolean).join(' · ')}</div>
            <div>{who(next)}</div>
            {next.topics.length > 0 && <div className={classes.why}>{next.topics.join(', ')}</div>}
          </>
        ) : (
          <div>Не назначена. {place.role === 'mentor' ? <Link to="/mentorships">Запланируйте её в карточке пары.</Link> : 'Её назначает наставник.'}</div>
        )}
      </section>
    </>
  );
}
