import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconPrinter } from '@tabler/icons-react';
import { useParams } from 'react-router';
import { api, streamAddress } from '../api/client';
import { Rows } from '../person/Rows';
import { Loaded } from '../ui/Loaded';
import { Facts, Page, Section } from '../ui/Page';
import { DateText } from '../ui/text';
import type { Act } from './types';

/** The act and the extract of the log, with what order 179 of Roskomnadzor asks for. */
export function Component() {
  const id = Number(useParams()['id']);
  const act = useQuery({ queryKey: ['registry', 'destruction-act', id], queryFn: ({ signal }) => api.get<Act>(`/api/registry/destruction-acts/${id}`, undefined, { signal }) });
  return (
    <Loaded query={act} title="Акт об уничтожении">
      {(a) => (
        <Page
          title={`Акт № ${a.id} об уничтожении персональных данных`}
          trail={[{ title: 'Сроки хранения', to: '/retention' }]}
          actions={<Button component="a" download variant="default" leftSection={<IconPrinter size={16} />} href={streamAddress(`/api/registry/destruction-acts/${id}/document`)}>Скачать PDF для печати</Button>}
        >
          <Facts items={[
            ['Оператор', a.operatorName],
            ['Дата уничтожения', <DateText key="d" iso={a.onDate} />],
            ['Причина', a.reason],
            ['Субъекты', a.subjects],
            ['Число субъектов', a.subjectCount],
            ['Категории данных', a.categories.join(', ')],
            ['Способ', a.method],
            ['Подготовил', a.preparedName],
            ['Утвердил', a.approvedName],
          ]} />
          <Section title="Выгрузка из журнала">
            <Rows label="Выгрузка из журнала" empty="Строк нет." rows={a.lines} rowKey={(l) => l.category} columns={[['Категория данных', (l) => l.category], ['Удалено записей', (l) => l.rows, 'right']]} />
          </Section>
        </Page>
      )}
    </Loaded>
  );
}
