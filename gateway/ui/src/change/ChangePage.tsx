import { Button, FileButton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useLocation, useNavigate, useParams } from 'react-router';
import { api, newKey } from '../api/client';
import { asProblem } from '../api/problem';
import { useSession } from '../app/session';
import classes from '../mentorship/MentorshipPage.module.css';
import { Rows } from '../person/Rows';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Facts, Page, Section } from '../ui/Page';
import { counted, formatDate } from '../ui/russian';
import { StatusBadge, type StatusWord } from '../ui/StatusBadge';
import { PersonName } from '../ui/text';
import { CandidateDialog, ClosingDialog, MediationDialog, NoSuccessorDialog, OpinionDialog, WordDialog } from './ChangeDialogs';
import { changeStatuses, changeTitle, endGroundWords, groundWords, invitedTo, nextOf, starterWords, useChange, useChangeSaved, wordsOf } from './change';
import type { Asked, Change, EvidenceFile } from './types';

export function Component() {
  const change = useChange(Number(useParams()['id']));
  return <Loaded query={change} title="Обращение">{(c) => <Card change={c} />}</Loaded>;
}

type Dialog = { kind: 'review' | 'mediation' | 'candidate' | 'no-successor' | 'rejection' | 'withdrawal' } | { kind: 'word'; person?: Asked };

const answers: Record<string, StatusWord> = {
  yes: { label: 'Согласие есть', tone: 'good', icon: 'done' },
  no: { label: 'Отказ', tone: 'bad', icon: 'stop' },
  wait: { label: 'Ждём ответа', tone: 'warn', icon: 'wait' },
};

