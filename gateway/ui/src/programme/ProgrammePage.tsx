import { Button, Menu, ActionIcon, SegmentedControl, Title } from '@mantine/core';
import { Progress as Bar } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconCircleCheckFilled, IconCircleDashed, IconClock, IconDotsVertical, IconPencil, IconPlus, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useLocation, useParams, useSearchParams } from 'react-router';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import type { Activity, Programme } from '../api/types';
import { usePlace } from '../app/session';
import { namesOf, pairName } from '../mentorship/mentorship';
import { Empty } from '../ui/DataTable';
import { ConfirmDialog } from '../ui/dialogs';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Facts, Page, Section } from '../ui/Page';
import { counted, formatDate, formatNumber, today } from '../ui/russian';
import { StatusBadge } from '../ui/StatusBadge';
import { showDone, showFailed } from '../ui/undo';
import { useWord } from '../ui/useWord';
import { ActivityDialog, CompletionDialog, DoneDialog, ProgrammeAgreementDialog, StrikeDialog } from './ActivityDialogs';
import { activityState, activityStatuses, approvedBy, awaited, bySection, dueText, parties, programmeStatuses, silent, termKinds, termText, useProgramme, type Party } from './programme';
import classes from './ProgrammePage.module.css';

export function Component() {
  const programme = useProgramme(Number(useParams()['id']));
  return <Loaded query={programme} title="Программа">{(p) => <Card programme={p} />}</Loaded>;
}

type Dialog =
  | { kind: 'done' | 'strike' | 'edit'; activity: Activity }
  | { kind: 'add' | 'completion' | 'approval' | 'withdrawal' }
  | { kind: 'agreement'; side: 'mentor' | 'mentee' };

function Card({ programme: p }: { programme: Programme }) {
  const place = usePlace();
  const location = useLocation();
  const [params, setParams] = useSearchParams();
  const [dialog, setDialog] = useState<Dialog>();
  const can = (action: string) => p.actions.includes(action);
  const close = () => setDialog(undefined);
  const personal = place.role === 'mentor' || place.role === 'mentee';
  const warnings = (location.state as { warnings?: string[] } | null)?.warnings ?? [];
  const inForce = p.status === 'approved' || p.status === 'running';
  const shown = params.get('show') ?? (personal && inForce ? 'open' : 'all');
  const visible = p.activities.filter((a) => shown === 'all' || (shown === 'open' ? a.status === 'planned' || a.status === 'proposed' : activityState(a) === 'late'));
  const proposedFor = (a: Activity) => Boolean(a.strikeReason) || p.activities.some((x) => x.replaces === a.id);
  const late = p.activities.filter((a) => activityState(a) === 'late').length;

  return (
    <Page
      title={p.title}
      trail={[{ title: personal ? 'Моя программа' : 'Программы', to: '/programmes' }]}
      aside={<StatusBadge status={p.status} words={programmeStatuses} />}
      note={<><Link to={`/mentorships/${p.mentorshipId}`}>{pairName(p)}</Link> · {formatDate(p.from)} – {formatDate(p.to)}{p.versionNo > 1 ? ` · версия ${p.versionNo}` : ''}</>}
      actions={
        <>
          <Button variant="default" leftSection={<IconPrinter size={16} />} onClick={() => window.print()} visibleFrom="sm">Напечатать</Button>
          {can('edit') && <Button component={Link} to={`/programmes/${p.id}/edit`} variant="default" leftSection={<IconPencil size={16} />}>Изменить</Button>}
          {can('completion') && <Button onClick={() => setDialog({ kind: 'completion' })}>Завершить программу</Button>}
        </>
      }
    >
      {warnings.map((w) => <Notice key={w} tone="warn" mb="md">{w}</Notice>)}
      {p.amendment && (
        <Notice tone="warn" mb="md" title={`Версия ${p.versionNo + 1} на согласовании`}>
          Предложенные изменения вступят в силу, когда согласятся участники, подтвердит куратор и утвердит директор. До этого действует версия {p.versionNo}.
          {can('withdrawal') && <div><Button mt={8} size="compact-sm" variant="default" className="no-print" onClick={() => setDialog({ kind: 'withdrawal' })}>Отозвать изменения</Button></div>}
        </Notice>
      )}
      <Approvals programme={p} onAgreement={(side) => setDialog({ kind: 'agreement', side })} onApproval={() => setDialog({ kind: 'approval' })} />
      {(inForce || p.status === 'completed') && (
        <div className={classes.progress}>
          <Bar.Root size={10} className={classes.bar ?? ''}><Bar.Section value={p.progress.total ? (100 * p.progress.done) / p.progress.total : 0} aria-label="Выполнено мероприятий" /></Bar.Root>
          <span>Выполнено <b>{formatNumber(p.progress.done)}</b> из {formatNumber(p.progress.total)}</span>
          {late > 0 && <StatusBadge status="late" words={{ late: { label: `Просрочено: ${late}`, tone: 'bad', icon: 'warn' } }} />}
        </div>
      )}
      {(p.directions.length > 0 || p.gaps.length > 0 || p.strengths.length > 0 || p.note) && (
        <Section title="О чём программа">
          <Facts items={[
            ...(p.directions.length ? [['Направления', p.directions.join('; ')] as [string, string]] : []),
            ...(p.gaps.length ? [['Затруднения', p.gaps.join('; ')] as [string, string]] : []),
            ...(p.strengths.length ? [['Сильные стороны', p.strengths.join('; ')] as [string, string]] : []),
            ...(p.note ? [['Примечание', p.note] as [string, string]] : []),
          ]} />
        </Section>
      )}
      <Section
        title="Мероприятия"
        actions={
          <>
            <SegmentedControl
              size="xs"
              aria-label="Какие мероприятия показать"
              value={shown}
              onChange={(v) => setParams((old) => { old.set('show', v); return old; }, { replace: true, preventScrollReset: true })}
              data={[{ value: 'all', label: 'Все' }, { value: 'open', label: 'Не закрыты' }, { value: 'late', label: 'Просрочены' }]}
            />
            {can('activities') && <Button variant="default" size="xs" leftSection={<IconPlus size={14} />} onClick={() => setDialog({ kind: 'add' })}>Добавить</Button>}
          </>
        }
      >
        {visible.length === 0 && <Empty text={shown === 'late' ? 'Просроченных мероприятий нет.' : shown === 'open' ? 'Все мероприятия закрыты.' : 'Мероприятий пока нет.'} />}
        {bySection(visible).map(({ section, items }) => (
          <div key={section} className={classes.section}>
            {section && <Title order={3}>{section}</Title>}
            <ul className={classes.list} aria-label={section || 'Мероприятия'}>
              {items.map((a) => (
                <Line
                  key={a.id}
                  activity={a}
                  done={can('done') && a.status === 'planned' && !proposedFor(a) ? () => setDialog({ kind: 'done', activity: a }) : undefined}
                  strike={can('strike') && (a.status === 'planned' || a.status === 'proposed') && !a.strikeReason ? () => setDialog({ kind: 'strike', activity: a }) : undefined}
                  edit={can('activities') && (a.status === 'proposed' || (a.status === 'planned' && !proposedFor(a))) ? () => setDialog({ kind: 'edit', activity: a }) : undefined}
                />
              ))}
            </ul>
          </div>
        ))}
      </Section>
      {dialog?.kind === 'done' && <DoneDialog programme={p} activity={dialog.activity} onClose={close} />}
      {dialog?.kind === 'strike' && <StrikeDialog programme={p} activity={dialog.activity} onClose={close} />}
      {dialog?.kind === 'edit' && <ActivityDialog programme={p} activity={dialog.activity} onClose={close} />}
      {dialog?.kind === 'add' && <ActivityDialog programme={p} onClose={close} />}
      {dialog?.kind === 'agreement' && <ProgrammeAgreementDialog programme={p} side={dialog.side} onClose={close} />}
      {dialog?.kind === 'completion' && <CompletionDialog programme={p} onClose={close} />}
      {dialog?.kind === 'withdrawal' && <WithdrawalDialog programme={p} onClose={close} />}
      {dialog?.kind === 'approval' && <DirectorDialog programme={p} onClose={close} />}
    </Page>
  );
}

