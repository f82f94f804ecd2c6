import { Select, TagsInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client';
import type { Employment, Enrolment, Person } from '../api/types';
import { options, positionWords, representativeWords } from '../api/words';
import { usePlace } from '../app/session';
import { FormDialog } from '../ui/dialogs';
import { DateField, dateError, NameField, nameError, withOptional } from '../ui/fields';
import { FormBody, Line } from '../ui/FormPage';
import { shortName, today } from '../ui/russian';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import { gradeOptions } from './PlacementFields';
import { teacherCategoryWords } from './words';

function useSaved(text: string, onClose: () => void) {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: ['registry'] });
    showDone(text);
    onClose();
  };
}

export function EmploymentDialog({ person, record, onClose }: { person: Person; record?: Employment | undefined; onClose: () => void }) {
  const place = usePlace();
  const onSaved = useSaved('Должность сохранена', onClose);
  const form = useProblemForm({
    name: `employment-${person.id}-${record?.id ?? 'new'}`,
    initial: {
      position: record?.position ?? 'teacher', subjects: record?.subjects ?? ([] as string[]), category: record?.category ?? ('' as string),
      experienceSince: record?.experienceSince ?? '', hiredOn: record?.hiredOn ?? '', dismissedOn: record?.dismissedOn ?? '',
    },
    version: record?.version,
    labels: { position: 'Должность', subjects: 'Предметы', category: 'Квалификационная категория', experienceSince: 'Педагогический стаж с', hiredOn: 'Принят на работу', dismissedOn: 'Уволен' },
    validate: (v) => ({
      hiredOn: dateError(v.hiredOn),
      experienceSince: dateError(v.experienceSince, false),
      dismissedOn: dateError(v.dismissedOn, false) ?? (v.dismissedOn && v.dismissedOn < v.hiredOn ? 'Увольнение раньше приёма на работу' : undefined),
    }),
    submit: (v, key, version) => {
      const body = {
        organisationId: record?.organisationId ?? place.id, position: v.position, subjects: v.subjects, category: v.category || null,
        experienceSince: v.experienceSince || null, hiredOn: v.hiredOn, dismissedOn: v.dismissedOn || null,
      };
      return record
        ? api.put(`/api/registry/employments/${record.id}`, { ...body, version: version ?? person.version })
        : api.post(`/api/registry/people/${person.id}/employments`, body, { idempotencyKey: key });
    },
    onSaved,
  });
  return (
    <FormDialog title={`${record ? 'Должность' : 'Новая должность'}: ${shortName(person.name)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Сохранить должность" onCancel={onClose}>
        <Select {...form.field('position')} data={options(positionWords)} allowDeselect={false} />
        <Line>
          <TagsInput {...form.field('subjects')} label={withOptional('Предметы', true)} placeholder="Предмет и Enter" maxTags={10} />
          <Select {...form.field('category')} label={withOptional('Квалификационная категория', true)} data={options(teacherCategoryWords)} clearable />
        </Line>
        <DateField {...form.field('experienceSince')} optional />
        <Line>
          <DateField {...form.field('hiredOn')} />
          {record && <DateField {...form.field('dismissedOn')} optional />}
        </Line>
      </FormBody>
    </FormDialog>
  );
}

export function EnrolmentDialog({ person, record, onClose }: { person: Person; record?: Enrolment | undefined; onClose: () => void }) {
  const place = usePlace();
  const onSaved = useSaved('Запись об обучении сохранена', onClose);
  const form = useProblemForm({
    name: `enrolment-${person.id}-${record?.id ?? 'new'}`,
    initial: { grade: record ? String(record.grade) : '', letter: record?.letter ?? '', from: record?.from ?? '', to: record?.to ?? '' },
    version: record?.version,
    labels: { grade: 'Класс', letter: 'Буква', from: 'Учится с', to: 'Выбыл' },
    validate: (v) => ({
      grade: v.grade ? undefined : 'Выберите класс',
      from: dateError(v.from),
      to: dateError(v.to, false) ?? (v.to && v.to < v.from ? 'Выбытие раньше зачисления' : undefined),
    }),
    submit: (v, key, version) => {
      const body = { organisationId: record?.organisationId ?? place.id, grade: Number(v.grade), letter: v.letter.trim() || null, from: v.from, to: v.to || null };
      return record
        ? api.put(`/api/registry/enrolments/${record.id}`, { ...body, version: version ?? person.version })
        : api.post(`/api/registry/people/${person.id}/enrolments`, body, { idempotencyKey: key });
    },
    onSaved,
  });
  return (
    <FormDialog title={`Обучение: ${shortName(person.name)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Сохранить" onCancel={onClose}>
        <Line>
          <Select {...form.field('grade')} data={gradeOptions} />
          <TextInput {...form.field('letter')} label={withOptional('Буква', true)} maxLength={3} />
        </Line>
        <Line>
          <DateField {...form.field('from')} />
          {record && <DateField {...form.field('to')} optional />}
        </Line>
      </FormBody>
    </FormDialog>
  );
}

export function RepresentativeDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const onSaved = useSaved('Законный представитель добавлен', onClose);
  const form = useProblemForm({
    name: `representative-${person.id}`,
    initial: { lastName: '', firstName: '', middleName: '', birthDate: '', kind: 'parent', basis: '', from: today() },
    labels: { lastName: 'Фамилия', firstName: 'Имя', middleName: 'Отчество', birthDate: 'Дата рождения', kind: 'Кем приходится', basis: 'Документ-основание', from: 'Представляет с' },
    validate: (v) => ({
      lastName: nameError(v.lastName), firstName: nameError(v.firstName), middleName: nameError(v.middleName, false),
      birthDate: dateError(v.birthDate), from: dateError(v.from),
    }),
    submit: (v, key) =>
      api.post(
        `/api/registry/people/${person.id}/representatives`,
        { ...v, middleName: v.middleName.trim() || null, basis: v.basis.trim() || null },
        { idempotencyKey: key },
      ),
    onSaved,
  });
  return (
    <FormDialog title={`Законный представитель: ${shortName(person.name)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Добавить представителя" onCancel={onClose}>
        <Select {...form.field('kind')} data={options(representativeWords)} allowDeselect={false} />
        <NameField {...form.field('lastName')} onFix={(v) => form.setValue('lastName', v)} />
        <Line>
          <NameField {...form.field('firstName')} onFix={(v) => form.setValue('firstName', v)} />
          <NameField {...form.field('middleName')} optional onFix={(v) => form.setValue('middleName', v)} />
        </Line>
        <Line>
          <DateField {...form.field('birthDate')} />
          <DateField {...form.field('from')} />
        </Line>
        <TextInput {...form.field('basis')} label={withOptional('Документ-основание', true)} description="Для опекуна, попечителя и усыновителя" maxLength={300} />
      </FormBody>
    </FormDialog>
  );
}
