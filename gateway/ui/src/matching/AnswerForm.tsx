import { ActionIcon, Button, Group, TextInput, VisuallyHidden } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { useRef, useState, type ReactNode } from 'react';
import { asProblem } from '../api/problem';
import { LongText } from '../ui/fields';
import { Notice } from '../ui/Notice';
import classes from './matching.module.css';
import type { Choice, GivenAnswer, Side } from './types';
import { initials } from './words';

export const MOST = 5;

export interface Answer {
  wishes: number[];
  noGo: number[];
  drew: string | null;
}

interface Props {
  role: Side;
  people: Choice[];
  answer: GivenAnswer | null;
  /** Said by the participant, or entered by the curator. */
  own: boolean;
  submit: (answer: Answer, version: number | null) => Promise<unknown>;
  children?: ReactNode;
}

/** Whom a person would like to work with, in order, and, in confidence, with whom they cannot. */
export function AnswerForm({ role, people, answer, own, submit, children }: Props) {
  const [wishes, setWishes] = useState(answer?.wishes ?? []);
  const [noGo, setNoGo] = useState(answer?.noGo ?? []);
  const [drew, setDrew] = useState(answer?.drew ?? '');
  const [version, setVersion] = useState(answer?.version ?? null);
  const [q, setQ] = useState('');
  const [said, setSaid] = useState('');
  const list = useRef<HTMLOListElement>(null);
  const save = useMutation({ mutationFn: (at: number | null) => submit({ wishes, noGo, drew: drew.trim() || null }, at) });
  const problem = save.error ? asProblem(save.error) : undefined;
  const saved = problem?.stale ? (problem.current as GivenAnswer) : undefined;
  const nameOf = (id: number) => initials(people.find((p) => p.personId === id)?.name ?? null) ?? 'имя скрыто';
  const whom = role === 'mentee' ? 'наставника' : 'наставляемого';
  const others = people.filter((p) => !wishes.includes(p.personId) && !noGo.includes(p.personId) && (p.name ?? '').toLowerCase().includes(q.trim().toLowerCase()));

  const move = (index: number, by: number) => {
    const next = wishes.slice();
    const [id] = next.splice(index, 1);
    if (id === undefined) return;
    next.splice(index + by, 0, id);
    setWishes(next);
    setSaid(`${nameOf(id)}: теперь на месте ${index + by + 1}`);
  };
  const add = (id: number) => {
    setWishes([...wishes, id]);
    setSaid(`${nameOf(id)}: место ${wishes.length + 1}`);
  };

  return (
    <form
      className={classes.narrow}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(version);
      }}
    >
      {problem && !saved && <Notice tone="bad" mb="md">{problem.violations[0]?.message ?? problem.message}</Notice>}
      {saved && (
        <Notice tone="warn" mb="md" title="Ответ уже изменён">
          <p>Сохранено: {saved.wishes.map(nameOf).join(', ') || 'никого'}. У вас: {wishes.map(nameOf).join(', ') || 'никого'}.</p>
          <Group gap="xs">
            <Button size="xs" onClick={() => { setVersion(saved.version); save.mutate(saved.version); }}>Сохранить моё</Button>
            <Button size="xs" variant="default" onClick={() => { setWishes(saved.wishes); setNoGo(saved.noGo); setDrew(saved.drew ?? ''); setVersion(saved.version); save.reset(); }}>Взять сохранённое</Button>
          </Group>
        </Notice>
      )}
      {children}
      <h2>{own ? `Кого вы хотели бы ${role === 'mentee' ? 'наставником' : 'наставляемым'}` : `Кого хотел бы ${role === 'mentee' ? 'наставником' : 'наставляемым'}`}</h2>
      <p className="dimmed-note">До {MOST} человек, первым — самого желаемого. {own && 'Порядок увидит только куратор.'}</p>
      <ol className={classes.ranks} ref={list} aria-label="Пожелания по порядку">
        {wishes.map((id, index) => (
          <li key={id}>
            <span>{nameOf(id)}</span>
            <ActionIcon variant="subtle" size="lg" aria-label={`Выше: ${nameOf(id)}`} disabled={index === 0} onClick={() => move(index, -1)}><IconArrowUp size={18} /></ActionIcon>
            <ActionIcon variant="subtle" size="lg" aria-label={`Ниже: ${nameOf(id)}`} disabled={index === wishes.length - 1} onClick={() => move(index, 1)}><IconArrowDown size={18} /></ActionIcon>
            <ActionIcon variant="subtle" size="lg" aria-label={`Убрать: ${nameOf(id)}`} onClick={() => setWishes(wishes.filter((x) => x !== id))}><IconX size={18} /></ActionIcon>
          </li>
        ))}
      </ol>
      {wishes.length === 0 && <p>Пока никто не выбран. Нажмите «Выбрать» рядом с именем.</p>}
      <VisuallyHidden role="status">{said}</VisuallyHidden>
      {people.length > 8 && <TextInput value={q} onChange={(e) => setQ(e.currentTarget.value)} placeholder="Фамилия" aria-label="Найти в списке" mb="xs" />}
      <ul className={classes.people} aria-label={role === 'mentee' ? 'Наставники' : 'Наставляемые'}>
        {others.map((p) => (
          <li key={p.personId}>
            <div>{initials(p.name) ?? 'имя скрыто'}<small>{[p.detail, !own && p.met ? 'был на встрече' : null].filter(Boolean).join(' · ')}</small></div>
            <Button variant="default" size="sm" disabled={wishes.length >= MOST} onClick={() => add(p.personId)} aria-label={`Выбрать: ${nameOf(p.personId)}`}>Выбрать</Button>
            <Button className={classes.refuse} variant="subtle" color="gray" size="compact-sm" onClick={() => setNoGo([...noGo, p.personId])} aria-label={`Не смогу работать: ${nameOf(p.personId)}`}>{own ? 'Не смогу' : 'Не сможет'}</Button>
          </li>
        ))}
      </ul>
      {people.length === 0 && <Notice tone="calm">Называть пока некого: в базе нет подходящего {whom}.</Notice>}
      {noGo.length > 0 && (
        <div className={classes.private}>
          <strong>{own ? 'С кем вы не сможете работать' : 'С кем не сможет работать'}</strong>
          <p className="dimmed-note">Это узнает только куратор. Ни директор, ни сами эти люди этого не увидят.</p>
          <ul className={classes.people}>
            {noGo.map((id) => (
              <li key={id}>
                <div>{nameOf(id)}</div>
                <Button variant="subtle" size="sm" onClick={() => setNoGo(noGo.filter((x) => x !== id))} aria-label={`Вернуть в список: ${nameOf(id)}`}>Вернуть в список</Button>
              </li>
            ))}
          </ul>
        </div>
      )}
      <LongText
        label={own ? 'Что вам понравилось или что важно знать куратору' : 'Что сказано в беседе'}
        optional
        value={drew}
        onChange={(e) => setDrew(e.currentTarget.value)}
        maxLength={1000}
        mt="md"
      />
      <Button type="submit" mt="md" loading={save.isPending} fullWidth={own}>{own ? (answer ? 'Сохранить изменения' : 'Отправить ответ') : 'Записать ответ'}</Button>
    </form>
  );
}
