import { Button, SegmentedControl, Select } from '@mantine/core';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconPrinter } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { api } from '../api/client';
import type { Dashboard, Figure, Indicator } from '../api/types';
import { usePlace } from '../app/session';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { formatDate, today } from '../ui/russian';
import { Below } from './Below';
import { changedCodes, isMonth, lagText, periodTitle } from './figures';
import { Forms } from './Forms';
import { Tiles } from './Tiles';
import { TrendPanel } from './TrendPanel';
import { useChanges, type Liveness } from './useChanges';
import classes from './Dashboard.module.css';

export function Component() {
  const place = usePlace();
  const navigate = useNavigate();
  const params = useParams();
  const [search] = useSearchParams();
  const unit = Number(params['unit'] ?? place.id);
  const period = /^\d{4,6}$/.test(search.get('period') ?? '') ? Number(search.get('period')) : undefined;
  const reading = search.get('reading') === 'now' ? 'now' : undefined;
  const client = useQueryClient();

  // Another organisation in the switcher means its own figures, not those of a unit opened before.
  const at = useRef(place.id);
  useEffect(() => {
    if (at.current === place.id) return;
    at.current = place.id;
    if (params['unit']) void navigate(`/dashboard${period ? `?period=${period}` : ''}`, { replace: true });
  }, [place.id, params, period, navigate]);

  const dashboard = useQuery({
    queryKey: ['monitoring', 'dashboard', unit, 'figures', period ?? 'now', reading ?? 'was'],
    queryFn: ({ signal }) => api.get<Dashboard>(`/api/monitoring/dashboards/${unit}`, { period, reading }, { signal }),
    placeholderData: (old) => (old?.unit.id === unit ? keepPreviousData(old) : undefined),
  });
  const live = useChanges(unit, () => void client.invalidateQueries({ queryKey: ['monitoring', 'dashboard', unit] }));
  return <Loaded query={dashboard} title="Показатели">{(d) => <Screen key={d.unit.id} dashboard={d} live={live} />}</Loaded>;
}

function Screen({ dashboard: d, live }: { dashboard: Dashboard; live: Liveness }) {
  const place = usePlace();
  const [search, setSearch] = useSearchParams();
  const changed = useChanged(d);
  const indicators = useQuery({
    queryKey: ['monitoring', 'indicators'],
    queryFn: ({ signal }) => api.get<Indicator[]>('/api/monitoring/indicators', undefined, { signal }),
    staleTime: 3_600_000,
  });
  const set = (key: string, value: string) => setSearch((old) => { old.set(key, value); return old; }, { replace: true, preventScrollReset: true });
  const chosen = d.figures.find((f) => f.code === search.get('trend')) ?? d.figures.find((f) => f.code === 'OP-03') ?? d.figures[0];
  const kept = new URLSearchParams([...search].filter(([key]) => key === 'period' || key === 'reading')).toString();
  const suffix = kept ? `?${kept}` : '';
  const own = d.unit.id === place.id;
  // Steps from the reader's organisation down to the unit; each keeps the period.
  const start = d.path.findIndex((p) => p.id === place.id);
  const between = own || start < 0 ? [] : d.path.slice(start + 1).filter((p) => p.id !== d.unit.id);

  return (
    <Page
      title={own ? 'Показатели' : d.unit.shortName}
      trail={own ? [] : [{ title: 'Показатели', to: `/dashboard${suffix}` }, ...between.map((p) => ({ title: p.shortName, to: `/dashboard/${p.id}${suffix}` }))]}
      note={<span className="print-only">{own ? '' : d.unit.fullName} {periodTitle(d.period)}</span>}
      actions={
        <>
          <Select
            aria-label="Период"
            value={String(d.period)}
            onChange={(v) => v && set('period', v)}
            data={[
              { group: 'Учебный год', items: d.periods.filter((p) => !isMonth(p)).map((p) => ({ value: String(p), label: periodTitle(p) })) },
              { group: 'Месяц', items: d.periods.filter(isMonth).map((p) => ({ value: String(p), label: periodTitle(p) })) },
            ]}
            allowDeselect={false}
            withScrollArea={false}
            styles={{ options: { maxHeight: 360, overflowY: 'auto' } }}
            w={220}
          />
          <Button variant="default" leftSection={<IconPrinter size={16} />} onClick={() => window.print()} visibleFrom="sm">Напечатать</Button>
        </>
      }
    >
      <p className={classes.headline}>{d.headline}</p>
      <Fresh dashboard={d} live={live} />
      <div className="visually-hidden" role="status">{changed.length > 0 ? `Обновилось: ${d.figures.filter((f) => changed.includes(f.code)).map((f) => f.name).join(', ')}` : ''}</div>
      {d.reorganised && <ReadingSwitch dashboard={d} onChange={(v) => set('reading', v)} />}
      <Tiles figures={d.figures} indicators={indicators.data ?? []} changed={changed} chosen={chosen?.code} onChoose={(code) => set('trend', code)} />
      <div className={classes.charts}>
        {chosen && <TrendPanel unit={d.unit.id} figure={chosen} reading={d.reading ?? 'was'} />}
        <Forms slices={d.slices['form'] ?? []} />
      </div>
      {indicators.error ? <Notice tone="bad">{indicators.error.message}</Notice> : indicators.data && <Below dashboard={d} indicators={indicators.data} />}
    </Page>
  );
}

