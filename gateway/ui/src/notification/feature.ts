import { page, type Feature } from '../app/features';

export const notificationFeature: Feature = {
  routes: [page('notifications', () => import('./NotificationsPage')), page('demo-mail', () => import('./DemoMailPage'))],
  nav: [],
};
