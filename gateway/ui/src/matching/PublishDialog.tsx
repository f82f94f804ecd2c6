import { Button, Checkbox, Group, Radio } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { asProblem } from '../api/problem';
import { usePlace } from '../app/session';
import { inAWeek, lastDayError } from '../mentorship/mentorship';
import { FormDialog } from '../ui/dialogs';
import { DateField } from '../ui/fields';
import { Notice } from '../ui/Notice';
import { counted } from '../ui/russian';
import { showDone } from '../ui/undo';
import { allPairs, matching } from './api';
import classes from './matching.module.css';
import type { Run } from './types';
import { points, who } from './words';

/** What will be proposed to whom, before it is. */
export function PublishDialog({ run, onClose }: { run: Run; onClose: () => void }) {
  const place = usePlace();
  const client = useQueryClient();
  const school = place.level === 'school';
  const pairs = useQuery({ queryKey: ['programme', 'matching', 'publication', run.id, run.version], queryFn: () => allPairs(run.id) });
  const drafts = (pairs.data ?? []).filter((p) => p.status === 'draft');
  const [without, setWithout] = useState<number[]>([]);
  const [respondBy, setRespondBy] = useState(inAWeek);
  const wrongDay = school ? lastDayError(respondBy) : undefined;
  const chosen = drafts.filter((p) => !without.includes(p.id));
  // A region has more pairs than a list can show: all of them go, or those of the list that stay ticked.
  const cut = (pairs.data?.length ?? 0) >= 1000;
  const whole = cut && without.length === 0;
  // Some mentor has several mentees: they may work as one group.
  const several = school && new Set(chosen.map((p) => p.mentor.personId)).size < chosen.length;
  const [grouped, setGrouped] = useState(false);
  const groups = several && grouped;
  const schools = new Set(chosen.map((p) => p.mentee.organisationId)).size;
  const publish = useMutation({
    mutationFn: () => matching.publish(run, without.length > 0 ? chosen.map((p) => p.id) : undefined, { groups, respondBy: school ? respondBy : undefined }),
    onSuccess: () => {
      showDone(school ? `Предложено: ${counted(chosen.length, ['пара', 'пары', 'пар'])}. Участники увидят приглашение` : `Предложено школам: ${counted(chosen.length, ['пара', 'пары', 'пар'])}`);
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['programme'] }),
  });
  const refused = new Map((publish.error ? asProblem(publish.error).violations : []).map((v) => [Number(v.field.split('/').at(-1)), v.message]));
  return (
    <FormDialog title={school ? 'Предложить пары участникам' : 'Предложить пары школам'} onClose={onClose}>
      {pairs.error && <Notice tone="bad">{asProblem(pairs.error).message}</Notice>}
      {publish.error && (
        <Notice tone="bad" mb="md" title={asProblem(publish.error).stale ? 'Подбор уже изменил другой куратор' : 'Не предложено'}>
          {asProblem(publish.error).stale ? 'Закройте окно, посмотрите, что изменилось, и предложите ещё раз.' : asProblem(publish.error).message}
        </Notice>
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
            {drafts.map((p) => (
              <li key={p.id}>
                <Checkbox
                  checked={!without.includes(p.id)}
                  onChange={(e) => setWithout(e.currentTarget.checked ? without.filter((x) => x !== p.id) : [...without, p.id])}
                  label={<>{who(p.mentee)} — {who(p.mentor)}<small>{[points(p.score), p.distance === 'school' ? null : p.mentor.organisation].filter(Boolean).join(', ')}</small>{refused.get(p.id) && <small className={classes.wrong}>{refused.get(p.id)}</small>}</>}
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
          {cut && <p className="dimmed-note">Показана первая тысяча пар. Если снять отметку, уйдут только отмеченные из неё.</p>}
          {run.stale && <Notice tone="warn" mt="md">С тех пор люди изменились. Тех, кому пара больше не подходит, предложить не получится.</Notice>}
        </>
      )}
      <Group mt="md">
        {drafts.length > 0 && (
          <Button onClick={() => publish.mutate()} loading={publish.isPending} disabled={chosen.length === 0 || wrongDay !== undefined}>
            {whole ? 'Предложить все пары' : school ? `Предложить: ${counted(chosen.length, ['пара', 'пары', 'пар'])}` : `Предложить: ${counted(chosen.length, ['пара', 'пары', 'пар'])}, ${counted(schools, ['школа', 'школы', 'школ'])}`}
          </Button>
        )}
        <Button variant="default" onClick={onClose}>Закрыть</Button>
      </Group>
    </FormDialog>
  );
}
