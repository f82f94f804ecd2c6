import { IconCalendarEvent } from '@tabler/icons-react';
import { page, school, schoolStaff, type Feature } from '../app/features';
import type { Place } from '../app/session';

const personal = (place: Place) => place.role === 'mentor' || place.role === 'mentee';

export const meetingFeature: Feature = {
  routes: [page('meetings', () => import('./MeetingsPage')), page('meetings/:id', () => import('./MeetingPage'))],
  nav: [
    { room: 'programmes', order: 20, title: 'Встречи и календарь', to: '/meetings', roles: schoolStaff, when: school },
    { room: 'programmes', order: 20, title: 'Встречи', to: '/meetings', icon: IconCalendarEvent, roles: ['mentor', 'mentee'], when: personal },
  ],
};
