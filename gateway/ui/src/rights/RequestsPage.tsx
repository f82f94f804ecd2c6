import { useState } from 'react';
import { api } from '../api/client';
import { usePlace } from '../app/session';
import { DataTable, type Column } from '../ui/DataTable';
import { Page } from '../ui/Page';
import { DateText } from '../ui/text';
import { formatDate } from '../ui/russian';
import { StepDialog } from './RequestSteps';
import type { DataRequest, DataRequests, RequestAction } from './types';
import { actionWords, dueText, kindWords, statusWords } from './words';

const columns: Column<DataRequest>[] = [
  { key: 'id', title: 'Обращение', sort: 'id', card: 'title', render: (r) => `№ ${r.id}. ${kindWords[r.kind]}`, text: (r) => `№ ${r.id}. ${kindWords[r.kind]}` },
  { key: 'person', title: 'О ком', card: 'fact', render: (r) => r.personName ?? 'данные уничтожены', text: (r) => r.personName ?? 'данные уничтожены' },
  { key: 'received', title: 'Поступило', sort: 'received', optional: true, render: (r) => <DateText iso={r.receivedOn} />, text: (r) => formatDate(r.receivedOn) },
  { key: 'due', title: 'Срок', sort: 'due', card: 'fact', render: dueText, text: dueText },
  { key: 'status', title: 'Состояние', sort: 'status', card: 'fact', render: (r) => statusWords[r.status], text: (r) => statusWords[r.status] },
];

export function Component() {
  const place = usePlace();
  const [step, setStep] = useState<{ request: DataRequest; action: RequestAction }>();
  return (
    <Page title="Запросы субъектов" note="Сроки считаются по закону, в рабочих днях производственного календаря. Новое обращение записывают на карточке человека.">
      <DataTable
        label="Запросы субъектов"
        queryKey={['registry', 'data-requests', place.id]}
        load={(query, signal) => api.get<DataRequests>('/api/registry/data-requests', { organisation: place.id, ...query }, { signal })}
        columns={columns}
        rowKey={(r) => r.id}
        rowHref={(r) => (r.personId ? `/people/${r.personId}` : r.actId ? `/destruction-acts/${r.actId}` : '/data-requests')}
        rowName={(r) => `обращение № ${r.id}`}
        defaultSort="due"
        exportFrom={{ service: 'registry', list: 'data-requests', organisation: place.id }}
        filters={[{
          key: 'status', label: 'Состояние', tabs: true,
          options: [{ value: 'open', label: 'Ждут ответа' }, { value: 'answered', label: 'Ответ дан' }, { value: 'closed', label: 'Закрыты' }],
        }]}
        actions={(Object.keys(actionWords) as RequestAction[]).map((action) => ({
          label: actionWords[action],
          when: (r: DataRequest) => r.actions.includes(action),
          run: (request: DataRequest) => setStep({ request, action }),
        }))}
        empty={{ nothing: 'Обращений ещё не было.' }}
      />
      {step && <StepDialog {...step} onClose={() => setStep(undefined)} />}
    </Page>
  );
}
