import { Button, FileButton, Group, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconDownload, IconEye, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useParams } from 'react-router';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import { Rows } from '../person/Rows';
import { ConfirmDialog } from '../ui/dialogs';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Page, Section } from '../ui/Page';
import { formatDate, formatDateTime } from '../ui/russian';
import { StatusBadge } from '../ui/StatusBadge';
import { showDone } from '../ui/undo';
import { fileOf, inForceText, kindsKey, templatesOf, useKinds, useOwner, versionStatuses } from './document';
import type { DocumentKind, DocumentVersion } from './types';

const trail = [{ title: 'Шаблоны документов', to: '/document-templates' }];
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document,.docx';

export function Component() {
  const code = useParams()['code'] ?? '';
  const organisation = useOwner();
  const kinds = useKinds(organisation);
  return (
    <Loaded query={kinds} title="Шаблон документа">
      {(all) => {
        const kind = all.find((k) => k.code === code);
        return kind ? <Template kind={kind} organisation={organisation} /> : <Page title="Шаблон документа" trail={trail}><Notice tone="bad">Такого документа нет.</Notice></Page>;
      }}
    </Loaded>
  );
}

function Template({ kind, organisation }: { kind: DocumentKind; organisation: number | undefined }) {
  const region = organisation === undefined;
  const client = useQueryClient();
  const [activate, setActivate] = useState<DocumentVersion>();
  const [retire, setRetire] = useState<DocumentVersion>();
  const current = kind.versions.find((v) => v.status === 'active');
  const refresh = () => void client.invalidateQueries({ queryKey: kindsKey });
  const send = useMutation({
    mutationFn: (file: File) => api.post<DocumentVersion>(templatesOf(kind), file, { query: { kind: kind.code, organisation } }),
    onSuccess: (version) => {
      refresh();
      showDone(`Загружена версия ${version.number}. Посмотрите образец и введите её в действие`);
    },
  });
  const undo = async (back: DocumentVersion | undefined, now: DocumentVersion) => {
    await api.post(back ? `${templatesOf(kind)}/${back.id}/activation` : `${templatesOf(kind)}/${now.id}/retirement`);
    refresh();
  };
  const refusal = send.error ? asProblem(send.error) : undefined;
  return (
    <Page
      title={kind.title}
      trail={trail}
      note={kind.note}
      aside={<StatusBadge status="x" words={{ x: { label: inForceText(kind, organisation), tone: 'good', icon: 'done' } }} />}
      actions={
        <Group gap="xs">
          <Button component="a" variant="default" leftSection={<IconEye size={16} />} href={fileOf(kind, current, 'preview', organisation)} download>Образец PDF</Button>
          <Button component="a" variant="default" leftSection={<IconDownload size={16} />} href={fileOf(kind, current, 'file', organisation)} download>Скачать шаблон Word</Button>
          <FileButton accept={docx} onChange={(file) => file && send.mutate(file)}>
            {(props) => <Button {...props} loading={send.isPending} leftSection={<IconUpload size={16} />}>Загрузить новую версию</Button>}
          </FileButton>
        </Group>
      }
    >
      {refusal && (
        <Notice tone="bad" mb="md" title={refusal.title ?? 'Шаблон не принят'}>
          {refusal.message}
          {refusal.violations.length > 0 && <ul>{refusal.violations.map((v) => <li key={v.message}>{v.message}</li>)}</ul>}
        </Notice>
      )}
      <Section title="Версии">
        <Rows
          label="Версии шаблона"
          empty={`Своих версий нет: документ печатается ${kind.source === 'region' ? 'шаблоном региона' : 'встроенным шаблоном платформы'}. Скачайте его, поправьте в Word и загрузите.`}
          rows={kind.versions}
          rowKey={(v) => v.id}
          columns={[
            ['Версия', (v) => v.number],
            ['Состояние', (v) => <StatusBadge status={v.status} words={versionStatuses} />],
            ['Файл', (v) => <a href={fileOf(kind, v, 'file', organisation)} download>{v.fileName}</a>],
            ['Загружена', (v) => formatDateTime(v.uploadedAt)],
            ['Введена', (v) => (v.activatedOn ? formatDate(v.activatedOn) : '—')],
            ['Образец', (v) => <a href={fileOf(kind, v, 'preview', organisation)} download aria-label={`Образец PDF, версия ${v.number}`}>PDF</a>],
            ['Замечания', (v) => v.notes.join(' ') || '—'],
          ]}
          actions={[
            { label: 'Ввести в действие', when: (v) => v.status === 'draft', run: setActivate },
            { label: 'Вернуть эту версию', when: (v) => v.status === 'retired', run: setActivate },
            { label: region ? 'Вернуть встроенный' : 'Вернуть шаблон региона', when: (v) => v.status === 'active', run: setRetire },
          ]}
        />
      </Section>
      <Section title="Поля шаблона">
        <p className="dimmed-note">Поле пишется в двойных фигурных скобках: {'{{'}{kind.fields[0]?.name ?? 'имя'}{'}}'}. Часть текста, которая нужна не всегда: {'{{?имя}} … {{/имя}}'}. Обязательные поля должны остаться в шаблоне.</p>
        <Rows
          label="Поля шаблона"
          empty="Полей нет."
          rows={kind.fields}
          rowKey={(f) => f.name}
          columns={[
            ['Поле', (f) => <code>{`{{${f.name}}}`}</code>],
            ['Что подставится', (f) => f.explanation],
            ['Пример', (f) => f.sample || '—'],
            ['Обязательно', (f) => (f.required ? 'да' : 'нет')],
          ]}
        />
        {kind.tables.length > 0 && (
          <Stack gap={4} mt="md">
            <strong>Строки таблиц</strong>
            {kind.tables.map((t) => <code key={t}>{t}</code>)}
          </Stack>
        )}
      </Section>
      {activate && (
        <ConfirmDialog
          title={`Ввести в действие версию ${activate.number}`}
          verb="Ввести в действие"
          run={() => api.post(`${templatesOf(kind)}/${activate.id}/activation`)}
          onClose={() => setActivate(undefined)}
          onDone={() => {
            const now = activate;
            refresh();
            showDone(`Версия ${now.number} действует`, () => undo(current, now));
          }}
        >
          «{kind.title}» {region ? 'во всех организациях региона' : 'в вашей организации'} будет печататься по этой версии. Бланки, которые уже выданы, останутся прежними.
        </ConfirmDialog>
      )}
      {retire && (
        <ConfirmDialog
          title={`Снять версию ${retire.number} и вернуть ${region ? 'встроенный шаблон' : 'шаблон региона'}`}
          verb={region ? 'Вернуть встроенный' : 'Вернуть шаблон региона'}
          run={() => api.post(`${templatesOf(kind)}/${retire.id}/retirement`)}
          onClose={() => setRetire(undefined)}
          onDone={() => {
            const back = retire;
            refresh();
            showDone(region ? 'Действует встроенный шаблон' : 'Снова действует шаблон региона', () => undo(back, back));
          }}
        />
      )}
    </Page>
  );
}
