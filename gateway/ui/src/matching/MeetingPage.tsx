import { Button, Checkbox, Group, Menu, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import { formWords } from '../api/words';
import { ConfirmDialog } from '../ui/dialogs';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Facts, Page, Section } from '../ui/Page';
import { counted, formatDate } from '../ui/russian';
import { showDone } from '../ui/undo';
import classes from './matching.module.css';
import { surveyText } from './MeetingsPage';
import { MatchingTabs } from './Tabs';
import type { GroupMeeting, Guest } from './types';
import { initials } from './words';

export function Component() {
  const { id } = useParams();
  const meeting = useQuery({
    queryKey: ['programme', 'group-meeting', Number(id)],
    queryFn: ({ signal }) => api.get<GroupMeeting>(`/api/programme/group-meetings/${id}`, undefined, { signal }),
  });
  return <Loaded query={meeting} title="Встреча знакомства">{(m) => <Meeting key={m.version} meeting={m} />}</Loaded>;
}

const byWords = { self: 'лично', curator: 'внёс куратор', representative: 'законный представитель' } as const;

function Meeting({ meeting }: { meeting: GroupMeeting }) {
  const client = useQueryClient();
  const can = (action: GroupMeeting['actions'][number]) => meeting.actions.includes(action);
  const [present, setPresent] = useState(meeting.people.filter((p) => p.present).map((p) => p.personId));
  const [note, setNote] = useState(meeting.note ?? '');
  const [cancelling, setCancelling] = useState(false);
  const [reason, setReason] = useState('');
  const saved = () => client.invalidateQueries({ queryKey: ['programme'] });
  const changed = note !== (meeting.note ?? '') || present.length !== meeting.present || meeting.people.some((p) => p.present !== present.includes(p.personId));
  const attend = useMutation({
    mutationFn: () => api.put(`/api/programme/group-meetings/${meeting.id}/attendance`, { version: meeting.version, present, note: note.trim() || null }),
    onSuccess: () => {
      showDone('Присутствие записано');
      void saved();
    },
  });
  const nameOf = (id: number) => initials(meeting.people.find((p) => p.personId === id)?.name ?? null) ?? 'имя скрыто';
  const silent = meeting.people.filter((p) => !p.answeredOn).length;
  const rows = (role: Guest['role']) => (
    <ul className={classes.people}>
      {meeting.people.filter((p) => p.role === role).map((p) => (
        <li key={p.personId}>
          {can('attendance') ? (
            <Checkbox
              checked={present.includes(p.personId)}
              onChange={(e) => setPresent(e.currentTarget.checked ? [...present, p.personId] : present.filter((x) => x !== p.personId))}
              label={<>{initials(p.name) ?? 'имя скрыто'}<small>{p.detail}</small></>}
              aria-label={`${initials(p.name) ?? 'имя скрыто'}: присутствует`}
            />
          ) : (
            <div>{initials(p.name) ?? 'имя скрыто'}<small>{[p.detail, p.present ? 'присутствует' : null].filter(Boolean).join(' · ')}</small></div>
          )}
          {can('answers') && (
            <>
              <span>{p.answeredOn ? `ответ от ${formatDate(p.answeredOn)}, ${byWords[p.enteredBy ?? 'curator']}` : 'ответа нет'}</span>
              <Button component={Link} to={`/matching/meetings/${meeting.id}/answers/${p.role}/${p.personId}`} variant={p.answeredOn ? 'subtle' : 'default'} size="compact-sm" aria-label={`${p.answeredOn ? 'Открыть ответ' : 'Внести ответ'}: ${initials(p.name) ?? 'имя скрыто'}`}>
                {p.answeredOn ? 'Открыть ответ' : 'Внести ответ'}
              </Button>
            </>
          )}
        </li>
      ))}
    </ul>
  );
  return (
    <Page
      title={`Встреча знакомства ${formatDate(meeting.on)}`}
      note={surveyText(meeting)}
      trail={[{ title: 'Встреча и анкета', to: '/matching/meetings' }]}
      actions={
        can('edit') && (
          <>
            <Button component={Link} to={`/matching/meetings/${meeting.id}/edit`} variant="default">Изменить</Button>
            <Menu position="bottom-end">
              <Menu.Target><Button variant="default" aria-label="Действия"><IconDots size={16} /></Button></Menu.Target>
              <Menu.Dropdown><Menu.Item color="red" onClick={() => setCancelling(true)}>Отменить встречу</Menu.Item></Menu.Dropdown>
            </Menu>
          </>
        )
      }
    >
      <MatchingTabs />
      <div className={classes.facts}><Facts items={[
        ['Форма', formWords[meeting.form]],
        ['Когда', [formatDate(meeting.on), meeting.time?.slice(0, 5)].filter(Boolean).join(', ')],
        ['Где', [meeting.mode === 'remote' ? 'дистанционно' : 'очно', meeting.place].filter(Boolean).join(', ')],
        ...(can('attendance') || !meeting.note ? [] : ([['Заметка', meeting.note]] as [string, string][])),
      ]} /></div>
      {can('answers') && meeting.surveyUntil && (
        <Notice tone={silent === 0 ? 'good' : 'calm'} mb="md" title={silent === 0 ? 'Ответили все' : `Ждём ответа: ${counted(silent, ['человек', 'человека', 'человек'])}`}>
          {silent === 0
            ? <>Можно подбирать пары: пожелания учтутся сами. <Link to="/matching">Перейти к подбору</Link></>
            : meeting.surveyOpen ? 'Анкета у них на столе. Тем, у кого нет доступа, внесите ответ сами.' : 'Анкета закрыта. Внесите ответы сами или продлите анкету: «Изменить».'}
        </Notice>
      )}
      {meeting.sympathies.length > 0 && (
        <Section title="Назвали друг друга">
          <ul className={classes.people}>
            {meeting.sympathies.toSorted((a, b) => a.mentorRank + a.menteeRank - b.mentorRank - b.menteeRank).map((s) => (
              <li key={`${s.mentorId}-${s.menteeId}`}>
                <div>{nameOf(s.mentorId)} — {nameOf(s.menteeId)}<small>{s.mentorRank}-е место у наставника, {s.menteeRank}-е у наставляемого</small></div>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {attend.error && <Notice tone="bad" title={asProblem(attend.error).stale ? 'Встречу уже изменил другой куратор' : 'Не сохранено'}>
        {asProblem(attend.error).stale ? <>Отмечено у вас: {present.length}. Сохранено сейчас: {(asProblem(attend.error).current as GroupMeeting).present}. <Button variant="subtle" size="compact-sm" onClick={() => void saved()}>Показать сохранённое</Button></> : asProblem(attend.error).message}
      </Notice>}
      <Section title="Наставники">{rows('mentor')}</Section>
      <Section title="Наставляемые">{rows('mentee')}</Section>
      {can('attendance') && (
        <Section title="Как прошла встреча">
          <div className={classes.narrow}>
            <Textarea label="Заметка куратора" description="Её видят только сотрудники, которые ведут наставничество" value={note} onChange={(e) => setNote(e.currentTarget.value)} autosize minRows={2} maxLength={2000} />
            <Group mt="sm">
              <Button onClick={() => attend.mutate()} loading={attend.isPending} disabled={!changed}>Сохранить присутствие</Button>
              {meeting.present === 0 && <Button variant="default" onClick={() => setPresent(meeting.people.map((p) => p.personId))}>Пришли все</Button>}
            </Group>
          </div>
        </Section>
      )}
      {cancelling && (
        <ConfirmDialog
          title={`Отменить встречу ${formatDate(meeting.on)}`}
          verb="Отменить встречу"
          danger
          run={() => api.post(`/api/programme/group-meetings/${meeting.id}/cancellation`, { version: meeting.version, reason: reason.trim() || 'Не состоялась' })}
          onClose={() => setCancelling(false)}
          onDone={() => void saved()}
        >
          <Textarea label="Почему" value={reason} onChange={(e) => setReason(e.currentTarget.value)} maxLength={500} placeholder="Не состоялась" />
        </ConfirmDialog>
      )}
    </Page>
  );
}
