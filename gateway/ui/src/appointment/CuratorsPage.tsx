import { Button, Select, Table, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import { useSession } from '../app/session';
import { PersonPicker } from '../person/PersonPicker';
import { ConfirmDialog, FormDialog } from '../ui/dialogs';
import { DateField, dateError } from '../ui/fields';
import { FormBody } from '../ui/FormPage';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { formatDate, today } from '../ui/russian';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import type { Appointment } from './types';

/** The academic year by its first year: it begins on 1 September. */
export function academicYear(day: string): number {
  const [year, month] = day.split('-').map(Number);
  return (month ?? 1) >= 9 ? (year ?? 0) : (year ?? 0) - 1;
}

export const yearWord = (first: number) => `${first}/${String((first + 1) % 100).padStart(2, '0')}`;

export function Component() {
  const { place, has } = useSession();
  const writes = has('director', 'curator') && !place.below;
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Appointment>();
  const client = useQueryClient();
  const key = ['registry', 'curators', place.id];
  const list = useQuery({ queryKey: key, queryFn: ({ signal }) => api.get<Appointment[]>(`/api/registry/organisations/${place.id}/curators`, undefined, { signal }) });
  const add = writes && <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>Внести приказ</Button>;
  return (
    <Page title="Куратор" note="Куратора назначают приказом на учебный год. Без приказа в базы никого не внести." actions={add}>
      {list.error && <Notice tone="bad">{asProblem(list.error).message}</Notice>}
      {list.data && !list.data.some((a) => a.current) && (
        <Notice tone="warn" mb="md">На {yearWord(academicYear(today()))} учебный год приказ о назначении куратора ещё не внесён.</Notice>
      )}
      {list.data && list.data.length > 0 && (
        <Table.ScrollContainer minWidth={320}>
          <Table>
            <Table.Thead><Table.Tr><Table.Th>Учебный год</Table.Th><Table.Th>Куратор</Table.Th><Table.Th>Приказ</Table.Th>{writes && <Table.Th><span className="visually-hidden">Действия</span></Table.Th>}</Table.Tr></Table.Thead>
            <Table.Tbody>
              {list.data.map((a) => (
                <Table.Tr key={a.id}>
                  <Table.Td>{yearWord(a.academicYear)}{a.current ? ', текущий' : ''}</Table.Td>
                  <Table.Td>{a.personId ? <Link to={`/people/${a.personId}`}>{a.name ?? 'Сотрудник'}</Link> : 'Данные удалены'}</Table.Td>
                  <Table.Td>№ {a.orderNumber} от {formatDate(a.orderedOn)}</Table.Td>
                  {writes && <Table.Td><Button variant="subtle" size="compact-sm" onClick={() => setRemoving(a)} aria-label={`Удалить приказ № ${a.orderNumber}`}>Удалить</Button></Table.Td>}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {adding && <AppointDialog organisation={place.id} onClose={() => setAdding(false)} />}
      {removing && (
        <ConfirmDialog
          title={`Удалить приказ № ${removing.orderNumber}`}
          verb="Удалить приказ"
          danger
          run={() => api.delete(`/api/registry/curator-appointments/${removing.id}`)}
          onClose={() => setRemoving(undefined)}
          onDone={() => void client.invalidateQueries({ queryKey: key })}
        >
          Удаляйте только внесённое по ошибке. Без приказа текущего года в базы никого не внести.
        </ConfirmDialog>
      )}
    </Page>
  );
}

function AppointDialog({ organisation, onClose }: { organisation: number; onClose: () => void }) {
  const client = useQueryClient();
  const now = academicYear(today());
  const form = useProblemForm({
    name: `curator-${organisation}`,
    initial: { personId: '', academicYear: String(now), orderNumber: '', orderedOn: '' },
    labels: { personId: 'Сотрудник', academicYear: 'Учебный год', orderNumber: 'Номер приказа', orderedOn: 'Дата приказа' },
    validate: (v) => ({
      personId: v.personId ? undefined : 'Выберите сотрудника',
      orderNumber: v.orderNumber.trim() ? undefined : 'Напишите номер приказа',
      orderedOn: dateError(v.orderedOn) ?? (v.orderedOn > today() ? 'Дата приказа ещё не наступила' : undefined),
    }),
    submit: (v, idempotencyKey) =>
      api.post(`/api/registry/organisations/${organisation}/curators`, {
        personId: Number(v.personId), academicYear: Number(v.academicYear), orderNumber: v.orderNumber.trim(), orderedOn: v.orderedOn,
      }, { idempotencyKey }),
    onSaved: () => {
      void client.invalidateQueries({ queryKey: ['registry', 'curators'] });
      showDone('Приказ о назначении куратора внесён');
      onClose();
    },
  });
  return (
    <FormDialog title="Приказ о назначении куратора" onClose={onClose}>
      <FormBody form={form} submitLabel="Внести приказ" onCancel={onClose}>
        <PersonPicker {...form.field('personId')} organisation={organisation} />
        <Select {...form.field('academicYear')} data={[now, now + 1, now - 1].map((y) => ({ value: String(y), label: yearWord(y) }))} allowDeselect={false} />
        <TextInput {...form.field('orderNumber')} maxLength={50} />
        <DateField {...form.field('orderedOn')} />
      </FormBody>
    </FormDialog>
  );
}
