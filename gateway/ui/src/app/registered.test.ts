import { matchRoutes } from 'react-router';
import { expect, it } from 'vitest';
import type { Role } from '../api/types';
import { testSchool } from '../test/render';
import { features, homeFor, navigationFor } from './registered';
import type { Place } from './session';

const place = (role: Role, level: Place['level'] = 'school'): Place => ({ ...testSchool, level, role, roles: [role], region: 1, below: false, person: undefined }) as unknown as Place;

const everybody: Place[] = [
  place('curator'), place('director'), place('psychologist'), place('mentor'), place('mentee'),
  place('municipal', 'municipality'), place('institute', 'institute'), place('ministry', 'ministry'),
];

it('links only to pages that exist', () => {
  const routes = features.flatMap((f) => f.routes);
  for (const at of everybody) {
    for (const { items } of navigationFor(at)) {
      for (const item of items) expect(matchRoutes(routes, item.to), item.to).not.toBeNull();
    }
    const home = homeFor(at);
    if (home) expect(matchRoutes(routes, home), home).not.toBeNull();
  }
});

it('shows no names of people to the ministry', () => {
  const titles = navigationFor(place('ministry', 'ministry')).flatMap((g) => g.items.map((i) => i.title));
  expect(titles).not.toContain('Наставляемые');
  expect(titles).toContain('Дерево');
});
