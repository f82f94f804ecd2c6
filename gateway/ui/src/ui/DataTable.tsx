import { ActionIcon, Button, Checkbox, Menu, NativeSelect, Popover, Select, Skeleton, Stack, TextInput, Tooltip } from '@mantine/core';
import { useDebouncedCallback, useMediaQuery } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import {
  IconArrowDown, IconArrowUp, IconChevronLeft, IconChevronRight, IconColumns3, IconDotsVertical, IconDownload, IconPrinter, IconSearch, IconX,
} from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { asProblem } from '../api/problem';
import type { Slice } from '../api/types';
import type { Query } from '../api/client';
import { ExportMenu } from '../exchange/ExportMenu';
import type { ExportSource } from '../exchange/exports';
import { saveCsv } from './csv';
import { formatNumber } from './russian';
import { SelectionBar, SelectPage, SelectRow, useSelection, type Bulk } from './selection';
import { useDelayed } from './useDelayed';
import { useListParams } from './useListParams';
import classes from './DataTable.module.css';

export interface Column<Row> {
  key: string;
  title: string;
  /** Unit of the figures, shown in the header. */
  unit?: string;
  render: (row: Row) => ReactNode;
  /** Field name for the service when the column can be sorted. */
  sort?: string;
  align?: 'right';
  /** Not shown until chosen in the column chooser. */
  optional?: boolean;
  /** At phone width a row becomes a card: the title and the facts that matter. */
  card?: 'title' | 'fact';
  /** Text for the CSV; without it the column is left out of the export. */
  text?: (row: Row) => string | number | null | undefined;
}

export interface Filter {
  key: string;
  label: string;
  /** Without options the filter is the search field. */
  options?: { value: string; label: string }[];
  /** A few options that people switch between all day: shown side by side. */
  tabs?: boolean;
  /** Chosen by something else on the page; here it only counts as a filter. */
  elsewhere?: boolean;
}

export interface RowAction<Row> {
  label: string;
  run: (row: Row) => void;
  when?: (row: Row) => boolean;
}

interface Props<Row> {
  /** Says what the rows are: name of the export file and label of the table. */
  label: string;
  queryKey: readonly unknown[];
  load: (query: Query, signal: AbortSignal) => Promise<Slice<Row>>;
  columns: Column<Row>[];
  rowKey: (row: Row) => string | number;
  rowHref?: (row: Row) => string;
  filters?: Filter[];
  defaultSort?: string;
  actions?: RowAction<Row>[];
  rowName?: (row: Row) => string;
  /** Why the list is empty and the one next action: nothing yet · the filter hides all · no right. */
  empty: { nothing: string; filtered?: string; forbidden?: string; action?: ReactNode };
  /** Why fewer rows may be shown than exist, e.g. «только сотрудники: обучающиеся видны своей школе». */
  because?: string;
  /** The service writes the whole list to a file; without it the page is saved as CSV here. */
  exportFrom?: ExportSource;
  /** What is done with many rows at once. */
  bulk?: Bulk<Row> | undefined;
}

