import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { api } from '../api/client';
import type { Order } from '../api/types';
import { usePlace } from '../app/session';
import { showDone } from '../ui/undo';
import { emptyOrder, OrderForm, type OrderValues } from './OrderForm';

export function Component() {
  const place = usePlace();
  const client = useQueryClient();
  const [params] = useSearchParams();
  const chosen = Number(params.get('mentorship'));
  const amends = Number(params.get('amends')) || null;
  const kind = (params.get('kind') as Order['kind'] | null) ?? 'pairing';
  const [initial] = useState<OrderValues>({ ...emptyOrder(kind), mentorshipIds: chosen ? [chosen] : [], amends });
  return (
    <OrderForm
      name={`order-new-${chosen || 'any'}-${amends ?? 0}`}
      title="Подготовить приказ"
      submitLabel="Подготовить приказ"
      initial={initial}
      trail={[{ title: 'Приказы', to: '/orders' }]}
      send={async (body, key) => {
        const saved = await api.post<Order>('/api/programme/orders', { organisationId: place.id, ...body }, { idempotencyKey: key });
        void client.invalidateQueries({ queryKey: ['programme'] });
        showDone('Проект приказа готов и ждёт подписи директора');
        return saved;
      }}
    />
  );
}
