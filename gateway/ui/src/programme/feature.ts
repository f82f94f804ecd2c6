import { page, school, schoolStaff, type Feature } from '../app/features';
import type { Place } from '../app/session';

const personal = (place: Place) => place.role === 'mentor' || place.role === 'mentee';

export const programmeFeature: Feature = {
  routes: [
    page('programmes', () => import('./ProgrammesPage')),
    page('programmes/:id', () => import('./ProgrammePage')),
    page('programmes/:id/edit', () => import('./EditProgrammePage')),
    page('mentorships/:id/programme', () => import('./NewProgrammePage')),
  ],
  nav: [
    { room: 'programmes', order: 10, title: 'Персонализированные программы', to: '/programmes', roles: schoolStaff, when: school },
    { room: 'programmes', order: 10, title: 'Программа', to: '/programmes', roles: ['mentor', 'mentee'], when: personal },
  ],
};
