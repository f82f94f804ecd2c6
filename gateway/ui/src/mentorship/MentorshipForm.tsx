import { Autocomplete, Checkbox, Group, Radio, Select, Stack, TextInput } from '@mantine/core';
import { useNavigate } from 'react-router';
import type { ContactMode, Mentorship, MentorshipForm as FormCode, MentorshipKind, MentorshipMethod } from '../api/types';
import { contactWords, formWords, methodWords, options } from '../api/words';
import { DateField, dateError, LongText, withOptional } from '../ui/fields';
import { Fields, FormPage, Line } from '../ui/FormPage';
import { Notice } from '../ui/Notice';
import { today } from '../ui/russian';
import { useProblemForm } from '../ui/useProblemForm';
import { kindOrder, kindRules, mutual, sideError } from './kinds';
import { derivedEnd, derivedForm, inAWeek, lastDayError, stepWarning } from './mentorship';
import { PartnerPicker } from './PartnerPicker';
import { PeoplePicker, type Chosen } from './PeoplePicker';

export interface Terms {
  kind: MentorshipKind;
  /** The mentors work in another organisation (BR-048). */
  elsewhere: boolean;
  mentorOrganisation: string;
  mentorIds: Chosen[];
  menteeIds: Chosen[];
  form: FormCode | '';
  formName: string;
  methods: MentorshipMethod[];
  contactModes: ContactMode[];
  topicOne: string;
  topicTwo: string;
  partnerId: string;
  roleModel: string;
  goal: string;
  start: string;
  plannedEnd: string;
  profileFits: boolean;
  mutualInterest: boolean;
  /** Of a proposal alone; later another day comes with another invitation. */
  respondBy?: string;
}

export const newTerms = (): Terms => ({
  kind: 'pair', elsewhere: false, mentorOrganisation: '', mentorIds: [], menteeIds: [], form: '', formName: '', methods: ['one_to_one'], contactModes: [], topicOne: '', topicTwo: '', partnerId: '', roleModel: '', goal: '',
  start: today(), plannedEnd: '', profileFits: false, mutualInterest: false, respondBy: inAWeek(),
});

export const termsOf = (m: Mentorship): Terms => {
  const chosen = (role: 'mentor' | 'mentee') =>
    m.members.filter((x) => x.role === role && !x.to).map((x) => ({ id: x.personId, name: x.name ?? 'имя скрыто', kind: x.minor ? ('pupil' as const) : ('staff' as const) }));
  return {
    kind: m.kind, elsewhere: Boolean(m.employer), mentorOrganisation: m.employer ? String(m.employer.organisationId) : '', mentorIds: chosen('mentor'), menteeIds: chosen('mentee'), form: m.form, formName: m.formName ?? '', methods: m.methods,
    contactModes: m.more?.contactModes ?? [], topicOne: m.more?.topics[0] ?? '', topicTwo: m.more?.topics[1] ?? '', partnerId: m.more?.partnerId ? String(m.more.partnerId) : '',
    roleModel: m.roleModel ?? '', goal: m.goal, start: m.start, plannedEnd: m.plannedEnd,
    profileFits: m.criteria.profileFits, mutualInterest: m.criteria.mutualInterest,
  };
};

const labels = {
  kind: 'Кого объединяем', elsewhere: 'Наставник из другой организации', mentorOrganisation: 'Где работает наставник', mentorIds: 'Наставник', menteeIds: 'Наставляемые', form: 'Форма наставничества', formName: 'Название формы',
  methods: 'Как работают', contactModes: 'Формы контакта', topicOne: 'Чему учит первый', topicTwo: 'Чему учит второй', partnerId: 'Чья команда наставляет', roleModel: 'Ролевая модель', goal: 'Цель', start: 'Начало', plannedEnd: 'Окончание',
  profileFits: 'Профиль и опыт наставника соответствуют запросу', mutualInterest: 'Есть взаимный интерес и симпатия', respondBy: 'Ответить до',
};

/** The usual models of a form; any other may be written. */
const roleModels = (form: FormCode | '') =>
  form === 'pupil_pupil' ? ['успевающий — неуспевающий', 'лидер — пассивный', 'равный — равному']
    : ['опытный учитель — молодой специалист', 'новатор — консерватор', 'равный — равному'];

