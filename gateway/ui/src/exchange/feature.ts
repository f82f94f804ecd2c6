import { page, school, type Feature } from '../app/features';

export const exchangeFeature: Feature = {
  routes: [
    page('imports', () => import('./ImportsPage')),
    page('imports/:id', () => import('./ImportPage')),
  ],
  nav: [
    { room: 'organisation', order: 90, title: 'Загрузка из Excel', to: '/imports', roles: ['institute'], when: (place) => place.level === 'institute' && !place.below },
    { room: 'people', order: 90, title: 'Загрузка из Excel', to: '/imports', roles: ['curator', 'director'], when: school },
  ],
};
