import { page, schoolStaff, upperStaff, type Feature } from '../app/features';

export const calendarFeature: Feature = {
  routes: [page('calendar', () => import('./CalendarPage'))],
  nav: [{ room: 'organisation', order: 60, title: 'Производственный календарь', to: '/calendar', roles: [...schoolStaff, ...upperStaff] }],
};
