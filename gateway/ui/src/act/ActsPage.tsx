import { Button, Tabs } from '@mantine/core';
import { IconDownload, IconExternalLink, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { api } from '../api/client';
import type { Slice } from '../api/types';
import { useSession } from '../app/session';
import { DataTable, type Column } from '../ui/DataTable';
import { Page } from '../ui/Page';
import { formatDate } from '../ui/russian';
import { StatusBadge } from '../ui/StatusBadge';
import { statusOptions } from '../ui/statuses';
import { DateText } from '../ui/text';
import { actName, actStatuses, flag, keepers, levelTitles, partWords } from './act';
import { ActDialog, FileDialog, MinutesDialog, RepealDialog, useActsSaved } from './ActDialogs';
import { Readiness } from './Readiness';
import type { Act, ActLevel, Minutes } from './types';

type Dialog = { kind: 'act'; act?: Act } | { kind: 'repeal'; act: Act } | { kind: 'minutes'; minutes?: Minutes } | { kind: 'file'; to: string; title: string };

const levels = Object.keys(levelTitles) as ActLevel[];

export function Component() {
  const { place, has } = useSession();
  const [params, setParams] = useSearchParams();
  const [dialog, setDialog] = useState<Dialog>();
  const close = () => setDialog(undefined);
  const atSchool = place.level === 'school' && !place.below;
  const tabs = [...levels.filter((l) => l !== 'institutional' || atSchool), ...(place.below ? [] : ['minutes']), ...(atSchool ? ['readiness'] : [])];
  const asked = params.get('tab') ?? '';
  const tab = tabs.includes(asked) ? asked : 'federal';
  const level = levels.find((l) => l === tab);
  const keeps = !place.below && (level ? has(...keepers[level]) : tab === 'minutes' && has('curator', 'director', 'municipal', 'institute'));
  return (
    <Page
      title="Акты и протоколы"
      actions={keeps && <Button leftSection={<IconPlus size={16} />} onClick={() => setDialog(level ? { kind: 'act' } : { kind: 'minutes' })}>{level ? 'Добавить акт' : 'Добавить протокол'}</Button>}
    >
      <Tabs value={tab} keepMounted={false} onChange={(v) => setParams({ tab: v ?? 'federal' }, { replace: true })}>
        <Tabs.List mb="lg" className="no-print">
          {tabs.map((t) => <Tabs.Tab key={t} value={t}>{t === 'minutes' ? 'Протоколы' : t === 'readiness' ? 'Комплектность' : levelTitles[t as ActLevel]}</Tabs.Tab>)}
        </Tabs.List>
        {level && <Tabs.Panel value={tab}><Acts key={level} level={level} keeps={keeps} open={setDialog} /></Tabs.Panel>}
        {tab === 'minutes' && <Tabs.Panel value="minutes"><MinutesList keeps={keeps} open={setDialog} /></Tabs.Panel>}
        {tab === 'readiness' && <Tabs.Panel value="readiness"><Readiness /></Tabs.Panel>}
      </Tabs>
      {dialog?.kind === 'act' && level && <ActDialog level={level} {...(dialog.act ? { act: dialog.act } : {})} onClose={close} />}
      {dialog?.kind === 'repeal' && <RepealDialog act={dialog.act} onClose={close} />}
      {dialog?.kind === 'minutes' && <MinutesDialog {...(dialog.minutes ? { minutes: dialog.minutes } : {})} onClose={close} />}
      {dialog?.kind === 'file' && <FileDialog to={dialog.to} title={dialog.title} onClose={close} />}
    </Page>
  );
}

const flaggedFilter = { key: 'flagged', label: 'Ссылки', options: [{ value: 'true', label: 'Ссылается на отменённый акт' }] };

function Acts({ level, keeps, open }: { level: ActLevel; keeps: boolean; open: (dialog: Dialog) => void }) {
  const { place } = useSession();
  const saved = useActsSaved(() => undefined);
  const columns: Column<Act>[] = [
    { key: 'title', title: 'Название', card: 'title', sort: 'title', render: (a) => a.title, text: (a) => a.title },
    { key: 'act', title: 'Реквизиты', card: 'fact', sort: 'date', render: actName, text: actName },
    { key: 'status', title: 'Состояние', card: 'fact', sort: 'status', render: (a) => <StatusBadge status={a.status} words={actStatuses} />, text: (a) => actStatuses[a.status]?.label },
    { key: 'replaced', title: 'Чем заменён', render: (a) => (a.status === 'repealed' ? <>{a.repealedOn && <>с <DateText iso={a.repealedOn} /> </>}{a.replacedBy?.text ?? ''}</> : '—'), text: (a) => a.replacedBy?.text },
    ...(level === 'institutional' ? [{ key: 'serves', title: 'Документ комплекта', card: 'fact', render: (a: Act) => (a.serves ? partWords[a.serves] : '—'), text: (a: Act) => (a.serves ? partWords[a.serves] : '') } as Column<Act>] : []),
    { key: 'cites', title: 'Ссылается на', optional: level !== 'institutional', render: (a) => <Cited flagged={a.flagged} cites={a.cites} />, text: (a) => a.cites.map((c) => c.text).join('; ') },
    { key: 'text', title: 'Текст', render: (a) => <TextOf act={a} /> },
  ];
  return (
    <DataTable
      label={`${levelTitles[level]} акты`}
      queryKey={['registry', 'acts', place.id, level]}
      load={(query, signal) => api.get<Slice<Act>>('/api/registry/acts', { organisation: place.id, level, ...query }, { signal })}
      columns={columns}
      rowKey={(a) => a.id}
      rowName={actName}
      defaultSort="-date"
      exportFrom={{ service: 'registry', list: 'acts', organisation: place.id, filters: { level } }}
      filters={[{ key: 'status', label: 'Состояние', options: statusOptions(actStatuses) }, flaggedFilter, { key: 'q', label: 'Номер или слово' }]}
      actions={keeps ? [
        { label: 'Изменить', when: (a) => a.keeps, run: (act) => open({ kind: 'act', act }) },
        { label: 'Загрузить файл', when: (a) => a.keeps, run: (a) => open({ kind: 'file', to: `/api/registry/acts/${a.id}/file`, title: actName(a) }) },
        { label: 'Утратил силу', when: (a) => a.keeps && a.status === 'acting', run: (act) => open({ kind: 'repeal', act }) },
        { label: 'Вернуть в действующие', when: (a) => a.keeps && a.status === 'repealed', run: (a) => void api.post(`/api/registry/acts/${a.id}/reinstatement`).then(() => saved('Акт снова действует')) },
      ] : []}
      empty={{
        nothing: keeps ? 'Актов пока нет. Добавьте первый.' : level === 'municipal' ? 'Актов пока нет. Их ведёт муниципальный куратор.' : 'Актов пока нет. Их ведёт региональный институт.',
        action: keeps && level === 'federal' ? <Button onClick={() => void api.post<{ added: number }>('/api/registry/federal-acts', { organisationId: place.id }).then((r) => saved(`Добавлено актов: ${r.added}`))}>Заполнить федеральными актами</Button> : undefined,
      }}
    />
  );
}

function MinutesList({ keeps, open }: { keeps: boolean; open: (dialog: Dialog) => void }) {
  const { place } = useSession();
  const columns: Column<Minutes>[] = [
    { key: 'number', title: 'Протокол', card: 'title', sort: 'number', render: (m) => `№ ${m.number} от ${formatDate(m.date)}`, text: (m) => `№ ${m.number} от ${formatDate(m.date)}` },
    { key: 'body', title: 'Орган', card: 'fact', sort: 'body', render: (m) => m.body, text: (m) => m.body },
    { key: 'agenda', title: 'Повестка', card: 'fact', render: (m) => m.agenda, text: (m) => m.agenda },
    { key: 'decision', title: 'Решение', render: (m) => m.decision, text: (m) => m.decision },
    { key: 'cites', title: 'Ссылается на', render: (m) => <Cited flagged={m.flagged} cites={m.cites} />, text: (m) => m.cites.map((c) => c.text).join('; ') },
    { key: 'print', title: 'На бумагу', render: (m) => <><a href={`/api/registry/minutes/${m.id}/document`} download aria-label={`Протокол № ${m.number}, PDF`}>PDF</a>, <a href={`/api/registry/minutes/${m.id}/document?format=docx`} download aria-label={`Протокол № ${m.number}, Word`}>Word</a></> },
    { key: 'text', title: 'Файл', render: (m) => (m.hasFile ? <a href={`/api/registry/minutes/${m.id}/file`} download><IconDownload size={14} aria-hidden /> Скачать</a> : '—') },
  ];
  return (
    <DataTable
      label="Протоколы"
      queryKey={['registry', 'acts', place.id, 'minutes']}
      load={(query, signal) => api.get<Slice<Minutes>>('/api/registry/minutes', { organisation: place.id, ...query }, { signal })}
      columns={columns}
      rowKey={(m) => m.id}
      rowName={(m) => `протокол № ${m.number}`}
      defaultSort="-date"
      exportFrom={{ service: 'registry', list: 'minutes', organisation: place.id }}
      filters={[flaggedFilter, { key: 'q', label: 'Номер или слово' }]}
      actions={keeps ? [
        { label: 'Изменить', when: (m) => m.keeps, run: (minutes) => open({ kind: 'minutes', minutes }) },
        { label: 'Загрузить файл', when: (m) => m.keeps, run: (m) => open({ kind: 'file', to: `/api/registry/minutes/${m.id}/file`, title: `Протокол № ${m.number}` }) },
      ] : []}
      empty={{ nothing: keeps ? 'Протоколов пока нет. Добавьте протокол совета, на котором обсуждали наставничество.' : 'Протоколов пока нет. Их вносит куратор.' }}
    />
  );
}

function Cited({ flagged, cites }: { flagged: boolean; cites: Act['cites'] }) {
  if (cites.length === 0) return <>—</>;
  return (
    <>
      {flagged && <StatusBadge status="flagged" words={flag} />}
      {cites.map((c) => <div key={c.id}>{c.text}{c.status === 'repealed' ? ' (утратил силу)' : ''}</div>)}
    </>
  );
}

function TextOf({ act }: { act: Act }) {
  if (act.hasFile) return <a href={`/api/registry/acts/${act.id}/file`} download><IconDownload size={14} aria-hidden /> Скачать</a>;
  if (act.link) return <a href={act.link} target="_blank" rel="noreferrer noopener"><IconExternalLink size={14} aria-hidden /> Открыть</a>;
  return <>—</>;
}
