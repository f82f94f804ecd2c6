import { Button, Checkbox, Group, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import type { MentorshipForm, Participant, Slice } from '../api/types';
import { formWords, options } from '../api/words';
import { usePlace } from '../app/session';
import { DateField, dateError, LongText } from '../ui/fields';
import { Fields, FormPage, Line } from '../ui/FormPage';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { counted, today } from '../ui/russian';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import classes from './matching.module.css';
import type { GroupMeeting, Guest, Side } from './types';
import { initials } from './words';

/** A week is usual: long enough for everybody, short enough to remember the meeting. */
export function inAWeek(day: string): string {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 7);
  return date.toISOString().slice(0, 10);
}

const path = [{ title: 'Встреча и анкета', to: '/matching/meetings' }];

/** A new meeting, or the change of one. */
export function Component() {
  const { id } = useParams();
  const meeting = useQuery({
    queryKey: ['programme', 'group-meeting', Number(id)],
    enabled: id !== undefined,
    queryFn: ({ signal }) => api.get<GroupMeeting>(`/api/programme/group-meetings/${id}`, undefined, { signal }),
  });
  if (id === undefined) return <Form />;
  return <Loaded query={meeting} title="Изменить встречу">{(m) => <Form meeting={m} />}</Loaded>;
}

const invited = (meeting: GroupMeeting | undefined, role: Side) => meeting?.people.filter((p) => p.role === role) ?? [];

function Form({ meeting }: { meeting?: GroupMeeting }) {
  const place = usePlace();
  const navigate = useNavigate();
  const form = useProblemForm({
    name: `group-meeting-${meeting?.id ?? `new-${place.id}`}`,
    version: meeting?.version,
    initial: {
      form: (meeting?.form ?? 'teacher_teacher') as MentorshipForm, on: meeting?.on ?? today(), time: meeting?.time?.slice(0, 5) ?? '',
      mode: meeting?.mode ?? ('in_person' as 'in_person' | 'remote'), place: meeting?.place ?? '', note: meeting?.note ?? '',
      surveyUntil: meeting ? (meeting.surveyUntil ?? '') : inAWeek(today()),
      mentorIds: invited(meeting, 'mentor').map((p) => p.personId), menteeIds: invited(meeting, 'mentee').map((p) => p.personId),
    },
    labels: {
      form: 'Форма наставничества', on: 'День встречи', time: 'Время', mode: 'Как встречаются', place: 'Место или ссылка', note: 'Заметка куратора',
      surveyUntil: 'Анкета открыта до', mentorIds: 'Наставники', menteeIds: 'Наставляемые',
    },
    validate: (v) => ({
      on: dateError(v.on),
      time: v.time && !/^([01]\d|2[0-3]):[0-5]\d$/.test(v.time) ? 'Напишите время как 14:30' : undefined,
      surveyUntil: dateError(v.surveyUntil, false) ?? (v.surveyUntil && v.surveyUntil < v.on ? 'Анкета не может закрыться раньше дня встречи' : undefined),
      mentorIds: v.mentorIds.length > 0 ? undefined : 'Пригласите хотя бы одного наставника',
      menteeIds: v.menteeIds.length > 0 ? undefined : 'Пригласите хотя бы одного наставляемого',
    }),
    submit: (v, idempotencyKey, version) => {
      const body = { ...v, time: v.time || null, place: v.place.trim() || null, note: v.note.trim() || null, surveyUntil: v.surveyUntil || null };
      return meeting
        ? api.put<GroupMeeting>(`/api/programme/group-meetings/${meeting.id}`, { ...body, version })
        : api.post<GroupMeeting>('/api/programme/group-meetings', { ...body, organisationId: place.id }, { idempotencyKey });
    },
    fromCurrent: (current) => {
      const now = current as GroupMeeting;
      return { version: now.version, values: { on: now.on, place: now.place ?? '', note: now.note ?? '', surveyUntil: now.surveyUntil ?? '' } };
    },
    onSaved: (saved) => {
      showDone(meeting ? 'Встреча изменена' : 'Встреча назначена');
      void navigate(`/matching/meetings/${saved.id}`, { replace: true });
    },
  });
  return (
    <FormPage
      title={meeting ? 'Изменить встречу' : 'Назначить встречу знакомства'}
      trail={path}
      form={form}
      submitLabel={meeting ? 'Сохранить' : 'Назначить встречу'}
      note="Приглашённые увидят встречу и, когда она пройдёт, анкету: с кем им хотелось бы работать."
    >
      <Fields title="Когда и где">
        <Select {...form.field('form')} data={options(formWords)} allowDeselect={false} />
        <Line>
          <DateField {...form.field('on')} />
          <TextInput {...form.field('time')} label={<>Время <span className="optional">(необязательно)</span></>} placeholder="14:30" inputMode="numeric" maxLength={5} />
          <Select {...form.field('mode')} data={[{ value: 'in_person', label: 'Очно' }, { value: 'remote', label: 'Дистанционно' }]} allowDeselect={false} />
        </Line>
        <TextInput {...form.field('place')} label={<>Место или ссылка <span className="optional">(необязательно)</span></>} maxLength={300} />
      </Fields>
      <Fields title="Кого пригласить">
        <Guests role="mentor" {...guestField('mentorIds')} already={invited(meeting, 'mentor')} without={form.values.menteeIds} />
        <Guests role="mentee" {...guestField('menteeIds')} already={invited(meeting, 'mentee')} without={form.values.mentorIds} />
      </Fields>
      <Fields title="Анкета после встречи">
        <DateField {...form.field('surveyUntil')} description="Оставьте пустым, если ответы внесёте сами по беседе" optional />
        <LongText {...form.field('note')} optional />
      </Fields>
    </FormPage>
  );

  function guestField(name: 'mentorIds' | 'menteeIds') {
    const field = form.field(name);
    return { id: field.id, error: field.error as string | undefined, value: form.values[name], onChange: (ids: number[]) => form.setValue(name, ids) };
  }
}