const liveWords: Record<Liveness, string> = {
  live: 'обновляется само',
  waiting: 'подключаемся…',
  polling: 'обновляется раз в 15 секунд',
};

/** Offered only where a reorganisation makes a difference. */
function ReadingSwitch({ dashboard: d, onChange }: { dashboard: Dashboard; onChange: (reading: string) => void }) {
  const reading = d.reading ?? 'was';
  return (
    <div className={classes.reading}>
      <SegmentedControl
        size="xs"
        aria-label="Как читать показатели после переводов организаций"
        data={[{ value: 'was', label: 'Как было' }, { value: 'now', label: 'Как есть сейчас' }]}
        value={reading}
        onChange={onChange}
      />
      <span>
        {reading === 'was'
          ? 'Некоторые организации переходили в другое управление. Каждый период показан с теми, кто относился сюда на его последний день.'
          : 'Вся история сложена по организациям, которые относятся сюда сегодня, — даже если раньше они были в другом управлении.'}
      </span>
    </div>
  );
}

function Fresh({ dashboard: d, live }: { dashboard: Dashboard; live: Liveness }) {
  const time = d.asOf ? new Date(d.asOf).toLocaleTimeString('ru-RU') : undefined;
  const day = d.asOf ? new Date(d.asOf).toLocaleDateString('ru-RU') : undefined;
  const earlier = day !== formatDate(today()) ? `${day} ` : '';
  return (
    <div className={classes.fresh}>
      <span>{periodTitle(d.period)}</span>
      {time && <span>по состоянию на {earlier}{time}{d.lagMillis !== null ? `, отставание ${lagText(d.lagMillis)}` : ''}</span>}
      <span className="no-print"><span className={classes.dot} data-state={live} />{liveWords[live]}</span>
    </div>
  );
}

/** Codes of the tiles that have just changed under the reader's eyes; forgotten after three seconds. */
function useChanged(d: Dashboard): string[] {
  const before = useRef<{ period: number; reading?: string | undefined; figures: Figure[] }>(undefined);
  const [changed, setChanged] = useState<string[]>([]);
  useEffect(() => {
    const old = before.current;
    before.current = { period: d.period, reading: d.reading, figures: d.figures };
    const codes = old?.period === d.period && old.reading === d.reading ? changedCodes(old.figures, d.figures) : [];
    if (codes.length > 0) setChanged(codes);
  }, [d]);
  useEffect(() => {
    if (changed.length === 0) return undefined;
    const timer = setTimeout(() => setChanged([]), 3000);
    return () => clearTimeout(timer);
  }, [changed]);
  return changed;
}
