import { Radio, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from 'react-router';
import { api } from '../api/client';
import type { Mentorship, Programme, Template } from '../api/types';
import { pairName, useMentorship } from '../mentorship/mentorship';
import { useTemplates } from '../template/template';
import { DateField, dateError, withOptional } from '../ui/fields';
import { Fields, FormPage, Line } from '../ui/FormPage';
import { Loaded } from '../ui/Loaded';
import { counted } from '../ui/russian';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import { periodError } from './period';
import { PeriodHint } from './PeriodHint';
import { exemptFromPeriod } from './programme';

export function Component() {
  const mentorship = useMentorship(Number(useParams()['id']));
  const templates = useTemplates();
  return (
    <Loaded query={mentorship} title="Новая программа">
      {(m) => <Loaded query={templates} title="Новая программа">{(t) => <Form key={m.id} mentorship={m} templates={t} />}</Loaded>}
    </Loaded>
  );
}

/** Adults begin with the teachers' plan, pupils with the road map. */
function usualTemplate(templates: Template[], m: Mentorship): string {
  const kind = m.form === 'pupil_pupil' || m.form === 'teacher_pupil' ? 'roadmap' : 'plan';
  const usual = templates.find((t) => t.kind === kind);
  return usual ? String(usual.id) : '';
}

function Form({ mentorship: m, templates }: { mentorship: Mentorship; templates: Template[] }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const exempt = exemptFromPeriod(m);
  const form = useProblemForm({
    name: `programme-new-${m.id}`,
    initial: { templateId: usualTemplate(templates, m), from: m.start, to: m.plannedEnd, title: '' },
    labels: { templateId: 'Шаблон', from: 'Начало', to: 'Окончание', title: 'Название' },
    validate: (v) => ({
      templateId: v.templateId ? undefined : 'Выберите шаблон',
      from: dateError(v.from),
      to: dateError(v.to) ?? periodError(v.from, v.to, exempt),
    }),
    submit: (v, key) =>
      api.post<Programme>(`/api/programme/mentorships/${m.id}/programme`, { templateId: Number(v.templateId), from: v.from, to: v.to, title: v.title.trim() || null }, { idempotencyKey: key }),
    onSaved: (p) => {
      void client.invalidateQueries({ queryKey: ['programme'] });
      showDone('Программа составлена. Проверьте мероприятия и дайте участникам на согласие');
      void navigate(`/programmes/${p.id}`, { replace: true, state: { warnings: p.warnings ?? [] } });
    },
  });
  return (
    <FormPage form={form} title="Новая программа" note={pairName(m)} submitLabel="Составить программу" trail={[{ title: 'Пары и группы', to: '/mentorships' }, { title: pairName(m), to: `/mentorships/${m.id}` }]} numbered>
      <Fields title="Шаблон" hint="Мероприятия шаблона станут вашими: их можно менять, добавлять и исключать.">
        <Radio.Group {...form.field('templateId')} label="">
          <Stack gap="sm">
            {templates.map((t) => <Radio key={t.id} value={String(t.id)} label={t.title} description={describe(t)} />)}
          </Stack>
        </Radio.Group>
      </Fields>
      <Fields title="Срок">
        <Line>
          <DateField {...form.field('from')} />
          <DateField {...form.field('to')} />
        </Line>
        <PeriodHint from={form.values.from} to={form.values.to} exempt={exempt} mentorship={m} />
      </Fields>
      <Fields title="Название">
        <TextInput {...form.field('title')} label={withOptional('Название', true)} description="Пусто — как у шаблона" maxLength={300} />
      </Fields>
    </FormPage>
  );
}

function describe(t: Template): string {
  const stages = new Set(t.rows.map((r) => r.stage)).size;
  return [counted(t.rows.length, ['мероприятие', 'мероприятия', 'мероприятий']), stages > 1 ? counted(stages, ['раздел', 'раздела', 'разделов']) : ''].filter(Boolean).join(', ');
}

