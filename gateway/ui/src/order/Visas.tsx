import { Button, Checkbox, Group, Radio, Skeleton, Stack, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import type { Account, Order, Slice } from '../api/types';
import { usePlace } from '../app/session';
import { FormDialog } from '../ui/dialogs';
import { LongText } from '../ui/fields';
import { FormBody } from '../ui/FormPage';
import { Notice } from '../ui/Notice';
import { Section } from '../ui/Page';
import { formatDateTime } from '../ui/russian';
import { StatusBadge, type StatusWord } from '../ui/StatusBadge';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import { Rows } from '../person/Rows';
import { readAgain } from './order';

const words: Record<'waits' | 'agreed' | 'remarks', StatusWord> = {
  waits: { label: 'Ждём', tone: 'warn', icon: 'wait' },
  agreed: { label: 'Согласовано', tone: 'good', icon: 'done' },
  remarks: { label: 'Есть замечание', tone: 'bad', icon: 'stop' },
};

/** Who has to see the draft and what they said. */
export function VisaSection({ order, onAsk, onGive }: { order: Order; onAsk: () => void; onGive: () => void }) {
  const visas = order.visas ?? [];
  const draft = order.status === 'draft' || order.status === 'endorsed';
  const remarks = draft ? visas.filter((v) => v.decision === 'remarks').map((v) => v.name) : [];
  const awaited = draft ? visas.filter((v) => !v.decision).map((v) => v.name) : [];
  if (visas.length === 0 && !order.actions.includes('visas')) return null;
  return (
    <Section
      title="Визы"
      actions={
        <Group gap="xs">
          {order.actions.includes('visas') && <Button size="xs" variant="default" onClick={onAsk}>{visas.length > 0 ? 'Изменить список' : 'Запросить визы'}</Button>}
          {order.actions.includes('visa') && <Button size="xs" onClick={onGive}>Дать визу</Button>}
        </Group>
      }
    >
      {awaited.length > 0 && <Notice tone="warn" mb="sm">Ждём визу: {awaited.join(', ')}. До этого приказ подписать нельзя.</Notice>}
      {remarks.length > 0 && <Notice tone="bad" mb="sm">Есть замечания: {remarks.join(', ')}. Исправьте проект или измените список виз.</Notice>}
      <Rows
        label="Визы"
        empty="Визы не запрошены: приказ можно подписать и без них."
        rows={visas}
        rowKey={(v) => v.account}
        columns={[
          ['Кто', (v) => v.name],
          ['Должность', (v) => v.post || '—'],
          ['Виза', (v) => <StatusBadge status={v.decision ?? 'waits'} words={words} />],
          ['Когда', (v) => (v.decidedAt ? formatDateTime(v.decidedAt) : '—')],
          ['Замечание', (v) => v.remark || '—'],
        ]}
      />
    </Section>
  );
}

type WithSubject = Account & { subject?: string | null };

/** Chooses among the people of the school who can sign in. */
export function AskVisasDialog({ order, onClose }: { order: Order; onClose: () => void }) {
  const place = usePlace();
  const client = useQueryClient();
  const [chosen, setChosen] = useState(() => (order.visas ?? []).map((v) => v.account));
  const [posts, setPosts] = useState<Record<string, string>>(() => Object.fromEntries((order.visas ?? []).map((v) => [v.account, v.post ?? ''])));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const accounts = useQuery({
    queryKey: ['registry', 'accounts', place.id, 'visas'],
    queryFn: ({ signal }) => api.get<Slice<WithSubject>>('/api/registry/accounts', { organisation: place.id, size: 100 }, { signal }),
  });
  const people = (accounts.data?.items ?? []).filter((a) => a.enabled && a.subject && a.grants.some((g) => g.organisationId === place.id && !g.revoked && ['curator', 'psychologist', 'director'].includes(g.role)));
  const save = async () => {
    setBusy(true);
    try {
      await api.put<Order>(`/api/programme/orders/${order.id}/visas`, { version: order.version, people: people.filter((p) => chosen.includes(p.subject ?? '')).map((p) => ({ account: p.subject, name: p.displayName, post: (posts[p.subject ?? ''] ?? '').trim() || null })) });
      void client.invalidateQueries({ queryKey: ['programme'] });
      showDone('Список виз сохранён');
      onClose();
    } catch (problem) {
      setError(asProblem(problem).message);
      setBusy(false);
      if (asProblem(problem).stale) void client.invalidateQueries({ queryKey: ['programme'] });
    }
  };
  return (
    <FormDialog title="Кто визирует приказ" onClose={onClose}>
      <Stack gap="md">
        {error && <Notice tone="bad">{error}</Notice>}
        {accounts.error && <Notice tone="bad">{asProblem(accounts.error).message}</Notice>}
        {accounts.isPending && <Skeleton h={80} />}
        {accounts.data && people.length === 0 && <Notice tone="calm">Визировать могут сотрудники организации с доступом: кураторы, психологи, руководители. Выдайте доступ в разделе «Доступы».</Notice>}
        <Checkbox.Group label="Сотрудники с доступом" value={chosen} onChange={setChosen}>
          <Stack gap={8} mt={6}>
            {people.map((p) => {
              const account = p.subject ?? '';
              return (
                <div key={p.id}>
                  <Checkbox value={account} label={p.displayName} />
                  {chosen.includes(account) && (
                    <TextInput mt={4} aria-label={`Должность для визы: ${p.displayName}`} placeholder="Должность, например: заместитель директора" maxLength={200} value={posts[account] ?? ''} onChange={(e) => { const post = e.currentTarget.value; setPosts((now) => ({ ...now, [account]: post })); }} />
                  )}
                </div>
              );
            })}
          </Stack>
        </Checkbox.Group>
        <Button loading={busy} disabled={!accounts.data} onClick={() => void save()}>Сохранить список</Button>
      </Stack>
    </FormDialog>
  );
}

export function GiveVisaDialog({ order, onClose }: { order: Order; onClose: () => void }) {
  const client = useQueryClient();
  const form = useProblemForm({
    name: `order-visa-${order.id}`,
    initial: { agreed: 'yes', remark: '' },
    labels: { agreed: 'Виза', remark: 'Замечание' },
    validate: (v) => ({ remark: v.agreed === 'yes' || v.remark.trim() ? undefined : 'Напишите, что исправить' }),
    submit: (v, key) => api.post<Order>(`/api/programme/orders/${order.id}/visa`, { version: order.version, agreed: v.agreed === 'yes', remark: v.remark.trim() || null }, { idempotencyKey: key }).catch(readAgain(client)),
    onSaved: () => {
      void client.invalidateQueries({ queryKey: ['programme'] });
      showDone('Виза записана');
      onClose();
    },
  });
  return (
    <FormDialog title={`Виза: ${order.title}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Записать визу" onCancel={onClose}>
        <Radio.Group {...form.field('agreed')}>
          <Stack gap={6} mt={4}>
            <Radio value="yes" label="Согласовано" />
            <Radio value="no" label="Есть замечание" />
          </Stack>
        </Radio.Group>
        <LongText {...form.field('remark')} optional={form.values.agreed === 'yes'} />
      </FormBody>
    </FormDialog>
  );
}
