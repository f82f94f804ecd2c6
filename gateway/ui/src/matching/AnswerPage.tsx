import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { api } from '../api/client';
import { usePlace } from '../app/session';
import { DateField, dateError } from '../ui/fields';
import { Loaded } from '../ui/Loaded';
import { Page } from '../ui/Page';
import { today } from '../ui/russian';
import { showDone } from '../ui/undo';
import { AnswerForm } from './AnswerForm';
import type { PersonAnswer } from './types';
import { initials } from './words';

/** The curator enters what somebody without an account said (BR-040). */
export function Component() {
  const place = usePlace();
  const { id, role, person } = useParams();
  const answer = useQuery({
    queryKey: ['programme', 'preference', place.id, role, person],
    queryFn: ({ signal }) => api.get<PersonAnswer>('/api/programme/preferences', { organisation: place.id, person, role }, { signal }),
  });
  return <Loaded query={answer} title="Ответ участника">{(a) => <Entry key={a.answer?.version ?? 'new'} answer={a} meeting={`/matching/meetings/${id}`} />}</Loaded>;
}

function Entry({ answer, meeting }: { answer: PersonAnswer; meeting: string }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [on, setOn] = useState(today());
  const wrong = dateError(on) ?? (on > today() ? 'Этот день ещё не наступил' : undefined);
  return (
    <Page
      title={`Ответ: ${initials(answer.name) ?? 'имя скрыто'}`}
      note={[answer.detail, answer.role === 'mentor' ? 'наставник' : 'наставляемый'].filter(Boolean).join(' · ')}
      trail={[{ title: 'Встреча и анкета', to: '/matching/meetings' }, { title: 'Встреча', to: meeting }]}
      narrow
    >
      <AnswerForm
        role={answer.role}
        people={answer.people}
        answer={answer.answer}
        own={false}
        submit={async (said, version) => {
          if (wrong) throw new Error(wrong);
          await api.put('/api/programme/preferences', { ...said, version, on, organisationId: answer.organisationId, personId: answer.personId, role: answer.role });
          showDone('Ответ записан');
          await client.invalidateQueries({ queryKey: ['programme'] });
          void navigate(meeting);
        }}
      >
        <DateField label="День беседы" value={on} onChange={setOn} error={wrong} maw={200} mb="md" />
      </AnswerForm>
    </Page>
  );
}
