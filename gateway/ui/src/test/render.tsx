import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ComponentType } from 'react';
import { createMemoryRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { vi } from 'vitest';
import type { Me, MyOrganisation, Role } from '../api/types';
import { SessionProvider } from '../app/session';
import { theme } from '../theme';

type Answer = unknown | ((request: { method: string; url: URL; body: unknown; headers: Headers }) => unknown);

export class Refusal {
  readonly status: number;
  readonly body: unknown;
  constructor(status: number, body: unknown) {
    this.status = status;
    this.body = body;
  }
}

/** Answers by «METHOD /path»; what is not listed is a 404, so a test sees every request it did not expect. */
export function serve(answers: Record<string, Answer>) {
  const asked: { method: string; path: string; query: URLSearchParams; body: unknown; headers: Headers }[] = [];
  vi.stubGlobal('fetch', async (input: string, init: RequestInit = {}) => {
    const url = new URL(input, 'http://localhost');
    const method = init.method ?? 'GET';
    const body = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    const headers = new Headers(init.headers);
    asked.push({ method, path: url.pathname, query: url.searchParams, body, headers });
    const answer = answers[`${method} ${url.pathname}`];
    const value = typeof answer === 'function' ? await answer({ method, url, body, headers }) : answer;
    if (value instanceof Refusal) return new Response(JSON.stringify(value.body), { status: value.status });
    if (value === undefined) return new Response(JSON.stringify({ title: 'Не найдено', code: 'not-found' }), { status: 404 });
    return new Response(JSON.stringify(value), { status: 200 });
  });
  return asked;
}

export const testSchool: MyOrganisation = {
  id: 4411, parentId: 44, level: 'school', type: 'school', fullName: 'Средняя школа № 12 города Заречного', shortName: 'Школа № 12',
  status: 'active', version: 1, role: 'curator',
  path: [{ id: 1, shortName: 'Министерство', level: 'ministry' }, { id: 44, shortName: 'Заречный', level: 'municipality' }, { id: 4411, shortName: 'Школа № 12', level: 'school' }],
};

export function slice<T>(items: T[], total = items.length) {
  return { items, page: 0, size: 25, total, exact: true };
}

/** Shows one page inside a session of the given role at a school. */
export function show(Page: ComponentType, options: { path?: string; at?: string; role?: Role; organisation?: Partial<MyOrganisation>; answers?: Record<string, Answer> } = {}) {
  const role = options.role ?? 'curator';
  const organisation = { ...testSchool, role, ...options.organisation };
  const me: Me = { username: 'test', name: 'Берёзова Анна Олеговна', grants: [{ role, region: 1, organisation: organisation.id }] };
  const asked = serve({ 'GET /api/registry/me': { organisations: [organisation] }, ...options.answers });
  const router = createMemoryRouter(
    [
      {
        path: '/',
        element: (
          <SessionProvider me={me} waiting={null} nothing={<p>Нет доступа</p>} failed={(e) => <p>{e.message}</p>}>
            <Page />
          </SessionProvider>
        ),
        children: [{ path: options.path ?? '*', element: null }],
      },
    ],
    { initialEntries: [options.at ?? '/'] },
  );
  const view = render(
    <MantineProvider theme={theme} env="test">
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <RouterProvider router={router} />
        <Notifications />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return { ...view, asked, router };
}
