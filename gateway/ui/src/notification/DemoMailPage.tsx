import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import { Empty } from '../ui/DataTable';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { formatDateTime } from '../ui/russian';
import classes from './Notification.module.css';

interface Letter {
  id: number;
  at: string;
  to: string;
  subject: string;
  text: string;
}

/** The letters that the demonstration has «sent»: they go nowhere but here. */
export function Component() {
  const query = useQuery({ queryKey: ['demo', 'letters'], queryFn: ({ signal }) => api.get<Letter[]>('/api/demo/letters', undefined, { signal }), refetchInterval: 5_000, retry: false });
  return (
    <Page
      title="Почта демо-стенда" narrow note="Письма этого стенда никуда не уходят: их можно прочитать только здесь, и все вошедшие видят все письма."
      actions={<Button variant="default" loading={query.isFetching} onClick={() => void query.refetch()}>Обновить</Button>}
    >
      {query.error && <Notice tone="bad" title="Почта недоступна">{asProblem(query.error).message}</Notice>}
      {query.data?.length === 0 && <Empty text="Писем пока нет. Отправьте приглашение письмом на странице «Доступы»." />}
      {query.data && query.data.length > 0 && (
        <ul className={classes.list} aria-label="Письма">
          {query.data.map((letter) => (
            <li key={letter.id} className={classes.letter}>
              <p className={classes.title}><strong>{letter.subject}</strong></p>
              <p className={classes.time}>Кому: {letter.to} · <time dateTime={letter.at}>{formatDateTime(letter.at)}</time></p>
              <p className={classes.text}><Linked text={letter.text} /></p>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}

/** The platform's own addresses can be followed, nothing else. */
function Linked({ text }: { text: string }) {
  return text.split(/(https?:\/\/[^\s]+)/).map((part, at) => (
    <Fragment key={at}>{part.startsWith(`${window.location.origin}/`) ? <a href={part}>{part}</a> : part}</Fragment>
  ));
}
