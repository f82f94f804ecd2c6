import { api } from '../api/client';
import type { Dictionaries, Slice } from '../api/types';
import { menteeCategoryWords } from '../api/words';
import { useSession } from '../app/session';
import { namesOf } from '../mentor/codes';
import { standingOf } from '../mentor/MentorsPage';
import { useDictionaries } from '../person/person';
import { DataTable, type Column } from '../ui/DataTable';
import { Page } from '../ui/Page';
import { formatDate, today } from '../ui/russian';
import { DateText } from '../ui/text';
import type { MenteeRow } from './types';

const columnsOf = (d: Dictionaries | undefined): Column<MenteeRow>[] => [
  { key: 'name', title: 'Фамилия, имя, отчество', sort: 'name', card: 'title', render: (m) => m.name ?? `Запись ${m.personId}`, text: (m) => m.name },
  { key: 'standing', title: 'Должность или класс', render: (m) => standingOf(m) || '—', text: standingOf },
  { key: 'category', title: 'Кто это', optional: true, render: (m) => menteeCategoryWords[m.category], text: (m) => menteeCategoryWords[m.category] },
  { key: 'request', title: 'Запрос', render: (m) => m.mainRequest, text: (m) => m.mainRequest },
  { key: 'codes', title: 'Темы запроса', optional: true, render: (m) => namesOf(d, 'requestCodes', m.requestCodes).join(', ') || '—', text: (m) => namesOf(d, 'requestCodes', m.requestCodes).join(', ') },
  { key: 'since', title: 'Ждёт с', sort: 'since', card: 'fact', render: (m) => <DateText iso={m.statusSince} />, text: (m) => formatDate(m.statusSince) },
  { key: 'search', title: 'Продолжить поиск', sort: 'searchOn', card: 'fact', render: (m) => <>{m.searchOn && m.searchOn <= today() ? 'пора: ' : ''}<DateText iso={m.searchOn} /></>, text: (m) => formatDate(m.searchOn) },
  { key: 'psychologist', title: 'Психолог', card: 'fact', render: (m) => m.psychologist ?? '—', text: (m) => m.psychologist },
];

export function Component() {
  const { place } = useSession();
  const dictionaries = useDictionaries();
  return (
    <Page title="Лист ожидания" note="Кому пока не нашли наставника. С каждым работает психолог, поиск продолжается.">
      <DataTable
        label="Лист ожидания"
        queryKey={['registry', 'mentees', 'waiting', place.id]}
        load={(query, signal) => api.get<Slice<MenteeRow>>('/api/registry/mentees', { organisation: place.id, status: 'waiting', ...query }, { signal })}
        columns={columnsOf(dictionaries.data)}
        rowKey={(m) => m.id}
        rowHref={(m) => `/people/${m.personId}?tab=mentee`}
        rowName={(m) => m.name ?? ''}
        defaultSort="searchOn"
        exportFrom={{ service: 'registry', list: 'mentees', organisation: place.id, filters: { status: 'waiting' } }}
        filters={[{ key: 'q', label: 'Фамилия или имя' }]}
        empty={{ nothing: 'Никто не ждёт: у всех, кому нужен наставник, он есть или подбирается.' }}
      />
    </Page>
  );
}
