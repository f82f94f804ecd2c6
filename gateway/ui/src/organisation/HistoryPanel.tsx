import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import { Rows } from '../person/Rows';
import { ConfirmDialog } from '../ui/dialogs';
import { Notice } from '../ui/Notice';
import { Section } from '../ui/Page';
import { counted, formatDate, formatDateTime } from '../ui/russian';
import { DateText } from '../ui/text';
import { showDone } from '../ui/undo';
import type { HistoryEvent } from './types';

const people = (e: HistoryEvent) => (e.people ? `, ${counted(e.people, ['человек', 'человека', 'человек'])}` : '');

/** One sentence for each line, as one would tell it. */
function sentence(e: HistoryEvent): string {
  switch (e.kind) {
    case 'founded': return 'Основана';
    case 'renaming': return `Переименована: «${e.from ?? ''}» → «${e.to ?? ''}»`;
    case 'move': return `Перемещена: ${e.from ?? ''} → ${e.to ?? ''}`;
    case 'merger': return `Присоединена к организации «${e.to ?? ''}»${people(e)}`;
    case 'absorbed': return `Принята организация «${e.from ?? ''}»${people(e)}`;
    case 'split': return `Выделена организация «${e.to ?? ''}»${people(e)}`;
    case 'split_off': return `Приняты люди из организации «${e.from ?? ''}»${people(e)}`;
    case 'closure': return 'Закрыта';
    case 'inn': return `ИНН изменён: ${e.from ?? '—'} → ${e.to ?? '—'}`;
    case 'ogrn': return `ОГРН изменён: ${e.from ?? '—'} → ${e.to ?? '—'}`;
    case 'oktmo': return `ОКТМО изменён: ${e.from ?? '—'} → ${e.to ?? '—'}`;
  }
}

export function HistoryPanel({ organisationId }: { organisationId: number }) {
  const client = useQueryClient();
  const [undo, setUndo] = useState<HistoryEvent>();
  const history = useQuery({
    queryKey: ['registry', 'organisation', organisationId, 'history'],
    queryFn: ({ signal }) => api.get<HistoryEvent[]>(`/api/registry/organisations/${organisationId}/history`, undefined, { signal }),
  });
  return (
    <Section title="История организации">
      {history.error ? (
        <Notice tone="bad">{history.error.message}</Notice>
      ) : (
        <Rows
          label="История организации"
          empty={history.isPending ? '' : 'С организацией ещё ничего не происходило.'}
          rows={history.data ?? []}
          rowKey={(e) => `${e.kind}-${e.reorganisationId ?? e.on}`}
          columns={[
            ['Дата', (e) => <DateText iso={e.on} />],
            ['Что произошло', (e) => <>{sentence(e)}{e.undoneAt && ` — отменено ${formatDate(e.undoneAt)}`}</>],
            ['Основание', (e) => e.basis ?? '—'],
            ['Внёс', (e) => (e.by && e.at ? `${e.by}, ${formatDateTime(e.at)}` : '—')],
          ]}
          actions={[{ label: 'Отменить операцию', when: (e) => !!e.undoableUntil && !!e.reorganisationId, run: setUndo }]}
        />
      )}
      {undo && (
        <ConfirmDialog
          title="Отменить операцию"
          verb="Вернуть как было"
          run={() =>
            api.post(`/api/registry/reorganisations/${undo.reorganisationId}/undo`).catch((error: unknown) => {
              const problem = asProblem(error);
              throw new Error([problem.message, ...problem.violations.map((v) => v.message)].join(' '));
            })
          }
          onClose={() => setUndo(undefined)}
          onDone={() => {
            void client.invalidateQueries({ queryKey: ['registry'] });
            showDone('Операция отменена, всё как было');
          }}
        >
          {sentence(undo)}, {formatDate(undo.on)}. Всё вернётся как было. Если на операции уже построено другое, мы скажем что.
        </ConfirmDialog>
      )}
    </Section>
  );
}
