import { NumberInput, Select, Skeleton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import type { Indicator, Target } from '../api/types';
import { useSession } from '../app/session';
import { Rows } from '../person/Rows';
import { FormDialog } from '../ui/dialogs';
import { FormBody } from '../ui/FormPage';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { academicYear, academicYearText, formatPercent } from '../ui/russian';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import { targetOf, type EffectiveTarget } from './targets';

export function Component() {
  const { has } = useSession();
  const [year, setYear] = useState(academicYear());
  const [edit, setEdit] = useState<{ indicator: Indicator; target: EffectiveTarget }>();
  const targets = useQuery({
    queryKey: ['monitoring', 'targets'],
    queryFn: ({ signal }) => api.get<{ items: Target[] }>('/api/monitoring/targets', undefined, { signal }),
  });
  const indicators = useQuery({
    queryKey: ['monitoring', 'indicators'],
    queryFn: ({ signal }) => api.get<Indicator[]>('/api/monitoring/indicators', undefined, { signal }),
    staleTime: 3_600_000,
  });
  const error = targets.error ?? indicators.error;
  const rows = (indicators.data ?? []).filter((i) => i.kind === 'percent').map((indicator) => ({ indicator, target: targetOf(targets.data?.items ?? [], indicator.code, year) }));
  const years = Array.from({ length: 5 }, (_, i) => academicYear() - 2 + i);
  return (
    <Page
      title="Плановые значения"
      note="План региона важнее федерального. Он действует с выбранного года, пока не задан другой."
      actions={<Select aria-label="Учебный год" value={String(year)} onChange={(v) => setYear(Number(v))} data={years.map((y) => ({ value: String(y), label: `${academicYearText(y)} учебный год` }))} allowDeselect={false} w={220} />}
    >
      {error ? <Notice tone="bad">{asProblem(error).message}</Notice> : !targets.data || !indicators.data ? <Skeleton h={260} /> : (
        <Rows
          label="Плановые значения"
          empty="Показателей в процентах нет."
          rows={rows}
          rowKey={(r) => r.indicator.code}
          columns={[
            ['Показатель', (r) => r.indicator.name],
            ['Как лучше', (r) => (r.indicator.direction === 'down' ? 'не больше плана' : 'не меньше плана')],
            ['План', (r) => (r.target.value === null ? '—' : formatPercent(r.target.value, Number.isInteger(r.target.value) ? 0 : 1)), 'right'],
            ['Откуда', (r) => (r.target.value === null ? 'не задан' : r.target.regional ? `регион, с ${academicYearText(r.target.since)}` : `федеральный, с ${academicYearText(r.target.since)}`)],
          ]}
          actions={has('institute') ? [{ label: 'Изменить', run: setEdit }] : []}
        />
      )}
      {edit && <TargetDialog {...edit} year={year} onClose={() => setEdit(undefined)} />}
    </Page>
  );
}

function TargetDialog({ indicator, target, year, onClose }: { indicator: Indicator; target: EffectiveTarget; year: number; onClose: () => void }) {
  const client = useQueryClient();
  const form = useProblemForm({
    name: `target-${indicator.code}-${year}`,
    initial: { value: (target.value ?? '') as number | '' },
    version: target.version,
    labels: { value: 'План, %' },
    validate: (v) => ({ value: v.value === '' ? 'Впишите план' : v.value < 0 || v.value > 100 ? 'План — от 0 до 100 %' : undefined }),
    submit: (v, _key, version) => api.put<Target>('/api/monitoring/targets', { indicator: indicator.code, year, value: v.value, version }),
    fromCurrent: (current) => ({ values: { value: (current as Target).value ?? ('' as const) }, version: (current as Target).version }),
    onSaved: () => {
      void client.invalidateQueries({ queryKey: ['monitoring'] });
      showDone('План сохранён, светофоры пересчитаны');
      onClose();
    },
  });
  return (
    <FormDialog title={`План на ${academicYearText(year)}: ${indicator.name}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Сохранить план" onCancel={onClose}>
        <p className="dimmed-note">{indicator.definition}. {indicator.direction === 'down' ? 'Чем меньше, тем лучше.' : ''}</p>
        <NumberInput {...form.field('value')} min={0} max={100} decimalScale={2} decimalSeparator="," hideControls data-autofocus />
      </FormBody>
    </FormDialog>
  );
}