function Line({ activity: a, done, strike, edit }: { activity: Activity; done: (() => void) | undefined; strike: (() => void) | undefined; edit: (() => void) | undefined }) {
  const due = dueText(a);
  return (
    <li className={classes.item} data-status={a.status}>
      <span className={classes.no}>{a.no}</span>
      <div className={classes.task}>
        <div>{a.task}</div>
        {a.status === 'done' && a.actualResult ? (
          <div className={classes.small}>Получилось: {a.actualResult}</div>
        ) : a.strikeReason ? (
          <div className={classes.small}>Причина: {a.strikeReason}</div>
        ) : (
          a.plannedResult && <div className={classes.small}>Результат: {a.plannedResult}</div>
        )}
        {a.responsible && <div className={classes.small}>Ответственный: {a.responsible}</div>}
      </div>
      <div className={classes.term}>
        <span title={termKinds[a.term.kind]}>{termText(a.term)}</span>
        {due && <div className={classes.small}>{due}</div>}
      </div>
      <div className={classes.side}>
        <StatusBadge status={activityState(a)} words={activityStatuses} />
        {a.doneOn && <span className={classes.small}>{formatDate(a.doneOn)}</span>}
        {(done || edit || strike) && (
          <span className={`${classes.verbs} no-print`}>
            {done && <Button variant="light" size="compact-sm" onClick={done}>Выполнено</Button>}
            {(edit || strike) && (
              <Menu position="bottom-end">
                <Menu.Target><ActionIcon variant="subtle" color="gray" aria-label={`Действия: ${a.task}`}><IconDotsVertical size={16} /></ActionIcon></Menu.Target>
                <Menu.Dropdown>
                  {edit && <Menu.Item onClick={edit}>Изменить</Menu.Item>}
                  {strike && <Menu.Item onClick={strike}>{a.status === 'proposed' ? 'Не предлагать' : 'Исключить'}</Menu.Item>}
                </Menu.Dropdown>
              </Menu>
            )}
          </span>
        )}
      </div>
    </li>
  );
}

