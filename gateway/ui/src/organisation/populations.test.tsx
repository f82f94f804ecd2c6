import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { barriers } from '../test/axe';
import { show } from '../test/render';
import { Details } from './Details';
import { Populations } from './Populations';
import type { OrganisationDetails, Population } from './types';

// Whole dialogs are walked through and checked by axe: slow on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

beforeEach(() => sessionStorage.clear());

const figure: Population = {
  id: 9, organisationId: 4411, asOf: '2026-09-01', category: 'teachers_total', value: 40, source: 'ОО-1', documentRef: 'Отчёт № 5', status: 'submitted',
  enteredBy: 'Берёзова Анна', version: 0, actions: ['approval', 'return'],
};

it('lets the level above return a figure with a reason', async () => {
  const { asked, baseElement } = show(() => <Populations organisationId={4411} name="Школа № 12" />, {
    role: 'municipal',
    answers: {
      'GET /api/registry/organisations/4411/population': [figure],
      'POST /api/registry/population/9/return': { ...figure, status: 'returned' },
      'GET /api/registry/population/9/versions': [{ no: 0, value: 40, source: 'ОО-1', status: 'submitted', by: 'Берёзова Анна', at: '2026-09-10T10:00:00Z' }],
    },
  });
  const user = userEvent.setup();
  expect(await screen.findByText('ОО-1, Отчёт № 5')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Изменить' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'История' }));
  expect(await screen.findByText('Берёзова Анна')).toBeTruthy();
  await user.keyboard('{Escape}');
  await user.click(screen.getByRole('button', { name: 'Вернуть' }));
  const dialog = await screen.findByRole('dialog', { name: /Вернуть/ });
  await user.click(within(dialog).getByLabelText(/Что исправить/));
  await user.paste('Сверьте с ОО-1');
  expect(await barriers(baseElement)).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Вернуть организации' }));
  await waitFor(() => expect(asked.find((a) => a.path.endsWith('/return'))?.body).toEqual({ reason: 'Сверьте с ОО-1' }));
});

const details: OrganisationDetails = {
  organisationId: 4411, legalForm: 'МБОУ', kpp: '662401001', address: 'Школьная, 1', headName: 'Иванова Мария Петровна', headPosition: 'Директор', site: 'https://school12.example',
  founders: [{ id: 1, fullName: 'Министерство', level: 'ministry' }, { id: 3, fullName: 'Управление', level: 'municipality' }], editable: true, version: 2,
};

it('shows the founders from the tree and saves contacts with their version', async () => {
  const { asked, baseElement } = show(() => <Details organisationId={4411} name="Школа № 12" />, {
    role: 'director',
    answers: { 'GET /api/registry/organisations/4411/details': details, 'PUT /api/registry/organisations/4411/details': { ...details, version: 3 } },
  });
  const user = userEvent.setup();
  expect(await screen.findByText('Министерство → Управление')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Изменить контакты' }));
  const dialog = await screen.findByRole('dialog');
  const kpp = within(dialog).getByLabelText(/КПП/);
  await user.clear(kpp);
  await user.paste('12');
  await user.click(within(dialog).getByRole('button', { name: 'Сохранить контакты' }));
  expect((await within(dialog).findAllByText(/КПП — 9 знаков/)).length).toBeGreaterThan(0);
  await user.clear(kpp);
  await user.click(kpp);
  await user.paste('662401001');
  expect(await barriers(baseElement)).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Сохранить контакты' }));
  await waitFor(() => expect(asked.find((a) => a.method === 'PUT')?.body).toMatchObject({ kpp: '662401001', headName: 'Иванова Мария Петровна', version: 2 }));
});
