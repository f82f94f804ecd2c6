import { Button, Group } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { api, streamAddress } from '../api/client';
import { usePlace, useSession } from '../app/session';
import { FormBody } from '../ui/FormPage';
import { Loaded } from '../ui/Loaded';
import { Facts, Page, Section } from '../ui/Page';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import { LongText } from '../ui/fields';
import type { OperatorCard } from './types';

export function useOperator(organisation: number) {
  return useQuery({
    queryKey: ['registry', 'operator', organisation],
    queryFn: ({ signal }) => api.get<OperatorCard>(`/api/registry/organisations/${organisation}/operator`, undefined, { signal }),
  });
}

const trail = [{ title: 'Согласия', to: '/consents' }];

/** What the forms say of the organisation as the operator of personal data (BR-056), and its instruction to the platform (BR-070). */
export function Component() {
  const place = usePlace();
  const { has } = useSession();
  const card = useOperator(place.id);
  return <Loaded query={card} title="Реквизиты оператора">{(c) => <Operator key={c.version} card={c} writes={has('curator', 'director', 'municipal', 'institute')} />}</Loaded>;
}

type Lines = Record<'address' | 'processor' | 'processorAddress' | 'site' | 'responsible', string>;

const valuesOf = (c: OperatorCard): Lines => ({
  address: c.address ?? '', processor: c.processor ?? '', processorAddress: c.processorAddress ?? '', site: c.site ?? '', responsible: c.responsible ?? '',
});

function Operator({ card, writes }: { card: OperatorCard; writes: boolean }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const labels: Record<keyof Lines, string> = {
    address: 'Адрес организации', processor: 'Кто обрабатывает данные по поручению', processorAddress: 'Адрес обработчика', site: 'Адреса страниц для публикаций', responsible: 'Ответственный за персональные данные',
  };
  const form = useProblemForm<Lines, OperatorCard>({
    name: `operator-${card.organisationId}`,
    initial: valuesOf(card),
    labels,
    version: card.version,
    fromCurrent: (current) => ({ values: valuesOf(current as OperatorCard), version: (current as OperatorCard).version }),
    submit: (v, _key, version) => api.put<OperatorCard>(`/api/registry/organisations/${card.organisationId}/operator`, { ...v, version }),
    onSaved: () => {
      void client.invalidateQueries({ queryKey: ['registry', 'operator', card.organisationId] });
      showDone('Реквизиты сохранены. Они войдут в новые бланки, выданные не меняются');
    },
  });
  const paper = (format: 'pdf' | 'docx') => streamAddress(`/api/registry/organisations/${card.organisationId}/processing-instruction`, { format });
  return (
    <Page title="Реквизиты оператора" trail={trail} narrow note="Организация — оператор персональных данных. Эти строки печатаются в каждом бланке согласия, пустые остаются для заполнения от руки.">
      <Section title="Для бланков">
        {writes ? (
          <FormBody form={form} submitLabel="Сохранить реквизиты" onCancel={() => void navigate('/consents')}>
            <Facts items={[['Оператор', card.name]]} />
            <LongText {...form.field('address')} maxLength={300} />
            <LongText {...form.field('processor')} maxLength={300} description="Владелец платформы, например «ГАУ ДПО ИРО»" optional />
            <LongText {...form.field('processorAddress')} maxLength={300} optional />
            <LongText {...form.field('site')} maxLength={300} description="Официальный сайт, группы в сетях: для распространения и съёмки" optional />
            <LongText {...form.field('responsible')} maxLength={300} description="Фамилия, имя, отчество и должность" optional />
          </FormBody>
        ) : (
          <Facts items={[['Оператор', card.name], ...(Object.keys(labels) as (keyof Lines)[]).map((key) => [labels[key], card[key]] as [string, string | null | undefined])]} />
        )}
      </Section>
      <Section title="Поручение на обработку">
        <p className="dimmed-note">Организация письменно поручает владельцу платформы обработку данных (ст. 6 ч. 3 закона 152-ФЗ). Сохраните реквизиты, напечатайте поручение и подпишите его с обеих сторон.</p>
        <Group gap="sm">
          <Button component="a" href={paper('pdf')} download leftSection={<IconPrinter size={16} />}>Скачать поручение, PDF</Button>
          <Button component="a" href={paper('docx')} download variant="default" leftSection={<IconDownload size={16} />}>Скачать поручение, Word</Button>
        </Group>
      </Section>
    </Page>
  );
}