function Card({ change: c }: { change: Change }) {
  const { place } = useSession();
  const navigate = useNavigate();
  const location = useLocation();
  const [dialog, setDialog] = useState<Dialog>();
  const [warnings, setWarnings] = useState<string[]>((location.state as { warnings?: string[] } | null)?.warnings ?? []);
  const close = () => setDialog(undefined);
  const saved = useChangeSaved(close);
  const can = (action: string) => c.actions.includes(action);
  const personal = place.role === 'mentor' || place.role === 'mentee';
  const submission = useMutation({
    mutationFn: () => api.post<Change>(`/api/programme/changes/${c.id}/submission`, { version: c.version }, { idempotencyKey: newKey() }),
    onSuccess: () => saved('Обращение передано директору'),
  });
  const order = useMutation({
    mutationFn: () => api.post<{ orderId: number }>(`/api/programme/changes/${c.id}/order`, { version: c.version }, { idempotencyKey: newKey() }),
    onSuccess: ({ orderId }) => {
      saved('Проект приказа готов');
      void navigate(`/orders/${orderId}`);
    },
  });
  const failed = submission.error ?? order.error;
  const next = nextOf(c);
  const take = () => {
    switch (next?.verb?.does) {
      case 'submission': return submission.mutate();
      case 'order': return order.mutate();
      case 'review': return setDialog({ kind: 'review' });
      case 'candidate': return setDialog({ kind: 'candidate' });
      default: return undefined;
    }
  };
  // Whoever is asked to become the mentor does not belong to the pair yet.
  const invited = invitedTo(c, place.person);
  const facts: [string, React.ReactNode][] = [
    invited
      ? ['Наставляемые', c.asked.filter((x) => x.personId !== place.person).map((x) => x.name ?? 'имя скрыто').join(', ')]
      : ['Пара или группа', <Link key="p" to={`/mentorships/${c.mentorshipId}`}>{c.mentees.map((x) => x.name ?? 'имя скрыто').join(', ')}</Link>],
    ...(c.mentor && !invited ? [['Прежний наставник', <PersonName key="o" name={c.mentor.name} full />] as [string, React.ReactNode]] : []),
    ...(c.ground ? [['Основание', [groundWords[c.ground], ...c.extraGrounds.map((g) => groundWords[g])].join('; ')] as [string, React.ReactNode]] : []),
    ...(c.newEnd ? [['Срок', `${formatDate(c.oldEnd)} → ${formatDate(c.newEnd)}`] as [string, React.ReactNode]] : []),
    ...(c.reason ? [['Причина', c.reason] as [string, React.ReactNode]] : []),
    ...(c.awayFrom ? [['Отсутствует', `с ${formatDate(c.awayFrom)}${c.awayTo ? ` по ${formatDate(c.awayTo)}` : ''}`] as [string, React.ReactNode]] : []),
    ...(c.documentOn ? [['Документ', `${c.documentNumber ? `№ ${c.documentNumber} ` : ''}от ${formatDate(c.documentOn)}`] as [string, React.ReactNode]] : []),
    ['Обратился', `${starterWords[c.startedBy]}${c.party?.name ? `, ${c.party.name}` : ''}, ${formatDate(c.requestedOn)}`],
    ...(can('review') ? [['Рассмотреть до', formatDate(c.reviewUntil)] as [string, React.ReactNode]] : []),
    ...(c.mediation ? [['Примирение', `${c.mediation} (${c.mediatedBy ?? ''}, ${formatDate(c.mediatedOn)})`] as [string, React.ReactNode]] : []),
    ...(c.opinion ? [['Мнение куратора', c.opinion] as [string, React.ReactNode]] : []),
    ...(c.endGround ? [['Основание', endGroundWords[c.endGround]] as [string, React.ReactNode]] : []),
    ...(c.withoutSuccessor ? [['Новый наставник', 'не назначается: пара завершается'] as [string, React.ReactNode]] : []),
    ...(c.newMentor ? [['Новый наставник', <PersonName key="n" name={c.newMentor.name} full />] as [string, React.ReactNode]] : []),
    ...(c.gapDays != null ? [['Без наставника', counted(c.gapDays, ['день', 'дня', 'дней'])] as [string, React.ReactNode]] : []),
    ...(c.orderId ? [['Приказ', <Link key="d" to={`/orders/${c.orderId}`}>№ {c.orderNumber} от {formatDate(c.orderDate)}</Link>] as [string, React.ReactNode]] : []),
  ];
  return (
    <Page
      title={invited ? 'Вас приглашают наставником' : changeTitle(c)}
      trail={[personal ? { title: 'Моя пара', to: '/mentorships' } : { title: 'Замены и завершения', to: '/changes' }]}
      aside={<StatusBadge status={c.status} words={changeStatuses} />}
      actions={(
        <>
          {can('mediation') && <Button variant="default" onClick={() => setDialog({ kind: 'mediation' })}>Записать примирение</Button>}
          {can('review') && c.opinion && <Button variant="default" onClick={() => setDialog({ kind: 'review' })}>Изменить мнение</Button>}
          {can('candidate') && c.newMentor && <Button variant="default" onClick={() => setDialog({ kind: 'candidate' })}>Другой наставник</Button>}
          {can('candidate') && c.withoutSuccessor && <Button variant="default" onClick={() => setDialog({ kind: 'candidate' })}>Выбрать наставника</Button>}
          {can('no-successor') && <Button variant="default" onClick={() => setDialog({ kind: 'no-successor' })}>Преемника нет</Button>}
          {can('withdrawal') && <Button variant="default" onClick={() => setDialog({ kind: 'withdrawal' })}>Отозвать</Button>}
          {can('rejection') && <Button variant="default" onClick={() => setDialog({ kind: 'rejection' })}>Отклонить</Button>}
        </>
      )}
    >
      {failed && <Notice tone="bad" mb="md">{asProblem(failed).message}</Notice>}
      {warnings.length > 0 && <Notice tone="warn" mb="md" title="Сохранено, но обратите внимание">{warnings.map((w) => <div key={w}>{w}</div>)}</Notice>}
      {c.decision && <Notice tone="warn" mb="md" title={`${changeStatuses[c.status].label} ${formatDate(c.decidedOn)}`}>{c.decision}</Notice>}
      {c.noticeDue && (
        <Notice tone="warn" mb="md" title="Прекратите трудовое поручение прежнего наставника">
          Предупредить нужно не менее чем за три рабочих дня, если стороны не договорились раньше. <Link to="/labour">Открыть трудовые документы</Link>
        </Notice>
      )}
      {next && (
        <div className={`${classes.next} no-print`}>
          <p><small>Следующий шаг</small>{next.text}</p>
          {next.verb && <Button onClick={take} loading={submission.isPending || order.isPending}>{next.verb.label}</Button>}
          {!next.verb && can('agreement') && <Button onClick={() => setDialog({ kind: 'word' })}>{personal ? 'Ответить' : 'Записать ответ'}</Button>}
        </div>
      )}
      <Section title="Обращение"><Facts items={facts} /></Section>
      {c.asked.length > 0 && (
        <Section title={c.kind === 'ending' || c.withoutSuccessor ? 'Заявления' : 'Согласие'} actions={can('agreement') && !personal && <Button size="xs" variant="default" onClick={() => setDialog({ kind: 'word' })}>Записать ответ</Button>}>
          <Rows
            label={c.kind === 'ending' || c.withoutSuccessor ? 'Заявления' : 'Согласие'}
            empty="Никого не спрашивали."
            rows={c.asked}
            rowKey={(x) => x.personId}
            columns={[
              ['Кто', (x) => <PersonName name={x.name} full />],
              ['Ответ', (x) => <StatusBadge status={x.complete ? 'yes' : x.words.some((w) => !w.agrees) ? 'no' : 'wait'} words={answers} />],
              ['Когда и как', (x) => (x.words.length > 0 ? x.words.map((w) => `${formatDate(w.on)}, ${wordsOf[w.by]}`).join('; ') : '—')],
            ]}
          />
        </Section>
      )}
      {c.kind === 'replacement' && !personal && <Evidence change={c} />}
      {dialog?.kind === 'review' && <OpinionDialog change={c} onClose={close} />}
      {dialog?.kind === 'mediation' && <MediationDialog change={c} onClose={close} />}
      {dialog?.kind === 'candidate' && <CandidateDialog change={c} onClose={close} onWarnings={setWarnings} />}
      {dialog?.kind === 'no-successor' && <NoSuccessorDialog change={c} onClose={close} />}
      {dialog?.kind === 'word' && <WordDialog change={c} person={personal ? c.asked.find((x) => x.personId === place.person) : dialog.person} onClose={close} />}
      {(dialog?.kind === 'rejection' || dialog?.kind === 'withdrawal') && <ClosingDialog change={c} verb={dialog.kind} onClose={close} />}
    </Page>
  );
}

