import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Person, Role } from '../api/types';
import { barriers } from '../test/axe';
import { show } from '../test/render';
import { MinorLeaveSection } from './MinorLeaveSection';

const pupil = { id: 9, name: 'Ветрова Анна', minor: true } as unknown as Person;
const uri = 'GET /api/registry/people/9/account-leave';
const section = (role: Role, answer: unknown, more: Record<string, unknown> = {}) => show(() => <MinorLeaveSection person={pupil} />, { role, answers: { [uri]: answer, ...more } });

describe('BR-072', () => {
  it('the director lets a minor sign in on a basis and a consent', async () => {
    const { asked, container } = section('director', { minor: true, given: false, works: false, consents: [{ id: 4, signedOn: '2026-09-01' }] }, { 'POST /api/registry/account-leaves': {} });
    await userEvent.click(await screen.findByRole('button', { name: 'Разрешить вход' }));
    await userEvent.type(await screen.findByRole('textbox', { name: 'Основание' }), 'Приказ № 3');
    const verbs = screen.getAllByRole('button', { name: 'Разрешить вход' });
    await userEvent.click(verbs[verbs.length - 1]!);
    await waitFor(() => expect(asked.find((a) => a.method === 'POST')?.body).toEqual({ personId: 9, basis: 'Приказ № 3', consentId: 4 }));
    expect(await barriers(container)).toEqual([]);
  });

  it('without a consent it says what comes first, and a curator cannot give it', async () => {
    const { unmount } = section('director', { minor: true, given: false, works: false, consents: [] });
    expect((await screen.findByRole('link', { name: /согласие законного представителя/ })).getAttribute('href')).toContain('tab=consents');
    expect(screen.queryByRole('button', { name: 'Разрешить вход' })).toBeNull();
    unmount();
    section('curator', { minor: true, given: false, works: false, consents: [{ id: 4, signedOn: '2026-09-01' }] });
    expect(await screen.findByText(/Вход разрешает директор/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Разрешить вход' })).toBeNull();
  });

  it('the director takes it back after a question', async () => {
    const { asked, container } = section('director', { minor: true, given: true, works: true, basis: 'Приказ № 3', consentId: 4, givenAt: '2026-09-02T10:00:00Z', consents: [] }, { 'POST /api/registry/people/9/account-leave/ending': {} });
    await userEvent.click(await screen.findByRole('button', { name: 'Отменить разрешение' }));
    expect(await screen.findByText(/Доступ закроется сразу/)).toBeTruthy();
    const verbs = screen.getAllByRole('button', { name: 'Отменить разрешение' });
    await userEvent.click(verbs[verbs.length - 1]!);
    await waitFor(() => expect(asked.some((a) => a.path.endsWith('/account-leave/ending'))).toBe(true));
    expect(await barriers(container)).toEqual([]);
  });
});
