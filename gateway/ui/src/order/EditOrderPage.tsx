import { useQueryClient } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { api } from '../api/client';
import type { Order } from '../api/types';
import { Loaded } from '../ui/Loaded';
import { showDone } from '../ui/undo';
import { useOrder } from './order';
import { OrderForm, valuesOf } from './OrderForm';

export function Component() {
  const client = useQueryClient();
  const order = useOrder(Number(useParams()['id']));
  return (
    <Loaded query={order} title="Изменить проект приказа">
      {(o) => (
        <OrderForm
          key={o.id}
          name={`order-${o.id}`}
          title="Изменить проект приказа"
          submitLabel="Сохранить проект"
          initial={valuesOf(o)}
          version={o.version}
          listed={o.mentorships}
          trail={[{ title: 'Приказы', to: '/orders' }, { title: o.title, to: `/orders/${o.id}` }]}
          send={async (body, _key, version) => {
            const saved = await api.put<Order>(`/api/programme/orders/${o.id}`, { ...body, kind: undefined, version });
            void client.invalidateQueries({ queryKey: ['programme'] });
            showDone('Проект приказа сохранён');
            return saved;
          }}
        />
      )}
    </Loaded>
  );
}
