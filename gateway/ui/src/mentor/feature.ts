import { page, school, schoolStaff, type Feature } from '../app/features';

export const mentorFeature: Feature = {
  routes: [page('mentors', () => import('./MentorsPage')), page('mentors/others', () => import('./SharedMentorsPage'))],
  nav: [
    { room: 'people', order: 20, title: 'Наставники', to: '/mentors', roles: schoolStaff, when: school },
    { room: 'people', order: 20, title: 'Наставники', to: '/mentors', roles: ['municipal', 'institute'] },
    { room: 'people', order: 22, title: 'Наставники других школ', to: '/mentors/others', roles: ['director', 'curator'], when: school },
    { room: 'people', order: 22, title: 'Открытые карточки наставников', to: '/mentors/others', roles: ['municipal', 'institute'] },
  ],
};
