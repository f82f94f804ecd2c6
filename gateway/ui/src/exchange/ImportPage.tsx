import { Button, Progress, Radio, SegmentedControl } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { api, streamAddress } from '../api/client';
import { asProblem } from '../api/problem';
import type { Slice } from '../api/types';
import { ConfirmDialog } from '../ui/dialogs';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { counted, formatDay, formatNumber } from '../ui/russian';
import classes from './Exchange.module.css';
import { Mapping } from './Mapping';
import type { ImportBatch, ImportRow, ImportTotals } from './types';
import { importKinds, importStatusWords, rowWords } from './words';

const busy = (batch: ImportBatch) => ['checking', 'loading', 'undoing'].includes(batch.status);

export function Component() {
  const id = Number(useParams()['id']);
  const batch = useQuery({
    queryKey: ['registry', 'import', id],
    queryFn: ({ signal }) => api.get<ImportBatch>(`/api/registry/exchange/imports/${id}`, undefined, { signal }),
    // What runs in the background is asked for again, after a reload too.
    refetchInterval: (query) => (query.state.data && busy(query.state.data) ? 700 : false),
  });
  return <Loaded query={batch} title="Загрузка из Excel">{(b) => <Batch key={b.id} batch={b} at={batch.dataUpdatedAt} />}</Loaded>;
}

function Batch({ batch, at }: { batch: ImportBatch; at: number }) {
  const client = useQueryClient();
  const [existing, setExisting] = useState<'skip' | 'update'>(batch.existing);
  const [undoing, setUndoing] = useState(false);
  const path = `/api/registry/exchange/imports/${batch.id}`;
  const step = useMutation({
    mutationFn: ({ verb, body }: { verb: string; body?: unknown }) => api.post<ImportBatch>(`${path}/${verb}`, body),
    onSuccess: (next) => client.setQueryData(['registry', 'import', batch.id], next),
  });
  const { list } = importKinds[batch.kind];
  const t = batch.totals ?? noRows;
  const ready = t.fresh + (existing === 'update' ? t.update : 0) - t.loaded;
  const status = importStatusWords[batch.status];
  return (
    <Page title={batch.fileName} note={status.label} trail={[{ title: 'Загрузка из Excel', to: '/imports' }]}>
      {step.error && <Notice tone="bad" mb="md">{asProblem(step.error).message}</Notice>}
      {batch.problem && <Notice tone="bad" title="Не получилось" mb="md">{batch.problem}</Notice>}
      {busy(batch) && <Running batch={batch} at={at} onCancel={() => step.mutate({ verb: 'cancellation' })} />}

      {(batch.status === 'uploaded' || batch.status === 'failed') && (
        <Mapping batch={batch} onSaved={(next) => { client.setQueryData(['registry', 'import', batch.id], next); step.mutate({ verb: 'check' }); }} busy={step.isPending} />
      )}

      {!busy(batch) && t.all > 0 && (
        <ul className={classes.tiles} aria-label="Итоги">
          <Tile label="новых" value={t.fresh} />
          <Tile label="уже есть, отличаются" value={t.update} />
          <Tile label="уже есть, без изменений" value={t.same} />
          <Tile label="с ошибками" value={t.wrong} />
          {t.loaded > 0 && <Tile label="загружено" value={t.loaded} />}
          {t.undone > 0 && <Tile label="отменено" value={t.undone} />}
          {t.kept > 0 && <Tile label="оставлено" value={t.kept} />}
          {batch.skipped > 0 && <Tile label="строк без данных" value={batch.skipped} />}
        </ul>
      )}

      {(batch.status === 'checked' || batch.status === 'stopped') && (
        <>
          {t.wrong > 0 && (
            <Notice tone="warn" title={`${counted(t.wrong, rowWords)} с ошибками`} mb="md">
              Исправьте их в своём файле: в нём отмечены ячейки и добавлен столбец «Что исправить». Строки без ошибок можно загрузить сейчас.
            </Notice>
          )}
          {t.update > 0 && (
            <Radio.Group label="Что делать с тем, что уже есть" value={existing} onChange={(v) => setExisting(v as 'skip' | 'update')} mb="md">
              <Radio value="skip" label="Пропустить" mt={6} />
              <Radio value="update" label={importKinds[batch.kind].update} mt={6} />
            </Radio.Group>
          )}
          <div className={classes.actions}>
            <Button disabled={ready <= 0} loading={step.isPending} onClick={() => step.mutate({ verb: 'load', body: { existing } })}>
              {batch.status === 'stopped' ? 'Продолжить загрузку' : `Загрузить ${counted(Math.max(0, ready), rowWords)}`}
            </Button>
            <Button component="a" variant="default" href={streamAddress(`${path}/file`)} download leftSection={<IconDownload size={16} />}>Мой файл с пометками</Button>
            <Button component={Link} variant="subtle" to="/imports">Загрузить другой файл</Button>
          </div>
        </>
      )}

      {batch.status === 'loaded' && (
        <Notice tone="good" title={`Загружено: ${counted(t.loaded, rowWords)}`} mb="md">
          {batch.undoUntil && <>Отменить всю загрузку можно до {formatDay(batch.undoUntil.slice(0, 10))}.</>}
        </Notice>
      )}
      {(batch.status === 'loaded' || batch.status === 'stopped') && t.loaded > 0 && (
        <div className={classes.actions}>
          {list && <Button component={Link} to={list.to}>{list.label}</Button>}
          <Button variant="default" onClick={() => setUndoing(true)}>Отменить загрузку</Button>
        </div>
      )}
      {batch.status === 'undone' && <Notice tone="calm" title="Загрузка отменена" mb="md">В базе не осталось ничего, что она внесла.</Notice>}
      {batch.status === 'partly' && <Notice tone="warn" title="Отменено не всё" mb="md">Со строками ниже после загрузки уже работали, поэтому они оставлены.</Notice>}

      {!busy(batch) && t.all > 0 && batch.status !== 'undone' && <Rows batch={batch} />}

      {undoing && (
        <ConfirmDialog
          title={`Отменить загрузку «${batch.fileName}»`}
          verb="Отменить загрузку"
          danger
          run={() => step.mutateAsync({ verb: 'undo' })}
          onClose={() => setUndoing(false)}
          onDone={() => void client.invalidateQueries({ queryKey: ['registry'] })}
        >
          Из базы исчезнет всё, что внесла загрузка: {counted(t.loaded, rowWords)}. Останутся только записи, с которыми после неё уже работали.
        </ConfirmDialog>
      )}
    </Page>
  );
}

