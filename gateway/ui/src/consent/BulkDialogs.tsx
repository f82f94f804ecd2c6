import { Button, Checkbox, FileInput, Group, Modal, Progress, Radio, Select, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import type { ConsentKind } from '../api/types';
import { consentKindShort, consentKindWords, options } from '../api/words';
import { FormDialog } from '../ui/dialogs';
import { DateField, dateError } from '../ui/fields';
import { FormBody } from '../ui/FormPage';
import { Notice } from '../ui/Notice';
import { counted, today } from '../ui/russian';
import { showDone, showFailed } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import classes from './ConsentBoard.module.css';
import { printForms } from './printing';
import { matchScans, scanTypes, sendScans } from './Scan';
import type { BatchOutcome, ConsentRow, ConsentSigners } from './types';

const formsWord = ['бланк', 'бланка', 'бланков'] as const;
const consentsWord = ['согласие', 'согласия', 'согласий'] as const;
const peopleWord = ['человек', 'человека', 'человек'] as const;

function useRefresh() {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: ['registry'] });
}

/** Who was left out, each with the reason and what to do. */
function LeftOut({ refused }: { refused: BatchOutcome['refused'] }) {
  if (refused.length === 0) return null;
  return (
    <>
      <Notice tone="warn">Не вошли: {counted(refused.length, peopleWord)}. Остальное сделано.</Notice>
      <ul className={classes.people} aria-label="Кто не вошёл">
        {refused.map((r) => <li key={`${r.name}-${r.personId}-${r.consentId ?? 0}`}><span>{r.name}</span><span className={classes.reason}>{r.reason}</span></li>)}
      </ul>
    </>
  );
}

function OutcomeDialog({ title, outcome, onClose, children }: { title: string; outcome: BatchOutcome; onClose: () => void; children?: ReactNode }) {
  return (
    <Modal opened onClose={onClose} title={title} size="lg" closeButtonProps={{ 'aria-label': 'Закрыть' }}>
      <Stack gap="md">
        {children}
        <LeftOut refused={outcome.refused} />
        <Group><Button variant="default" onClick={onClose}>Закрыть</Button></Group>
      </Stack>
    </Modal>
  );
}

function FileList({ label, files }: { label: string; files: { name: string; reason: string }[] }) {
  if (files.length === 0) return null;
  return <ul className={classes.people} aria-label={label}>{files.map((f) => <li key={f.name}><span>{f.name}</span><span className={classes.reason}>{f.reason}</span></li>)}</ul>;
}

/** One file for all chosen forms. */
export function PrintButtons({ ids, onStarted }: { ids: number[]; onStarted?: () => void }) {
  const start = (format: 'pdf' | 'zip') => {
    void printForms(ids, format);
    onStarted?.();
  };
  return (
    <Group gap="sm">
      <Button leftSection={<IconPrinter size={16} />} onClick={() => start('pdf')}>Один PDF для печати</Button>
      <Button variant="default" leftSection={<IconDownload size={16} />} onClick={() => start('zip')}>ZIP: Word и PDF по каждому</Button>
    </Group>
  );
}

export function PrintDialog({ rows, onClose, onStarted }: { rows: ConsentRow[]; onClose: () => void; onStarted: () => void }) {
  return (
    <Modal opened onClose={onClose} title={`Напечатать: ${counted(rows.length, formsWord)}`} closeButtonProps={{ 'aria-label': 'Закрыть' }}>
      <Stack gap="md">
        <Text size="sm">Файл готовится в фоне: можно продолжать работу, ход виден внизу экрана.</Text>
        <PrintButtons ids={rows.map((r) => r.id)} onStarted={() => { onClose(); onStarted(); }} />
      </Stack>
    </Modal>
  );
}

interface Someone {
  personId: number;
  personName: string;
}

const kinds = options(consentKindWords);

