import { useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client';
import { FormDialog } from '../ui/dialogs';
import { DateField, dateError, LongText } from '../ui/fields';
import { FormBody } from '../ui/FormPage';
import { shortName } from '../ui/russian';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import { ItemChoice } from './AskDialog';
import type { FileAccess } from './types';
import { items } from './words';

function useDone(onClose: () => void, message: string) {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: ['registry', 'file-accesses'] });
    showDone(message);
    onClose();
  };
}

const nameOf = (access: FileAccess) => (access.personName ? shortName(access.personName) : 'наставляемый');

/** The curator gives what was asked for or less; the contact is ticked by hand only. */
export function ApproveDialog({ access, onClose }: { access: FileAccess; onClose: () => void }) {
  const done = useDone(onClose, 'Доступ открыт. Наставник получит уведомление');
  const form = useProblemForm({
    name: `file-access-${access.id}`,
    initial: { items: access.asked.filter((i) => i !== 'contact') as string[], until: access.askedUntil, note: '' },
    labels: { items: 'Что открыть', until: 'До какого дня', note: 'Пояснение наставнику' },
    validate: (v) => ({ items: v.items.length > 0 ? undefined : 'Отметьте хотя бы один раздел или откажите', until: dateError(v.until) }),
    submit: (v, key) => api.post(`/api/registry/file-accesses/${access.id}/decision`, { approved: true, items: v.items, until: v.until, note: v.note.trim() || null, version: access.version }, { idempotencyKey: key }),
    onSaved: done,
  });
  return (
    <FormDialog title={`Открыть доступ к личному делу: ${nameOf(access)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Открыть доступ" onCancel={onClose}>
        <ItemChoice {...form.field('items')} offered={items.filter((i) => access.asked.includes(i))} description="Сведения от третьих лиц и особые условия наставник не увидит никогда" />
        <DateField {...form.field('until')} description="Доступ закроется сам: в этот день, при отзыве согласия или с завершением пары" />
        <LongText {...form.field('note')} maxLength={500} optional />
      </FormBody>
    </FormDialog>
  );
}

export function RefuseDialog({ access, onClose }: { access: FileAccess; onClose: () => void }) {
  const done = useDone(onClose, 'Отказ записан. Наставник получит уведомление');
  const form = useProblemForm({
    name: `file-access-no-${access.id}`,
    initial: { note: '' },
    labels: { note: 'Почему' },
    validate: (v) => ({ note: v.note.trim() ? undefined : 'Напишите наставнику, почему' }),
    submit: (v, key) => api.post(`/api/registry/file-accesses/${access.id}/decision`, { approved: false, note: v.note.trim(), version: access.version }, { idempotencyKey: key }),
    onSaved: done,
  });
  return (
    <FormDialog title={`Отказать в доступе к личному делу: ${nameOf(access)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Отказать" onCancel={onClose}>
        <LongText {...form.field('note')} maxLength={500} />
      </FormBody>
    </FormDialog>
  );
}
