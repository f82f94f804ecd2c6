import { Button, Group, Select } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import { Rows } from '../person/Rows';
import { FormDialog } from '../ui/dialogs';
import { DateField, dateError } from '../ui/fields';
import { FormBody } from '../ui/FormPage';
import { Notice } from '../ui/Notice';
import { Section } from '../ui/Page';
import { today } from '../ui/russian';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import { StepDialog } from './RequestSteps';
import type { DataRequest, DataRequests, RequestAction } from './types';
import { actionWords, dueText, kindWords, statusWords } from './words';

/** Part of a person's card: what the person asked, and what is kept of them. */
export function RightsSection({ personId }: { personId: number }) {
  const [step, setStep] = useState<{ request: DataRequest; action: RequestAction }>();
  const [adding, setAdding] = useState(false);
  const requests = useQuery({
    queryKey: ['registry', 'data-requests', 'person', personId],
    queryFn: ({ signal }) => api.get<DataRequests>('/api/registry/data-requests', { person: personId, size: 50 }, { signal }),
  });
  return (
    <Section
      title="Права субъекта"
      actions={
        <Group gap="xs">
          <Button component={Link} to={`/people/${personId}/data`} variant="default" size="xs">Все данные человека</Button>
          <Button variant="default" size="xs" onClick={() => setAdding(true)}>Записать обращение</Button>
        </Group>
      }
    >
      {requests.error && <Notice tone="bad">{asProblem(requests.error).message}</Notice>}
      {requests.data && (
        <Rows
          label="Обращения о персональных данных"
          empty="Обращений о персональных данных нет."
          rows={requests.data.items}
          rowKey={(r) => r.id}
          columns={[
            ['Обращение', (r) => `№ ${r.id}. ${kindWords[r.kind]}`],
            ['Состояние', (r) => statusWords[r.status]],
            ['Срок', dueText],
          ]}
          actions={(Object.keys(actionWords) as RequestAction[]).map((action) => ({
            label: actionWords[action],
            when: (r: DataRequest) => r.actions.includes(action),
            run: (request: DataRequest) => setStep({ request, action }),
          }))}
        />
      )}
      {step && <StepDialog {...step} onClose={() => setStep(undefined)} />}
      {adding && <ReceiveDialog personId={personId} onClose={() => setAdding(false)} />}
    </Section>
  );
}

function ReceiveDialog({ personId, onClose }: { personId: number; onClose: () => void }) {
  const client = useQueryClient();
  const form = useProblemForm({
    name: `data-request-new-${personId}`,
    initial: { kind: 'access', applicant: 'self', channel: 'paper', receivedOn: today() },
    labels: { kind: 'О чём просят', applicant: 'Кто обратился', channel: 'Как поступило', receivedOn: 'Когда поступило' },
    validate: (v) => ({ receivedOn: dateError(v.receivedOn) ?? (v.receivedOn > today() ? 'Эта дата ещё не наступила' : undefined) }),
    submit: (v, key) => api.post('/api/registry/data-requests', { personId, ...v }, { idempotencyKey: key }),
    onSaved: () => {
      void client.invalidateQueries({ queryKey: ['registry'] });
      showDone('Обращение записано, срок посчитан');
      onClose();
    },
  });
  return (
    <FormDialog title="Записать обращение о персональных данных" onClose={onClose}>
      <FormBody form={form} submitLabel="Записать обращение" onCancel={onClose}>
        <Select {...form.field('kind')} data={Object.entries(kindWords).map(([value, label]) => ({ value, label }))} allowDeselect={false} />
        <Select {...form.field('applicant')} data={[{ value: 'self', label: 'Сам человек' }, { value: 'representative', label: 'Законный представитель' }]} allowDeselect={false} />
        <Select {...form.field('channel')} data={[{ value: 'paper', label: 'На бумаге' }, { value: 'email', label: 'По электронной почте' }, { value: 'in_person', label: 'Лично' }]} allowDeselect={false} />
        <DateField {...form.field('receivedOn')} />
      </FormBody>
    </FormDialog>
  );
}
