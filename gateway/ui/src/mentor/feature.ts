import { page, school, schoolStaff, type Feature } from '../app/features';

export const mentorFeature: Feature = {
  routes: [page('mentors', () => import('./MentorsPage'))],
  nav: [
    { room: 'people', order: 20, title: 'Наставники', to: '/mentors', roles: schoolStaff, when: school },
    { room: 'people', order: 20, title: 'Наставники', to: '/mentors', roles: ['municipal', 'institute'] },
  ],
};