/** Forms for everybody chosen, of one kind or of several. */
export function IssueManyDialog({ organisation, people, kind, onClose, onDone }: { organisation: number; people: Someone[]; kind: ConsentKind; onClose: () => void; onDone: () => void }) {
  const refresh = useRefresh();
  const [outcome, setOutcome] = useState<BatchOutcome>();
  const form = useProblemForm<{ kinds: string[]; validUntil: string }, BatchOutcome>({
    name: 'consents-issue',
    initial: { kinds: [kind], validUntil: '' },
    labels: { kinds: 'Виды согласий', validUntil: 'Действует до' },
    validate: (v) => ({
      kinds: v.kinds.length === 0 ? 'Отметьте хотя бы один вид' : undefined,
      validUntil: dateError(v.validUntil, false) ?? (v.validUntil && v.validUntil <= today() ? 'Срок уже прошёл' : undefined),
    }),
    submit: async (v, key) => {
      // Each kind is a batch with a key of its own: a retry after a broken line repeats none of them.
      const all: BatchOutcome = { done: [], refused: [] };
      for (const one of kinds.filter((k) => v.kinds.includes(k.value))) {
        const part = await api.post<BatchOutcome>(
          '/api/registry/consents/batch',
          { organisationId: organisation, personIds: people.map((p) => p.personId), kind: one.value, validUntil: v.validUntil || null },
          { idempotencyKey: `${key}-${one.value}` },
        );
        all.done.push(...part.done);
        all.refused.push(...part.refused.map((r) => (v.kinds.length > 1 ? { ...r, name: `${r.name} · ${one.label.toLocaleLowerCase('ru')}` } : r)));
      }
      return all;
    },
    onSaved: (result) => {
      refresh();
      setOutcome(result);
    },
  });
  if (outcome) {
    const close = () => { onClose(); onDone(); };
    const undo = async () => {
      try {
        const back = await api.post<BatchOutcome>('/api/registry/consents/cancellation', { ids: outcome.done });
        refresh();
        showDone(`Удалено: ${counted(back.done.length, formsWord)}`);
        close();
      } catch (error) {
        showFailed(asProblem(error).message);
      }
    };
    return (
      <OutcomeDialog title={`Подготовлено: ${counted(outcome.done.length, formsWord)}`} outcome={outcome} onClose={close}>
        {outcome.done.length > 0 && (
          <>
            <PrintButtons ids={outcome.done} onStarted={close} />
            <Group><Button variant="subtle" size="compact-sm" onClick={() => void undo()}>Отменить подготовку бланков</Button></Group>
          </>
        )}
      </OutcomeDialog>
    );
  }
  return (
    <FormDialog title={`Подготовить бланки: ${counted(people.length, peopleWord)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Подготовить бланки" onCancel={onClose}>
        <Checkbox.Group {...form.field('kinds')} description="На каждый вид — отдельный документ с отдельной подписью">
          <Stack gap={6} mt={4}>{kinds.map((k) => <Checkbox key={k.value} value={k.value} label={k.label} />)}</Stack>
        </Checkbox.Group>
        <DateField {...form.field('validUntil')} optional description="Пусто — до отзыва" />
      </FormBody>
    </FormDialog>
  );
}

/** A pile of signed paper: one date for all, for each the one who signed. */
export function SignManyDialog({ rows, onClose, onDone }: { rows: ConsentRow[]; onClose: () => void; onDone: () => void }) {
  const refresh = useRefresh();
  const [outcome, setOutcome] = useState<BatchOutcome>();
  const [chosen, setChosen] = useState<Record<number, number>>({});
  const [files, setFiles] = useState<File[]>([]);
  const [sending, setSending] = useState<{ sent: number; of: number }>();
  const [notKept, setNotKept] = useState<{ name: string; reason: string }[]>([]);
  const ids = rows.map((r) => r.id);
  const matched = matchScans(files, ids);
  const form = useProblemForm<{ signedOn: string; form: string; coSigned: boolean }, BatchOutcome>({
    name: 'consents-sign',
    initial: { signedOn: today(), form: 'paper', coSigned: false },
    labels: { signedOn: 'Дата подписи', form: 'Как подписано', coSigned: 'Обучающиеся от 14 лет тоже подписали' },
    validate: (v) => ({ signedOn: dateError(v.signedOn) ?? (v.signedOn > today() ? 'Дата подписи ещё не наступила' : undefined) }),
    submit: (v, key) => api.post<BatchOutcome>('/api/registry/consents/signatures', { ids, signedOn: v.signedOn, form: v.form, coSigned: v.coSigned, signers: chosen }, { idempotencyKey: key }),
    onSaved: async (result) => {
      const scans = new Map([...matched.byConsent].filter(([id]) => result.done.includes(id)));
      let refused: { name: string; reason: string }[] = [];
      if (scans.size > 0) {
        setSending({ sent: 0, of: scans.size });
        refused = await sendScans(scans, (sent) => setSending({ sent, of: scans.size }));
        setSending(undefined);
      }
      refresh();
      setNotKept(refused);
      if (result.refused.length > 0 || refused.length > 0) {
        setOutcome(result);
      } else {
        onClose();
        onDone();
      }
      if (result.done.length > 0) showDone(`Подписано: ${counted(result.done.length, consentsWord)}`, () => takeBack(result.done));
    },
  });
  const takeBack = async (done: number[]) => {
    try {
      const back = await api.post<BatchOutcome>('/api/registry/consents/signatures/cancellation', { ids: done });
      refresh();
      if (back.refused.length > 0) showFailed(`Не отменено: ${back.refused.map((r) => `${r.name}: ${r.reason}`).join(' ')}`);
      else showDone(`Отметка снята: ${counted(back.done.length, consentsWord)}`);
    } catch (error) {
      showFailed(asProblem(error).message);
    }
  };
  const on = form.values.signedOn;
  const valid = !dateError(on) && on <= today();
  const signers = useQuery({
    queryKey: ['registry', 'consents', 'signers', ids, on],
    queryFn: ({ signal }) => api.get<ConsentSigners[]>('/api/registry/consents/signers', { ids: ids.join(','), on }, { signal }),
    enabled: valid,
  });
  if (outcome) {
    return (
      <OutcomeDialog title={`Подписано: ${counted(outcome.done.length, consentsWord)}`} outcome={outcome} onClose={() => { onClose(); onDone(); }}>
        {notKept.length > 0 && <><Notice tone="warn">Подписи отмечены, но не все сканы сохранены. Приложите их из списка.</Notice><FileList label="Сканы, которые не сохранены" files={notKept} /></>}
      </OutcomeDialog>
    );
  }
  if (sending) {
    return (
      <Modal opened onClose={() => undefined} withCloseButton={false} title={`Сохраняем сканы: ${sending.sent} из ${sending.of}`}>
        <Progress value={Math.max(3, (sending.sent / sending.of) * 100)} animated aria-label="Сканы сохраняются" />
      </Modal>
    );
  }
  const ready = signers.data?.filter((s) => !s.reason).length ?? 0;
  return (
    <FormDialog title={`Отметить подписанными: ${counted(rows.length, consentsWord)}`} onClose={onClose}>
      <FormBody form={form} submitLabel={signers.data ? `Отметить подписанными (${ready})` : 'Отметить подписанными'} onCancel={onClose}>
        <DateField {...form.field('signedOn')} description="Одна дата для всех выбранных" />
        <Radio.Group {...form.field('form')}>
          <Stack gap={6} mt={4}>
            <Radio value="paper" label="На бумаге, документы хранятся в организации" />
            <Radio value="e_sign" label="Электронной подписью" />
          </Stack>
        </Radio.Group>
        {signers.data?.some((s) => s.teenager) && <Checkbox {...form.checkbox('coSigned')} />}
        <FileInput
          multiple
          clearable
          clearButtonProps={{ 'aria-label': 'Убрать файлы' }}
          label={<>Сканы <span className="optional">(необязательно)</span></>}
          description={rows.length === 1 ? 'PDF, JPEG или PNG до 10 МБ' : 'PDF, JPEG или PNG до 10 МБ; в имени файла должен быть номер бланка, например «1024.pdf»'}
          placeholder="Выбрать файлы"
          accept={scanTypes}
          value={files}
          onChange={setFiles}
        />
        {files.length > 0 && <p className="dimmed-note">Подошло файлов: {matched.byConsent.size} из {files.length}.</p>}
        <FileList label="Файлы, которые не подошли" files={matched.left} />
        {signers.error && <Notice tone="bad">{asProblem(signers.error).message}</Notice>}
        {valid && signers.isPending && <Skeleton h={120} />}
        {signers.data && (
          // A long list scrolls inside the dialog, so it takes the focus of the keyboard.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          <ul className={classes.people} aria-label="Кто подписал" tabIndex={0}>
            {signers.data.map((s) => (
              <li key={s.id}>
                <span>{s.personName}{rows.length > 1 && <Text span size="sm" c="dimmed"> · {consentKindShort[s.kind]}, № {s.id}</Text>}</span>
                {s.reason ? (
                  <span className={classes.reason}>{s.reason}</span>
                ) : s.signers.length > 1 ? (
                  <Select
                    aria-label={`Кто подписал за: ${s.personName}`}
                    size="xs"
                    allowDeselect={false}
                    data={s.signers.map((one) => ({ value: String(one.personId), label: one.name }))}
                    value={String(chosen[s.id] ?? s.signers[0]?.personId)}
                    onChange={(v) => setChosen((old) => ({ ...old, [s.id]: Number(v) }))}
                  />
                ) : (
                  <span>{s.signers[0]?.self ? 'лично' : `представитель: ${s.signers[0]?.name ?? '—'}`}</span>
                )}
              </li>
            ))}
          </ul>
        )}
      </FormBody>
    </FormDialog>
  );
}
