import { Button, Skeleton } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { IconChartLine, IconTable } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import type { Figure, Trend } from '../api/types';
import { Notice } from '../ui/Notice';
import { formatNumber } from '../ui/russian';
import { finding, periodTitle, stateWords, valueText } from './figures';
import classes from './Dashboard.module.css';

const Chart = lazy(() => import('./Chart'));

export function TrendPanel({ unit, figure, reading }: { unit: number; figure: Figure; reading: 'was' | 'now' }) {
  const [table, setTable] = useState(false);
  const trend = useQuery({
    queryKey: ['monitoring', 'dashboard', unit, 'trend', figure.code, reading],
    queryFn: ({ signal }) => api.get<Trend>(`/api/monitoring/dashboards/${unit}/trend`, { code: figure.code, months: 12, reading }, { signal }),
    placeholderData: (old) => (old?.code === figure.code ? keepPreviousData(old) : undefined),
  });
  if (trend.error) {
    return <Notice tone="bad">{asProblem(trend.error).message} <Button variant="subtle" size="compact-sm" onClick={() => void trend.refetch()}>Повторить</Button></Notice>;
  }
  const title = trend.data ? finding(figure.name, figure.kind, figure.direction, trend.data) : figure.name;
  return (
    <section aria-label="По месяцам">
      <div className={classes.chartHead}>
        <h2>{title}</h2>
        <Button variant="default" size="compact-sm" className="no-print" leftSection={table ? <IconChartLine size={15} /> : <IconTable size={15} />} onClick={() => setTable(!table)}>
          {table ? 'График' : 'Таблица'}
        </Button>
      </div>
      {!trend.data ? <Skeleton h={280} /> : table ? <Points trend={trend.data} figure={figure} /> : (
        <Suspense fallback={<Skeleton h={280} />}>
          <Chart trend={trend.data} kind={figure.kind} direction={figure.direction} label={`График за 12 месяцев. ${title}. Те же числа — по кнопке «Таблица».`} />
        </Suspense>
      )}
    </section>
  );
}

function Points({ trend, figure }: { trend: Trend; figure: Figure }) {
  const percent = figure.kind === 'percent';
  return (
    <table className={classes.points}>
      <caption className="visually-hidden">{figure.name} по месяцам</caption>
      <thead><tr><th scope="col">Месяц</th><th scope="col">Значение</th>{percent && <><th scope="col">Числитель</th><th scope="col">Знаменатель</th></>}</tr></thead>
      <tbody>
        {trend.points.toReversed().map((p) => (
          <tr key={p.period}>
            <th scope="row">{periodTitle(p.period)}</th>
            <td title={p.state === 'ok' ? undefined : stateWords[p.state].why}>{valueText(p, figure.kind)}</td>
            {percent && <><td>{p.num === null || p.state === 'suppressed' ? '—' : formatNumber(p.num)}</td><td>{p.den === null ? '—' : formatNumber(p.den)}</td></>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
