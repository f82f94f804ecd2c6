import { page, type Feature } from '../app/features';

export const dashboardFeature: Feature = {
  routes: [
    page('dashboard', () => import('./DashboardPage')),
    page('targets', () => import('./TargetsPage')),
    page('dashboard/:unit', () => import('./DashboardPage')),
  ],
  nav: [
    { room: 'monitoring', order: 10, title: 'Показатели', to: '/dashboard', roles: ['director', 'curator', 'psychologist', 'municipal', 'institute', 'ministry'] },
    { room: 'monitoring', order: 20, title: 'Плановые значения', to: '/targets', roles: ['institute'], when: (place) => !place.below },
  ],
  home: { roles: ['municipal', 'institute', 'ministry'], to: '/dashboard' },
};
