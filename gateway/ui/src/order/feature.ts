import { page, school, type Feature } from '../app/features';

export const orderFeature: Feature = {
  routes: [
    page('orders', () => import('./OrdersPage')),
    page('orders/new', () => import('./NewOrderPage')),
    page('orders/:id', () => import('./OrderPage')),
    page('orders/:id/edit', () => import('./EditOrderPage')),
  ],
  nav: [{ room: 'pairs', order: 20, title: 'Приказы', to: '/orders', roles: ['director', 'curator'], when: school }],
};
