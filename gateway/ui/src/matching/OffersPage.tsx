import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { asProblem } from '../api/problem';
import { useSession } from '../app/session';
import { Empty } from '../ui/DataTable';
import { ConfirmDialog } from '../ui/dialogs';
import { Loaded } from '../ui/Loaded';
import { Page } from '../ui/Page';
import { formatNumber } from '../ui/russian';
import { showDone, showFailed } from '../ui/undo';
import { matching, useOffers } from './api';
import { Contributions } from './Explanation';
import classes from './matching.module.css';
import { MatchingTabs } from './Tabs';
import type { Offer } from './types';
import { who } from './words';

/** Pairs between schools that the level above proposes; the school decides. */
export function Component() {
  const { place, has } = useSession();
  const client = useQueryClient();
  const offers = useOffers(place.id);
  const writes = has('curator') && !place.below;
  const [declining, setDeclining] = useState<Offer>();
  const [reason, setReason] = useState('');
  const [open, setOpen] = useState<number>();
  const refresh = () => client.invalidateQueries({ queryKey: ['programme'] });
  const accept = useMutation({
    mutationFn: (offer: Offer) => matching.answer(offer.id, true),
    onSuccess: () => {
      showDone('Принято: участники увидят приглашение');
      void refresh();
    },
    onError: (error) => {
      showFailed(asProblem(error).message);
      void refresh();
    },
  });
  return (
    <Loaded query={offers} title="Предложения">
      {(all) => (
        <Page title="Предложения" note="Пары с наставниками других организаций. Их предлагает муниципалитет или институт, а решаете вы.">
          <MatchingTabs />
          {all.length === 0 ? (
            <Empty text="Предложений сейчас нет. Они появляются, когда муниципалитет или институт подбирает пары между школами." action={<Button component={Link} to="/matching" variant="default">Подобрать в своей школе</Button>} />
          ) : (
            <ul className={classes.cards}>
              {all.map((o) => (
                <li key={o.id}>
                  <div>
                    {who(o.mentee)} — {who(o.mentor)}
                    <small>{[o.mentor.detail, o.mentor.organisation, `балл ${formatNumber(o.score, 1)}`].filter(Boolean).join(', ')}</small>
                  </div>
                  <Button variant="subtle" size="sm" aria-expanded={open === o.id} onClick={() => setOpen(open === o.id ? undefined : o.id)} aria-label={`Почему: ${who(o.mentee)} — ${who(o.mentor)}`}>Почему</Button>
                  {writes && (
                    <>
                      <Button size="sm" loading={accept.isPending && accept.variables?.id === o.id} onClick={() => accept.mutate(o)} aria-label={`Принять: ${who(o.mentee)} — ${who(o.mentor)}`}>Принять</Button>
                      <Button size="sm" variant="default" onClick={() => { setReason(''); setDeclining(o); }} aria-label={`Отклонить: ${who(o.mentee)} — ${who(o.mentor)}`}>Отклонить</Button>
                    </>
                  )}
                  {open === o.id && <div className={classes.narrow}><Contributions of={o.contributions} score={o.score} /></div>}
                </li>
              ))}
            </ul>
          )}
          {declining && (
            <ConfirmDialog
              title={`Отклонить: ${who(declining.mentee)} — ${who(declining.mentor)}`}
              verb="Отклонить"
              run={() => matching.answer(declining.id, false, reason.trim() || undefined)}
              onClose={() => setDeclining(undefined)}
              onDone={() => {
                showDone('Отклонено');
                void refresh();
              }}
            >
              <Textarea label="Почему" description="Причину увидит тот, кто предложил пару" value={reason} onChange={(e) => setReason(e.currentTarget.value)} maxLength={500} autosize minRows={2} />
            </ConfirmDialog>
          )}
        </Page>
      )}
    </Loaded>
  );
}
