import { Button, FileButton, Menu } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconDownload, IconFileText, IconPencil, IconSignature, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { api, streamAddress } from '../api/client';
import { asProblem } from '../api/problem';
import type { Order } from '../api/types';
import { scanRefusal, scanTypes } from '../consent/Scan';
import { startPrinting } from '../exchange/exports';
import { FormDialog } from '../ui/dialogs';
import { LongText } from '../ui/fields';
import { FormBody } from '../ui/FormPage';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Page, Section } from '../ui/Page';
import { formatDate, formatDateTime } from '../ui/russian';
import { StatusBadge } from '../ui/StatusBadge';
import { showDone, showFailed } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import { History } from './History';
import { isRegistered, ofMentorships, orderStatuses, paperOf, preparedHere, useOrder } from './order';
import { Sheet } from './Sheet';
import { RegisterDialog, SignDialog } from './SignDialog';
import { AskVisasDialog, GiveVisaDialog, VisaSection } from './Visas';

type Dialog = 'sign' | 'cancel' | 'register' | 'ask' | 'visa';

export function Component() {
  const order = useOrder(Number(useParams()['id']));
  return <Loaded query={order} title="Приказ">{(o) => <Card order={o} />}</Loaded>;
}

function Card({ order }: { order: Order }) {
  const [dialog, setDialog] = useState<Dialog>();
  const can = (action: string) => order.actions.includes(action);
  const close = () => setDialog(undefined);
  const draft = order.status === 'draft' || order.status === 'endorsed';
  return (
    <Page
      title={order.number ? `Приказ № ${order.number}` : draft ? 'Проект приказа' : 'Приказ без номера'}
      trail={[{ title: 'Приказы', to: '/orders' }]}
      aside={<StatusBadge status={order.status} words={orderStatuses} />}
      note={order.signedAt ? `${order.title} · подписан ${formatDateTime(order.signedAt)}` : order.title}
      actions={
        <>
          {can('cancellation') && <Button variant="default" onClick={() => setDialog('cancel')}>{draft ? 'Отменить проект' : 'Отменить приказ'}</Button>}
          {can('amendment') && <Button component={Link} to={`/orders/new?amends=${order.id}&kind=${(preparedHere as readonly string[]).includes(order.kind) ? order.kind : 'pairing'}`} variant="default">Изменить новым приказом</Button>}
          {can('edit') && <Button component={Link} to={`/orders/${order.id}/edit`} variant="default" leftSection={<IconPencil size={16} />}>Изменить</Button>}
          <PaperMenu order={order} />
          {can('registration') && <Button onClick={() => setDialog('register')}>Зарегистрировать</Button>}
          {can('signature') && <Button leftSection={<IconSignature size={17} />} onClick={() => setDialog('sign')}>Подписать приказ</Button>}
        </>
      }
    >
      {draft && !can('signature') && <Notice tone="calm" mb="md" className="no-print">Проект готов и ждёт подписи директора.</Notice>}
      {order.status === 'signed' && <Notice tone="calm" mb="md" className="no-print">Приказ подписан. Он исполняется, когда получит номер в книге приказов.</Notice>}
      {order.status === 'registered' && <Notice tone="calm" mb="md" className="no-print">Вступает в силу {formatDate(order.effectiveOn)}.</Notice>}
      {order.status === 'cancelled' && <Notice tone="warn" mb="md" title="Проект отменён">{order.cancelReason}</Notice>}
      {order.smallSchoolReason && <Notice tone="calm" mb="md" className="no-print" title="Подготовил и подписал один человек">{order.smallSchoolReason}</Notice>}
      {order.gapReason && <Notice tone="calm" mb="md" className="no-print" title="Номер не по порядку">{order.gapReason}</Notice>}
      <Sheet order={order} />
      <div className="no-print">
        <VisaSection order={order} onAsk={() => setDialog('ask')} onGive={() => setDialog('visa')} />
        <ScanSection order={order} />
        <Section title="История"><History order={order} /></Section>
      </div>
      {dialog === 'sign' && <SignDialog order={order} onClose={close} />}
      {dialog === 'register' && <RegisterDialog order={order} onClose={close} />}
      {dialog === 'ask' && <AskVisasDialog order={order} onClose={close} />}
      {dialog === 'visa' && <GiveVisaDialog order={order} onClose={close} />}
      {dialog === 'cancel' && <CancelDialog order={order} onClose={close} />}
    </Page>
  );
}

/** The paper itself, and notices to everybody whom it has fixed. */
function PaperMenu({ order }: { order: Order }) {
  const fixes = order.kind === 'pairing';
  const notices = isRegistered(order) && ofMentorships(order.kind);
  const print = (format: 'pdf' | 'zip') => void startPrinting('programme', fixes ? 'order-notices' : 'change-notices', fixes ? order.mentorships.map((m) => m.id) : [order.id], format).catch((e: unknown) => showFailed(asProblem(e).message));
  return (
    <Menu position="bottom-end">
      <Menu.Target><Button variant="default" leftSection={<IconDownload size={16} />}>Документы</Button></Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={paperOf(order.id, 'pdf')} download leftSection={<IconFileText size={16} />}>Приказ, PDF</Menu.Item>
        <Menu.Item component="a" href={paperOf(order.id, 'docx')} download leftSection={<IconFileText size={16} />}>Приказ, Word</Menu.Item>
        {notices && <Menu.Item onClick={() => print('pdf')}>Уведомления участникам, PDF</Menu.Item>}
        {notices && <Menu.Item onClick={() => print('zip')}>Уведомления участникам, ZIP с Word и PDF</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The paper with the director's own hand. */
function ScanSection({ order }: { order: Order }) {
  const client = useQueryClient();
  const send = useMutation({
    mutationFn: async (file: File) => {
      const refusal = scanRefusal(file);
      if (refusal) throw new Error(refusal);
      return api.post<Order>(`/api/programme/orders/${order.id}/scan`, file);
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['programme', 'order', order.id] });
      showDone('Скан приложен');
    },
    onError: (error) => showFailed(error.constructor === Error ? error.message : asProblem(error).message),
  });
  if (!order.scan && !order.actions.includes('scan')) return null;
  return (
    <Section
      title="Скан подписанного приказа"
      actions={order.actions.includes('scan') && (
        <FileButton accept={scanTypes} onChange={(file) => file && send.mutate(file)}>
          {(props) => <Button {...props} size="xs" variant="default" loading={send.isPending} leftSection={<IconUpload size={14} />}>{order.scan ? 'Заменить скан' : 'Приложить скан'}</Button>}
        </FileButton>
      )}
    >
      {order.scan
        ? <p><a href={streamAddress(`/api/programme/orders/${order.id}/scan`)} download>{order.scan.name}</a>, приложен {formatDateTime(order.scan.uploadedAt)}</p>
        : <p className="dimmed-note">Если директор подписал бумагу, приложите её скан: PDF, JPEG или PNG до 10 МБ.</p>}
    </Section>
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
      showDone('Приказ отменён');
      onClose();
    },
  });
  return (
    <FormDialog title={`Отменить проект приказа: ${order.title}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Отменить проект" onCancel={onClose}><LongText {...form.field('reason')} data-autofocus /></FormBody>
    </FormDialog>
  );
}
