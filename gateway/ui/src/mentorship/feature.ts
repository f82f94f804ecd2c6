import { page, school, schoolStaff, type Feature } from '../app/features';
import type { Place } from '../app/session';

const personal = (place: Place) => place.role === 'mentor' || place.role === 'mentee';

export const mentorshipFeature: Feature = {
  routes: [
    page('mentorships', () => import('./MentorshipsPage')),
    page('mentorships/new', () => import('./ProposePage')),
    page('mentorships/:id', () => import('./MentorshipPage')),
    page('mentorships/:id/edit', () => import('./EditMentorshipPage')),
  ],
  nav: [
    { room: 'pairs', order: 10, title: 'Действующие', to: '/mentorships', roles: schoolStaff, when: school },
    { room: 'pairs', order: 10, title: 'Пары взрослых', to: '/mentorships', roles: ['municipal', 'institute'] },
    { room: 'pairs', order: 10, title: 'Моя пара', to: '/mentorships', roles: ['mentor', 'mentee'], when: personal },
  ],
};
