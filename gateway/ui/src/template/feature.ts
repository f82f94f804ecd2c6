import { page, type Feature } from '../app/features';

export const templateFeature: Feature = {
  routes: [page('templates', () => import('./TemplatesPage'))],
  nav: [{ room: 'programmes', order: 40, title: 'Шаблоны планов', to: '/templates', roles: ['director', 'curator', 'psychologist', 'municipal', 'institute', 'ministry'] }],
};
