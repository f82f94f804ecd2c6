import { Button, Stack, Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useParams } from 'react-router';
import { api, raw } from '../api/client';
import { asProblem, type ProblemError } from '../api/problem';
import type { ConsentStatus } from '../api/types';
import pageClasses from '../app/LoginPage.module.css';
import { Logo } from '../app/Logo';
import { Notice } from '../ui/Notice';
import { Facts } from '../ui/Page';
import { formatDate, formatDateTime } from '../ui/russian';
import { StatusBadge } from '../ui/StatusBadge';
import { consentStatuses } from '../ui/statuses';
import { orderStatuses } from '../order/order';
import orderClasses from '../order/Order.module.css';
import type { OrderCheck } from '../order/types';
import type { DocumentCheck } from './types';

/** Codes of orders begin with a letter of their own: the service that printed the paper answers for it. */
const isOrder = (code: string) => code.startsWith('p');

/** What a QR code of a printed form leads to: the document and its state, nobody's name. Needs no session. */
export function Component() {
  const code = useParams()['code'] ?? '';
  const [found, setFound] = useState<DocumentCheck>();
  const [order, setOrder] = useState<OrderCheck>();
  const [problem, setProblem] = useState<ProblemError>();
  const [round, setRound] = useState(0);
  useEffect(() => {
    document.title = 'Проверка документа — Наставник';
    let wanted = true;
    const ask = async () => {
      setProblem(undefined);
      // brings the key that confirms requests of this page
      await raw('GET', '/api/me').catch(() => undefined);
      try {
        if (isOrder(code)) {
          const answer = await api.post<OrderCheck>('/api/programme/document-checks', { code });
          if (wanted) setOrder(answer);
        } else {
          const answer = await api.post<DocumentCheck>('/api/registry/document-checks', { code });
          if (wanted) setFound(answer);
        }
      } catch (error) {
        if (wanted) setProblem(asProblem(error));
      }
    };
    void ask();
    return () => {
      wanted = false;
    };
  }, [code, round]);
  const status = found?.status as ConsentStatus | undefined;
  return (
    <main className={pageClasses.page}>
      <div className={pageClasses.box}>
        <Logo size={40} />
        <Title order={1} mt="lg" mb="md">Проверка документа</Title>
        {!found && !order && !problem && <Text role="status">Проверяем…</Text>}
        {problem && (
          <Notice tone="bad" title={problem.status === 404 ? 'Документ не найден' : 'Не удалось проверить'}>
            {problem.message}
            {problem.status !== 404 && <div><Button variant="default" size="xs" mt="xs" onClick={() => setRound(round + 1)}>Повторить</Button></div>}
          </Notice>
        )}
        {order && <CheckedOrder order={order} />}
        {found && status && (
          <Stack gap="md">
            <Text fw={550}>{found.title}, бланк № {found.number}</Text>
            <div><StatusBadge status={status} words={consentStatuses} /></div>
            <Facts items={[
              ['Оператор', found.operator],
              ['Бланк выдан', formatDate(found.issuedOn)],
              ...(found.signedOn ? [['Подписан', `${formatDate(found.signedOn)}, ${found.form === 'e_sign' ? 'электронной подписью' : 'на бумаге'}`] as [string, string]] : []),
              ...(found.withdrawnOn ? [['Отозван', formatDate(found.withdrawnOn)] as [string, string]] : [['Действует до', found.until ? formatDate(found.until) : 'достижения цели или отзыва'] as [string, string]]),
            ]} />
            <Text size="sm" c="dimmed">Имён и других персональных данных страница не показывает. Сверьте номер и даты с бумагой.</Text>
          </Stack>
        )}
      </div>
    </main>
  );
}

function CheckedOrder({ order }: { order: OrderCheck }) {
  return (
    <Stack gap="md">
      <Text fw={550}>{order.title}{order.number ? `, № ${order.number} от ${formatDate(order.date)}` : ', ещё без номера'}</Text>
      <div><StatusBadge status={order.status} words={orderStatuses} /></div>
      {order.amended && order.status !== 'superseded' && <Notice tone="warn">В приказ внесены изменения другим приказом.</Notice>}
      <Facts items={[
        ['Организация', order.organisation],
        ['Вступил в силу', order.effectiveOn ? formatDate(order.effectiveOn) : null],
        ['Подписал', `${order.post} ${order.signer}`],
        ['Время подписи', formatDateTime(order.signedAt)],
        ['SHA-256 содержания', <span key="h" className={orderClasses.hash}>{order.sha256}</span>],
      ]} />
      <Text size="sm" c="dimmed">Имён участников страница не показывает. Сверьте номер, дату и SHA-256 с отметкой на бумаге.</Text>
    </Stack>
  );
}
