import { Button, Checkbox, Group, Radio } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { asProblem } from '../api/problem';
import { usePlace } from '../app/session';
import { inAWeek, lastDayError } from '../mentorship/mentorship';
import { FormDialog } from '../ui/dialogs';
import { DateField } from '../ui/fields';
import { Notice } from '../ui/Notice';
import { counted, formatNumber } from '../ui/russian';
import { showDone, showFailed } from '../ui/undo';
import { matching, usePairs, useTheirPairs } from './api';
import classes from './matching.module.css';
import type { Run } from './types';
import { points, who } from './words';

const words = ['пара', 'пары', 'пар'] as const;

/** What will be proposed to whom, before it is. */
export function PublishDialog({ run, onClose }: { run: Run; onClose: () => void }) {
  const place = usePlace();
  const client = useQueryClient();
  const school = place.level === 'school';
  const pairs = usePairs(run, { show: 'draft', size: 100 });
  const drafts = pairs.data?.pages.flatMap((p) => p.items) ?? [];
  const first = pairs.data?.pages[0];
  const [without, setWithout] = useState<number[]>([]);
  const [respondBy, setRespondBy] = useState(inAWeek);
  const wrongDay = school ? lastDayError(respondBy) : undefined;
  // A region has more pairs than a list can show: what was not unticked goes, shown or not.
  const many = first && !first.exact;
  const chosen = (first?.total ?? 0) - without.length;
  // Some mentor has several mentees: they may work as one group.
  const going = drafts.filter((p) => !without.includes(p.id));
  const several = school && new Set(going.map((p) => p.mentor.personId)).size < going.length;
  const [grouped, setGrouped] = useState(false);
  const groups = several && grouped;
  const label = many ? `Предложить все пары${without.length > 0 ? `, кроме ${formatNumber(without.length)}` : ''}` : `Предложить: ${counted(chosen, words)}`;
  const refresh = () => client.invalidateQueries({ queryKey: ['programme'] });
  const publish = useMutation({
    mutationFn: () => matching.publish(run, without, { groups, respondBy: school ? respondBy : undefined }),
    onSuccess: (done) => {
      showDone(school ? `Предложено: ${counted(done.pairs, words)}. Участники увидят приглашение` : `Предложено школам: ${counted(done.pairs, words)}`, async () => {
        try {
          await matching.withdraw(run.id, done.run.version, { batch: done.batch });
          await refresh();
          showDone('Предложения отозваны, пары снова черновики');
        } catch (error) {
          showFailed(asProblem(error).message);
        }
      });
      onClose();
    },
    onSettled: refresh,
  });
  const refused = new Map((publish.error ? asProblem(publish.error).violations : []).map((v) => [Number(v.field.split('/').at(-1)), v.message]));
  const standing = [...refused.keys()].filter((id) => !without.includes(id));
  const unseen = useTheirPairs(run, [...refused.keys()].filter((id) => !drafts.some((p) => p.id === id)).slice(0, 100));
  const listed = [...(unseen.data ?? []), ...drafts].toSorted((a, b) => Number(refused.has(b.id)) - Number(refused.has(a.id)));
  return (
    <FormDialog title={school ? 'Предложить пары участникам' : 'Предложить пары школам'} onClose={onClose}>
      {pairs.error && <Notice tone="bad">{asProblem(pairs.error).message}</Notice>}
      {publish.error && (
        <Notice tone="bad" mb="md" title={asProblem(publish.error).stale ? 'Подбор уже изменил другой куратор' : 'Не предложено'}>
          {asProblem(publish.error).stale ? 'Закройте окно, посмотрите, что изменилось, и предложите ещё раз.' : asProblem(publish.error).message}
        </Notice>
      )}
      {standing.length > 0 && (
        <p>
          Сейчас невозможны: {counted(standing.length, words)}, они в начале списка.{' '}
          <Button variant="default" size="compact-sm" onClick={() => setWithout([...without, ...standing])}>Оставить их черновиками</Button>
        </p>
      )}
      {pairs.data && drafts.length === 0 && <p>Все пары этого подбора уже предложены.</p>}
      {drafts.length > 0 && (
        <>
          <p>
            {school
              ? 'Каждый участник получит приглашение и согласится или откажется сам. Приказ готовят, когда согласны все.'
              : 'Кураторы школ увидят предложения и решат. Приказ остаётся за школой.'}
          </p>
          <ul className={`${classes.people} ${classes.checks}`} aria-label="Пары">
            {listed.map((p) => (
              <li key={p.id}>
                <Checkbox
                  checked={!without.includes(p.id)}
                  onChange={(e) => setWithout(e.currentTarget.checked ? without.filter((x) => x !== p.id) : [...without, p.id])}
                  label={<>{who(p.mentee)} — {who(p.mentor)}<small>{[`балл ${points(p.score)}`, p.distance === 'school' ? null : p.mentor.organisation].filter(Boolean).join(', ')}</small>{refused.get(p.id) && <small className={classes.wrong}>{refused.get(p.id)}</small>}</>}
                />
              </li>
            ))}
          </ul>
          {several && (
            <Radio.Group label="Как работать тем, у кого один наставник" value={grouped ? 'groups' : 'pairs'} onChange={(v) => setGrouped(v === 'groups')} mt="md">
              <Radio value="pairs" label="Отдельными парами" mt="xs" />
              <Radio value="groups" label="Одной группой у каждого наставника" description="Общая программа и встречи. Единственный наставляемый остаётся парой." mt="xs" />
            </Radio.Group>
          )}
          {school && <DateField label="Ответить до" description="После этого дня платформа напомнит; ответить можно и позже" value={respondBy} onChange={setRespondBy} error={wrongDay} mt="md" maw={260} />}
          {pairs.hasNextPage && (
            <p className="dimmed-note">
              Показаны первые {formatNumber(drafts.length)}. Уйдут все, кроме тех, с которых снята отметка.{' '}
              <Button variant="subtle" size="compact-sm" loading={pairs.isFetchingNextPage} onClick={() => void pairs.fetchNextPage()}>Показать ещё</Button>
            </p>
          )}
          {run.stale && <Notice tone="warn" mt="md">С тех пор люди изменились. Тех, кому пара больше не подходит, предложить не получится.</Notice>}
        </>
      )}
      <Group mt="md">
        {drafts.length > 0 && (
          <Button onClick={() => publish.mutate()} loading={publish.isPending} disabled={chosen <= 0 || wrongDay !== undefined}>{label}</Button>
        )}
        <Button variant="default" onClick={onClose}>Закрыть</Button>
      </Group>
    </FormDialog>
  );
}
