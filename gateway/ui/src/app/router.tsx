import { createBrowserRouter, Navigate } from 'react-router';
import { RouteError } from './RouteError';
import { homeFor, features } from './registered';
import { Root } from './Root';
import { NotFound } from './NotFound';
import { usePlace } from './session';

function Home() {
  return <Navigate to={homeFor(usePlace())} replace />;
}

export const router = createBrowserRouter([
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
