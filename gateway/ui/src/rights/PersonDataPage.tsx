import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useParams } from 'react-router';
import { api, raw } from '../api/client';
import { asProblem, ProblemError } from '../api/problem';
import { Loaded } from '../ui/Loaded';
import { Page, Section } from '../ui/Page';
import { showFailed } from '../ui/undo';
import type { PersonFile } from './types';

const services = [
  { key: 'registry', title: 'Реестр' },
  { key: 'programme', title: 'Программы' },
  { key: 'monitoring', title: 'Мониторинг' },
] as const;

type Assembled = Record<string, Record<string, unknown>>;

/** Each service answers for itself and under the reader's rights; a service that knows nobody of that number has nothing to add. */
async function load(person: number, signal: AbortSignal): Promise<Assembled> {
  const parts = await Promise.all(services.map(async ({ key, title }) => {
    try {
      return [title, (await api.get<PersonFile>(`/api/${key}/people/${person}/data`, undefined, { signal })).sections] as const;
    } catch (error) {
      if (key !== 'registry' && asProblem(error).status === 404) return [title, {}] as const;
      throw error;
    }
  }));
  return Object.fromEntries(parts);
}

export function Component() {
  const person = Number(useParams()['personId']);
  const data = useQuery({ queryKey: ['registry', 'person-data', person], queryFn: ({ signal }) => load(person, signal) });
  return (
    <Loaded query={data} title="Данные человека">
      {(d) => (
        <Page
          title="Все данные человека"
          trail={[{ title: 'Карточка', to: `/people/${person}` }]}
          note="Выдают самому человеку или законному представителю после проверки личности."
          actions={
            <Group gap="xs">
              <Button variant="default" leftSection={<IconDownload size={16} />} onClick={() => save(person, d)}>Скачать JSON</Button>
              <PrintButton person={person} data={d} />
            </Group>
          }
        >
          {Object.entries(d).map(([service, sections]) => (
            <Section key={service} title={service}>
              {Object.keys(sections).length === 0 && <p>Здесь о человеке ничего не хранится.</p>}
              {Object.entries(sections).map(([title, rows]) => <Part key={title} title={title} rows={Array.isArray(rows) ? rows : [rows]} />)}
            </Section>
          ))}
        </Page>
      )}
    </Loaded>
  );
}

function Part({ title, rows }: { title: string; rows: unknown[] }) {
  return (
    <>
      <h3>{title}</h3>
      {rows.map((row, at) => (
        <dl key={at}>
          {Object.entries((row ?? {}) as Record<string, unknown>).map(([key, value]) => (
            <div key={key}><dt>{key}</dt><dd>{typeof value === 'object' ? JSON.stringify(value) : String(value)}</dd></div>
          ))}
        </dl>
      ))}
    </>
  );
}

/** The registry sets the page; what the other services have answered goes along. */
function PrintButton({ person, data }: { person: number; data: Assembled }) {
  const [busy, setBusy] = useState(false);
  const print = async () => {
    setBusy(true);
    try {
      const others = Object.fromEntries(Object.entries(data).filter(([title]) => title !== 'Реестр'));
      const response = await raw('PUT', `/api/registry/people/${person}/data/document`, { others });
      if (!response.ok) throw new ProblemError(response.status);
      download(await response.blob(), `person-${person}.pdf`);
    } catch (error) {
      showFailed(asProblem(error).message);
    }
    setBusy(false);
  };
  return <Button variant="default" leftSection={<IconPrinter size={16} />} loading={busy} onClick={() => void print()}>Скачать PDF для печати</Button>;
}

function save(person: number, data: Assembled) {
  download(new Blob([JSON.stringify(data, null, 2)], { type: 'application/json' }), `person-${person}.json`);
}

function download(blob: Blob, name: string) {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
