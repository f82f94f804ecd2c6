import { Button, FileButton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconDownload, IconPrinter, IconUpload } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import { Rows } from '../person/Rows';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Facts, Page, Section } from '../ui/Page';
import { formatDate, formatNumber, shortName } from '../ui/russian';
import { StatusBadge } from '../ui/StatusBadge';
import { PersonName } from '../ui/text';
import { showDone } from '../ui/undo';
import { labourStatuses, paperWords, termText } from './labour';
import { useVerbs } from './PapersVerbs';
import type { LabourFile, LabourPapers } from './types';

export function Component() {
  const id = Number(useParams()['id']);
  const papers = useQuery({
    queryKey: ['registry', 'labour', 'one', id],
    queryFn: ({ signal }) => api.get<LabourPapers>(`/api/registry/labour-assignments/${id}`, undefined, { signal }),
  });
  return <Loaded query={papers} title="Трудовые документы">{(p) => <Card papers={p} />}</Loaded>;
}

function Card({ papers: p }: { papers: LabourPapers }) {
  const { actions, dialog } = useVerbs();
  const can = actions.filter((a) => a.when(p));
  return (
    <Page
      title={`Трудовые документы: ${shortName(p.mentor.name ?? 'наставник')}`}
      trail={[{ title: 'Трудовые документы', to: '/labour?tab=papers' }]}
      aside={<StatusBadge status={p.status} words={labourStatuses} />}
      note={termText(p)}
      actions={can.map((a, i) => <Button key={a.label} variant={i === 0 ? 'filled' : 'default'} onClick={() => a.run(p)}>{a.label}</Button>)}
    >
      {p.notice && (
        <Notice tone="warn" mb="md" title={`Прекращается с ${formatDate(p.notice.effectiveOn)}`}>
          {p.notice.by === 'employee' ? 'Работник отказался' : 'Работодатель отменил поручение'}, уведомление от {formatDate(p.notice.givenOn)}
          {p.notice.byAgreement ? '; стороны согласны на более раннюю дату' : ''}.
        </Notice>
      )}
      <Section title="Условия">
        <Facts items={[
          ['Наставник', <Link key="m" to={`/people/${p.mentor.personId}`}><PersonName name={p.mentor.name} full /></Link>],
          ['Наставляемый', <Link key="e" to={`/people/${p.mentee.personId}`}><PersonName name={p.mentee.name} full /></Link>],
          ...(p.status === 'exempt'
            ? ([['Почему документы не нужны', p.exemptReason], ['Основание', p.exemptReference]] as [string, string | null | undefined][])
            : ([
                ['Содержание работы', p.content], ['Форма', p.form], ['Стимулирующая выплата', p.pay?.size], ['Условия выплаты', p.pay?.basis],
                ['Письменное согласие', formatDate(p.consentOn)],
                ['Дополнительное соглашение', p.addendumNumber ? `№ ${p.addendumNumber} от ${formatDate(p.addendumOn)}` : ''],
                ...(p.refusedOn ? [['Отказ', `${formatDate(p.refusedOn)}${p.refusalNote ? `. ${p.refusalNote}` : ''}`]] : []),
              ] as [string, string | null | undefined][])),
        ]} />
      </Section>
      <Scans papers={p} />
      {dialog}
    </Page>
  );
}

const formOf = (papers: LabourPapers, paper: LabourFile['paper'], format: 'pdf' | 'docx') => `/api/registry/labour-assignments/${papers.id}/document?paper=${paper}&format=${format}`;

function Scans({ papers }: { papers: LabourPapers }) {
  const client = useQueryClient();
  const key = ['registry', 'labour', 'files', papers.id];
  const files = useQuery({ queryKey: key, queryFn: ({ signal }) => api.get<LabourFile[]>(`/api/registry/labour-assignments/${papers.id}/files`, undefined, { signal }) });
  const writes = papers.actions.length > 0 || papers.status === 'notice_given';
  const send = useMutation({
    mutationFn: ({ paper, file }: { paper: LabourFile['paper']; file: File }) => api.post<LabourFile>(`/api/registry/labour-assignments/${papers.id}/files`, file, { query: { paper } }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: key });
      showDone('Скан сохранён');
    },
  });
  const error = files.error ?? send.error;
  const rows = (Object.keys(paperWords) as LabourFile['paper'][]).map((paper) => ({ paper, file: files.data?.find((f) => f.paper === paper) }));
  return (
    <Section title="Бланки и сканы">
      {error && <Notice tone="bad" mb="sm">{asProblem(error).message}</Notice>}
      <Rows
        label="Бланки и сканы"
        empty="Сканов нет."
        rows={rows}
        rowKey={(r) => r.paper}
        columns={[
          ['Документ', (r) => paperWords[r.paper]],
          ...(papers.status === 'exempt' ? [] : [['Бланк', (r: (typeof rows)[number]) => (
            <>
              <IconPrinter size={14} aria-hidden /> <a href={formOf(papers, r.paper, 'pdf')} download aria-label={`${paperWords[r.paper]}: бланк PDF`}>PDF</a>{' '}
              <a href={formOf(papers, r.paper, 'docx')} download aria-label={`${paperWords[r.paper]}: бланк Word`}>Word</a>
            </>
          )] as [string, (row: (typeof rows)[number]) => React.ReactNode]]),
          ['Файл', (r) => (r.file ? <a href={`/api/registry/labour-files/${r.file.id}`} download><IconDownload size={14} aria-hidden /> {r.file.name}, {formatNumber(Math.ceil(r.file.size / 1024))} КБ</a> : 'нет')],
          ...(writes ? [['Загрузить', (r: (typeof rows)[number]) => (
            <FileButton accept="application/pdf,image/jpeg,image/png" onChange={(file) => file && send.mutate({ paper: r.paper, file })}>
              {(props) => <Button {...props} size="xs" variant="default" loading={send.isPending && send.variables.paper === r.paper} leftSection={<IconUpload size={14} />} aria-label={`${r.file ? 'Заменить' : 'Загрузить'} скан: ${paperWords[r.paper]}`}>{r.file ? 'Заменить' : 'Загрузить'}</Button>}
            </FileButton>
          )] as [string, (row: (typeof rows)[number]) => React.ReactNode]] : []),
        ]}
      />
      <p className="dimmed-note">PDF, JPEG или PNG до 10 МБ.</p>
    </Section>
  );
}
