import { page, school, type Feature } from '../app/features';

export const appointmentFeature: Feature = {
  routes: [page('curators', () => import('./CuratorsPage'))],
  nav: [{ room: 'organisation', order: 15, title: 'Куратор', to: '/curators', roles: ['director', 'curator'], when: school }],
};
