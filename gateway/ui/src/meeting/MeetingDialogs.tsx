import { NumberInput, Radio, Select, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client';
import type { Meeting } from '../api/types';
import { options } from '../api/words';
import { ConfirmDialog, FormDialog } from '../ui/dialogs';
import { DateField, dateError, LongText, withOptional } from '../ui/fields';
import { FormBody, Line } from '../ui/FormPage';
import { formatDate, today } from '../ui/russian';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import { meetingKinds, meetingModes, timeText, unconfirmed, who, type VerbDialogKind } from './meeting';

function useSaved(text: string, onClose: () => void) {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: ['programme'] });
    showDone(text);
    onClose();
  };
}

const topicsOf = (text: string) => text.split('\n').map((t) => t.trim()).filter(Boolean);

/** `9:5`, `0905`, `9.05` → `09:05`; undefined when it is no time of the day. */
export function parseTime(text: string): string | undefined {
  const m = /^(\d{1,2})[:.\-\s]?(\d{2})$/.exec(text.trim());
  if (!m || Number(m[1]) > 23 || Number(m[2]) > 59) return undefined;
  return `${String(m[1]).padStart(2, '0')}:${m[2]}`;
}

/** Plans a meeting or moves a planned one. */
export function MeetingDialog({ mentorshipId, about, meeting, onClose }: { mentorshipId: number; about: string; meeting?: Meeting | undefined; onClose: () => void }) {
  const onSaved = useSaved(meeting ? 'Встреча изменена' : 'Встреча запланирована', onClose);
  const valuesOf = (m: Meeting | undefined) => ({
    kind: m?.kind ?? 'regular', plannedOn: m?.plannedOn ?? today(), plannedTime: timeText(m?.plannedTime), mode: m?.mode ?? 'in_person', place: m?.place ?? '', topics: (m?.topics ?? []).join('\n'),
  });
  const form = useProblemForm({
    name: `meeting-${meeting?.id ?? `new-${mentorshipId}`}`,
    initial: valuesOf(meeting),
    version: meeting?.version,
    labels: { kind: 'Вид встречи', plannedOn: 'Дата', plannedTime: 'Время', mode: 'Как встречаются', place: 'Место', topics: 'Темы' },
    validate: (v) => ({
      plannedOn: dateError(v.plannedOn),
      plannedTime: v.plannedTime && !parseTime(v.plannedTime) ? 'Напишите часы и минуты: 14:30' : undefined,
      topics: topicsOf(v.topics).length > 20 ? 'Не больше 20 тем' : undefined,
    }),
    submit: (v, key, version) => {
      const body = { kind: v.kind, plannedOn: v.plannedOn, plannedTime: parseTime(v.plannedTime) ?? null, mode: v.mode, place: v.place.trim() || null, topics: topicsOf(v.topics) };
      return meeting
        ? api.put<Meeting>(`/api/programme/meetings/${meeting.id}`, { ...body, version })
        : api.post<Meeting>(`/api/programme/mentorships/${mentorshipId}/meetings`, body, { idempotencyKey: key });
    },
    fieldOf: (field) => field.replace(/\[.*$/, ''),
    fromCurrent: (current) => ({ values: valuesOf(current as Meeting), version: (current as Meeting).version }),
    onSaved,
  });
  return (
    <FormDialog title={`${meeting ? 'Изменить встречу' : 'Запланировать встречу'}: ${about}`} onClose={onClose}>
      <FormBody form={form} submitLabel={meeting ? 'Сохранить встречу' : 'Запланировать встречу'} onCancel={onClose}>
        <Select {...form.field('kind')} data={options(meetingKinds)} allowDeselect={false} />
        <Line>
          <DateField {...form.field('plannedOn')} />
          <TextInput {...form.field('plannedTime')} label={withOptional('Время', true)} inputMode="numeric" placeholder="чч:мм" maxLength={5} autoComplete="off" />
        </Line>
        <Line>
          <Select {...form.field('mode')} data={options(meetingModes)} allowDeselect={false} />
          <TextInput {...form.field('place')} label={withOptional(form.values.mode === 'remote' ? 'Ссылка или способ связи' : 'Место', true)} maxLength={300} />
        </Line>
        <LongText {...form.field('topics')} optional description="Каждая тема — с новой строки" />
      </FormBody>
    </FormDialog>
  );
}

export function HoldDialog({ meeting, onClose }: { meeting: Meeting; onClose: () => void }) {
  const onSaved = useSaved('Встреча отмечена проведённой', onClose);
  const form = useProblemForm({
    name: `meeting-hold-${meeting.id}`,
    initial: { heldOn: meeting.plannedOn <= today() ? meeting.plannedOn : today(), durationMin: 45 as number | '', topics: meeting.topics.join('\n'), summary: '' },
    labels: { heldOn: 'Когда прошла', durationMin: 'Сколько длилась, минут', topics: 'О чём говорили', summary: 'Договорённости' },
    validate: (v) => ({ heldOn: dateError(v.heldOn) ?? (v.heldOn > today() ? 'Этот день ещё не наступил' : undefined) }),
    submit: (v, key) =>
      api.post<Meeting>(`/api/programme/meetings/${meeting.id}/holding`, { heldOn: v.heldOn, durationMin: v.durationMin || null, topics: topicsOf(v.topics), summary: v.summary.trim() || null }, { idempotencyKey: key }),
    fieldOf: (field) => field.replace(/\[.*$/, ''),
    onSaved,
  });
  return (
    <FormDialog title={`Встреча прошла: ${who(meeting)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Отметить проведённой" onCancel={onClose}>
        <Line>
          <DateField {...form.field('heldOn')} />
          <NumberInput {...form.field('durationMin')} label={withOptional('Длилась, минут', true)} min={1} max={1440} allowDecimal={false} step={15} />
        </Line>
        <LongText {...form.field('topics')} optional description="Каждая тема — с новой строки" />
        <LongText {...form.field('summary')} optional />
      </FormBody>
    </FormDialog>
  );
}

/** The curator enters the word of a side that does not log in. */
export function ConfirmOnPaperDialog({ meeting, onClose }: { meeting: Meeting; onClose: () => void }) {
  const onSaved = useSaved('Подтверждение записано', onClose);
  const sides = unconfirmed(meeting);
  const form = useProblemForm({
    name: `meeting-confirm-${meeting.id}`,
    initial: { side: sides[0] ?? 'mentor', by: 'curator' },
    labels: { side: 'Кто подтвердил', by: 'Чьи слова' },
    submit: (v, key) => api.post<Meeting>(`/api/programme/meetings/${meeting.id}/confirmation`, v, { idempotencyKey: key }),
    onSaved,
  });
  return (
    <FormDialog title={`Подтвердить встречу ${formatDate(meeting.heldOn)}: ${who(meeting)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Записать подтверждение" onCancel={onClose}>
        <Radio.Group {...form.field('side')}>
          <Stack gap={6} mt={4}>
            {sides.map((s) => <Radio key={s} value={s} label={s === 'mentor' ? 'Наставник' : 'Наставляемый'} />)}
          </Stack>
        </Radio.Group>
        <Select {...form.field('by')} data={[{ value: 'curator', label: 'Сам участник, на бумаге или устно' }, { value: 'representative', label: 'Законный представитель' }]} allowDeselect={false} />
      </FormBody>
    </FormDialog>
  );
}

export function CancelDialog({ meeting, onClose }: { meeting: Meeting; onClose: () => void }) {
  const onSaved = useSaved('Встреча отменена', onClose);
  const form = useProblemForm({
    name: `meeting-cancel-${meeting.id}`,
    initial: { reason: '' },
    labels: { reason: 'Причина' },
    validate: (v) => ({ reason: v.reason.trim() ? undefined : 'Напишите причину' }),
    submit: (v, key) => api.post<Meeting>(`/api/programme/meetings/${meeting.id}/cancellation`, { reason: v.reason.trim() }, { idempotencyKey: key }),
    onSaved,
  });
  return (
    <FormDialog title={`Отменить встречу ${formatDate(meeting.plannedOn)}: ${who(meeting)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Отменить встречу" onCancel={onClose}><LongText {...form.field('reason')} data-autofocus /></FormBody>
    </FormDialog>
  );
}

export function MissedDialog({ meeting, onClose }: { meeting: Meeting; onClose: () => void }) {
  const onDone = useSaved('Отмечено: встреча не состоялась', onClose);
  return (
    <ConfirmDialog
      title={`Встреча ${formatDate(meeting.plannedOn)} не состоялась: ${who(meeting)}`}
      verb="Отметить: не состоялась"
      run={() => api.post(`/api/programme/meetings/${meeting.id}/missed`)}
      onClose={onClose}
      onDone={onDone}
    >
      Если встречу перенесли, измените её дату.
    </ConfirmDialog>
  );
}

/** The dialog behind a verb of a meeting. */
export function VerbDialog({ kind, meeting, onClose }: { kind: VerbDialogKind; meeting: Meeting; onClose: () => void }) {
  switch (kind) {
    case 'edit': return <MeetingDialog mentorshipId={meeting.mentorshipId} about={who(meeting)} meeting={meeting} onClose={onClose} />;
    case 'hold': return <HoldDialog meeting={meeting} onClose={onClose} />;
    case 'confirm': return <ConfirmOnPaperDialog meeting={meeting} onClose={onClose} />;
    case 'cancel': return <CancelDialog meeting={meeting} onClose={onClose} />;
    case 'missed': return <MissedDialog meeting={meeting} onClose={onClose} />;
  }
}
