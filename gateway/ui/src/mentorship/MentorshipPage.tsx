import { Button, Menu, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconCheck, IconChevronDown, IconPencil, IconPlus } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { Link, useLocation, useNavigate, useParams } from 'react-router';
import { api } from '../api/client';
import type { HistoryEntry, Mentorship, MentorshipMember } from '../api/types';
import { contactWords, formWords, kindWords, methodWords } from '../api/words';
import { useSession } from '../app/session';
import { ChangesOfPair } from '../change/ChangesOfPair';
import { ExtensionDialog, ReplacementDialog } from '../change/ReplacementDialog';
import { LabourNotice } from '../labour/LabourNotice';
import { MeetingDialog } from '../meeting/MeetingDialogs';
import { MeetingRows } from '../meeting/MeetingRows';
import { Rows } from '../person/Rows';
import { programmeStatuses, silent, useProgramme } from '../programme/programme';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Facts, Page, Section } from '../ui/Page';
import { formatDate, formatDateTime } from '../ui/russian';
import { StatusBadge, type StatusWord } from '../ui/StatusBadge';
import { mentorshipStatuses } from '../ui/statuses';
import { DateText, PersonName, Progress, Term } from '../ui/text';
import { AgreementDialog, EmployerDialog, CompletionDialog, InvitationDialog, ResumptionDialog, SelfAgreementDialog, SuspensionDialog, TerminationDialog } from './MentorshipDialogs';
import { agreedByWords, answersHere, groundWords, historyWords, namesOf, nextStep, pairName, partnerOf, useMentorship } from './mentorship';
import classes from './MentorshipPage.module.css';

export function Component() {
  const mentorship = useMentorship(Number(useParams()['id']));
  return <Loaded query={mentorship} title="Пара">{(m) => <Card mentorship={m} />}</Loaded>;
}

type Dialog =
  | { kind: 'agreement'; member: MentorshipMember }
  | { kind: 'self'; member: MentorshipMember; agreed: boolean }
  | { kind: 'employer' | 'invitation' | 'suspension' | 'resumption' | 'completion' | 'termination' | 'meeting' | 'replacement' | 'extension' };

const agreements: Record<string, StatusWord> = {
  yes: { label: 'Согласен', tone: 'good', icon: 'done' },
  no: { label: 'Отказ', tone: 'bad', icon: 'stop' },
  wait: { label: 'Ждём ответа', tone: 'warn', icon: 'wait' },
};

