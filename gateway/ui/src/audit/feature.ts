import { page, school, type Feature } from '../app/features';

export const auditFeature: Feature = {
  routes: [page('audit', () => import('./AuditPage'))],
  nav: [
    { room: 'organisation', order: 50, title: 'Журнал действий', to: '/audit', roles: ['director', 'curator'], when: school },
    { room: 'organisation', order: 50, title: 'Журнал действий', to: '/audit', roles: ['municipal', 'institute', 'ministry'] },
  ],
};
