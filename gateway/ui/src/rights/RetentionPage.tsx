import { Button, Checkbox } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import { useSession } from '../app/session';
import { Rows } from '../person/Rows';
import { ConfirmDialog } from '../ui/dialogs';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Page, Section } from '../ui/Page';
import { formatDate } from '../ui/russian';
import { DateText } from '../ui/text';
import type { Act, Retention } from './types';

export function Component() {
  const { place } = useSession();
  const retention = useQuery({
    queryKey: ['registry', 'retention', place.id],
    queryFn: ({ signal }) => api.get<Retention>('/api/registry/retention', { organisation: place.id }, { signal }),
  });
  return <Loaded query={retention} title="Сроки хранения">{(r) => <Screen retention={r} />}</Loaded>;
}

function Screen({ retention }: { retention: Retention }) {
  const { place, has } = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [kept, setKept] = useState<number[]>([]);
  const [asking, setAsking] = useState(false);
  const chosen = retention.items.filter((i) => !kept.includes(i.id)).map((i) => i.id);
  const acts = useQuery({
    queryKey: ['registry', 'destruction-acts', place.id],
    queryFn: ({ signal }) => api.get<Act[]>('/api/registry/destruction-acts', { organisation: place.id }, { signal }),
  });
  return (
    <Page
      title="Сроки хранения"
      note={`Карточки, чьё участие закончилось раньше ${formatDate(retention.cutoff)} (срок хранения: ${retention.years} г.). Проверьте список: после подтверждения директором данные будут обезличены.`}
      actions={has('director') && chosen.length > 0 && <Button color="red.8" onClick={() => setAsking(true)}>Обезличить выбранные: {chosen.length}</Button>}
    >
      {retention.more && <Notice>Показаны первые {retention.items.length}. Остальные появятся после подтверждения этих.</Notice>}
      <Rows
        label="Карточки с истёкшим сроком хранения"
        empty="Карточек с истёкшим сроком хранения нет."
        rows={retention.items}
        rowKey={(i) => i.id}
        columns={[
          ['Человек', (i) => <Link to={`/people/${i.id}`}>{i.name}</Link>],
          ['Участие закончилось', (i) => <DateText iso={i.endedOn} />],
          ...(has('director')
            ? [['Обезличить', (i: Retention['items'][number]) => (
                <Checkbox
                  aria-label={`Обезличить: ${i.name}`}
                  checked={!kept.includes(i.id)}
                  onChange={(e) => setKept(e.currentTarget.checked ? kept.filter((id) => id !== i.id) : [...kept, i.id])}
                />
              )] as [string, (i: Retention['items'][number]) => React.ReactNode]]
            : []),
        ]}
      />
      <Section title="Акты об уничтожении">
        {acts.error && <Notice tone="bad">{asProblem(acts.error).message}</Notice>}
        {acts.data && (
          <Rows
            label="Акты об уничтожении"
            empty="Актов ещё нет."
            rows={acts.data}
            rowKey={(a) => a.id}
            columns={[
              ['Акт', (a) => <Link to={`/destruction-acts/${a.id}`}>№ {a.id}</Link>],
              ['Дата', (a) => <DateText iso={a.onDate} />],
              ['Причина', (a) => a.reason],
              ['Субъектов', (a) => a.subjectCount, 'right'],
            ]}
          />
        )}
      </Section>
      {asking && (
        <ConfirmDialog
          title={`Обезличить карточки: ${chosen.length}`}
          verb="Обезличить"
          danger
          run={async () => {
            const act = await api.post<Act>('/api/registry/retention', { organisationId: place.id, personIds: chosen });
            void client.invalidateQueries({ queryKey: ['registry'] });
            void navigate(`/destruction-acts/${act.id}`);
          }}
          onClose={() => setAsking(false)}
        >
          Данные этих людей будут удалены из всех частей системы. Отменить это нельзя. Показатели останутся, будет составлен акт.
        </ConfirmDialog>
      )}
    </Page>
  );
}
