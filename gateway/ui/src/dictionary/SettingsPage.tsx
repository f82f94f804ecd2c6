import { Button, NumberInput, Skeleton, Switch } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import { useSession } from '../app/session';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { showDone } from '../ui/undo';
import type { Setting } from './types';
import classes from './Dictionary.module.css';

export function Component() {
  const { has } = useSession();
  const edits = has('institute');
  const all = useQuery({ queryKey: ['registry', 'settings'], queryFn: ({ signal }) => api.get<Setting[]>('/api/registry/settings', undefined, { signal }) });
  return (
    <Page title="Настройки правил" note={edits ? 'Действуют во всех организациях региона сразу после сохранения.' : 'Настройки региона. Изменяет их региональный институт.'} narrow>
      {all.error && <Notice tone="bad">{asProblem(all.error).message}</Notice>}
      {all.isPending ? <Skeleton h={240} /> : (
        <ul className={classes.entries} aria-label="Настройки правил">
          {(all.data ?? []).map((s) => <Line key={`${s.code}-${s.version}`} setting={s} edits={edits} />)}
        </ul>
      )}
    </Page>
  );
}

const word = (s: Setting, value: string) =>
  s.kind === 'FLAG' ? (value === 'true' ? 'да' : 'нет') : value;

function Line({ setting, edits }: { setting: Setting; edits: boolean }) {
  const client = useQueryClient();
  const [value, setValue] = useState(setting.value);
  const save = useMutation({
    mutationFn: (v: string) => api.put<Setting>('/api/registry/settings', { code: setting.code, value: v, version: setting.version }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['registry', 'settings'] });
      showDone(`Сохранено: ${setting.title}`);
    },
    onError: () => void client.invalidateQueries({ queryKey: ['registry', 'settings'] }),
  });
  return (
    <li className={classes.entry}>
      <div className={classes.name}>
        <div id={`s-${setting.code}`}>{setting.title}</div>
        <div className={classes.hint}>
          {setting.hint} По умолчанию: {word(setting, setting.initial)}.
        </div>
        {save.error && <Notice tone="bad" mt="xs">{asProblem(save.error).message}</Notice>}
      </div>
      <div className={classes.verbs}>
        {!edits ? (
          <span>{word(setting, setting.value)}</span>
        ) : setting.kind === 'FLAG' ? (
          <Switch aria-labelledby={`s-${setting.code}`} checked={setting.value === 'true'} disabled={save.isPending} onChange={(e) => save.mutate(String(e.currentTarget.checked))} />
        ) : (
          <>
            <NumberInput aria-labelledby={`s-${setting.code}`} w={110} value={Number(value)} min={setting.min ?? 0} max={setting.max ?? 9999} allowDecimal={false} onChange={(v) => setValue(String(v))} />
            <Button size="xs" disabled={value === setting.value || value === ''} loading={save.isPending} onClick={() => save.mutate(value)} aria-label={`Сохранить: ${setting.title}`}>Сохранить</Button>
          </>
        )}
      </div>
    </li>
  );
}
