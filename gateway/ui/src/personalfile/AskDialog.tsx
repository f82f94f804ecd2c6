import { Checkbox, Select } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client';
import { FormDialog } from '../ui/dialogs';
import { DateField, dateError, LongText } from '../ui/fields';
import { FormBody } from '../ui/FormPage';
import { isoOf } from '../ui/russian';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import type { FileItem, MyMentee } from './types';
import { items, itemWords } from './words';

export function inDays(days: number): string {
  const date = new Date();
  date.setDate(date.getDate() + days);
  return isoOf(date);
}

/** What a mentor asks for: about whom, for what, which parts, until when. */
export function AskDialog({ mentees, onClose }: { mentees: MyMentee[]; onClose: () => void }) {
  const client = useQueryClient();
  const form = useProblemForm({
    name: 'file-access-new',
    initial: { personId: mentees.length === 1 ? String(mentees[0]!.personId) : '', purpose: '', items: ['request', 'gaps', 'place'] as string[], until: inDays(30) },
    labels: { personId: 'Чьё личное дело', purpose: 'Для чего', items: 'Что нужно увидеть', until: 'До какого дня' },
    validate: (v) => ({
      personId: v.personId ? undefined : 'Выберите наставляемого',
      purpose: v.purpose.trim() ? undefined : 'Напишите, для чего вам эти сведения',
      items: v.items.length > 0 ? undefined : 'Отметьте хотя бы один раздел',
      until: dateError(v.until),
    }),
    submit: (v, key) => api.post('/api/registry/file-accesses', { personId: Number(v.personId), purpose: v.purpose.trim(), items: v.items, until: v.until }, { idempotencyKey: key }),
    onSaved: () => {
      void client.invalidateQueries({ queryKey: ['registry', 'file-accesses'] });
      showDone('Запрос отправлен куратору. О решении придёт уведомление');
      onClose();
    },
  });
  return (
    <FormDialog title="Запросить доступ к личному делу" onClose={onClose}>
      <FormBody form={form} submitLabel="Отправить запрос" onCancel={onClose}>
        <Select {...form.field('personId')} data={mentees.map((m) => ({ value: String(m.personId), label: m.name }))} allowDeselect={false} />
        <LongText {...form.field('purpose')} maxLength={500} description="Например: составить персонализированную программу" />
        <ItemChoice {...form.field('items')} offered={items} />
        <DateField {...form.field('until')} description="Не дольше года" />
      </FormBody>
    </FormDialog>
  );
}

interface ChoiceProps {
  id: string;
  label?: React.ReactNode;
  description?: string;
  value?: string[];
  onChange?: (value: string[]) => void;
  error?: React.ReactNode;
  offered: FileItem[];
}

export function ItemChoice({ id, label, description, value, onChange, error, offered }: ChoiceProps) {
  return (
    <Checkbox.Group id={id} label={label} description={description} {...(value ? { value } : {})} {...(onChange ? { onChange } : {})} error={error}>
      {offered.map((item) => <Checkbox key={item} value={item} label={itemWords[item]} mt="xs" />)}
    </Checkbox.Group>
  );
}
