import { Button, NumberInput, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import type { MentorshipForm } from '../api/types';
import { formWords, options } from '../api/words';
import { useSession } from '../app/session';
import { FormBody } from '../ui/FormPage';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { counted, formatDateTime, formatNumber, formatPercent } from '../ui/russian';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import { going, pairsOf, useRuns } from './api';
import classes from './board.module.css';
import { MatchingTabs } from './Tabs';
import type { WeightRow, Weights, WeightsPreview } from './types';
import { points, who } from './words';

/** How much each criterion weighs in the region, by form; what a change would do is seen before it is saved. */
export function Component() {
  const [form, setForm] = useState<MentorshipForm>('teacher_teacher');
  const weights = useQuery({
    queryKey: ['programme', 'matching', 'weights', form],
    queryFn: ({ signal }) => api.get<Weights>('/api/programme/matching/weights', { form }, { signal }),
  });
  return (
    <Loaded query={weights} title="Веса критериев">
      {(w) => (
        <Page title="Веса критериев" note="Веса общие для региона, свои для каждой формы. Они действуют для новых подборов, готовые не меняются.">
          <MatchingTabs />
          <Select label="Форма наставничества" data={options(formWords)} value={form} onChange={(v) => setForm(v as MentorshipForm)} allowDeselect={false} maw={360} mb="md" />
          <Table key={`${form}-${w.version}`} form={form} weights={w} />
        </Page>
      )}
    </Loaded>
  );
}

type Values = Record<string, number | string>;

/** Shares of the whole, so that a weight is read without arithmetic. */
export function shareOf(value: number | string | undefined, all: Values): number {
  const sum = Object.values(all).reduce((n: number, v) => n + (Number(v) || 0), 0);
  return sum > 0 ? ((Number(value) || 0) / sum) * 100 : 0;
}

function Table({ form, weights }: { form: MentorshipForm; weights: Weights }) {
  const client = useQueryClient();
  const writes = weights.actions.includes('change');
  const rows = weights.criteria;
  const edit = useProblemForm<Values, Weights>({
    name: `weights-${form}`,
    version: weights.version,
    initial: Object.fromEntries(rows.map((r) => [r.code, r.weight])),
    labels: Object.fromEntries(rows.map((r) => [r.code, r.title])),
    validate: (v) => ({
      ...Object.fromEntries(rows.map((r) => [r.code, v[r.code] === '' || Number(v[r.code]) < 0 || Number(v[r.code]) > 1000 || !Number.isInteger(Number(v[r.code])) ? 'Целое число от 0 до 1000' : undefined])),
      ...(Object.values(v).every((x) => Number(x) === 0) && rows[0] ? { [rows[0].code]: 'Хотя бы один критерий должен что-то весить' } : {}),
    }),
    submit: (v, _, version) => api.put<Weights>('/api/programme/matching/weights', { form, version, weights: numbers(v) }),
    fromCurrent: (current) => {
      const now = current as Weights;
      return { version: now.version, values: Object.fromEntries(now.criteria.map((r) => [r.code, r.weight])) };
    },
    onSaved: () => {
      showDone('Веса сохранены');
      void client.invalidateQueries({ queryKey: ['programme', 'matching', 'weights'] });
    },
  });
  return (
    <div className={classes.twoSides}>
      <FormBody form={edit} submitLabel="Сохранить веса">
        <ul className={classes.weights}>
          {rows.map((r) => (
            <li key={r.code}>
              <div>
                <strong>{r.title}</strong>
                <small>{r.explanation}</small>
              </div>
              <NumberInput
                {...edit.field(r.code)}
                label={undefined}
                aria-label={`Вес: ${r.title}`}
                description={`${formatPercent(shareOf(edit.values[r.code], edit.values), 0)}, обычно ${formatNumber(r.default)}`}
                min={0}
                max={1000}
                allowDecimal={false}
                disabled={!writes}
              />
            </li>
          ))}
        </ul>
        <Button variant="subtle" size="compact-sm" onClick={() => rows.forEach((r) => edit.setValue(r.code, r.default))} disabled={!writes}>Вернуть обычные веса</Button>
      </FormBody>
      <Preview form={form} weights={edit.values} rows={rows} />
    </div>
  );
}

const numbers = (values: Values) => Object.fromEntries(Object.entries(values).map(([k, v]) => [k, Number(v) || 0]));

/** What the new weights would change in a run that is ready. */
function Preview({ form, weights, rows }: { form: MentorshipForm; weights: Values; rows: WeightRow[] }) {
  const { place } = useSession();
  const runs = useRuns(place.id);
  const ready = (runs.data ?? []).filter((r) => r.form === form && r.status === 'done' && !going(r));
  const [chosen, setChosen] = useState<number>();
  const runId = chosen ?? ready[0]?.id;
  const [asked] = useDebouncedValue(weights, 500);
  const changed = rows.some((r) => Number(asked[r.code]) !== r.weight);
  const preview = useQuery({
    queryKey: ['programme', 'matching', 'preview', form, runId, numbers(asked)],
    enabled: changed && runId !== undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.post<WeightsPreview>('/api/programme/matching/weights/preview', { form, weights: numbers(asked), runId }, { signal }),
  });
  const first = (preview.data?.differences ?? []).slice(0, 20).map((d) => d.menteeId);
  const people = useQuery({
    queryKey: ['programme', 'matching', 'people', runId, first],
    enabled: changed && runId !== undefined && first.length > 0,
    queryFn: async () => new Map((await pairsOf(runId as number, first)).flatMap((p) => [p.mentee, p.mentor, ...p.alternatives.map((a) => a.mentor)]).map((p) => [p.personId, p])),
  });
  const name = (id: number | null) => {
    const person = id === null ? undefined : people.data?.get(id);
    return id === null ? 'без наставника' : person ? who(person) : 'другой наставник';
  };
  const shown = preview.data?.differences.filter((d) => people.data?.has(d.menteeId)).slice(0, 20) ?? [];
  return (
    <aside aria-label="Что изменится" aria-live="polite">
      <h2>Что изменится</h2>
      {runs.data && ready.length === 0 && <p>Чтобы увидеть последствия заранее, нужен готовый подбор этой формы. Запустите его на странице «Подборы».</p>}
      {ready.length > 0 && (
        <Select label="На примере подбора" data={ready.map((r) => ({ value: String(r.id), label: formatDateTime(r.createdAt) }))} value={String(runId)} onChange={(v) => setChosen(v ? Number(v) : undefined)} allowDeselect={false} mb="sm" />
      )}
      {ready.length > 0 && !changed && <p className="dimmed-note">Измените вес: здесь сразу станет видно, кому достался бы другой наставник.</p>}
      {preview.error && <Notice tone="bad">{asProblem(preview.error).message}</Notice>}
      {changed && preview.data && (
        <>
          <p><strong>{preview.data.differences.length === 0 ? 'Пары остались бы те же.' : `Другой результат у ${counted(preview.data.differences.length, ['наставляемого', 'наставляемых', 'наставляемых'])}.`}</strong></p>
          <p>Пар: {formatNumber(preview.data.now.pairs)} → {formatNumber(preview.data.then.pairs)}, сумма баллов: {points(preview.data.now.score)} → {points(preview.data.then.score)}, в своей школе: {formatNumber(preview.data.now.ownSchool)} → {formatNumber(preview.data.then.ownSchool)}.</p>
          {shown.length > 0 && (
            <ul>
              {shown.map((d) => <li key={d.menteeId}>{name(d.menteeId)}: {name(d.was)} → {name(d.becomes)}</li>)}
            </ul>
          )}
          {shown.length > 0 && shown.length < preview.data.differences.length && <p className="dimmed-note">и ещё {formatNumber(preview.data.differences.length - shown.length)}</p>}
        </>
      )}
    </aside>
  );
}
