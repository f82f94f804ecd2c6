import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import { api } from '../api/client';
import { formWords } from '../api/words';
import { useSession } from '../app/session';
import { Empty } from '../ui/DataTable';
import { Loaded } from '../ui/Loaded';
import { Page } from '../ui/Page';
import { counted, formatDate } from '../ui/russian';
import classes from './matching.module.css';
import { MatchingTabs } from './Tabs';
import type { GroupMeeting } from './types';

/** What is known of the survey, in a few words. */
export function surveyText(m: GroupMeeting): string {
  if (m.cancelReason) return `отменена: ${m.cancelReason}`;
  const all = m.mentors + m.mentees;
  const answered = m.answered === null ? '' : `ответили ${m.answered} из ${all}`;
  const until = m.surveyUntil ? `анкета ${m.surveyOpen ? 'открыта' : 'закрыта'}, до ${formatDate(m.surveyUntil)}` : 'анкету участники не заполняют';
  return [answered, until].filter(Boolean).join(' · ');
}

export function Component() {
  const { place, has } = useSession();
  const list = useQuery({
    queryKey: ['programme', 'group-meetings', place.id],
    queryFn: ({ signal }) => api.get<GroupMeeting[]>('/api/programme/group-meetings', { organisation: place.id }, { signal }),
  });
  const writes = has('curator') && !place.below;
  const add = writes && <Button component={Link} to="/matching/meetings/new" leftSection={<IconPlus size={16} />}>Назначить встречу</Button>;
  return (
    <Loaded query={list} title="Подбор">
      {(meetings) => (
        <Page title="Встреча и анкета" note="Наставники и наставляемые знакомятся, а после говорят, с кем хотели бы работать. Их ответы учитывает подбор." actions={meetings.length > 0 && add}>
          <MatchingTabs />
          {meetings.length === 0 ? (
            <Empty text="Встреч знакомства пока не было. Пригласите тех, кого собираетесь объединить в пары: после встречи они ответят на короткую анкету." action={add} />
          ) : (
            <ul className={classes.cards}>
              {meetings.map((m) => (
                <li key={m.id}>
                  <div>
                    <Link to={`/matching/meetings/${m.id}`}>Встреча {formatDate(m.on)}</Link>
                    <small>{[formWords[m.form], m.place].filter(Boolean).join(' · ')}</small>
                  </div>
                  <div>{counted(m.mentors, ['наставник', 'наставника', 'наставников'])}, {counted(m.mentees, ['наставляемый', 'наставляемых', 'наставляемых'])}</div>
                  <div>{surveyText(m)}</div>
                </li>
              ))}
            </ul>
          )}
        </Page>
      )}
    </Loaded>
  );
}
