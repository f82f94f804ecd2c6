import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import type { Mentorship } from '../api/types';
import { usePlace } from '../app/session';
import { showDone } from '../ui/undo';
import { MentorshipForm, newTerms } from './MentorshipForm';

export function Component() {
  const place = usePlace();
  const client = useQueryClient();
  const [initial] = useState(newTerms);
  return (
    <MentorshipForm
      name="mentorship-new"
      title="Предложить пару или группу"
      submitLabel="Предложить"
      initial={initial}
      trail={[{ title: 'Пары и группы', to: '/mentorships' }]}
      send={async (body, key) => {
        const saved = await api.post<Mentorship>('/api/programme/mentorships', { organisationId: place.id, ...body }, { idempotencyKey: key });
        void client.invalidateQueries({ queryKey: ['programme'] });
        showDone('Предложение записано. Теперь нужно согласие участников');
        return saved;
      }}
    />
  );
}
