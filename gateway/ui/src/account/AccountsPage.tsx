import { Button, Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../api/client';
import type { Account, AccountGrant, Role, Slice } from '../api/types';
import { options, roleWords } from '../api/words';
import { useSession, type Place } from '../app/session';
import { ConfirmDialog, FormDialog } from '../ui/dialogs';
import { DataTable, type Column } from '../ui/DataTable';
import { DateField, dateError, withOptional } from '../ui/fields';
import { Fields, FormBody, Line } from '../ui/FormPage';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { formatDate, shortName, today } from '../ui/russian';
import { StatusSince } from '../ui/StatusBadge';
import { showDone } from '../ui/undo';
import { PersonPicker } from '../person/PersonPicker';
import { useProblemForm } from '../ui/useProblemForm';
import classes from './AccountsPage.module.css';

const projected = {
  yes: { label: 'Может войти', tone: 'good', icon: 'done' },
  no: { label: 'Вход готовится', tone: 'warn', icon: 'wait' },
  refused: { label: 'Войти нельзя', tone: 'bad', icon: 'stop' },
} as const;

/** `known`: an earlier state is in the log-in system, so a refused change stops nobody from logging in. */
const entry = (a: Account): keyof typeof projected => (a.problem ? (a.known ? 'yes' : 'refused') : a.projected ? 'yes' : 'no');

const live = (g: AccountGrant) => !g.revoked && (!g.validTo || g.validTo >= today());

function Grants({ account, onRevoke }: { account: Account; onRevoke?: (grant: AccountGrant) => void }) {
  const grants = account.grants.filter(live);
  if (grants.length === 0) return <>нет действующих</>;
  return (
    <ul className={classes.grants}>
      {grants.map((g) => (
        <li key={g.id}>
          <span title={`с ${formatDate(g.validFrom)}${g.validTo ? ` по ${formatDate(g.validTo)}` : ''}${g.basis ? `, ${g.basis}` : ''}`}>
            {roleWords[g.role]}
          </span>
          {onRevoke && (
            <Button variant="subtle" size="compact-xs" className="no-print" onClick={() => onRevoke(g)} aria-label={`Отозвать роль «${roleWords[g.role]}»: ${account.displayName}`}>
              Отозвать
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

export function Component() {
  const { place, has } = useSession();
  const client = useQueryClient();
  const [adding, setAdding] = useState(false);
  const [granting, setGranting] = useState<Account>();
  const [correcting, setCorrecting] = useState<Account>();
  const [revoking, setRevoking] = useState<{ account: Account; grant: AccountGrant }>();
  const writes = has('institute', 'municipal', 'director', 'curator');
  const columns: Column<Account>[] = [
    { key: 'name', title: 'Фамилия, имя, отчество', card: 'title', render: (a) => a.displayName, text: (a) => a.displayName },
    { key: 'username', title: 'Имя для входа', card: 'fact', render: (a) => a.username, text: (a) => a.username },
    {
      key: 'grants', title: 'Роли', card: 'fact',
      render: (a) => <Grants account={a} {...(writes ? { onRevoke: (grant: AccountGrant) => setRevoking({ account: a, grant }) } : {})} />,
      text: (a) => a.grants.filter(live).map((g) => roleWords[g.role]).join(', '),
    },
    { key: 'projected', title: 'Вход', card: 'fact', render: (a) => <StatusSince status={entry(a)} words={projected} note={a.problem} />, text: (a) => [projected[entry(a)].label, a.problem].filter(Boolean).join(': ') },
  ];
  const add = <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>Выдать доступ</Button>;
  return (
    <Page title="Доступы" note="Роль даёт права в одной организации и на срок. Отозванная роль перестаёт действовать в течение пяти минут." actions={writes && add}>
      <DataTable
        label="Доступы"
        queryKey={['registry', 'accounts', place.id]}
        load={async (query, signal) => {
          const answer = await api.get<Slice<Account> | Account[]>('/api/registry/accounts', { organisation: place.id, ...query }, { signal });
          return Array.isArray(answer) ? { items: answer, page: 0, size: answer.length, total: answer.length, exact: true } : answer;
        }}
        columns={columns}
        rowKey={(a) => a.id}
        rowName={(a) => a.displayName}
        filters={[{ key: 'q', label: 'Имя' }]}
        actions={writes ? [{ label: 'Добавить роль', run: setGranting }, { label: 'Исправить имя или почту', run: setCorrecting }] : []}
        empty={{ nothing: 'Доступов пока не выдано.', action: writes && add }}
      />
      {adding && <GrantDialog onClose={() => setAdding(false)} />}
      {granting && <GrantDialog account={granting} onClose={() => setGranting(undefined)} />}
      {correcting && <CorrectDialog account={correcting} onClose={() => setCorrecting(undefined)} />}
      {revoking && (
        <ConfirmDialog
          title={`Отозвать роль «${roleWords[revoking.grant.role]}»: ${shortName(revoking.account.displayName)}`}
          verb="Отозвать роль"
          danger
          run={() => api.post(`/api/registry/grants/${revoking.grant.id}/revocation`)}
          onClose={() => setRevoking(undefined)}
          onDone={() => {
            void client.invalidateQueries({ queryKey: ['registry', 'accounts'] });
            showDone('Роль отозвана');
          }}
        >
          Человек потеряет права этой роли. Записи, которые он сделал, останутся.
        </ConfirmDialog>
      )}
    </Page>
  );
}

/** Corrects what keeps an account from logging in; the log-in is then tried again. */
function CorrectDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const client = useQueryClient();
  const valuesOf = (a: Account) => ({ displayName: a.displayName, email: a.email ?? '' });
  const form = useProblemForm({
    name: `account-correct-${account.id}`,
    initial: valuesOf(account),
    version: account.version,
    labels: { displayName: 'Фамилия, имя, отчество', email: 'Электронная почта' },
    validate: (v) => ({ displayName: v.displayName.trim() ? undefined : 'Заполните это поле' }),
    submit: (v, _key, version) => api.put<Account>(`/api/registry/accounts/${account.id}`, { displayName: v.displayName.trim(), email: v.email.trim() || null, version }),
    fromCurrent: (current) => ({ values: valuesOf(current as Account), version: (current as Account).version }),
    onSaved: () => {
      void client.invalidateQueries({ queryKey: ['registry', 'accounts'] });
      showDone('Сохранено: вход обновится через несколько секунд');
      onClose();
    },
  });
  return (
    <FormDialog title={`Доступ: ${account.username}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Сохранить" onCancel={onClose}>
        {account.problem && <Notice tone="bad">{account.problem}</Notice>}
        <TextInput {...form.field('displayName')} maxLength={200} autoComplete="off" />
        <TextInput {...form.field('email')} label={withOptional('Электронная почта', true)} type="email" maxLength={200} />
      </FormBody>
    </FormDialog>
  );
}

/** Roles that make sense at a level; the service refuses what the giver may not give. */
function rolesAt(place: Place): Role[] {
  if (place.level === 'school') return ['director', 'curator', 'psychologist', 'mentor', 'mentee'];
  if (place.level === 'municipality') return ['municipal'];
  return [place.level === 'institute' ? 'institute' : 'ministry'];
}

/** These roles see the rows of one person, so the account must be tied to a card. */
const personal = (role: Role) => role === 'mentor' || role === 'mentee';

function GrantDialog({ account, onClose }: { account?: Account; onClose: () => void }) {
  const { place } = useSession();
  const client = useQueryClient();
  const roles = rolesAt(place);
  const form = useProblemForm({
    name: `account-${account?.id ?? `new-${place.id}`}`,
    initial: { username: '', displayName: '', email: '', role: roles[0] ?? 'curator', validFrom: today(), validTo: '', basis: '', personId: '' },
    labels: { personId: 'Чья это карточка', username: 'Имя для входа', displayName: 'Фамилия, имя, отчество', email: 'Электронная почта', role: 'Роль', validFrom: 'Действует с', validTo: 'Действует до', basis: 'Основание' },
    validate: (v) => ({
      ...(account
        ? {}
        : {
            displayName: v.displayName.trim() ? undefined : 'Заполните это поле',
            username: /^[a-z0-9._-]{3,60}$/.test(v.username) ? undefined : 'От 3 знаков: строчные латинские буквы, цифры, точка, дефис',
          }),
      personId: !account && personal(v.role) && !v.personId ? 'Выберите человека: роль открывает только его записи' : undefined,
      validFrom: dateError(v.validFrom),
      validTo: dateError(v.validTo, false) ?? (v.validTo && v.validTo < v.validFrom ? 'Окончание раньше начала' : undefined),
      basis: v.basis.trim() ? undefined : 'Укажите приказ или другое основание',
    }),
    submit: (v, key) => {
      const grant = { role: v.role, organisationId: place.id, validFrom: v.validFrom, validTo: v.validTo || null, basis: v.basis.trim() };
      return account
        ? api.post(`/api/registry/accounts/${account.id}/grants`, grant, { idempotencyKey: key })
        : api.post('/api/registry/accounts', { username: v.username, displayName: v.displayName.trim(), email: v.email.trim() || null, personId: personal(v.role) && v.personId ? Number(v.personId) : null, grants: [grant] }, { idempotencyKey: key });
    },
    fieldOf: (field) => field.replace(/^grants\[0\]\./, ''),
    onSaved: () => {
      void client.invalidateQueries({ queryKey: ['registry', 'accounts'] });
      showDone(account ? 'Роль добавлена' : 'Доступ выдан: вход появится через несколько секунд');
      onClose();
    },
  });
  return (
    <FormDialog title={account ? `Добавить роль: ${shortName(account.displayName)}` : `Выдать доступ: ${place.shortName}`} onClose={onClose}>
      <FormBody form={form} submitLabel={account ? 'Добавить роль' : 'Выдать доступ'} onCancel={onClose}>
        {!account && (
          <Fields title="Человек">
            <TextInput {...form.field('displayName')} maxLength={200} autoComplete="off" />
            <Line>
              <TextInput {...form.field('username')} maxLength={60} autoComplete="off" spellCheck={false} />
              <TextInput {...form.field('email')} label={withOptional('Электронная почта', true)} type="email" maxLength={200} />
            </Line>
          </Fields>
        )}
        <Fields title="Роль">
          <Select {...form.field('role')} data={options(roleWords).filter((o) => roles.includes(o.value) && (!account || account.personId || !personal(o.value)))} allowDeselect={false} />
          {!account && personal(form.values.role) && <PersonPicker {...form.field('personId')} organisation={place.id} />}
          <Line>
            <DateField {...form.field('validFrom')} />
            <DateField {...form.field('validTo')} optional />
          </Line>
          <TextInput {...form.field('basis')} maxLength={300} placeholder="Приказ № … от …" />
        </Fields>
      </FormBody>
    </FormDialog>
  );
}
