import { page, school, type Feature } from '../app/features';

export const personalFileFeature: Feature = {
  routes: [
    page('personal-files', () => import('./PersonalFilesPage')),
    page('personal-files/:id', () => import('./PersonalFilePage')),
  ],
  nav: [
    { room: 'people', order: 55, title: 'Личные дела', to: '/personal-files', roles: ['director', 'curator'], when: school },
    { room: 'programmes', order: 90, title: 'Личные дела', to: '/personal-files', roles: ['mentor'] },
  ],
};