export function checkTerms(v: Terms): Partial<Record<keyof Terms, string | undefined>> {
  return {
    mentorOrganisation: v.elsewhere && v.kind !== 'org_to_org' && !v.mentorOrganisation ? 'Выберите организацию' : undefined,
    mentorIds: sideError(v.kind, 'mentors', v.mentorIds.length),
    menteeIds:
      v.kind === 'pair' && v.menteeIds.length > 1 ? 'В паре один наставляемый. Для нескольких выберите группу'
        : v.kind === 'group' && v.menteeIds.length === 1 ? 'В группе не меньше двух наставляемых' : sideError(v.kind, 'mentees', v.menteeIds.length),
    topicOne: mutual(v.kind, v.roleModel) && !v.topicOne.trim() ? 'Напишите тему' : undefined,
    topicTwo: mutual(v.kind, v.roleModel) && !v.topicTwo.trim() ? 'Напишите тему' : undefined,
    partnerId: v.kind === 'org_to_org' && !v.partnerId ? 'Выберите организацию' : undefined,
    form: v.form ? undefined : 'Выберите форму',
    formName: v.form === 'other' && !v.formName.trim() ? 'Назовите форму' : undefined,
    goal: v.goal.trim() ? undefined : 'Напишите, чего хотите достичь',
    start: dateError(v.start),
    respondBy: v.respondBy === undefined ? undefined : lastDayError(v.respondBy),
    plannedEnd: dateError(v.plannedEnd) ?? (v.plannedEnd < v.start ? 'Окончание раньше начала' : undefined),
  };
}

interface Props {
  name: string;
  title: string;
  submitLabel: string;
  initial: Terms;
  version?: number;
  /** Once both sides have agreed, who and what form is fixed. */
  settled?: boolean;
  /** An order has fixed the term. */
  ordered?: boolean;
  /** Somebody has answered: what changes is asked about again. */
  answered?: boolean;
  trail: { title: string; to: string }[];
  send: (body: object, key: string, version: number | undefined) => Promise<Mentorship>;
}

