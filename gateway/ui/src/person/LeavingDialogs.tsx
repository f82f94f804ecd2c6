import { Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import type { Employment, Enrolment, Person } from '../api/types';
import { FormDialog } from '../ui/dialogs';
import { DateField, dateError, withOptional } from '../ui/fields';
import { FormBody, Line } from '../ui/FormPage';
import { Notice } from '../ui/Notice';
import { shortName, today } from '../ui/russian';
import { showDone, showFailed } from '../ui/undo';
import { asProblem } from '../api/problem';
import { useProblemForm } from '../ui/useProblemForm';
import type { Destination, LeaveKind } from './types';
import { dismissalWords, expulsionWords, leaveWords } from './words';

function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['registry'] });
}

/** Runs an undo from the message and says how it went. */
export function useUndo() {
  const refresh = useRefresh();
  return async (run: () => Promise<unknown>, done: string) => {
    try {
      await run();
      showDone(done);
    } catch (error) {
      showFailed(asProblem(error).message);
    }
    void refresh();
  };
}

interface TieProps {
  person: Person;
  post?: Employment | undefined;
  study?: Enrolment | undefined;
  onClose: () => void;
}

/** The last day, why and by which order. */
export function EndDialog({ person, post, study, onClose }: TieProps) {
  const refresh = useRefresh();
  const undo = useUndo();
  const words = post ? dismissalWords : expulsionWords;
  const path = post ? `/api/registry/employments/${post.id}` : `/api/registry/enrolments/${study?.id}`;
  const form = useProblemForm({
    name: `end-${post ? 'post' : 'class'}-${post?.id ?? study?.id}`,
    initial: { on: today(), reason: post ? 'own_wish' : 'graduated', basisNo: '', basisOn: '' },
    labels: { on: 'Последний день', reason: 'Причина', basisNo: 'Номер приказа', basisOn: 'Дата приказа' },
    validate: (v) => ({ on: dateError(v.on), basisOn: dateError(v.basisOn, false) }),
    submit: (v, key) =>
      api.post<Person>(
        `${path}/${post ? 'dismissal' : 'expulsion'}`,
        { on: v.on, reason: v.reason, basisNo: v.basisNo.trim() || null, basisOn: v.basisOn || null, version: (post ?? study)?.version ?? 0 },
        { idempotencyKey: key },
      ),
    onSaved: (saved) => {
      void refresh();
      const now = post ? saved.employments.find((e) => e.id === post.id) : saved.enrolments.find((e) => e.id === study?.id);
      showDone(post ? 'Увольнение записано' : 'Выбытие записано', () =>
        undo(
          () => post
            ? api.put(path, { position: post.position, subjects: post.subjects ?? [], category: post.category ?? null, experienceSince: post.experienceSince ?? null, hiredOn: post.hiredOn, dismissedOn: null, version: now?.version ?? 0 })
            : api.put(path, { grade: study?.grade, letter: study?.letter ?? null, from: study?.from, to: null, version: now?.version ?? 0 }),
          'Запись снова открыта',
        ));
      onClose();
    },
  });
  return (
    <FormDialog title={`${post ? 'Увольнение' : 'Выбытие'}: ${shortName(person.name)}`} onClose={onClose}>
      <FormBody form={form} submitLabel={post ? 'Записать увольнение' : 'Записать выбытие'} onCancel={onClose}>
        <Line>
          <DateField {...form.field('on')} />
          <Select {...form.field('reason')} data={Object.entries(words).map(([value, label]) => ({ value, label }))} allowDeselect={false} />
        </Line>
        <Line>
          <TextInput {...form.field('basisNo')} label={withOptional('Номер приказа', true)} maxLength={50} />
          <DateField {...form.field('basisOn')} optional />
        </Line>
      </FormBody>
    </FormDialog>
  );
}

