import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../api/client';
import type { Dictionaries, Slice } from '../api/types';
import { formWords, options, positionWords } from '../api/words';
import { useSession } from '../app/session';
import { useDictionaries } from '../person/person';
import { DataTable, type Column } from '../ui/DataTable';
import { FormDialog } from '../ui/dialogs';
import { DateField, dateError } from '../ui/fields';
import { FormBody, Line } from '../ui/FormPage';
import { Page } from '../ui/Page';
import { counted, formatDate, shortName, today } from '../ui/russian';
import { StatusBadge } from '../ui/StatusBadge';
import { consentSummaries, mentorStatuses, statusOptions } from '../ui/statuses';
import { DateText, NumberText, Term } from '../ui/text';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import { choices, namesOf } from './codes';
import { modesInWords, timesInWords } from './meets';
import type { MentorRow } from './types';

export const consentFilter = {
  key: 'consent', label: 'Согласие',
  options: [{ value: 'active', label: 'Действует' }, { value: 'expiring', label: 'Истекает за 30 дней' }, { value: 'missing', label: 'Нет действующего' }],
};

export const standingOf = (row: { positionOrGrade?: string | null }) =>
  row.positionOrGrade ? (positionWords[row.positionOrGrade as keyof typeof positionWords] ?? row.positionOrGrade) : '';

const skills = (m: MentorRow, d: Dictionaries | undefined) => [...namesOf(d, 'competences', m.competenceCodes), ...(m.competences ?? [])].join(', ');

const columnsOf = (d: Dictionaries | undefined): Column<MentorRow>[] => [
  { key: 'name', title: 'Фамилия, имя, отчество', sort: 'name', card: 'title', render: (m) => m.name ?? `Запись ${m.personId}`, text: (m) => m.name },
  { key: 'standing', title: 'Должность или класс', render: (m) => standingOf(m) || '—', text: standingOf },
  { key: 'status', title: 'Состояние', sort: 'status', card: 'fact', render: (m) => <StatusBadge status={m.status} words={mentorStatuses} />, text: (m) => mentorStatuses[m.status].label },
  { key: 'load', title: 'Ведёт', unit: 'чел.', sort: 'load', align: 'right', card: 'fact', render: (m) => `${m.load} из ${m.maxLoad}`, text: (m) => m.load },
  { key: 'competences', title: 'Чему учит', render: (m) => skills(m, d) || '—', text: (m) => skills(m, d) },
  { key: 'counterparts', title: 'Наставляемые', render: (m) => m.counterparts ?? (m.counterpartCount ? counted(m.counterpartCount, ['человек', 'человека', 'человек']) : '—'), text: (m) => m.counterparts },
  { key: 'consent', title: 'Согласие', card: 'fact', render: (m) => <StatusBadge status={m.consent ?? 'none'} words={consentSummaries} />, text: (m) => (m.consent ? consentSummaries[m.consent].label : '') },
  { key: 'since', title: 'В этом состоянии с', sort: 'since', optional: true, render: (m) => <DateText iso={m.statusSince} />, text: (m) => formatDate(m.statusSince) },
  { key: 'birthYear', title: 'Год рождения', sort: 'birthDate', optional: true, align: 'right', render: (m) => m.birthYear, text: (m) => m.birthYear },
  { key: 'contact', title: 'Контакт', optional: true, render: (m) => m.contact ?? '—', text: (m) => m.contact },
  { key: 'achievements', title: 'Достижения', optional: true, render: (m) => m.achievements ?? '—', text: (m) => m.achievements },
  { key: 'interests', title: 'Интересы', optional: true, render: (m) => m.interests ?? '—', text: (m) => m.interests },
  { key: 'ages', title: 'Желаемый возраст', optional: true, render: (m) => namesOf(d, 'menteeAges', m.desiredAges).join(', ') || '—', text: (m) => namesOf(d, 'menteeAges', m.desiredAges).join(', ') },
  { key: 'hours', title: 'Время', unit: 'ч в месяц', sort: 'hours', optional: true, align: 'right', render: (m) => <NumberText value={m.timeHoursPerMonth} />, text: (m) => m.timeHoursPerMonth },
  { key: 'times', title: 'Когда может встречаться', optional: true, render: (m) => timesInWords(m.meetingTimes) || '—', text: (m) => timesInWords(m.meetingTimes) },
  { key: 'modes', title: 'Как может встречаться', optional: true, render: (m) => modesInWords(m.meetingModes) || '—', text: (m) => modesInWords(m.meetingModes) },
  { key: 'entered', title: 'В программе с', sort: 'enteredOn', optional: true, render: (m) => <DateText iso={m.enteredOn} />, text: (m) => formatDate(m.enteredOn) },
  { key: 'form', title: 'Форма', sort: 'form', optional: true, render: (m) => (m.form ? formWords[m.form] : '—'), text: (m) => (m.form ? formWords[m.form] : '') },
  { key: 'workplace', title: 'Где наставляемый', optional: true, render: (m) => m.workplace ?? '—', text: (m) => m.workplace },
  { key: 'ended', title: 'Завершено', sort: 'endedOn', optional: true, render: (m) => <DateText iso={m.endedOn} />, text: (m) => formatDate(m.endedOn) },
  { key: 'order', title: 'Приказ о реестре', optional: true, render: (m) => (m.registryOrderNumber ? `№ ${m.registryOrderNumber}` : '—'), text: (m) => m.registryOrderNumber },
  { key: 'case', title: 'Разбор практики', optional: true, render: (m) => m.caseLink ?? '—', text: (m) => m.caseLink },
];

