import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Rows.module.css';

interface Props<Row> {
  label: string;
  empty: string;
  rows: Row[];
  rowKey: (row: Row) => string | number;
  columns: [title: string, render: (row: Row) => ReactNode, align?: 'right'][];
  actions?: { label: string; run: (row: Row) => void; when?: (row: Row) => boolean }[];
}

/** A few rows inside a card: no paging, no sorting; on a phone each becomes a short list of facts. */
export function Rows<Row>({ label, empty, rows, rowKey, columns, actions = [] }: Props<Row>) {
  if (rows.length === 0) return <p className={classes.empty}>{empty}</p>;
  return (
    <table className={classes.rows} aria-label={label}>
      <thead>
        <tr>
          {columns.map(([title, , align]) => <th key={title} scope="col" data-align={align}>{title}</th>)}
          {actions.length > 0 && <th className="no-print"><span className="visually-hidden">Действия</span></th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map(([title, render, align]) => <td key={title} data-title={title} data-align={align}><span>{render(row)}</span></td>)}
            {actions.length > 0 && (
              <td className={`${classes.actions} no-print`}>
                {actions.filter((a) => a.when?.(row) ?? true).map((a) => (
                  <Button key={a.label} variant="subtle" size="compact-sm" onClick={() => a.run(row)}>{a.label}</Button>
                ))}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
