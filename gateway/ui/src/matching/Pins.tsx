import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { asProblem } from '../api/problem';
import { usePlace } from '../app/session';
import { Notice } from '../ui/Notice';
import { Section } from '../ui/Page';
import { showDone } from '../ui/undo';
import { matching, useWishes } from './api';
import classes from './matching.module.css';
import type { Wish } from './types';
import { who } from './words';

const name = (text: string | null) => who({ name: text, detail: 'имя скрыто' });

/** A run that failed has no board: the pins that may contradict each other are loosened here. */
export function Pins() {
  const place = usePlace();
  const client = useQueryClient();
  const wishes = useWishes(place.id, true);
  const pins = (wishes.data ?? []).filter((w) => w.kind === 'pin');
  const loosen = useMutation({
    mutationFn: (w: Wish) => matching.wish({ organisationId: place.id, menteeId: w.menteeId, mentorId: w.mentorId, kind: 'none' }),
    onSuccess: () => {
      showDone('Закрепление снято');
      return client.invalidateQueries({ queryKey: ['programme', 'matching'] });
    },
  });
  if (pins.length === 0) return null;
  return (
    <Section title="Закреплённые пары">
      {loosen.error && <Notice tone="bad" mb="md">{asProblem(loosen.error).message}</Notice>}
      <ul className={classes.people} aria-label="Закреплённые пары">
        {pins.map((w) => (
          <li key={`${w.menteeId}-${w.mentorId}`}>
            <div>{name(w.mentee)} — {name(w.mentor)}</div>
            <Button size="xs" variant="default" loading={loosen.isPending && loosen.variables === w} onClick={() => loosen.mutate(w)} aria-label={`Снять закрепление: ${name(w.mentee)} — ${name(w.mentor)}`}>Снять закрепление</Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
