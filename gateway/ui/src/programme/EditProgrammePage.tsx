import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from 'react-router';
import { api } from '../api/client';
import type { Programme } from '../api/types';
import { useMentorship } from '../mentorship/mentorship';
import { DateField, dateError, LongText } from '../ui/fields';
import { Fields, FormPage, Line } from '../ui/FormPage';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import { periodError } from './period';
import { PeriodHint } from './PeriodHint';
import { exemptFromPeriod, useProgramme } from './programme';

export function Component() {
  const programme = useProgramme(Number(useParams()['id']));
  return <Loaded query={programme} title="Изменить программу">{(p) => <Form key={p.id} programme={p} />}</Loaded>;
}

const valuesOf = (p: Programme) => ({
  title: p.title, from: p.from, to: p.to, directions: p.directions.join('\n'), gaps: p.gaps.join('\n'), strengths: p.strengths.join('\n'), note: p.note ?? '',
});

/** One thought per line is typed faster than a list of fields. */
const lines = (text: string) => text.split('\n').map((t) => t.trim()).filter(Boolean);

function Form({ programme }: { programme: Programme }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const mentorship = useMentorship(programme.mentorshipId);
  const exempt = mentorship.data ? exemptFromPeriod(mentorship.data) : true;
  const few = (text: string) => (lines(text).length > 20 ? 'Не больше 20 строк' : undefined);
  const form = useProblemForm({
    name: `programme-${programme.id}`,
    initial: valuesOf(programme),
    version: programme.version,
    labels: { title: 'Название', from: 'Начало', to: 'Окончание', directions: 'Направления', gaps: 'Затруднения', strengths: 'Сильные стороны', note: 'Примечание' },
    validate: (v) => ({
      title: v.title.trim() ? undefined : 'Напишите название',
      from: dateError(v.from),
      to: dateError(v.to) ?? periodError(v.from, v.to, exempt),
      directions: few(v.directions), gaps: few(v.gaps), strengths: few(v.strengths),
    }),
    submit: (v, _key, version) =>
      api.put<Programme>(`/api/programme/programmes/${programme.id}`, {
        title: v.title.trim(), from: v.from, to: v.to, directions: lines(v.directions), gaps: lines(v.gaps), strengths: lines(v.strengths), note: v.note.trim(), version,
      }),
    fieldOf: (field) => field.replace(/\[.*$/, ''),
    fromCurrent: (current) => ({ values: valuesOf(current as Programme), version: (current as Programme).version }),
    onSaved: () => {
      void client.invalidateQueries({ queryKey: ['programme'] });
      showDone('Программа сохранена');
      void navigate(`/programmes/${programme.id}`, { replace: true });
    },
  });
  const agreed = Object.values(programme.approvals).some(Boolean);
  return (
    <FormPage form={form} title="Изменить программу" submitLabel="Сохранить программу" trail={[{ title: 'Программы', to: '/programmes' }, { title: programme.title, to: `/programmes/${programme.id}` }]}>
      {agreed && <Notice tone="warn">После изменения программа снова станет черновиком: участникам нужно будет согласиться ещё раз.</Notice>}
      <Fields title="Срок">
        <TextInput {...form.field('title')} maxLength={300} />
        <Line>
          <DateField {...form.field('from')} />
          <DateField {...form.field('to')} />
        </Line>
        <PeriodHint from={form.values.from} to={form.values.to} exempt={exempt} mentorship={mentorship.data} />
      </Fields>
      <Fields title="Содержание" hint="Каждая мысль — с новой строки.">
        <LongText {...form.field('directions')} optional description="По каким направлениям работаем" maxLength={4000} />
        <LongText {...form.field('gaps')} optional description="Что даётся трудно" maxLength={4000} />
        <LongText {...form.field('strengths')} optional description="На что опираемся" maxLength={4000} />
        <LongText {...form.field('note')} optional />
      </Fields>
    </FormPage>
  );
}