function Card({ mentorship: m }: { mentorship: Mentorship }) {
  const { place } = useSession();
  const navigate = useNavigate();
  const location = useLocation();
  const [dialog, setDialog] = useState<Dialog>();
  const [warnings, setWarnings] = useState<string[]>((location.state as { warnings?: string[] } | null)?.warnings ?? []);
  const can = (action: string) => m.actions.includes(action);
  const close = () => setDialog(undefined);
  const personal = place.role === 'mentor' || place.role === 'mentee';
  const me = m.members.find((x) => x.personId === place.person && !x.to);
  const step = nextStep(m);
  const partner = partnerOf(m, place);
  // whoever has not answered yet may work in the other organisation, where the answer is entered
  const elsewhere = step?.verb?.does === 'agreement' && !personal && !m.members.some((x) => !x.to && !x.agreed && answersHere(x, place));
  const asksFile = me?.role === 'mentor' && ['ordered', 'active', 'suspended', 'completing'].includes(m.status);
  const ended = m.status === 'completed' || m.status === 'terminated';

  const take = () => {
    switch (step?.verb?.does) {
      case 'edit': return void navigate(`/mentorships/${m.id}/edit`);
      case 'order': return void navigate(`/orders/new?mentorship=${m.id}`);
      case 'programme': return void navigate(`/mentorships/${m.id}/programme`);
      case 'employer': return setDialog({ kind: 'employer' });
      case 'meeting': return setDialog({ kind: 'meeting' });
      case 'resumption': return setDialog({ kind: 'resumption' });
      case 'completion': return setDialog({ kind: 'completion' });
      case 'agreement': {
        const member = personal ? me : m.members.find((x) => !x.to && !x.agreed && answersHere(x, place));
        return member && setDialog(personal ? { kind: 'self', member, agreed: true } : { kind: 'agreement', member });
      }
      default: return undefined;
    }
  };
  const more = [
    can('invitation') && { label: 'Пригласить ещё раз', kind: 'invitation' as const },
    can('replacement') && { label: 'Заменить наставника', kind: 'replacement' as const },
    can('extension') && { label: 'Продлить', kind: 'extension' as const },
    can('suspension') && { label: 'Приостановить', kind: 'suspension' as const },
    can('resumption') && { label: 'Возобновить', kind: 'resumption' as const },
    can('completion') && { label: 'Завершить: программа выполнена', kind: 'completion' as const },
    (can('termination') || can('ending')) && { label: 'Прекратить досрочно', kind: 'termination' as const },
  ].filter((x) => x !== false);

  return (
    <Page
      title={pairName(m)}
      trail={[{ title: personal ? 'Моя пара' : 'Пары и группы', to: '/mentorships' }]}
      aside={<StatusBadge status={m.status} words={mentorshipStatuses} />}
      note={<>{kindWords[m.kind]} · {m.formName || formWords[m.form]} · {formatDate(m.start)} – {formatDate(m.actualEnd ?? m.plannedEnd)}{partner && <> · {partner}</>}</>}
      actions={
        (can('edit') || more.length > 0 || asksFile) && (
          <>
            {asksFile && <Button component={Link} to="/personal-files" variant="default">Личное дело</Button>}
            {can('edit') && <Button component={Link} to={`/mentorships/${m.id}/edit`} variant="default" leftSection={<IconPencil size={16} />}>Изменить</Button>}
            {more.length > 0 && (
              <Menu position="bottom-end">
                <Menu.Target><Button variant="default" rightSection={<IconChevronDown size={16} />}>Действия</Button></Menu.Target>
                <Menu.Dropdown>{more.map((x) => <Menu.Item key={x.kind} onClick={() => setDialog({ kind: x.kind })}>{x.label}</Menu.Item>)}</Menu.Dropdown>
              </Menu>
            )}
          </>
        )
      }
    >
      {warnings.length > 0 && <Notice tone="warn" mb="md" title="Сохранено, но обратите внимание">{warnings.map((w) => <div key={w}>{w}</div>)}</Notice>}
      <LabourNotice mentorship={m} />
      {step && (
        <div className={`${classes.next} no-print`}>
          <p><small>Следующий шаг</small>{step.text}</p>
          {step.verb && !elsewhere && (personal && step.verb.does === 'agreement' ? (
            me && !me.agreed && (
              <Stack gap={8} miw={180}>
                <Button size="md" leftSection={<IconCheck size={18} />} onClick={take}>Согласиться</Button>
                <Button variant="default" onClick={() => setDialog({ kind: 'self', member: me, agreed: false })}>Отказаться</Button>
              </Stack>
            )
          ) : (
            <Button onClick={take}>{step.verb.label}</Button>
          ))}
        </div>
      )}
      {ended && m.endGround && (
        <Notice tone={m.endGround === 'E1' ? 'good' : 'calm'} mb="md" title={`${m.status === 'completed' ? 'Завершено' : 'Прекращено'} ${formatDate(m.actualEnd)}`}>
          Основание: {groundWords[m.endGround]}.{m.endReason ? ` ${m.endReason}` : ''}
        </Notice>
      )}

      <Section title="Участники">
        <Rows
          label="Участники"
          empty="Участников нет."
          rows={m.members}
          rowKey={(x) => `${x.role}-${x.personId}`}
          columns={[
            ['Кто', (x) => (x.name && !personal && (x.organisationId ?? place.id) === place.id && place.level === 'school' ? <Link to={`/people/${x.personId}`}>{x.name}</Link> : <PersonName name={x.name} full />)],
            ['Роль', (x) => <Term code={x.role}>{x.role === 'mentor' ? 'наставник' : 'наставляемый'}</Term>],
            ['Ответ', (x) => <StatusBadge status={x.agreed ? 'yes' : x.refused ? 'no' : 'wait'} words={agreements} />],
            ['Когда и как', (x) => (x.agreedOn ? <><DateText iso={x.agreedOn} />{x.agreedBy ? `, ${agreedByWords[x.agreedBy]}` : ''}{x.refuseReason ? `: ${x.refuseReason}` : ''}</> : x.agreed || !m.respondBy ? '—' : <>до <DateText iso={m.respondBy} /></>)],
          ]}
          actions={can('agreement') && !personal ? [{ label: 'Записать ответ', when: (x) => !x.agreed && !x.to && answersHere(x, place), run: (member) => setDialog({ kind: 'agreement', member }) }] : []}
        />
      </Section>
      <Section title="Условия">
        <Facts items={[
          ['Цель', m.goal],
          ['Как работают', m.methods.map((x) => methodWords[x]).join(', ')],
          ...(m.more?.contactModes.length ? [['Формы контакта', m.more.contactModes.map((x) => contactWords[x]).join(', ')] as [string, string]] : []),
          ...(m.more?.topics.length ? [['Чему учат друг друга', m.more.topics.join(' — ')] as [string, string]] : []),
          ...(m.roleModel ? [['Ролевая модель', m.roleModel] as [string, string]] : []),
          ['Условия подбора', <Criteria key="c" m={m} />],
          ...(m.employer ? [['Организация наставника', <Employer key="e" employer={m.employer} />] as [string, ReactNode]] : []),
          ['Приказ', m.orderId && m.employer && m.employer.organisationId !== place.id ? `№ ${m.orderNumber ?? ''} от ${formatDate(m.orderDate)}, издан организацией наставника` : m.orderId ? <Link key="o" to={`/orders/${m.orderId}`}>№ {m.orderNumber} от {formatDate(m.orderDate)}</Link> : 'ещё не подписан'],
        ]} />
      </Section>
      <ProgrammeSection m={m} />
      {m.status !== 'proposed' && (
        <Section title="Встречи" actions={can('meetings') && <Button variant="default" size="xs" leftSection={<IconPlus size={14} />} onClick={() => setDialog({ kind: 'meeting' })}>Запланировать встречу</Button>}>
          <MeetingRows mentorship={m.id} />
        </Section>
      )}
      <ChangesOfPair mentorship={m} />
      <History id={m.id} />

      {dialog?.kind === 'agreement' && <AgreementDialog mentorship={m} member={dialog.member} onClose={close} />}
      {dialog?.kind === 'self' && <SelfAgreementDialog mentorship={m} member={dialog.member} agreed={dialog.agreed} onClose={close} />}
      {dialog?.kind === 'employer' && <EmployerDialog mentorship={m} onClose={close} />}
      {dialog?.kind === 'invitation' && <InvitationDialog mentorship={m} onClose={close} />}
      {dialog?.kind === 'suspension' && <SuspensionDialog mentorship={m} onClose={close} />}
      {dialog?.kind === 'resumption' && <ResumptionDialog mentorship={m} onClose={close} />}
      {dialog?.kind === 'completion' && <CompletionDialog mentorship={m} onClose={close} onWarnings={setWarnings} />}
      {dialog?.kind === 'termination' && <TerminationDialog mentorship={m} onClose={close} />}
      {dialog?.kind === 'replacement' && <ReplacementDialog mentorship={m} onClose={close} />}
      {dialog?.kind === 'extension' && <ExtensionDialog mentorship={m} onClose={close} />}
      {dialog?.kind === 'meeting' && <MeetingDialog mentorshipId={m.id} about={pairName(m)} onClose={close} />}
    </Page>
  );
}

