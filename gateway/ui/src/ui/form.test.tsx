import { TextInput } from '@mantine/core';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { api } from '../api/client';
import { barriers } from '../test/axe';
import { Refusal, show } from '../test/render';
import { DateField, dateError, NameField, nameError } from './fields';
import { FormPage } from './FormPage';
import { useProblemForm } from './useProblemForm';

const saved = vi.fn();

function Page() {
  const form = useProblemForm({
    name: 'trial',
    initial: { lastName: '', on: '', note: '' },
    labels: { lastName: 'Фамилия', on: 'Дата', note: 'Примечание' },
    version: 1,
    validate: (v) => ({ lastName: nameError(v.lastName), on: dateError(v.on) }),
    submit: (v, key, version) => api.post('/api/registry/trial', { ...v, version }, { idempotencyKey: key }),
    fromCurrent: (c) => c as { values: { lastName: string; on: string; note: string }; version: number },
    onSaved: saved,
  });
  return (
    <FormPage title="Проба" form={form} submitLabel="Сохранить">
      <NameField {...form.field('lastName')} onFix={(v) => form.setValue('lastName', v)} />
      <DateField {...form.field('on')} />
      <TextInput {...form.field('note')} />
    </FormPage>
  );
}

async function fill() {
  const user = userEvent.setup();
  await user.type(await screen.findByLabelText('Фамилия'), 'Ветрова');
  await user.type(screen.getByLabelText('Дата'), '21.11.2026');
  await user.type(screen.getByLabelText('Примечание'), 'важно');
  return user;
}

it('lists errors in a summary that takes the focus and leads to the fields', async () => {
  const { container, asked } = show(Page);
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Сохранить' }));
  const summary = screen.getByRole('alert');
  expect(document.activeElement).toBe(summary);
  expect(summary.textContent).toContain('Исправьте 2 ошибки');
  await user.click(screen.getByRole('link', { name: /Дата: Укажите дату/ }));
  expect(document.activeElement).toBe(screen.getByLabelText('Дата'));
  expect(asked.some((a) => a.method === 'POST')).toBe(false);
  expect(await barriers(container)).toEqual([]);
});

it('puts a refusal of the service at its field and loses nothing typed', async () => {
  show(Page, { answers: { 'POST /api/registry/trial': new Refusal(400, { detail: 'Проверьте', violations: [{ field: 'body.note', message: 'Слишком коротко' }] }) } });
  const user = await fill();
  await user.click(screen.getByRole('button', { name: 'Сохранить' }));
  expect(await screen.findByRole('link', { name: 'Примечание: Слишком коротко' })).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>('Примечание').value).toBe('важно');
  expect(screen.getByLabelText<HTMLInputElement>('Дата').value).toBe('21.11.2026');
});

it('repeats the same key when the network failed and a new one after a refusal', async () => {
  let turn = 0;
  const { asked } = show(Page, {
    answers: {
      'POST /api/registry/trial': () => {
        turn++;
        if (turn === 1) return new Refusal(503, {});
        return turn === 2 ? new Refusal(409, { detail: 'Нельзя' }) : { ok: true };
      },
    },
  });
  const user = await fill();
  const button = screen.getByRole('button', { name: 'Сохранить' });
  for (const n of [1, 2, 3]) {
    await user.click(button);
    await waitFor(() => expect(asked.filter((a) => a.method === 'POST')).toHaveLength(n));
    await waitFor(() => expect(button.hasAttribute('data-loading')).toBe(false));
  }
  const keys = asked.filter((a) => a.method === 'POST').map((a) => a.headers.get('Idempotency-Key'));
  expect(keys[0]).toBe(keys[1]);
  expect(keys[2]).not.toBe(keys[1]);
  await waitFor(() => expect(saved).toHaveBeenCalled());
});

it('shows both versions when somebody saved first, and saves mine over the new version', async () => {
  const { asked } = show(Page, {
    answers: {
      'POST /api/registry/trial': ({ body }: { body: unknown }) =>
        (body as { version: number }).version === 1
          ? new Refusal(409, { code: 'stale', current: { values: { lastName: 'Лугинина', on: '2026-11-21', note: 'важно' }, version: 5 } })
          : { ok: true },
    },
  });
  const user = await fill();
  await user.click(screen.getByRole('button', { name: 'Сохранить' }));
  const dialog = await screen.findByRole('dialog', { name: /изменил кто-то другой/ });
  expect(dialog.textContent).toContain('Ветрова');
  expect(dialog.textContent).toContain('Лугинина');
  expect(dialog.textContent).not.toContain('Примечание');
  await user.click(screen.getByRole('button', { name: 'Сохранить моё' }));
  await waitFor(() => expect(asked.at(-1)?.body).toMatchObject({ lastName: 'Ветрова', version: 5 }));
});

it('offers the Cyrillic spelling of a name with Latin letters', async () => {
  show(Page);
  const user = userEvent.setup();
  await user.type(await screen.findByLabelText('Фамилия'), 'Вeтрoва');
  await user.click(screen.getByRole('button', { name: 'Исправить на «Ветрова»' }));
  expect(screen.getByLabelText<HTMLInputElement>('Фамилия').value).toBe('Ветрова');
});

it('brings back the draft of this tab', async () => {
  sessionStorage.setItem('nastavnik.draft.trial', JSON.stringify({ lastName: 'Осокина' }));
  show(Page);
  expect((await screen.findByLabelText<HTMLInputElement>('Фамилия')).value).toBe('Осокина');
  await userEvent.click(screen.getByRole('button', { name: 'Начать с чистой формы' }));
  expect(screen.getByLabelText<HTMLInputElement>('Фамилия').value).toBe('');
  expect(sessionStorage.getItem('nastavnik.draft.trial')).toBeNull();
});
