import { page, schoolStaff, upperStaff, type Feature } from '../app/features';

export const organisationFeature: Feature = {
  routes: [
    page('organisation', () => import('./OrganisationPage')),
    page('organisation/tree', () => import('./TreePage')),
  ],
  nav: [
    { room: 'organisation', order: 10, title: 'Карточка', to: '/organisation', roles: [...schoolStaff, ...upperStaff] },
    { room: 'organisation', order: 20, title: 'Дерево', to: '/organisation/tree', roles: upperStaff },
  ],
};
