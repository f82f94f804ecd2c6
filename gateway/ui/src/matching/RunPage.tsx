import { Button, Radio, Tabs } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconArrowsShuffle } from '@tabler/icons-react';
import { useState } from 'react';
import { useParams } from 'react-router';
import { asProblem } from '../api/problem';
import { formWords } from '../api/words';
import { usePlace } from '../app/session';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { counted, formatDateTime, formatNumber } from '../ui/russian';
import { StatusBadge } from '../ui/StatusBadge';
import { showDone, showFailed } from '../ui/undo';
import { going, matching, useRun } from './api';
import { Batches } from './Batches';
import { Board } from './Board';
import classes from './board.module.css';
import { LoosePins } from './LoosePins';
import { BlockingList, Comparison, LeftList } from './RunLists';
import { PublishDialog } from './PublishDialog';
import { runStatuses, StartDialog, useMayMatch } from './RunsPage';
import type { Run, Target } from './types';
import { points, stageWords, targetWords } from './words';

export function Component() {
  const { id } = useParams();
  const run = useRun(Number(id));
  return <Loaded query={run} title="Подбор">{(r) => <RunView run={r} />}</Loaded>;
}

function RunView({ run }: { run: Run }) {
  const place = usePlace();
  const may = useMayMatch() && run.organisationId === place.id;
  const can = (action: Run['actions'][number]) => may && run.actions.includes(action);
  const [again, setAgain] = useState(false);
  const [publishing, setPublishing] = useState(false);
  const writes = can('moves');
  const figures = run.targets.find((t) => t.target === run.target);
  const done = run.status === 'done';
  const restart = may && <Button variant="default" leftSection={<IconArrowsShuffle size={16} />} onClick={() => setAgain(true)}>Подобрать заново</Button>;
  return (
    <Page
      title={`Подбор: ${formWords[run.form].toLowerCase()}`}
      aside={<StatusBadge status={run.status} words={runStatuses} />}
      note={[formatDateTime(run.createdAt), run.createdBy].filter(Boolean).join(' · ')}
      trail={[{ title: 'Подбор', to: '/matching' }]}
      actions={
        !going(run) && (
          <>
            {can('replay') && <ReplayButton run={run} />}
            {restart}
            {can('publication') && <Button onClick={() => setPublishing(true)}>{place.level === 'school' ? 'Предложить пары участникам' : 'Предложить пары школам'}</Button>}
          </>
        )
      }
    >
      {going(run) && <Going run={run} writes={can('cancellation')} />}
      {run.status === 'failed' && <Notice tone="bad" mb="lg" title="Подбор не получился">{run.problem ?? `Ничего не изменено. Запустите его ещё раз; если повторится, сообщите в поддержку номер ${run.id}.`}</Notice>}
      {run.status === 'cancelled' && <Notice tone="calm">Подбор остановлен, пары не составлены.</Notice>}
      {done && run.stale && (
        <Notice tone="warn" mb="md" title="С тех пор люди изменились">
          Кто-то ушёл, отозвал согласие, получил пару или изменил запрос. Закрепления и запреты сохранятся, если подобрать заново.
        </Notice>
      )}
      {done && run.loosePins > 0 && <LoosePins run={run} />}
      {done && <Targets run={run} writes={writes} />}
      {done && (
        <Tabs defaultValue="board" keepMounted={false}>
          <Tabs.List mb="md">
            <Tabs.Tab value="board">Доска</Tabs.Tab>
            <Tabs.Tab value="left">Без наставника{figures ? `: ${figures.left}` : ''}</Tabs.Tab>
            <Tabs.Tab value="blocking">Предпочли бы друг друга{figures ? `: ${figures.blocking}` : ''}</Tabs.Tab>
            <Tabs.Tab value="batches">Предложено</Tabs.Tab>
            <Tabs.Tab value="compare">Сравнить с прежним</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="board"><Board run={run} writes={writes} /></Tabs.Panel>
          <Tabs.Panel value="left"><LeftList run={run} writes={writes} /></Tabs.Panel>
          <Tabs.Panel value="blocking"><BlockingList run={run} /></Tabs.Panel>
          <Tabs.Panel value="batches"><Batches run={run} writes={writes} /></Tabs.Panel>
          <Tabs.Panel value="compare"><Comparison run={run} /></Tabs.Panel>
        </Tabs>
      )}
      {again && <StartDialog form={run.form} onClose={() => setAgain(false)} />}
      {publishing && <PublishDialog run={run} onClose={() => setPublishing(false)} />}
    </Page>
  );
}

