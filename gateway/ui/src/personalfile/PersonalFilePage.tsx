import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import { useSession } from '../app/session';
import { Empty } from '../ui/DataTable';
import { ConfirmDialog } from '../ui/dialogs';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Facts, Page, Section } from '../ui/Page';
import { formatDate, formatDateTime, shortName } from '../ui/russian';
import { StatusBadge } from '../ui/StatusBadge';
import { showDone } from '../ui/undo';
import { ApproveDialog, RefuseDialog } from './DecisionDialogs';
import { PartView } from './PartView';
import type { FileAccessCard, FileItem, FilePart } from './types';
import { accessStatuses, endWords, items, itemWords, listOf } from './words';

export function Component() {
  const id = Number(useParams()['id']);
  const query = useQuery({
    queryKey: ['registry', 'file-accesses', 'one', id],
    queryFn: ({ signal }) => api.get<FileAccessCard>(`/api/registry/file-accesses/${id}`, undefined, { signal }),
  });
  return <Loaded query={query} title="Личное дело">{(access) => <Card key={access.version} access={access} />}</Loaded>;
}

function Card({ access }: { access: FileAccessCard }) {
  const { has, place } = useSession();
  const client = useQueryClient();
  const [dialog, setDialog] = useState<'approve' | 'refuse' | 'end'>();
  const decides = has('curator', 'director') && !place.below && access.organisationId === place.id;
  const close = () => setDialog(undefined);
  const who = access.personName ? shortName(access.personName) : 'наставляемый';
  return (
    <Page
      title={`Личное дело: ${who}`} narrow trail={[{ title: 'Личные дела', to: '/personal-files' }]}
      aside={<StatusBadge status={access.status} words={accessStatuses} />}
      actions={decides && (
        <>
          {access.status === 'requested' && <><Button onClick={() => setDialog('approve')}>Открыть доступ</Button><Button variant="default" onClick={() => setDialog('refuse')}>Отказать</Button></>}
          {access.status === 'approved' && <Button variant="default" onClick={() => setDialog('end')}>Закрыть доступ</Button>}
        </>
      )}
    >
      {access.status === 'ended' && access.endReason && <Notice mb="md" tone="calm" title="Доступ закрыт">{endWords[access.endReason].replace(/^./, (c) => c.toUpperCase())}.</Notice>}
      {access.status === 'requested' && access.mine && <Notice mb="md" tone="calm" title="Куратор ещё не решил">О решении придёт уведомление.</Notice>}
      <Section title="Запрос">
        <Facts items={[
          ['Чьё дело', decides ? <Link key="p" to={`/people/${access.personId}`}>{access.personName ?? 'карточка'}</Link> : access.personName],
          ['Наставник', access.mentorName],
          ['Для чего', access.purpose],
          ['Просил', `${listOf(access.asked)}; до ${formatDate(access.askedUntil)}`],
          ...(access.decidedAt ? [['Решение', `${access.decidedBy ? shortName(access.decidedBy) : ''}, ${formatDateTime(access.decidedAt)}`] as [string, string]] : []),
          ...(access.granted.length > 0 ? [['Открыто', `${listOf(access.granted)}; до ${formatDate(access.validUntil ?? '')}`] as [string, string]] : []),
          ...(access.note ? [['Пояснение куратора', access.note] as [string, string]] : []),
        ]} />
      </Section>
      {access.mine && access.status === 'approved' && <Parts access={access} />}
      {(decides || access.looks.length > 0) && (
        <Section title="Кто и что смотрел">
          {access.looks.length === 0 ? <Empty text="Пока никто ничего не смотрел." /> : (
            <ul aria-label="Просмотры">
              {access.looks.map((l, at) => <li key={`${l.at}-${at}`}>{formatDateTime(l.at)} · {itemWords[l.item]}</li>)}
            </ul>
          )}
        </Section>
      )}
      {dialog === 'approve' && <ApproveDialog access={access} onClose={close} />}
      {dialog === 'refuse' && <RefuseDialog access={access} onClose={close} />}
      {dialog === 'end' && (
        <ConfirmDialog
          title={`Закрыть доступ к личному делу: ${who}`} verb="Закрыть доступ" run={() => api.post(`/api/registry/file-accesses/${access.id}/ending`, { version: access.version })} onClose={close}
          onDone={() => {
            void client.invalidateQueries({ queryKey: ['registry', 'file-accesses'] });
            showDone('Доступ закрыт');
          }}
        >
          Наставник больше ничего не увидит и получит уведомление. Если понадобится снова, он подаст новый запрос.
        </ConfirmDialog>
      )}
    </Page>
  );
}

/** The open parts; a part is asked for only when somebody opens it, because each look is written down. */
function Parts({ access }: { access: FileAccessCard }) {
  const client = useQueryClient();
  const [parts, setParts] = useState<Partial<Record<FileItem, FilePart>>>({});
  const look = useMutation({
    mutationFn: (item: FileItem) => api.post<FilePart>(`/api/registry/file-accesses/${access.id}/views`, { item }),
    onSuccess: (part) => setParts((old) => ({ ...old, [part.item]: part })),
    onError: () => void client.invalidateQueries({ queryKey: ['registry', 'file-accesses'] }),
  });
  return (
    <Section title="Сведения">
      <p>Просмотр каждого раздела записывается в журнал.</p>
      {look.error && <Notice tone="bad">{asProblem(look.error).message}</Notice>}
      {items.filter((i) => access.granted.includes(i)).map((item) => {
        const part = parts[item];
        return part ? <PartView key={item} part={part} /> : (
          <p key={item}>
            <Button variant="default" fullWidth justify="space-between" loading={look.isPending && look.variables === item} onClick={() => look.mutate(item)}>Показать: {itemWords[item].replace(/ \(.*/, '')}</Button>
          </p>
        );
      })}
    </Section>
  );
}
