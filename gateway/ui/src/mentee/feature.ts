import { page, school, schoolStaff, type Feature } from '../app/features';

export const menteeFeature: Feature = {
  routes: [page('mentees', () => import('./MenteesPage')), page('mentees/waiting', () => import('./WaitingPage'))],
  nav: [
    { room: 'people', order: 10, title: 'Наставляемые', to: '/mentees', roles: schoolStaff, when: school },
    { room: 'people', order: 10, title: 'Наставляемые', to: '/mentees', roles: ['municipal', 'institute'] },
    { room: 'people', order: 12, title: 'Лист ожидания', to: '/mentees/waiting', roles: schoolStaff, when: school },
  ],
};
