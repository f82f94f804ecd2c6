import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { asProblem } from '../api/problem';
import { usePlace } from '../app/session';
import { Empty } from '../ui/DataTable';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Page, Section } from '../ui/Page';
import { formatDate } from '../ui/russian';
import { showDone, showFailed } from '../ui/undo';
import { matching, useWishes } from './api';
import classes from './matching.module.css';
import { MatchingTabs } from './Tabs';
import type { Wish } from './types';
import { initials } from './words';

const kinds: { kind: Exclude<Wish['kind'], 'none'>; title: string; verb: string }[] = [
  { kind: 'pin', title: 'Закреплены', verb: 'Снять закрепление' },
  { kind: 'ban', title: 'Запрещены', verb: 'Снять запрет' },
  { kind: 'relative', title: 'Родственники', verb: 'Снять отметку' },
];

const pairOf = (w: Wish) => `${initials(w.mentee) ?? 'имя скрыто'} — ${initials(w.mentor) ?? 'наставник другой организации'}`;

/** What the curator has decided about pairs for every run to come, and the way to take it back. */
export function Component() {
  const place = usePlace();
  const client = useQueryClient();
  const wishes = useWishes(place.id, true);
  const put = (w: Wish, kind: Wish['kind']) => matching.wish({ organisationId: place.id, menteeId: w.menteeId, mentorId: w.mentorId, kind, ...(kind !== 'none' && w.reason ? { reason: w.reason } : {}) });
  const refresh = () => client.invalidateQueries({ queryKey: ['programme', 'matching'] });
  const lift = useMutation({
    mutationFn: (w: Wish) => put(w, 'none'),
    onSuccess: (_, w) => {
      void refresh();
      showDone(`Снято: ${pairOf(w)}`, async () => {
        try {
          await put(w, w.kind);
          await refresh();
        } catch (error) {
          showFailed(asProblem(error).message);
        }
      });
    },
  });
  return (
    <Loaded query={wishes} title="Закрепления и запреты">
      {(all) => (
        <Page title="Закрепления и запреты" note="Действуют во всех подборах, и в тех, что ведут муниципалитет и институт. Видите их только вы.">
          <MatchingTabs />
          {lift.error && <Notice tone="bad" mb="md">{asProblem(lift.error).message}</Notice>}
          {all.length === 0 && <Empty text="Закреплений и запретов нет. Их ставят на доске подбора, когда выбран наставляемый." action={<Button component={Link} to="/matching" variant="default">К подборам</Button>} />}
          {kinds.filter(({ kind }) => all.some((w) => w.kind === kind)).map(({ kind, title, verb }) => (
            <Section key={kind} title={title}>
              <ul className={classes.people} aria-label={title}>
                {all.filter((w) => w.kind === kind).map((w) => (
                  <li key={`${w.menteeId}-${w.mentorId}`}>
                    <div>{pairOf(w)}<small>{[w.reason, w.by, w.at ? formatDate(w.at) : null].filter(Boolean).join(', ')}</small></div>
                    <Button size="xs" variant="default" loading={lift.isPending && lift.variables === w} onClick={() => lift.mutate(w)} aria-label={`${verb}: ${pairOf(w)}`}>{verb}</Button>
                  </li>
                ))}
              </ul>
            </Section>
          ))}
        </Page>
      )}
    </Loaded>
  );
}