export function DataTable<Row>({
  label, queryKey, load, columns, rowKey, rowHref, filters = [], defaultSort = '', actions = [], rowName, empty, because, exportFrom, bulk,
}: Props<Row>) {
  const list = useListParams(defaultSort);
  const cards = useMediaQuery('(max-width: 40em)', false, { getInitialValueInEffect: false });
  const known = Object.fromEntries(filters.flatMap((f) => (list.filters[f.key] ? [[f.key, list.filters[f.key]]] : [])));
  const filtered = Object.keys(known).length > 0;
  const query: Query = { ...known, page: list.page, size: list.size, sort: list.sort };
  const rows = useQuery({
    queryKey: [...queryKey, query],
    queryFn: ({ signal }) => load(query, signal),
    placeholderData: keepPreviousData,
  });
  const late = useDelayed(rows.isPending);
  const shown = columns.filter((c) => (list.columns ? list.columns.includes(c.key) || c === columns[0] : !c.optional));
  const slice = rows.data;
  const selection = useSelection(rowKey, JSON.stringify([queryKey, known]));
  const problem = rows.error ? asProblem(rows.error) : undefined;

  const exportCsv = () =>
    saveCsv(
      label,
      shown.filter((c) => c.text).map((c) => (c.unit ? `${c.title}, ${c.unit}` : c.title)),
      (slice?.items ?? []).map((row) => shown.filter((c) => c.text).map((c) => c.text?.(row))),
    );

  return (
    <div className={classes.list}>
      {filters.filter((f) => f.tabs).map((f) => (
        <div key={f.key} className={`${classes.tabs} no-print`} role="group" aria-label={f.label}>
          {[{ value: '', label: 'Все' }, ...(f.options ?? [])].map((o) => (
            <button
              key={o.value}
              type="button"
              aria-pressed={(list.filters[f.key] ?? '') === o.value}
              onClick={() => list.set({ [f.key]: o.value || undefined })}
            >
              {o.label}
            </button>
          ))}
        </div>
      ))}
      <div className={`${classes.tools} no-print`} role="search" aria-label={`Отбор: ${label}`}>
        {filters.filter((f) => !f.tabs && !f.elsewhere).map((f) =>
          f.options ? (
            <Select
              key={f.key}
              aria-label={f.label}
              placeholder={f.label}
              data={f.options}
              value={list.filters[f.key] ?? null}
              onChange={(v) => list.set({ [f.key]: v ?? undefined })}
              clearable
              clearButtonProps={{ 'aria-label': `Снять отбор: ${f.label}` }}
              size="sm"
              className={classes.filter}
            />
          ) : (
            <SearchField key={f.key} label={f.label} value={list.filters[f.key] ?? ''} onChange={(v) => list.set({ [f.key]: v })} />
          ),
        )}
        {filters.some((f) => !f.elsewhere && f.key in known) && (
          <Button variant="subtle" color="gray" size="sm" leftSection={<IconX size={15} />} onClick={() => list.set(Object.fromEntries(filters.filter((f) => !f.elsewhere).map((f) => [f.key, undefined])))}>
            Сбросить
          </Button>
        )}
        <div className={classes.right}>
          {!cards && <ColumnChooser columns={columns} shown={shown.map((c) => c.key)} onChange={(keys) => list.set({ cols: keys?.join(',') }, true)} />}
          {exportFrom && (
            <ExportMenu source={exportFrom} disabled={!slice?.items.length} query={() => ({ filters: Object.fromEntries(Object.entries(known).map(([k, v]) => [k, String(v)])), sort: list.sort, columns: shown.map((c) => c.key) })} />
          )}
          {!exportFrom && columns.some((c) => c.text) && (
            <Tooltip label="Показанные строки в CSV">
              <ActionIcon variant="default" size={36} aria-label="Выгрузить показанные строки в CSV" onClick={exportCsv} disabled={!slice?.items.length}>
                <IconDownload size={17} />
              </ActionIcon>
            </Tooltip>
          )}
          <Tooltip label="Напечатать">
            <ActionIcon variant="default" size={36} aria-label="Напечатать" onClick={() => window.print()} visibleFrom="sm">
              <IconPrinter size={17} />
            </ActionIcon>
          </Tooltip>
        </div>
      </div>

      {problem ? (
        <Empty
          text={problem.status === 403 || problem.status === 404 ? (empty.forbidden ?? 'У вас нет права видеть этот список. Доступ выдаёт тот, кто ведёт доступы в организации.') : problem.message}
          action={<Button variant="default" onClick={() => void rows.refetch()}>Повторить</Button>}
          alert
        />
      ) : slice && slice.items.length === 0 ? (
        <Empty
          text={filtered ? (empty.filtered ?? 'Под условия отбора ничего не подходит. Измените или сбросьте отбор.') : empty.nothing}
          action={filtered ? undefined : empty.action}
        />
      ) : cards ? (
        <>
        {bulk && slice && <div className={classes.selectCards}><SelectPage rows={slice.items} selection={selection} label="Все на странице" /></div>}
        <ul className={classes.cards} aria-label={label} aria-busy={rows.isFetching}>
          {!slice && late && [1, 2, 3].map((n) => <li key={n} className={classes.card}><Skeleton h={18} mb={8} w="70%" /><Skeleton h={14} w="45%" /></li>)}
          {slice?.items.map((row) => (
            <li key={rowKey(row)} className={classes.card}>
              {shown.filter((c) => c.card === 'title').map((c) => (
                <div key={c.key} className={classes.cardTitle}>
                  {bulk && <SelectRow row={row} bulk={bulk} selection={selection} />}
                  {rowHref ? <Link to={rowHref(row)} className={classes.cardLink}>{c.render(row)}</Link> : c.render(row)}
                </div>
              ))}
              {shown.filter((c) => c.card === 'fact' && (!c.text || (c.text(row) ?? '') !== '')).map((c) => (
                <div key={c.key} className={classes.cardFact}><span>{c.title}</span><span>{c.render(row)}</span></div>
              ))}
              <RowMenu row={row} actions={actions} name={rowName?.(row)} inline />
            </li>
          ))}
        </ul>
        </>
      ) : (
        // The table scrolls inside its frame, so the frame takes the focus of the keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className={classes.frame} tabIndex={0} role="region" aria-label={label}>
          <table className={classes.table} aria-busy={rows.isFetching} data-stale={rows.isPlaceholderData || undefined}>
            <thead>
              <tr>
                {bulk && <th className={`${classes.select} no-print`}><SelectPage rows={slice?.items ?? []} selection={selection} /></th>}
                {shown.map((c) => (
                  <HeaderCell key={c.key} column={c} sort={list.sort} onSort={(sort) => list.set({ sort })} />
                ))}
                {actions.length > 0 && <th className="no-print"><span className="visually-hidden">Действия</span></th>}
              </tr>
            </thead>
            <tbody>
              {!slice && late && [1, 2, 3, 4, 5, 6, 7, 8].map((n) => (
                <tr key={n}>{bulk && <td className={classes.select}><Skeleton h={14} w={16} /></td>}{shown.map((c) => <td key={c.key}><Skeleton h={14} w={c === shown[0] ? '80%' : '55%'} /></td>)}</tr>
              ))}
              {slice?.items.map((row) => (
                <tr key={rowKey(row)} data-chosen={bulk && selection.has(row) ? true : undefined}>
                  {bulk && <td className={`${classes.select} no-print`}><SelectRow row={row} bulk={bulk} selection={selection} /></td>}
                  {shown.map((c, i) =>
                    i === 0 ? (
                      <th key={c.key} scope="row">{rowHref ? <Link to={rowHref(row)}>{c.render(row)}</Link> : c.render(row)}</th>
                    ) : (
                      <td key={c.key} data-align={c.align}>{c.render(row)}</td>
                    ),
                  )}
                  {actions.length > 0 && <td className={`${classes.menuCell} no-print`}><RowMenu row={row} actions={actions} name={rowName?.(row)} /></td>}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}

      {bulk && <SelectionBar bulk={bulk} selection={selection} slice={slice} page={(page, size) => load({ ...known, page, size, sort: list.sort }, new AbortController().signal)} />}

      {slice && slice.items.length > 0 && (
        <div className={classes.foot}>
          <span role="status">{shownText(slice)}{because ? `, ${because}` : ''}</span>
          <div className={`${classes.pages} no-print`}>
            <NativeSelect
              aria-label="Строк на странице"
              size="xs"
              data={[{ value: '25', label: 'по 25' }, { value: '50', label: 'по 50' }, { value: '100', label: 'по 100' }]}
              value={String(list.size)}
              onChange={(e) => list.set({ size: e.currentTarget.value === '25' ? undefined : e.currentTarget.value })}
            />
            <ActionIcon variant="default" aria-label="Предыдущая страница" disabled={list.page === 0} onClick={() => list.set({ page: list.page > 1 ? list.page : undefined }, true)}>
              <IconChevronLeft size={16} />
            </ActionIcon>
            <span className={classes.pageNo}>{list.page + 1}</span>
            <ActionIcon variant="default" aria-label="Следующая страница" disabled={!hasNext(slice)} onClick={() => list.set({ page: list.page + 2 }, true)}>
              <IconChevronRight size={16} />
            </ActionIcon>
          </div>
        </div>
      )}
    </div>
  );
}

function hasNext<Row>(slice: Slice<Row>): boolean {
  return slice.exact ? (slice.page + 1) * slice.size < slice.total : slice.items.length === slice.size;
}

export function shownText<Row>(slice: Slice<Row>): string {
  const first = slice.page * slice.size + 1;
  const last = first + slice.items.length - 1;
  const total = slice.exact ? formatNumber(slice.total) : `более ${formatNumber(slice.total)}`;
  return slice.exact && slice.items.length === slice.total
    ? `Показано ${formatNumber(slice.items.length)} из ${total}`
    : `Показано ${formatNumber(first)}–${formatNumber(last)} из ${total}`;
}

function HeaderCell<Row>({ column, sort, onSort }: { column: Column<Row>; sort: string; onSort: (sort: string) => void }) {
  const title = column.unit ? `${column.title}, ${column.unit}` : column.title;
  if (!column.sort) return <th scope="col" data-align={column.align}>{title}</th>;
  const up = sort === column.sort;
  const down = sort === `-${column.sort}`;
  return (
    <th scope="col" data-align={column.align} aria-sort={up ? 'ascending' : down ? 'descending' : 'none'}>
      <button type="button" className={classes.sort} onClick={() => onSort(up ? `-${column.sort}` : (column.sort ?? ''))}>
        {title}
        {down ? <IconArrowDown size={14} aria-hidden /> : <IconArrowUp size={14} aria-hidden data-idle={!up || undefined} />}
      </button>
    </th>
  );
}

function SearchField({ label, value, onChange }: { label: string; value: string; onChange: (v: string | undefined) => void }) {
  const [text, setText] = useState(value);
  const sent = useRef(value);
  const send = useDebouncedCallback((v: string) => {
    sent.current = v;
    onChange(v || undefined);
  }, 250);
  useEffect(() => {
    // Back and «Сбросить» change the address from outside.
    if (value !== sent.current) {
      sent.current = value;
      setText(value);
    }
  }, [value]);
  return (
    <TextInput
      data-page-search
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={16} />}
      value={text}
      maxLength={100}
      onChange={(e) => { setText(e.currentTarget.value); send(e.currentTarget.value.trim()); }}
      className={classes.search}
    />
  );
}

function ColumnChooser<Row>({ columns, shown, onChange }: { columns: Column<Row>[]; shown: string[]; onChange: (keys: string[] | undefined) => void }) {
  return (
    <Popover position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label="Столбцы">
          <ActionIcon variant="default" size={36} aria-label="Выбрать столбцы"><IconColumns3 size={17} /></ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label="Столбцы">
        <Stack gap={8}>
          {columns.map((c, i) => (
            <Checkbox
              key={c.key}
              size="sm"
              label={c.title}
              checked={shown.includes(c.key)}
              disabled={i === 0}
              onChange={(e) => {
                const next = columns.filter((x) => (x.key === c.key ? e.currentTarget.checked : shown.includes(x.key))).map((x) => x.key);
                const usual = columns.filter((x) => !x.optional).map((x) => x.key);
                onChange(next.join() === usual.join() ? undefined : next);
              }}
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function RowMenu<Row>({ row, actions, name, inline }: { row: Row; actions: RowAction<Row>[]; name?: string | undefined; inline?: boolean }) {
  const usable = actions.filter((a) => a.when?.(row) ?? true);
  if (usable.length === 0) return null;
  if (inline) {
    return (
      <div className={classes.cardActions}>
        {usable.map((a) => <Button key={a.label} variant="default" size="sm" onClick={() => a.run(row)}>{a.label}</Button>)}
      </div>
    );
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={name ? `Действия: ${name}` : 'Действия'}><IconDotsVertical size={16} /></ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {usable.map((a) => <Menu.Item key={a.label} onClick={() => a.run(row)}>{a.label}</Menu.Item>)}
      </Menu.Dropdown>
    </Menu>
  );
}

export function Empty({ text, action, alert }: { text: string; action?: ReactNode; alert?: boolean }) {
  return (
    <div className={classes.empty} role={alert ? 'alert' : 'status'}>
      <p>{text}</p>
      {action}
    </div>
  );
}
