import { useQueryClient } from '@tanstack/react-query';
import { asProblem, ProblemError } from '../api/problem';

/**
 * Sends somebody's word about what is on the screen. When that has changed meanwhile, the screen is
 * read anew and the person is asked to look at it again: there is nothing of theirs to compare.
 */
export function useWord() {
  const client = useQueryClient();
  return async <R>(send: () => Promise<R>): Promise<R> => {
    try {
      return await send();
    } catch (error) {
      const problem = asProblem(error);
      if (!problem.stale) throw error;
      void client.invalidateQueries({ queryKey: ['programme'] });
      throw new ProblemError(problem.status, {
        code: problem.code,
        title: problem.title,
        detail: 'Пока вы читали, это изменил кто-то другой. Ваше слово не записано. Посмотрите, что изменилось, и подтвердите ещё раз.',
      });
    }
  };
}