export function MentorshipForm({ name, title, submitLabel, initial, version, settled, ordered, answered, trail, send }: Props) {
  const navigate = useNavigate();
  const form = useProblemForm<Terms, Mentorship>({
    name,
    initial,
    version,
    labels,
    validate: checkTerms,
    submit: (v, key, at) =>
      send({
        kind: v.kind, form: v.form, formName: v.form === 'other' ? v.formName.trim() : null, methods: v.methods, roleModel: v.roleModel.trim() || null,
        goal: v.goal.trim(), start: v.start, plannedEnd: v.plannedEnd,
        mentorIds: v.mentorIds.map((p) => p.id), menteeIds: v.menteeIds.map((p) => p.id),
        criteria: { profileFits: v.profileFits, mutualInterest: v.mutualInterest },
        ...(version === undefined ? { respondBy: v.respondBy } : {}),
        more: {
          contactModes: v.contactModes, topics: mutual(v.kind, v.roleModel) ? [v.topicOne.trim(), v.topicTwo.trim()] : [],
          partnerId: v.kind === 'org_to_org' && v.partnerId ? Number(v.partnerId) : null,
          mentorOrganisation: v.elsewhere && v.kind !== 'org_to_org' && v.mentorOrganisation ? Number(v.mentorOrganisation) : null,
        },
      }, key, at),
    fromCurrent: (current) => ({ values: termsOf(current as Mentorship), version: (current as Mentorship).version }),
    onSaved: (m) => void navigate(`/mentorships/${m.id}`, { replace: true, state: { warnings: m.warnings ?? [] } }),
  });
  const v = form.values;
  const end = v.form ? derivedEnd(v.form, v.start) : '';
  const elsewhere = v.elsewhere && v.kind !== 'org_to_org';
  const minors = v.menteeIds.some((p) => p.kind === 'pupil');
  const step = stepWarning(v.form, v.roleModel, v.mentorIds, v.menteeIds);
  const change = (next: Partial<Terms>) => {
    const after = { ...v, ...next };
    // Until somebody has chosen an end, it follows the form and the start.
    const follows = v.plannedEnd === '' || v.plannedEnd === end;
    const guess = next.mentorIds || next.menteeIds ? derivedForm(after.mentorIds, after.menteeIds) : undefined;
    const before = derivedForm(v.mentorIds, v.menteeIds);
    if (guess && (v.form === '' || v.form === before)) after.form = next.form = guess;
    if (follows && after.form) next.plannedEnd = derivedEnd(after.form, after.start);
    for (const [key, value] of Object.entries(next)) form.setValue(key as keyof Terms, value);
  };

  return (
    <FormPage form={form} title={title} submitLabel={submitLabel} trail={trail} numbered>
      {settled && <Notice tone="calm">Участники уже согласились, поэтому состав, форму, способы работы и дату начала изменить нельзя.{ordered ? ' Срок закреплён приказом: его меняют продлением, в меню «Действия».' : ''}</Notice>}
      {answered && <Notice tone="warn">Если изменить то, на что участники соглашались, их ответы снимаются и согласие спрашивают заново.</Notice>}
      <Fields title="Участники">
        <Radio.Group {...form.field('kind')} onChange={(kind) => { const next = kindRules[kind as MentorshipKind]; change({ kind: kind as MentorshipKind, mentorIds: v.mentorIds.slice(0, next.mentors.max), menteeIds: v.menteeIds.slice(0, next.mentees.max) }); }}>
          <Stack gap={6} mt={4}>{kindOrder.map((k) => <Radio key={k} value={k} label={kindRules[k].label} disabled={settled} />)}</Stack>
        </Radio.Group>
        {v.kind === 'org_to_org' && (
          <>
            <PartnerPicker {...picker(form.field('partnerId'))} value={v.partnerId} onChange={(partnerId) => change({ partnerId })} disabled={settled ?? false} />
            <Notice tone="calm">Наставников другой организации сначала добавьте как внешних взрослых с местом работы.</Notice>
          </>
        )}
        {v.kind !== 'org_to_org' && (
          <Checkbox {...form.checkbox('elsewhere')} disabled={settled ?? false} onChange={(e) => change({ elsewhere: e.currentTarget.checked, mentorOrganisation: '', mentorIds: [] })} description="Только для взрослых: его организация должна согласиться и издаёт приказ" />
        )}
        {elsewhere && (
          <>
            <PartnerPicker {...picker(form.field('mentorOrganisation'))} value={v.mentorOrganisation} onChange={(mentorOrganisation) => change({ mentorOrganisation, mentorIds: [] })} disabled={settled ?? false} />
            {minors && <Notice tone="warn">Среди наставляемых есть несовершеннолетние: сведения о них не передают другой организации. Оформите наставника в вашей организации и выберите его здесь.</Notice>}
          </>
        )}
        <PeoplePicker key={elsewhere ? v.mentorOrganisation : 'here'} {...picker(form.field('mentorIds'))} label={kindRules[v.kind].mentors.label} role="mentor" elsewhere={elsewhere && v.mentorOrganisation ? v.mentorOrganisation : undefined} max={kindRules[v.kind].mentors.max} value={v.mentorIds} without={v.menteeIds.map((p) => p.id)} onChange={(mentorIds) => change({ mentorIds })} disabled={(settled ?? false) || (elsewhere && !v.mentorOrganisation)} />
        <PeoplePicker
          {...picker(form.field('menteeIds'))}
          label={kindRules[v.kind].mentees.label}
          role="mentee" max={kindRules[v.kind].mentees.max} value={v.menteeIds} without={v.mentorIds.map((p) => p.id)} onChange={(menteeIds) => change({ menteeIds })} disabled={settled ?? false}
        />
      </Fields>
      <Fields title="Подбор" hint="Пара станет согласованной, когда отмечены оба условия и согласились все участники.">
        <Stack gap="xs">
          <Checkbox {...form.checkbox('profileFits')} />
          <Checkbox {...form.checkbox('mutualInterest')} description="По анкете предпочтений или по записанной беседе" />
        </Stack>
      </Fields>
      <Fields title="Как и зачем">
        <Select {...form.field('form')} value={v.form || null} onChange={(code) => change({ form: (code ?? '') as Terms['form'] })} data={options(formWords)} placeholder="Подставится по участникам" disabled={settled ?? false} allowDeselect={false} />
        {v.form === 'other' && <TextInput {...form.field('formName')} maxLength={200} disabled={ordered ?? false} />}
        {v.kind !== 'speed_session' && v.kind !== 'situational' && (
          <Checkbox.Group {...form.field('methods')} label={withOptional('Как работают', true)}>
            <Group gap="md" mt={4}>{options(methodWords).map((m) => <Checkbox key={m.value} value={m.value} label={m.label} disabled={settled ?? false} />)}</Group>
          </Checkbox.Group>
        )}
        <Checkbox.Group {...form.field('contactModes')} label={withOptional('Формы контакта', true)}>
          <Group gap="md" mt={4}>{options(contactWords).map((m) => <Checkbox key={m.value} value={m.value} label={m.label} />)}</Group>
        </Checkbox.Group>
        <Autocomplete {...form.field('roleModel')} label={withOptional('Ролевая модель', true)} description="Выберите или впишите свою" data={roleModels(v.form)} maxLength={200} />
        {mutual(v.kind, v.roleModel) && (
          <Line>
            <TextInput {...form.field('topicOne')} maxLength={200} disabled={settled ?? false} />
            <TextInput {...form.field('topicTwo')} maxLength={200} disabled={settled ?? false} />
          </Line>
        )}
        {step && <Notice tone="warn">{step}</Notice>}
        <LongText {...form.field('goal')} description="Что изменится у наставляемого к концу" />
      </Fields>
      <Fields title="Срок">
        <Line>
          <DateField {...form.field('start')} onChange={(start) => change({ start })} disabled={settled ?? false} />
          <DateField {...form.field('plannedEnd')} disabled={ordered ?? false} />
        </Line>
        {end && v.plannedEnd === end && <p className="dimmed-note">Окончание подставлено: {end.endsWith('-08-31') ? 'конец учебного года' : 'год с начала'}. При необходимости измените.</p>}
        {version === undefined && <DateField {...form.field('respondBy')} description="Участникам: когда ждём согласия или отказа" />}
      </Fields>
    </FormPage>
  );
}

const picker = ({ id, label, error }: { id: string; label?: string | undefined; error?: unknown }) => ({ id, label, error: error as string | undefined });