/** Scans that the ground rests on. */
function Evidence({ change: c }: { change: Change }) {
  const client = useQueryClient();
  const files = useQuery({
    queryKey: ['programme', 'change', c.id, 'evidence'],
    queryFn: ({ signal }) => api.get<EvidenceFile[]>(`/api/programme/changes/${c.id}/evidence`, undefined, { signal }),
  });
  const attach = useMutation({
    mutationFn: (file: File) => api.post<EvidenceFile>(`/api/programme/changes/${c.id}/evidence`, file),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['programme', 'change', c.id, 'evidence'] }),
  });
  const may = c.actions.includes('evidence');
  if (!may && !files.data?.length) return null;
  return (
    <Section
      title="Подтверждающие документы"
      actions={may && (
        <FileButton accept="application/pdf,image/jpeg,image/png" onChange={(file) => file && attach.mutate(file)}>
          {(props) => <Button {...props} size="xs" variant="default" loading={attach.isPending} leftSection={<IconUpload size={14} />}>Приложить скан</Button>}
        </FileButton>
      )}
    >
      {attach.error && <Notice tone="bad">{asProblem(attach.error).message}</Notice>}
      {files.data?.length ? (
        <ul>{files.data.map((f) => <li key={f.id}><a href={`/api/programme/change-files/${f.id}`} download>{f.name}</a></li>)}</ul>
      ) : (
        <p className="dimmed-note">Сканов нет. Медицинские документы не прикладывайте: достаточно приказа или дат отсутствия.</p>
      )}
    </Section>
  );
}
