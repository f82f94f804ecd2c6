import { Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useSession } from '../app/session';
import { DateField, dateError } from '../ui/fields';
import { Page } from '../ui/Page';
import { isoOf } from '../ui/russian';
import { AuditList } from './AuditList';
import classes from './Audit.module.css';
import { actionOptions } from './words';

function monthAgo(): string {
  const date = new Date();
  date.setMonth(date.getMonth() - 1);
  return isoOf(date);
}

export function Component() {
  const { place, has } = useSession();
  const all = has('director', 'curator') && place.level === 'school';
  const [from, setFrom] = useState(monthAgo);
  const [to, setTo] = useState('');
  const [actor, setActor] = useState('');
  const [action, setAction] = useState<string | null>(null);
  const [who] = useDebouncedValue(actor.trim(), 300);
  const wrong = { from: dateError(from, false), to: dateError(to, false) };
  return (
    <Page
      title="Журнал действий"
      note={all ? 'Кто, когда и что сделал в вашей организации. Записи нельзя изменить или удалить.' : 'Ваши действия. Записи нельзя изменить или удалить.'}
    >
      <div className={`${classes.filters} no-print`} role="search" aria-label="Отбор записей">
        <DateField label="С" value={from} onChange={setFrom} error={wrong.from} />
        <DateField label="По" value={to} onChange={setTo} error={wrong.to} />
        <Select label="Действие" data={actionOptions} value={action} onChange={setAction} clearable placeholder="Любое" />
        {all && <TextInput label="Кто" value={actor} onChange={(e) => setActor(e.currentTarget.value)} placeholder="Фамилия" maxLength={100} />}
      </div>
      <AuditList
        filter={{
          ...(all ? { organisation: place.id } : {}),
          ...(from && !wrong.from ? { from } : {}),
          ...(to && !wrong.to ? { to } : {}),
          ...(who ? { actor: who } : {}),
          ...(action ? { action } : {}),
        }}
      />
    </Page>
  );
}
