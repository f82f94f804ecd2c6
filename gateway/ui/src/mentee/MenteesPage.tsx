import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import { api } from '../api/client';
import type { Dictionaries, Slice } from '../api/types';
import { formWords, menteeCategoryWords, menteeSourceWords, options, positionWords } from '../api/words';
import { useSession } from '../app/session';
import { choices, namesOf } from '../mentor/codes';
import { consentFilter, standingOf } from '../mentor/MentorsPage';
import { useDictionaries } from '../person/person';
import { gradeOptions } from '../person/PlacementFields';
import { DataTable, type Column } from '../ui/DataTable';
import { Page } from '../ui/Page';
import { formatDate } from '../ui/russian';
import { StatusBadge } from '../ui/StatusBadge';
import { consentSummaries, menteeStatuses, statusOptions } from '../ui/statuses';
import { DateText, Term } from '../ui/text';
import { modesInWords, timesInWords } from '../mentor/meets';
import type { MenteeRow } from './types';

const columnsOf = (d: Dictionaries | undefined): Column<MenteeRow>[] => [
  { key: 'name', title: 'Фамилия, имя, отчество', sort: 'name', card: 'title', render: (m) => m.name ?? `Запись ${m.personId}`, text: (m) => m.name },
  { key: 'standing', title: 'Должность или класс', render: (m) => standingOf(m) || '—', text: standingOf },
  { key: 'category', title: 'Кто это', sort: 'category', render: (m) => menteeCategoryWords[m.category], text: (m) => menteeCategoryWords[m.category] },
  { key: 'status', title: 'Состояние', sort: 'status', card: 'fact', render: (m) => <StatusBadge status={m.status} words={menteeStatuses} />, text: (m) => menteeStatuses[m.status].label },
  { key: 'request', title: 'Запрос', card: 'fact', render: (m) => m.mainRequest, text: (m) => m.mainRequest },
  { key: 'counterparts', title: 'Наставник', render: (m) => m.counterparts ?? '—', text: (m) => m.counterparts },
  { key: 'consent', title: 'Согласие', card: 'fact', render: (m) => <StatusBadge status={m.consent ?? 'none'} words={consentSummaries} />, text: (m) => (m.consent ? consentSummaries[m.consent].label : '') },
  { key: 'since', title: 'В этом состоянии с', sort: 'since', optional: true, render: (m) => <DateText iso={m.statusSince} />, text: (m) => formatDate(m.statusSince) },
  { key: 'birthYear', title: 'Год рождения', sort: 'birthDate', optional: true, align: 'right', render: (m) => m.birthYear, text: (m) => m.birthYear },
  { key: 'contact', title: 'Контакт', optional: true, render: (m) => m.contact ?? '—', text: (m) => m.contact },
  { key: 'codes', title: 'Темы запроса', optional: true, render: (m) => namesOf(d, 'requestCodes', m.requestCodes).join(', ') || '—', text: (m) => namesOf(d, 'requestCodes', m.requestCodes).join(', ') },
  { key: 'groups', title: 'Группы трудностей', optional: true, render: (m) => namesOf(d, 'problemGroups', m.problemGroups).join(', ') || '—', text: (m) => namesOf(d, 'problemGroups', m.problemGroups).join(', ') },
  { key: 'gaps', title: 'Затруднения', optional: true, render: (m) => namesOf(d, 'gaps', m.gapCodes).join(', ') || '—', text: (m) => namesOf(d, 'gaps', m.gapCodes).join(', ') },
  { key: 'source', title: 'Откуда запрос', sort: 'source', optional: true, render: (m) => menteeSourceWords[m.source], text: (m) => menteeSourceWords[m.source] },
  { key: 'times', title: 'Когда может встречаться', optional: true, render: (m) => timesInWords(m.meetingTimes) || '—', text: (m) => timesInWords(m.meetingTimes) },
  { key: 'modes', title: 'Как может встречаться', optional: true, render: (m) => modesInWords(m.meetingModes) || '—', text: (m) => modesInWords(m.meetingModes) },
  { key: 'entered', title: 'В программе с', sort: 'enteredOn', optional: true, render: (m) => <DateText iso={m.enteredOn} />, text: (m) => formatDate(m.enteredOn) },
  { key: 'form', title: 'Форма', sort: 'form', optional: true, render: (m) => (m.form ? formWords[m.form] : '—'), text: (m) => (m.form ? formWords[m.form] : '') },
  { key: 'workplace', title: 'Где работает наставник', optional: true, render: (m) => m.workplace ?? '—', text: (m) => m.workplace },
  { key: 'ended', title: 'Завершил', sort: 'endedOn', optional: true, render: (m) => <DateText iso={m.endedOn} />, text: (m) => formatDate(m.endedOn) },
  { key: 'passed', title: 'Прошёл программу', optional: true, render: (m) => (m.passed ? 'да' : 'нет'), text: (m) => (m.passed ? 'да' : 'нет') },
  { key: 'case', title: 'Разбор практики', optional: true, render: (m) => m.caseLink ?? '—', text: (m) => m.caseLink },
];

export function Component() {
  const { place, has } = useSession();
  const dictionaries = useDictionaries();
  const here = !place.below && place.level === 'school';
  const writes = has('curator', 'director') && here;
  const add = <Button component={Link} to="/register/mentee" leftSection={<IconPlus size={16} />}>Зарегистрировать наставляемого</Button>;
  return (
    <Page title="Наставляемые" note={<><Term code="mentee">Наставляемый</Term> попадает в базу с запросом и действующим согласием.</>} actions={writes && add}>
      <DataTable
        label="Наставляемые"
        queryKey={['registry', 'mentees', place.id]}
        load={(query, signal) => api.get<Slice<MenteeRow>>('/api/registry/mentees', { organisation: place.id, ...query }, { signal })}
        exportFrom={{ service: 'registry', list: 'mentees', organisation: place.id }}
        columns={columnsOf(dictionaries.data)}
        rowKey={(m) => m.id}
        rowHref={(m) => `/people/${m.personId}?tab=mentee`}
        rowName={(m) => m.name ?? ''}
        defaultSort="name"
        filters={[
          { key: 'q', label: 'Фамилия или имя' },
          { key: 'status', label: 'Состояние', options: statusOptions(menteeStatuses) },
          { key: 'category', label: 'Кто это', options: options(menteeCategoryWords) },
          { key: 'request', label: 'Тема запроса', options: choices(dictionaries.data, 'requestCodes') },
          ...(here ? [{ key: 'grade', label: 'Класс', options: gradeOptions }] : []),
          { key: 'position', label: 'Должность', options: options(positionWords) },
          ...(here ? [consentFilter] : []),
        ]}
        because={place.below || place.level !== 'school' ? 'потому что выше школы видны только взрослые' : ''}
        empty={{ nothing: 'Наставляемых пока нет. Зарегистрируйте первого: понадобятся его запрос и согласие.', action: writes && add }}
      />
    </Page>
  );
}
