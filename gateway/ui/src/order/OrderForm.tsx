import { Checkbox, Select, Skeleton, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { api } from '../api/client';
import type { Mentorship, Order, Slice } from '../api/types';
import { formWords } from '../api/words';
import { usePlace } from '../app/session';
import { issuedBy, namesOf, partnerOf, side } from '../mentorship/mentorship';
import { DateField, dateError, LongText, withOptional } from '../ui/fields';
import { Fields, FormPage, Line } from '../ui/FormPage';
import { Notice } from '../ui/Notice';
import { formatDate } from '../ui/russian';
import { useProblemForm } from '../ui/useProblemForm';
import { defaultText, defaultTitle, journals, notesOf, ofMentorships, orderKinds, pairsText, people, preparedHere } from './order';
import { StaffPicker } from './StaffPicker';
import type { NamedPerson, OrderPayload } from './types';
import classes from './Order.module.css';

export interface OrderValues {
  kind: Order['kind'];
  journal: NonNullable<Order['journal']>;
  title: string;
  text: string;
  mentorshipIds: number[];
  people: NamedPerson[];
  from: string;
  to: string;
  subject: string;
  basis: string;
  pay: string;
  control: string;
  amends: number | null;
  repeals: boolean;
  /** What another feature has put into the order; kept as it is. */
  extra: Record<string, unknown>;
}

/** What is sent to the service. */
export interface OrderBody {
  kind: Order['kind'];
  journal: NonNullable<Order['journal']>;
  title: string;
  text: string;
  mentorshipIds: number[];
  payload: OrderPayload & Record<string, unknown>;
  amends: number | null;
  repeals: boolean;
}

const own = ['people', 'from', 'to', 'subject', 'basis', 'pay', 'control'];

export const emptyOrder = (kind: Order['kind']): OrderValues => ({
  kind, journal: 'main', title: defaultTitle[kind], text: defaultText[kind], mentorshipIds: [], people: [], from: '', to: '', subject: '', basis: '', pay: '', control: '', amends: null, repeals: false, extra: {},
});

function bodyOf(v: OrderValues): OrderBody {
  const pairs = ofMentorships(v.kind);
  const texts = { from: v.from, to: v.to, subject: v.subject.trim(), basis: v.basis.trim(), pay: v.pay.trim(), control: v.control.trim() };
  const said = Object.fromEntries(Object.entries(texts).filter(([, value]) => value));
  return {
    kind: v.kind, journal: v.journal, title: v.title.trim(), text: v.text.trim(), mentorshipIds: pairs ? v.mentorshipIds : [], amends: v.amends, repeals: v.amends !== null && v.repeals,
    payload: { ...v.extra, ...said, ...(pairs ? (v.people.length > 0 ? { people: v.people.map((p) => ({ personId: p.personId, note: p.note.trim() || null })) } : {}) : { people: v.people.map((p) => ({ personId: p.personId, note: p.note.trim() || null })) }) },
  };
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
  send: (body: OrderBody, key: string, version: number | undefined) => Promise<Order>;
}

export function OrderForm({ name, title, submitLabel, initial, version, listed = [], trail, send }: Props) {
  const place = usePlace();
  const navigate = useNavigate();
  const form = useProblemForm<OrderValues, Order>({
    name,
    initial,
    version,
    labels: {
      kind: 'О чём приказ', journal: 'Книга приказов', title: 'Заголовок', text: 'Преамбула', mentorshipIds: 'Пары и группы', people: 'Люди', from: 'С какого дня', to: 'По какой день',
      subject: 'Чему обучают', basis: 'Документ-основание', pay: 'Пункт об оплате', control: 'Кто контролирует', repeals: 'Прежний приказ полностью утрачивает силу',
    },
    validate: (v) => ({
      title: v.title.trim() ? undefined : 'Напишите заголовок',
      mentorshipIds: !ofMentorships(v.kind) || v.mentorshipIds.length > 0 ? undefined : 'Выберите хотя бы одну пару',
      people: ofMentorships(v.kind) || v.people.length > 0 ? undefined : 'Добавьте хотя бы одного человека',
      from: dateError(v.from, false),
      to: dateError(v.to, false) ?? (v.from && v.to && v.to < v.from ? 'Окончание раньше начала' : undefined),
      subject: v.kind !== 'training' || v.subject.trim() ? undefined : 'Напишите, чему обучают',
    }),
    submit: (v, key, at) => send(bodyOf(v), key, at),
    fromCurrent: (current) => ({ values: valuesOf(current as Order), version: (current as Order).version }),
    onSaved: (o) => void navigate(`/orders/${o.id}`, { replace: true }),
  });
  const v = form.values;
  const pairs = ofMentorships(v.kind);
  const status = v.kind === 'ending' ? 'completed,terminated' : 'agreed';
  const candidates = useQuery({
    queryKey: ['programme', 'mentorships', place.id, 'for-order', status],
    queryFn: ({ signal }) => api.get<Slice<Mentorship>>('/api/programme/mentorships', { organisation: place.id, status, size: 100, sort: 'start' }, { signal }),
    enabled: v.kind === 'pairing' || v.kind === 'ending',
  });
  const lines = [
    ...listed.map((l) => ({ id: l.id, who: `${people(l.mentors)} — ${people(l.mentees)}`, form: formWords[l.form], start: l.start, end: l.plannedEnd })),
    ...(candidates.data?.items ?? []).filter((m) => !listed.some((l) => l.id === m.id) && issuedBy(m, place.id)).map((m) => ({
      id: m.id, who: [`${namesOf(side(m.members, 'mentor'))} — ${namesOf(side(m.members, 'mentee'))}`, partnerOf(m, place)].filter(Boolean).join(', '), form: m.formName || formWords[m.form], start: m.start, end: m.actualEnd ?? m.plannedEnd,
    })),
  ];
  const all = lines.length > 0 && lines.every((l) => v.mentorshipIds.includes(l.id));
  const box = form.field('mentorshipIds');

  return (
    <FormPage form={form} title={title} submitLabel={submitLabel} trail={trail}>
      <Fields title="Приказ">
        {version === undefined && (
          <Select
            label="О чём приказ"
            allowDeselect={false}
            data={preparedHere.map((value) => ({ value, label: orderKinds[value] }))}
            value={v.kind}
            onChange={(kind) => {
              const next = (kind ?? 'pairing') as Order['kind'];
              form.setValue('kind', next);
              form.setValue('mentorshipIds', []);
              if (v.title === defaultTitle[v.kind]) form.setValue('title', defaultTitle[next]);
              if (v.text === defaultText[v.kind]) form.setValue('text', defaultText[next]);
            }}
          />
        )}
        <Select label="Книга приказов" description="В ней приказ получит номер" allowDeselect={false} data={Object.entries(journals).map(([value, label]) => ({ value, label }))} value={v.journal} onChange={(journal) => form.setValue('journal', (journal ?? 'main') as OrderValues['journal'])} />
        {v.amends !== null && <Checkbox label="Прежний приказ полностью утрачивает силу" description="Без отметки он действует в неизменённой части" checked={v.repeals} onChange={(e) => form.setValue('repeals', e.currentTarget.checked)} />}
      </Fields>
      {!pairs && (
        <Fields title="Люди">
          <StaffPicker id={form.field('people').id} value={v.people} onChange={(list) => form.setValue('people', list)} error={form.field('people').error} note={notesOf(v.kind)} mentors={v.kind === 'mentor_registry' || v.kind === 'training'} />
          {v.kind === 'training' && <TextInput {...form.field('subject')} maxLength={300} description="Название программы или темы" />}
          {v.kind !== 'reward' && <Line><DateField {...form.field('from')} optional /><DateField {...form.field('to')} optional /></Line>}
        </Fields>
      )}
      {pairs && <Fields title="Пары и группы" hint={v.kind === 'pairing' ? 'Показаны те, где согласны все участники и отмечены оба условия подбора.' : v.kind === 'ending' ? 'Показаны завершённые и прекращённые.' : 'Состав меняют в карточке пары.'}>
        {candidates.error && <Notice tone="bad">{candidates.error.message}</Notice>}
        {candidates.isLoading && <Skeleton h={120} />}
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
      </Fields>}
      <Fields title="Текст">
        <TextInput {...form.field('title')} maxLength={300} />
        <LongText {...form.field('text')} optional description="Начало приказа, до слова «приказываю»" />
        <LongText {...form.field('basis')} optional description="Например: решение педагогического совета, протокол № 3 от 30.08.2026" />
        {v.kind === 'pairing' && <LongText {...form.field('pay')} optional description="Пусто: для наставников-работников ссылка на дополнительные соглашения (ст. 351.8 ТК РФ)" />}
        <TextInput {...form.field('control')} label={withOptional('Кто контролирует', true)} maxLength={200} description="Пусто: контроль директор оставляет за собой" />
      </Fields>
    </FormPage>
  );
}

export function valuesOf(o: Order): OrderValues {
  const said = (o.payload ?? {}) as OrderPayload & Record<string, unknown>;
  return {
    ...emptyOrder(o.kind), journal: o.journal ?? 'main', title: o.title, text: o.text, mentorshipIds: o.mentorships.map((m) => m.id),
    people: (o.people ?? []).map((p) => ({ personId: p.personId, name: p.name ?? 'имя скрыто', note: p.note ?? '' })),
    from: said.from ?? '', to: said.to ?? '', subject: said.subject ?? '', basis: said.basis ?? '', pay: said.pay ?? '', control: said.control ?? '',
    amends: o.amends?.id ?? null, repeals: o.amends?.whole ?? false,
    extra: Object.fromEntries(Object.entries(said).filter(([key]) => !own.includes(key))),
  };
}