export function LeaveDialog({ person, post, onClose }: { person: Person; post: Employment; onClose: () => void }) {
  const refresh = useRefresh();
  const form = useProblemForm<{ kind: LeaveKind; from: string; to: string }, Person>({
    name: `leave-${post.id}`,
    initial: { kind: 'annual', from: today(), to: '' },
    labels: { kind: 'Вид отпуска', from: 'С какого дня', to: 'По какой день' },
    validate: (v) => ({
      from: dateError(v.from),
      to: dateError(v.to, false) ?? (v.to && v.to < v.from ? 'Отпуск кончается раньше, чем начался' : undefined),
    }),
    submit: (v, key) => api.post(`/api/registry/employments/${post.id}/leaves`, { ...v, to: v.to || null }, { idempotencyKey: key }),
    onSaved: () => {
      void refresh();
      showDone('Отпуск записан');
      onClose();
    },
  });
  return (
    <FormDialog title={`Отпуск: ${shortName(person.name)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Записать отпуск" onCancel={onClose}>
        <Select {...form.field('kind')} data={Object.entries(leaveWords).map(([value, label]) => ({ value, label }))} allowDeselect={false} />
        <Line>
          <DateField {...form.field('from')} />
          <DateField {...form.field('to')} optional description="Пусто, если день выхода ещё не известен" />
        </Line>
      </FormBody>
    </FormDialog>
  );
}

/** To another organisation of the region from a day on; the post or the class here ends the day before. */
export function TransferDialog({ person, post, study, onClose }: TieProps) {
  const refresh = useRefresh();
  const undo = useUndo();
  const [q, setQ] = useState('');
  const [asked] = useDebouncedValue(q, 250);
  const found = useQuery({
    queryKey: ['registry', 'destinations', person.id, asked],
    queryFn: ({ signal }) => api.get<Destination[]>(`/api/registry/people/${person.id}/destinations`, { q: asked }, { signal }),
  });
  const form = useProblemForm<{ toId: string; on: string; basisNo: string; basisOn: string }, Person>({
    name: `transfer-${person.id}`,
    initial: { toId: '', on: today(), basisNo: '', basisOn: '' },
    labels: { toId: 'Куда', on: 'С какого дня', basisNo: 'Номер приказа', basisOn: 'Дата приказа' },
    validate: (v) => ({ toId: v.toId ? undefined : 'Выберите организацию', on: dateError(v.on), basisOn: dateError(v.basisOn, false) }),
    submit: (v, key) =>
      api.post(
        `/api/registry/people/${person.id}/transfers`,
        { employmentId: post?.id ?? null, enrolmentId: study?.id ?? null, toId: Number(v.toId), on: v.on, basisNo: v.basisNo.trim() || null, basisOn: v.basisOn || null },
        { idempotencyKey: key },
      ),
    onSaved: (saved) => {
      void refresh();
      const transfer = saved.transfers?.[0];
      showDone('Перевод оформлен', transfer && (() => undo(() => api.post(`/api/registry/transfers/${transfer.id}/undo`), 'Перевод отменён')));
      onClose();
    },
  });
  const options = (found.data ?? []).map((d) => ({ value: String(d.id), label: d.municipality ? `${d.shortName} · ${d.municipality}` : d.shortName }));
  return (
    <FormDialog title={`Перевод в другую организацию: ${shortName(person.name)}`} onClose={onClose}>
      <FormBody form={form} submitLabel={form.values.on > today() ? 'Запланировать перевод' : 'Перевести'} onCancel={onClose}>
        <Select {...form.field('toId')} data={options} searchable searchValue={q} onSearchChange={setQ} filter={({ options: all }) => all} nothingFoundMessage="Такой организации в регионе нет" placeholder="Начните вводить название" />
        <DateField {...form.field('on')} description="Запись здесь закончится накануне" />
        <Line>
          <TextInput {...form.field('basisNo')} label={withOptional('Номер приказа', true)} maxLength={50} />
          <DateField {...form.field('basisOn')} optional />
        </Line>
        <Notice>
          Карточку и анкеты с их историей примет новая организация. Согласия остаются у вашей: новая оформит свои. Ваши записи сохранятся.
          {post && ' Роли в вашей организации закончатся накануне, если у человека нет в ней другой должности.'}
        </Notice>
      </FormBody>
    </FormDialog>
  );
}
