import { useQueryClient } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { api } from '../api/client';
import type { Mentorship } from '../api/types';
import { Loaded } from '../ui/Loaded';
import { showDone } from '../ui/undo';
import { pairName, useMentorship } from './mentorship';
import { MentorshipForm, termsOf } from './MentorshipForm';

export function Component() {
  const client = useQueryClient();
  const mentorship = useMentorship(Number(useParams()['id']));
  return (
    <Loaded query={mentorship} title="Изменить условия">
      {(m) => (
        <MentorshipForm
          key={m.id}
          name={`mentorship-${m.id}`}
          title="Изменить условия"
          submitLabel="Сохранить условия"
          initial={termsOf(m)}
          version={m.version}
          settled={m.status !== 'proposed'}
          ordered={m.status !== 'proposed' && m.status !== 'agreed'}
          answered={(m.status === 'proposed' || m.status === 'agreed') && m.members.some((x) => x.agreed || x.refused)}
          trail={[{ title: 'Пары и группы', to: '/mentorships' }, { title: pairName(m), to: `/mentorships/${m.id}` }]}
          send={async (body, _key, version) => {
            const saved = await api.put<Mentorship>(`/api/programme/mentorships/${m.id}`, { ...body, version });
            void client.invalidateQueries({ queryKey: ['programme'] });
            showDone('Условия сохранены');
            return saved;
          }}
        />
      )}
    </Loaded>
  );
}
