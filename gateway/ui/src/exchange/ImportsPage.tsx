import { Button, FileButton, Group, SegmentedControl } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { IconDownload, IconUpload } from '@tabler/icons-react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { api, streamAddress, uploadFile, withQuery } from '../api/client';
import { asProblem } from '../api/problem';
import type { Slice } from '../api/types';
import { useSession } from '../app/session';
import { Empty } from '../ui/DataTable';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { formatDateTime, formatNumber } from '../ui/russian';
import classes from './Exchange.module.css';
import type { ImportBatch, ImportKind, ImportLine } from './types';
import { importKinds, importStatusWords } from './words';

export function Component() {
  const { place } = useSession();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const kinds: ImportKind[] = place.level === 'institute' ? ['organisations', 'population'] : ['people'];
  const wanted = params.get('kind') as ImportKind;
  const kind = kinds.includes(wanted) ? wanted : (kinds[0] as ImportKind);
  const journal = useQuery({
    queryKey: ['registry', 'imports', place.id],
    queryFn: ({ signal }) => api.get<Slice<ImportLine>>('/api/registry/exchange/imports', { organisation: place.id, size: 50 }, { signal }),
  });
  const upload = useMutation({
    mutationFn: (file: File) => uploadFile<ImportBatch>(withQuery('/api/registry/exchange/imports', { organisation: place.id, kind, name: file.name }), file),
    onSuccess: (batch) => navigate(`/imports/${batch.id}`),
  });
  return (
    <Page title="Загрузка из Excel" note="Файл сначала проверяется: до загрузки в базе ничего не меняется. Загруженное можно отменить целиком в течение 14 дней.">
      {kinds.length > 1 && (
        <SegmentedControl
          aria-label="Что загрузить" mb="md" value={kind} data={kinds.map((k) => ({ value: k, label: importKinds[k].label }))}
          onChange={(v) => setParams((old) => { old.set('kind', v); return old; }, { replace: true })}
        />
      )}
      <ol className={classes.steps}>
        <li>
          <strong>Возьмите шаблон или свою таблицу</strong>
          <p>В шаблоне есть списки значений, пример и пояснения. Подойдёт и ваш файл: порядок столбцов любой, заголовки распознаются. {importKinds[kind].hint}</p>
          <Group gap="sm">
            <Button component="a" variant="default" href={streamAddress(withQuery('/api/registry/exchange/templates', { kind, organisation: place.id }))} download leftSection={<IconDownload size={16} />}>Скачать шаблон</Button>
          </Group>
        </li>
        <li>
          <strong>Загрузите файл</strong>
          <p>Excel (.xlsx) или CSV, до 40 МБ и 200 000 строк.</p>
          <FileButton accept=".xlsx,.csv,.txt" onChange={(file) => file && upload.mutate(file)}>
            {(props) => <Button {...props} loading={upload.isPending} leftSection={<IconUpload size={16} />}>Выбрать файл</Button>}
          </FileButton>
        </li>
      </ol>
      {upload.error && <Notice tone="bad" title="Файл не принят" mb="md">{asProblem(upload.error).message}</Notice>}
      <h2>Журнал загрузок</h2>
      {journal.error ? (
        <Empty alert text={asProblem(journal.error).message} action={<Button variant="default" onClick={() => void journal.refetch()}>Повторить</Button>} />
      ) : journal.data?.items.length === 0 ? (
        <Empty text="Загрузок ещё не было." />
      ) : (
        <div className={classes.frame}>
          <table className={classes.table} aria-label="Журнал загрузок">
            <thead><tr><th scope="col">Файл</th>{kinds.length > 1 && <th scope="col">Что</th>}<th scope="col">Когда</th><th scope="col">Кто</th><th scope="col">Состояние</th><th scope="col">В базе строк</th></tr></thead>
            <tbody>
              {journal.data?.items.map((line) => (
                <tr key={line.id}>
                  <th scope="row"><Link to={`/imports/${line.id}`}>{line.fileName}</Link></th>
                  {kinds.length > 1 && <td>{importKinds[line.kind].label}</td>}
                  <td>{formatDateTime(line.createdAt)}</td>
                  <td>{line.createdBy}</td>
                  <td>{importStatusWords[line.status].label}</td>
                  <td>{formatNumber(line.loaded)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Page>
  );
}
