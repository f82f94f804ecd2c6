import { Select } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client';
import { ConfirmDialog, FormDialog } from '../ui/dialogs';
import { DateField, dateError, LongText } from '../ui/fields';
import { FormBody } from '../ui/FormPage';
import { today } from '../ui/russian';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import type { DataRequest, RequestAction } from './types';
import { actionWords, kindWords } from './words';

const outcomes = [
  { value: 'done', label: 'Выполнено' },
  { value: 'partly', label: 'Выполнено частично' },
  { value: 'refused', label: 'Отказано' },
];

/** One step of a request: a question, or a form where the step needs a date or words. */
export function StepDialog({ request, action, onClose }: { request: DataRequest; action: RequestAction; onClose: () => void }) {
  const client = useQueryClient();
  const done = () => {
    void client.invalidateQueries({ queryKey: ['registry'] });
    showDone('Записано');
  };
  const uri = `/api/registry/data-requests/${request.id}/${action}`;
  if (action === 'identity' || action === 'extension' || action === 'answer') {
    return <StepForm request={request} action={action} uri={uri} onClose={onClose} onDone={done} />;
  }
  const destroys = action === 'destruction-approval';
  return (
    <ConfirmDialog
      title={`${actionWords[action]}: обращение № ${request.id}`}
      verb={actionWords[action]}
      danger={destroys || action === 'destruction'}
      run={() => api.post(uri, { version: request.version })}
      onClose={onClose}
      onDone={done}
    >
      {destroys
        ? 'Все данные человека будут удалены из реестра, программ и мониторинга, его учётная запись — из системы входа. Отменить это нельзя. Показатели останутся обезличенными, будет составлен акт.'
        : action === 'destruction'
          ? 'Уничтожение утвердит директор. До этого ничего не удаляется.'
          : kindWords[request.kind]}
    </ConfirmDialog>
  );
}

function StepForm({ request, action, uri, onClose, onDone }: { request: DataRequest; action: 'identity' | 'extension' | 'answer'; uri: string; onClose: () => void; onDone: () => void }) {
  const form = useProblemForm({
    name: `data-request-${request.id}-${action}`,
    initial: { on: today(), reason: '', outcome: 'done', answer: '' },
    labels: { on: 'Дата', reason: 'Почему продлевается', outcome: 'Итог', answer: 'Что ответили' },
    validate: (v) => ({
      on: dateError(v.on),
      reason: action === 'extension' && !v.reason.trim() ? 'Напишите, почему срок продлевается' : undefined,
      answer: action === 'answer' && !v.answer.trim() ? 'Напишите, что ответили' : undefined,
    }),
    submit: (v, key) =>
      api.post(
        uri,
        {
          on: v.on,
          version: request.version,
          ...(action === 'extension' ? { reason: v.reason } : {}),
          ...(action === 'answer' ? { outcome: v.outcome, answer: v.answer } : {}),
        },
        { idempotencyKey: key },
      ),
    onSaved: () => {
      onDone();
      onClose();
    },
  });
  return (
    <FormDialog title={`${actionWords[action]}: обращение № ${request.id}`} onClose={onClose}>
      <FormBody form={form} submitLabel={actionWords[action]} onCancel={onClose}>
        <DateField {...form.field('on')} />
        {action === 'extension' && <LongText {...form.field('reason')} />}
        {action === 'answer' && (
          <>
            <Select {...form.field('outcome')} data={outcomes} allowDeselect={false} />
            <LongText {...form.field('answer')} />
          </>
        )}
      </FormBody>
    </FormDialog>
  );
}
