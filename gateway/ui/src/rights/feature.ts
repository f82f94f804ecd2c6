import { page, school, type Feature } from '../app/features';

export const rightsFeature: Feature = {
  routes: [
    page('data-requests', () => import('./RequestsPage')),
    page('incidents', () => import('./IncidentsPage')),
    page('retention', () => import('./RetentionPage')),
    page('destruction-acts/:id', () => import('./ActPage')),
    page('people/:personId/data', () => import('./PersonDataPage')),
  ],
  nav: [
    { room: 'people', order: 60, title: 'Запросы субъектов', to: '/data-requests', roles: ['director', 'curator'], when: school },
    { room: 'people', order: 61, title: 'Сроки хранения', to: '/retention', roles: ['director', 'curator'], when: school },
    { room: 'people', order: 62, title: 'Инциденты с данными', to: '/incidents', roles: ['director', 'curator'], when: school },
  ],
};
