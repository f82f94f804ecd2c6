import { SegmentedControl } from '@mantine/core';
import { useSearchParams } from 'react-router';
import { api } from '../api/client';
import type { Dashboard, DashboardChild, Indicator, Level, Slice } from '../api/types';
import { DataTable, type Column } from '../ui/DataTable';
import { Section } from '../ui/Page';
import { periodTitle, shortNames, valueText } from './figures';
import { FigureCell } from './Light';

const levelsBelow: Partial<Record<Level, { value: Level; label: string }[]>> = {
  ministry: [{ value: 'institute', label: 'Институты' }, { value: 'municipality', label: 'Муниципалитеты' }, { value: 'school', label: 'Организации' }],
  institute: [{ value: 'municipality', label: 'Муниципалитеты' }, { value: 'school', label: 'Организации' }],
  municipality: [{ value: 'school', label: 'Организации' }],
};

/** What a reader compares first; the rest waits in the column chooser. */
const usual = ['OP-01', 'OP-03', 'OP-04', 'OP-06', 'R145-1S', 'R145-3'];

export function Below({ dashboard, indicators }: { dashboard: Dashboard; indicators: Indicator[] }) {
  const [params, setParams] = useSearchParams();
  const { unit, period, reading = 'was' } = dashboard;
  const levels = levelsBelow[unit.level] ?? [];
  if (levels.length === 0) return null;
  const asked = params.get('level');
  const level = levels.find((l) => l.value === asked)?.value ?? (unit.level === 'ministry' ? 'municipality' : levels[0]?.value);
  const columns: Column<DashboardChild>[] = [
    { key: 'name', title: 'Название', sort: 'name', card: 'title', render: (c) => c.unit.shortName, text: (c) => c.unit.fullName },
    ...indicators
      .filter((i) => level && i.levels.includes(level))
      .map((i): Column<DashboardChild> => ({
        key: i.code,
        title: shortNames[i.code] ?? i.name,
        ...(i.kind === 'percent' ? { unit: '%' } : {}),
        sort: i.code,
        align: 'right',
        optional: !usual.includes(i.code),
        ...(i.code === 'OP-03' || i.code === 'OP-04' || i.code === 'OP-06' ? { card: 'fact' as const } : {}),
        render: (c) => <FigureCell figure={c.figures[i.code]} kind={i.kind} />,
        text: (c) => {
          const f = c.figures[i.code];
          if (!f) return '';
          return f.value !== null && (f.state === 'ok' || f.state === 'above_100') ? f.value : valueText(f, i.kind);
        },
      })),
  ];
  const title = levels.find((l) => l.value === level)?.label ?? '';
  return (
    <Section
      title={title}
      actions={levels.length > 1 && (
        <SegmentedControl
          size="xs"
          aria-label="Уровень таблицы"
          data={levels}
          value={level ?? ''}
          onChange={(v) => setParams((old) => { old.set('level', v); old.delete('page'); return old; }, { replace: true, preventScrollReset: true })}
        />
      )}
    >
      <DataTable
        key={`${unit.id}-${level}`}
        label={`${title}: показатели за ${periodTitle(period)}`}
        queryKey={['monitoring', 'dashboard', unit.id, 'children', period, level, reading]}
        load={(query, signal) => api.get<Slice<DashboardChild>>(`/api/monitoring/dashboards/${unit.id}/children`, { period, level, reading, ...query }, { signal })}
        columns={columns}
        rowKey={(c) => c.unit.id}
        rowHref={(c) => `/dashboard/${c.unit.id}?period=${period}${reading === 'now' ? '&reading=now' : ''}`}
        rowName={(c) => c.unit.shortName}
        defaultSort="-OP-03"
        empty={{ nothing: 'Организаций ниже пока нет. Их добавляют в дереве организаций.' }}
      />
    </Section>
  );
}

