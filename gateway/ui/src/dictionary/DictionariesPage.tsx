import { ActionIcon, Button, Checkbox, Select, Skeleton, TextInput, Tooltip } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconArrowDown, IconArrowUp, IconHistory, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import { useSession } from '../app/session';
import { FormDialog } from '../ui/dialogs';
import { LongText } from '../ui/fields';
import { FormBody } from '../ui/FormPage';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { counted, formatDate } from '../ui/russian';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import type { DictionaryEntry, EntryVersion, RegionalDictionary } from './types';
import classes from './Dictionary.module.css';

const key = ['registry', 'dictionaries', 'regional'];

export function Component() {
  const { has } = useSession();
  const edits = has('institute');
  const client = useQueryClient();
  const [params, setParams] = useSearchParams();
  const [find, setFind] = useState('');
  const [old, setOld] = useState(false);
  const [edit, setEdit] = useState<DictionaryEntry | 'new'>();
  const [history, setHistory] = useState<DictionaryEntry>();
  const all = useQuery({ queryKey: key, queryFn: ({ signal }) => api.get<RegionalDictionary[]>('/api/registry/dictionaries/regional', undefined, { signal }) });
  const chosen = all.data?.find((d) => d.code === params.get('of')) ?? all.data?.[0];
  const refresh = () => client.invalidateQueries({ queryKey: ['registry', 'dictionaries'] });

  const change = useMutation({
    mutationFn: ({ entry, retired }: { entry: DictionaryEntry; retired: boolean }) =>
      api.put<DictionaryEntry>('/api/registry/dictionary-entries', { dictionary: chosen?.code, code: entry.code, name: entry.name, hint: entry.hint ?? null, retired, version: entry.version }),
    onSuccess: (saved) => {
      void refresh();
      showDone(saved.retired ? `«${saved.name}» больше не предлагается в формах` : `«${saved.name}» снова предлагается`, () =>
        change.mutateAsync({ entry: saved, retired: !saved.retired }).then(() => undefined));
    },
  });
  const order = useMutation({
    mutationFn: (codes: string[]) => api.put('/api/registry/dictionary-entries/order', { dictionary: chosen?.code, codes }),
    onSettled: () => refresh(),
  });

  const entries = chosen?.entries ?? [];
  const move = (entry: DictionaryEntry, by: number) => {
    const codes = entries.map((e) => e.code);
    const at = codes.indexOf(entry.code);
    codes.splice(at, 1);
    codes.splice(at + by, 0, entry.code);
    order.mutate(codes);
  };
  const wanted = find.trim().toLocaleLowerCase('ru');
  const shown = entries.filter((e) => (old || !e.retired) && (!wanted || e.name.toLocaleLowerCase('ru').includes(wanted)));
  const retired = entries.filter((e) => e.retired).length;
  const problem = change.error ?? order.error ?? all.error;

  return (
    <Page
      title="Справочники"
      note={edits ? 'Строки, из которых выбирают в формах всего региона. Использованная строка не удаляется: её можно скрыть из выбора.' : 'Строки ведёт региональный институт. Если чего-то не хватает, попросите его добавить.'}
      actions={edits && chosen && !chosen.closed && <Button leftSection={<IconPlus size={16} />} onClick={() => setEdit('new')}>Добавить строку</Button>}
    >
      {problem && <Notice tone="bad" mb="md">{asProblem(problem).message}</Notice>}
      <div className={classes.tools}>
        <Select
          label="Справочник"
          className={classes.pick}
          data={(all.data ?? []).map((d) => ({ value: d.code, label: d.title }))}
          value={chosen?.code ?? null}
          onChange={(v) => setParams(v ? { of: v } : {})}
          allowDeselect={false}
        />
        <TextInput label="Найти строку" type="search" className={classes.pick} value={find} onChange={(e) => setFind(e.currentTarget.value)} maxLength={100} />
        {retired > 0 && <Checkbox label={`Показать скрытые (${retired})`} checked={old} onChange={(e) => setOld(e.currentTarget.checked)} pb={8} />}
      </div>
      {chosen?.closed && edits && <Notice tone="calm" mb="md">По кодам этого справочника считаются показатели, поэтому новых строк здесь не бывает. Названия и порядок — ваши.</Notice>}
      {all.isPending ? (
        <Skeleton h={200} />
      ) : shown.length === 0 ? (
        <p role="status">{wanted ? 'Такой строки нет. Измените поиск.' : 'В справочнике нет строк. Добавьте первую.'}</p>
      ) : (
        <ul className={classes.entries} aria-label={chosen?.title} aria-busy={all.isFetching}>
          {shown.map((entry) => {
            const at = entries.indexOf(entry);
            return (
              <li key={entry.code} className={classes.entry}>
                <div className={classes.name}>
                  <span className={entry.retired ? classes.retired : undefined}>{entry.name}</span>
                  {entry.retired && <span className={classes.hint}> · скрыта из выбора</span>}
                  {entry.hint && <div className={classes.hint}>{entry.hint}</div>}
                </div>
                <div className={classes.verbs}>
                  {edits && !wanted && (
                    <>
                      <Tooltip label="Выше"><ActionIcon variant="subtle" color="gray" size={32} aria-label={`Выше: ${entry.name}`} disabled={at === 0 || order.isPending} onClick={() => move(entry, -1)}><IconArrowUp size={16} /></ActionIcon></Tooltip>
                      <Tooltip label="Ниже"><ActionIcon variant="subtle" color="gray" size={32} aria-label={`Ниже: ${entry.name}`} disabled={at === entries.length - 1 || order.isPending} onClick={() => move(entry, 1)}><IconArrowDown size={16} /></ActionIcon></Tooltip>
                    </>
                  )}
                  {entry.version > 0 && <Tooltip label="Как менялась"><ActionIcon variant="subtle" color="gray" size={32} aria-label={`Как менялась: ${entry.name}`} onClick={() => setHistory(entry)}><IconHistory size={16} /></ActionIcon></Tooltip>}
                  {edits && (
                    <>
                      <Button variant="default" size="xs" onClick={() => setEdit(entry)} aria-label={`Изменить: ${entry.name}`}>Изменить</Button>
                      <Button variant="default" size="xs" loading={change.isPending && change.variables?.entry.code === entry.code} onClick={() => change.mutate({ entry, retired: !entry.retired })} aria-label={`${entry.retired ? 'Вернуть' : 'Скрыть'}: ${entry.name}`}>
                        {entry.retired ? 'Вернуть' : 'Скрыть'}
                      </Button>
                    </>
                  )}
                </div>
              </li>
            );
          })}
        </ul>
      )}
      {chosen && <p className={classes.hint} role="status">{counted(entries.length - retired, ['строка', 'строки', 'строк'])} в выборе</p>}
      {edit && chosen && <EntryDialog dictionary={chosen} entry={edit === 'new' ? undefined : edit} onClose={() => setEdit(undefined)} onSaved={refresh} />}
      {history && chosen && <HistoryDialog dictionary={chosen} entry={history} onClose={() => setHistory(undefined)} />}
    </Page>
  );
}

