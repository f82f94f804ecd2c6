import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconBan, IconPin, IconPinnedOff, IconUsers } from '@tabler/icons-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Link } from 'react-router';
import { asProblem } from '../api/problem';
import { usePlace } from '../app/session';
import { Notice } from '../ui/Notice';
import { showDone, showFailed } from '../ui/undo';
import { matching, useCandidates, useWishes } from './api';
import type { Line } from './Board';
import classes from './board.module.css';
import { Alternatives, Contributions } from './Explanation';
import { canWait, ToWaitingList } from './ToWaitingList';
import type { Candidate, MatchPerson, Run, Wish } from './types';
import { distanceWords, points, who } from './words';

interface Props {
  run: Run;
  line: Line;
  writes: boolean;
  onMove: (mentor: number | null) => Promise<void>;
  onBack: () => void;
}

/** One mentee: why this mentor, who else, and what the curator wants kept or never proposed. */
export function MenteePanel({ run, line, writes, onMove, onBack }: Props) {
  const place = usePlace();
  const client = useQueryClient();
  const { mentee, pair, left } = line;
  const candidates = useCandidates(run, mentee.personId);
  // Pins and bans are the school's curator's.
  const keeps = writes && place.level === 'school';
  const wishes = useWishes(place.id, keeps);
  const [q, setQ] = useState('');
  const [open, setOpen] = useState<number>();
  const [busy, setBusy] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const editable = writes && (!pair || pair.status === 'draft' || pair.status === 'declined');
  const wishOf = (mentor: number) =>
    wishes.data?.find((w) => w.menteeId === mentee.personId && w.mentorId === mentor && w.kind !== 'none')
    // Relatives are relatives whoever of the two leads.
    ?? wishes.data?.find((w) => w.kind === 'relative' && w.menteeId === mentor && w.mentorId === mentee.personId);

  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    // On a phone the panel stands below the list.
    heading.current?.scrollIntoView?.({ block: 'nearest' });
  }, []);

  const wish = useMutation({
    mutationFn: (w: { mentor: MatchPerson; kind: Wish['kind'] }) => matching.wish({ organisationId: place.id, menteeId: mentee.personId, mentorId: w.mentor.personId, kind: w.kind }),
    onSuccess: (_, w) => {
      const before = wishOf(w.mentor.personId)?.kind ?? 'none';
      void client.invalidateQueries({ queryKey: ['programme', 'matching'] });
      const words = { pin: 'Пара закреплена: подбор её не изменит', ban: 'Пара запрещена: подбор её не предложит', relative: 'Отмечено: родственники. Подбор не соединит их, кто бы ни был наставником', none: 'Отметка снята' };
      showDone(words[w.kind], async () => {
        try {
          await matching.wish({ organisationId: place.id, menteeId: mentee.personId, mentorId: w.mentor.personId, kind: before });
          await client.invalidateQueries({ queryKey: ['programme', 'matching'] });
        } catch (error) {
          showFailed(asProblem(error).message);
        }
      });
    },
    onError: (error) => showFailed(asProblem(error).violations[0]?.message ?? asProblem(error).message),
  });

  const withdraw = useMutation({
    mutationFn: (id: number) => matching.withdraw(run.id, run.version, { ids: [id] }),
    onSuccess: () => showDone('Предложение отозвано, пара снова черновик'),
    onError: (error) => showFailed(asProblem(error).message),
    onSettled: () => client.invalidateQueries({ queryKey: ['programme'] }),
  });

  const assign = async (mentor: number | null) => {
    setBusy(true);
    await onMove(mentor);
    setBusy(false);
  };

  const keys = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      onBack();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const buttons = [...(list.current?.querySelectorAll<HTMLButtonElement>('button[data-mentor]') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const next = step && buttons[at + step];
    if (at >= 0 && next) {
      event.preventDefault();
      next.focus();
    }
  };

  const found = (candidates.data ?? []).filter((c) => c.mentor.personId !== pair?.mentor.personId && `${c.mentor.name ?? ''} ${c.mentor.organisation}`.toLowerCase().includes(q.trim().toLowerCase()));
  // Whoever has a place left comes first; among them, as among the rest, the best.
  const free = found.filter((c) => !c.rule).toSorted((a, b) => Number(b.free > 0) - Number(a.free > 0));
  const refused = found.filter((c) => c.rule);

  return (
    // Escape anywhere in the panel goes back to the line of the mentee.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div onKeyDown={keys}>
      <Button className={classes.back} size="compact-sm" variant="subtle" onClick={onBack}>К списку</Button>
      <h2 ref={heading} tabIndex={-1}>{who(mentee)}</h2>
      <p className="dimmed-note">{mentee.name ? [mentee.detail, mentee.organisation].filter(Boolean).join(', ') : 'Имя видит только школа'}</p>
      {left && (
        <Notice tone="warn" mb="md" title={left.text}>{left.cure}{keeps && canWait(left) && <ToWaitingList left={left} />}</Notice>
      )}
      {pair && (
        <>
          <h3>Наставник: {who(pair.mentor)}</h3>
          <p className="dimmed-note">{[pair.mentor.detail, pair.mentor.organisation, distanceWords[pair.distance], loadText(pair.mentor)].filter(Boolean).join(', ')}</p>
          {editable && (
            <div className={classes.tools}>
              {keeps && pair.mentor.organisationId === mentee.organisationId && ((wishes.data ? wishOf(pair.mentor.personId)?.kind === 'pin' : pair.pinned) ? (
                <Button size="xs" variant="default" leftSection={<IconPinnedOff size={15} />} onClick={() => wish.mutate({ mentor: pair.mentor, kind: 'none' })}>Снять закрепление</Button>
              ) : (
                <Button size="xs" variant="default" leftSection={<IconPin size={15} />} onClick={() => wish.mutate({ mentor: pair.mentor, kind: 'pin' })}>Закрепить пару</Button>
              ))}
              {keeps && <Button size="xs" variant="default" leftSection={<IconBan size={15} />} onClick={() => wish.mutate({ mentor: pair.mentor, kind: 'ban' })}>Больше не предлагать</Button>}
              {keeps && wishOf(pair.mentor.personId)?.kind !== 'relative' && <Button size="xs" variant="default" leftSection={<IconUsers size={15} />} onClick={() => wish.mutate({ mentor: pair.mentor, kind: 'relative' })}>Они родственники</Button>}
              <Button size="xs" variant="subtle" loading={busy} onClick={() => void assign(null)}>Оставить без наставника</Button>
            </div>
          )}
          {keeps && wishOf(pair.mentor.personId)?.kind === 'relative' && <Notice tone="warn" mb="sm">Отмечено, что участники — родственники. Выберите другого наставника или подберите заново.</Notice>}
          {pair.status === 'offered' && <Notice tone="calm" mb="sm">Пара предложена школе. Решает её куратор.</Notice>}
          {pair.status === 'declined' && <Notice tone="warn" mb="sm">{place.level === 'school' ? 'Пара не состоялась.' : 'Школа отклонила эту пару.'} Выберите другого наставника.</Notice>}
          {pair.status === 'proposed' && <Notice tone="good" mb="sm">Пара предложена участникам. {pair.mentorshipId && <Link to={`/mentorships/${pair.mentorshipId}`}>Открыть пару</Link>}</Notice>}
          {writes && (pair.status === 'offered' || pair.status === 'proposed') && <Button size="xs" variant="default" mb="sm" loading={withdraw.isPending} onClick={() => withdraw.mutate(pair.id)}>Отозвать предложение</Button>}
          <Contributions of={pair.contributions} score={pair.score} />
          <Alternatives pair={pair} />
        </>
      )}
      <h3>{pair ? 'Другие наставники' : 'Подходящие наставники'}</h3>
      {candidates.error && <Notice tone="bad">{asProblem(candidates.error).message}</Notice>}
      {(candidates.data?.length ?? 0) > 8 && <TextInput value={q} onChange={(e) => setQ(e.currentTarget.value)} placeholder="Фамилия или школа" aria-label="Найти наставника" mb="xs" />}
      {candidates.data && free.length === 0 && <p>{q ? 'Такого среди подходящих нет.' : 'Подходящих больше нет. Почему не подошли остальные, сказано ниже.'}</p>}
      <ul ref={list} className={classes.candidates} aria-label="Подходящие наставники">
        {free.map((c) => (
          <li key={c.mentor.personId}>
            <div className={classes.candidate}>
              <button
                type="button"
                data-mentor={c.mentor.personId}
                draggable={editable}
                aria-disabled={!editable || undefined}
                aria-label={`${editable ? 'Сделать наставником: ' : ''}${who(c.mentor)}, ${points(c.score)}`}
                onDragStart={(e) => e.dataTransfer.setData('text/plain', String(c.mentor.personId))}
                onClick={() => editable && !busy && void assign(c.mentor.personId)}
              >
                {who(c.mentor)} <b>{points(c.score)}</b>
                <small>{[c.mentor.detail, c.mentor.organisationId === mentee.organisationId ? null : c.mentor.organisation, c.free > 0 ? freeText(c) : 'все места заняты'].filter(Boolean).join(', ')}</small>
              </button>
              <Button size="compact-sm" variant="subtle" aria-expanded={open === c.mentor.personId} onClick={() => setOpen(open === c.mentor.personId ? undefined : c.mentor.personId)} aria-label={`Почему: ${who(c.mentor)}`}>Почему</Button>
              {editable && keeps && wishOf(c.mentor.personId)?.kind !== 'relative' && <Button size="compact-sm" variant="subtle" color="gray" aria-label={`Родственники: ${who(c.mentor)}`} onClick={() => wish.mutate({ mentor: c.mentor, kind: 'relative' })}>Родственники</Button>}
              {editable && keeps && wishOf(c.mentor.personId)?.kind !== 'relative' && <Banning candidate={c} banned={wishOf(c.mentor.personId)?.kind === 'ban'} set={(kind) => wish.mutate({ mentor: c.mentor, kind })} />}
            </div>
            {open === c.mentor.personId && <Contributions of={c.contributions} score={c.score} />}
          </li>
        ))}
      </ul>
      {refused.length > 0 && (
        <details>
          <summary>Не подходят: {refused.length}</summary>
          <ul className={classes.candidates} aria-label="Не подходят">
            {refused.map((c) => (
              <li key={c.mentor.personId} className={classes.refused}>
                <div className={classes.candidate}>
                  <span>{who(c.mentor)}<small className={classes.refusal}>{[c.refusal, c.cure].filter(Boolean).join(' ')}</small></span>
                  {keeps && wishOf(c.mentor.personId)?.kind === 'ban' && <Button size="compact-sm" variant="subtle" onClick={() => wish.mutate({ mentor: c.mentor, kind: 'none' })}>Снять запрет</Button>}
                  {keeps && wishOf(c.mentor.personId)?.kind === 'relative' && <Button size="compact-sm" variant="subtle" aria-label={`Не родственники: ${who(c.mentor)}`} onClick={() => wish.mutate({ mentor: c.mentor, kind: 'none' })}>Не родственники</Button>}
                </div>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

const freeText = (c: Candidate) => [loadText(c.mentor), `свободно ${c.free}`].filter(Boolean).join(', ');

const loadText = (mentor: MatchPerson) => (mentor.maxLoad ? `ведёт ${mentor.load ?? 0} из ${mentor.maxLoad}` : '');

function Banning({ candidate, banned, set }: { candidate: Candidate; banned: boolean; set: (kind: Wish['kind']) => void }) {
  return (
    <Button size="compact-sm" variant="subtle" color="gray" aria-label={`${banned ? 'Снять запрет' : 'Не предлагать'}: ${who(candidate.mentor)}`} onClick={() => set(banned ? 'none' : 'ban')}>
      {banned ? 'Снять запрет' : 'Не предлагать'}
    </Button>
  );
}
