import { SegmentedControl, Select, TextInput, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { api } from '../api/client';
import type { Person } from '../api/types';
import { options, positionWords } from '../api/words';
import { usePlace } from '../app/session';
import { DateField, dateError, NameField, nameError, withOptional } from '../ui/fields';
import { Fields, FormPage, Line } from '../ui/FormPage';
import { today } from '../ui/russian';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import { DuplicateHint } from './PersonFields';
import { teacherCategoryWords } from './words';
import { gradeOptions, placementBody, placementErrors, placementLabels, PlacementFields, type Placement } from './PlacementFields';

interface Values extends Omit<Placement, 'kind'> {
  kind: 'staff' | 'pupil' | 'external';
  partnerName: string;
  partnerPosition: string;
  lastName: string;
  firstName: string;
  middleName: string;
  birthDate: string;
  phone: string;
  email: string;
}

export function Component() {
  const place = usePlace();
  const navigate = useNavigate();
  const client = useQueryClient();
  const form = useProblemForm<Values, Person>({
    name: `person-new-${place.id}`,
    initial: {
      lastName: '', firstName: '', middleName: '', birthDate: '', phone: '', email: '',
      kind: 'staff', position: 'teacher', subject: '', category: '', experienceSince: '', hiredOn: '',
      grade: '', letter: '', enrolledOn: '', partnerName: '', partnerPosition: '',
    },
    labels: {
      lastName: 'Фамилия', firstName: 'Имя', middleName: 'Отчество', birthDate: 'Дата рождения', phone: 'Телефон', email: 'Электронная почта',
      ...placementLabels, partnerName: 'Организация-партнёр', partnerPosition: 'Должность там',
    },
    validate: (v) => ({
      lastName: nameError(v.lastName),
      firstName: nameError(v.firstName),
      middleName: nameError(v.middleName, false),
      birthDate: dateError(v.birthDate) ?? (v.birthDate > today() ? 'Дата рождения ещё не наступила' : undefined),
      ...(v.kind === 'external' ? { partnerName: v.partnerName.trim() ? undefined : 'Укажите, от кого пришёл человек' } : placementErrors({ ...v, kind: v.kind })),
    }),
    submit: async (v, key) => {
      const person = await api.post<Person>(
        '/api/registry/people',
        {
          organisationId: place.id,
          lastName: v.lastName.trim(), firstName: v.firstName.trim(), middleName: v.middleName.trim() || null,
          birthDate: v.birthDate, phone: v.phone.trim() || null, email: v.email.trim() || null,
          ...(v.kind === 'external' ? {} : placementBody({ ...v, kind: v.kind })),
        },
        { idempotencyKey: key },
      );
      if (v.kind === 'external') {
        await api.put(`/api/registry/people/${person.id}/external`, { partnerName: v.partnerName.trim(), position: v.partnerPosition.trim() || null });
      }
      return person;
    },
    onSaved: (person) => {
      void client.invalidateQueries({ queryKey: ['registry', 'people'] });
      showDone('Человек добавлен');
      void navigate(`/people/${person.id}`, { replace: true });
    },
  });
  const { kind } = form.values;
  const tie: Placement | undefined = kind === 'external' ? undefined : { ...form.values, kind };
  return (
    <FormPage title="Добавить человека" trail={[{ title: 'Люди', to: '/people' }]} form={form} submitLabel="Добавить человека">
      <Fields title="Кто это">
        <div>
          <Text component="span" size="sm" fw={500} id="kind-label">Человек в организации</Text>
          <SegmentedControl
            mt={4}
            fullWidth
            aria-labelledby="kind-label"
            value={form.values.kind}
            onChange={(v) => form.setValue('kind', v)}
            data={[{ value: 'staff', label: 'Сотрудник' }, { value: 'pupil', label: 'Обучающийся' }, { value: 'external', label: 'Внешний' }]}
          />
        </div>
        <NameField {...form.field('lastName')} onFix={(v) => form.setValue('lastName', v)} />
        <Line>
          <NameField {...form.field('firstName')} onFix={(v) => form.setValue('firstName', v)} />
          <NameField {...form.field('middleName')} optional onFix={(v) => form.setValue('middleName', v)} />
        </Line>
        <DateField {...form.field('birthDate')} />
        <DuplicateHint
          values={form.values}
          tie={() => (!tie || Object.values(placementErrors(tie)).some(Boolean) ? undefined : placementBody(tie))}
          onAccepted={(person) => {
            form.discardDraft();
            void navigate(`/people/${person.id}`, { replace: true });
          }}
        />
      </Fields>
      {tie ? <Fields title={tie.kind === 'staff' ? 'Место работы' : 'Обучение'}>
        <PlacementFields
          values={tie}
          position={<Select {...form.field('position')} data={options(positionWords)} allowDeselect={false} />}
          subject={<TextInput {...form.field('subject')} label={withOptional('Предметы', true)} placeholder="Физика, информатика" maxLength={200} />}
          category={<Select {...form.field('category')} label={withOptional('Квалификационная категория', true)} data={options(teacherCategoryWords)} clearable />}
          experienceSince={<DateField {...form.field('experienceSince')} optional description="По нему считается стаж молодого специалиста" />}
          hiredOn={<DateField {...form.field('hiredOn')} />}
          grade={<Select {...form.field('grade')} data={gradeOptions} />}
          letter={<TextInput {...form.field('letter')} label={withOptional('Буква', true)} maxLength={3} />}
          enrolledOn={<DateField {...form.field('enrolledOn')} />}
        />
      </Fields> : (
        <Fields title="Откуда">
          <Line>
            <TextInput {...form.field('partnerName')} maxLength={200} />
            <TextInput {...form.field('partnerPosition')} label={withOptional('Должность там', true)} maxLength={200} />
          </Line>
        </Fields>
      )}
      <Fields title="Как связаться">
        <Line>
          <TextInput {...form.field('phone')} label={withOptional('Телефон', true)} type="tel" maxLength={30} />
          <TextInput {...form.field('email')} label={withOptional('Электронная почта', true)} type="email" maxLength={200} />
        </Line>
      </Fields>
    </FormPage>
  );
}
