import { Button, NumberInput, Radio, Select, Stack } from '@mantine/core';
import { IconArrowsShuffle } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { MentorshipForm } from '../api/types';
import { formWords, options } from '../api/words';
import { useSession } from '../app/session';
import { Empty } from '../ui/DataTable';
import { FormDialog } from '../ui/dialogs';
import { FormBody } from '../ui/FormPage';
import { Loaded } from '../ui/Loaded';
import { Page } from '../ui/Page';
import { counted, formatDateTime } from '../ui/russian';
import { StatusBadge, type StatusWord } from '../ui/StatusBadge';
import { useProblemForm } from '../ui/useProblemForm';
import { going, matching, useRuns } from './api';
import classes from './matching.module.css';
import { MatchingTabs } from './Tabs';
import type { Run, Target } from './types';
import { targetWords } from './words';

export const runStatuses: Record<Run['status'], StatusWord> = {
  queued: { label: 'В очереди', tone: 'plain', icon: 'wait' },
  running: { label: 'Идёт подбор', tone: 'calm', icon: 'run' },
  done: { label: 'Готов', tone: 'good', icon: 'done' },
  cancelled: { label: 'Остановлен', tone: 'plain', icon: 'stop' },
  failed: { label: 'Не получился', tone: 'bad', icon: 'warn' },
};

/** Who may start a run here: the curator at school, the level above for pairs between schools. */
export function useMayMatch(): boolean {
  const { place, has } = useSession();
  return !place.below && (place.level === 'school' ? has('curator') : has('municipal', 'institute'));
}

export function Component() {
  const { place } = useSession();
  const runs = useRuns(place.id);
  const writes = useMayMatch();
  const [starting, setStarting] = useState(false);
  const start = writes && <Button leftSection={<IconArrowsShuffle size={16} />} onClick={() => setStarting(true)}>Новый подбор</Button>;
  return (
    <Loaded query={runs} title="Подбор">
      {(all) => (
        <Page
          title="Подбор"
          note={place.level === 'school' ? 'Платформа предлагает пары для всех сразу и объясняет каждую. Решение за вами.' : 'Пары между школами. Решение принимают кураторы школ.'}
          actions={all.length > 0 && start}
        >
          <MatchingTabs />
          {all.length === 0 ? (
            <Empty
              text={writes ? 'Подборов ещё не было. Понадобятся наставники и наставляемые из базы с действующими согласиями.' : 'Подборов ещё не было. Их начинает куратор.'}
              action={start}
            />
          ) : (
            <ul className={classes.cards}>
              {all.map((run) => {
                const figures = run.targets.find((t) => t.target === run.target);
                return (
                  <li key={run.id}>
                    <div>
                      <Link to={`/matching/${run.id}`}>{formWords[run.form]}, {formatDateTime(run.createdAt)}</Link>
                      <small>{[run.createdBy, targetWords[run.target]?.title.toLowerCase()].filter(Boolean).join(' · ')}</small>
                    </div>
                    <div>{figures && !going(run) ? `${counted(figures.pairs, ['пара', 'пары', 'пар'])}, без наставника ${figures.left}` : ''}</div>
                    <StatusBadge status={run.status} words={runStatuses} />
                  </li>
                );
              })}
            </ul>
          )}
          {starting && <StartDialog onClose={() => setStarting(false)} />}
        </Page>
      )}
    </Loaded>
  );
}

export function StartDialog({ onClose, form: preset = 'teacher_teacher' }: { onClose: () => void; form?: MentorshipForm }) {
  const { place } = useSession();
  const navigate = useNavigate();
  const client = useQueryClient();
  const school = place.level === 'school';
  const form = useProblemForm({
    name: `matching-${place.id}`,
    initial: { form: preset, target: (school ? 'nobody_left' : 'own_first') as Target, minScore: '' as number | string },
    labels: { form: 'Форма наставничества', target: 'Что важнее', minScore: 'Наименьший балл пары' },
    validate: (v) => ({ minScore: v.minScore === '' || (Number(v.minScore) >= 0 && Number(v.minScore) <= 100) ? undefined : 'От 0 до 100' }),
    submit: (v, key) =>
      matching.start({ organisationId: place.id, form: v.form, target: v.target, includeShared: !school, ...(v.minScore === '' ? {} : { minScore: Number(v.minScore) }) }, key),
    onSaved: (run) => {
      void client.invalidateQueries({ queryKey: ['programme', 'matching', 'runs'] });
      onClose();
      void navigate(`/matching/${run.id}`);
    },
  });
  return (
    <FormDialog title="Новый подбор" onClose={onClose}>
      <FormBody form={form} submitLabel="Подобрать" onCancel={onClose}>
        <Select {...form.field('form')} data={options(formWords)} allowDeselect={false} />
        <Radio.Group {...form.field('target')} description="Посчитаем все три варианта, сравнить их можно после">
          <Stack gap={8} mt={6}>
            {(Object.keys(targetWords) as Target[]).map((t) => <Radio key={t} value={t} label={targetWords[t].title} description={targetWords[t].hint} />)}
          </Stack>
        </Radio.Group>
        <NumberInput {...form.field('minScore')} label={<>Наименьший балл пары <span className="optional">(необязательно)</span></>} description="Пары слабее не предлагать: от 0 до 100" min={0} max={100} hideControls maw={220} />
      </FormBody>
    </FormDialog>
  );
}
