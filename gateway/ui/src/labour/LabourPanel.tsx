import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import type { Person, Slice } from '../api/types';
import { Rows } from '../person/Rows';
import { Notice } from '../ui/Notice';
import { Section } from '../ui/Page';
import { StatusBadge } from '../ui/StatusBadge';
import { PersonName } from '../ui/text';
import { labourStatuses, missingText, termText } from './labour';
import { OfferDialog } from './LabourDialogs';
import { useVerbs } from './PapersVerbs';
import type { LabourPapers } from './types';

/** Labour papers of one employee, as a mentor and as the one who is taught. */
export function LabourPanel({ person, writes }: { person: Person; writes: boolean }) {
  const [offer, setOffer] = useState(false);
  const { actions, dialog } = useVerbs();
  const staff = person.employments.some((e) => !e.dismissedOn);
  const papers = useQuery({
    queryKey: ['registry', 'labour', 'of', person.id],
    enabled: staff,
    queryFn: ({ signal }) => api.get<Slice<LabourPapers>>('/api/registry/labour-assignments', { person: person.id, size: 50 }, { signal }),
  });
  if (!staff) return null;
  return (
    <Section
      title="Трудовые документы"
      actions={writes && <Button variant="default" size="xs" leftSection={<IconPlus size={14} />} onClick={() => setOffer(true)}>Оформить наставничество</Button>}
    >
      {papers.error ? <Notice tone="bad">{asProblem(papers.error).message}</Notice> : (
        <Rows
          label="Трудовые документы"
          empty="Документов нет. Они нужны, когда работник становится наставником другого работника: письменное согласие и дополнительное соглашение (ст. 351.8 ТК РФ)."
          rows={papers.data?.items ?? []}
          rowKey={(p) => p.id}
          columns={[
            ['С кем', (p) => <Link to={`/labour/${p.id}`}>{p.mentor.personId === person.id ? <PersonName name={p.mentee.name} /> : <>наставник <PersonName name={p.mentor.name} /></>}</Link>],
            ['Состояние', (p) => <StatusBadge status={p.status} words={labourStatuses} />],
            ['Чего не хватает', (p) => missingText(p)],
            ['Срок', (p) => termText(p)],
          ]}
          actions={writes ? actions : []}
        />
      )}
      {offer && <OfferDialog suggestion={{ mentor: { personId: person.id, name: person.name } }} onClose={() => setOffer(false)} />}
      {dialog}
    </Section>
  );
}
