import { page, school, type Feature } from '../app/features';

export const labourFeature: Feature = {
  routes: [page('labour', () => import('./LabourPage')), page('labour/:id', () => import('./PapersPage'))],
  nav: [{ room: 'pairs', order: 60, title: 'Трудовые документы', to: '/labour', roles: ['curator', 'director'], when: school }],
};
