import { page, school, type Feature } from '../app/features';

export const deskFeature: Feature = {
  routes: [page('desk', () => import('./DeskPage'))],
  nav: [{ room: 'desk', order: 10, title: 'Мой стол', to: '/desk', roles: ['director', 'curator', 'psychologist', 'mentor', 'mentee'], when: school }],
  home: { roles: ['director', 'curator', 'mentor', 'mentee'], to: '/desk' },
};
