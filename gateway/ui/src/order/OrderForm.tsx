import { Checkbox, SegmentedControl, Skeleton, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { api } from '../api/client';
import type { Mentorship, Order, Slice } from '../api/types';
import { formWords } from '../api/words';
import { usePlace } from '../app/session';
import { namesOf, side } from '../mentorship/mentorship';
import { LongText } from '../ui/fields';
import { Fields, FormPage } from '../ui/FormPage';
import { Notice } from '../ui/Notice';
import { formatDate } from '../ui/russian';
import { useProblemForm } from '../ui/useProblemForm';
import { defaultText, defaultTitle, orderKinds, pairsText, people } from './order';
import classes from './Order.module.css';

export interface OrderValues {
  kind: Order['kind'];
  title: string;
  text: string;
  mentorshipIds: number[];
}

interface Props {
  name: string;
  title: string;
  submitLabel: string;
  initial: OrderValues;
  version?: number;
  /** Lines of an order that is being changed: they may have left the list of candidates. */
  listed?: Order['mentorships'];
  trail: { title: string; to: string }[];
  send: (body: OrderValues, key: string, version: number | undefined) => Promise<Order>;
}

export function OrderForm({ name, title, submitLabel, initial, version, listed = [], trail, send }: Props) {
  const place = usePlace();
  const navigate = useNavigate();
  const form = useProblemForm<OrderValues, Order>({
    name,
    initial,
    version,
    labels: { kind: 'О чём приказ', title: 'Заголовок', text: 'Основание', mentorshipIds: 'Пары и группы' },
    validate: (v) => ({
      title: v.title.trim() ? undefined : 'Напишите заголовок',
      mentorshipIds: v.mentorshipIds.length > 0 ? undefined : 'Выберите хотя бы одну пару',
    }),
    submit: (v, key, at) => send({ ...v, title: v.title.trim(), text: v.text.trim() }, key, at),
    fromCurrent: (current) => ({ values: valuesOf(current as Order), version: (current as Order).version }),
    onSaved: (o) => void navigate(`/orders/${o.id}`, { replace: true }),
  });
  const v = form.values;
  const status = v.kind === 'pairing' ? 'agreed' : 'completed,terminated';
  const candidates = useQuery({
    queryKey: ['programme', 'mentorships', place.id, 'for-order', status],
    queryFn: ({ signal }) => api.get<Slice<Mentorship>>('/api/programme/mentorships', { organisation: place.id, status, size: 100, sort: 'start' }, { signal }),
  });
  const lines = [
    ...listed.map((l) => ({ id: l.id, who: `${people(l.mentors)} — ${people(l.mentees)}`, form: formWords[l.form], start: l.start, end: l.plannedEnd })),
    ...(candidates.data?.items ?? []).filter((m) => !listed.some((l) => l.id === m.id)).map((m) => ({
      id: m.id, who: `${namesOf(side(m.members, 'mentor'))} — ${namesOf(side(m.members, 'mentee'))}`, form: m.formName || formWords[m.form], start: m.start, end: m.actualEnd ?? m.plannedEnd,
    })),
  ];
  const all = lines.length > 0 && lines.every((l) => v.mentorshipIds.includes(l.id));
  const box = form.field('mentorshipIds');

  return (
    <FormPage form={form} title={title} submitLabel={submitLabel} trail={trail}>
      {!version && (
        <SegmentedControl
          aria-label="О чём приказ"
          data={Object.entries(orderKinds).map(([value, label]) => ({ value, label }))}
          value={v.kind}
          onChange={(kind) => {
            const next = kind as Order['kind'];
            form.setValue('kind', next);
            form.setValue('mentorshipIds', []);
            if (v.title === defaultTitle[v.kind]) form.setValue('title', defaultTitle[next]);
            if (v.text === defaultText[v.kind]) form.setValue('text', defaultText[next]);
          }}
        />
      )}
      <Fields title="Пары и группы" hint={v.kind === 'pairing' ? 'Показаны те, где согласны все участники и отмечены оба условия подбора.' : 'Показаны завершённые и прекращённые.'}>
        {candidates.error && <Notice tone="bad">{candidates.error.message}</Notice>}
        {candidates.isPending && <Skeleton h={120} />}
        {candidates.data && lines.length === 0 && (
          <Notice tone="calm">{v.kind === 'pairing' ? 'Согласованных пар без приказа нет. Сначала запишите согласие участников в карточке пары.' : 'Завершённых пар нет.'}</Notice>
        )}
        {lines.length > 0 && (
          <div id={box.id} tabIndex={-1} role="group" aria-label="Пары и группы" className={classes.pick}>
            <Checkbox
              label={all ? 'Снять все' : `Выбрать все: ${pairsText(lines.length)}`}
              checked={all}
              indeterminate={!all && v.mentorshipIds.length > 0}
              onChange={() => form.setValue('mentorshipIds', all ? [] : lines.map((l) => l.id))}
            />
            {lines.map((l) => (
              <Checkbox
                key={l.id}
                label={l.who}
                description={`${l.form}, ${formatDate(l.start)} – ${formatDate(l.end)}`}
                checked={v.mentorshipIds.includes(l.id)}
                onChange={(e) => form.setValue('mentorshipIds', e.currentTarget.checked ? [...v.mentorshipIds, l.id] : v.mentorshipIds.filter((id) => id !== l.id))}
              />
            ))}
          </div>
        )}
        {box.error && <p className={classes.error}>{box.error}</p>}
        {candidates.data && !candidates.data.exact && <p className="dimmed-note">Показаны первые 100. Остальные войдут в следующий приказ.</p>}
      </Fields>
      <Fields title="Текст">
        <TextInput {...form.field('title')} maxLength={300} />
        <LongText {...form.field('text')} optional description="Начало приказа, до слова «приказываю»" />
      </Fields>
    </FormPage>
  );
}

export const valuesOf = (o: Order): OrderValues => ({ kind: o.kind, title: o.title, text: o.text, mentorshipIds: o.mentorships.map((m) => m.id) });
