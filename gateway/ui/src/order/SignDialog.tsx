import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '../api/client';
import type { Order } from '../api/types';
import { FormDialog } from '../ui/dialogs';
import { LongText } from '../ui/fields';
import { FormBody } from '../ui/FormPage';
import { Notice } from '../ui/Notice';
import { formatDate } from '../ui/russian';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import { NumberFields, noNumber, numberBody, numberErrors, numberLabels } from './NumberFields';
import { needsReason, ofMentorships, orderKinds, pairsText, people, readAgain } from './order';
import classes from './Order.module.css';

/** What is being signed stands above the number and the date: read first, then sign. */
export function SignDialog({ order, onClose }: { order: Order; onClose: () => void }) {
  const client = useQueryClient();
  const own = needsReason(order);
  const pairs = ofMentorships(order.kind);
  const form = useProblemForm({
    name: `order-sign-${order.id}`,
    initial: { ...noNumber(), smallSchoolReason: '' },
    labels: { ...numberLabels, smallSchoolReason: 'Почему подписывает тот, кто подготовил' },
    validate: (v) => ({
      ...numberErrors(v),
      smallSchoolReason: own && !v.smallSchoolReason.trim() ? 'Напишите причину или попросите другого сотрудника подготовить приказ' : undefined,
    }),
    submit: (v, key) =>
      api.post<Order>(`/api/programme/orders/${order.id}/signature`, { version: order.version, ...(v.number.trim() ? numberBody(v) : {}), smallSchoolReason: v.smallSchoolReason.trim() || null }, { idempotencyKey: key }).catch(readAgain(client)),
    onSaved: (signed) => {
      void client.invalidateQueries({ queryKey: ['programme'] });
      showDone(signed.number ? `Приказ № ${signed.number} подписан${pairs ? `: ${pairsText(signed.mentorships.length)}` : ''}` : 'Приказ подписан и ждёт номера');
      onClose();
    },
  });
  const edit = order.actions.includes('edit') && <Link to={`/orders/${order.id}/edit`}>изменить</Link>;
  return (
    <FormDialog title={`Подписать приказ: ${order.title}`} onClose={onClose} size="680px">
      <FormBody form={form} submitLabel="Подписать приказ" onCancel={onClose}>
        <section className={classes.check} aria-label="Проверьте перед подписью">
          <dl>
            <dt>Заголовок</dt><dd>{order.title}</dd><dd>{edit}</dd>
            <dt>О чём</dt><dd>{orderKinds[order.kind]}</dd><dd />
            <dt>{order.kind === 'pairing' ? 'Закрепляются' : pairs ? 'Пары и группы' : 'Люди'}</dt>
            <dd>
              {!pairs && <ul>{(order.people ?? []).map((p) => <li key={p.personId}>{people([p.name ?? null])}{p.note ? `: ${p.note}` : ''}</li>)}</ul>}
              {pairs && <>{pairsText(order.mentorships.length)}:
              <ul>{order.mentorships.map((m) => <li key={m.id}>{people(m.mentors)} — {people(m.mentees)}, {formatDate(m.start)} – {formatDate(m.plannedEnd)}</li>)}</ul></>}
            </dd>
            <dd>{edit}</dd>
            <dt>Подготовил</dt><dd>{order.preparedBy}</dd><dd />
          </dl>
        </section>
        <NumberFields order={order} form={form} />
        <p className="dimmed-note">Без номера приказ будет подписан, номер ему дадут при регистрации.</p>
        {own ? (
          <>
            <Notice tone="warn" title="Этот приказ подготовили вы">
              Готовит и подписывает обычно не один человек: так ошибку заметит хотя бы один из двух. В малой школе это допустимо — напишите почему, запись сохранится в приказе.
            </Notice>
            <LongText {...form.field('smallSchoolReason')} />
          </>
        ) : (
          <p className="dimmed-note">Приказ исполняется, когда у него есть номер. Подписанный приказ изменить нельзя.</p>
        )}
      </FormBody>
    </FormDialog>
  );
}

/** A signed order gets its number. */
export function RegisterDialog({ order, onClose }: { order: Order; onClose: () => void }) {
  const client = useQueryClient();
  const form = useProblemForm({
    name: `order-register-${order.id}`,
    initial: noNumber(),
    labels: numberLabels,
    validate: (v) => ({ number: v.number.trim() ? undefined : 'Впишите номер по книге приказов', ...numberErrors(v) }),
    submit: (v, key) => api.post<Order>(`/api/programme/orders/${order.id}/registration`, numberBody(v), { idempotencyKey: key }),
    onSaved: (registered) => {
      void client.invalidateQueries({ queryKey: ['programme'] });
      showDone(`Приказ зарегистрирован: № ${registered.number}`);
      onClose();
    },
  });
  return (
    <FormDialog title={`Зарегистрировать приказ: ${order.title}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Зарегистрировать" onCancel={onClose}><NumberFields order={order} form={form} /></FormBody>
    </FormDialog>
  );
}