export function Component() {
  const { place, has } = useSession();
  const dictionaries = useDictionaries();
  const [approving, setApproving] = useState(false);
  const here = !place.below && place.level === 'school';
  const writes = has('curator', 'director') && here;
  const add = <Button component={Link} to="/register/mentor" leftSection={<IconPlus size={16} />}>Зарегистрировать наставника</Button>;
  return (
    <Page
      title="Наставники"
      note={<><Term code="mentor">Наставник</Term> назначается только добровольно и после согласия на обработку данных.</>}
      actions={(
        <>
          {has('director') && here && <Button variant="default" onClick={() => setApproving(true)}>Утвердить реестр</Button>}
          {writes && add}
        </>
      )}
    >
      <DataTable
        label="Наставники"
        queryKey={['registry', 'mentors', place.id]}
        load={(query, signal) => api.get<Slice<MentorRow>>('/api/registry/mentors', { organisation: place.id, ...query }, { signal })}
        exportFrom={{ service: 'registry', list: 'mentors', organisation: place.id }}
        columns={columnsOf(dictionaries.data)}
        rowKey={(m) => m.id}
        rowHref={(m) => `/people/${m.personId}?tab=mentor`}
        rowName={(m) => m.name ?? ''}
        defaultSort="name"
        filters={[
          { key: 'q', label: 'Фамилия или имя' },
          { key: 'status', label: 'Состояние', options: statusOptions(mentorStatuses) },
          { key: 'competence', label: 'Компетенция', options: choices(dictionaries.data, 'competences') },
          { key: 'position', label: 'Должность', options: options(positionWords) },
          { key: 'free', label: 'Свободные места', options: [{ value: 'true', label: 'Есть место' }, { value: 'false', label: 'Нет места' }] },
          ...(here ? [consentFilter] : []),
        ]}
        because={place.below || place.level !== 'school' ? 'потому что выше школы видны только взрослые' : ''}
        empty={{ nothing: 'Наставников пока нет. Зарегистрируйте первого: понадобятся его согласие и пять минут.', action: writes && add }}
      />
      {approving && <ApproveDialog organisation={place.id} onClose={() => setApproving(false)} />}
    </Page>
  );
}

/** One order of the director for everybody who is selected. */
function ApproveDialog({ organisation, onClose }: { organisation: number; onClose: () => void }) {
  const client = useQueryClient();
  const selected = useQuery({
    queryKey: ['registry', 'mentors', 'selected', organisation],
    queryFn: ({ signal }) => api.get<Slice<MentorRow>>('/api/registry/mentors', { organisation, status: 'selected', size: 100, sort: 'name' }, { signal }),
  });
  const people = selected.data?.items ?? [];
  const form = useProblemForm({
    name: `registry-order-${organisation}`,
    initial: { orderNumber: '', orderedOn: today() },
    labels: { orderNumber: 'Номер приказа', orderedOn: 'Дата приказа', mentorIds: 'Наставники' } as { orderNumber: string; orderedOn: string },
    validate: (v) => ({
      orderNumber: v.orderNumber.trim() ? undefined : 'Напишите номер приказа',
      orderedOn: dateError(v.orderedOn) ?? (v.orderedOn > today() ? 'Дата приказа ещё не наступила' : undefined),
    }),
    submit: (v, key) =>
      api.post('/api/registry/mentor-registry-orders', { organisationId: organisation, orderNumber: v.orderNumber.trim(), orderedOn: v.orderedOn, mentorIds: people.map((m) => m.id) }, { idempotencyKey: key }),
    onSaved: () => {
      void client.invalidateQueries({ queryKey: ['registry'] });
      showDone(`В реестр внесено: ${counted(people.length, ['наставник', 'наставника', 'наставников'])}`);
      onClose();
    },
  });
  return (
    <FormDialog title="Приказ о реестре наставников" onClose={onClose}>
      {selected.data && people.length === 0 ? (
        <p>Отобранных наставников пока нет. Сначала куратор проводит собеседования и отмечает «Отобран».</p>
      ) : (
        <FormBody form={form} submitLabel="Утвердить реестр" onCancel={onClose}>
          <p>{counted(people.length, ['наставник войдёт', 'наставника войдут', 'наставников войдут'])} в реестр: {people.map((m) => shortName(m.name ?? '')).join(', ')}.</p>
          <Line>
            <TextInput {...form.field('orderNumber')} maxLength={50} />
            <DateField {...form.field('orderedOn')} />
          </Line>
        </FormBody>
      )}
    </FormDialog>
  );
}
