import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { isRouteErrorResponse, useRouteError } from 'react-router';
import { asProblem } from '../api/problem';

/** The page shown when a screen breaks: what happened, what to do, the number for support. */
export function RouteError() {
  const error = useRouteError();
  const missingChunk = error instanceof TypeError && /import|module/i.test(error.message);
  const problem = asProblem(error);
  const title = isRouteErrorResponse(error) && error.status === 404 ? 'Такой страницы нет' : 'Страница не открылась';
  return (
    <Stack p="xl" maw={560} gap="sm" role="alert">
      <Title order={1}>{title}</Title>
      <Text>
        {missingChunk
          ? 'Похоже, платформа обновилась, пока вкладка была открыта. Обновите страницу.'
          : problem.status > 0
            ? problem.message
            : 'Обновите страницу. Если не поможет, вернитесь на главную и сообщите в поддержку, что вы делали.'}
      </Text>
      {problem.traceId && <Text c="dimmed" size="sm">Номер для поддержки: {problem.traceId}</Text>}
      <Group mt="xs">
        <Button onClick={() => window.location.reload()}>Обновить страницу</Button>
        <Button variant="default" component="a" href="/">На главную</Button>
      </Group>
    </Stack>
  );
}
