import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { asProblem } from '../api/problem';
import { Notice } from './Notice';

interface ConfirmProps {
  /** A verb and its object: «Отозвать доступ куратора у Ивановой М. П.» */
  title: string;
  children?: ReactNode;
  /** The same verb on the button. */
  verb: string;
  danger?: boolean;
  run: () => Promise<unknown>;
  onClose: () => void;
  onDone?: () => void;
}

/** Asks once, names the object, stays open and explains itself when the service refuses. Render it only while needed. */
export function ConfirmDialog({ title, children, verb, danger, run, onClose, onDone }: ConfirmProps) {
  const action = useMutation({
    mutationFn: run,
    onSuccess: () => {
      onClose();
      onDone?.();
    },
  });
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': 'Закрыть' }}>
      <Stack gap="md">
        {action.error && <Notice tone="bad">{asProblem(action.error).message}</Notice>}
        {children && <Text component="div">{children}</Text>}
        <Group>
          <Button color={danger ? 'red.8' : undefined} loading={action.isPending} onClick={() => action.mutate()}>{verb}</Button>
          <Button variant="default" onClick={onClose} disabled={action.isPending} data-autofocus>Отменить</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** A dialog that holds a form; its title names the object. */
export function FormDialog({ title, onClose, size, children }: { title: string; onClose: () => void; size?: string; children: ReactNode }) {
  return (
    <Modal opened onClose={onClose} title={title} size={size ?? 'lg'} closeOnClickOutside={false} closeButtonProps={{ 'aria-label': 'Закрыть' }}>
      {children}
    </Modal>
  );
}
