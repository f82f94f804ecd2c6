import { Button, Select, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import type { Person } from '../api/types';
import { useSession } from '../app/session';
import { ConfirmDialog, FormDialog } from '../ui/dialogs';
import { FormBody } from '../ui/FormPage';
import { Notice } from '../ui/Notice';
import { Facts, Section } from '../ui/Page';
import { formatDate, shortName } from '../ui/russian';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';

interface LeaveView {
  minor: boolean;
  given: boolean;
  /** Given, and its consent holds. */
  works: boolean;
  basis?: string;
  consentId?: number;
  givenAt?: string;
  consents: { id: number; signedOn: string }[];
}

/** May a minor sign in: by the director's leave and with a representative's consent, else not at all (BR-072). */
export function MinorLeaveSection({ person }: { person: Person }) {
  const { has } = useSession();
  const client = useQueryClient();
  const [dialog, setDialog] = useState<'give' | 'end'>();
  const query = useQuery({
    queryKey: ['registry', 'people', person.id, 'account-leave'],
    queryFn: ({ signal }) => api.get<LeaveView>(`/api/registry/people/${person.id}/account-leave`, undefined, { signal }),
  });
  const leave = query.data;
  if (query.error) return <Section title="Вход в платформу"><Notice tone="bad">{asProblem(query.error).message}</Notice></Section>;
  if (!leave?.minor) return null;
  const director = has('director');
  const close = () => setDialog(undefined);
  return (
    <Section
      title="Вход в платформу"
      actions={director && (leave.given
        ? <Button variant="default" size="xs" onClick={() => setDialog('end')}>Отменить разрешение</Button>
        : leave.consents.length > 0 && <Button variant="default" size="xs" onClick={() => setDialog('give')}>Разрешить вход</Button>)}
    >
      {leave.given ? (
        <Facts items={[
          ['Разрешение', leave.works ? 'действует' : 'не действует: согласие представителя закончилось'],
          ['Основание', leave.basis],
          ['Дано', formatDate(leave.givenAt?.slice(0, 10) ?? '')],
          ['Что увидит', 'только свою карточку и свою пару'],
        ]} />
      ) : (
        <p>
          Несовершеннолетний не входит: ответы за него вносит куратор. {leave.consents.length > 0
            ? director ? 'Можно разрешить вход приказом.' : 'Вход разрешает директор.'
            : <>Чтобы разрешить вход, сначала нужно <Link to={`/people/${person.id}?tab=consents`}>согласие законного представителя</Link>.</>}
        </p>
      )}
      {dialog === 'give' && <GiveDialog person={person} leave={leave} onClose={close} />}
      {dialog === 'end' && (
        <ConfirmDialog
          title={`Отменить разрешение на вход: ${shortName(person.name)}`} verb="Отменить разрешение" danger
          run={() => api.post(`/api/registry/people/${person.id}/account-leave/ending`)} onClose={close}
          onDone={() => {
            void client.invalidateQueries({ queryKey: ['registry'] });
            showDone('Разрешение отменено, доступ закрыт');
          }}
        >
          Доступ закроется сразу, роли отзываются. Записи, которые сделал обучающийся, останутся.
        </ConfirmDialog>
      )}
    </Section>
  );
}

function GiveDialog({ person, leave, onClose }: { person: Person; leave: LeaveView; onClose: () => void }) {
  const client = useQueryClient();
  const form = useProblemForm({
    name: `account-leave-${person.id}`,
    initial: { basis: '', consentId: String(leave.consents[0]?.id ?? '') },
    labels: { basis: 'Основание', consentId: 'Согласие представителя' },
    validate: (v) => ({ basis: v.basis.trim() ? undefined : 'Укажите приказ или другое основание', consentId: v.consentId ? undefined : 'Выберите согласие' }),
    submit: (v, key) => api.post('/api/registry/account-leaves', { personId: person.id, basis: v.basis.trim(), consentId: Number(v.consentId) }, { idempotencyKey: key }),
    onSaved: () => {
      void client.invalidateQueries({ queryKey: ['registry', 'people', person.id, 'account-leave'] });
      showDone('Вход разрешён. Доступ выдаёт куратор на странице «Доступы»');
      onClose();
    },
  });
  return (
    <FormDialog title={`Разрешить вход: ${shortName(person.name)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Разрешить вход" onCancel={onClose}>
        <TextInput {...form.field('basis')} placeholder="Приказ № 12 от 01.09.2026" maxLength={300} />
        <Select {...form.field('consentId')} data={leave.consents.map((c) => ({ value: String(c.id), label: `подписано ${formatDate(c.signedOn)}` }))} allowDeselect={false} description="Если согласие отзовут, доступ закроется сам" />
      </FormBody>
    </FormDialog>
  );
}
