import { Button, Center, Loader, Stack, Text, Title } from '@mantine/core';
import { asProblem } from '../api/problem';
import { useDelayed } from '../ui/useDelayed';
import { LoginPage } from './LoginPage';
import { SessionProvider, useMe } from './session';
import { Shell } from './Shell';

function Waiting() {
  const late = useDelayed(true);
  return (
    <Center h="100dvh">
      {late && (
        <Stack align="center" gap="xs" role="status">
          <Loader size="sm" />
          <Text c="dimmed" size="sm">Открываем ваше рабочее место…</Text>
        </Stack>
      )}
    </Center>
  );
}

function Failed({ error, retry }: { error: Error; retry: () => void }) {
  const problem = asProblem(error);
  return (
    <Center h="100dvh" p="md">
      <Stack maw={460} gap="sm" role="alert">
        <Title order={1}>Платформа не отвечает</Title>
        <Text>{problem.message}</Text>
        {problem.traceId && <Text c="dimmed" size="sm">Номер для поддержки: {problem.traceId}</Text>}
        <div><Button onClick={retry}>Повторить</Button></div>
      </Stack>
    </Center>
  );
}

function Nothing() {
  return (
    <Center h="100dvh" p="md">
      <Stack maw={460} gap="sm">
        <Title order={1}>Доступ ещё не открыт</Title>
        <Text>
          Вы вошли, но за вами не закреплена ни одна организация. Попросите того, кто ведёт доступы в вашей организации,
          выдать вам роль, и войдите снова.
        </Text>
        <div><Button component="a" href="/" variant="default">Проверить ещё раз</Button></div>
      </Stack>
    </Center>
  );
}

export function Root() {
  const me = useMe();
  if (me.isPending) return <Waiting />;
  if (me.error) {
    return asProblem(me.error).status === 401 ? <LoginPage /> : <Failed error={me.error} retry={() => void me.refetch()} />;
  }
  return (
    <SessionProvider
      me={me.data}
      waiting={<Waiting />}
      failed={(error, retry) => <Failed error={error} retry={retry} />}
      nothing={<Nothing />}
    >
      <Shell />
    </SessionProvider>
  );
}
