import { QueryClient } from '@tanstack/react-query';
import { ProblemError } from '../api/problem';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: true,
      // Only what may pass by itself is asked again: a refusal stays a refusal.
      retry: (count, error) =>
        count < 2 && error instanceof ProblemError && (error.status === 0 || error.status >= 502),
    },
    mutations: { retry: false },
  },
});
