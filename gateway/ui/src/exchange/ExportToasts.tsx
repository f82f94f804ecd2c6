import { Button, CloseButton, Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, streamAddress } from '../api/client';
import { asProblem } from '../api/problem';
import { counted } from '../ui/russian';
import classes from './Exchange.module.css';
import { onWatched, unwatch, watched, type Watched } from './exports';
import type { ExportJob } from './types';

/** The exports of this tab, from «готовится» to the file. */
export function ExportToasts() {
  const [list, setList] = useState(watched);
  useEffect(() => onWatched(() => setList(watched())), []);
  if (list.length === 0) return null;
  return (
    <div className={`${classes.toasts} no-print`} role="status" aria-label="Выгрузки">
      {list.map((one) => <Toast key={`${one.service}-${one.id}`} one={one} />)}
    </div>
  );
}

function Toast({ one }: { one: Watched }) {
  const path = `/api/${one.service}/exports/${one.id}`;
  const job = useQuery({
    queryKey: ['export', one.service, one.id],
    queryFn: ({ signal }) => api.get<ExportJob>(path, undefined, { signal }),
    refetchInterval: (query) => (query.state.data && !['queued', 'running'].includes(query.state.data.status) ? false : 800),
    retry: 2,
  });
  const state = job.data?.status;
  const total = job.data?.total;
  const amount = (n: number) => (total ? counted(n, ['бланк', 'бланка', 'бланков']) : counted(n, ['строка', 'строки', 'строк']));
  const open = !job.error && (state === undefined || state === 'queued' || state === 'running');
  return (
    <div className={classes.toast}>
      <div className={classes.toastHead}>
        <strong>{one.title}</strong>
        <CloseButton size="sm" aria-label={`Скрыть выгрузку «${one.title}»`} onClick={() => unwatch(one)} />
      </div>
      {open && (
        <>
          <span>{total ? `Готовится: ${job.data?.done ?? 0} из ${amount(total)}` : job.data?.done ? `Готовится: ${amount(job.data.done)}` : 'Готовится'}</span>
          <Progress value={total ? Math.max(3, ((job.data?.done ?? 0) / total) * 100) : 100} animated size="sm" aria-label="Выгрузка готовится" />
          <Button variant="subtle" size="compact-sm" onClick={() => void api.post(`${path}/cancellation`).finally(() => unwatch(one))}>Остановить</Button>
        </>
      )}
      {state === 'done' && (
        <>
          <span>Готово: {amount(job.data?.done ?? 0)}. Файл хранится сутки.</span>
          <Button component="a" size="compact-sm" href={streamAddress(`${path}/file`)} download onClick={() => setTimeout(() => unwatch(one), 1500)}>Скачать</Button>
        </>
      )}
      {(state === 'failed' || state === 'stopped' || job.error) && (
        <span>{job.error ? asProblem(job.error).message : (job.data?.problem ?? 'Выгрузка остановлена.')}</span>
      )}
    </div>
  );
}
