import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { asProblem } from '../api/problem';
import { formWords } from '../api/words';
import { usePlace } from '../app/session';
import { Empty } from '../ui/DataTable';
import { ConfirmDialog } from '../ui/dialogs';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { formatDate } from '../ui/russian';
import { StatusBadge, type StatusWord } from '../ui/StatusBadge';
import { showDone } from '../ui/undo';
import { matching, useOffers } from './api';
import classes from './matching.module.css';
import { MatchingTabs } from './Tabs';
import type { Offer } from './types';
import { points, who } from './words';

const offerStatuses: Record<Offer['status'], StatusWord> = {
  open: { label: 'Ждёт решения', tone: 'warn', icon: 'wait' },
  accepted: { label: 'Принято', tone: 'good', icon: 'done' },
  declined: { label: 'Отклонено', tone: 'plain', icon: 'stop' },
  withdrawn: { label: 'Отозвано', tone: 'plain', icon: 'stop' },
};

const pairOf = (o: Offer) => `${who(o.mentee)} — ${who(o.mentor)}`;

/** Pairs between schools that the level above proposes; the school decides. */
export function Component() {
  const place = usePlace();
  const client = useQueryClient();
  const offers = useOffers(place.id);
  const [declining, setDeclining] = useState<Offer>();
  const [reason, setReason] = useState('');
  const refresh = () => client.invalidateQueries({ queryKey: ['programme'] });
  const accept = useMutation({
    mutationFn: (offer: Offer) => matching.answer(offer.id, true),
    onSuccess: () => {
      showDone('Принято: участники увидят приглашение');
      void refresh();
    },
  });
  return (
    <Loaded query={offers} title="Предложения">
      {(all) => (
        <Page title="Предложения" note="Пары, которые подобрал муниципалитет или институт. Решаете вы.">
          <MatchingTabs />
          {accept.error && (
            <Notice tone="bad" mb="md" title={`Не принято${accept.variables ? `: ${pairOf(accept.variables)}` : ''}`}>{asProblem(accept.error).message}</Notice>
          )}
          {all.length === 0 ? (
            <Empty text="Предложений сейчас нет. Они появляются, когда муниципалитет или институт подбирает пары между школами." action={<Button component={Link} to="/matching" variant="default">Подобрать в своей школе</Button>} />
          ) : (
            <ul className={classes.cards}>
              {all.map((o) => (
                <li key={o.id}>
                  <div>
                    {pairOf(o)}
                    <small>{[formWords[o.form], o.mentor.organisationId === o.mentee.organisationId ? null : o.mentor.organisation, `балл ${points(o.score)}`].filter(Boolean).join(', ')}</small>
                    <small>{[o.from ? `предложил: ${o.from}` : null, formatDate(o.offeredAt)].filter(Boolean).join(', ')}</small>
                    {o.hint && <small>{o.hint}</small>}
                    {o.reason && <small>Причина отказа: {o.reason}</small>}
                  </div>
                  <StatusBadge status={o.status} words={offerStatuses} />
                  {o.mentorshipId && <Link to={`/mentorships/${o.mentorshipId}`}>Открыть пару</Link>}
                  {o.actions.includes('answer') && (
                    <>
                      <Button size="sm" loading={accept.isPending && accept.variables?.id === o.id} onClick={() => accept.mutate(o)} aria-label={`Принять: ${pairOf(o)}`}>Принять</Button>
                      <Button size="sm" variant="default" onClick={() => { setReason(''); setDeclining(o); }} aria-label={`Отклонить: ${pairOf(o)}`}>Отклонить</Button>
                    </>
                  )}
                </li>
              ))}
            </ul>
          )}
          {declining && (
            <ConfirmDialog
              title={`Отклонить: ${pairOf(declining)}`}
              verb="Отклонить"
              run={() => matching.answer(declining.id, false, reason.trim() || undefined)}
              onClose={() => setDeclining(undefined)}
              onDone={() => {
                showDone('Отклонено');
                void refresh();
              }}
            >
              <Textarea label="Почему пара не подходит" description="Останется в вашей школе: другие увидят только отказ" value={reason} onChange={(e) => setReason(e.currentTarget.value)} maxLength={500} autosize minRows={2} />
            </ConfirmDialog>
          )}
        </Page>
      )}
    </Loaded>
  );
}
