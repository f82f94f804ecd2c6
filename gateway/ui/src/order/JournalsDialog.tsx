import { Button, Checkbox, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import { FormDialog } from '../ui/dialogs';
import { Notice } from '../ui/Notice';
import { showDone } from '../ui/undo';
import { useJournals } from './order';
import type { OrderJournal } from './types';
import classes from './Order.module.css';

/** How the school numbers its orders. */
export function JournalsDialog({ organisation, onClose }: { organisation: number; onClose: () => void }) {
  const journals = useJournals(organisation);
  return (
    <FormDialog title="Нумерация приказов" onClose={onClose}>
      <Stack gap="lg">
        <Text size="sm">Номер подсказывается по образцу. {'{n}'} заменяется порядковым номером, {'{yyyy}'} или {'{yy}'} годом: «{'{n}'}-од», «{'{n}'}/{'{yy}'}-Н». Счёт начинается заново каждый календарный год.</Text>
        {journals.error && <Notice tone="bad">{asProblem(journals.error).message}</Notice>}
        {journals.data?.map((journal) => <One key={`${journal.journal}-${journal.version}`} organisation={organisation} journal={journal} />)}
      </Stack>
    </FormDialog>
  );
}

function One({ organisation, journal }: { organisation: number; journal: OrderJournal }) {
  const client = useQueryClient();
  const [pattern, setPattern] = useState(journal.pattern);
  const [consecutive, setConsecutive] = useState(journal.consecutive);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const save = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await api.put('/api/programme/order-journals', { organisationId: organisation, journal: journal.journal, pattern: pattern.trim(), consecutive, version: journal.version });
      showDone(`Нумерация сохранена: ${journal.title.toLocaleLowerCase('ru')}`);
      await client.invalidateQueries({ queryKey: ['programme', 'order-journals'] });
    } catch (problem) {
      setError(asProblem(problem).message);
    }
    setBusy(false);
  };
  return (
    <section aria-label={journal.title} className={classes.people}>
      <TextInput label={`${journal.title}: образец номера`} description={`В ${journal.year} году ${journal.last ? `последний ${journal.last}, ` : ''}следующий ${journal.next}`} maxLength={30} value={pattern} onChange={(e) => setPattern(e.currentTarget.value)} error={error} />
      <Checkbox label="Номера идут подряд, пропуск только с причиной" description="Не отмечайте, если в этой же книге регистрируют приказы вне платформы" checked={consecutive} onChange={(e) => setConsecutive(e.currentTarget.checked)} />
      <div><Button size="xs" variant="default" loading={busy} onClick={() => void save()}>Сохранить</Button></div>
    </section>
  );
}
