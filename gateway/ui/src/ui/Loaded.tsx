import { Button, Skeleton, Stack } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { asProblem } from '../api/problem';
import { Notice } from './Notice';
import { Page } from './Page';
import { useDelayed } from './useDelayed';

/** A page over one record: skeleton when it is slow, an explanation when it is refused, else the content. */
export function Loaded<T>({ query, title, children }: { query: UseQueryResult<T, Error>; title: string; children: (data: T) => ReactNode }) {
  const late = useDelayed(query.isPending);
  if (query.data !== undefined) return <>{children(query.data)}</>;
  return (
    <Page title={title}>
      {query.error ? (
        <Notice tone="bad" title={asProblem(query.error).status === 404 ? 'Не найдено' : 'Не загрузилось'}>
          {asProblem(query.error).message}
          <div><Button variant="default" size="xs" mt="xs" onClick={() => void query.refetch()}>Повторить</Button></div>
        </Notice>
      ) : (
        late && <Stack gap="sm" maw={620} role="status" aria-label="Загружается">{[70, 50, 85, 60, 40].map((w) => <Skeleton key={w} h={16} w={`${w}%`} />)}</Stack>
      )}
    </Page>
  );
}
