import { createBrowserRouter, Navigate } from 'react-router';
import { RouteError } from './RouteError';
import { homeFor, features } from './registered';
import { Root } from './Root';
import { NotFound } from './NotFound';
import { Page } from '../ui/Page';
import { usePlace } from './session';

function Home() {
  const home = homeFor(usePlace());
  return home ? <Navigate to={home} replace /> : <Page title="Главная" note="Для вашей роли в этой организации разделов нет. Выберите другую организацию вверху." />;
}

export const router = createBrowserRouter([
  // for people who cannot sign in yet
  { path: '/activation', lazy: () => import('../account/ActivationPage'), ErrorBoundary: RouteError, HydrateFallback: () => null },
  // for whoever holds a printed document
  { path: '/check/:code', lazy: () => import('../consent/CheckPage'), ErrorBoundary: RouteError, HydrateFallback: () => null },
  {
    path: '/',
    Component: Root,
    ErrorBoundary: RouteError,
    HydrateFallback: () => null,
    children: [
      {
        ErrorBoundary: RouteError,
        children: [
          { index: true, Component: Home },
          ...features.flatMap((f) => f.routes),
          { path: '*', Component: NotFound },
        ],
      },
    ],
  },
]);
