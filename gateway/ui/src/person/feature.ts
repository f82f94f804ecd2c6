import { page, school, schoolStaff, type Feature } from '../app/features';

export const personFeature: Feature = {
  routes: [
    page('people', () => import('./PeoplePage')),
    page('people/promotion', () => import('./PromotionPage')),
    page('people/new', () => import('./NewPersonPage')),
    page('people/:id', () => import('./PersonPage')),
    page('people/:id/edit', () => import('./EditPersonPage')),
    page('register/:as', () => import('./RegisterPage')),
  ],
  nav: [
    { room: 'people', order: 30, title: 'Все сотрудники и обучающиеся', to: '/people', roles: schoolStaff, when: school },
    { room: 'people', order: 30, title: 'Сотрудники', to: '/people', roles: ['municipal', 'institute'] },
  ],
  home: { roles: ['curator', 'director', 'psychologist'], to: '/people' },
};
