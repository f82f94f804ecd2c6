import { Anchor, TextInput } from '@mantine/core';
import type { Order } from '../api/types';
import { DateField, dateError } from '../ui/fields';
import { Line } from '../ui/FormPage';
import { today } from '../ui/russian';
import { useJournals } from './order';

interface Fields {
  field: (name: 'number' | 'date' | 'effectiveOn' | 'gapReason') => object;
  values: { number: string };
  setValue: (name: 'number', value: string) => void;
}

export interface NumberValues {
  number: string;
  date: string;
  effectiveOn: string;
  gapReason: string;
}

export const noNumber = (): NumberValues => ({ number: '', date: today(), effectiveOn: '', gapReason: '' });

export const numberLabels = { number: 'Номер приказа', date: 'Дата приказа', effectiveOn: 'Вступает в силу', gapReason: 'Почему номер не по порядку' };

export function numberErrors(v: NumberValues) {
  return {
    date: dateError(v.date) ?? (v.date > today() ? 'Дата приказа ещё не наступила' : undefined),
    effectiveOn: dateError(v.effectiveOn, false) ?? (v.effectiveOn && v.effectiveOn < v.date ? 'Не раньше даты приказа' : undefined),
  };
}

export const numberBody = (v: NumberValues) => ({ number: v.number.trim(), date: v.date, effectiveOn: v.effectiveOn || null, gapReason: v.gapReason.trim() || null });

/** Number and date, with the number that comes next in the book. */
export function NumberFields({ order, form }: { order: Order; form: Fields }) {
  const journals = useJournals(order.organisationId);
  const journal = journals.data?.find((j) => j.journal === (order.journal ?? 'main'));
  const asked = journal !== undefined && journal.consecutive && form.values.number.trim() !== '' && form.values.number.trim().toLowerCase() !== journal.next.toLowerCase();
  return (
    <>
      <Line>
        <TextInput
          {...form.field('number')}
          maxLength={30}
          data-autofocus
          description={journal ? (
            <>
              Следующий в книге «{journal.title.toLocaleLowerCase('ru')}»:{' '}
              <Anchor component="button" type="button" inherit onClick={() => form.setValue('number', journal.next)}>{journal.next}</Anchor>
              {journal.last ? `, последний ${journal.last}` : ''}
            </>
          ) : 'По книге приказов организации'}
        />
        <DateField {...form.field('date')} description="Не позже сегодняшнего дня" />
      </Line>
      <DateField {...form.field('effectiveOn')} optional description="Пусто: с даты приказа" />
      {asked && <TextInput {...form.field('gapReason')} maxLength={300} description="Например: номера 8 и 9 у приказов по хозяйственной части" />}
    </>
  );
}
