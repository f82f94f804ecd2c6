import { Button, FileButton, FileInput, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconDownload, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { api, streamAddress } from '../api/client';
import { asProblem } from '../api/problem';
import type { Consent } from '../api/types';
import { consentKindShort } from '../api/words';
import { FormDialog } from '../ui/dialogs';
import { Notice } from '../ui/Notice';
import { shortName } from '../ui/russian';
import { showDone, showFailed } from '../ui/undo';

export const scanTypes = 'application/pdf,image/jpeg,image/png';
const mostBytes = 10 * 1024 * 1024;

/** What can be told without the service; what is inside a file, only it knows. */
export function scanRefusal(file: File): string | undefined {
  if (!/\.(pdf|jpe?g|png)$/i.test(file.name)) return 'Принимаются PDF, JPEG и PNG. Отсканируйте документ в один из этих форматов.';
  if (file.size === 0) return 'Файл пуст. Проверьте, что он сохранён, и загрузите снова.';
  return file.size > mostBytes ? 'Файл больше 10 МБ. Уменьшите разрешение скана или разделите файл на части.' : undefined;
}

export async function sendScan(consent: number, file: File) {
  const refusal = scanRefusal(file);
  if (refusal) throw new Error(refusal);
  await api.post(`/api/registry/consents/${consent}/scan`, file);
}

export const mayHaveScan = (c: Consent) => ['active', 'superseded_needed', 'withdrawn'].includes(c.status);

function useScan(consent: Consent, onDone?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (file: File) => sendScan(consent.id, file),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['registry'] });
      showDone('Скан сохранён');
      onDone?.();
    },
  });
}

const reason = (error: unknown) => (error instanceof Error && error.constructor === Error ? error.message : asProblem(error).message);

/** The scan in a row of the card: saved by one click, replaced by another. */
export function ScanCell({ consent, writes }: { consent: Consent; writes: boolean }) {
  const send = useScan(consent);
  const what = consentKindShort[consent.kind];
  return (
    <>
      {consent.scan && <a href={streamAddress(`/api/registry/consents/${consent.id}/scan`)} download aria-label={`Скачать скан: ${what}`}><IconDownload size={14} aria-hidden /> Скан</a>}
      {writes && mayHaveScan(consent) && (
        <FileButton accept={scanTypes} onChange={(file) => file && send.mutate(file, { onError: (e) => showFailed(reason(e)) })}>
          {(props) => (
            <Button {...props} size="compact-sm" variant="subtle" loading={send.isPending} leftSection={<IconUpload size={14} />} aria-label={`${consent.scan ? 'Заменить' : 'Приложить'} скан: ${what}`}>
              {consent.scan ? 'Заменить' : 'Приложить'}
            </Button>
          )}
        </FileButton>
      )}
      {!consent.scan && !(writes && mayHaveScan(consent)) && '—'}
    </>
  );
}

export function ScanDialog({ consent, onClose }: { consent: Consent; onClose: () => void }) {
  const [file, setFile] = useState<File | null>(null);
  const send = useScan(consent, onClose);
  const refusal = file ? scanRefusal(file) : undefined;
  return (
    <FormDialog title={`Скан согласия: ${shortName(consent.personName ?? 'участник')}`} onClose={onClose}>
      <Stack gap="md">
        {send.error && <Notice tone="bad">{reason(send.error)}</Notice>}
        {consent.scan && <Text size="sm">Скан уже приложен, новый заменит его.</Text>}
        <ScanField value={file} onChange={setFile} error={refusal} />
        <Button loading={send.isPending} disabled={!file || Boolean(refusal)} onClick={() => file && send.mutate(file)}>{consent.scan ? 'Заменить скан' : 'Приложить скан'}</Button>
      </Stack>
    </FormDialog>
  );
}

export function ScanField({ value, onChange, error, optional }: { value: File | null; onChange: (file: File | null) => void; error?: string | undefined; optional?: boolean }) {
  return (
    <FileInput
      label={optional ? <>Скан <span className="optional">(необязательно)</span></> : 'Скан'}
      description="PDF, JPEG или PNG до 10 МБ"
      placeholder="Выбрать файл"
      accept={scanTypes}
      clearable
      clearButtonProps={{ 'aria-label': 'Убрать файл' }}
      value={value}
      onChange={onChange}
      error={error}
    />
  );
}

export interface Matched {
  byConsent: Map<number, File>;
  /** Files that belong to none of the consents, or cannot be kept, each with the reason. */
  left: { name: string; reason: string }[];
}

/** Which scan belongs to which form: its number stands in the name of the file, as in the names of printed forms. */
export function matchScans(files: File[], ids: number[]): Matched {
  const matched: Matched = { byConsent: new Map(), left: [] };
  for (const file of files) {
    const refusal = scanRefusal(file);
    const numbers = (file.name.match(/\d+/g) ?? []).map(Number);
    const id = ids.length === 1 && files.length === 1 ? ids[0] : numbers.find((n) => ids.includes(n));
    if (refusal) matched.left.push({ name: file.name, reason: refusal });
    else if (id === undefined) matched.left.push({ name: file.name, reason: 'В имени файла нет номера бланка из списка. Переименуйте его, например «1024.pdf».' });
    else if (matched.byConsent.has(id)) matched.left.push({ name: file.name, reason: `Для бланка № ${id} уже выбран другой файл.` });
    else matched.byConsent.set(id, file);
  }
  return matched;
}

/** Sends scans one after another; who was refused, and why. */
export async function sendScans(scans: Map<number, File>, told: (sent: number) => void) {
  const refused: { name: string; reason: string }[] = [];
  let sent = 0;
  for (const [id, file] of scans) {
    try {
      await sendScan(id, file);
    } catch (error) {
      refused.push({ name: file.name, reason: reason(error) });
    }
    told(++sent);
  }
  return refused;
}