/** The four words a programme needs, in their order, with the button of whoever looks. */
function Approvals({ programme: p, onAgreement, onApproval }: { programme: Programme; onAgreement: (side: 'mentor' | 'mentee') => void; onApproval: () => void }) {
  const place = usePlace();
  const client = useQueryClient();
  const now = awaited(p);
  const mine = p.members.find((m) => m.personId === place.person && !m.to)?.role;
  const personal = place.role === 'mentor' || place.role === 'mentee';
  const word = useWord();
  const send = useMutation({
    mutationFn: (path: 'agreement' | 'curator-approval') =>
      word(() => api.post<Programme>(`/api/programme/programmes/${p.id}/${path}`, path === 'agreement' ? { version: p.version, side: mine, on: today(), by: 'self' } : { version: p.version })),
    onSuccess: (_, path) => {
      void client.invalidateQueries({ queryKey: ['programme'] });
      showDone(path === 'agreement' ? 'Вы согласились с программой' : 'Программа подтверждена и ждёт директора');
    },
    onError: (error) => showFailed(asProblem(error).message),
  });
  const button = (party: Party) => {
    if (!now.includes(party)) return undefined;
    if (party === 'curator') return p.actions.includes('curator-approval') && <Button size="compact-sm" loading={send.isPending} onClick={() => send.mutate('curator-approval')}>Подтвердить</Button>;
    if (party === 'director') return p.actions.includes('approval') && <Button size="compact-sm" onClick={onApproval}>Утвердить</Button>;
    if (!p.actions.includes('agreement')) return undefined;
    if (personal) return mine === party && place.person !== undefined && p.awaited.includes(place.person) && <Button size="compact-sm" loading={send.isPending} onClick={() => send.mutate('agreement')}>Согласиться</Button>;
    return <Button size="compact-sm" variant="default" onClick={() => onAgreement(party)}>Записать согласие</Button>;
  };
  // Of a pair the title says it all; of a group one wants to know who is silent.
  const awaitedText = (party: Party) => {
    const names = party === 'mentor' || party === 'mentee' ? silent(p, party) : [];
    return names.length > 0 && p.members.filter((m) => m.role === party).length > 1 ? `ждём: ${names.map((m) => namesOf([m])).join(', ')}` : 'сейчас за ним слово';
  };
  return (
    <ol className={classes.strip} aria-label="Согласование">
      {parties.map(({ key, title, verb }) => {
        const approval = p.approvals[key];
        const waits = now.includes(key);
        return (
          <li key={key} data-done={approval ? true : undefined} data-now={waits || undefined}>
            <span className={classes.who}>
              {approval ? <IconCircleCheckFilled size={16} aria-hidden /> : waits ? <IconClock size={16} aria-hidden /> : <IconCircleDashed size={16} aria-hidden />}
              {title}
            </span>
            <span className={classes.when}>
              {approval ? `${verb} ${formatDate(approval.on)}${approvedBy(approval) ? `, ${approvedBy(approval)}` : ''}` : waits ? awaitedText(key) : 'ещё не дошло'}
            </span>
            <span className="no-print">{button(key)}</span>
          </li>
        );
      })}
    </ol>
  );
}

function DirectorDialog({ programme, onClose }: { programme: Programme; onClose: () => void }) {
  const client = useQueryClient();
  const word = useWord();
  return (
    <ConfirmDialog
      title={`${programme.amendment ? 'Утвердить изменения' : 'Утвердить программу'}: ${programme.title}`}
      verb={programme.amendment ? 'Утвердить изменения' : 'Утвердить программу'}
      run={() => word(() => api.post(`/api/programme/programmes/${programme.id}/approval`, { version: programme.version }))}
      onClose={onClose}
      onDone={() => {
        void client.invalidateQueries({ queryKey: ['programme'] });
        showDone(programme.amendment ? 'Изменения утверждены и вступили в силу' : 'Программа утверждена');
      }}
    >
      {pairName(programme)}, {formatDate(programme.from)} – {formatDate(programme.to)}, {counted(programme.progress.total, ['мероприятие', 'мероприятия', 'мероприятий'])}. Наставник, наставляемый и куратор согласны.
    </ConfirmDialog>
  );
}

function WithdrawalDialog({ programme, onClose }: { programme: Programme; onClose: () => void }) {
  const client = useQueryClient();
  return (
    <ConfirmDialog
      title={`Отозвать изменения: ${programme.title}`}
      verb="Отозвать изменения"
      danger
      run={() => api.post(`/api/programme/programmes/${programme.id}/withdrawal`)}
      onClose={onClose}
      onDone={() => {
        void client.invalidateQueries({ queryKey: ['programme'] });
        showDone('Изменения отозваны');
      }}
    >
      Все предложенные изменения пропадут, останется действующая версия {programme.versionNo}.
    </ConfirmDialog>
  );
}
