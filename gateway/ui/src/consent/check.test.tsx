import { MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import { createMemoryRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { expect, it } from 'vitest';
import { barriers } from '../test/axe';
import { Refusal, serve } from '../test/render';
import { theme } from '../theme';
import { Component as CheckPage } from './CheckPage';

function open(answer: unknown) {
  const asked = serve({ 'POST /api/registry/document-checks': answer });
  const router = createMemoryRouter([{ path: '/check/:code', Component: CheckPage }], { initialEntries: ['/check/0123'] });
  return { asked, ...render(<MantineProvider theme={theme} env="test"><RouterProvider router={router} /></MantineProvider>) };
}

it('BR-110: tells whoever scans a form whether it holds, without a session', async () => {
  const { asked, container } = open({ number: 1024, title: 'Согласие на обработку персональных данных', operator: 'Школа № 12', issuedOn: '2026-09-01', signedOn: '2026-09-03', form: 'e_sign', status: 'active', until: '2030-03-05' });
  expect(await screen.findByText(/бланк № 1024/)).toBeTruthy();
  expect(screen.getByText('Действует')).toBeTruthy();
  expect(screen.getByText('03.09.2026, электронной подписью')).toBeTruthy();
  expect(asked.find((a) => a.method === 'POST')?.body).toEqual({ code: '0123' });
  expect(await barriers(container)).toEqual([]);
});

it('says that there is no such document', async () => {
  const { container } = open(new Refusal(404, { title: 'Не найдено', detail: 'Документа с таким кодом нет.' }));
  expect(await screen.findByText('Документ не найден')).toBeTruthy();
  expect(await barriers(container)).toEqual([]);
});

it('BR-110: an order is checked at the service that printed it, and nobody who is listed is named', async () => {
  const asked = serve({ 'POST /api/programme/document-checks': { title: 'Приказ «О закреплении пар и групп»', number: '15-од', date: '2026-11-21', organisation: 'Школа № 12', status: 'in_force', effectiveOn: '2026-11-21', signer: 'Рощин Павел Игоревич', post: 'Директор', signedAt: '2026-11-21T10:00:00Z', sha256: 'ab'.repeat(32), amended: true } });
  const router = createMemoryRouter([{ path: '/check/:code', Component: CheckPage }], { initialEntries: ['/check/p0123'] });
  const { container } = render(<MantineProvider theme={theme} env="test"><RouterProvider router={router} /></MantineProvider>);
  expect(await screen.findByText(/№ 15-од от 21.11.2026/)).toBeTruthy();
  expect(screen.getByText('ab'.repeat(32))).toBeTruthy();
  expect(screen.getByText('В приказ внесены изменения другим приказом.')).toBeTruthy();
  expect(asked.find((a) => a.method === 'POST')?.path).toBe('/api/programme/document-checks');
  expect(await barriers(container)).toEqual([]);
});
