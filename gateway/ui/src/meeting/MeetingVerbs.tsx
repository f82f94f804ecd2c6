import { Button, Menu, ActionIcon, type ButtonProps } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconDotsVertical } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { api } from '../api/client';
import type { Meeting } from '../api/types';
import { usePlace } from '../app/session';
import { today } from '../ui/russian';
import { showDone } from '../ui/undo';
import { sideOf, who, type VerbDialogKind } from './meeting';
import { TwoTap } from './TwoTap';

// The forms come with the first press, so that the desk of a mentor opens quickly on a phone.
const Dialog = lazy(() => import('./MeetingDialogs').then((m) => ({ default: m.VerbDialog })));

export function useConfirm() {
  const client = useQueryClient();
  return async (id: number, side: 'mentor' | 'mentee') => {
    await api.post(`/api/programme/meetings/${id}/confirmation`, { side, by: 'self' });
    void client.invalidateQueries({ queryKey: ['programme'] });
    showDone('Встреча подтверждена');
  };
}

/** The buttons of a meeting that the caller may press now; the first is the expected one, the rest are in a menu. */
export function MeetingVerbs({ meeting: m, size = 'compact-sm' }: { meeting: Meeting; size?: ButtonProps['size'] }) {
  const place = usePlace();
  const confirm = useConfirm();
  const [dialog, setDialog] = useState<VerbDialogKind>();
  const can = (action: string) => m.actions.includes(action);
  const close = () => setDialog(undefined);
  // Before its day a meeting is moved or cancelled far more often than held.
  const due = m.plannedOn <= today();
  const side = sideOf(m, place.person);
  return (
    <>
      {can('confirmation') &&
        (side ? (
          <TwoTap size={size} variant={size === 'md' ? 'filled' : 'light'} first="Подтвердить встречу" second="Да, встреча была" run={() => confirm(m.id, side)} />
        ) : (
          <Button size={size} variant="light" onClick={() => setDialog('confirm')}>Записать подтверждение</Button>
        ))}
      {can('holding') && due && <Button size={size} variant={size === 'md' ? 'filled' : 'light'} onClick={() => setDialog('hold')}>Встреча прошла</Button>}
      {(can('edit') || can('cancellation') || can('missed')) && (
        <Menu position="bottom-end">
          <Menu.Target><ActionIcon variant="subtle" color="gray" size={size === 'md' ? 'xl' : 'md'} aria-label={`Другие действия: ${who(m)}`}><IconDotsVertical size={16} /></ActionIcon></Menu.Target>
          <Menu.Dropdown>
            {can('holding') && !due && <Menu.Item onClick={() => setDialog('hold')}>Встреча прошла</Menu.Item>}
            {can('edit') && <Menu.Item onClick={() => setDialog('edit')}>Перенести или изменить</Menu.Item>}
            {can('missed') && <Menu.Item onClick={() => setDialog('missed')}>Не состоялась</Menu.Item>}
            {can('cancellation') && <Menu.Item onClick={() => setDialog('cancel')}>Отменить</Menu.Item>}
          </Menu.Dropdown>
        </Menu>
      )}
      {dialog && <Suspense><Dialog kind={dialog} meeting={m} onClose={close} /></Suspense>}
    </>
  );
}
