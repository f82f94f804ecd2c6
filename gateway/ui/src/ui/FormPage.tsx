import { Button, Group, Modal, Stack, Table, Text, Title } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { Notice } from './Notice';
import { Page } from './Page';
import { counted, formatDate } from './russian';
import classes from './FormPage.module.css';
import type { ProblemForm } from './useProblemForm';

interface BodyProps {
  form: ProblemForm;
  submitLabel: string;
  onCancel?: () => void;
  /** Numbers the groups of fields as steps. */
  numbered?: boolean;
  children: ReactNode;
}

/** Fields in one column with the summary of errors above and the verbs below. Used by pages and dialogs alike. */
export function FormBody({ form, submitLabel, onCancel, numbered, children }: BodyProps) {
  return (
    <form onSubmit={form.onSubmit} noValidate className={classes.form} data-numbered={numbered || undefined}>
      {form.restored && (
        <Notice tone="calm">
          Мы сохранили то, что вы вводили здесь раньше.{' '}
          <Button variant="subtle" size="compact-sm" onClick={form.discardDraft}>Начать с чистой формы</Button>
        </Notice>
      )}
      <ErrorSummary summary={form.summary} />
      {children}
      <Group mt="xs">
        <Button type="submit" loading={form.busy}>{submitLabel}</Button>
        {onCancel && <Button variant="default" onClick={onCancel} disabled={form.busy}>Отменить</Button>}
      </Group>
      {form.stale && <StaleDialog stale={form.stale} />}
    </form>
  );
}

interface PageProps extends BodyProps {
  title: string;
  note?: ReactNode;
  trail?: { title: string; to: string }[];
}

export function FormPage({ title, note, trail, onCancel, ...body }: PageProps) {
  const navigate = useNavigate();
  return (
    <Page title={title} note={note} trail={trail ?? []} narrow>
      <FormBody {...body} onCancel={onCancel ?? (() => void navigate(-1))} />
    </Page>
  );
}

/** A group of fields of a long form. */
export function Fields({ title, hint, children }: { title: string; hint?: ReactNode; children: ReactNode }) {
  return (
    <fieldset className={classes.fields}>
      <legend className={classes.legend}>{title}</legend>
      {hint && <Text size="sm" c="dimmed" mb="xs">{hint}</Text>}
      <Stack gap="md">{children}</Stack>
    </fieldset>
  );
}

/** Two or three short fields in one line on a wide screen. */
export function Line({ children }: { children: ReactNode }) {
  return <div className={classes.line}>{children}</div>;
}

export function ErrorSummary({ summary }: { summary: ProblemForm['summary'] }) {
  const box = useRef<HTMLDivElement>(null);
  const { problem, errors, round } = summary;
  useEffect(() => {
    if (round > 0) {
      box.current?.focus();
      box.current?.scrollIntoView?.({ block: 'nearest' });
    }
  }, [round]);
  if (!problem && errors.length === 0) return null;
  const text = problem && (errors.length === 0 || problem.status !== 400) ? problem.message : undefined;
  return (
    <div ref={box} tabIndex={-1} role="alert" className={classes.summary}>
      <Title order={2} size="h3">
        {errors.length > 0 ? `Исправьте ${counted(errors.length, ['ошибку', 'ошибки', 'ошибок'])}` : (problem?.title ?? 'Не сохранено')}
      </Title>
      {text && <Text>{text}</Text>}
      {errors.length > 0 && (
        <ul>
          {errors.map((e) => (
            <li key={e.id}>
              {e.known ? (
                <a
                  href={`#${e.id}`}
                  onClick={(event) => {
                    event.preventDefault();
                    document.getElementById(e.id)?.focus();
                  }}
                >
                  {e.label ? `${e.label}: ` : ''}{e.message}
                </a>
              ) : (
                e.message
              )}
            </li>
          ))}
        </ul>
      )}
      {problem?.traceId && problem.status >= 500 && <Text size="sm" c="dimmed">Номер для поддержки: {problem.traceId}</Text>}
    </div>
  );
}

function show(value: unknown): string {
  if (value === null || value === undefined || value === '') return '—';
  if (typeof value === 'boolean') return value ? 'да' : 'нет';
  if (Array.isArray(value)) return value.map(show).join(', ');
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return formatDate(value);
  return String(value);
}

function StaleDialog({ stale }: { stale: NonNullable<ProblemForm['stale']> }) {
  const mine = stale.mine as Record<string, unknown>;
  const theirs = stale.theirs as Record<string, unknown>;
  const differing = Object.keys(theirs).filter((key) => show(mine[key]) !== show(theirs[key]));
  return (
    <Modal opened onClose={stale.cancel} size="lg" title="Пока вы правили, запись изменил кто-то другой" closeButtonProps={{ 'aria-label': 'Закрыть' }}>
      <Table mb="md">
        <Table.Thead>
          <Table.Tr><Table.Th>Поле</Table.Th><Table.Th>У вас</Table.Th><Table.Th>Сохранено сейчас</Table.Th></Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {differing.map((key) => (
            <Table.Tr key={key}>
              <Table.Th scope="row">{stale.labels[key] ?? key}</Table.Th>
              <Table.Td>{show(mine[key])}</Table.Td>
              <Table.Td>{show(theirs[key])}</Table.Td>
            </Table.Tr>
          ))}
          {differing.length === 0 && <Table.Tr><Table.Td colSpan={3}>Значения совпали: сохраните ещё раз.</Table.Td></Table.Tr>}
        </Table.Tbody>
      </Table>
      <Group>
        <Button onClick={stale.keepMine}>Сохранить моё</Button>
        <Button variant="default" onClick={stale.takeTheirs}>Взять сохранённое</Button>
      </Group>
    </Modal>
  );
}
