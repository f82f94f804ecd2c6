import { Button, Select } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import type { Person } from '../api/types';
import { Notice } from '../ui/Notice';
import { isoOf } from '../ui/russian';
import { showDone, showFailed } from '../ui/undo';
import classes from './matching.module.css';
import type { LeftMentee } from './types';
import { who } from './words';

interface Psychologist {
  id: number;
  name: string;
}

/** A month later it is looked again, unless the curator says otherwise in the card. */
const pause = 30;

/** Who is not in the base cannot wait for a mentor either. */
export const canWait = (left: LeftMentee) => !['consent', 'not_in_base'].includes(left.reason);

/** BR-030: whoever is left waits with a psychologist; the reason of the run goes into the card. */
export function ToWaitingList({ left }: { left: LeftMentee }) {
  const client = useQueryClient();
  const { mentee } = left;
  const [choice, setChoice] = useState<Psychologist[]>();
  const [chosen, setChosen] = useState<string | null>(null);
  const status = (profile: number, body: object) => api.post(`/api/registry/mentees/${profile}/status`, body);
  const hand = useMutation({
    mutationFn: async (named: number | undefined) => {
      const profile = (await api.get<Person>(`/api/registry/people/${mentee.personId}`)).mentee;
      if (!profile) throw new Error('Карточки наставляемого нет. Обновите страницу.');
      if (profile.status === 'waiting') return 'already' as const;
      const psychologists = named || profile.psychologistId ? [] : await api.get<Psychologist[]>('/api/registry/psychologists', { organisation: mentee.organisationId });
      const psychologistId = named ?? profile.psychologistId ?? (psychologists.length === 1 ? psychologists[0]?.id : undefined);
      if (!psychologistId) return psychologists;
      await status(profile.id, { to: 'waiting', note: left.text, psychologistId, searchOn: isoOf(new Date(Date.now() + pause * 86_400_000)) });
      return profile.id;
    },
    onSuccess: (result) => {
      if (Array.isArray(result)) {
        setChoice(result);
        return;
      }
      setChoice(undefined);
      void client.invalidateQueries({ queryKey: ['registry'] });
      if (result === 'already') return showDone(`${who(mentee)}: уже в листе ожидания`);
      showDone(`${who(mentee)}: в листе ожидания, поиск продолжится через месяц`, async () => {
        try {
          await status(result, { to: 'in_base' });
          await client.invalidateQueries({ queryKey: ['registry'] });
          hand.reset();
        } catch (error) {
          showFailed(asProblem(error).message);
        }
      });
    },
    onError: (error) => showFailed(asProblem(error).violations[0]?.message ?? asProblem(error).message),
  });
  if (hand.data !== undefined && !Array.isArray(hand.data)) return <p className="dimmed-note">В листе ожидания</p>;
  return (
    <div className={classes.waiting}>
      {choice?.length === 0 && <Notice tone="warn" mb="xs">В организации нет педагога-психолога. Сначала внесите его в список сотрудников.</Notice>}
      {choice && choice.length > 0 && <Select size="xs" label="Кто из психологов поддержит" data={choice.map((p) => ({ value: String(p.id), label: p.name }))} value={chosen} onChange={setChosen} />}
      <Button size="compact-sm" variant="default" loading={hand.isPending} disabled={choice !== undefined && !chosen} aria-label={`В лист ожидания: ${who(mentee)}`} onClick={() => hand.mutate(chosen ? Number(chosen) : undefined)}>В лист ожидания</Button>
    </div>
  );
}
