import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '../api/client';
import { usePlace } from '../app/session';
import { Empty } from '../ui/DataTable';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { formatDate } from '../ui/russian';
import { showDone } from '../ui/undo';
import { AnswerForm } from './AnswerForm';
import type { Survey } from './types';

/** The survey of a mentor or a mentee, on a phone first. */
export function Component() {
  const place = usePlace();
  const client = useQueryClient();
  const surveys = useQuery({ queryKey: ['programme', 'survey', place.id], queryFn: ({ signal }) => api.get<Survey[]>('/api/programme/preferences/mine', undefined, { signal }) });
  return (
    <Loaded query={surveys} title="Анкета">
      {(all) => {
        const mine = all.filter((s) => s.organisationId === place.id);
        return (
          <Page title="Анкета" note="С кем вам хотелось бы работать" narrow>
            {mine.length === 0 && (
              <Empty text="Открытых анкет нет. Анкета появляется после встречи знакомства и действует несколько дней. Опоздали — скажите куратору, он внесёт ваш ответ." action={<Button component={Link} to="/desk" variant="default">На мой стол</Button>} />
            )}
            {mine.map((s) => (
              <AnswerForm
                key={`${s.meetingId}-${s.role}-${s.answer?.version ?? 'new'}`}
                role={s.role}
                people={s.people}
                answer={s.answer}
                own
                submit={async (answer, version) => {
                  await api.put('/api/programme/preferences/mine', { ...answer, version, organisationId: s.organisationId, role: s.role });
                  showDone('Спасибо, ответ сохранён');
                  await client.invalidateQueries({ queryKey: ['programme'] });
                }}
              >
                <Notice tone={s.answer ? 'good' : 'calm'} mb="md">
                  {s.answer
                    ? `Ваш ответ от ${formatDate(s.answer.answeredOn)} сохранён${s.answer.enteredBy === 'self' ? '' : ', его внёс куратор'}. До ${formatDate(s.until)} его можно изменить.`
                    : `Вы познакомились на встрече ${formatDate(s.on)}. Ответьте до ${formatDate(s.until)}: это две минуты.`}
                </Notice>
              </AnswerForm>
            ))}
          </Page>
        );
      }}
    </Loaded>
  );
}
