import { page, schoolStaff, type Feature } from '../app/features';

export const dictionaryFeature: Feature = {
  routes: [
    page('dictionaries', () => import('./DictionariesPage')),
    page('settings', () => import('./SettingsPage')),
  ],
  nav: [
    { room: 'organisation', order: 60, title: 'Справочники', to: '/dictionaries', roles: ['institute', 'municipal', ...schoolStaff] },
    { room: 'organisation', order: 65, title: 'Настройки правил', to: '/settings', roles: ['institute', 'municipal', ...schoolStaff] },
  ],
};
