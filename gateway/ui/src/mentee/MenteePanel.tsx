import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { WhoSees } from '../account/WhoSees';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import type { MenteeProfile, Person } from '../api/types';
import { menteeCategoryWords, menteeSourceWords } from '../api/words';
import { useSession } from '../app/session';
import { namesOf } from '../mentor/codes';
import { modesInWords, timesInWords } from '../mentor/meets';
import { Engagements, Steps } from '../mentor/History';
import { useDictionaries } from '../person/person';
import { ConfirmDialog } from '../ui/dialogs';
import { Notice } from '../ui/Notice';
import { Facts, Section } from '../ui/Page';
import { formatDate, shortName } from '../ui/russian';
import { StatusSince } from '../ui/StatusBadge';
import { menteeStatuses } from '../ui/statuses';
import { showDone } from '../ui/undo';
import { SupportDialog, ThirdPartyDialog } from './ConfidenceDialogs';
import { EditDialog, MoveDialog, next } from './MenteeDialogs';
import type { MenteeCard, ThirdPartyNote } from './types';
import classes from '../mentor/Mentor.module.css';

type Dialog = 'edit' | 'move' | 'third' | 'support' | 'mentor';

export function MenteePanel({ person, profile, writes }: { person: Person; profile: MenteeProfile; writes: boolean }) {
  const { has } = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const dictionaries = useDictionaries();
  const [dialog, setDialog] = useState<Dialog>();
  const [forgetting, setForgetting] = useState<ThirdPartyNote>();
  const close = () => setDialog(undefined);
  const query = useQuery({
    queryKey: ['registry', 'mentees', 'one', profile.id, profile.version],
    queryFn: ({ signal }) => api.get<MenteeCard>(`/api/registry/mentees/${profile.id}`, undefined, { signal }),
  });
  const card = query.data;
  const d = dictionaries.data;
  const confidant = has('curator', 'psychologist');
  const support = card?.needsSupport;
  const done = profile.status === 'completed' || profile.status === 'left';
  return (
    <>
      <Section
        title="Карточка наставляемого"
        actions={
          <>
            <WhoSees of="mentees" id={profile.id} title={shortName(person.name)} size="xs" />
            {writes && (
            <>
              <Button variant="default" size="xs" onClick={() => setDialog('edit')}>Изменить</Button>
              {next[profile.status].length > 0 && <Button size="xs" onClick={() => setDialog('move')}>Сменить состояние</Button>}
              {done && !person.mentor && <Button variant="default" size="xs" onClick={() => setDialog('mentor')}>Сделать кандидатом в наставники</Button>}
            </>
            )}
          </>
        }
      >
        {query.error && <Notice tone="bad">{asProblem(query.error).message}</Notice>}
        <Facts items={[
          ['Состояние', <StatusSince key="s" status={profile.status} since={profile.statusSince} note={profile.statusNote} words={menteeStatuses} />],
          ['Кто это', menteeCategoryWords[profile.category]],
          ['Главный запрос', profile.mainRequest],
          ['Темы запроса', namesOf(d, 'requestCodes', profile.requestCodes).join(', ')],
          ['Группы трудностей', namesOf(d, 'problemGroups', profile.problemGroups).join(', ')],
          ['Затруднения', [...namesOf(d, 'gaps', profile.gapCodes), ...(profile.gapsNote ? [profile.gapsNote] : [])].join(', ')],
          ['Когда может встречаться', timesInWords(profile.meetingTimes)],
          ['Как может встречаться', modesInWords(profile.meetingModes)],
          ['Откуда запрос', menteeSourceWords[profile.source]],
          ['В программе с', profile.enteredOn ? formatDate(profile.enteredOn) : ''],
          [person.minor ? 'Контакт представителя' : 'Контакт', card?.contact],
          ['Подпись обучающегося', profile.teenSignedOn ? formatDate(profile.teenSignedOn) : ''],
          ['Продолжить поиск', profile.searchOn ? formatDate(profile.searchOn) : ''],
          ['Разбор практики', profile.caseLink && <a key="c" href={profile.caseLink} rel="noreferrer noopener" target="_blank">Открыть</a>],
        ]} />
      </Section>

      {confidant && card && (
        <Section title="Что сообщили другие" actions={<Button variant="default" size="xs" onClick={() => setDialog('third')}>Добавить сведения</Button>}>
          <p className="field-note">Видят только куратор и психолог.</p>
          {(card.thirdParty ?? []).length > 0 && (
            <ul className={classes.rows}>
              {(card.thirdParty ?? []).map((t) => (
                <li key={t.id} className={classes.row}>
                  <span className={classes.day}>{formatDate(t.toldOn)}</span>
                  <span className={classes.text}>{namesOf(d, 'thirdPartySources', [t.sourceRole])[0]}: {t.text}</span>
                  <Button variant="subtle" size="compact-xs" aria-label={`Удалить сведения от ${formatDate(t.toldOn)}`} onClick={() => setForgetting(t)}>Удалить</Button>
                </li>
              ))}
            </ul>
          )}
        </Section>
      )}

      {confidant && support && (
        <Section title="Особые потребности" actions={support.open && <Button variant="default" size="xs" onClick={() => setDialog('support')}>{support.support ? 'Изменить' : 'Внести'}</Button>}>
          {support.open ? (
            <p>
              {support.support
                ? [...namesOf(d, 'supportNeeds', support.support.codes), ...(support.support.note ? [support.support.note] : [])].join(', ') || 'Не указаны.'
                : 'Не внесены. Видят только куратор и психолог.'}
            </p>
          ) : (
            <p>Поле закрыто: действующее согласие не называет эту категорию данных. Оформите согласие, которое её называет.</p>
          )}
        </Section>
      )}

      {card && <Engagements engagements={card.engagements} other="наставник" />}
      {card && <Steps steps={card.steps} words={menteeStatuses} />}

      {dialog === 'edit' && <EditDialog person={person} profile={profile} onClose={close} />}
      {dialog === 'move' && <MoveDialog person={person} profile={profile} onClose={close} />}
      {dialog === 'third' && <ThirdPartyDialog person={person} profile={profile} onClose={close} />}
      {dialog === 'support' && <SupportDialog person={person} profile={profile} support={support?.support ?? undefined} onClose={close} />}
      {dialog === 'mentor' && (
        <ConfirmDialog
          title={`Сделать кандидатом в наставники: ${shortName(person.name)}`}
          verb="Сделать кандидатом"
          run={() => api.post(`/api/registry/mentees/${profile.id}/mentor-candidacy`)}
          onClose={close}
          onDone={() => {
            void client.invalidateQueries({ queryKey: ['registry'] });
            showDone('Кандидат в наставники внесён, история сохранена');
            void navigate(`/people/${person.id}?tab=mentor`);
          }}
        >
          История наставляемого останется в карточке, дальше начнётся отбор наставника.
        </ConfirmDialog>
      )}
      {forgetting && (
        <ConfirmDialog
          title={`Удалить сведения от ${formatDate(forgetting.toldOn)}`}
          verb="Удалить сведения"
          danger
          run={() => api.delete(`/api/registry/third-party-info/${forgetting.id}`)}
          onClose={() => setForgetting(undefined)}
          onDone={() => void client.invalidateQueries({ queryKey: ['registry', 'mentees'] })}
        >
          Удалённое не восстановить.
        </ConfirmDialog>
      )}
    </>
  );
}
