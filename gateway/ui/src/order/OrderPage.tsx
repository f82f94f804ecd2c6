import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconPencil, IconPrinter, IconSignature } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { api } from '../api/client';
import type { Order } from '../api/types';
import { formWords } from '../api/words';
import { usePlace } from '../app/session';
import { FormDialog } from '../ui/dialogs';
import { LongText } from '../ui/fields';
import { FormBody } from '../ui/FormPage';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { formatDate, formatDateTime } from '../ui/russian';
import { StatusBadge } from '../ui/StatusBadge';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import { defaultText, orderStatuses, people, useOrder } from './order';
import { SignDialog } from './SignDialog';
import classes from './Order.module.css';

export function Component() {
  const order = useOrder(Number(useParams()['id']));
  return <Loaded query={order} title="Приказ">{(o) => <Card order={o} />}</Loaded>;
}

function Card({ order }: { order: Order }) {
  const [dialog, setDialog] = useState<'sign' | 'cancel'>();
  const can = (action: string) => order.actions.includes(action);
  const close = () => setDialog(undefined);
  return (
    <Page
      title={order.number ? `Приказ № ${order.number}` : 'Проект приказа'}
      trail={[{ title: 'Приказы', to: '/orders' }]}
      aside={<StatusBadge status={order.status} words={orderStatuses} />}
      note={order.signedAt ? `${order.title} · подписан ${formatDateTime(order.signedAt)}` : order.title}
      actions={
        <>
          {can('cancellation') && <Button variant="default" onClick={() => setDialog('cancel')}>Отменить проект</Button>}
          {can('edit') && <Button component={Link} to={`/orders/${order.id}/edit`} variant="default" leftSection={<IconPencil size={16} />}>Изменить</Button>}
          <Button variant={can('signature') ? 'default' : 'filled'} leftSection={<IconPrinter size={16} />} onClick={() => window.print()}>Напечатать</Button>
          {can('signature') && <Button leftSection={<IconSignature size={17} />} onClick={() => setDialog('sign')}>Подписать приказ</Button>}
        </>
      }
    >
      {order.status === 'draft' && !can('signature') && <Notice tone="calm" mb="md" className="no-print">Проект готов и ждёт подписи директора.</Notice>}
      {order.status === 'cancelled' && <Notice tone="warn" mb="md" title="Проект отменён">{order.cancelReason}</Notice>}
      {order.smallSchoolReason && <Notice tone="calm" mb="md" className="no-print" title="Подготовил и подписал один человек">{order.smallSchoolReason}</Notice>}
      <Sheet order={order} />
      {dialog === 'sign' && <SignDialog order={order} onClose={close} />}
      {dialog === 'cancel' && <CancelDialog order={order} onClose={close} />}
    </Page>
  );
}

function Sheet({ order }: { order: Order }) {
  const place = usePlace();
  const pairing = order.kind === 'pairing';
  return (
    <article className={classes.sheet} aria-label="Текст приказа">
      <p className={`${classes.organisation} no-print`}>{place.fullName}</p>
      <h2 className={classes.title}>ПРИКАЗ</h2>
      <div className={classes.numbers}>
        <span>{order.date ? formatDate(order.date) : '«___» ____________ 20___ г.'}</span>
        <span>№ {order.number ?? '______'}</span>
      </div>
      <p className={classes.about}>{order.title}</p>
      <p>{(order.text || defaultText[order.kind]).replace(/[.,\s]+$/, '')},</p>
      <p className={classes.order}>ПРИКАЗЫВАЮ:</p>
      <ol>
        <li>
          {pairing ? 'Закрепить наставнические пары и группы:' : 'Считать завершённым наставничество:'}
          {/* The list may be wider than a phone: it scrolls inside the sheet. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <div className={classes.scroll} tabIndex={0} role="region" aria-label="Пары и группы в приказе">
            <table className={classes.table}>
              <thead><tr><th>№</th><th>Наставник</th><th>Наставляемые</th><th>Форма</th><th>Срок</th></tr></thead>
              <tbody>
                {order.mentorships.map((m, i) => (
                  <tr key={m.id}>
                    <td>{i + 1}</td>
                    <td>{m.mentors.join(', ') || people(m.mentors)}</td>
                    <td>{m.mentees.join(', ') || people(m.mentees)}</td>
                    <td>{formWords[m.form].replace(' –', '\u00A0–')}</td>
                    <td>{formatDate(m.start)}{'\u00A0'}– {formatDate(m.plannedEnd)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </li>
        {pairing && <li>Наставникам организовать работу по персонализированным программам, куратору — сопровождать её и вести учёт встреч.</li>}
        <li>Контроль за исполнением приказа оставляю за собой.</li>
      </ol>
      <div className={classes.signature}>
        <span>Директор</span>
        <span className={classes.line} />
        <span>{order.signedBy ?? '______________________'}</span>
      </div>
      <p className={classes.prepared}>Подготовил: {order.preparedBy}</p>
    </article>
  );
}

function CancelDialog({ order, onClose }: { order: Order; onClose: () => void }) {
  const client = useQueryClient();
  const form = useProblemForm({
    name: `order-cancel-${order.id}`,
    initial: { reason: '' },
    labels: { reason: 'Причина' },
    validate: (v) => ({ reason: v.reason.trim() ? undefined : 'Напишите причину' }),
    submit: (v, key) => api.post<Order>(`/api/programme/orders/${order.id}/cancellation`, { reason: v.reason.trim() }, { idempotencyKey: key }),
    onSaved: () => {
      void client.invalidateQueries({ queryKey: ['programme'] });
      showDone('Проект приказа отменён');
      onClose();
    },
  });
  return (
    <FormDialog title={`Отменить проект приказа: ${order.title}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Отменить проект" onCancel={onClose}><LongText {...form.field('reason')} data-autofocus /></FormBody>
    </FormDialog>
  );
}
