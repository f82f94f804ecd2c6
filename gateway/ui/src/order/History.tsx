import { Link } from 'react-router';
import type { Order, OrderLink } from '../api/types';
import { formatDate, formatDateTime } from '../ui/russian';
import { isRegistered, orderKinds } from './order';
import classes from './Order.module.css';

const linked = (link: OrderLink) => <Link to={`/orders/${link.id}`}>№ {link.number} от {formatDate(link.date)}, {orderKinds[link.kind].toLocaleLowerCase('ru')}</Link>;

/** Orders that were loaded from elsewhere name nobody. */
const by = (name?: string | null) => (name ? `: ${name}` : '');

/** What has happened to the order, the first step first. */
export function History({ order }: { order: Order }) {
  const steps: [when: string, what: React.ReactNode][] = [];
  if (order.preparedAt) steps.push([formatDateTime(order.preparedAt), <>Подготовлен{by(order.preparedBy)}</>]);
  if (order.amends) steps.push(['', <>{order.amends.whole ? 'Отменяет' : 'Изменяет'} приказ {linked(order.amends)}</>]);
  for (const visa of order.visas ?? []) {
    if (visa.decidedAt) steps.push([formatDateTime(visa.decidedAt), <>{visa.decision === 'agreed' ? 'Виза' : 'Замечание'}: {visa.name}{visa.remark ? `, «${visa.remark}»` : ''}</>]);
  }
  if (order.signedAt) steps.push([formatDateTime(order.signedAt), <>Подписан{by(order.signedBy)}</>]);
  if (order.registeredAt && isRegistered(order)) {
    steps.push([formatDateTime(order.registeredAt), <>Зарегистрирован под № {order.number} от {formatDate(order.date)}{by(order.registeredBy)}</>]);
    steps.push([formatDate(order.effectiveOn ?? order.date), order.status === 'registered' ? 'Вступит в силу' : 'Вступил в силу']);
  }
  for (const link of order.amendments ?? []) steps.push([formatDate(link.date), <>{link.whole ? 'Утратил силу' : 'Изменён в части'}: приказ {linked(link)}</>]);
  if (order.status === 'cancelled') steps.push(['', <>Отменён: {order.cancelReason}</>]);
  return (
    <ol className={classes.history} aria-label="История приказа">
      {steps.map(([when, what], at) => <li key={at}><span>{when || '—'}</span><span>{what}</span></li>)}
    </ol>
  );
}
