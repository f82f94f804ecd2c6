import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from 'react-router';
import { api } from '../api/client';
import type { Person } from '../api/types';
import { DateField, dateError, NameField, nameError, withOptional } from '../ui/fields';
import { FormPage, Line } from '../ui/FormPage';
import { Loaded } from '../ui/Loaded';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import { usePerson } from './person';

const valuesOf = (p: Person) => ({
  lastName: p.lastName, firstName: p.firstName, middleName: p.middleName ?? '', birthDate: p.birthDate, phone: p.phone ?? '', email: p.email ?? '',
});

export function Component() {
  const person = usePerson(Number(useParams()['id']));
  return <Loaded query={person} title="Личные данные">{(p) => <Editor person={p} />}</Loaded>;
}

function Editor({ person }: { person: Person }) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const form = useProblemForm<ReturnType<typeof valuesOf>>({
    name: `person-${person.id}`,
    initial: valuesOf(person),
    version: person.version,
    labels: { lastName: 'Фамилия', firstName: 'Имя', middleName: 'Отчество', birthDate: 'Дата рождения', phone: 'Телефон', email: 'Электронная почта' },
    validate: (v) => ({
      lastName: nameError(v.lastName), firstName: nameError(v.firstName), middleName: nameError(v.middleName, false), birthDate: dateError(v.birthDate),
    }),
    submit: (v, _key, version) =>
      api.put(`/api/registry/people/${person.id}`, {
        ...v, middleName: v.middleName.trim() || null, phone: v.phone.trim() || null, email: v.email.trim() || null, version,
      }),
    fromCurrent: (current) => ({ values: valuesOf(current as Person), version: (current as Person).version }),
    onSaved: () => {
      void client.invalidateQueries({ queryKey: ['registry', 'people'] });
      showDone('Личные данные сохранены');
      void navigate(`/people/${person.id}`, { replace: true });
    },
  });
  return (
    <FormPage
      title="Личные данные"
      note={person.name}
      trail={[{ title: 'Люди', to: '/people' }, { title: person.name, to: `/people/${person.id}` }]}
      form={form}
      submitLabel="Сохранить изменения"
    >
      <NameField {...form.field('lastName')} onFix={(v) => form.setValue('lastName', v)} />
      <Line>
        <NameField {...form.field('firstName')} onFix={(v) => form.setValue('firstName', v)} />
        <NameField {...form.field('middleName')} optional onFix={(v) => form.setValue('middleName', v)} />
      </Line>
      <DateField {...form.field('birthDate')} />
      <Line>
        <TextInput {...form.field('phone')} label={withOptional('Телефон', true)} type="tel" maxLength={30} />
        <TextInput {...form.field('email')} label={withOptional('Электронная почта', true)} type="email" maxLength={200} />
      </Line>
    </FormPage>
  );
}
