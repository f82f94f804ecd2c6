import { Checkbox, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { api } from '../api/client';
import { usePlace } from '../app/session';
import { useTerm } from '../calendar/calendar';
import { PersonPicker } from '../person/PersonPicker';
import { FormDialog } from '../ui/dialogs';
import { DateField, dateError, LongText } from '../ui/fields';
import { FormBody, Line } from '../ui/FormPage';
import { Notice } from '../ui/Notice';
import { formatDate, formatDay, shortName, today } from '../ui/russian';
import { useProblemForm } from '../ui/useProblemForm';
import { useLabourSaved } from './labour';
import type { LabourPapers } from './types';

const address = (papers: LabourPapers, verb: string) => `/api/registry/labour-assignments/${papers.id}/${verb}`;
const who = (papers: LabourPapers) => shortName(papers.mentor.name ?? 'наставник');

const required = (text: string, message: string) => (text.trim() ? undefined : message);

export interface Suggestion {
  mentor?: { personId: number; name: string | null };
  mentee?: { personId: number; name: string | null };
  from?: string;
  to?: string;
}

function yearFrom(iso: string): string {
  const [y, m, d] = iso.split('-').map(Number);
  return new Date(Date.UTC((y ?? 2026) + 1, (m ?? 1) - 1, (d ?? 1) - 1)).toISOString().slice(0, 10);
}

/** Opens the papers, or corrects what was offered. */
export function OfferDialog({ suggestion = {}, papers, onClose }: { suggestion?: Suggestion; papers?: LabourPapers; onClose: () => void }) {
  const place = usePlace();
  const saved = useLabourSaved(onClose);
  const start = suggestion.from ?? today();
  const form = useProblemForm({
    name: papers ? `labour-${papers.id}` : `labour-new-${suggestion.mentor?.personId ?? ''}-${suggestion.mentee?.personId ?? ''}`,
    initial: {
      mentorId: String(papers?.mentor.personId ?? suggestion.mentor?.personId ?? ''),
      menteeId: String(papers?.mentee.personId ?? suggestion.mentee?.personId ?? ''),
      exempt: false, exemptReason: '', exemptReference: '',
      content: papers?.content ?? '', from: papers?.from ?? start, to: papers?.to ?? suggestion.to ?? yearFrom(start),
      form: papers?.form ?? 'Очная, индивидуальная', paySize: papers?.pay?.size ?? '', payBasis: papers?.pay?.basis ?? '',
    },
    version: papers?.version,
    labels: {
      mentorId: 'Наставник', menteeId: 'Наставляемый', exempt: 'Наставничество уже входит в должностные обязанности', exemptReason: 'Почему документы не нужны',
      exemptReference: 'Пункт должностной инструкции или трудового договора', content: 'Содержание работы', from: 'С какого дня', to: 'По какой день',
      form: 'Форма наставничества', paySize: 'Размер стимулирующей выплаты', payBasis: 'Условия выплаты',
    },
    validate: (v) => ({
      mentorId: v.mentorId ? undefined : 'Выберите наставника',
      menteeId: !v.menteeId ? 'Выберите наставляемого' : v.menteeId === v.mentorId ? 'Выберите двух разных людей' : undefined,
      from: dateError(v.from),
      to: dateError(v.to, !v.exempt),
      ...(v.exempt
        ? { exemptReason: required(v.exemptReason, 'Напишите причину'), exemptReference: required(v.exemptReference, 'Укажите пункт: без ссылки освобождение недействительно') }
        : {
            content: required(v.content, 'Опишите, в чём состоит работа наставника'), form: required(v.form, 'Укажите форму'),
            paySize: required(v.paySize, 'Укажите размер выплаты'), payBasis: required(v.payBasis, 'Укажите условия выплаты'),
          }),
    }),
    submit: (v, key, version) => {
      const conditions = { content: v.content.trim() || null, from: v.from, to: v.to || null, form: v.form.trim() || null, paySize: v.paySize.trim() || null, payBasis: v.payBasis.trim() || null };
      if (papers) return api.put(`/api/registry/labour-assignments/${papers.id}`, { ...conditions, version });
      const common = { organisationId: place.id, mentorId: Number(v.mentorId), menteeId: Number(v.menteeId), from: v.from, to: v.to || null };
      return api.post(
        '/api/registry/labour-assignments',
        v.exempt ? { ...common, exemption: { reason: v.exemptReason.trim(), reference: v.exemptReference.trim() } } : { ...common, ...conditions },
        { idempotencyKey: key },
      );
    },
    fromCurrent: (current) => {
      const now = current as LabourPapers;
      return { values: { content: now.content ?? '', from: now.from, to: now.to ?? '', form: now.form ?? '', paySize: now.pay?.size ?? '', payBasis: now.pay?.basis ?? '' }, version: now.version };
    },
    fieldOf: (field) => ({ reason: 'exemptReason', reference: 'exemptReference' })[field.split('.').at(-1) ?? field] ?? field.split('.').at(-1) ?? field,
    onSaved: () => saved(papers ? 'Условия сохранены' : 'Документы подготовлены'),
  });
  const fixed = (person: { personId: number; name?: string | null } | undefined, field: 'mentorId' | 'menteeId') =>
    person ? <TextInput label={field === 'mentorId' ? 'Наставник' : 'Наставляемый'} value={person.name ?? ''} readOnly /> : <PersonPicker {...form.field(field)} organisation={place.id} />;
  return (
    <FormDialog title={papers ? `Условия наставничества: ${who(papers)}` : 'Трудовые документы наставника'} onClose={onClose}>
      <FormBody form={form} submitLabel={papers ? 'Сохранить условия' : 'Подготовить документы'} onCancel={onClose}>
        {fixed(papers?.mentor ?? suggestion.mentor, 'mentorId')}
        {fixed(papers?.mentee ?? suggestion.mentee, 'menteeId')}
        {!papers && <Checkbox {...form.checkbox('exempt')} />}
        <Line>
          <DateField {...form.field('from')} />
          <DateField {...form.field('to')} optional={form.values.exempt} />
        </Line>
        {form.values.exempt ? (
          <>
            <LongText {...form.field('exemptReason')} />
            <TextInput {...form.field('exemptReference')} placeholder="п. 3.12 должностной инструкции" maxLength={500} />
          </>
        ) : (
          <>
            <LongText {...form.field('content')} />
            <TextInput {...form.field('form')} maxLength={200} />
            <Line>
              <TextInput {...form.field('paySize')} placeholder="3 000 ₽ в месяц" maxLength={200} />
              <TextInput {...form.field('payBasis')} placeholder="ежемесячно, по приказу" maxLength={500} />
            </Line>
            <p className="dimmed-note">Выплата за наставничество — стимулирующая. Эти условия войдут в дополнительное соглашение к трудовому договору (ст. 351.8 ТК РФ).</p>
          </>
        )}
      </FormBody>
    </FormDialog>
  );
}

export function ConsentDialog({ papers, onClose }: { papers: LabourPapers; onClose: () => void }) {
  const saved = useLabourSaved(onClose);
  const form = useProblemForm({
    name: `labour-consent-${papers.id}`,
    initial: { on: today() },
    labels: { on: 'Когда работник подписал согласие' },
    validate: (v) => ({ on: dateError(v.on) }),
    submit: (v, key) => api.post(address(papers, 'consent'), v, { idempotencyKey: key }),
    onSaved: () => saved('Согласие записано'),
  });
  return (
    <FormDialog title={`Письменное согласие: ${who(papers)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Записать согласие" onCancel={onClose}>
        <DateField {...form.field('on')} data-autofocus />
      </FormBody>
    </FormDialog>
  );
}

export function RefusalDialog({ papers, onClose }: { papers: LabourPapers; onClose: () => void }) {
  const saved = useLabourSaved(onClose);
  const form = useProblemForm({
    name: `labour-refusal-${papers.id}`,
    initial: { on: today(), note: '' },
    labels: { on: 'Когда работник отказался', note: 'Примечание' },
    validate: (v) => ({ on: dateError(v.on) }),
    submit: (v, key) => api.post(address(papers, 'refusal'), { on: v.on, note: v.note.trim() || null }, { idempotencyKey: key }),
    onSaved: () => saved('Отказ записан'),
  });
  return (
    <FormDialog title={`Отказ от наставничества: ${who(papers)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Записать отказ" onCancel={onClose}>
        <Notice tone="calm">Отказ ни на что не влияет: оценки, показатели и поощрения работника не меняются.</Notice>
        <DateField {...form.field('on')} />
        <LongText {...form.field('note')} optional />
      </FormBody>
    </FormDialog>
  );
}

export function AddendumDialog({ papers, onClose }: { papers: LabourPapers; onClose: () => void }) {
  const saved = useLabourSaved(onClose);
  const form = useProblemForm({
    name: `labour-addendum-${papers.id}`,
    initial: { number: '', on: today() },
    labels: { number: 'Номер соглашения', on: 'Дата соглашения' },
    validate: (v) => ({ number: required(v.number, 'Укажите номер'), on: dateError(v.on) }),
    submit: (v, key) => api.post(address(papers, 'addendum'), { number: v.number.trim(), on: v.on }, { idempotencyKey: key }),
    onSaved: () => saved('Соглашение записано, документы в силе'),
  });
  return (
    <FormDialog title={`Дополнительное соглашение: ${who(papers)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Записать соглашение" onCancel={onClose}>
        <Line>
          <TextInput {...form.field('number')} maxLength={50} data-autofocus />
          <DateField {...form.field('on')} />
        </Line>
      </FormBody>
    </FormDialog>
  );
}

export function ExemptionDialog({ papers, onClose }: { papers: LabourPapers; onClose: () => void }) {
  const saved = useLabourSaved(onClose);
  const form = useProblemForm({
    name: `labour-exemption-${papers.id}`,
    initial: { reason: '', reference: '' },
    labels: { reason: 'Почему документы не нужны', reference: 'Пункт должностной инструкции или трудового договора' },
    validate: (v) => ({ reason: required(v.reason, 'Напишите причину'), reference: required(v.reference, 'Укажите пункт: без ссылки освобождение недействительно') }),
    submit: (v, key) => api.post(address(papers, 'exemption'), { reason: v.reason.trim(), reference: v.reference.trim() }, { idempotencyKey: key }),
    onSaved: () => saved('Записано: наставничество входит в обязанности'),
  });
  return (
    <FormDialog title={`Наставничество входит в обязанности: ${who(papers)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Записать основание" onCancel={onClose}>
        <LongText {...form.field('reason')} />
        <TextInput {...form.field('reference')} placeholder="п. 3.12 должностной инструкции" maxLength={500} />
      </FormBody>
    </FormDialog>
  );
}

/** Three working days by the region's calendar; the earliest lawful day is shown while the date is typed. */
export function NoticeDialog({ papers, onClose }: { papers: LabourPapers; onClose: () => void }) {
  const saved = useLabourSaved(onClose);
  const form = useProblemForm({
    name: `labour-notice-${papers.id}`,
    initial: { by: 'employee', givenOn: today(), effectiveOn: '', bothAgree: false },
    labels: { by: 'Кто прекращает', givenOn: 'Когда подано уведомление', effectiveOn: 'С какого дня прекращается', bothAgree: 'Обе стороны согласны прекратить раньше' },
    validate: (v) => ({ givenOn: dateError(v.givenOn), effectiveOn: dateError(v.effectiveOn || earliest) }),
    submit: (v, key) => api.post(address(papers, 'notice'), { ...v, effectiveOn: v.effectiveOn || earliest }, { idempotencyKey: key }),
    onSaved: () => saved('Уведомление записано'),
  });
  const term = useTerm(form.values.givenOn, 3);
  const earliest = term.data?.effectiveFrom ?? '';
  const chosen = form.values.effectiveOn || earliest;
  const early = !form.values.bothAgree && earliest !== '' && chosen < earliest;
  return (
    <FormDialog title={`Досрочное прекращение: ${who(papers)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Записать уведомление" onCancel={onClose}>
        <Radio.Group {...form.field('by')}>
          <Stack gap={6} mt={4}>
            <Radio value="employee" label="Работник отказывается" />
            <Radio value="employer" label="Работодатель отменяет поручение" />
          </Stack>
        </Radio.Group>
        <Line>
          <DateField {...form.field('givenOn')} />
          <DateField {...form.field('effectiveOn')} value={chosen} />
        </Line>
        <div role="status" aria-live="polite">
          {earliest && (
            <Notice tone={early ? 'warn' : 'calm'}>
              {early ? 'Слишком рано. ' : ''}Предупредить нужно не менее чем за три рабочих дня: {formatDay(earliest)} — самая ранняя дата ({formatDate(earliest)}), последний день срока — {formatDay(term.data?.lastDay)}.
            </Notice>
          )}
        </div>
        <Checkbox {...form.checkbox('bothAgree')} />
      </FormBody>
    </FormDialog>
  );
}

/** Why an order of this pair needs no papers. */
export function WaiverDialog({ id, version, waiver, onClose }: { id: number; version: number; waiver?: string | null | undefined; onClose: () => void }) {
  const saved = useLabourSaved(onClose);
  const form = useProblemForm({
    name: `labour-waiver-${id}`,
    initial: { reason: waiver ?? '' },
    version,
    labels: { reason: 'Почему документы не нужны' },
    validate: (v) => ({ reason: v.reason.trim().length < 15 ? 'Напишите причину и документ, на который вы ссылаетесь: запись сохранится в истории пары' : undefined }),
    submit: (v, _key, at) => api.put(`/api/programme/mentorships/${id}/labour-waiver`, { version: at, reason: v.reason.trim() }),
    onSaved: () => saved('Записано: документы не нужны'),
  });
  return (
    <FormDialog title="Без трудовых документов" onClose={onClose}>
      <FormBody form={form} submitLabel="Не требовать документы" onCancel={onClose}>
        <Notice tone="warn">Закон требует согласия и соглашения, когда работник обучает другого работника. Отключайте проверку, только если это не тот случай: сошлитесь на пункт договора, должностной инструкции или другой документ.</Notice>
        <Textarea {...form.field('reason')} maxLength={2000} autosize minRows={2} data-autofocus />
      </FormBody>
    </FormDialog>
  );
}
