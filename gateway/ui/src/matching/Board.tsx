import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { IconPin } from '@tabler/icons-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import { useSearchParams } from 'react-router';
import { asProblem } from '../api/problem';
import { usePlace } from '../app/session';
import { Notice } from '../ui/Notice';
import { formatNumber } from '../ui/russian';
import { showDone, showFailed } from '../ui/undo';
import { matching, useLeft, usePairs } from './api';
import classes from './board.module.css';
import { MenteePanel } from './MenteePanel';
import { SchoolFilter } from './SchoolFilter';
import type { LeftMentee, MatchPair, MatchPerson, Run, ShownPairs } from './types';
import { points, who } from './words';

/** A line of the board: a mentee with the mentor found, or with the reason why none was. */
export interface Line {
  mentee: MatchPerson;
  pair?: MatchPair | undefined;
  left?: LeftMentee | undefined;
}

interface Collision {
  menteeId: number;
  mentorId: number | null;
  text: string;
}

type Show = 'all' | 'left' | ShownPairs;
const shows: { value: Show; label: string }[] = [
  { value: 'all', label: 'Все наставляемые' }, { value: 'left', label: 'Без наставника' }, { value: 'draft', label: 'Ещё не предложены' }, { value: 'weak', label: 'Слабые пары (меньше 50)' },
  { value: 'foreign', label: 'Наставник из другой организации' }, { value: 'pinned', label: 'Закреплённые' }, { value: 'moved', label: 'Изменённые вручную' },
];

