import { page, schoolStaff, upperStaff, type Feature } from '../app/features';

export const actFeature: Feature = {
  routes: [page('acts', () => import('./ActsPage'))],
  nav: [{ room: 'organisation', order: 40, title: 'Акты и протоколы', to: '/acts', roles: [...schoolStaff, ...upperStaff] }],
};
