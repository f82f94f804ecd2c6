import { page, school, schoolStaff, type Feature } from '../app/features';

export const changeFeature: Feature = {
  routes: [page('changes', () => import('./ChangesPage')), page('changes/:id', () => import('./ChangePage'))],
  nav: [{ room: 'pairs', order: 30, title: 'Замены и завершения', to: '/changes', roles: schoolStaff, when: school }],
};
