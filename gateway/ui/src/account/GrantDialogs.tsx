import { Select, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client';
import type { Slice } from '../api/types';
import { roleWords } from '../api/words';
import { useSession } from '../app/session';
import { FormDialog } from '../ui/dialogs';
import { DateField, dateError } from '../ui/fields';
import { FormBody, Line } from '../ui/FormPage';
import { shortName, today } from '../ui/russian';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import type { IssuedAccount, IssuedGrant } from './types';

/** Another last day of a role, or none. */
export function TermDialog({ account, grant, onClose }: { account: IssuedAccount; grant: IssuedGrant; onClose: () => void }) {
  const client = useQueryClient();
  const form = useProblemForm({
    name: `grant-${grant.id}`,
    initial: { validTo: grant.validTo ?? '', basis: grant.basis ?? '' },
    version: grant.version,
    labels: { validTo: 'Действует до', basis: 'Основание' },
    validate: (v) => ({ validTo: dateError(v.validTo, false) ?? (v.validTo && v.validTo < grant.validFrom ? 'Окончание раньше начала' : undefined) }),
    submit: (v, _key, version) => api.put<IssuedAccount>(`/api/registry/grants/${grant.id}`, { validTo: v.validTo || null, basis: v.basis.trim() || null, version }),
    fromCurrent: (current) => {
      const now = (current as IssuedAccount).grants.find((g) => g.id === grant.id) ?? grant;
      return { values: { validTo: now.validTo ?? '', basis: now.basis ?? '' }, version: now.version };
    },
    onSaved: () => {
      void client.invalidateQueries({ queryKey: ['registry', 'accounts'] });
      showDone('Срок роли изменён');
      onClose();
    },
  });
  return (
    <FormDialog title={`Срок роли «${roleWords[grant.role]}»: ${shortName(account.displayName)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Сохранить срок" onCancel={onClose}>
        <DateField {...form.field('validTo')} optional />
        <TextInput {...form.field('basis')} maxLength={300} placeholder="Приказ № … от …" />
      </FormBody>
    </FormDialog>
  );
}

/** Somebody takes over a role for some days; it comes back by itself. */
export function SubstituteDialog({ account, grant, onClose }: { account: IssuedAccount; grant: IssuedGrant; onClose: () => void }) {
  const { place } = useSession();
  const client = useQueryClient();
  const colleagues = useQuery({
    queryKey: ['registry', 'accounts', place.id, 'colleagues'],
    queryFn: ({ signal }) => api.get<Slice<IssuedAccount>>('/api/registry/accounts', { organisation: place.id, size: 100, sort: 'name' }, { signal }),
  });
  const form = useProblemForm({
    name: `substitute-${grant.id}`,
    initial: { substituteId: '', validFrom: today(), validTo: '', basis: '' },
    labels: { substituteId: 'Кто замещает', validFrom: 'Первый день', validTo: 'Последний день', basis: 'Основание' },
    validate: (v) => ({
      substituteId: v.substituteId ? undefined : 'Выберите сотрудника',
      validFrom: dateError(v.validFrom),
      validTo: dateError(v.validTo) ?? (v.validTo < v.validFrom ? 'Окончание раньше начала' : undefined),
      basis: v.basis.trim() ? undefined : 'Укажите приказ или другое основание',
    }),
    submit: (v, key) =>
      api.post(`/api/registry/accounts/${account.id}/substitution`, { substituteId: Number(v.substituteId), role: grant.role, organisationId: grant.organisationId, validFrom: v.validFrom, validTo: v.validTo, basis: v.basis.trim() }, { idempotencyKey: key }),
    onSaved: () => {
      void client.invalidateQueries({ queryKey: ['registry', 'accounts'] });
      showDone('Замещение назначено: роль появится и вернётся в указанные дни');
      onClose();
    },
  });
  const choices = (colleagues.data?.items ?? []).filter((a) => a.id !== account.id).map((a) => ({ value: String(a.id), label: a.displayName }));
  return (
    <FormDialog title={`Замещение: ${shortName(account.displayName)}, ${roleWords[grant.role].toLowerCase()}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Назначить замещение" onCancel={onClose}>
        <Select {...form.field('substituteId')} data={choices} searchable nothingFoundMessage="У других сотрудников доступа нет. Сначала выдайте его." />
        <Line>
          <DateField {...form.field('validFrom')} />
          <DateField {...form.field('validTo')} />
        </Line>
        <TextInput {...form.field('basis')} maxLength={300} placeholder="Приказ № … от …" />
      </FormBody>
    </FormDialog>
  );
}