/** Anyone may check that the same people and weights give the same pairs. */
function ReplayButton({ run }: { run: Run }) {
  const replay = useMutation({
    mutationFn: () => matching.replay(run.id),
    onSuccess: (r) =>
      r.same
        ? showDone(`Проверено: те же данные дают те же пары${r.differences.length > 0 ? `, не считая ${counted(r.differences.length, ['изменённой', 'изменённых', 'изменённых'])} вручную` : ''}. Отпечаток данных ${r.hash.slice(0, 8)}`)
        : showFailed('Повтор дал другие пары. Сообщите об этом в поддержку.'),
    onError: (error) => showFailed(asProblem(error).message),
  });
  return <Button variant="subtle" onClick={() => replay.mutate()} loading={replay.isPending}>Проверить повтором</Button>;
}

function Going({ run, writes }: { run: Run; writes: boolean }) {
  const client = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => matching.cancel(run.id),
    onSettled: () => client.invalidateQueries({ queryKey: ['programme', 'matching'] }),
  });
  const p = run.progress;
  return (
    <div className={classes.going} role="status">
      <strong>{stageWords[run.status === 'queued' ? 'queued' : (p?.stage ?? '')] ?? 'Идёт подбор'}</strong>
      <progress value={p && p.total > 0 ? p.done : undefined} max={p && p.total > 0 ? p.total : undefined} aria-label="Ход подбора" />
      {p && p.total > 0 && <p>{formatNumber(p.done)} из {formatNumber(p.total)}</p>}
      <p className="dimmed-note">Страницу можно закрыть: подбор продолжится, результат будет в списке.</p>
      {cancel.error && <Notice tone="bad" mb="xs">{asProblem(cancel.error).message}</Notice>}
      {writes && <Button variant="default" onClick={() => cancel.mutate()} loading={cancel.isPending}>Остановить</Button>}
    </div>
  );
}

const rows: { key: 'pairs' | 'left' | 'score' | 'ownSchool' | 'blocking'; title: string; best: 'most' | 'least' }[] = [
  { key: 'pairs', title: 'Пар', best: 'most' },
  { key: 'left', title: 'Без наставника', best: 'least' },
  { key: 'score', title: 'Сумма баллов', best: 'most' },
  { key: 'ownSchool', title: 'В своей школе', best: 'most' },
  { key: 'blocking', title: 'Предпочли бы друг друга', best: 'least' },
];

/** Three answers to one question side by side: what each gains and what it costs. */
function Targets({ run, writes }: { run: Run; writes: boolean }) {
  const client = useQueryClient();
  const choose = useMutation({
    mutationFn: (target: Target) => matching.choose(run, target),
    onSuccess: (_, target) => showDone(`Выбрано: ${targetWords[target].title.toLowerCase()}`),
    onSettled: () => client.invalidateQueries({ queryKey: ['programme', 'matching'] }),
  });
  if (run.targets.length === 0) return null;
  const best = (key: (typeof rows)[number]['key'], most: boolean) => (most ? Math.max : Math.min)(...run.targets.map((t) => t[key]));
  return (
    <fieldset className={classes.targets} disabled={!writes || choose.isPending}>
      <legend>Что важнее</legend>
      {choose.error && <Notice tone="bad">{asProblem(choose.error).stale ? 'Подбор уже изменил другой куратор. Показано сохранённое, выберите ещё раз.' : asProblem(choose.error).message}</Notice>}
      {run.targets.map((t) => (
        <label key={t.target} className={classes.target}>
          <Radio name="target" checked={run.target === t.target} onChange={() => choose.mutate(t.target)} aria-label={targetWords[t.target].title} />
          <strong>{targetWords[t.target].title}</strong>
          <dl>
            {rows.map((row) => (
              <FigureRow key={row.key} title={row.title} value={points(t[row.key])} best={t[row.key] === best(row.key, row.best === 'most')} />
            ))}
          </dl>
        </label>
      ))}
    </fieldset>
  );
}

const FigureRow = ({ title, value, best }: { title: string; value: string; best: boolean }) => (
  <>
    <dt>{title}</dt>
    <dd data-best={best || undefined}>{value}</dd>
  </>
);
