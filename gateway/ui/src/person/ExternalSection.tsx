import { Button, Group, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import type { Person } from '../api/types';
import { FormDialog } from '../ui/dialogs';
import { DateField, dateError, withOptional } from '../ui/fields';
import { FormBody, Line } from '../ui/FormPage';
import { Notice } from '../ui/Notice';
import { Facts, Section } from '../ui/Page';
import { formatDate, shortName } from '../ui/russian';
import { DateText } from '../ui/text';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import { Rows } from './Rows';

/** Whether the card is of somebody from outside, who neither works nor studies anywhere. */
export function isExternal(person: Person): boolean {
  return !person.minor && (Boolean(person.external) || (person.employments.length === 0 && person.enrolments.length === 0 && person.kind !== 'representative'));
}

/** Whom somebody from outside comes from, and the certificates that let them meet children. */
export function ExternalSection({ person, writes }: { person: Person; writes: boolean }) {
  const [dialog, setDialog] = useState<'origin' | 'check'>();
  const external = person.external;
  const clearance = external?.clearance ?? 'missing';
  return (
    <Section
      title="Внешний участник"
      actions={writes && (
        <Group gap="xs">
          <Button variant="default" size="xs" onClick={() => setDialog('origin')}>Откуда пришёл</Button>
          <Button variant="default" size="xs" onClick={() => setDialog('check')}>Записать справку</Button>
        </Group>
      )}
    >
      {clearance === 'missing' && <Notice tone="bad" mb="sm" title="Нет действующей справки об отсутствии судимости">Без неё взрослый не может работать с несовершеннолетними. Посмотрите справку и запишите её дату.</Notice>}
      {clearance === 'expiring' && <Notice tone="warn" mb="sm" title={`Справка об отсутствии судимости действует до ${formatDate(external?.clearUntil)}`}>Попросите новую заранее.</Notice>}
      <Facts items={[
        ['Организация-партнёр', external?.partnerName],
        ['Должность там', external?.position],
        ['Справка действует до', clearance === 'not_needed' ? 'не нужна: человек работает в организации' : external?.clearUntil && <DateText key="u" iso={external.clearUntil} />],
      ]} />
      {external && external.checks.length > 0 && (
        <Rows
          label="Справки об отсутствии судимости"
          empty="Справок нет."
          rows={external.checks}
          rowKey={(c) => c.id}
          columns={[
            ['Дата справки', (c) => <DateText iso={c.documentOn} />],
            ['Действует до', (c) => <DateText iso={c.validUntil} />],
            ['Кто видел', (c) => c.seenBy],
            ['Когда', (c) => <DateText iso={c.seenOn} />],
          ]}
        />
      )}
      {dialog === 'origin' && <OriginDialog person={person} onClose={() => setDialog(undefined)} />}
      {dialog === 'check' && <CheckDialog person={person} onClose={() => setDialog(undefined)} />}
    </Section>
  );
}

function OriginDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const client = useQueryClient();
  const form = useProblemForm({
    name: `external-${person.id}`,
    initial: { partnerName: person.external?.partnerName ?? '', position: person.external?.position ?? '' },
    labels: { partnerName: 'Организация-партнёр', position: 'Должность там' },
    validate: (v) => ({ partnerName: v.partnerName.trim() ? undefined : 'Укажите, от кого пришёл человек' }),
    submit: (v) => api.put(`/api/registry/people/${person.id}/external`, { partnerId: person.external?.partnerId ?? null, partnerName: v.partnerName.trim(), position: v.position.trim() || null }),
    onSaved: () => {
      void client.invalidateQueries({ queryKey: ['registry'] });
      showDone('Сведения сохранены');
      onClose();
    },
  });
  return (
    <FormDialog title={`Откуда пришёл: ${shortName(person.name)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Сохранить" onCancel={onClose}>
        <TextInput {...form.field('partnerName')} maxLength={200} />
        <TextInput {...form.field('position')} label={withOptional('Должность там', true)} maxLength={200} />
      </FormBody>
    </FormDialog>
  );
}

function CheckDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const client = useQueryClient();
  const form = useProblemForm({
    name: `check-${person.id}`,
    initial: { documentOn: '', validUntil: '' },
    labels: { documentOn: 'Дата справки', validUntil: 'Действует до' },
    validate: (v) => ({ documentOn: dateError(v.documentOn), validUntil: dateError(v.validUntil, false) }),
    submit: (v, key) => api.post(`/api/registry/people/${person.id}/record-checks`, { documentOn: v.documentOn, validUntil: v.validUntil || null }, { idempotencyKey: key }),
    onSaved: () => {
      void client.invalidateQueries({ queryKey: ['registry'] });
      showDone('Справка записана');
      onClose();
    },
  });
  return (
    <FormDialog title={`Справка об отсутствии судимости: ${shortName(person.name)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Записать справку" onCancel={onClose}>
        <Line>
          <DateField {...form.field('documentOn')} />
          <DateField {...form.field('validUntil')} optional description="Пусто — по правилу региона" />
        </Line>
        <Notice>Сама справка в платформе не хранится: только её дата, срок и то, что вы её видели.</Notice>
      </FormBody>
    </FormDialog>
  );
}