function Tile({ label, value }: { label: string; value: number }) {
  return <li><b>{formatNumber(value)}</b><span>{label}</span></li>;
}

function Running({ batch, at, onCancel }: { batch: ImportBatch; at: number; onCancel: () => void }) {
  const p = batch.progress;
  const seconds = p?.since ? Math.max(0.5, (at - new Date(p.since).getTime()) / 1000) : 0;
  const share = p && p.total > 0 ? Math.min(100, (100 * p.done) / p.total) : 0;
  return (
    <div className={classes.progress} role="status">
      <strong>{p?.stage ?? importStatusWords[batch.status].label}</strong>
      <Progress value={share || 100} animated={share === 0} aria-label="Ход работы" />
      <span>
        {p && p.total > 0 ? `${formatNumber(p.done)} из ${formatNumber(p.total)}` : 'Готовится'}
        {p && p.done > 0 && seconds > 0 ? ` · ${formatNumber(Math.round(p.done / seconds))} строк в секунду` : ''}
      </span>
      <div><Button variant="default" size="xs" onClick={onCancel}>Остановить</Button></div>
    </div>
  );
}

const noRows: ImportTotals = { all: 0, fresh: 0, update: 0, same: 0, wrong: 0, warned: 0, loaded: 0, undone: 0, kept: 0 };

const views = { wrong: 'С ошибками', warned: 'С замечаниями', new: 'Новые', update: 'Отличаются', same: 'Без изменений', kept: 'Оставлены' } as const;
type View = keyof typeof views;

/** Where the card of a row's subject is. */
const cards: Partial<Record<ImportBatch['kind'], string>> = { people: '/people/', organisations: '/organisation?org=' };

function Rows({ batch }: { batch: ImportBatch }) {
  const t = batch.totals ?? noRows;
  const counts: Record<View, number> = { wrong: t.wrong, warned: t.warned, new: t.fresh, update: t.update, same: t.same, kept: t.kept };
  const shown = (Object.keys(views) as View[]).filter((v) => counts[v] > 0);
  const [asked, setAsked] = useState<View>();
  const [page, setPage] = useState(0);
  const view = asked && shown.includes(asked) ? asked : (batch.status === 'partly' && counts.kept ? 'kept' : shown[0]);
  const rows = useQuery({
    queryKey: ['registry', 'import-rows', batch.id, batch.version, view, page],
    queryFn: ({ signal }) => api.get<Slice<ImportRow>>(`/api/registry/exchange/imports/${batch.id}/rows`, { show: view, page, size: 50 }, { signal }),
    enabled: view !== undefined,
  });
  if (!view) return null;
  return (
    <>
      <SegmentedControl
        aria-label="Какие строки показать" size="sm" mb="sm" value={view}
        data={shown.map((v) => ({ value: v, label: `${views[v]}: ${formatNumber(counts[v])}` }))}
        onChange={(v) => { setAsked(v as View); setPage(0); }}
      />
      {rows.error && <Notice tone="bad">{asProblem(rows.error).message}</Notice>}
      <div className={classes.frame}>
        <table className={classes.table} aria-label={`Строки: ${views[view]}`} aria-busy={rows.isFetching}>
          <thead><tr><th scope="col">Строка</th><th scope="col">Кто или что</th><th scope="col">Что найдено</th></tr></thead>
          <tbody>
            {rows.data?.items.map((row) => (
              <tr key={row.row}>
                <td>{row.row}</td>
                <th scope="row">{row.subjectId && cards[batch.kind] ? <Link to={`${cards[batch.kind]}${row.subjectId}`}>{row.label || 'Карточка'}</Link> : row.label || '—'}</th>
                <td>
                  {row.note && <div>{row.note}</div>}
                  <ul className={classes.findings}>
                    {row.findings.map((f) => (
                      <li key={`${f.field}-${f.message}`} data-warning={f.warning || undefined}>
                        {f.title && <b>{f.title}{f.value ? ` «${f.value}»` : ''}: </b>}{f.message}
                      </li>
                    ))}
                  </ul>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.data && (rows.data.total > rows.data.size || page > 0) && (
        <div className={classes.actions}>
          <Button variant="default" size="xs" disabled={page === 0} onClick={() => setPage(page - 1)}>Предыдущие</Button>
          <span>Страница {page + 1}</span>
          <Button variant="default" size="xs" disabled={rows.data.items.length < rows.data.size} onClick={() => setPage(page + 1)}>Следующие</Button>
        </div>
      )}
    </>
  );
}
