import { ActionIcon, Button, SegmentedControl, Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { IconChevronLeft, IconChevronRight, IconPrinter } from '@tabler/icons-react';
import { Fragment } from 'react';
import { Link, useSearchParams } from 'react-router';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import type { Meeting, Slice } from '../api/types';
import { usePlace } from '../app/session';
import { DataTable, Empty, type Column } from '../ui/DataTable';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { counted, formatDate, formatDay, today } from '../ui/russian';
import { StatusBadge } from '../ui/StatusBadge';
import { useDelayed } from '../ui/useDelayed';
import { dayOf, meetingKinds, meetingModes, meetingState, meetingStatuses, monthOf, monthTitle, shiftMonth, timeText, whenText, who } from './meeting';
import { MeetingList } from './MeetingRows';
import classes from './MeetingsPage.module.css';

const columns: Column<Meeting>[] = [
  { key: 'when', title: 'Когда', sort: 'plannedOn', card: 'title', render: whenText, text: whenText },
  { key: 'who', title: 'Кто', card: 'fact', render: who, text: who },
  { key: 'kind', title: 'Вид', sort: 'kind', card: 'fact', render: (m) => meetingKinds[m.kind], text: (m) => meetingKinds[m.kind] },
  { key: 'mode', title: 'Как', render: (m) => [meetingModes[m.mode], m.place].filter(Boolean).join(', '), text: (m) => [meetingModes[m.mode], m.place].filter(Boolean).join(', ') },
  { key: 'status', title: 'Состояние', sort: 'status', card: 'fact', render: (m) => <StatusBadge status={meetingState(m)} words={meetingStatuses} />, text: (m) => meetingStatuses[meetingState(m)].label },
  { key: 'topics', title: 'Темы', optional: true, render: (m) => m.topics.join('; ') || '—', text: (m) => m.topics.join('; ') },
];

export function Component() {
  const place = usePlace();
  const [params, setParams] = useSearchParams();
  const personal = place.role === 'mentor' || place.role === 'mentee';
  const view = params.get('view') ?? (personal ? 'mine' : 'list');
  const choose = (value: string) =>
    setParams((old) => {
      // Filters of one view mean nothing in the other.
      const next = new URLSearchParams();
      if (old.get('org')) next.set('org', old.get('org') ?? '');
      next.set('view', value);
      return next;
    }, { replace: true });
  return (
    <Page
      title={personal ? 'Мои встречи' : 'Встречи и календарь'}
      note={!personal && 'Встречу планируют в карточке пары. Проведённой её отмечает наставник или куратор, подтверждают обе стороны.'}
      actions={
        <SegmentedControl
          aria-label="Вид"
          size="sm"
          value={view}
          onChange={choose}
          data={personal ? [{ value: 'mine', label: 'Список' }, { value: 'calendar', label: 'Календарь' }] : [{ value: 'list', label: 'Список' }, { value: 'calendar', label: 'Календарь' }]}
        />
      }
    >
      {view === 'calendar' ? <Calendar /> : view === 'mine' ? <Mine /> : (
        <DataTable
          label="Встречи"
          queryKey={['programme', 'meetings', place.id]}
          load={(query, signal) => {
            const { status, ...rest } = query;
            // «Нет отметки» is not a state of the service: planned meetings whose day has passed.
            const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
            return api.get<Slice<Meeting>>('/api/programme/meetings', { organisation: place.id, ...rest, ...(status === 'late' ? { status: 'planned,moved', to: yesterday } : { status }) }, { signal });
          }}
          exportFrom={{ service: 'programme', list: 'meetings', organisation: place.id }}
          columns={columns}
          rowKey={(m) => m.id}
          rowHref={(m) => `/meetings/${m.id}`}
          rowName={(m) => `${who(m)}, ${whenText(m)}`}
          defaultSort="-plannedOn"
          filters={[{
            key: 'status', label: 'Состояние', tabs: true,
            options: [
              { value: 'planned,moved', label: 'Предстоят' }, { value: 'late', label: 'Нет отметки' }, { value: 'held', label: 'Ждут подтверждения' },
              { value: 'confirmed', label: 'Подтверждены' }, { value: 'cancelled,missed', label: 'Не состоялись' },
            ],
          }]}
          because={place.below ? 'потому что видны только встречи взрослых' : ''}
          empty={{ nothing: 'Встреч пока нет. Их планируют в карточке пары.', action: <Link to="/mentorships">Открыть пары и группы</Link> }}
        />
      )}
    </Page>
  );
}

/** For a mentor or a mentee: what to confirm, what is ahead, what has been. */
function Mine() {
  const place = usePlace();
  const meetings = useQuery({
    queryKey: ['programme', 'meetings', place.id, 'mine'],
    queryFn: ({ signal }) => api.get<Slice<Meeting>>('/api/programme/meetings', { organisation: place.id, size: 50, sort: '-plannedOn' }, { signal }),
  });
  const late = useDelayed(meetings.isPending);
  if (meetings.error) return <Refused error={meetings.error} retry={() => void meetings.refetch()} />;
  if (!meetings.data) return late ? <Skeleton h={200} /> : null;
  const all = meetings.data.items;
  const confirm = all.filter((m) => m.actions.includes('confirmation'));
  const ahead = all.filter((m) => (m.status === 'planned' || m.status === 'moved') && !confirm.includes(m)).toReversed();
  const past = all.filter((m) => !confirm.includes(m) && !ahead.includes(m));
  if (all.length === 0) return <Empty text="Встреч пока нет. Первую назначит наставник или куратор." />;
  return (
    <div className={classes.agenda}>
      {confirm.length > 0 && <><h2>Подтвердите</h2><MeetingList meetings={confirm} /></>}
      {ahead.length > 0 && <><h2>Впереди</h2><MeetingList meetings={ahead} /></>}
      {past.length > 0 && <><h2>Прошли</h2><MeetingList meetings={past} /></>}
    </div>
  );
}

function Refused({ error, retry }: { error: Error; retry: () => void }) {
  return <Notice tone="bad">{asProblem(error).message} <Button variant="subtle" size="compact-sm" onClick={retry}>Повторить</Button></Notice>;
}

const weekdays = ['Пн', 'Вт', 'Ср', 'Чт', 'Пт', 'Сб', 'Вс'];
const weekdayNames = ['понедельник', 'вторник', 'среда', 'четверг', 'пятница', 'суббота', 'воскресенье'];

/** A large school has several pages of meetings a month; beyond five hundred a calendar says nothing. */
async function wholeMonth(organisation: number, from: string, to: string, signal: AbortSignal): Promise<Slice<Meeting>> {
  const page = (n: number) => api.get<Slice<Meeting>>('/api/programme/meetings', { organisation, from, to, size: 100, sort: 'plannedOn', page: n }, { signal });
  const first = await page(0);
  const rest = await Promise.all(Array.from({ length: Math.min(4, Math.ceil(first.total / 100) - 1) }, (_, i) => page(i + 1)));
  return { ...first, items: [first, ...rest].flatMap((s) => s.items) };
}

function Calendar() {
  const place = usePlace();
  const [params, setParams] = useSearchParams();
  const narrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const month = monthOf(params.get('month'));
  const go = (code: string) => setParams((old) => { old.set('month', code); return old; }, { replace: true, preventScrollReset: true });
  const meetings = useQuery({
    queryKey: ['programme', 'meetings', place.id, 'month', month.code],
    queryFn: ({ signal }) => wholeMonth(place.id, month.from, month.to, signal),
    placeholderData: keepPreviousData,
  });
  const byDay = new Map<string, Meeting[]>();
  for (const m of meetings.data?.items ?? []) byDay.set(dayOf(m), [...(byDay.get(dayOf(m)) ?? []), m]);
  const total = meetings.data?.total ?? 0;
  return (
    <>
      <div className={`${classes.tools} no-print`}>
        <ActionIcon variant="default" size={36} aria-label="Предыдущий месяц" onClick={() => go(shiftMonth(month.code, -1))}><IconChevronLeft size={17} /></ActionIcon>
        <span className={classes.month} aria-live="polite">{monthTitle(month.code)}</span>
        <ActionIcon variant="default" size={36} aria-label="Следующий месяц" onClick={() => go(shiftMonth(month.code, 1))}><IconChevronRight size={17} /></ActionIcon>
        <Button variant="default" onClick={() => go(monthOf(null).code)}>Сегодня</Button>
        <span className={classes.count}>{meetings.data && counted(total, ['встреча', 'встречи', 'встреч'])}{(meetings.data?.items.length ?? 0) < total ? `, показаны первые ${meetings.data?.items.length}` : ''}</span>
        <ActionIcon variant="default" size={36} aria-label="Напечатать" onClick={() => window.print()} visibleFrom="sm" ml="auto"><IconPrinter size={17} /></ActionIcon>
      </div>
      {meetings.error && <Refused error={meetings.error} retry={() => void meetings.refetch()} />}
      {narrow ? (
        <div className={classes.agenda}>
          {meetings.data && total === 0 && <Empty text="В этом месяце встреч нет." />}
          {[...byDay].toSorted(([a], [b]) => a.localeCompare(b)).map(([day, items]) => (
            <Fragment key={day}><h2>{formatDay(day)}</h2><MeetingList meetings={items} names={place.role !== 'mentor' && place.role !== 'mentee'} /></Fragment>
          ))}
        </div>
      ) : (
        <table className={classes.calendar} aria-label={`Встречи, ${monthTitle(month.code)}`} aria-busy={meetings.isFetching}>
          <thead><tr>{weekdays.map((w, i) => <th key={w} scope="col" aria-label={weekdayNames[i]}>{w}</th>)}</tr></thead>
          <tbody>
            {month.weeks.map((week) => (
              <tr key={week.find(Boolean)}>
                {week.map((day, i) => {
                  const items = day ? (byDay.get(day) ?? []) : [];
                  return (
                    <td key={day ?? `out-${i}`} data-out={day ? undefined : true} data-today={day === today() || undefined}>
                      {day && <span className={classes.day}>{Number(day.slice(8))}</span>}
                      {items.slice(0, 3).map((m) => (
                        <Link
                          key={m.id}
                          to={`/meetings/${m.id}`}
                          className={classes.event}
                          data-tone={meetingStatuses[meetingState(m)].tone}
                          data-off={m.status === 'cancelled' || m.status === 'missed' || undefined}
                          title={`${who(m)}, ${meetingKinds[m.kind].toLocaleLowerCase('ru')}: ${meetingStatuses[meetingState(m)].label.toLocaleLowerCase('ru')}`}
                          aria-label={`${formatDate(dayOf(m))}, ${who(m)}, ${meetingStatuses[meetingState(m)].label}`}
                        >
                          {timeText(m.plannedTime)} {who(m)}
                        </Link>
                      ))}
                      {items.length > 3 && <span className={classes.more}>и ещё {items.length - 3}</span>}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
