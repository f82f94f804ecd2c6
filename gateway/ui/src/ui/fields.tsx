import { Button, Textarea, TextInput, type TextareaProps, type TextInputProps } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { formatDate, parseDate, usualName, withoutLatin } from './russian';

interface DateFieldProps extends Omit<TextInputProps, 'value' | 'onChange' | 'defaultValue' | 'error'> {
  /** `2026-11-21`; while the typing is not a date, the typed text itself, which validation refuses. */
  value?: string;
  onChange?: (value: string) => void;
  error?: ReactNode;
  optional?: boolean;
}

/** A date is typed: 21.11.2026, 21/11/26 or 21112026. For days long past a calendar is only slower. */
export function DateField({ value = '', onChange, optional, label, ...rest }: DateFieldProps) {
  const [text, setText] = useState<string>();
  const shown = text ?? (/^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDate(value) : value);
  return (
    <TextInput
      {...rest}
      label={withOptional(label, optional)}
      value={shown}
      inputMode="numeric"
      placeholder="дд.мм.гггг"
      maxLength={10}
      autoComplete="off"
      onChange={(e) => {
        setText(e.currentTarget.value);
        onChange?.(parseDate(e.currentTarget.value) ?? e.currentTarget.value);
      }}
      onBlur={() => setText(undefined)}
    />
  );
}

/** Message for a typed date, or undefined when it is one. */
export function dateError(value: string | null | undefined, required = true): string | undefined {
  if (!value) return required ? 'Укажите дату' : undefined;
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && parseDate(value) ? undefined : 'Такой даты нет. Напишите день, месяц и год: 21.11.2026';
}

export function withOptional(label: ReactNode, optional: boolean | undefined): ReactNode {
  return optional ? <>{label} <span className="optional">(необязательно)</span></> : label;
}

interface NameFieldProps extends TextInputProps {
  optional?: boolean;
  onFix?: (value: string) => void;
}

/** A part of a person's name; Latin look-alikes are noticed while typing and corrected by one click. */
export function NameField({ optional, onFix, label, ...rest }: NameFieldProps) {
  const text = String(rest.value ?? '');
  const fixed = withoutLatin(text);
  const usual = fixed ? undefined : usualName(text);
  return (
    <div>
      <TextInput {...rest} label={withOptional(label, optional)} maxLength={100} autoComplete="off" autoCapitalize="words" spellCheck={false} />
      {fixed && onFix && (
        <div role="status" className="field-note">
          Похоже, в слове есть латинские буквы.
          <Button variant="subtle" size="compact-sm" onClick={() => onFix(fixed)}>Исправить на «{fixed}»</Button>
        </div>
      )}
      {usual && onFix && (
        <div role="status" className="field-note">
          Обычно пишут иначе.
          <Button variant="subtle" size="compact-sm" onClick={() => onFix(usual)}>Заменить на «{usual}»</Button>
        </div>
      )}
    </div>
  );
}

export function nameError(value: string | undefined, required = true): string | undefined {
  const text = value?.trim() ?? '';
  if (!text) return required ? 'Заполните это поле' : undefined;
  if (/[A-Za-z]/.test(text)) return 'Есть латинские буквы: напишите имя кириллицей';
  return /^[А-Яа-яЁё][А-Яа-яЁё \-'’.]*$/.test(text) ? undefined : 'Допустимы буквы кириллицы, дефис, апостроф, точка и пробел';
}

/** Free text with the count of what is left when it comes near the end. */
export function LongText({ optional, label, maxLength = 2000, ...rest }: TextareaProps & { optional?: boolean; maxLength?: number }) {
  const left = maxLength - String(rest.value ?? '').length;
  return (
    <div>
      <Textarea {...rest} label={withOptional(label, optional)} maxLength={maxLength} autosize minRows={2} maxRows={10} />
      {left < 200 && <div className="field-note" role="status">Осталось знаков: {left}</div>}
    </div>
  );
}
