import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { asProblem } from '../api/problem';
import { Notice } from '../ui/Notice';
import { counted, formatDateTime } from '../ui/russian';
import { showDone } from '../ui/undo';
import { matching, useBatches } from './api';
import classes from './matching.module.css';
import type { Run } from './types';

/** What was proposed and when; until somebody answers, all of it can be taken back. */
export function Batches({ run, writes }: { run: Run; writes: boolean }) {
  const client = useQueryClient();
  const batches = useBatches(run);
  const withdraw = useMutation({
    mutationFn: (batch: number) => matching.withdraw(run.id, run.version, { batch }),
    onSuccess: () => showDone('Предложения отозваны, пары снова черновики'),
    onSettled: () => client.invalidateQueries({ queryKey: ['programme'] }),
  });
  if (batches.error) return <Notice tone="bad">{asProblem(batches.error).message}</Notice>;
  if (!batches.data) return null;
  if (batches.data.length === 0) return <p role="status">Из этого подбора ещё ничего не предложено.</p>;
  return (
    <>
      {withdraw.error && <Notice tone="bad" mb="md">{asProblem(withdraw.error).message}</Notice>}
      <ul className={classes.cards}>
        {batches.data.map((b) => (
          <li key={b.batch}>
            <div>{counted(b.pairs, ['пара', 'пары', 'пар'])}<small>{[formatDateTime(b.at), b.by].filter(Boolean).join(', ')}</small></div>
            {writes && <Button size="sm" variant="default" loading={withdraw.isPending && withdraw.variables === b.batch} onClick={() => withdraw.mutate(b.batch)} aria-label={`Отозвать: ${counted(b.pairs, ['пара', 'пары', 'пар'])}, ${formatDateTime(b.at)}`}>Отозвать все</Button>}
          </li>
        ))}
      </ul>
    </>
  );
}
