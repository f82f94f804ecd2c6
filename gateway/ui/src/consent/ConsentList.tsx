import { Button } from '@mantine/core';
import { IconPlus, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { WhoSeesDialog } from '../account/WhoSees';
import type { Consent, Person } from '../api/types';
import { consentKindShort } from '../api/words';
import { Rows } from '../person/Rows';
import { Section } from '../ui/Page';
import { StatusBadge } from '../ui/StatusBadge';
import { consentStatuses } from '../ui/statuses';
import { DateText, PersonName } from '../ui/text';
import { ScanCell } from './Scan';
import { IssueDialog, SignDialog, WithdrawDialog } from './ConsentDialogs';

/** Consents of one person: each kind is a paper of its own. */
export function ConsentList({ person, writes }: { person: Person; writes: boolean }) {
  const [issue, setIssue] = useState(false);
  const [sign, setSign] = useState<Consent>();
  const [seen, setSeen] = useState<Consent>();
  const [withdraw, setWithdraw] = useState<Consent>();
  return (
    <Section
      title="Согласия"
      actions={writes && <Button variant="default" size="xs" leftSection={<IconPlus size={14} />} onClick={() => setIssue(true)}>Подготовить согласие</Button>}
    >
      <Rows
        label="Согласия"
        empty="Согласий нет. Без согласия на обработку данных человек не может попасть ни в базу наставляемых, ни в реестр наставников."
        rows={person.consents}
        rowKey={(c) => c.id}
        columns={[
          ['Вид', (c) => consentKindShort[c.kind]],
          ['Состояние', (c) => <StatusBadge status={c.status} words={consentStatuses} />],
          ['Кто подписал', (c) => (c.signedBy ? <PersonName name={c.signedBy.name} /> : '—')],
          ['Подписано', (c) => <DateText iso={c.signedOn} />],
          ['Действует до', (c) => (c.validUntil ? <DateText iso={c.validUntil} /> : 'отзыва')],
          ['Скан', (c) => <ScanCell consent={c} writes={writes} />],
          ['Документ', (c) => <Link to={`/people/${person.id}/consents/${c.id}`}><IconPrinter size={14} aria-hidden /> Бланк</Link>],
        ]}
        actions={[
          ...(writes
            ? [
                { label: 'Отметить подпись', when: (c: Consent) => c.status === 'draft' || c.status === 'issued', run: setSign },
                { label: 'Отозвать', when: (c: Consent) => c.status === 'active' || c.status === 'superseded_needed', run: setWithdraw },
              ]
            : []),
          { label: 'Кто это видит', run: setSeen },
        ]}
      />
      {issue && <IssueDialog person={person} onClose={() => setIssue(false)} />}
      {sign && <SignDialog personId={person.id} consent={sign} onClose={() => setSign(undefined)} />}
      {seen && <WhoSeesDialog of="consents" id={seen.id} title={`согласие «${consentKindShort[seen.kind]}»`} onClose={() => setSeen(undefined)} />}
      {withdraw && <WithdrawDialog consent={withdraw} personName={person.name} onClose={() => setWithdraw(undefined)} />}
    </Section>
  );
}
