import { screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { barriers } from '../test/axe';
import { show } from '../test/render';
import { ExportToasts } from './ExportToasts';
import { startPrinting } from './exports';

it('shows how many of the papers are printed, and then the file', async () => {
  const job = { id: 5, list: 'consent-forms', title: 'Бланки согласий', format: 'pdf', status: 'running', done: 40, total: 100 };
  let asked = 0;
  const { container } = show(ExportToasts, {
    answers: { 'POST /api/registry/exports': job, 'GET /api/registry/exports/5': () => (asked++ === 0 ? job : { ...job, status: 'done', done: 100 }) },
  });
  await startPrinting('registry', 'consent-forms', [1, 2], 'pdf');
  expect(await screen.findByText('Готовится: 40 из 100 бланков')).toBeTruthy();
  expect(screen.getByRole('progressbar', { name: 'Выгрузка готовится' }).getAttribute('aria-valuenow')).toBe('40');
  expect(await barriers(container)).toEqual([]);
  await waitFor(() => expect(screen.getByText(/Готово: 100 бланков/)).toBeTruthy(), { timeout: 5000 });
  expect(screen.getByRole('link', { name: 'Скачать' }).getAttribute('href')).toContain('/api/registry/exports/5/file');
});
