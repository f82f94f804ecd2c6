import { Button } from '@mantine/core';
import { IconFileText, IconListNumbers, IconPlus, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../api/client';
import type { Order, Slice } from '../api/types';
import { useSession } from '../app/session';
import { asProblem } from '../api/problem';
import { startPrinting } from '../exchange/exports';
import { DataTable, type Column } from '../ui/DataTable';
import { Page } from '../ui/Page';
import { formatDate } from '../ui/russian';
import { StatusBadge } from '../ui/StatusBadge';
import { statusOptions } from '../ui/statuses';
import { DateText, NumberText } from '../ui/text';
import { showFailed } from '../ui/undo';
import { ApplicationsDialog } from './ApplicationsDialog';
import { JournalsDialog } from './JournalsDialog';
import { journals, lastYears, orderKinds, orderStatuses } from './order';

const columns: Column<Order>[] = [
  { key: 'title', title: 'Приказ', sort: 'title', card: 'title', render: (o) => o.title, text: (o) => o.title },
  { key: 'number', title: 'Номер', sort: 'number', card: 'fact', render: (o) => o.number ?? '—', text: (o) => o.number },
  { key: 'date', title: 'Дата', sort: 'date', card: 'fact', render: (o) => <DateText iso={o.date} />, text: (o) => formatDate(o.date) },
  { key: 'status', title: 'Состояние', sort: 'status', card: 'fact', render: (o) => <StatusBadge status={o.status} words={orderStatuses} />, text: (o) => orderStatuses[o.status].label },
  { key: 'kind', title: 'О чём', card: 'fact', render: (o) => orderKinds[o.kind], text: (o) => orderKinds[o.kind] },
  { key: 'count', title: 'Пар и групп', align: 'right', card: 'fact', render: (o) => <NumberText value={o.mentorships.length} />, text: (o) => o.mentorships.length },
  { key: 'prepared', title: 'Подготовил', render: (o) => o.preparedBy, text: (o) => o.preparedBy },
];

export function Component() {
  const { place, has } = useSession();
  const writes = has('curator') && !place.below;
  const [numbers, setNumbers] = useState(false);
  const [application, setApplication] = useState(false);
  const inside = !place.below && (has('curator') || has('director'));
  const print = (ids: number[], format: 'pdf' | 'zip', clear: () => void) => void startPrinting('programme', 'order-papers', ids, format).then(clear).catch((e: unknown) => showFailed(asProblem(e).message));
  const add = <Button component={Link} to="/orders/new" leftSection={<IconPlus size={16} />}>Подготовить приказ</Button>;
  return (
    <Page title="Приказы" note="Приказ закрепляет пары, назначает людей, поощряет. Готовит куратор, подписывает директор." actions={<>{inside && <Button variant="default" leftSection={<IconFileText size={16} />} onClick={() => setApplication(true)}>Бланк заявления</Button>}{inside && <Button variant="default" leftSection={<IconListNumbers size={16} />} onClick={() => setNumbers(true)}>Нумерация</Button>}{writes && add}</>}>
      <DataTable
        label="Приказы"
        queryKey={['programme', 'orders', place.id]}
        load={(query, signal) => api.get<Slice<Order>>('/api/programme/orders', { organisation: place.id, ...query }, { signal })}
        exportFrom={{ service: 'programme', list: 'orders', organisation: place.id }}
        columns={columns}
        rowKey={(o) => o.id}
        rowHref={(o) => `/orders/${o.id}`}
        rowName={(o) => o.title}
        filters={[
          { key: 'status', label: 'Состояние', tabs: true, options: statusOptions({ 'draft,endorsed': { ...orderStatuses.draft, label: 'Ждут подписи' }, signed: { ...orderStatuses.signed, label: 'Ждут номера' }, 'registered,in_force': { ...orderStatuses.in_force, label: 'Действуют' }, superseded: { ...orderStatuses.superseded, label: 'Утратили силу' }, cancelled: { ...orderStatuses.cancelled, label: 'Отменены' } }) },
          { key: 'kind', label: 'О чём', options: Object.entries(orderKinds).map(([value, label]) => ({ value, label })) },
          { key: 'journal', label: 'Книга приказов', options: Object.entries(journals).map(([value, label]) => ({ value, label })) },
          { key: 'year', label: 'Год', options: lastYears().map((value) => ({ value, label: value })) },
          { key: 'q', label: 'Номер или заголовок' },
        ]}
        bulk={inside ? {
          name: (o) => o.title,
          most: 100,
          actions: [
            { label: 'Напечатать PDF', icon: <IconPrinter size={16} />, run: (rows, clear) => print(rows.map((o) => o.id), 'pdf', clear) },
            { label: 'ZIP с Word и PDF', icon: <IconPrinter size={16} />, run: (rows, clear) => print(rows.map((o) => o.id), 'zip', clear) },
          ],
        } : undefined}
        empty={{ nothing: 'Приказов пока нет. Когда пара согласована всеми участниками, подготовьте приказ.', action: writes && add }}
      />
      {application && <ApplicationsDialog organisation={place.id} onClose={() => setApplication(false)} />}
      {numbers && <JournalsDialog organisation={place.id} onClose={() => setNumbers(false)} />}
    </Page>
  );
}