function EntryDialog({ dictionary, entry, onClose, onSaved }: { dictionary: RegionalDictionary; entry: DictionaryEntry | undefined; onClose: () => void; onSaved: () => unknown }) {
  const form = useProblemForm({
    name: `dictionary-${dictionary.code}-${entry?.code ?? 'new'}`,
    initial: { name: entry?.name ?? '', hint: entry?.hint ?? '' },
    version: entry?.version,
    labels: { name: 'Название', hint: 'Пояснение' },
    validate: (v) => ({ name: v.name.trim() ? undefined : 'Напишите название' }),
    submit: (v, idempotencyKey, version) =>
      entry
        ? api.put('/api/registry/dictionary-entries', { dictionary: dictionary.code, code: entry.code, name: v.name.trim(), hint: v.hint.trim() || null, retired: entry.retired, version })
        : api.post('/api/registry/dictionary-entries', { dictionary: dictionary.code, name: v.name.trim(), hint: v.hint.trim() || null }, { idempotencyKey }),
    fromCurrent: (current) => {
      const now = current as DictionaryEntry;
      return { values: { name: now.name, hint: now.hint ?? '' }, version: now.version };
    },
    onSaved: () => {
      void onSaved();
      showDone(entry ? 'Строка изменена: новое название видно во всех формах региона' : 'Строка добавлена');
      onClose();
    },
  });
  return (
    <FormDialog title={entry ? `Изменить строку: ${entry.name}` : `Новая строка: ${dictionary.title}`} onClose={onClose}>
      <FormBody form={form} submitLabel={entry ? 'Сохранить строку' : 'Добавить строку'} onCancel={onClose}>
        <TextInput {...form.field('name')} maxLength={200} />
        <LongText {...form.field('hint')} optional />
      </FormBody>
    </FormDialog>
  );
}

function HistoryDialog({ dictionary, entry, onClose }: { dictionary: RegionalDictionary; entry: DictionaryEntry; onClose: () => void }) {
  const versions = useQuery({
    queryKey: ['registry', 'dictionaries', 'history', dictionary.code, entry.code, entry.version],
    queryFn: ({ signal }) => api.get<EntryVersion[]>('/api/registry/dictionary-entries/history', { dictionary: dictionary.code, code: entry.code }, { signal }),
  });
  return (
    <FormDialog title={`Как менялась строка: ${entry.name}`} onClose={onClose}>
      {versions.error && <Notice tone="bad">{asProblem(versions.error).message}</Notice>}
      <ul className={classes.entries}>
        {(versions.data ?? []).map((v) => (
          <li key={v.version} className={classes.entry}>
            <span className={classes.name}>{v.name}{v.retired ? ' · скрыта' : ''}</span>
            <span className={classes.hint}>{formatDate(v.at.slice(0, 10))}</span>
          </li>
        ))}
      </ul>
    </FormDialog>
  );
}
