import { Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client';
import type { Activity, Programme } from '../api/types';
import { FormDialog } from '../ui/dialogs';
import { DateField, dateError, LongText, withOptional } from '../ui/fields';
import { FormBody, Line } from '../ui/FormPage';
import { Notice } from '../ui/Notice';
import { today } from '../ui/russian';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import { useWord } from '../ui/useWord';
import { silent } from './programme';

interface Props {
  programme: Programme;
  onClose: () => void;
}

function useSaved(text: string, onClose: () => void) {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: ['programme'] });
    showDone(text);
    onClose();
  };
}

const brief = (text: string) => (text.length > 60 ? `${text.slice(0, 57)}…` : text);

export function DoneDialog({ programme, activity, onClose }: Props & { activity: Activity }) {
  const onSaved = useSaved('Отмечено выполненным', onClose);
  const form = useProblemForm({
    name: `activity-done-${activity.id}`,
    initial: { on: today(), result: '' },
    labels: { on: 'Когда выполнено', result: 'Что получилось' },
    validate: (v) => ({
      on: dateError(v.on) ?? (v.on > today() ? 'Этот день ещё не наступил' : v.on < programme.from ? 'Раньше начала программы' : undefined),
    }),
    submit: (v, key) => api.post<Programme>(`/api/programme/activities/${activity.id}/done`, { on: v.on, result: v.result.trim() || null }, { idempotencyKey: key }),
    onSaved,
  });
  return (
    <FormDialog title={`Выполнено: ${brief(activity.task)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Отметить выполненным" onCancel={onClose}>
        {activity.plannedResult && <p className="dimmed-note">Ожидали: {activity.plannedResult}</p>}
        <DateField {...form.field('on')} />
        <LongText {...form.field('result')} optional />
      </FormBody>
    </FormDialog>
  );
}

const inForce = (p: Programme) => p.status === 'approved' || p.status === 'running';

/** What a change of an approved programme needs to count. */
function AmendmentNote({ programme }: { programme: Programme }) {
  return inForce(programme) && <Notice tone="calm">Программа утверждена: изменение вступит в силу, когда его согласуют участники, подтвердит куратор и утвердит директор.</Notice>;
}

export function StrikeDialog({ programme, activity, onClose }: Props & { activity: Activity }) {
  const onSaved = useSaved(inForce(programme) ? 'Изменение предложено' : 'Мероприятие исключено', onClose);
  const form = useProblemForm({
    name: `activity-strike-${activity.id}`,
    initial: { reason: '' },
    labels: { reason: 'Причина' },
    validate: (v) => ({ reason: v.reason.trim() ? undefined : 'Напишите, почему мероприятие не нужно' }),
    submit: (v, key) => api.post<Programme>(`/api/programme/activities/${activity.id}/strike`, { reason: v.reason.trim() }, { idempotencyKey: key }),
    onSaved,
  });
  return (
    <FormDialog title={`Исключить: ${brief(activity.task)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Исключить мероприятие" onCancel={onClose}>
        <AmendmentNote programme={programme} />
        <p className="dimmed-note">Мероприятие останется в списке зачёркнутым, с причиной, и не будет считаться в ходе выполнения.</p>
        <LongText {...form.field('reason')} data-autofocus />
      </FormBody>
    </FormDialog>
  );
}

const termExamples = ['сентябрь', 'октябрь – декабрь', 'II квартал', 'постоянно', 'в течение года', 'ежегодно, май', 'по мере необходимости', 'по плану ИРО'];

export function ActivityDialog({ programme, activity, onClose }: Props & { activity?: Activity | undefined }) {
  const onSaved = useSaved(inForce(programme) ? 'Изменение предложено' : activity ? 'Мероприятие сохранено' : 'Мероприятие добавлено', onClose);
  const sections = [...new Set(programme.activities.map((a) => a.section).filter(Boolean))];
  const valuesOf = (a: Activity | undefined) => ({
    section: a?.section ?? sections.at(-1) ?? '', task: a?.task ?? '', term: a?.term.text ?? '', dueFrom: a?.dueFrom ?? '', dueTo: a?.dueTo ?? '',
    plannedResult: a?.plannedResult ?? '', responsible: a?.responsible ?? '',
  });
  const form = useProblemForm({
    name: `activity-${activity?.id ?? `new-${programme.id}`}`,
    initial: valuesOf(activity),
    version: activity?.version,
    labels: { section: 'Раздел', task: 'Мероприятие', term: 'Срок словами', dueFrom: 'С', dueTo: 'По', plannedResult: 'Ожидаемый результат', responsible: 'Ответственный' },
    validate: (v) => ({
      task: v.task.trim() ? undefined : 'Напишите, что нужно сделать',
      dueFrom: dateError(v.dueFrom, false),
      dueTo: dateError(v.dueTo, false) ?? (v.dueFrom && !v.dueTo ? 'Укажите и последний день' : v.dueTo && v.dueTo < v.dueFrom ? 'Последний день раньше первого' : undefined),
    }),
    submit: (v, key, version) => {
      const body = {
        no: activity?.no ?? null, section: v.section.trim(), task: v.task.trim(), term: v.term.trim(), dueFrom: v.dueFrom || null, dueTo: v.dueTo || null,
        plannedResult: v.plannedResult.trim(), responsible: v.responsible.trim(),
      };
      return activity
        ? api.put<Programme>(`/api/programme/activities/${activity.id}`, { ...body, version })
        : api.post<Programme>(`/api/programme/programmes/${programme.id}/activities`, body, { idempotencyKey: key });
    },
    fromCurrent: (current) => ({ values: valuesOf(current as Activity), version: (current as Activity).version }),
    onSaved,
  });
  return (
    <FormDialog title={activity ? `Мероприятие ${activity.no}` : 'Новое мероприятие'} onClose={onClose}>
      <FormBody form={form} submitLabel={activity ? 'Сохранить мероприятие' : 'Добавить мероприятие'} onCancel={onClose}>
        <AmendmentNote programme={programme} />
        {sections.length > 1 ? (
          <Select {...form.field('section')} data={sections} allowDeselect={false} />
        ) : (
          <TextInput {...form.field('section')} label={withOptional('Раздел', true)} maxLength={300} />
        )}
        <LongText {...form.field('task')} data-autofocus />
        <TextInput {...form.field('term')} label={withOptional('Срок словами', true)} description={`Например: ${termExamples.slice(0, 6).join('; ')}`} maxLength={200} />
        <Line>
          <DateField {...form.field('dueFrom')} optional />
          <DateField {...form.field('dueTo')} optional />
        </Line>
        <LongText {...form.field('plannedResult')} optional />
        <TextInput {...form.field('responsible')} label={withOptional('Ответственный', true)} maxLength={300} />
      </FormBody>
    </FormDialog>
  );
}

/** The curator enters the word a side gave on paper. */
export function ProgrammeAgreementDialog({ programme, side, onClose }: Props & { side: 'mentor' | 'mentee' }) {
  const onSaved = useSaved('Согласие записано', onClose);
  const word = useWord();
  const waiting = silent(programme, side);
  const minor = waiting.some((m) => m.minor);
  const form = useProblemForm({
    name: `programme-agreement-${programme.id}-${side}`,
    initial: { person: String(waiting[0]?.personId ?? ''), on: today(), by: minor ? 'representative' : 'curator' },
    labels: { person: 'Кто согласился', on: 'Дата согласия', by: 'Чья подпись' },
    validate: (v) => ({ on: dateError(v.on) ?? (v.on > today() ? 'Этот день ещё не наступил' : undefined) }),
    submit: (v, key) =>
      word(() => api.post<Programme>(`/api/programme/programmes/${programme.id}/agreement`, { version: programme.version, side, personId: Number(v.person), on: v.on, by: v.by }, { idempotencyKey: key })),
    onSaved,
  });
  return (
    <FormDialog title={side === 'mentor' ? 'Согласие наставника' : 'Согласие наставляемого'} onClose={onClose}>
      <FormBody form={form} submitLabel="Записать согласие" onCancel={onClose}>
        {waiting.length > 1 && (
          <Select {...form.field('person')} data={waiting.map((m) => ({ value: String(m.personId), label: m.name ?? 'имя скрыто' }))} allowDeselect={false} />
        )}
        <DateField {...form.field('on')} />
        {minor && (
          <Select {...form.field('by')} data={[{ value: 'representative', label: 'Законный представитель' }, { value: 'curator', label: 'Сам участник, на бумаге' }]} allowDeselect={false} />
        )}
      </FormBody>
    </FormDialog>
  );
}

export function CompletionDialog({ programme, onClose }: Props) {
  const onSaved = useSaved('Программа завершена', onClose);
  const form = useProblemForm({
    name: `programme-completion-${programme.id}`,
    initial: { on: today() },
    labels: { on: 'Дата завершения' },
    validate: (v) => ({ on: dateError(v.on) ?? (v.on > today() ? 'Этот день ещё не наступил' : undefined) }),
    submit: (v, key) => api.post<Programme>(`/api/programme/programmes/${programme.id}/completion`, v, { idempotencyKey: key }),
    onSaved,
  });
  return (
    <FormDialog title={`Завершить программу: ${brief(programme.title)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Завершить программу" onCancel={onClose}>
        <p className="dimmed-note">Все мероприятия закрыты. Само наставничество завершают в карточке пары.</p>
        <DateField {...form.field('on')} />
      </FormBody>
    </FormDialog>
  );
}
