import { Button, Tabs } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { api } from '../api/client';
import type { Mentorship, Slice } from '../api/types';
import { useSession } from '../app/session';
import { pairName, side } from '../mentorship/mentorship';
import { DataTable, type Column } from '../ui/DataTable';
import { Page } from '../ui/Page';
import { StatusBadge } from '../ui/StatusBadge';
import { mentorshipStatuses, statusOptions } from '../ui/statuses';
import { DateText, PersonName } from '../ui/text';
import { labourStates, labourStatuses, missingText, termText } from './labour';
import { OfferDialog, type Suggestion } from './LabourDialogs';
import { useVerbs } from './PapersVerbs';
import type { LabourPapers } from './types';

const running = 'proposed,agreed,ordered,active,suspended,completing';

/** What each running or proposed pair waits for, and the papers themselves. */
export function Component() {
  const { has } = useSession();
  const [params, setParams] = useSearchParams();
  const [offer, setOffer] = useState<Suggestion>();
  const tab = params.get('tab') === 'papers' ? 'papers' : 'pairs';
  const writes = has('curator', 'director');
  return (
    <Page
      title="Трудовые документы"
      note="Когда работник обучает работника, нужны письменное согласие и дополнительное соглашение к трудовому договору (ст. 351.8 ТК РФ)"
      actions={writes && <Button leftSection={<IconPlus size={16} />} onClick={() => setOffer({})}>Оформить наставничество</Button>}
    >
      <Tabs value={tab} keepMounted={false} onChange={(v) => setParams(v === 'papers' ? { tab: 'papers' } : {}, { replace: true })}>
        <Tabs.List mb="lg" className="no-print">
          <Tabs.Tab value="pairs">По парам</Tabs.Tab>
          <Tabs.Tab value="papers">Все документы</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="pairs"><Pairs writes={writes} onOffer={setOffer} /></Tabs.Panel>
        <Tabs.Panel value="papers"><Papers writes={writes} /></Tabs.Panel>
      </Tabs>
      {offer && <OfferDialog suggestion={offer} onClose={() => setOffer(undefined)} />}
    </Page>
  );
}

function Pairs({ writes, onOffer }: { writes: boolean; onOffer: (of: Suggestion) => void }) {
  const { place } = useSession();
  const columns: Column<Mentorship>[] = [
    { key: 'pair', title: 'Пара или группа', card: 'title', render: (m) => pairName(m), text: pairName },
    { key: 'labour', title: 'Документы', card: 'fact', render: (m) => <StatusBadge status={m.labourPapers} words={labourStates} />, text: (m) => (m.labourPapers ? labourStates[m.labourPapers].label : '') },
    { key: 'status', title: 'Состояние пары', card: 'fact', sort: 'status', render: (m) => <StatusBadge status={m.status} words={mentorshipStatuses} />, text: (m) => mentorshipStatuses[m.status].label },
    { key: 'start', title: 'Начало', sort: 'start', card: 'fact', render: (m) => <DateText iso={m.start} />, text: (m) => m.start },
    { key: 'reason', title: 'Почему не оформляются', render: (m) => m.labourWaiver ?? '—', text: (m) => m.labourWaiver ?? '' },
  ];
  return (
    <DataTable
      label="Трудовые документы по парам"
      queryKey={['programme', 'mentorships', place.id, 'labour']}
      load={(query, signal) =>
        api.get<Slice<Mentorship>>('/api/programme/mentorships', { organisation: place.id, ...query, status: running, labour: query['labour'] ?? 'missing,ready,waived' }, { signal })}
      columns={columns}
      rowKey={(m) => m.id}
      rowHref={(m) => `/mentorships/${m.id}`}
      rowName={pairName}
      filters={[{ key: 'labour', label: 'Документы', tabs: true, options: statusOptions(labourStates, ['missing', 'ready', 'waived']) }, { key: 'q', label: 'Фамилия' }]}
      defaultSort="-start"
      exportFrom={{ service: 'programme', list: 'mentorships', organisation: place.id, filters: { status: running, labour: 'missing,ready,waived' } }}
      actions={writes ? [{
        label: 'Оформить документы',
        when: (m) => m.labourPapers === 'missing',
        run: (m) => {
          const mentor = side(m.members, 'mentor')[0];
          const mentee = side(m.members, 'mentee')[0];
          onOffer({ ...(mentor ? { mentor } : {}), ...(mentee && m.kind === 'pair' ? { mentee } : {}), from: m.start, to: m.plannedEnd });
        },
      }] : []}
      because="только пары работников с началом от 01.03.2025"
      empty={{ nothing: 'Пар, которым нужны трудовые документы, сейчас нет.' }}
    />
  );
}

function Papers({ writes }: { writes: boolean }) {
  const { place } = useSession();
  const { actions, dialog } = useVerbs();
  const columns: Column<LabourPapers>[] = [
    { key: 'mentor', title: 'Наставник', card: 'title', sort: 'name', render: (p) => <PersonName name={p.mentor.name} full />, text: (p) => p.mentor.name },
    { key: 'mentee', title: 'Наставляемый', card: 'fact', render: (p) => <PersonName name={p.mentee.name} full />, text: (p) => p.mentee.name },
    { key: 'status', title: 'Состояние', card: 'fact', sort: 'status', render: (p) => <StatusBadge status={p.status} words={labourStatuses} />, text: (p) => labourStatuses[p.status].label },
    { key: 'missing', title: 'Чего не хватает', card: 'fact', render: (p) => missingText(p), text: missingText },
    { key: 'term', title: 'Срок', sort: 'from', card: 'fact', render: (p) => termText(p), text: termText },
    { key: 'addendum', title: 'Соглашение', optional: true, render: (p) => (p.addendumNumber ? <>№ {p.addendumNumber} от <DateText iso={p.addendumOn} /></> : '—'), text: (p) => p.addendumNumber },
    { key: 'pay', title: 'Выплата', optional: true, render: (p) => p.pay?.size ?? '—', text: (p) => p.pay?.size },
  ];
  return (
    <>
      <DataTable
        label="Трудовые документы"
        queryKey={['registry', 'labour', place.id]}
        load={(query, signal) => api.get<Slice<LabourPapers>>('/api/registry/labour-assignments', { organisation: place.id, ...query }, { signal })}
        columns={columns}
        rowKey={(p) => p.id}
        rowHref={(p) => `/labour/${p.id}`}
        rowName={(p) => p.mentor.name ?? 'наставник'}
        exportFrom={{ service: 'registry', list: 'labour-papers', organisation: place.id }}
        filters={[{ key: 'status', label: 'Состояние', options: statusOptions(labourStatuses) }, { key: 'q', label: 'Фамилия наставника' }]}
        actions={writes ? actions : []}
        empty={{ nothing: 'Документов пока нет. Они появятся, когда вы оформите первое наставничество работника.' }}
      />
      {dialog}
    </>
  );
}
