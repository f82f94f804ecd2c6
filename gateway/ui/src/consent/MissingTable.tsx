import { IconFilePlus } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../api/client';
import type { ConsentKind, MenteeStatus, MentorStatus, Slice } from '../api/types';
import { consentKindShort, consentKindWords, options } from '../api/words';
import { DataTable, type Column } from '../ui/DataTable';
import { menteeStatuses, mentorStatuses } from '../ui/statuses';
import { gradeOptions } from './ConsentTable';
import { IssueManyDialog } from './BulkDialogs';
import type { MissingConsent } from './types';

function part(m: MissingConsent): string {
  const mentor = m.mentorStatus ? `наставник: ${mentorStatuses[m.mentorStatus as MentorStatus]?.label.toLocaleLowerCase('ru') ?? m.mentorStatus}` : undefined;
  const mentee = m.menteeStatus ? `наставляемый: ${menteeStatuses[m.menteeStatus as MenteeStatus]?.label.toLocaleLowerCase('ru') ?? m.menteeStatus}` : undefined;
  return [mentor, mentee].filter(Boolean).join('; ') || 'не участвует';
}

const lacks = (m: MissingConsent) => m.lacking.map((kind) => consentKindShort[kind].toLocaleLowerCase('ru')).join(', ');

const signer = (m: MissingConsent) => (!m.minor ? 'лично' : m.represented ? 'представитель' : 'представитель не указан');

const columns: Column<MissingConsent>[] = [
  { key: 'person', title: 'Фамилия, имя, отчество', sort: 'name', card: 'title', render: (m) => m.personName, text: (m) => m.personName },
  { key: 'class', title: 'Класс', sort: 'class', card: 'fact', render: (m) => m.schoolClass ?? '—', text: (m) => m.schoolClass ?? '' },
  { key: 'lacking', title: 'Каких согласий нет', card: 'fact', render: lacks, text: lacks },
  { key: 'part', title: 'Участие', card: 'fact', render: part, text: part },
  { key: 'signer', title: 'Кто подписывает', card: 'fact', render: signer, text: signer },
];

/** Who has no consent of a kind, neither valid nor waiting for a signature. */
export function MissingTable({ organisation, kind, writes }: { organisation: number; kind: ConsentKind; writes: boolean }) {
  const [issue, setIssue] = useState<{ rows: MissingConsent[]; clear: () => void }>();
  const name = consentKindWords[kind].toLocaleLowerCase('ru');
  return (
    <>
      <p className="dimmed-note">Нет согласия «{name}»: ни действующего, ни выданного на подпись. Другой вид выберите в отборе.</p>
      <DataTable
        label="Не хватает согласий"
        queryKey={['registry', 'consents', organisation, 'missing']}
        load={(query, signal) => api.get<Slice<MissingConsent>>('/api/registry/consents/missing', { ...query, organisation, status: undefined }, { signal })}
        exportFrom={{ service: 'registry', list: 'consents-missing', organisation }}
        columns={columns}
        rowKey={(m) => m.personId}
        rowHref={(m) => `/people/${m.personId}?tab=consents`}
        rowName={(m) => m.personName}
        filters={[
          { key: 'q', label: 'Фамилия или имя' },
          { key: 'kind', label: 'Вид согласия', options: options(consentKindWords) },
          { key: 'grade', label: 'Класс', options: gradeOptions },
          { key: 'everybody', label: 'Только участники', options: [{ value: 'true', label: 'Все сотрудники и обучающиеся' }] },
        ]}
        actions={writes ? [{ label: 'Подготовить бланк', run: (m) => setIssue({ rows: [m], clear: () => undefined }) }] : []}
        bulk={writes ? { name: (m) => m.personName, most: 500, actions: [{ label: 'Подготовить бланки', icon: <IconFilePlus size={16} />, run: (rows, clear) => setIssue({ rows, clear }) }] } : undefined}
        empty={{ nothing: `У всех участников есть согласие «${name}» или бланк на подписи.` }}
      />
      {issue && <IssueManyDialog organisation={organisation} people={issue.rows} kind={kind} onClose={() => setIssue(undefined)} onDone={issue.clear} />}
    </>
  );
}
