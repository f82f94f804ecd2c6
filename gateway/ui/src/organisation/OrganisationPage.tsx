import { Button, Tabs, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { api } from '../api/client';
import type { OrganisationCard } from '../api/types';
import { levelWords, organisationTypeWords } from '../api/words';
import { useSession } from '../app/session';
import { FormDialog } from '../ui/dialogs';
import { DateField, dateError, withOptional } from '../ui/fields';
import { FormBody, Line } from '../ui/FormPage';
import { Loaded } from '../ui/Loaded';
import { Facts, Page, Section } from '../ui/Page';
import { StatusBadge } from '../ui/StatusBadge';
import { DateText } from '../ui/text';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import { Details } from './Details';
import { HistoryPanel } from './HistoryPanel';
import { Populations } from './Populations';
import { ReorganiseMenu } from './ReorganiseMenu';

export function Component() {
  const { place } = useSession();
  const card = useQuery({
    queryKey: ['registry', 'organisation', place.id, 'card'],
    queryFn: ({ signal }) => api.get<OrganisationCard>(`/api/registry/organisations/${place.id}`, undefined, { signal }),
  });
  return <Loaded query={card} title="Карточка организации">{(o) => <Card key={o.id} card={o} />}</Loaded>;
}

const statuses = {
  active: { label: 'Работает', tone: 'good', icon: 'done' },
  invited: { label: 'Приглашена', tone: 'plain', icon: 'draft' },
  onboarding: { label: 'Подключается', tone: 'calm', icon: 'run' },
  reorganised: { label: 'Реорганизована', tone: 'plain', icon: 'past' },
  closed: { label: 'Закрыта', tone: 'plain', icon: 'stop' },
} as const;

function Card({ card }: { card: OrganisationCard }) {
  const { has, place } = useSession();
  const [edit, setEdit] = useState(false);
  const [params, setParams] = useSearchParams();
  const counted = place.level !== 'ministry';
  const wanted = params.get('tab');
  const tab = wanted === 'history' || (wanted === 'population' && counted) ? wanted : 'card';
  return (
    <Page
      title={card.shortName}
      aside={<StatusBadge status={card.status.toLowerCase()} words={statuses} />}
      actions={
        has('institute') && (
          <>
            <Button variant="default" leftSection={<IconPencil size={16} />} onClick={() => setEdit(true)}>Изменить</Button>
            <ReorganiseMenu card={card} />
          </>
        )
      }
    >
      <Tabs value={tab} keepMounted={false} onChange={(v) => setParams((old) => { old.set('tab', v ?? 'card'); return old; }, { replace: true })}>
        <Tabs.List mb="lg">
          <Tabs.Tab value="card">Сведения</Tabs.Tab>
          {counted && <Tabs.Tab value="population">Численность</Tabs.Tab>}
          <Tabs.Tab value="history">История</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="card">
          <Section title="Сведения">
            <Facts items={[
              ['Полное название', card.fullName],
              ['Уровень', levelWords[card.level]],
              ['Вид', organisationTypeWords[card.type]],
              ['ИНН', card.inn],
              ['ОГРН', card.ogrn],
              ['ОКТМО', card.oktmo],
              ['В подчинении с', card.placement ? <DateText key="d" iso={card.placement.validFrom} /> : ''],
            ]} />
          </Section>
          <Details organisationId={card.id} name={card.shortName} />
        </Tabs.Panel>
        <Tabs.Panel value="population"><Populations organisationId={card.id} name={card.shortName} /></Tabs.Panel>
        <Tabs.Panel value="history"><HistoryPanel organisationId={card.id} /></Tabs.Panel>
      </Tabs>
      {edit && <EditDialog card={card} onClose={() => setEdit(false)} />}
    </Page>
  );
}

const valuesOf = (o: OrganisationCard) => ({ fullName: o.fullName, shortName: o.shortName, inn: o.inn ?? '', ogrn: o.ogrn ?? '', oktmo: o.oktmo ?? '', codesFrom: '' });

function EditDialog({ card, onClose }: { card: OrganisationCard; onClose: () => void }) {
  const client = useQueryClient();
  const form = useProblemForm({
    name: `organisation-${card.id}`,
    initial: valuesOf(card),
    version: card.version,
    labels: { fullName: 'Полное название', shortName: 'Краткое название', inn: 'ИНН', ogrn: 'ОГРН', oktmo: 'ОКТМО', codesFrom: 'Новые коды действуют с' },
    validate: (v) => ({
      fullName: v.fullName.trim() ? undefined : 'Заполните это поле',
      shortName: v.shortName.trim() ? undefined : 'Заполните это поле',
      inn: v.inn && !/^\d{10}(\d{2})?$/.test(v.inn) ? 'ИНН организации — 10 цифр, партнёра-предпринимателя — 12' : undefined,
      ogrn: v.ogrn && !/^\d{13}(\d{2})?$/.test(v.ogrn) ? 'ОГРН — 13 цифр, ОГРНИП партнёра — 15' : undefined,
      codesFrom: dateError(v.codesFrom, false),
    }),
    submit: (v, _key, version) =>
      api.put(`/api/registry/organisations/${card.id}`, {
        parentId: card.parentId, level: card.level, type: card.type, status: card.status,
        fullName: v.fullName.trim(), shortName: v.shortName.trim(), inn: v.inn || null, ogrn: v.ogrn || null, oktmo: v.oktmo || null, codesFrom: v.codesFrom || null, version,
      }),
    fromCurrent: (current) => ({ values: valuesOf(current as OrganisationCard), version: (current as OrganisationCard).version }),
    onSaved: () => {
      void client.invalidateQueries({ queryKey: ['registry'] });
      showDone('Карточка организации сохранена');
      onClose();
    },
  });
  return (
    <FormDialog title={`Карточка: ${card.shortName}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Сохранить карточку" onCancel={onClose}>
        <TextInput {...form.field('fullName')} maxLength={500} />
        <TextInput {...form.field('shortName')} maxLength={200} />
        <Line>
          <TextInput {...form.field('inn')} label={withOptional('ИНН', true)} inputMode="numeric" maxLength={12} />
          <TextInput {...form.field('ogrn')} label={withOptional('ОГРН', true)} inputMode="numeric" maxLength={15} />
          <TextInput {...form.field('oktmo')} label={withOptional('ОКТМО', true)} inputMode="numeric" maxLength={11} />
        </Line>
        <DateField {...form.field('codesFrom')} optional description="Пусто — исправление опечатки; с датой прежние коды останутся в истории" />
      </FormBody>
    </FormDialog>
  );
}
