import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { asProblem } from '../api/problem';
import { formWords } from '../api/words';
import { usePlace } from '../app/session';
import { Notice } from '../ui/Notice';
import { counted, formatDateTime } from '../ui/russian';
import { allPairs, useBlocking, useLeft, useRuns } from './api';
import classes from './matching.module.css';
import { ToWaitingList } from './ToWaitingList';
import type { MatchPair, MatchPerson, Run } from './types';
import { points, who } from './words';

/** Who is not in the base cannot wait for a mentor either. */
const notYet = ['consent', 'not_in_base'];

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
            <div>{l.text}<small>{l.cure}</small>{hands && !notYet.includes(l.reason) && <ToWaitingList left={l} />}</div>
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

export interface Difference {
  mentee: MatchPerson;
  before: MatchPair | undefined;
  after: MatchPair | undefined;
}

/** Whose mentor differs between two runs; gained and lost pairs too. */
export function differences(before: MatchPair[], after: MatchPair[]): Difference[] {
  const old = new Map(before.map((p) => [p.mentee.personId, p]));
  const now = new Map(after.map((p) => [p.mentee.personId, p]));
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((id) => ({ mentee: (now.get(id) ?? old.get(id) as MatchPair).mentee, before: old.get(id), after: now.get(id) }))
    .filter((d) => d.before?.mentor.personId !== d.after?.mentor.personId);
}

export function Comparison({ run }: { run: Run }) {
  const runs = useRuns(run.organisationId);
  const others = (runs.data ?? []).filter((r) => r.id !== run.id && r.form === run.form && r.status === 'done');
  const [other, setOther] = useState<number>();
  const chosen = other ?? others[0]?.id;
  const compared = useQuery({
    queryKey: ['programme', 'matching', 'comparison', run.id, run.version, chosen],
    enabled: chosen !== undefined,
    queryFn: async () => differences(...(await Promise.all([allPairs(chosen as number), allPairs(run.id)]))),
  });
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
      {compared.data?.length === 0 && <p role="status">Пары те же.</p>}
      {compared.data && compared.data.length > 0 && (
        <>
          <p>{counted(compared.data.length, ['наставляемый', 'наставляемых', 'наставляемых'])} с другим результатом.</p>
          <ul className={`${classes.cards} ${classes.reasons}`}>
            {compared.data.map((d) => (
              <li key={d.mentee.personId}>
                <div>{who(d.mentee)}</div>
                <div>
                  {d.after ? `${who(d.after.mentor)}, ${points(d.after.score)}` : 'без наставника'}
                  <small>было: {d.before ? `${who(d.before.mentor)}, ${points(d.before.score)}` : 'без наставника'}</small>
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
