import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useLocation } from 'react-router';
import { roleWords } from '../api/words';
import { useSession } from '../app/session';
import { Empty } from '../ui/DataTable';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { counted, formatDate } from '../ui/russian';
import classes from './Slips.module.css';
import type { Slip } from './types';

/** Invitations to print and cut. The codes live in this page only: nobody can show them again. */
export function Component() {
  const { place } = useSession();
  const slips = (useLocation().state as { slips?: Slip[] } | null)?.slips ?? [];
  const address = `${window.location.origin}/activation`;
  return (
    <Page
      title="Приглашения"
      trail={[{ title: 'Доступы', to: '/accounts' }]}
      note={slips.length > 0 && counted(slips.length, ['приглашение', 'приглашения', 'приглашений'])}
      actions={slips.length > 0 && <Button leftSection={<IconPrinter size={16} />} onClick={() => window.print()}>Напечатать</Button>}
      paper
    >
      {slips.length === 0 ? (
        <Empty text="Коды показываются один раз. Если приглашение не напечатано, выдайте новое в разделе «Доступы»: прежний код перестанет действовать." />
      ) : (
        <>
          <Notice tone="warn" className="no-print" mb="md">Коды показаны один раз. Напечатайте их сейчас и отдайте каждому лично.</Notice>
          <div className={classes.slips}>
            {slips.map((slip) => (
              <section key={slip.accountId} className={classes.slip} aria-label={slip.displayName}>
                <h2>{slip.displayName}</h2>
                <p>{place.shortName}. {slip.grants.map((g) => roleWords[g.role]).join(', ')}</p>
                <p>Имя для входа: <strong>{slip.username}</strong></p>
                <p>Одноразовый код:<br /><span className={classes.code}>{slip.code}</span></p>
                <p className={classes.address}>Откройте {address}, введите имя и код и придумайте пароль. Код действует до {formatDate(slip.expiresAt)} и никому не передаётся.</p>
              </section>
            ))}
          </div>
        </>
      )}
    </Page>
  );
}
