import { page, type Feature } from '../app/features';

export const documentFeature: Feature = {
  routes: [page('document-templates', () => import('./TemplatesPage')), page('document-templates/:code', () => import('./TemplatePage'))],
  nav: [{ room: 'organisation', order: 62, title: 'Шаблоны документов', to: '/document-templates', roles: ['institute', 'municipal', 'director', 'curator'], when: (place) => !place.below }],
};