interface GuestsProps {
  role: Side;
  id: string;
  error: string | undefined;
  value: number[];
  onChange: (ids: number[]) => void;
  already: Guest[];
  without: number[];
}

/** Everybody who can come, to be ticked; a surname narrows the list. */
function Guests({ role, id, error, value, onChange, already, without }: GuestsProps) {
  const place = usePlace();
  const [q, setQ] = useState('');
  const people = useQuery({
    queryKey: ['programme', 'participants', place.id, role, 'meeting'],
    queryFn: async ({ signal }) => {
      const page = (n: number) => api.get<Slice<Participant>>('/api/programme/participants', { organisation: place.id, role, free: true, size: 100, page: n, sort: 'name' }, { signal });
      const first = await page(0);
      const rest = await Promise.all(Array.from({ length: Math.min(4, Math.ceil(first.total / 100) - 1) }, (_, i) => page(i + 1)));
      return [first, ...rest].flatMap((s) => s.items);
    },
  });
  const known = [
    ...already.map((g) => ({ id: g.personId, name: g.name, detail: g.detail, consent: true })),
    ...(people.data ?? []).filter((p) => !already.some((g) => g.personId === p.personId))
      .map((p) => ({ id: p.personId, name: p.name, detail: p.kind === 'pupil' && p.positionOrGrade ? `${p.positionOrGrade} класс` : '', consent: p.consent !== false })),
  ].filter((p) => !without.includes(p.id));
  const found = known.filter((p) => (p.name ?? '').toLowerCase().includes(q.trim().toLowerCase()));
  const open = found.filter((p) => p.consent).map((p) => p.id);
  const title = role === 'mentor' ? 'Наставники' : 'Наставляемые';
  return (
    <fieldset id={id} tabIndex={-1} aria-describedby={error ? `${id}-error` : undefined}>
      <legend>{title}: {value.length > 0 ? counted(value.length, ['человек', 'человека', 'человек']) : 'никого'}</legend>
      {error && <p id={`${id}-error`} className="field-note">{error}</p>}
      {people.error && <Notice tone="bad">{asProblem(people.error).message}</Notice>}
      {people.data && known.length === 0 && (
        <p className="dimmed-note">{role === 'mentor' ? 'Свободных наставников в базе нет. Зарегистрируйте наставника в разделе «Люди».' : 'В базе нет наставляемых без пары. Добавьте наставляемого в разделе «Люди».'}</p>
      )}
      {known.length > 0 && (
        <>
          <Group mb={8} gap="xs">
            <TextInput size="sm" value={q} onChange={(e) => setQ(e.currentTarget.value)} placeholder="Фамилия" aria-label={`Найти среди тех, кто ${role === 'mentor' ? 'наставник' : 'наставляемый'}`} />
            <Button variant="default" size="sm" onClick={() => onChange([...new Set([...value, ...open])])}>Отметить всех</Button>
            {value.length > 0 && <Button variant="subtle" size="sm" onClick={() => onChange([])}>Снять отметки</Button>}
          </Group>
          <ul className={`${classes.people} ${classes.checks}`} aria-label={title}>
            {found.map((p) => (
              <li key={p.id}>
                <Checkbox
                  checked={value.includes(p.id)}
                  disabled={!p.consent}
                  onChange={(e) => onChange(e.currentTarget.checked ? [...value, p.id] : value.filter((x) => x !== p.id))}
                  label={<>{initials(p.name) ?? 'имя скрыто'}<small>{p.consent ? p.detail : 'нет действующего согласия'}</small></>}
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </fieldset>
  );
}
