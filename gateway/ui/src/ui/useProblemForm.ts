import { useForm, type FormErrors } from '@mantine/form';
import { useCallback, useEffect, useMemo, useRef, useState, type FormEvent } from 'react';
import { newKey } from '../api/client';
import { asProblem, type ProblemError } from '../api/problem';

type Values = Record<string, unknown>;

export interface ProblemFormOptions<V extends object, R> {
  /** Names the draft kept in this tab until the form is saved, e.g. `person-new` or `person-17`. */
  name: string;
  initial: V;
  /** Russian labels by path; the error summary and the comparison of versions use them. */
  labels: Partial<Record<keyof V & string, string>>;
  validate?: (values: V) => Partial<Record<string, string | undefined>>;
  /** `key` is stable until the submission succeeds: pass it as idempotencyKey. */
  submit: (values: V, key: string, version: number | undefined) => Promise<R>;
  onSaved: (result: R) => void;
  /** Version of the edited record. */
  version?: number | undefined;
  /** How the record the service holds now maps onto the form, for the 409 of a stale version. */
  fromCurrent?: (current: unknown) => { values: Partial<V>; version: number };
  /** The form's field for the service's, e.g. `employment.hiredOn` → `hiredOn`. */
  fieldOf?: (field: string) => string;
}

export interface Stale<V> {
  mine: V;
  theirs: Partial<V>;
  version: number;
}

/**
 * A form that keeps what was typed whatever happens: refusals land at their fields and in a summary,
 * a stale version is shown beside the saved one, the draft survives a reload of the tab.
 */
export function useProblemForm<V extends object, R = unknown>(options: ProblemFormOptions<V, R>) {
  const { name, initial, labels, validate, submit, onSaved, fromCurrent, fieldOf } = options;
  const draftKey = `nastavnik.draft.${name}`;
  const [version, setVersion] = useState(options.version);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemError>();
  const [stale, setStale] = useState<Stale<V>>();
  const [round, setRound] = useState(0);
  const key = useRef(newKey());
  const running = useRef(false);

  const start = useMemo(() => {
    try {
      const draft = sessionStorage.getItem(draftKey);
      return draft ? { values: { ...initial, ...JSON.parse(draft) } as V, restored: true } : { values: initial, restored: false };
    } catch {
      return { values: initial, restored: false };
    }
    // The draft is read once, when the form opens.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  const [restored, setRestored] = useState(start.restored);

  const form = useForm<Values>({
    initialValues: start.values as Values,
    validateInputOnBlur: false,
    onValuesChange: (values) => sessionStorage.setItem(draftKey, JSON.stringify(values)),
  });

  const dirty = form.isDirty() || restored;
  useEffect(() => {
    if (!dirty) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [dirty]);

  const discardDraft = useCallback(() => {
    sessionStorage.removeItem(draftKey);
    form.setValues(initial as Values);
    form.resetDirty(initial as Values);
    sessionStorage.removeItem(draftKey);
    setRestored(false);
  }, [draftKey, form, initial]);

  const send = async (values: V, atVersion: number | undefined) => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setProblem(undefined);
    try {
      const result = await submit(values, key.current, atVersion);
      sessionStorage.removeItem(draftKey);
      key.current = newKey();
      form.resetDirty(values as Values);
      setRestored(false);
      sessionStorage.removeItem(draftKey);
      onSaved(result);
    } catch (error) {
      const refusal = asProblem(error);
      // The service saw this submission and refused it: the corrected one is another submission.
      if (refusal.status >= 400 && refusal.status < 500) key.current = newKey();
      if (refusal.stale && fromCurrent) {
        const now = fromCurrent(refusal.current);
        setStale({ mine: values, theirs: now.values, version: now.version });
      } else {
        const errors: FormErrors = {};
        for (const v of refusal.violations) errors[fieldOf?.(v.field) ?? v.field.split('.').at(-1) ?? v.field] = v.message;
        form.setErrors(errors);
        setProblem(refusal);
        setRound((n) => n + 1);
      }
    } finally {
      running.current = false;
      setBusy(false);
    }
  };

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const values = form.getValues() as V;
    const found = Object.fromEntries(Object.entries(validate?.(values) ?? {}).filter(([, message]) => message));
    form.setErrors(found);
    if (Object.keys(found).length > 0) {
      setProblem(undefined);
      setRound((n) => n + 1);
      return;
    }
    void send(values, version);
  };

  /** Props of one field: value, error, id the summary links to. */
  const field = (path: keyof V & string) => ({ ...form.getInputProps(path), id: fieldId(name, path), label: labels[path], name: path });
  const checkbox = (path: keyof V & string) => ({
    ...form.getInputProps(path, { type: 'checkbox' }),
    id: fieldId(name, path),
    label: labels[path],
    name: path,
  });

  return {
    form,
    values: form.getValues() as V,
    setValue: (path: keyof V & string, value: unknown) => form.setFieldValue(path, value as never),
    field,
    checkbox,
    onSubmit,
    busy,
    restored,
    discardDraft,
    summary: {
      form: name,
      round,
      problem,
      errors: Object.entries(form.errors)
        .filter(([, message]) => message)
        .map(([path, message]) => ({
          id: fieldId(name, path),
          label: labels[path as keyof V & string] as string | undefined,
          known: path in labels,
          message: String(message),
        })),
    },
    stale: stale && {
      ...stale,
      labels: labels as Record<string, string | undefined>,
      takeTheirs: () => {
        form.setValues(stale.theirs as Values);
        setVersion(stale.version);
        setStale(undefined);
      },
      keepMine: () => {
        setVersion(stale.version);
        setStale(undefined);
        void send(stale.mine, stale.version);
      },
      cancel: () => setStale(undefined),
    },
  };
}

/** What the frame of a form needs to know of it, whatever its values are. */
export interface ProblemForm {
  onSubmit: (event: FormEvent) => void;
  busy: boolean;
  restored: boolean;
  discardDraft: () => void;
  summary: {
    form: string;
    round: number;
    problem: ProblemError | undefined;
    errors: { id: string; label: string | undefined; known: boolean; message: string }[];
  };
  stale?:
    | {
        mine: object;
        theirs: object;
        labels: Record<string, string | undefined>;
        takeTheirs: () => void;
        keepMine: () => void;
        cancel: () => void;
      }
    | undefined;
}

export function fieldId(form: string, path: string): string {
  return `${form}-${path}`.replaceAll(/[^\w-]/g, '-');
}
