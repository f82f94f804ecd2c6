import { page, school, type Feature } from '../app/features';

export const consentFeature: Feature = {
  routes: [
    page('consents', () => import('./ConsentsPage')),
    page('consents/operator', () => import('./OperatorPage')),
    page('people/:personId/consents/:id', () => import('./ConsentDocumentPage')),
  ],
  nav: [{ room: 'people', order: 40, title: 'Согласия', to: '/consents', roles: ['director', 'curator'], when: school }],
};
