import { Checkbox, MultiSelect, NumberInput, Select, TagsInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client';
import type { MentorProfile, MentorStatus, Person } from '../api/types';
import { useSession } from '../app/session';
import { useDictionaries } from '../person/person';
import { FormDialog } from '../ui/dialogs';
import { DateField, dateError, LongText, withOptional } from '../ui/fields';
import { FormBody, Line } from '../ui/FormPage';
import { Notice } from '../ui/Notice';
import { shortName, today } from '../ui/russian';
import { mentorStatuses } from '../ui/statuses';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import { choices } from './codes';
import { meetingModes, meetingTimes, timesHint } from './meets';
import { reasonWords, type MentorCard } from './types';

const exclusionReasons = ['own_wish', 'dismissal', 'disciplinary', 'check_failed', 'other'];

/** The next steps of life cycle 4.3 by hand; «Закреплён» follows the order about the pair. */
const next: Record<MentorStatus, MentorStatus[]> = {
  candidate: ['consent_pending'],
  consent_pending: ['questionnaire_done', 'available'],
  questionnaire_done: ['interviewed', 'available'],
  interviewed: ['selected', 'declined', 'available'],
  selected: ['in_registry', 'available'],
  in_registry: ['trained', 'available'],
  trained: ['available'],
  available: ['resting', 'alumni_pool'],
  assigned: [],
  resting: ['available', 'alumni_pool'],
  alumni_pool: ['available'],
  declined: ['consent_pending'],
  excluded: ['consent_pending'],
};

const valuesOf = (p: MentorProfile) => ({
  competenceCodes: p.competenceCodes ?? [], competences: p.competences ?? [], motivation: p.motivation ?? '', experience: p.experience ?? '',
  achievements: p.achievements ?? '', interests: p.interests ?? '', availability: p.availability ?? '', desiredAges: p.desiredAges ?? [],
  timeHoursPerMonth: p.timeHoursPerMonth ?? ('' as number | ''), maxLoad: p.maxLoad as number | '', goesOn: p.goesOn ?? true, caseLink: p.caseLink ?? '',
  meetingTimes: p.meetingTimes ?? [], meetingModes: p.meetingModes ?? [],
});

export function EditDialog({ person, profile, onClose }: { person: Person; profile: MentorProfile; onClose: () => void }) {
  const client = useQueryClient();
  const dictionaries = useDictionaries();
  const form = useProblemForm({
    name: `mentor-${profile.id}`,
    initial: valuesOf(profile),
    version: profile.version,
    labels: {
      competenceCodes: 'Чему может научить', competences: 'Другое, своими словами', motivation: 'Почему хочет быть наставником', experience: 'Опыт', achievements: 'Достижения',
      interests: 'Интересы', availability: 'О времени своими словами', desiredAges: 'Желаемый возраст наставляемых', timeHoursPerMonth: 'Часов в месяц', maxLoad: 'Готов вести, чел.',
      goesOn: 'После завершения пары готов продолжать', caseLink: 'Ссылка на разбор практики',
      meetingTimes: 'Когда может встречаться', meetingModes: 'Как может встречаться',
    },
    validate: (v) => ({ maxLoad: v.maxLoad ? undefined : 'Укажите, скольких наставляемых готов вести' }),
    submit: (v, _key, version) =>
      api.put(`/api/registry/mentors/${profile.id}`, {
        ...v, motivation: v.motivation.trim() || null, experience: v.experience.trim() || null, achievements: v.achievements.trim() || null,
        interests: v.interests.trim() || null, availability: v.availability.trim() || null, timeHoursPerMonth: v.timeHoursPerMonth || null, caseLink: v.caseLink.trim() || null, version,
      }),
    fromCurrent: (current) => ({ values: valuesOf(current as MentorProfile), version: (current as MentorProfile).version }),
    onSaved: () => {
      void client.invalidateQueries({ queryKey: ['registry'] });
      showDone('Карточка наставника сохранена');
      onClose();
    },
  });
  return (
    <FormDialog title={`Карточка наставника: ${shortName(person.name)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Сохранить карточку" onCancel={onClose}>
        <MultiSelect {...form.field('competenceCodes')} label={withOptional('Чему может научить', true)} data={choices(dictionaries.data, 'competences', profile.competenceCodes)} searchable maxValues={20} nothingFoundMessage="Нет в справочнике" />
        <TagsInput {...form.field('competences')} label={withOptional('Другое, своими словами', true)} description="Напишите и нажмите Enter" maxTags={20} />
        <LongText {...form.field('motivation')} optional />
        <LongText {...form.field('experience')} optional />
        <Line>
          <NumberInput {...form.field('maxLoad')} min={1} max={20} allowDecimal={false} />
          <NumberInput {...form.field('timeHoursPerMonth')} label={withOptional('Часов в месяц', true)} min={1} max={200} allowDecimal={false} />
        </Line>
        <MultiSelect {...form.field('desiredAges')} label={withOptional('Желаемый возраст наставляемых', true)} data={choices(dictionaries.data, 'menteeAges', profile.desiredAges)} />
        <MultiSelect {...form.field('meetingTimes')} label={withOptional('Когда может встречаться', true)} description={timesHint} data={meetingTimes} searchable nothingFoundMessage="Такого времени нет" />
        <MultiSelect {...form.field('meetingModes')} label={withOptional('Как может встречаться', true)} data={meetingModes} />
        <LongText {...form.field('availability')} optional />
        <LongText {...form.field('achievements')} optional />
        <LongText {...form.field('interests')} optional />
        <TextInput {...form.field('caseLink')} label={withOptional('Ссылка на разбор практики', true)} placeholder="https://" maxLength={500} />
        <Checkbox {...form.checkbox('goesOn')} />
      </FormBody>
    </FormDialog>
  );
}

/** What is missing for a step, said before the attempt. */
function missing(to: string, profile: MentorProfile, card: MentorCard | undefined, consent: boolean, carried: boolean): string | undefined {
  if ((to === 'questionnaire_done' || to === 'in_registry' || to === 'available') && !consent) return 'Нет действующего согласия на обработку данных. Сначала отметьте подпись на вкладке «Согласия».';
  if (to === 'questionnaire_done' && !(profile.competenceCodes?.length || profile.competences?.length)) return 'Сначала заполните в карточке, чему наставник может научить.';
  if (to === 'interviewed' && card && !card.interviews?.length) return 'Сначала внесите собеседование.';
  if (to === 'selected' && card && card.interviews?.[0]?.decision !== 'select') return 'Последнее собеседование должно решить «отобрать».';
  if (to === 'trained' && card && !profile.trainingWaivedOn && card.trainings.length === 0) return 'Сначала внесите обучение или отметьте, что оно не требуется.';
  if (to === 'available' && carried) return 'Так вносят наставника, которого отобрали до начала работы в платформе. Остальных проводите по шагам.';
  return undefined;
}

export function MoveDialog({ person, profile, card, onClose }: { person: Person; profile: MentorProfile; card: MentorCard | undefined; onClose: () => void }) {
  const client = useQueryClient();
  const { has } = useSession();
  const director = has('director');
  const consent = person.consents.some((c) => c.kind === 'processing' && c.status === 'active');
  const steps = [
    ...next[profile.status].filter((s) => s !== 'in_registry' || director),
    ...(director && profile.status !== 'excluded' ? (['excluded'] as const) : []),
  ];
  const carriedOver = (to: string) => to === 'available' && ['consent_pending', 'questionnaire_done', 'interviewed', 'selected', 'in_registry'].includes(profile.status);
  const label = (s: MentorStatus) => (carriedOver(s) ? 'Свободен: был отобран раньше' : mentorStatuses[s].label);
  const form = useProblemForm({
    name: `mentor-status-${profile.id}`,
    initial: { to: steps[0] ?? '', on: today(), note: '', voluntary: false, reason: '', orderNumber: '', orderedOn: '' },
    labels: { to: 'Новое состояние', on: 'С какой даты', note: 'Примечание', voluntary: 'Наставник согласился добровольно', reason: 'Основание', orderNumber: 'Номер приказа о реестре', orderedOn: 'Дата приказа' },
    validate: (v) => ({
      on: dateError(v.on),
      voluntary: needsYes(v.to) && !v.voluntary ? 'Без согласия самого наставника его назначить нельзя' : undefined,
      reason: v.to === 'excluded' && !v.reason ? 'Выберите основание' : undefined,
      note: (v.to === 'excluded' || v.to === 'declined') && !v.note.trim() ? 'Напишите, почему' : undefined,
      orderNumber: v.to === 'in_registry' && !v.orderNumber.trim() ? 'Напишите номер приказа' : undefined,
      orderedOn: v.to === 'in_registry' ? dateError(v.orderedOn) : dateError(v.orderedOn, false),
    }),
    submit: (v, key) =>
      api.post(`/api/registry/mentors/${profile.id}/status`, {
        to: v.to, on: v.on, note: v.note.trim() || null, voluntary: v.voluntary, carriedOver: carriedOver(v.to),
        reason: v.to === 'excluded' ? v.reason : null, orderNumber: v.orderNumber.trim() || null, orderedOn: v.orderedOn || null,
      }, { idempotencyKey: key }),
    onSaved: () => {
      void client.invalidateQueries({ queryKey: ['registry'] });
      showDone('Состояние наставника изменено');
      onClose();
    },
  });
  function needsYes(to: string) {
    return !profile.voluntary && (to === 'selected' || to === 'available');
  }
  const to = form.values.to;
  const hint = missing(to, profile, card, consent, carriedOver(to));
  if (steps.length === 0) {
    return (
      <FormDialog title={`Состояние наставника: ${shortName(person.name)}`} onClose={onClose}>
        <Notice tone="calm">{profile.status === 'selected' ? 'В реестр наставника вносит приказом директор.' : 'Состояние изменится само, когда завершится пара.'}</Notice>
      </FormDialog>
    );
  }
  return (
    <FormDialog title={`Состояние наставника: ${shortName(person.name)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Сменить состояние" onCancel={onClose}>
        {hint && <Notice tone={carriedOver(to) && consent ? 'calm' : 'warn'}>{hint}</Notice>}
        {profile.status === 'selected' && !director && <Notice tone="calm">В реестр наставника вносит приказом директор.</Notice>}
        <Select {...form.field('to')} data={steps.map((s) => ({ value: s, label: label(s) }))} allowDeselect={false} />
        <DateField {...form.field('on')} />
        {to === 'excluded' && <Select {...form.field('reason')} data={exclusionReasons.map((r) => ({ value: r, label: reasonWords[r] ?? r }))} />}
        {(to === 'in_registry' || carriedOver(to)) && (
          <Line>
            <TextInput {...form.field('orderNumber')} label={withOptional('Номер приказа о реестре', to !== 'in_registry')} maxLength={50} />
            <DateField {...form.field('orderedOn')} optional={to !== 'in_registry'} />
          </Line>
        )}
        {needsYes(to) && <Checkbox {...form.checkbox('voluntary')} />}
        <LongText {...form.field('note')} optional={to !== 'excluded' && to !== 'declined'} />
      </FormBody>
    </FormDialog>
  );
}
