import { Anchor, Badge, Button, Menu, Tabs } from '@mantine/core';
import { IconChevronDown, IconPencil, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { Employment, Enrolment, Person } from '../api/types';
import { positionWords, representativeWords } from '../api/words';
import { useSession } from '../app/session';
import { MinorLeaveSection } from '../account/MinorLeaveSection';
import { WhoSees } from '../account/WhoSees';
import { AuditList } from '../audit/AuditList';
import { ConsentList } from '../consent/ConsentList';
import { LabourPanel } from '../labour/LabourPanel';
import { MenteePanel } from '../mentee/MenteePanel';
import { MentorPanel } from '../mentor/MentorPanel';
import { Empty } from '../ui/DataTable';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Facts, Page, Section } from '../ui/Page';
import { ageOn, counted, formatDate, shortName, today } from '../ui/russian';
import { StatusBadge } from '../ui/StatusBadge';
import { menteeStatuses, mentorStatuses } from '../ui/statuses';
import { DateText, Term } from '../ui/text';
import { isPupil, standing, usePerson } from './person';
import { EmploymentDialog, EnrolmentDialog, RepresentativeDialog } from './PlacementDialogs';
import { ExternalSection, isExternal } from './ExternalSection';
import { HistoryPanel } from './HistoryPanel';
import { EndDialog, LeaveDialog, TransferDialog } from './LeavingDialogs';
import { MergeNotice } from './MergeNotice';
import { Belongs, Grounds, Leaves, Transfers } from './PersonParts';
import { RightsSection } from '../rights/RightsSection';
import { Rows } from './Rows';
import { marksOf, markWords, teacherCategoryWords } from './words';

export function Component() {
  const person = usePerson(Number(useParams()['id']));
  return <Loaded query={person} title="Карточка человека">{(p) => <Card person={p} />}</Loaded>;
}

type Dialog =
  | { kind: 'employment'; record?: Employment }
  | { kind: 'enrolment'; record?: Enrolment }
  | { kind: 'representative' }
  | { kind: 'leave'; post: Employment }
  | { kind: 'end' | 'transfer'; post?: Employment; study?: Enrolment };

const open = (e: Employment) => !e.dismissedOn || e.dismissedOn > today();

