import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '../api/client';
import type { Order } from '../api/types';
import { FormDialog } from '../ui/dialogs';
import { DateField, dateError, LongText } from '../ui/fields';
import { FormBody, Line } from '../ui/FormPage';
import { Notice } from '../ui/Notice';
import { formatDate, today } from '../ui/russian';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import { needsReason, pairsText, people } from './order';
import classes from './Order.module.css';

/** What is being signed stands above the number and the date: read first, then sign. */
export function SignDialog({ order, onClose }: { order: Order; onClose: () => void }) {
  const client = useQueryClient();
  const own = needsReason(order);
  const form = useProblemForm({
    name: `order-sign-${order.id}`,
    initial: { number: '', date: today(), smallSchoolReason: '' },
    labels: { number: 'Номер приказа', date: 'Дата приказа', smallSchoolReason: 'Почему подписывает тот, кто подготовил' },
    validate: (v) => ({
      number: v.number.trim() ? undefined : 'Впишите номер по книге приказов',
      date: dateError(v.date) ?? (v.date > today() ? 'Дата приказа ещё не наступила' : undefined),
      smallSchoolReason: own && !v.smallSchoolReason.trim() ? 'Напишите причину или попросите другого сотрудника подготовить приказ' : undefined,
    }),
    submit: (v, key) =>
      api.post<Order>(`/api/programme/orders/${order.id}/signature`, { number: v.number.trim(), date: v.date, smallSchoolReason: v.smallSchoolReason.trim() || null }, { idempotencyKey: key }),
    onSaved: (signed) => {
      void client.invalidateQueries({ queryKey: ['programme'] });
      showDone(`Приказ № ${signed.number} подписан: закреплено ${pairsText(signed.mentorships.length)}`);
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
            <dt>{order.kind === 'pairing' ? 'Закрепляются' : 'Завершаются'}</dt>
            <dd>
              {pairsText(order.mentorships.length)}:
              <ul>{order.mentorships.map((m) => <li key={m.id}>{people(m.mentors)} — {people(m.mentees)}, {formatDate(m.start)} – {formatDate(m.plannedEnd)}</li>)}</ul>
            </dd>
            <dd>{edit}</dd>
            <dt>Подготовил</dt><dd>{order.preparedBy}</dd><dd />
          </dl>
        </section>
        <Line>
          <TextInput {...form.field('number')} maxLength={30} description="По книге приказов организации" data-autofocus />
          <DateField {...form.field('date')} description="Не позже сегодняшнего дня" />
        </Line>
        {own ? (
          <>
            <Notice tone="warn" title="Этот приказ подготовили вы">
              Готовит и подписывает обычно не один человек: так ошибку заметит хотя бы один из двух. В малой школе это допустимо — напишите почему, запись сохранится в приказе.
            </Notice>
            <LongText {...form.field('smallSchoolReason')} />
          </>
        ) : (
          <p className="dimmed-note">После подписи пары и группы считаются закреплёнными. Подписанный приказ изменить нельзя.</p>
        )}
      </FormBody>
    </FormDialog>
  );
}
