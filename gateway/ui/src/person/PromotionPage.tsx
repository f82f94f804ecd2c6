import { Anchor, Button, Checkbox, Group } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import { usePlace } from '../app/session';
import { Empty } from '../ui/DataTable';
import { DateField } from '../ui/fields';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Page, Section } from '../ui/Page';
import { counted, formatDate } from '../ui/russian';
import { showDone, showFailed } from '../ui/undo';
import type { PromotionPreview, SchoolClass } from './types';

const nameOf = (c: SchoolClass) => `${c.grade}${c.letter ? ` «${c.letter}»` : ''}`;
const nextOf = (c: SchoolClass) => (c.next ? `${c.next}${c.letter ? ` «${c.letter}»` : ''} класс` : 'выпуск');

/** Classes pass to the next year in one action; whoever repeats a year is unticked. */
export function Component() {
  const place = usePlace();
  const [on, setOn] = useState<string>();
  const query = /^\d{4}-\d{2}-\d{2}$/.test(on ?? '') ? { on } : undefined;
  const preview = useQuery({
    queryKey: ['registry', 'promotion', place.id, query?.on],
    queryFn: ({ signal }) => api.get<PromotionPreview>(`/api/registry/organisations/${place.id}/promotion`, query, { signal }),
  });
  return (
    <Loaded query={preview} title="Перевод классов">
      {(shown) => <Preview key={shown.on} shown={shown} organisation={place.id} on={on ?? shown.on} onDate={setOn} />}
    </Loaded>
  );
}

interface Props {
  shown: PromotionPreview;
  organisation: number;
  on: string;
  onDate: (value: string) => void;
}

function Preview({ shown, organisation, on, onDate }: Props) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [staying, setStaying] = useState<Set<number>>(new Set());
  const passing = shown.classes.flatMap((c) => c.pupils).filter((p) => !staying.has(p.enrolmentId));
  const toggle = (ids: number[], stays: boolean) =>
    setStaying((old) => {
      const next = new Set(old);
      for (const id of ids) if (stays) next.add(id); else next.delete(id);
      return next;
    });
  const undo = async (id: number) => {
    try {
      await api.post(`/api/registry/promotions/${id}/undo`);
      showDone('Перевод классов отменён');
    } catch (error) {
      showFailed(asProblem(error).message);
    }
    void client.invalidateQueries({ queryKey: ['registry'] });
  };
  const promote = useMutation({
    mutationFn: () => api.post<{ id: number; pupils: number }>(`/api/registry/organisations/${organisation}/promotions`, { on: shown.on, enrolmentIds: passing.map((p) => p.enrolmentId) }),
    onSuccess: (done) => {
      void client.invalidateQueries({ queryKey: ['registry'] });
      showDone(`Переведено: ${counted(done.pupils, ['человек', 'человека', 'человек'])}`, () => undo(done.id));
      void navigate('/people?kind=pupil');
    },
  });
  return (
    <Page
      title="Перевод классов"
      trail={[{ title: 'Люди', to: '/people' }]}
      note="Старый класс заканчивается накануне, новый начинается в этот день. Снимите отметку с тех, кто остаётся."
    >
      {shown.last && (
        <Notice mb="md" title={`Сегодня классы уже переведены с ${formatDate(shown.last.on)}`}>
          {counted(shown.last.pupils, ['человек', 'человека', 'человек'])}.{' '}
          <Button variant="subtle" size="compact-sm" onClick={() => void undo(shown.last?.id ?? 0)}>Отменить перевод классов</Button>
        </Notice>
      )}
      {promote.error && <Notice tone="bad" mb="md">{asProblem(promote.error).message}</Notice>}
      <Group align="end" mb="md">
        <DateField label="С какого дня" value={on} onChange={onDate} />
        <Button loading={promote.isPending} disabled={passing.length === 0} onClick={() => promote.mutate()}>
          Перевести: {counted(passing.length, ['человек', 'человека', 'человек'])}
        </Button>
      </Group>
      {shown.classes.length === 0 && <Empty text="На эту дату переводить некого: открытых записей об обучении нет." />}
      {shown.classes.map((c) => {
        const ids = c.pupils.map((p) => p.enrolmentId);
        const stays = ids.filter((id) => staying.has(id)).length;
        return (
          <Section key={nameOf(c)} title={`${nameOf(c)} → ${nextOf(c)}`}>
            <Checkbox
              label={`Весь класс: ${counted(c.pupils.length, ['человек', 'человека', 'человек'])}`}
              checked={stays === 0}
              indeterminate={stays > 0 && stays < ids.length}
              onChange={(e) => toggle(ids, !e.currentTarget.checked)}
            />
            {c.pupils.map((p) => (
              <Group key={p.enrolmentId} gap="xs" ml="lg" mt={4}>
                <Checkbox aria-label={`Переходит: ${p.name}`} checked={!staying.has(p.enrolmentId)} onChange={(e) => toggle([p.enrolmentId], !e.currentTarget.checked)} />
                <Anchor component={Link} to={`/people/${p.personId}`}>{p.name}</Anchor>
              </Group>
            ))}
          </Section>
        );
      })}
    </Page>
  );
}
