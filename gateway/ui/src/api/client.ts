import { ProblemError } from './problem';

export type Query = Record<string, string | number | boolean | undefined | null>;

interface Options {
  query?: Query;
  signal?: AbortSignal;
  /** One key per form submission, so that a repeated click or a retry saves once. */
  idempotencyKey?: string;
  region?: number;
}

let region: number | undefined;
const lostListeners = new Set<() => void>();

/** Says which region the following requests are about; needed only by people with grants in several. */
export function setRegion(value: number | undefined) {
  region = value;
}

/** The address of a stream or a file to save: the browser sends no headers of ours with it, so the region stands in the query. */
export function streamAddress(path: string, query: Query = {}): string {
  const address = withQuery(path, query);
  return region === undefined ? address : `${address}${address.includes('?') ? '&' : '?'}region=${region}`;
}

export function onSessionLost(listener: () => void): () => void {
  lostListeners.add(listener);
  return () => lostListeners.delete(listener);
}

export function newKey(): string {
  // randomUUID exists only in secure contexts; a school may open the platform over plain http inside its network.
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
}

function cookie(name: string): string | undefined {
  const found = document.cookie.split('; ').find((part) => part.startsWith(`${name}=`));
  return found === undefined ? undefined : decodeURIComponent(found.slice(name.length + 1));
}

export function withQuery(path: string, query: Query | undefined): string {
  if (!query) return path;
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') params.set(key, String(value));
  }
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

export async function raw(method: string, path: string, body?: unknown, options: Options = {}): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  // A file is the body itself; its name travels beside it, where no access log keeps it.
  const file = body instanceof File ? body : undefined;
  if (file) headers['X-File-Name'] = encodeURIComponent(file.name);
  if (body !== undefined) headers['Content-Type'] = file ? 'application/octet-stream' : 'application/json';
  if (method !== 'GET') {
    const token = cookie('XSRF-TOKEN');
    if (token) headers['X-XSRF-TOKEN'] = token;
  }
  if (method === 'POST' && path.startsWith('/api/')) headers['Idempotency-Key'] = options.idempotencyKey ?? newKey();
  const wanted = options.region ?? region;
  if (wanted !== undefined) headers['X-Region'] = String(wanted);
  try {
    return await fetch(withQuery(path, options.query), {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: file ?? JSON.stringify(body) }),
      ...(options.signal ? { signal: options.signal } : {}),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ProblemError(0);
  }
}

async function request<T>(method: string, path: string, body?: unknown, options?: Options): Promise<T> {
  const response = await raw(method, path, body, options);
  const text = await response.text();
  if (response.ok) return (text ? JSON.parse(text) : undefined) as T;
  if (response.status === 401 && path !== '/api/me') lostListeners.forEach((listener) => listener());
  let problem;
  try {
    problem = JSON.parse(text);
  } catch {
    problem = undefined;
  }
  throw new ProblemError(response.status, problem ?? {});
}

/** Sends a file as it is. Without a key: what carries one is held in memory on the way. */
export async function uploadFile<T>(path: string, file: Blob): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json', 'Content-Type': 'application/octet-stream' };
  const token = cookie('XSRF-TOKEN');
  if (token) headers['X-XSRF-TOKEN'] = token;
  if (region !== undefined) headers['X-Region'] = String(region);
  let response: Response;
  try {
    response = await fetch(path, { method: 'POST', headers, credentials: 'same-origin', body: file });
  } catch {
    throw new ProblemError(0);
  }
  const text = await response.text();
  if (response.ok) return JSON.parse(text) as T;
  if (response.status === 401) lostListeners.forEach((listener) => listener());
  let problem;
  try {
    problem = JSON.parse(text);
  } catch {
    problem = undefined;
  }
  throw new ProblemError(response.status, problem ?? {});
}

export const api = {
  get: <T>(path: string, query?: Query, options?: Options) => request<T>('GET', path, undefined, { ...options, query }),
  post: <T>(path: string, body?: unknown, options?: Options) => request<T>('POST', path, body ?? {}, options),
  delete: <T>(path: string, options?: Options) => request<T>('DELETE', path, undefined, options),
  put: <T>(path: string, body: unknown, options?: Options) => request<T>('PUT', path, body, options),
};
