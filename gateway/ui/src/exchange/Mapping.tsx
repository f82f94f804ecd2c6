import { Button, NumberInput, Select } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import { Notice } from '../ui/Notice';
import classes from './Exchange.module.css';
import type { ImportBatch, ImportField } from './types';

interface Header {
  headerRow: number;
  titles: string[];
  mapping: Record<string, string>;
}

/** Which column is what: recognised by the headers, corrected here, remembered for the next file. */
export function Mapping({ batch, onSaved, busy }: { batch: ImportBatch; onSaved: (batch: ImportBatch) => void; busy: boolean }) {
  const [sheet, setSheet] = useState(batch.sheet);
  const [header, setHeader] = useState<Header>({ headerRow: batch.headerRow, titles: batch.titles, mapping: batch.mapping });
  const fields = useQuery({
    queryKey: ['registry', 'import-fields', batch.kind],
    queryFn: ({ signal }) => api.get<ImportField[]>('/api/registry/exchange/fields', { kind: batch.kind }, { signal }),
    staleTime: Infinity,
  });
  const look = useMutation({
    mutationFn: (at: { sheet: number; row: number }) => api.get<Header>(`/api/registry/exchange/imports/${batch.id}/header`, { sheet: at.sheet, row: at.row }),
    onSuccess: setHeader,
  });
  const save = useMutation({
    mutationFn: () => api.put<ImportBatch>(`/api/registry/exchange/imports/${batch.id}/mapping`, { sheet, headerRow: header.headerRow, mapping: header.mapping, version: batch.version }),
    onSuccess: onSaved,
  });
  const used = new Set(Object.values(header.mapping));
  const choose = (column: number, field: string | null) => {
    const mapping = Object.fromEntries(Object.entries(header.mapping).filter(([at]) => Number(at) !== column));
    if (field) mapping[column] = field;
    setHeader({ ...header, mapping });
  };
  const problem = save.error ?? look.error ?? fields.error;
  return (
    <form onSubmit={(e) => { e.preventDefault(); save.mutate(); }}>
      <h2>Что в столбцах</h2>
      {problem && <Notice tone="bad" mb="md">{asProblem(problem).message}</Notice>}
      <div className={classes.actions}>
        {batch.sheets.length > 1 && (
          <Select label="Лист" data={batch.sheets.map((name, at) => ({ value: String(at), label: name }))} value={String(sheet)} allowDeselect={false}
            onChange={(v) => { const at = Number(v ?? 0); setSheet(at); look.mutate({ sheet: at, row: 0 }); }} />
        )}
        <NumberInput label="Строка заголовка" min={1} max={1000} value={header.headerRow} w={150}
          onChange={(v) => { const row = Number(v); if (row >= 1) { setHeader({ ...header, headerRow: row }); look.mutate({ sheet, row }); } }} />
      </div>
      <div className={classes.frame}>
        <table className={classes.table} aria-label="Столбцы файла">
          <thead><tr><th scope="col">В файле</th><th scope="col">Поле</th></tr></thead>
          <tbody>
            {header.titles.map((title, column) => (
              // Columns have no names of their own: two may be called the same.
              // oxlint-disable-next-line react/no-array-index-key
              <tr key={column}>
                <th scope="row">{title || `Столбец ${column + 1} без названия`}</th>
                <td>
                  <Select
                    aria-label={`Поле для столбца «${title || column + 1}»`} placeholder="Не загружать" clearable searchable size="sm"
                    clearButtonProps={{ 'aria-label': `Не загружать столбец «${title || column + 1}»` }}
                    data={(fields.data ?? []).filter((f) => !used.has(f.key) || header.mapping[column] === f.key).map((f) => ({ value: f.key, label: f.title }))}
                    value={header.mapping[column] ?? null}
                    onChange={(v) => choose(column, v)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={classes.actions}>
        <Button type="submit" loading={save.isPending || busy}>Проверить файл</Button>
      </div>
    </form>
  );
}
