import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useChanges } from './useChanges';

class Source extends EventTarget {
  static made: Source[] = [];
  static readonly CLOSED = 2;
  readyState = 0;
  closed = false;
  readonly url: string;
  constructor(url: string) {
    super();
    this.url = url;
    Source.made.push(this);
  }
  close() {
    this.closed = true;
  }
  say(type: string) {
    act(() => void this.dispatchEvent(new Event(type)));
  }
}

let hidden = false;

beforeEach(() => {
  vi.useFakeTimers();
  Source.made = [];
  hidden = false;
  vi.stubGlobal('EventSource', Source);
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
});
afterEach(() => vi.useRealTimers());

const start = () => {
  const onChange = vi.fn();
  const hook = renderHook(({ unit }) => useChanges(unit, onChange), { initialProps: { unit: 7 } });
  return { ...hook, onChange, source: () => Source.made.at(-1) as Source };
};

it('listens to the unit and says that it is live', () => {
  const { result, source } = start();
  expect(source().url).toBe('/api/monitoring/dashboards/7/changes');
  expect(result.current).toBe('waiting');
  source().say('open');
  expect(result.current).toBe('live');
});

it('calls at once, and once more at the end of a burst', () => {
  const { onChange, source } = start();
  for (let i = 0; i < 20; i++) source().say('changed');
  expect(onChange).toHaveBeenCalledTimes(1);
  act(() => void vi.advanceTimersByTime(400));
  expect(onChange).toHaveBeenCalledTimes(2);
  act(() => void vi.advanceTimersByTime(5000));
  expect(onChange).toHaveBeenCalledTimes(2);
});

it('lets the browser come back by itself after the service has closed the stream', () => {
  const { result, onChange, source } = start();
  source().say('open');
  source().say('error');
  act(() => void vi.advanceTimersByTime(30_000));
  expect(result.current).toBe('live');
  expect(onChange).not.toHaveBeenCalled();
});

it('asks by the clock when the stream is refused', () => {
  const { result, onChange, source } = start();
  source().readyState = Source.CLOSED;
  source().say('error');
  expect(result.current).toBe('polling');
  act(() => void vi.advanceTimersByTime(31_000));
  expect(onChange).toHaveBeenCalledTimes(2);
});

it('holds no connection in a hidden tab and catches up when it is shown', () => {
  const { onChange, source } = start();
  const first = source();
  hidden = true;
  act(() => void document.dispatchEvent(new Event('visibilitychange')));
  expect(first.closed).toBe(true);
  hidden = false;
  act(() => void document.dispatchEvent(new Event('visibilitychange')));
  expect(Source.made).toHaveLength(2);
  expect(onChange).toHaveBeenCalledTimes(1);
});

it('changes the stream with the unit and closes it at the end', () => {
  const { rerender, unmount, source } = start();
  const first = source();
  rerender({ unit: 8 });
  expect(first.closed).toBe(true);
  expect(source().url).toContain('/8/');
  unmount();
  expect(source().closed).toBe(true);
});
