import { page, school, type Feature } from '../app/features';

export const accountFeature: Feature = {
  routes: [page('accounts', () => import('./AccountsPage')), page('accounts/slips', () => import('./SlipsPage'))],
  nav: [
    { room: 'organisation', order: 30, title: 'Доступы', to: '/accounts', roles: ['director', 'curator'], when: school },
    { room: 'organisation', order: 30, title: 'Доступы', to: '/accounts', roles: ['municipal', 'institute'] },
  ],
};
