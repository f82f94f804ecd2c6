import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconEye } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import type { Level, Role } from '../api/types';
import { roleWords } from '../api/words';
import { Notice } from '../ui/Notice';
import { counted } from '../ui/russian';

interface View {
  readers: { role: Role; organisationId: number; organisationName: string; level: Level; accounts: number }[];
  /** Accounts of the person themselves. */
  self: number;
  /** Mentors who may look into parts of the personal file today. */
  openFiles: number;
  /** A card without contacts is open to the whole region. */
  shared: boolean;
}

export type Seen = 'people' | 'mentees' | 'mentors' | 'consents';

const people = (n: number) => (n === 0 ? 'доступа пока никому не выдано' : counted(n, ['человек', 'человека', 'человек']));

/** Who sees a record: the service asks its own rules, nothing here is written by hand. */
export function WhoSeesDialog({ of, id, title, onClose }: { of: Seen; id: number; title: string; onClose: () => void }) {
  const query = useQuery({ queryKey: ['registry', of, 'visibility', id], queryFn: ({ signal }) => api.get<View>(`/api/registry/${of}/${id}/visibility`, undefined, { signal }) });
  const view = query.data;
  const units = [...new Map(view?.readers.map((r) => [r.organisationId, r.organisationName])).entries()];
  return (
    <Modal opened onClose={onClose} title={`Кто это видит: ${title}`} closeButtonProps={{ 'aria-label': 'Закрыть' }}>
      {query.error && <Notice tone="bad">{asProblem(query.error).message}</Notice>}
      {view && (
        <>
          {units.map(([unit, name]) => (
            <section key={unit} aria-label={name}>
              <strong>{name}</strong>
              <ul>
                {view.readers.filter((r) => r.organisationId === unit).map((r) => <li key={r.role}>{roleWords[r.role]}: {people(r.accounts)}</li>)}
              </ul>
            </section>
          ))}
          {view.self > 0 && <p>Сам человек, когда входит под своим именем.</p>}
          {view.openFiles > 0 && <p>Наставники с открытым доступом к разделам личного дела: {counted(view.openFiles, ['человек', 'человека', 'человек'])}.</p>}
          {view.shared && <p>Карточка без контактов видна школам всего региона: наставник это разрешил.</p>}
          <p>Больше никто: список получен от тех же правил, по которым платформа отвечает на запросы.</p>
        </>
      )}
    </Modal>
  );
}

export function WhoSees({ of, id, title, size }: { of: Seen; id: number; title: string; size?: 'xs' }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="subtle" {...(size ? { size } : {})} leftSection={<IconEye size={16} />} onClick={() => setOpen(true)}>Кто это видит</Button>
      {open && <WhoSeesDialog of={of} id={id} title={title} onClose={() => setOpen(false)} />}
    </>
  );
}
