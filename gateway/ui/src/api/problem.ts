import type { Violation } from './types';

interface ProblemBody {
  title?: string;
  status?: number;
  detail?: string;
  code?: string;
  violations?: Violation[];
  traceId?: string;
  current?: unknown;
  submittedVersion?: number;
}

/** A refusal of the platform: the code is for programs, the detail is for people. */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly violations: Violation[];
  readonly traceId: string | undefined;
  /** The saved state that a stale version collided with. */
  readonly current: unknown;

  constructor(status: number, body: ProblemBody = {}) {
    const title = body.title ?? titleOf(status);
    super(body.detail ?? title);
    this.name = 'ProblemError';
    this.status = status;
    this.code = body.code ?? `http-${status}`;
    this.title = title;
    this.violations = body.violations ?? [];
    this.traceId = body.traceId;
    this.current = body.current;
  }

  get stale(): boolean {
    return this.status === 409 && this.current !== undefined && this.current !== null;
  }
}

function titleOf(status: number): string {
  if (status === 0) return 'Нет связи с сервером. Проверьте интернет и повторите.';
  if (status === 401) return 'Нужно войти заново.';
  if (status === 403) return 'У вас нет права на это действие.';
  if (status === 404) return 'Не найдено: запись удалена или недоступна вам.';
  if (status === 413) return 'Слишком большой запрос.';
  if (status === 502 || status === 503 || status === 504) return 'Служба временно недоступна. Повторите через минуту.';
  return 'Не получилось выполнить запрос. Повторите позже.';
}

export function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  return new ProblemError(-1, { title: 'Что-то пошло не так.', detail: error instanceof Error ? error.message : '' });
}
