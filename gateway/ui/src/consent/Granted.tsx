import { Checkbox, Stack, TextInput } from '@mantine/core';
import classes from './ConsentBoard.module.css';

interface Props {
  id: string;
  label: string;
  /** Codes that the form offers. */
  offered: string[];
  words: Record<string, string>;
  /** The allowed codes with the signer's condition for each, empty for none. */
  value: Record<string, string>;
  onChange: (value: Record<string, string>) => void;
  error?: React.ReactNode;
}

/** BR-058: what the signer allowed, category by category, with the prohibitions as they stand on the paper. */
export function Granted({ id, label, offered, words, value, onChange, error }: Props) {
  return (
    <fieldset id={id} tabIndex={-1} className={classes.granted} aria-describedby={error ? `${id}-error` : undefined}>
      <legend>{label}</legend>
      <p className="dimmed-note">Отметьте только то, что разрешил подписавший, и перепишите его условия и запреты: публикация их соблюдёт.</p>
      <Stack gap={8}>
        {offered.map((code) => {
          const allowed = code in value;
          return (
            <div key={code} className={classes.category}>
              <Checkbox
                label={words[code] ?? code}
                checked={allowed}
                onChange={(e) => {
                  const next = { ...value };
                  if (e.currentTarget.checked) next[code] = '';
                  else delete next[code];
                  onChange(next);
                }}
              />
              {allowed && (
                <TextInput
                  size="sm"
                  aria-label={`Условия и запреты: ${words[code] ?? code}`}
                  placeholder="Условия и запреты, если есть"
                  maxLength={500}
                  value={value[code] ?? ''}
                  onChange={(e) => onChange({ ...value, [code]: e.currentTarget.value })}
                />
              )}
            </div>
          );
        })}
      </Stack>
      {error && <p id={`${id}-error`} className={classes.error}>{error}</p>}
    </fieldset>
  );
}
