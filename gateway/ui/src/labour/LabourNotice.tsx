import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import type { Mentorship } from '../api/types';
import { Notice } from '../ui/Notice';
import { showFailed } from '../ui/undo';
import { useLabourSaved } from './labour';
import { OfferDialog, WaiverDialog } from './LabourDialogs';

/** On the card of a pair: what of the labour papers keeps its order from being signed. */
export function LabourNotice({ mentorship: m }: { mentorship: Mentorship }) {
  const [dialog, setDialog] = useState<'offer' | 'waiver'>();
  const saved = useLabourSaved(() => setDialog(undefined));
  const may = m.actions.includes('labour-papers');
  const mayWaive = m.actions.includes('labour-waiver');
  const pair = (role: 'mentor' | 'mentee') => m.members.find((x) => x.role === role && !x.to);
  const mentor = pair('mentor');
  const mentee = pair('mentee');
  const demand = () => api.put(`/api/programme/mentorships/${m.id}/labour-waiver`, { version: m.version }).then(() => saved('Документы снова обязательны'), (e) => showFailed(asProblem(e).message));
  if (m.labourPapers === 'waived') {
    return (
      <Notice tone="calm" mb="md" title="Трудовые документы не оформляются">
        {m.labourWaiver} {may && <Button variant="subtle" size="compact-sm" className="no-print" onClick={() => void demand()}>Снова требовать документы</Button>}
      </Notice>
    );
  }
  if (m.labourPapers !== 'missing' || !['proposed', 'agreed', 'ordered', 'active', 'suspended', 'completing'].includes(m.status)) return null;
  return (
    <Notice tone="warn" mb="md" title="Нет трудовых документов наставника">
      Работник обучает работника: нужны письменное согласие и дополнительное соглашение, действующие со дня начала (ст. 351.8 ТК РФ).
      {(m.status === 'proposed' || m.status === 'agreed') && ' Без них приказ не подписать.'}
      {may && (
        <Group gap="xs" mt="xs" className="no-print">
          <Button size="xs" onClick={() => setDialog('offer')}>Оформить документы</Button>
          {mayWaive ? <Button size="xs" variant="default" onClick={() => setDialog('waiver')}>Документы не нужны</Button> : <span className="dimmed-note">Если документы не нужны, это отмечает директор.</span>}
        </Group>
      )}
      {dialog === 'offer' && (
        <OfferDialog
          suggestion={{ ...(mentor ? { mentor } : {}), ...(mentee && m.kind === 'pair' ? { mentee } : {}), from: m.start, to: m.plannedEnd }}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog === 'waiver' && <WaiverDialog id={m.id} version={m.version} waiver={m.labourWaiver} onClose={() => setDialog(undefined)} />}
    </Notice>
  );
}
