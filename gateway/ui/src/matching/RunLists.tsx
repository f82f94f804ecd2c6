import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { asProblem } from '../api/problem';
import { formWords } from '../api/words';
import { usePlace } from '../app/session';
import { Notice } from '../ui/Notice';
import { counted, formatDateTime, formatNumber } from '../ui/russian';
import { useBlocking, useComparison, useLeft, useRuns } from './api';
import classes from './matching.module.css';
import { canWait, ToWaitingList } from './ToWaitingList';
import type { Run } from './types';
import { points, who } from './words';

/** Those without a mentor: what stands in the way and what would cure it. */
export function LeftList({ run, writes }: { run: Run; writes: boolean }) {
  const place = usePlace();
  const hands = writes && place.level === 'school';
  const left = useLeft(run);
  if (left.error) return <Notice tone="bad">{asProblem(left.error).message}</Notice>;
  if (!left.data) return null;
  const people = left.data.pages.flatMap((p) => p.items);
  if (people.length === 0) return <p role="status">Наставник нашёлся для каждого.</p>;
  return (
    <>
      {place.level === 'school' && <p className="dimmed-note">Пока наставника нет, с ними работает психолог, а поиск продолжается. Передайте их психологу одной кнопкой: они будут в разделе <Link to="/mentees/waiting">«Лист ожидания»</Link>.</p>}
      <ul className={`${classes.cards} ${classes.reasons}`}>
        {people.map((l) => (
          <li key={l.mentee.personId}>
            <div>{who(l.mentee)}<small>{l.mentee.name ? [l.mentee.detail, place.level === 'school' ? null : l.mentee.organisation].filter(Boolean).join(', ') : ''}</small></div>
            <div>{l.text}<small>{l.cure}</small>{hands && canWait(l) && <ToWaitingList left={l} />}</div>
          </li>
        ))}
      </ul>
      {left.hasNextPage && <Button mt="sm" variant="default" loading={left.isFetchingNextPage} onClick={() => void left.fetchNextPage()}>Показать ещё</Button>}
    </>
  );
}

/** Pairs in which both would be better off with each other than with what the run gave them. */
export function BlockingList({ run }: { run: Run }) {
  const blocking = useBlocking(run, true);
  if (blocking.error) return <Notice tone="bad">{asProblem(blocking.error).message}</Notice>;
  if (!blocking.data) return null;
  if (blocking.data.length === 0) return <p role="status">Таких пар нет: никто не подходит друг другу лучше, чем своей паре.</p>;
  return (
    <>
      <p className="dimmed-note">Эти двое подошли бы друг другу больше, чем тем, с кем их соединил подбор: так вышло ради остальных. Если важнее они, соедините их на доске.</p>
      <ul className={`${classes.cards} ${classes.reasons}`}>
        {blocking.data.map((b) => (
          <li key={`${b.mentee.personId}-${b.mentor.personId}`}><div>{who(b.mentee)} — {who(b.mentor)}</div><div>{points(b.score)}<small>{b.now === null ? 'сейчас без наставника' : `сейчас у наставляемого ${points(b.now)}`}</small></div></li>
        ))}
      </ul>
    </>
  );
}

export function Comparison({ run }: { run: Run }) {
  const runs = useRuns(run.organisationId);
  const others = (runs.data ?? []).filter((r) => r.id !== run.id && r.form === run.form && r.status === 'done');
  const [other, setOther] = useState<number>();
  const chosen = other ?? others[0]?.id;
  const compared = useComparison(run, chosen);
  const found = compared.data?.pages.flatMap((p) => p.items);
  const first = compared.data?.pages[0];
  if (runs.data && others.length === 0) return <p role="status">Сравнивать не с чем: это первый готовый подбор для формы «{formWords[run.form].toLowerCase()}».</p>;
  return (
    <>
      <Select
        label="С каким подбором сравнить"
        data={others.map((r) => ({ value: String(r.id), label: `${formatDateTime(r.createdAt)}, ${r.createdBy}` }))}
        value={chosen === undefined ? null : String(chosen)}
        onChange={(v) => setOther(v ? Number(v) : undefined)}
        allowDeselect={false}
        maw={420}
        mb="md"
      />
      {compared.error && <Notice tone="bad">{asProblem(compared.error).message}</Notice>}
      {compared.isFetching && !compared.data && <p role="status">Сравниваем…</p>}
      {found?.length === 0 && <p role="status">Пары те же.</p>}
      {first && found && found.length > 0 && (
        <>
          <p>{first.exact ? counted(first.total, ['наставляемый', 'наставляемых', 'наставляемых']) : `Больше ${formatNumber(first.total)} наставляемых`} с другим результатом.</p>
          <ul className={`${classes.cards} ${classes.reasons}`}>
            {found.map((d) => (
              <li key={d.mentee.personId}>
                <div>{who(d.mentee)}</div>
                <div>
                  {d.after ? `${who(d.after.mentor)}, ${points(d.after.score)}` : 'без наставника'}
                  <small>было: {d.before ? `${who(d.before.mentor)}, ${points(d.before.score)}` : 'без наставника'}</small>
                </div>
              </li>
            ))}
          </ul>
          {compared.hasNextPage && <Button mt="sm" variant="default" loading={compared.isFetchingNextPage} onClick={() => void compared.fetchNextPage()}>Показать ещё</Button>}
        </>
      )}
    </>
  );
}
