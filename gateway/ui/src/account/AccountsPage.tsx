import { ActionIcon, Button, Menu, Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconDots, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../api/client';
import type { Role, Slice } from '../api/types';
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
import { SubstituteDialog, TermDialog } from './GrantDialogs';
import { MailInvitationDialog, useMail } from './MailInvitation';
import type { IssuedAccount as Account, IssuedGrant as AccountGrant, Slip } from './types';

const projected = {
  yes: { label: 'Может войти', tone: 'good', icon: 'done' },
  no: { label: 'Вход готовится', tone: 'warn', icon: 'wait' },
  refused: { label: 'Войти нельзя', tone: 'bad', icon: 'stop' },
  invited: { label: 'Приглашение выдано', tone: 'warn', icon: 'wait' },
  closed: { label: 'Доступ закрыт', tone: 'bad', icon: 'stop' },
} as const;

/** `known`: an earlier state is in the log-in system, so a refused change stops nobody from logging in. */
const entry = (a: Account): keyof typeof projected => (a.closedOn && a.closedOn < today() ? 'closed' : a.invited && !a.problem ? 'invited' : standing(a));

const entryNote = (a: Account) => a.problem ?? (a.closedOn ? `последний день — ${formatDate(a.closedOn)}` : a.invited ? `код действует до ${formatDate(a.invited)}` : undefined);

const standing = (a: Account): keyof typeof projected => (a.problem ? (a.known ? 'yes' : 'refused') : a.projected ? 'yes' : 'no');

const live = (g: AccountGrant) => !g.revoked && (!g.validTo || g.validTo >= today());

interface GrantsProps {
  account: Account;
  verbs?: { label: string; run: (grant: AccountGrant) => void; when?: (grant: AccountGrant) => boolean }[];
}

function Grants({ account, verbs = [] }: GrantsProps) {
  const grants = account.grants.filter(live);
  if (grants.length === 0) return <>нет действующих</>;
  return (
    <ul className={classes.grants}>
      {grants.map((g) => (
        <li key={g.id}>
          <span title={`с ${formatDate(g.validFrom)}${g.validTo ? ` по ${formatDate(g.validTo)}` : ''}${g.basis ? `, ${g.basis}` : ''}`}>
            {roleWords[g.role]}
          </span>
          {g.insteadOf && <span>замещает до {formatDate(g.validTo)}</span>}
          {verbs.length > 0 && (
            <Menu position="bottom-end">
              <Menu.Target>
                <ActionIcon variant="subtle" color="gray" size="sm" className="no-print" aria-label={`Роль «${roleWords[g.role]}»: ${account.displayName}`}><IconDots size={16} /></ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                {verbs.filter((v) => v.when?.(g) ?? true).map((v) => <Menu.Item key={v.label} onClick={() => v.run(g)}>{v.label}</Menu.Item>)}
              </Menu.Dropdown>
            </Menu>
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
  const [term, setTerm] = useState<{ account: Account; grant: AccountGrant }>();
  const [substituting, setSubstituting] = useState<{ account: Account; grant: AccountGrant }>();
  const [inviting, setInviting] = useState<Account>();
  const [mailing, setMailing] = useState<Account>();
  const [reopening, setReopening] = useState<Account>();
  const [all, setAll] = useState(false);
  const navigate = useNavigate();
  const writes = has('institute', 'municipal', 'director', 'curator');
  const mail = useMail(writes);
  const invite = async (accountIds: number[]) => {
    const { slips } = await api.post<{ slips: Slip[] }>('/api/registry/invitations', { accountIds });
    void client.invalidateQueries({ queryKey: ['registry', 'accounts'] });
    void navigate('/accounts/slips', { state: { slips } });
  };
  /** Everybody who has not set a password and holds no code that still works. */
  const inviteAll = async () => {
    const found: number[] = [];
    for (let page = 0; page < 5; page++) {
      const answer = await api.get<Slice<Account>>('/api/registry/accounts', { organisation: place.id, size: 100, page });
      found.push(...answer.items.filter((a) => !a.activated && !a.closedOn && (!a.invited || a.invited < new Date().toISOString())).map((a) => a.id));
      if (answer.items.length < 100) break;
    }
    if (found.length === 0) throw new Error('Приглашать некого: у всех есть действующий код или пароль.');
    await invite(found.slice(0, 200));
  };
  const columns: Column<Account>[] = [
    { key: 'name', title: 'Фамилия, имя, отчество', card: 'title', render: (a) => a.displayName, text: (a) => a.displayName },
    { key: 'username', title: 'Имя для входа', card: 'fact', render: (a) => a.username, text: (a) => a.username },
    {
      key: 'grants', title: 'Роли', card: 'fact',
      render: (a) => (
        <Grants
          account={a}
          verbs={writes ? [
            { label: 'Изменить срок', run: (grant) => setTerm({ account: a, grant }) },
            { label: 'Назначить замещение', run: (grant) => setSubstituting({ account: a, grant }), when: (grant) => !personal(grant.role) && !grant.insteadOf },
            { label: 'Отозвать роль', run: (grant) => setRevoking({ account: a, grant }) },
          ] : []}
        />
      ),
      text: (a) => a.grants.filter(live).map((g) => roleWords[g.role]).join(', '),
    },
    { key: 'projected', title: 'Вход', card: 'fact', render: (a) => <StatusSince status={entry(a)} words={projected} note={entryNote(a)} />, text: (a) => [projected[entry(a)].label, entryNote(a)].filter(Boolean).join(': ') },
  ];
  const add = <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>Выдать доступ</Button>;
  return (
    <Page title="Доступы" note="Роль даёт права в одной организации и на срок. Отозванная роль перестаёт действовать в течение пяти минут." actions={writes && <><Button variant="default" onClick={() => setAll(true)}>Пригласить всех без пароля</Button>{add}</>}>
      <DataTable
        label="Доступы"
        queryKey={['registry', 'accounts', place.id]}
        load={async (query, signal) => {
          const answer = await api.get<Slice<Account> | Account[]>('/api/registry/accounts', { organisation: place.id, ...query }, { signal });
          return Array.isArray(answer) ? { items: answer, page: 0, size: answer.length, total: answer.length, exact: true } : answer;
        }}
        exportFrom={{ service: 'registry', list: 'accounts', organisation: place.id }}
        columns={columns}
        rowKey={(a) => a.id}
        rowName={(a) => a.displayName}
        filters={[{ key: 'q', label: 'Имя' }]}
        actions={writes ? [{ label: 'Напечатать приглашение', run: setInviting, when: (a: Account) => !a.closedOn }, { label: 'Отправить приглашение письмом', run: setMailing, when: (a: Account) => mail && !!a.email && !a.closedOn }, { label: 'Открыть снова', run: setReopening, when: (a: Account) => !!a.closedOn }, { label: 'Добавить роль', run: setGranting }, { label: 'Исправить имя или почту', run: setCorrecting }] : []}
        empty={{ nothing: 'Доступов пока не выдано.', action: writes && add }}
      />
      {adding && <GrantDialog onClose={() => setAdding(false)} />}
      {granting && <GrantDialog account={granting} onClose={() => setGranting(undefined)} />}
      {correcting && <CorrectDialog account={correcting} onClose={() => setCorrecting(undefined)} />}
      {term && <TermDialog {...term} onClose={() => setTerm(undefined)} />}
      {substituting && <SubstituteDialog {...substituting} onClose={() => setSubstituting(undefined)} />}
      {inviting && (
        <ConfirmDialog title={`Напечатать приглашение: ${shortName(inviting.displayName)}`} verb="Создать код" run={() => invite([inviting.id])} onClose={() => setInviting(undefined)}>
          Человек задаст пароль сам по одноразовому коду. Код действует 14 дней и показывается один раз; прежний перестанет действовать.
          {inviting.activated && ' Сейчас у человека есть пароль: он сохранится, пока не задан новый.'}
        </ConfirmDialog>
      )}
      {mailing && <MailInvitationDialog account={mailing} onClose={() => setMailing(undefined)} />}
      {all && (
        <ConfirmDialog title="Пригласить всех, у кого нет пароля" verb="Создать коды" run={inviteAll} onClose={() => setAll(false)}>
          Коды покажутся на странице для печати один раз. Кому код уже выдан и ещё действует, тому нового не будет.
        </ConfirmDialog>
      )}
      {reopening && (
        <ConfirmDialog
          title={`Открыть доступ снова: ${shortName(reopening.displayName)}`} verb="Открыть доступ" run={() => api.post(`/api/registry/accounts/${reopening.id}/reopening`)} onClose={() => setReopening(undefined)}
          onDone={() => {
            void client.invalidateQueries({ queryKey: ['registry', 'accounts'] });
            showDone('Доступ открыт. Роли выдайте заново');
          }}
        >
          Доступ закрыт после увольнения. Роли сами не вернутся: после открытия выдайте их с новым основанием.
        </ConfirmDialog>
      )}
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
        : api.post('/api/registry/accounts', { username: v.username, displayName: v.displayName.trim(), email: v.email.trim() || null, personId: v.personId ? Number(v.personId) : null, grants: [grant] }, { idempotencyKey: key });
    },
    fieldOf: (field) => field.replace(/^grants\[0\]\./, ''),
    onSaved: () => {
      void client.invalidateQueries({ queryKey: ['registry', 'accounts'] });
      showDone(account ? 'Роль добавлена' : 'Доступ выдан. Напечатайте приглашение: по нему человек задаст пароль');
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
          {!account && place.level === 'school' && <PersonPicker {...form.field('personId')} organisation={place.id} />}
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
