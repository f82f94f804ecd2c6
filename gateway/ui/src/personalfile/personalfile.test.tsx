import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { barriers } from '../test/axe';
import { show, slice } from '../test/render';
import { Component as ListPage } from './PersonalFilesPage';
import { Component as FilePage } from './PersonalFilePage';
import type { FileAccess, FileAccessCard } from './types';

const access: FileAccess = {
  id: 5, organisationId: 4411, personId: 9, personName: 'Ветрова Анна', mentorId: 8, mentorName: 'Рощин Пётр Ильич', purpose: 'Составить программу', asked: ['gaps', 'contact'],
  askedUntil: '2027-01-10', status: 'requested', granted: [], createdAt: '2026-11-20T10:00:00Z', views: 0, mine: false, version: 0,
};
const card = (more: Partial<FileAccessCard> = {}): FileAccessCard => ({ ...access, looks: [], ...more });
const at = { path: 'personal-files/:id', at: '/personal-files/5' };

describe('BR-045', () => {
  it('a mentor asks with a purpose, parts and a term', async () => {
    const { asked, container } = show(ListPage, {
      role: 'mentor',
      answers: {
        'GET /api/registry/file-accesses': slice([]), 'POST /api/registry/file-accesses': access,
        'GET /api/registry/file-accesses/mentees': [{ personId: 9, name: 'Ветрова Анна', minor: true, organisationId: 4411, form: 'teacher_pupil' }],
      },
    });
    await userEvent.click((await screen.findAllByRole('button', { name: 'Запросить доступ' }))[0]!);
    await userEvent.click(await screen.findByRole('button', { name: 'Отправить запрос' }));
    expect((await screen.findAllByText(/для чего вам эти сведения/)).length).toBeGreaterThan(0);
    await userEvent.type(screen.getByRole('textbox', { name: 'Для чего' }), 'Составить программу');
    await userEvent.click(screen.getByRole('checkbox', { name: 'Затруднения' }));
    await userEvent.click(screen.getByRole('button', { name: 'Отправить запрос' }));
    await waitFor(() => expect(asked.find((a) => a.method === 'POST')?.body).toMatchObject({ personId: 9, purpose: 'Составить программу', items: ['request', 'place'] }));
    expect(await barriers(container)).toEqual([]);
  });

  it('the curator opens less than was asked for; a contact is ticked by hand', async () => {
    const { asked, container } = show(FilePage, { ...at, answers: { 'GET /api/registry/file-accesses/5': card(), 'POST /api/registry/file-accesses/5/decision': access } });
    await userEvent.click(await screen.findByRole('button', { name: 'Открыть доступ' }));
    expect(screen.queryByRole('checkbox', { name: 'Дата рождения' })).toBeNull();
    expect((screen.getByRole('checkbox', { name: /Как связаться/ }) as HTMLInputElement).checked).toBe(false);
    expect(await barriers(document.body)).toEqual([]);
    const verbs = screen.getAllByRole('button', { name: 'Открыть доступ' });
    await userEvent.click(verbs[verbs.length - 1]!);
    await waitFor(() => expect(asked.find((a) => a.method === 'POST')?.body).toMatchObject({ approved: true, items: ['gaps'], until: '2027-01-10', version: 0 }));
    expect(await barriers(container)).toEqual([]);
  });

  it('a refusal needs a reason', async () => {
    const { asked } = show(FilePage, { ...at, answers: { 'GET /api/registry/file-accesses/5': card(), 'POST /api/registry/file-accesses/5/decision': access } });
    await userEvent.click(await screen.findByRole('button', { name: 'Отказать' }));
    await userEvent.type(await screen.findByRole('textbox', { name: 'Почему' }), 'Не нужно для программы');
    const verbs = screen.getAllByRole('button', { name: 'Отказать' });
    await userEvent.click(verbs[verbs.length - 1]!);
    await waitFor(() => expect(asked.find((a) => a.method === 'POST')?.body).toMatchObject({ approved: false, note: 'Не нужно для программы' }));
  });

  it('a mentor opens a part only by a look that is written down', async () => {
    const { asked, container } = show(FilePage, {
      ...at, role: 'mentor',
      answers: {
        'GET /api/registry/file-accesses/5': card({ status: 'approved', granted: ['gaps'], validUntil: '2027-01-10', mine: true }),
        'GET /api/registry/dictionaries': { gaps: [{ code: 'ict', name: 'ИКТ' }] },
        'POST /api/registry/file-accesses/5/views': { item: 'gaps', gaps: { problemGroups: [], gapCodes: ['ict'], note: 'Дроби' } },
      },
    });
    const open = await screen.findByRole('button', { name: 'Показать: Затруднения' });
    expect(asked.some((a) => a.method === 'POST')).toBe(false);
    await userEvent.click(open);
    expect(await screen.findByText('ИКТ, Дроби')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Открыть доступ' })).toBeNull();
    expect(await barriers(container)).toEqual([]);
  });

  it('the curator sees every look, and why an access has ended', async () => {
    const { container } = show(FilePage, { ...at, answers: { 'GET /api/registry/file-accesses/5': card({ status: 'ended', endReason: 'pair', granted: ['gaps'], validUntil: '2027-01-10', looks: [{ item: 'gaps', at: '2026-11-20T10:00:00Z' }] }) } });
    expect(await screen.findByText('Пара завершена или приостановлена.')).toBeTruthy();
    expect(screen.getByRole('list', { name: 'Просмотры' }).textContent).toContain('Затруднения');
    expect(await barriers(container)).toEqual([]);
  });
});
