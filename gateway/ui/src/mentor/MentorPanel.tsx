import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { WhoSees } from '../account/WhoSees';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import type { MentorProfile, MentorStatus, Person } from '../api/types';
import { useSession } from '../app/session';
import { useDictionaries } from '../person/person';
import { Notice } from '../ui/Notice';
import { Facts, Section } from '../ui/Page';
import { counted, formatDate, shortName } from '../ui/russian';
import { StatusSince } from '../ui/StatusBadge';
import { mentorStatuses } from '../ui/statuses';
import { namesOf } from './codes';
import { modesInWords, timesInWords } from './meets';
import { Engagements, Steps } from './History';
import { EditDialog, MoveDialog } from './MentorDialogs';
import { InterviewDialog, SharingDialog, TrainingDialog, WaiverDialog } from './SelectionDialogs';
import { decisionWords, readinessWords, type MentorCard } from './types';
import classes from './Mentor.module.css';

type Dialog = 'edit' | 'move' | 'interview' | 'training' | 'waiver' | 'sharing';

const beforeTraining: MentorStatus[] = ['candidate', 'consent_pending', 'questionnaire_done', 'interviewed', 'selected', 'in_registry'];

export function MentorPanel({ person, profile, writes }: { person: Person; profile: MentorProfile; writes: boolean }) {
  const { has } = useSession();
  const dictionaries = useDictionaries();
  const [dialog, setDialog] = useState<Dialog>();
  const close = () => setDialog(undefined);
  const query = useQuery({
    queryKey: ['registry', 'mentors', 'one', profile.id, profile.version],
    queryFn: ({ signal }) => api.get<MentorCard>(`/api/registry/mentors/${profile.id}`, undefined, { signal }),
  });
  const card = query.data;
  const interviews = card?.interviews ?? [];
  const trainings = card?.trainings ?? [];
  const interviewer = writes || has('psychologist');
  const selecting = ['consent_pending', 'questionnaire_done', 'interviewed'].includes(profile.status);
  const inRegister = ['in_registry', 'trained', 'available', 'assigned', 'resting', 'alumni_pool'].includes(profile.status);
  return (
    <>
      <Section
        title="Карточка наставника"
        actions={
          <>
            <WhoSees of="mentors" id={profile.id} title={shortName(person.name)} size="xs" />
            {writes && (
            <>
              <Button variant="default" size="xs" onClick={() => setDialog('edit')}>Изменить</Button>
              {profile.status !== 'assigned' || has('director') ? <Button size="xs" onClick={() => setDialog('move')}>Сменить состояние</Button> : null}
            </>
            )}
          </>
        }
      >
        {query.error && <Notice tone="bad">{asProblem(query.error).message}</Notice>}
        <Facts items={[
          ['Состояние', <StatusSince key="s" status={profile.status} since={profile.statusSince} note={profile.statusNote} words={mentorStatuses} />],
          ['Согласие самого наставника', profile.voluntary ? 'получено, добровольно' : 'не отмечено'],
          ['Чему может научить', [...namesOf(dictionaries.data, 'competences', profile.competenceCodes), ...(profile.competences ?? [])].join(', ')],
          ['Почему хочет быть наставником', profile.motivation],
          ['Опыт', profile.experience],
          ['Достижения', profile.achievements],
          ['Интересы', profile.interests],
          ['Готов вести', counted(profile.maxLoad, ['наставляемого', 'наставляемых', 'наставляемых'])],
          ['Желаемый возраст наставляемых', namesOf(dictionaries.data, 'menteeAges', profile.desiredAges).join(', ')],
          ['Время', profile.timeHoursPerMonth ? `${counted(profile.timeHoursPerMonth, ['час', 'часа', 'часов'])} в месяц` : ''],
          ['Когда может встречаться', timesInWords(profile.meetingTimes)],
          ['Как может встречаться', modesInWords(profile.meetingModes)],
          ['О времени своими словами', profile.availability],
          ['После завершения пары', profile.goesOn === false ? 'хочет сделать перерыв' : 'готов продолжать'],
          ['Реестр наставников', profile.registryOrderNumber ? `приказ № ${profile.registryOrderNumber}${profile.registryOrderedOn ? ` от ${formatDate(profile.registryOrderedOn)}` : ''}` : profile.carriedOver ? 'отобран до начала работы в платформе' : ''],
          ['Разбор практики', profile.caseLink && <a key="c" href={profile.caseLink} rel="noreferrer noopener" target="_blank">Открыть</a>],
        ]} />
      </Section>

      <Section
        title="Собеседования"
        actions={interviewer && selecting && <Button variant="default" size="xs" onClick={() => setDialog('interview')}>Внести собеседование</Button>}
      >
        {interviews.length === 0 ? <p>{card ? 'Собеседований пока нет.' : ''}</p> : (
          <ul className={classes.rows}>
            {interviews.map((i) => (
              <li key={i.id} className={classes.row}>
                <span className={classes.day}>{formatDate(i.heldOn)}</span>
                <span className={classes.text}>
                  {i.interviewer}{i.psychologistPresent ? ', с психологом' : ''} · {readinessWords[i.readiness].toLocaleLowerCase('ru')} · решение: {decisionWords[i.decision].toLocaleLowerCase('ru')}
                  {i.note ? ` · ${i.note}` : ''}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Section>

      <Section
        title="Обучение наставника"
        actions={writes && (
          <>
            <Button variant="default" size="xs" onClick={() => setDialog('training')}>Внести обучение</Button>
            {!profile.trainingWaivedOn && trainings.length === 0 && beforeTraining.includes(profile.status) && <Button variant="default" size="xs" onClick={() => setDialog('waiver')}>Не требуется</Button>}
          </>
        )}
      >
        {profile.trainingWaivedOn && <p>Обучение не требуется, отметка от {formatDate(profile.trainingWaivedOn)}{profile.trainingWaiver ? `: ${profile.trainingWaiver}` : ''}.</p>}
        {trainings.length === 0 ? <p>{card && !profile.trainingWaivedOn ? 'Обучения пока нет.' : ''}</p> : (
          <ul className={classes.rows}>
            {trainings.map((t) => (
              <li key={t.id} className={classes.row}>
                <span className={classes.day}>{formatDate(t.finishedOn)}</span>
                <span className={classes.text}>{t.title} · {namesOf(dictionaries.data, 'trainings', [t.kind])[0]}{t.hours ? ` · ${counted(t.hours, ['час', 'часа', 'часов'])}` : ''}{t.document ? ` · ${t.document}` : ''}</span>
              </li>
            ))}
          </ul>
        )}
      </Section>

      <Section
        title="Другие организации"
        actions={writes && inRegister && !person.minor && (
          <Button variant="default" size="xs" onClick={() => setDialog('sharing')}>{profile.shareWithOthers ? 'Закрыть карточку' : 'Открыть карточку'}</Button>
        )}
      >
        <p>
          {profile.shareWithOthers
            ? `Карточку без контактов видят другие организации региона: наставник разрешил${profile.sharedOn ? ` ${formatDate(profile.sharedOn)}` : ''}.`
            : 'Карточку видит только ваша организация. Показать её другим можно с разрешения наставника.'}
        </p>
      </Section>
      {card && <Engagements engagements={card.engagements} other="наставляемые" />}
      {card && <Steps steps={card.steps} words={mentorStatuses} />}

      {dialog === 'edit' && <EditDialog person={person} profile={profile} onClose={close} />}
      {dialog === 'move' && <MoveDialog person={person} profile={profile} card={card} onClose={close} />}
      {dialog === 'interview' && <InterviewDialog person={person} profile={profile} onClose={close} />}
      {dialog === 'training' && <TrainingDialog person={person} profile={profile} onClose={close} />}
      {dialog === 'waiver' && <WaiverDialog person={person} profile={profile} onClose={close} />}
      {dialog === 'sharing' && <SharingDialog person={person} profile={profile} onClose={close} />}
    </>
  );
}