/** Mentees on the left, mentors for the chosen one on the right; by mouse, by keys and by touch alike. */
export function Board({ run, writes }: { run: Run; writes: boolean }) {
  const place = usePlace();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 250);
  const [show, setShow] = useState<Show>('all');
  const [params, setParams] = useSearchParams();
  const chosen = Number(params.get('mentee')) || undefined;
  const setChosen = (id: number) => setParams((old) => { old.set('mentee', String(id)); return old; }, { replace: true, preventScrollReset: true });
  const [over, setOver] = useState<number>();
  const [collision, setCollision] = useState<Collision>();
  const list = useRef<HTMLUListElement>(null);
  const [only, setOnly] = useState<number>();
  const pairs = usePairs(run, { q, organisation: only, show: show === 'all' || show === 'left' ? undefined : show }, show !== 'left');
  const left = useLeft(run, { q, organisation: only }, show === 'all' || show === 'left');
  const lines: Line[] = [
    ...(show === 'all' || show === 'left' ? (left.data?.pages ?? []).flatMap((p) => p.items).map((l) => ({ mentee: l.mentee, left: l })) : []),
    ...(show === 'left' ? [] : (pairs.data?.pages ?? []).flatMap((p) => p.items).map((p) => ({ mentee: p.mentee, pair: p }))),
  ];
  // Those without a mentor come first, then the pairs: the end of one list opens the other.
  const more = (show === 'all' || show === 'left') && left.hasNextPage ? left : show !== 'left' && pairs.hasNextPage ? pairs : undefined;
  const current = lines.find((l) => l.mentee.personId === chosen);
  const refresh = () => client.invalidateQueries({ queryKey: ['programme', 'matching'] });

  const move = async (menteeId: number, mentorId: number | null, version = run.version, undoable = true): Promise<void> => {
    const line = lines.find((l) => l.mentee.personId === menteeId);
    const before = line?.pair?.mentor.personId ?? null;
    if (before === mentorId) return;
    setCollision(undefined);
    try {
      await matching.move(run.id, version, menteeId, mentorId);
      await refresh();
      const message = mentorId === null ? `${who(line?.mentee ?? { name: null, detail: 'Наставляемый' })}: оставлен без наставника` : `${who(line?.mentee ?? { name: null, detail: 'Наставляемый' })}: наставник изменён`;
      showDone(message, undoable ? () => moveBack(menteeId, before) : undefined);
    } catch (error) {
      const problem = asProblem(error);
      if (problem.stale || problem.code === 'stale-version') {
        await refresh();
        setCollision({ menteeId, mentorId, text: problem.message });
      } else {
        showFailed(problem.violations[0]?.message ?? problem.message);
      }
    }
  };

  const moveBack = async (menteeId: number, mentorId: number | null) => {
    try {
      // The move made a new version: the way back is from that one.
      const now = client.getQueryData<Run>(['programme', 'matching', 'run', run.id]) ?? run;
      await matching.move(run.id, now.version, menteeId, mentorId);
      await refresh();
      showDone('Изменение отменено');
    } catch (error) {
      showFailed(asProblem(error).message);
    }
  };

  const keys = (event: KeyboardEvent<HTMLUListElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const buttons = [...(list.current?.querySelectorAll<HTMLButtonElement>('button[data-mentee]') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const next = step ? buttons[at + step] : event.key === 'Home' ? buttons[0] : event.key === 'End' ? buttons.at(-1) : undefined;
    if (at >= 0 && next) {
      event.preventDefault();
      next.focus();
    }
  };

  const backToMentee = () => list.current?.querySelector<HTMLButtonElement>(`button[data-mentee="${chosen}"]`)?.focus();
  const error = pairs.error ?? left.error;
  const clash = collision && lines.find((l) => l.mentee.personId === collision.menteeId);

  return (
    <>
      {error && <Notice tone="bad" mb="md">{asProblem(error).message}</Notice>}
      {collision && (
        <Notice tone="warn" mb="md" title="Подбор уже изменил другой куратор">
          <p>Сейчас: {clash ? `${who(clash.mentee)} — ${clash.pair ? who(clash.pair.mentor) : 'без наставника'}` : 'пара изменена'}. Вы хотели {collision.mentorId === null ? 'оставить без наставника' : 'поставить другого наставника'}.</p>
          <div className={classes.tools}>
            <Button size="xs" onClick={() => void move(collision.menteeId, collision.mentorId)}>Сделать по-моему</Button>
            <Button size="xs" variant="default" onClick={() => setCollision(undefined)}>Оставить как есть</Button>
          </div>
        </Notice>
      )}
      <div className={classes.board}>
        <section aria-label="Наставляемые">
          <div className={classes.filters}>
            <TextInput value={text} onChange={(e) => setText(e.currentTarget.value)} placeholder="Фамилия" aria-label="Найти на доске" />
            {run.level !== 'school' && <SchoolFilter value={only} onChange={setOnly} />}
            <Select data={shows} value={show} onChange={(v) => setShow((v ?? 'all') as Show)} allowDeselect={false} aria-label="Кого показать" />
          </div>
          {lines.length === 0 && !pairs.isFetching && !left.isFetching && (
            <p role="status">{show === 'all' && !q && only === undefined ? 'На доске никого: в базе нет наставляемых без пары для этой формы.' : 'По этому фильтру никого нет.'}</p>
          )}
          {/* The list answers arrow keys; each line is a button, so reading aloud stays natural. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
          <ul ref={list} className={classes.list} onKeyDown={keys}>
            {lines.map((line) => (
              <li key={`${line.mentee.personId}-${line.pair?.id ?? 'left'}`}>
                <button
                  type="button"
                  className={classes.row}
                  data-mentee={line.mentee.personId}
                  data-left={!line.pair || undefined}
                  data-over={over === line.mentee.personId || undefined}
                  aria-pressed={chosen === line.mentee.personId}
                  onClick={() => setChosen(line.mentee.personId)}
                  onDragOver={(e) => {
                    if (!writes) return;
                    e.preventDefault();
                    setOver(line.mentee.personId);
                  }}
                  onDragLeave={() => setOver(undefined)}
                  onDrop={(e) => {
                    e.preventDefault();
                    setOver(undefined);
                    const mentor = Number(e.dataTransfer.getData('text/plain'));
                    if (writes && mentor) void move(line.mentee.personId, mentor);
                  }}
                >
                  <span>{who(line.mentee)}<small>{line.mentee.name ? [line.mentee.detail, place.level === 'school' ? null : line.mentee.organisation].filter(Boolean).join(', ') : ''}</small></span>
                  {line.pair ? (
                    <span>{who(line.pair.mentor)}<small>{[line.pair.mentor.detail, line.pair.distance === 'school' ? null : line.pair.mentor.organisation].filter(Boolean).join(', ')}</small></span>
                  ) : (
                    <span className={classes.none}>без наставника<small>{line.left?.text}</small></span>
                  )}
                  <span className={classes.score}>
                    {line.pair?.pinned && <IconPin size={15} aria-label="закреплена" />}
                    {line.pair ? points(line.pair.score) : '—'}
                    {line.pair && line.pair.status !== 'draft' && <small>{{ offered: 'у школы', proposed: 'предложена', declined: 'отклонена' }[line.pair.status]}</small>}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          {more && <p>Показано: {formatNumber(lines.length)}. <Button variant="subtle" size="compact-sm" loading={more.isFetchingNextPage} onClick={() => void more.fetchNextPage()}>Показать ещё</Button></p>}
        </section>
        <section className={classes.panel} aria-label="Наставники для выбранного">
          {current ? (
            <MenteePanel key={current.mentee.personId} run={run} line={current} writes={writes} onMove={(mentor) => move(current.mentee.personId, mentor)} onBack={backToMentee} />
          ) : (
            lines.length > 0 && <p className="dimmed-note">Выберите наставляемого в списке: здесь появятся объяснение пары и другие подходящие наставники. {writes && 'Наставника можно перетащить на строку списка или выбрать клавишей Enter.'}</p>
          )}
        </section>
      </div>
    </>
  );
}