const words: Record<string, StatusWord> = {
  yes: { label: 'отпускает наставника', tone: 'good', icon: 'done' },
  no: { label: 'не отпускает', tone: 'bad', icon: 'stop' },
  wait: { label: 'ещё не ответила', tone: 'warn', icon: 'wait' },
};

function Employer({ employer }: { employer: NonNullable<Mentorship['employer']> }) {
  const status = employer.agreed === null ? 'wait' : employer.agreed ? 'yes' : 'no';
  return (
    <Stack gap={4}>
      <span>{employer.name ?? 'Другая организация'} <StatusBadge status={status} words={words} /></span>
      {employer.on && <small>{formatDate(employer.on)}{employer.by ? `, ${employer.by}` : ''}</small>}
    </Stack>
  );
}

const criteria: Record<string, StatusWord> = {
  yes: { label: 'отмечено', tone: 'good', icon: 'done' },
  no: { label: 'не отмечено', tone: 'warn', icon: 'wait' },
};

function Criteria({ m }: { m: Mentorship }) {
  return (
    <Stack gap={4}>
      <span>Профиль соответствует запросу <StatusBadge status={m.criteria.profileFits ? 'yes' : 'no'} words={criteria} /></span>
      <span>Взаимный интерес <StatusBadge status={m.criteria.mutualInterest ? 'yes' : 'no'} words={criteria} /></span>
    </Stack>
  );
}

