import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import { FormDialog } from '../ui/dialogs';
import { withOptional } from '../ui/fields';
import { FormBody, Line } from '../ui/FormPage';
import { Notice } from '../ui/Notice';
import { Facts, Section } from '../ui/Page';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import type { OrganisationDetails } from './types';

/** What an organisation says of itself; who stands above it follows from the tree. */
export function Details({ organisationId, name }: { organisationId: number; name: string }) {
  const [edit, setEdit] = useState(false);
  const details = useQuery({
    queryKey: ['registry', 'organisation-details', organisationId],
    queryFn: ({ signal }) => api.get<OrganisationDetails>(`/api/registry/organisations/${organisationId}/details`, undefined, { signal }),
  });
  const d = details.data;
  return (
    <Section
      title="Контакты и учредители"
      actions={d?.editable && <Button variant="default" size="xs" leftSection={<IconPencil size={14} />} onClick={() => setEdit(true)}>Изменить контакты</Button>}
    >
      {details.error && <Notice tone="bad">{asProblem(details.error).message}</Notice>}
      {d && (
        <Facts items={[
          ['Учредители', d.founders.length > 0 ? d.founders.map((f) => f.fullName).join(' → ') : ''],
          ['Форма', d.legalForm],
          ['КПП', d.kpp],
          [d.headPosition || 'Руководитель', d.headName],
          ['Адрес', d.address],
          ['Телефон', d.phone && <a key="p" href={`tel:${d.phone.replaceAll(/[^+\d]/g, '')}`}>{d.phone}</a>],
          ['Электронная почта', d.email && <a key="e" href={`mailto:${d.email}`}>{d.email}</a>],
          ['Сайт', d.site && <a key="s" href={d.site} rel="noreferrer noopener" target="_blank">{d.site}</a>],
        ]} />
      )}
      {edit && d && <EditDetails details={d} name={name} onClose={() => setEdit(false)} />}
    </Section>
  );
}

const valuesOf = (d: OrganisationDetails) => ({
  legalForm: d.legalForm ?? '', kpp: d.kpp ?? '', address: d.address ?? '', phone: d.phone ?? '', email: d.email ?? '', site: d.site ?? '',
  headName: d.headName ?? '', headPosition: d.headPosition ?? '',
});

function EditDetails({ details, name, onClose }: { details: OrganisationDetails; name: string; onClose: () => void }) {
  const client = useQueryClient();
  const form = useProblemForm({
    name: `organisation-details-${details.organisationId}`,
    initial: valuesOf(details),
    version: details.version,
    labels: { legalForm: 'Форма', kpp: 'КПП', address: 'Адрес', phone: 'Телефон', email: 'Электронная почта', site: 'Сайт', headName: 'Руководитель', headPosition: 'Должность руководителя' },
    validate: (v) => ({
      kpp: v.kpp && !/^\d{4}[\dA-Z]{2}\d{3}$/.test(v.kpp) ? 'КПП — 9 знаков' : undefined,
      site: v.site && !/^https?:\/\/\S+$/.test(v.site) ? 'Адрес сайта начинается с https://' : undefined,
    }),
    submit: (v, _key, version) => api.put(`/api/registry/organisations/${details.organisationId}/details`, { ...v, version }),
    fromCurrent: (current) => ({ values: valuesOf(current as OrganisationDetails), version: (current as OrganisationDetails).version }),
    onSaved: () => {
      void client.invalidateQueries({ queryKey: ['registry', 'organisation-details'] });
      showDone('Контакты сохранены');
      onClose();
    },
  });
  return (
    <FormDialog title={`Контакты: ${name}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Сохранить контакты" onCancel={onClose}>
        <Line>
          <TextInput {...form.field('legalForm')} label={withOptional('Форма', true)} maxLength={50} placeholder="МБОУ" />
          <TextInput {...form.field('kpp')} label={withOptional('КПП', true)} maxLength={9} />
        </Line>
        <Line>
          <TextInput {...form.field('headName')} label={withOptional('Руководитель', true)} maxLength={200} />
          <TextInput {...form.field('headPosition')} label={withOptional('Должность руководителя', true)} maxLength={200} placeholder="Директор" />
        </Line>
        <TextInput {...form.field('address')} label={withOptional('Адрес', true)} maxLength={500} />
        <Line>
          <TextInput {...form.field('phone')} label={withOptional('Телефон', true)} type="tel" maxLength={60} />
          <TextInput {...form.field('email')} label={withOptional('Электронная почта', true)} type="email" maxLength={254} />
        </Line>
        <TextInput {...form.field('site')} label={withOptional('Сайт', true)} type="url" maxLength={300} placeholder="https://" />
      </FormBody>
    </FormDialog>
  );
}
