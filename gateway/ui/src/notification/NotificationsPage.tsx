import { Button, SegmentedControl, Switch } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import { usePlace } from '../app/session';
import { Empty } from '../ui/DataTable';
import { Notice } from '../ui/Notice';
import { Page, Section } from '../ui/Page';
import { formatDateTime } from '../ui/russian';
import { showFailed } from '../ui/undo';
import classes from './Notification.module.css';
import type { MailPreference, Notification, NotificationPart } from './types';

export function Component() {
  const place = usePlace();
  const client = useQueryClient();
  const [show, setShow] = useState('all');
  const query = useInfiniteQuery({
    queryKey: ['registry', 'notifications', 'list', place.region, show],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam, signal }) => api.get<NotificationPart>('/api/registry/notifications', { unread: show === 'unread', before: pageParam }, { signal }),
    getNextPageParam: (last) => last.next,
  });
  const changed = () => void client.invalidateQueries({ queryKey: ['registry', 'notifications'] });
  const mark = useMutation({
    mutationFn: (n: Notification) => (n.read ? api.delete(`/api/registry/notifications/${n.id}/reading`) : api.post(`/api/registry/notifications/${n.id}/reading`)),
    onSettled: changed,
    onError: (error) => showFailed(asProblem(error).message),
  });
  const all = useMutation({ mutationFn: () => api.post('/api/registry/notifications/reading'), onSettled: changed, onError: (error) => showFailed(asProblem(error).message) });
  const items = query.data?.pages.flatMap((p) => p.items) ?? [];
  const unread = query.data?.pages[0]?.unread ?? 0;
  return (
    <Page
      title="Уведомления" narrow
      actions={unread > 0 && <Button variant="default" loading={all.isPending} onClick={() => all.mutate()}>Отметить все прочитанными</Button>}
    >
      <SegmentedControl
        aria-label="Показать" className={`${classes.tabs} no-print`} value={show} onChange={setShow}
        data={[{ value: 'all', label: 'Все' }, { value: 'unread', label: 'Непрочитанные' }]}
      />
      {query.error && <Notice tone="bad" title="Не загрузилось">{asProblem(query.error).message}</Notice>}
      {query.data && items.length === 0 && <Empty text={show === 'unread' ? 'Всё прочитано.' : 'Уведомлений пока нет. Здесь появится то, что требует вашего внимания.'} />}
      {items.length > 0 && (
        <ul className={classes.list} aria-label="Уведомления" aria-busy={query.isFetching}>
          {items.map((n) => (
            <li key={n.id} className={classes.item} data-unread={!n.read || undefined}>
              <span className={classes.dot} aria-hidden />
              <div>
                <p className={classes.title}>
                  {!n.read && <span className="visually-hidden">Непрочитанное: </span>}
                  {n.link ? <Link to={n.link} onClick={() => { if (!n.read) mark.mutate(n); }}>{n.title}</Link> : n.title}
                </p>
                <p className={classes.body}>{n.body}</p>
                <p className={classes.time}><time dateTime={n.createdAt}>{formatDateTime(n.createdAt)}</time></p>
              </div>
              <Button
                className={`${classes.verb} no-print`} variant="subtle" size="compact-sm" onClick={() => mark.mutate(n)}
                aria-label={`${n.read ? 'Отметить непрочитанным' : 'Отметить прочитанным'}: ${n.title}, ${formatDateTime(n.createdAt)}`}
              >
                {n.read ? 'Не прочитано' : 'Прочитано'}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {query.hasNextPage && <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>Показать раньше</Button>}
      <MailWishes />
    </Page>
  );
}

/** Of which kinds letters come too. Where no mail is set up, there is nothing to choose. */
function MailWishes() {
  const client = useQueryClient();
  const key = ['registry', 'notification-preference'];
  const query = useQuery({ queryKey: key, queryFn: ({ signal }) => api.get<MailPreference>('/api/registry/notification-preference', undefined, { signal }) });
  const save = useMutation({
    mutationFn: (withoutMail: string[]) => api.put<MailPreference>('/api/registry/notification-preference', { withoutMail }),
    onSuccess: (saved) => client.setQueryData(key, saved),
    onError: (error) => showFailed(asProblem(error).message),
  });
  if (!query.data?.mail) return null;
  const kinds = query.data.kinds;
  return (
    <Section title="Письма на почту">
      <p>Письмо приходит, если в вашем доступе указан адрес почты. В письмах нет имён обучающихся.</p>
      <div className={classes.switches}>
        {kinds.map((k) => (
          <Switch
            key={k.kind} label={k.title} checked={k.mail} disabled={save.isPending}
            onChange={(e) => save.mutate(kinds.filter((x) => (x.kind === k.kind ? !e.currentTarget.checked : !x.mail)).map((x) => x.kind))}
          />
        ))}
      </div>
    </Section>
  );
}
