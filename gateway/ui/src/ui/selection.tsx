import { Button, Checkbox } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { asProblem } from '../api/problem';
import type { Slice } from '../api/types';
import { formatNumber } from './russian';
import { showFailed } from './undo';
import classes from './selection.module.css';

export interface BulkAction<Row> {
  label: string;
  icon?: ReactNode;
  /** `clear` lets go of the selection once the work is done. */
  run: (rows: Row[], clear: () => void) => void;
  /** Shown while at least one chosen row allows it; only these rows are handed over. */
  when?: (row: Row) => boolean;
}

export interface Bulk<Row> {
  /** What the reader hears at the checkbox of a row. */
  name: (row: Row) => string;
  actions: BulkAction<Row>[];
  /** Most rows that the service takes at once. */
  most: number;
}

/** Rows chosen across the pages of a list; another filter lets go of them, so nothing hidden is acted upon. */
export function useSelection<Row>(rowKey: (row: Row) => string | number, filters: string) {
  const [state, setState] = useState<{ filters: string; rows: Map<string | number, Row> }>({ filters, rows: new Map() });
  const rows = state.filters === filters ? state.rows : new Map<string | number, Row>();
  const put = (next: Map<string | number, Row>) => setState({ filters, rows: next });
  return {
    rows: [...rows.values()],
    has: (row: Row) => rows.has(rowKey(row)),
    toggle: (some: Row[], on: boolean) => {
      const next = new Map(rows);
      for (const row of some) {
        if (on) next.set(rowKey(row), row);
        else next.delete(rowKey(row));
      }
      put(next);
    },
    clear: () => put(new Map()),
  };
}

export type Selection<Row> = ReturnType<typeof useSelection<Row>>;

export function SelectRow<Row>({ row, bulk, selection }: { row: Row; bulk: Bulk<Row>; selection: Selection<Row> }) {
  return <Checkbox size="sm" className={classes.box} aria-label={`Выбрать: ${bulk.name(row)}`} checked={selection.has(row)} onChange={(e) => selection.toggle([row], e.currentTarget.checked)} />;
}

export function SelectPage<Row>({ rows, selection, label }: { rows: Row[]; selection: Selection<Row>; label?: string }) {
  const chosen = rows.filter(selection.has).length;
  return (
    <Checkbox
      size="sm"
      aria-label="Выбрать все строки на странице"
      {...(label ? { label } : {})}
      disabled={rows.length === 0}
      checked={chosen > 0 && chosen === rows.length}
      indeterminate={chosen > 0 && chosen < rows.length}
      onChange={(e) => selection.toggle(rows, e.currentTarget.checked)}
    />
  );
}

interface BarProps<Row> {
  bulk: Bulk<Row>;
  selection: Selection<Row>;
  slice: Slice<Row> | undefined;
  /** One page of the list as it is filtered now. */
  page: (page: number, size: number) => Promise<Slice<Row>>;
}

/** What can be done with the chosen rows; stands at the lower edge while anything is chosen. */
export function SelectionBar<Row>({ bulk, selection, slice, page }: BarProps<Row>) {
  const [busy, setBusy] = useState(false);
  const count = selection.rows.length;
  const all = Math.min(slice?.total ?? 0, bulk.most);
  const takeAll = async () => {
    setBusy(true);
    try {
      const found: Row[] = [];
      for (let n = 0; found.length < all; n++) {
        const next = await page(n, 100);
        found.push(...next.items);
        if (next.items.length < 100) break;
      }
      selection.toggle(found.slice(0, bulk.most), true);
    } catch (error) {
      showFailed(asProblem(error).message);
    } finally {
      setBusy(false);
    }
  };
  if (count === 0) return <span role="status" className="visually-hidden" />;
  const tooMany = count > bulk.most;
  return (
    <section className={`${classes.bar} no-print`} aria-label="Действия с выбранными">
      <span role="status" className={classes.count}>Выбрано: {formatNumber(count)}{tooMany ? `, за раз не больше ${formatNumber(bulk.most)}` : ''}</span>
      {all > count && (
        <Button variant="subtle" size="compact-sm" loading={busy} onClick={() => void takeAll()}>
          {all === slice?.total ? `Выбрать все ${formatNumber(all)}` : `Выбрать первые ${formatNumber(all)}`}
        </Button>
      )}
      <div className={classes.actions}>
        {bulk.actions.map((action) => {
          const rows = selection.rows.filter((row) => action.when?.(row) ?? true);
          if (rows.length === 0) return null;
          return (
            <Button key={action.label} size="sm" variant="default" leftSection={action.icon} disabled={tooMany} onClick={() => action.run(rows, selection.clear)}>
              {action.label}{rows.length < count ? ` (${formatNumber(rows.length)})` : ''}
            </Button>
          );
        })}
        <Button size="sm" variant="subtle" color="gray" onClick={selection.clear}>Снять выбор</Button>
      </div>
    </section>
  );
}
