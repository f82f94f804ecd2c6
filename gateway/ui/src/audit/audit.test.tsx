import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { barriers } from '../test/axe';
import { show } from '../test/render';
import { Component as AuditPage } from './AuditPage';
import { begin, finished, step } from './merge';
import type { AuditEntry, AuditPart } from './types';
import { sentence } from './words';

const entry = (id: number, at: string, more: Partial<AuditEntry> = {}): AuditEntry => ({ id, at, actor: 'Берёзова Анна Олеговна', role: 'curator', action: 'changed', type: 'person', organisationId: 4411, redacted: false, ...more });

it('tells who changed what, from what to what and for whom', async () => {
  const { container, asked } = show(AuditPage, {
    role: 'director',
    answers: {
      'GET /api/registry/audit': { items: [entry(2, '2026-11-20T08:30:00Z', { personId: 7, insteadOf: 17, before: { lastName: 'Ветрова' }, after: { lastName: 'Кленова' } })] },
      'GET /api/programme/audit': { items: [entry(1, '2026-11-21T08:30:00Z', { action: 'created', type: 'meeting', after: { plannedOn: '2026-11-25', mode: 'remote', codeNobodyKnows: 'x' } })] },
      'GET /api/monitoring/audit': { items: [] },
      'GET /api/registry/accounts/17': { id: 17, displayName: 'Рощин Егор Львович', grants: [] },
    },
  });
  const log = await screen.findByRole('list', { name: 'Журнал действий' });
  expect(await within(log).findByText('Создана встреча')).toBeTruthy();
  const [first, second] = within(log).getAllByRole('listitem');
  expect(first?.textContent).toContain('25.11.2026');
  expect(first?.textContent).toContain('дистанционно');
  expect(first?.textContent).not.toContain('codeNobodyKnows');
  expect(second?.textContent).toContain('Изменена карточка человека');
  expect(second?.textContent).toContain('Ветрова');
  expect(second?.textContent).toContain('Кленова');
  expect(await within(log).findByText(/за: Рощин Е. Л./)).toBeTruthy();
  expect(await barriers(container)).toEqual([]);
  expect(asked.find((a) => a.path === '/api/registry/audit')?.query.get('organisation')).toBe('4411');
  await userEvent.setup().type(screen.getByLabelText('Кто'), 'Берёз');
  await screen.findByText('Создана встреча');
});

it('shows officers above the school their own actions only', async () => {
  const { asked } = show(AuditPage, {
    role: 'municipal', organisation: { level: 'municipality' },
    answers: { 'GET /api/registry/audit': { items: [] }, 'GET /api/programme/audit': { items: [] }, 'GET /api/monitoring/audit': { items: [] } },
  });
  expect(await screen.findByText(/таких действий нет/)).toBeTruthy();
  expect(screen.queryByLabelText('Кто')).toBeNull();
  expect(asked.find((a) => a.path === '/api/registry/audit')?.query.has('organisation')).toBe(false);
});

it('merges the logs of the services by time, part by part', async () => {
  const logs: Record<string, AuditPart[]> = {
    a: [{ items: [entry(9, '09'), entry(7, '07')], next: 'x' }, { items: [entry(3, '03')] }],
    b: [{ items: [entry(8, '08'), entry(2, '02')], next: 'x' }, { items: [entry(1, '01')] }],
  };
  const load = async (source: string) => logs[source]?.shift() ?? { items: [] };
  const seen: string[] = [];
  let progress = begin(['a', 'b']);
  while (!finished(progress)) {
    const result = await step(progress, load);
    progress = result.progress;
    seen.push(...result.lines.map((l) => l.at));
  }
  expect(seen).toEqual(['09', '08', '07', '03', '02', '01']);
});

it('speaks Russian of every kind of event', () => {
  expect(sentence(entry(1, '', { action: 'read', type: 'mentee', people: [1, 2, 3] }))).toBe('Просмотрен список: анкета наставляемого, 3 человека');
  expect(sentence(entry(1, '', { action: 'created', type: 'consent' }))).toBe('Создано согласие');
  expect(sentence(entry(1, '', { action: 'unheard', type: 'of' }))).toBe('Сохранено действие: запись');
});

it('names the program as such, without anybody\'s role', async () => {
  show(AuditPage, {
    role: 'director',
    answers: { 'GET /api/registry/audit': { items: [entry(2, '2026-11-20T08:30:00Z', { actor: '' })] }, 'GET /api/programme/audit': { items: [] }, 'GET /api/monitoring/audit': { items: [] } },
  });
  expect(await screen.findByText('Программа, без участия человека')).toBeTruthy();
  expect(screen.queryByText(/Куратор/)).toBeNull();
});