function Card({ person }: { person: Person }) {
  const { has, place } = useSession();
  const [params, setParams] = useSearchParams();
  const [dialog, setDialog] = useState<Dialog>();
  const writes = has('curator', 'director') && !place.below;
  const keeps = person.belongs?.kept ?? true;
  const pupil = isPupil(person);
  const tab = params.get('tab') ?? 'card';
  const representatives = person.minor || person.representatives.length > 0;
  const close = () => setDialog(undefined);

  return (
    <Page
      title={person.name}
      trail={[{ title: 'Люди', to: '/people' }]}
      note={[standing(person), `${formatDate(person.birthDate)}, ${counted(ageOn(person.birthDate) ?? 0, ['год', 'года', 'лет'])}`].filter(Boolean).join(' · ')}
      aside={
        <>
          {marksOf(person.marks).map((mark) => <Badge key={mark} variant="default" tt="none">{markWords[mark]}</Badge>)}
          {person.mentor && <StatusBadge status={person.mentor.status} words={mentorStatuses} />}
          {person.mentee && <StatusBadge status={person.mentee.status} words={menteeStatuses} />}
        </>
      }
      actions={
        <>
        <WhoSees of="people" id={person.id} title={shortName(person.name)} />
        {writes && (
          <>
            {keeps && <Button component={Link} to={`/people/${person.id}/edit`} variant="default" leftSection={<IconPencil size={16} />}>Изменить</Button>}
            {(!person.mentor || !person.mentee) && (
              <Menu position="bottom-end">
                <Menu.Target><Button rightSection={<IconChevronDown size={16} />}>Зарегистрировать</Button></Menu.Target>
                <Menu.Dropdown>
                  {!person.mentor && <Menu.Item component={Link} to={`/register/mentor?person=${person.id}`}>Наставником</Menu.Item>}
                  {!person.mentee && <Menu.Item component={Link} to={`/register/mentee?person=${person.id}`}>Наставляемым</Menu.Item>}
                </Menu.Dropdown>
              </Menu>
            )}
          </>
        )}
        </>
      }
    >
      <Belongs person={person} />
      {person.mergedIntoId && (
        <Notice mb="md" tone="warn" title="Эта карточка объединена с другой">
          Всё о человеке — в <Anchor component={Link} to={`/people/${person.mergedIntoId}`}>основной карточке</Anchor>.
        </Notice>
      )}
      {person.marks?.tooYoung && <Notice mb="md" tone="warn" title="Обучающийся младше возраста, принятого в регионе">Участие возможно, но проверьте, что программа ему по силам.</Notice>}
      <Transfers person={person} />
      {writes && keeps && !person.mergedIntoId && <MergeNotice person={person} />}
      <Tabs value={tab} keepMounted={false} onChange={(v) => setParams((old) => { old.set('tab', v ?? 'card'); return old; }, { replace: true })}>
        <Tabs.List mb="lg">
          <Tabs.Tab value="card">{pupil ? 'Обучение' : 'Работа'}</Tabs.Tab>
          {representatives && <Tabs.Tab value="representatives">Представители</Tabs.Tab>}
          <Tabs.Tab value="consents">Согласия</Tabs.Tab>
          {person.mentor && <Tabs.Tab value="mentor">Наставник</Tabs.Tab>}
          {person.mentee && <Tabs.Tab value="mentee">Наставляемый</Tabs.Tab>}
          <Tabs.Tab value="history">История</Tabs.Tab>
          {has('director', 'curator') && !place.below && <Tabs.Tab value="log">Журнал</Tabs.Tab>}
        </Tabs.List>

        <Tabs.Panel value="card">
          <Section title="Личные данные">
            <Facts items={[
              ['Фамилия, имя, отчество', person.name],
              ['Дата рождения', <DateText key="b" iso={person.birthDate} />],
              ['Телефон', person.phone],
              ['Электронная почта', person.email],
            ]} />
          </Section>
          {(!pupil || person.employments.length > 0) && (
            <Section
              title="Должности"
              actions={writes && <Button variant="default" size="xs" leftSection={<IconPlus size={14} />} onClick={() => setDialog({ kind: 'employment' })}>Добавить должность</Button>}
            >
              <Rows
                label="Должности"
                empty="Должностей нет."
                rows={person.employments}
                rowKey={(e) => e.id}
                columns={[
                  ['Должность', (e) => positionWords[e.position]],
                  ['Предметы', (e) => e.subjects?.join(', ') || '—'],
                  ['Категория', (e) => (e.category ? teacherCategoryWords[e.category] : '—')],
                  ['Работает', (e) => <>с <DateText iso={e.hiredOn} />{e.dismissedOn && <> по <DateText iso={e.dismissedOn} /></>}<Grounds of={e} /></>],
                  ['Отметки', (e) => (
                    <>
                      {e.youngSpecialist && <Term code="youngSpecialist">молодой специалист</Term>}
                      {e.youngSpecialist && e.newcomer && ', '}
                      {e.newcomer && <Term code="newcomer">вновь принятый</Term>}
                      {!e.youngSpecialist && !e.newcomer && '—'}
                    </>
                  )],
                ]}
                actions={writes ? [
                  { label: 'Изменить', run: (record) => setDialog({ kind: 'employment', record }) },
                  { label: 'Отпуск', when: open, run: (post) => setDialog({ kind: 'leave', post }) },
                  { label: 'Перевести', when: open, run: (post) => setDialog({ kind: 'transfer', post }) },
                  { label: 'Уволить', when: open, run: (post) => setDialog({ kind: 'end', post }) },
                ] : []}
              />
            </Section>
          )}
          <Leaves person={person} writes={writes} />
          {isExternal(person) && <ExternalSection person={person} writes={writes && keeps} />}
          {(pupil || person.enrolments.length > 0) && (
            <Section
              title="Обучение"
              actions={writes && <Button variant="default" size="xs" leftSection={<IconPlus size={14} />} onClick={() => setDialog({ kind: 'enrolment' })}>Зачислить в класс</Button>}
            >
              <Rows
                label="Обучение"
                empty="Записей об обучении нет."
                rows={person.enrolments}
                rowKey={(e) => e.id}
                columns={[
                  ['Класс', (e) => `${e.grade}${e.letter ? ` «${e.letter}»` : ''}`],
                  ['Учится', (e) => <>с <DateText iso={e.from} />{e.to && <> по <DateText iso={e.to} /></>}<Grounds of={e} /></>],
                ]}
                actions={writes ? [
                  { label: 'Изменить', run: (record) => setDialog({ kind: 'enrolment', record }) },
                  { label: 'Перевести', when: (e) => !e.to, run: (study) => setDialog({ kind: 'transfer', study }) },
                  { label: 'Выбыл', when: (e) => !e.to, run: (study) => setDialog({ kind: 'end', study }) },
                ] : []}
              />
            </Section>
          )}
          {keeps && writes && person.minor && <MinorLeaveSection person={person} />}
          {keeps && writes && <RightsSection personId={person.id} />}
        </Tabs.Panel>

        {representatives && (
          <Tabs.Panel value="representatives">
            <Section
              title="Законные представители"
              actions={writes && <Button variant="default" size="xs" leftSection={<IconPlus size={14} />} onClick={() => setDialog({ kind: 'representative' })}>Добавить представителя</Button>}
            >
              <Rows
                label="Законные представители"
                empty="Представителей нет. Без представителя некому подписать согласие за несовершеннолетнего."
                rows={person.representatives}
                rowKey={(r) => r.id}
                columns={[
                  ['Фамилия, имя, отчество', (r) => r.name],
                  ['Кем приходится', (r) => representativeWords[r.kind]],
                  ['Основание', (r) => r.basis ?? '—'],
                  ['Действует', (r) => <>с <DateText iso={r.from} />{r.to && <> по <DateText iso={r.to} /></>}</>],
                ]}
              />
            </Section>
          </Tabs.Panel>
        )}

        <Tabs.Panel value="history"><HistoryPanel person={person.id} /></Tabs.Panel>
        {has('director', 'curator') && !place.below && <Tabs.Panel value="log"><AuditList filter={{ person: person.id }} ofPerson /></Tabs.Panel>}
        <Tabs.Panel value="consents"><ConsentList person={person} writes={writes} /></Tabs.Panel>
        {person.mentor && <Tabs.Panel value="mentor"><MentorPanel person={person} profile={person.mentor} writes={writes} /><LabourPanel person={person} writes={writes} /></Tabs.Panel>}
        {person.mentee && <Tabs.Panel value="mentee"><MenteePanel person={person} profile={person.mentee} writes={writes} /></Tabs.Panel>}
      </Tabs>
      {!['card', 'representatives', 'consents', 'mentor', 'mentee', 'history', 'log'].includes(tab) && <Empty text="Такой вкладки нет." />}
      {dialog?.kind === 'employment' && <EmploymentDialog person={person} record={dialog.record} onClose={close} />}
      {dialog?.kind === 'enrolment' && <EnrolmentDialog person={person} record={dialog.record} onClose={close} />}
      {dialog?.kind === 'leave' && <LeaveDialog person={person} post={dialog.post} onClose={close} />}
      {dialog?.kind === 'end' && <EndDialog person={person} post={dialog.post} study={dialog.study} onClose={close} />}
      {dialog?.kind === 'transfer' && <TransferDialog person={person} post={dialog.post} study={dialog.study} onClose={close} />}
      {dialog?.kind === 'representative' && <RepresentativeDialog person={person} onClose={close} />}
    </Page>
  );
}
