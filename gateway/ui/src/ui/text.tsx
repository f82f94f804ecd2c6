import { Progress as Bar, Tooltip } from '@mantine/core';
import { glossary, type TermCode } from './glossary';
import { formatDate, formatDay, formatNumber, shortName } from './russian';
import classes from './text.module.css';

/** «Иванова М. П.»; a name the law hides from this reader is said to be hidden. */
export function PersonName({ name, full }: { name: string | null | undefined; full?: boolean }) {
  if (!name) return <span className={classes.hidden} title="Имена несовершеннолетних видны только их школе">имя скрыто</span>;
  return full ? <>{name}</> : <span title={name}>{shortName(name)}</span>;
}

export function DateText({ iso, words }: { iso: string | null | undefined; words?: boolean }) {
  if (!iso) return <span className={classes.hidden}>—</span>;
  return <time dateTime={iso} className={classes.nowrap}>{words ? formatDay(iso) : formatDate(iso)}</time>;
}

export function NumberText({ value, digits = 0, unit }: { value: number | null | undefined; digits?: number; unit?: string }) {
  if (value === null || value === undefined) return <span className={classes.hidden}>—</span>;
  return <span className={classes.nowrap}>{formatNumber(value, digits)}{unit ? ` ${unit}` : ''}</span>;
}

/** A word of the trade with its definition under a dotted line. */
export function Term({ code, children }: { code: TermCode; children: React.ReactNode }) {
  return (
    <Tooltip label={glossary[code]}>
      <button type="button" className={classes.term}>{children}</button>
    </Tooltip>
  );
}

/** «12 из 29» with a bar. */
export function Progress({ done, total, label }: { done: number; total: number; label?: string }) {
  const share = total > 0 ? (done / total) * 100 : 0;
  return (
    <span className={classes.progress}>
      <Bar.Root size={6} className={classes.bar}>
        <Bar.Section value={share} aria-label={label ?? 'Выполнено'} />
      </Bar.Root>
      <span className={classes.nowrap}>{formatNumber(done)} из {formatNumber(total)}</span>
    </span>
  );
}
