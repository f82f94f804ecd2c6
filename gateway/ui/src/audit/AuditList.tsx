import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import type { Account, Role } from '../api/types';
import { roleWords } from '../api/words';
import { Empty } from '../ui/DataTable';
import { Notice } from '../ui/Notice';
import { formatDateTime, shortName } from '../ui/russian';
import classes from './Audit.module.css';
import { begin, finished, step, type Line, type Progress } from './merge';
import type { AuditFilter, AuditPart } from './types';
import { changes, sentence } from './words';

const sources = ['registry', 'programme', 'monitoring'];

/** The log of all services as one, newest first. */
export function AuditList({ filter, ofPerson }: { filter: AuditFilter; ofPerson?: boolean }) {
  const query = useInfiniteQuery({
    queryKey: ['audit', filter],
    initialPageParam: begin(sources),
    queryFn: ({ pageParam, signal }) =>
      step(pageParam, (source, before) => api.get<AuditPart>(`/api/${source}/audit`, { ...filter, before }, { signal })),
    getNextPageParam: (last): Progress | undefined => (finished(last.progress) ? undefined : last.progress),
  });
  const lines = query.data?.pages.flatMap((p) => p.lines) ?? [];
  if (query.error) return <Notice tone="bad" title="Журнал не загрузился">{asProblem(query.error).message}</Notice>;
  if (query.data && lines.length === 0 && !query.hasNextPage) {
    return <Empty text={ofPerson ? 'С этой карточкой ещё ничего не делали.' : 'За это время таких действий нет. Измените период или фильтр.'} />;
  }
  return (
    <>
      <ol className={classes.log} aria-label="Журнал действий" aria-busy={query.isFetching}>
        {lines.map((line) => <Entry key={`${line.source}-${line.id}`} line={line} ofPerson={ofPerson ?? false} />)}
      </ol>
      {query.hasNextPage && <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>Показать раньше</Button>}
    </>
  );
}

function Entry({ line, ofPerson }: { line: Line; ofPerson: boolean }) {
  const told = changes(line);
  const role = line.role ? (roleWords[line.role as Role] ?? '') : '';
  return (
    <li className={classes.entry}>
      <time dateTime={line.at} className={classes.time}>{formatDateTime(line.at)}</time>
      <div>
        <p className={classes.what}>
          <strong>{sentence(line)}</strong>
          {!ofPerson && line.personId && <> · <Link to={`/people/${line.personId}`}>карточка</Link></>}
        </p>
        <p className={classes.who}>
          {line.actor ? `${role} ${shortName(line.actor)}`.trim() : 'Программа, без участия человека'}
          {line.insteadOf && <InsteadOf account={line.insteadOf} />}
        </p>
        {line.redacted && <p className={classes.who}>Значения уничтожены вместе с данными человека.</p>}
        {told.length > 0 && (
          <dl className={classes.changes}>
            {told.map((c) => (
              <div key={c.field}>
                <dt>{c.field}</dt>
                <dd>{line.before ? <><del>{c.before}</del> <span aria-hidden>→</span><span className="visually-hidden"> стало </span> </> : null}{line.after ? c.after : null}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </li>
  );
}

function InsteadOf({ account }: { account: number }) {
  const query = useQuery({ queryKey: ['registry', 'accounts', 'one', account], queryFn: ({ signal }) => api.get<Account>(`/api/registry/accounts/${account}`, undefined, { signal }), staleTime: Infinity, retry: false });
  return <>, за: {query.data ? shortName(query.data.displayName) : 'другого сотрудника'}</>;
}
