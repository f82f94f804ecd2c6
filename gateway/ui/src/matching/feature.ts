import { page, school, type Feature } from '../app/features';
import type { Place } from '../app/session';

const personal = (place: Place) => place.role === 'mentor' || place.role === 'mentee';
const own = (place: Place) => school(place) && !place.below;
const above = (place: Place) => place.level !== 'school' && !place.below;

export const matchingFeature: Feature = {
  routes: [
    page('matching', () => import('./RunsPage')),
    page('matching/:id', () => import('./RunPage')),
    page('matching/offers', () => import('./OffersPage')),
    page('matching/wishes', () => import('./WishesPage')),
    page('matching/weights', () => import('./WeightsPage')),
    page('matching/meetings', () => import('./MeetingsPage')),
    page('matching/meetings/new', () => import('./MeetingForm')),
    page('matching/meetings/:id', () => import('./MeetingPage')),
    page('matching/meetings/:id/edit', () => import('./MeetingForm')),
    page('matching/meetings/:id/answers/:role/:person', () => import('./AnswerPage')),
    page('invitations/:id', () => import('./InvitationPage')),
    page('survey', () => import('./SurveyPage')),
    page('survey/:id', () => import('./SurveyPage')),
  ],
  nav: [
    { room: 'pairs', order: 5, title: 'Подбор', to: '/matching', roles: ['curator'], when: own },
    { room: 'pairs', order: 5, title: 'Подбор', to: '/matching', roles: ['director', 'psychologist'], when: (place) => own(place) && !place.roles.includes('curator') },
    { room: 'pairs', order: 5, title: 'Подбор', to: '/matching', roles: ['municipal', 'institute'], when: above },
    { room: 'pairs', order: 15, title: 'Анкета', to: '/survey', roles: ['mentor', 'mentee'], when: personal },
  ],
};