function ProgrammeSection({ m }: { m: Mentorship }) {
  if (!m.programmeId) {
    return m.actions.includes('programme') ? (
      <Section title="Персонализированная программа" actions={<Button component={Link} to={`/mentorships/${m.id}/programme`} variant="default" size="xs" leftSection={<IconPlus size={14} />}>Составить программу</Button>}>
        <p className="dimmed-note">Программы ещё нет. Её составляют по шаблону и согласуют с участниками.</p>
      </Section>
    ) : null;
  }
  return <Section title="Персонализированная программа"><ProgrammeLine id={m.programmeId} /></Section>;
}

function ProgrammeLine({ id }: { id: number }) {
  const programme = useProgramme(id);
  if (programme.error) return <Notice tone="bad">{programme.error.message}</Notice>;
  if (!programme.data) return null;
  const p = programme.data;
  return (
    <Facts items={[
      ['Программа', <Link key="p" to={`/programmes/${p.id}`}>{p.title}</Link>],
      ['Срок', `${formatDate(p.from)} – ${formatDate(p.to)}`],
      ['Состояние', <StatusBadge key="s" status={p.status} words={programmeStatuses} />],
      ...(p.amendment ? [['Изменения', 'на согласовании'] as [string, string]] : []),
      ...(p.awaited.length > 0 ? [['Ждём согласия', silent(p).map((x) => namesOf([x])).join(', ')] as [string, string]] : []),
      ['Выполнено', <Progress key="w" done={p.progress.done} total={p.progress.total} label="Выполнено мероприятий" />],
    ]} />
  );
}

function History({ id }: { id: number }) {
  const history = useQuery({
    queryKey: ['programme', 'mentorship', id, 'history'],
    queryFn: ({ signal }) => api.get<HistoryEntry[]>(`/api/programme/mentorships/${id}/history`, undefined, { signal }),
  });
  if (!history.data?.length) return null;
  return (
    <Section title="История">
      <ol className={classes.history}>
        {history.data.map((h) => (
          <li key={`${h.at}-${h.verb}`}>
            {historyWords[h.verb] ?? 'Изменение'}{h.on ? `, ${formatDate(h.on)}` : ''}
            {h.note && <p className={classes.note}>{h.note}</p>}
            <small>{h.by ? `${h.by}, ` : ''}записано {formatDateTime(h.at)}</small>
          </li>
        ))}
      </ol>
    </Section>
  );
}
