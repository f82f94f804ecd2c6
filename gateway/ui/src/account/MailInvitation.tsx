import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client';
import { ConfirmDialog } from '../ui/dialogs';
import { shortName } from '../ui/russian';
import { showDone } from '../ui/undo';
import type { MailPreference } from '../notification/types';
import type { IssuedAccount } from './types';

/** Whether the platform can send letters at all. */
export function useMail(asks: boolean): boolean {
  const query = useQuery({
    queryKey: ['registry', 'notification-preference'],
    enabled: asks,
    queryFn: ({ signal }) => api.get<MailPreference>('/api/registry/notification-preference', undefined, { signal }),
    staleTime: 300_000,
    retry: false,
  });
  return query.data?.mail ?? false;
}

/** The code goes into the letter and is shown to nobody else. */
export function MailInvitationDialog({ account, onClose }: { account: IssuedAccount; onClose: () => void }) {
  const client = useQueryClient();
  return (
    <ConfirmDialog
      title={`Отправить приглашение письмом: ${shortName(account.displayName)}`} verb="Отправить письмо"
      run={() => api.post('/api/registry/invitations', { accountIds: [account.id], byMail: true })}
      onClose={onClose}
      onDone={() => {
        void client.invalidateQueries({ queryKey: ['registry', 'accounts'] });
        showDone('Приглашение отправлено');
      }}
    >
      Одноразовый код придёт на {account.email}. Код действует 14 дней, здесь его никто не увидит; прежний перестанет действовать.
    </ConfirmDialog>
  );
}
