import { Checkbox, Group, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import type { Level, OrganisationCard } from '../api/types';
import { options, organisationTypeWords } from '../api/words';
import { FormDialog } from '../ui/dialogs';
import { DateField, dateError } from '../ui/fields';
import { FormBody, Line } from '../ui/FormPage';
import { Notice } from '../ui/Notice';
import { counted, today } from '../ui/russian';
import { showDone, showFailed } from '../ui/undo';
import { useProblemForm, type ProblemForm } from '../ui/useProblemForm';
import { OrganisationPicker } from './OrganisationPicker';
import { touchedText } from './touched';
import type { ClassSize, Preview, Reorganisation, ReorganisationKind } from './types';

const basisKinds = ['Постановление', 'Приказ', 'Распоряжение', 'Решение', 'Закон субъекта'];
const levels: Level[] = ['ministry', 'institute', 'municipality', 'school'];

const basisInitial = { on: today(), basisKind: 'Постановление', basisNumber: '', basisDate: '' };
const basisLabels = { on: 'С какого дня', basisKind: 'Документ-основание', basisNumber: 'Номер', basisDate: 'Дата документа' };
type BasisValues = typeof basisInitial;

const bodyOf = (v: BasisValues) => ({ on: v.on, basis: { kind: v.basisKind, number: v.basisNumber.trim(), date: v.basisDate } });

const basisErrors = (v: BasisValues) => ({
  on: dateError(v.on) ?? (v.on > today() ? 'Эта дата ещё не наступила. Внесите операцию в день, когда она вступит в силу.' : undefined),
  basisNumber: v.basisNumber.trim() ? undefined : 'Укажите номер документа',
  basisDate: dateError(v.basisDate),
});

/** Fields of the service by the names of the form. */
const fieldOf = (field: string) =>
  ({ number: 'basisNumber', kind: 'basisKind', date: 'basisDate', parentId: 'target', successorId: 'target', targetId: 'target' })[field.split('.').at(-1) ?? field] ?? field.split('.').at(-1) ?? field;

/** Tells what was done and offers the way back, which stays in the history for a day. */
export function useReorganised(onClose: () => void) {
  const client = useQueryClient();
  const refresh = () => void client.invalidateQueries({ queryKey: ['registry'] });
  return (text: string) => (entry: Reorganisation) => {
    refresh();
    onClose();
    showDone(`${text}. Отменить можно в течение суток — здесь или в истории.`, async () => {
      try {
        await api.post(`/api/registry/reorganisations/${entry.id}/undo`);
        refresh();
        showDone('Операция отменена, всё как было');
      } catch (error) {
        const problem = asProblem(error);
        showFailed([problem.message, ...problem.violations.map((v) => v.message)].join(' '));
      }
    });
  };
}

/** What the operation will touch, asked anew whenever the answers above change. */
function PreviewNote({ path, query, ready }: { path: string; query: Record<string, string | number | undefined>; ready: boolean }) {
  const preview = useQuery({
    queryKey: ['registry', 'reorganisation', 'preview', path, query],
    enabled: ready,
    retry: false,
    queryFn: ({ signal }) => api.get<Preview>(path, query, { signal }),
  });
  if (!ready) return <Notice>Заполните поля выше — покажем, что затронет операция.</Notice>;
  if (preview.error) {
    const problem = asProblem(preview.error);
    return (
      <Notice tone="bad" title={problem.title}>
        {problem.violations.length > 0 ? problem.violations.map((v) => <div key={v.field + v.message}>{v.message}</div>) : problem.message}
      </Notice>
    );
  }
  if (!preview.data) return <Notice>Считаем, что затронет операция…</Notice>;
  const { hindrances, touched } = preview.data;
  if (hindrances.length > 0) {
    return (
      <Notice tone="warn" title="Пока нельзя">
        {hindrances.map((h) => <div key={h.what}>{h.text}</div>)}
      </Notice>
    );
  }
  return <Notice tone="calm" title="Что изменится">Затронет: {touchedText(touched)}. Прежние отчёты останутся по прежнему месту.</Notice>;
}

function BasisFields({ form }: { form: ProblemForm & { field: (path: keyof BasisValues) => Record<string, unknown> } }) {
  return (
    <>
      <DateField {...form.field('on')} />
      <Line>
        <Select {...form.field('basisKind')} data={basisKinds} allowDeselect={false} />
        <TextInput {...form.field('basisNumber')} maxLength={50} />
        <DateField {...form.field('basisDate')} />
      </Line>
    </>
  );
}

interface DialogProps {
  card: OrganisationCard;
  onClose: () => void;
}

export function RenameDialog({ card, onClose }: DialogProps) {
  const done = useReorganised(onClose);
  const form = useProblemForm<BasisValues & { fullName: string; shortName: string }, Reorganisation>({
    name: `renaming-${card.id}`,
    initial: { ...basisInitial, fullName: card.fullName, shortName: card.shortName },
    version: card.version,
    labels: { ...basisLabels, fullName: 'Новое полное название', shortName: 'Новое краткое название' },
    validate: (v) => ({
      ...basisErrors(v),
      fullName: v.fullName.trim() ? undefined : 'Заполните это поле',
      shortName: v.shortName.trim() ? undefined : 'Заполните это поле',
    }),
    fieldOf,
    submit: (v, key, version) =>
      api.post(`/api/registry/organisations/${card.id}/renaming`, { fullName: v.fullName.trim(), shortName: v.shortName.trim(), ...bodyOf(v), version }, { idempotencyKey: key }),
    onSaved: done('Название изменено'),
  });
  return (
    <FormDialog title={`Переименовать: ${card.shortName}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Переименовать" onCancel={onClose}>
        <TextInput {...form.field('fullName')} maxLength={500} />
        <TextInput {...form.field('shortName')} maxLength={200} />
        <BasisFields form={form as never} />
      </FormBody>
    </FormDialog>
  );
}

/** Moving and merging ask the same: where to, from which day, by which document. */
function TargetDialog({ card, onClose, kind, title, verb, done, targetLabel, targetKey, fits, children }: DialogProps & {
  kind: ReorganisationKind;
  title: string;
  verb: string;
  done: string;
  targetLabel: string;
  targetKey: string;
  fits: Level[];
  children?: ReactNode;
}) {
  const saved = useReorganised(onClose);
  const form = useProblemForm<BasisValues & { target: string }, Reorganisation>({
    name: `${kind}-${card.id}`,
    initial: { ...basisInitial, target: '' },
    labels: { ...basisLabels, target: targetLabel },
    validate: (v) => ({ ...basisErrors(v), target: v.target ? undefined : 'Выберите организацию' }),
    fieldOf,
    submit: (v, key) => api.post(`/api/registry/organisations/${card.id}/${kind}`, { [targetKey]: Number(v.target), ...bodyOf(v) }, { idempotencyKey: key }),
    onSaved: saved(done),
  });
  const { on, target } = form.values;
  return (
    <FormDialog title={`${title}: ${card.shortName}`} onClose={onClose}>
      <FormBody form={form} submitLabel={verb} onCancel={onClose}>
        {children}
        <OrganisationPicker {...(form.field('target') as never as { id: string; name: string; label: string; value: string; onChange: (v: string) => void })} levels={fits} except={card.id} />
        <BasisFields form={form as never} />
        <PreviewNote path={`/api/registry/organisations/${card.id}/${kind}/preview`} query={{ on, [targetKey]: target }} ready={!!target && !dateError(on)} />
      </FormBody>
    </FormDialog>
  );
}

export function MoveDialog(props: DialogProps) {
  return (
    <TargetDialog
      {...props}
      kind="move"
      title="Переместить"
      verb="Переместить"
      done="Организация перемещена"
      targetLabel="Новая вышестоящая организация"
      targetKey="parentId"
      fits={levels.slice(0, levels.indexOf(props.card.level))}
    />
  );
}

export function MergeDialog(props: DialogProps) {
  return (
    <TargetDialog
      {...props}
      kind="merger"
      title="Присоединить"
      verb="Присоединить"
      done="Организация присоединена"
      targetLabel="Правопреемник"
      targetKey="successorId"
      fits={[props.card.level]}
    >
      <Text size="sm">
        Люди, анкеты, согласия и доступы перейдут к правопреемнику с указанного дня. То, что закончилось раньше, останется в истории этой организации.
      </Text>
    </TargetDialog>
  );
}

export function CloseDialog({ card, onClose }: DialogProps) {
  const done = useReorganised(onClose);
  const form = useProblemForm<BasisValues, Reorganisation>({
    name: `closure-${card.id}`,
    initial: basisInitial,
    labels: basisLabels,
    validate: basisErrors,
    fieldOf,
    submit: (v, key) => api.post(`/api/registry/organisations/${card.id}/closure`, bodyOf(v), { idempotencyKey: key }),
    onSaved: done('Организация закрыта'),
  });
  const { on } = form.values;
  return (
    <FormDialog title={`Закрыть: ${card.shortName}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Закрыть организацию" onCancel={onClose}>
        <BasisFields form={form as never} />
        <PreviewNote path={`/api/registry/organisations/${card.id}/closure/preview`} query={{ on }} ready={!dateError(on)} />
      </FormBody>
    </FormDialog>
  );
}

const className = (c: ClassSize) => `${c.grade}${c.letter ?? ''}`;

export function SplitDialog({ card, onClose }: DialogProps) {
  const done = useReorganised(onClose);
  const classes = useQuery({
    queryKey: ['registry', 'organisations', card.id, 'classes'],
    queryFn: ({ signal }) => api.get<ClassSize[]>(`/api/registry/organisations/${card.id}/classes`, undefined, { signal }),
  });
  const staff = useQuery({
    queryKey: ['registry', 'people', 'staff-of', card.id],
    queryFn: ({ signal }) => api.get<{ items: { id: number; name: string }[]; total: number }>('/api/registry/people', { organisation: card.id, kind: 'staff', size: 100 }, { signal }),
  });
  const form = useProblemForm<BasisValues & { where: string; target: string; fullName: string; shortName: string; type: string; classes: string[]; people: string[] }, Reorganisation>({
    name: `split-${card.id}`,
    initial: { ...basisInitial, where: 'new', target: '', fullName: '', shortName: '', type: card.type, classes: [], people: [] },
    labels: { ...basisLabels, target: 'Куда переходят', fullName: 'Полное название', shortName: 'Краткое название', type: 'Вид', classes: 'Классы', people: 'Сотрудники' },
    validate: (v) => ({
      ...basisErrors(v),
      target: v.where === 'known' && !v.target ? 'Выберите организацию' : undefined,
      fullName: v.where === 'new' && !v.fullName.trim() ? 'Заполните это поле' : undefined,
      shortName: v.where === 'new' && !v.shortName.trim() ? 'Заполните это поле' : undefined,
      classes: v.classes.length + v.people.length === 0 ? 'Отметьте классы или сотрудников, которые переходят' : undefined,
    }),
    fieldOf,
    submit: (v, key) =>
      api.post(
        `/api/registry/organisations/${card.id}/split`,
        {
          ...bodyOf(v),
          classes: (classes.data ?? []).filter((c) => v.classes.includes(className(c))).map((c) => ({ grade: c.grade, letter: c.letter ?? null })),
          people: v.people.map(Number),
          ...(v.where === 'known'
            ? { targetId: Number(v.target) }
            : { founding: { parentId: card.parentId, level: card.level, type: v.type, fullName: v.fullName.trim(), shortName: v.shortName.trim(), validFrom: v.on, basis: `${v.basisKind} № ${v.basisNumber.trim()}` } }),
        },
        { idempotencyKey: key },
      ),
    onSaved: done('Организация разделена'),
  });
  const v = form.values;
  return (
    <FormDialog title={`Разделить: ${card.shortName}`} onClose={onClose} size="xl">
      <FormBody form={form} submitLabel="Разделить" onCancel={onClose}>
        <SegmentedControl
          aria-label="Куда переходят люди"
          value={v.where}
          onChange={(where) => form.setValue('where', where)}
          data={[{ value: 'new', label: 'В новую организацию' }, { value: 'known', label: 'В действующую' }]}
        />
        {v.where === 'known' ? (
          <OrganisationPicker {...(form.field('target') as never as { id: string; name: string; label: string; value: string; onChange: (x: string) => void })} levels={[card.level]} except={card.id} />
        ) : (
          <>
            <TextInput {...form.field('fullName')} maxLength={500} />
            <Line>
              <TextInput {...form.field('shortName')} maxLength={200} />
              <Select {...form.field('type')} data={options(organisationTypeWords)} allowDeselect={false} />
            </Line>
          </>
        )}
        <Checkbox.Group {...form.field('classes')} description={classes.data?.length === 0 ? 'Классов в этой организации нет' : undefined}>
          <Group gap="sm" mt={6}>
            {(classes.data ?? []).map((c) => (
              <Checkbox key={className(c)} value={className(c)} label={`${className(c)} — ${counted(c.pupils, ['человек', 'человека', 'человек'])}`} />
            ))}
          </Group>
        </Checkbox.Group>
        {(staff.data?.items.length ?? 0) > 0 && (
          <Checkbox.Group {...form.field('people')}>
            <Stack gap={6} mt={6}>
              {(staff.data?.items ?? []).map((p) => <Checkbox key={p.id} value={String(p.id)} label={p.name} />)}
            </Stack>
          </Checkbox.Group>
        )}
        {(staff.data?.total ?? 0) > 100 && <Notice tone="warn">Показаны первые 100 сотрудников. Остальных переведите после разделения через карточки.</Notice>}
        <BasisFields form={form as never} />
        <PreviewNote
          path={`/api/registry/organisations/${card.id}/split/preview`}
          query={{ on: v.on, classes: v.classes.join(','), people: v.people.join(','), targetId: v.where === 'known' ? v.target : undefined }}
          ready={!dateError(v.on) && v.classes.length + v.people.length > 0}
        />
      </FormBody>
    </FormDialog>
  );
}
