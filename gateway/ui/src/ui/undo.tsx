import { Button, Group } from '@mantine/core';
import { hideNotification, showNotification } from '@mantine/notifications';
import { IconCheck } from '@tabler/icons-react';

/** Says what was done; where the way back exists, offers it for ten seconds. */
export function showDone(message: string, undo?: () => Promise<unknown> | void) {
  const id = `done-${Date.now()}`;
  showNotification({
    id,
    color: 'green.8',
    icon: <IconCheck size={17} />,
    autoClose: undo ? 10_000 : 5_000,
    closeButtonProps: { 'aria-label': 'Скрыть сообщение' },
    message: undo ? (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <span>{message}</span>
        <Button
          variant="subtle"
          size="compact-sm"
          miw="max-content"
          onClick={() => {
            hideNotification(id);
            void undo();
          }}
        >
          Отменить
        </Button>
      </Group>
    ) : (
      message
    ),
  });
}

export function showFailed(message: string) {
  showNotification({ color: 'red.8', message, autoClose: 10_000, closeButtonProps: { 'aria-label': 'Скрыть сообщение' } });
}
