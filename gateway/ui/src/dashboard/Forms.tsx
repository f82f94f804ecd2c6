import type { Dashboard } from '../api/types';
import { formWords } from '../api/words';
import { formatNumber } from '../ui/russian';
import { formsFinding, shownSlices, stateWords } from './figures';
import classes from './Dashboard.module.css';

/** Bars by form: a table that is also a picture, so it needs no other version for those who hear it. */
export function Forms({ slices }: { slices: Dashboard['slices'][string] }) {
  // One name of a form on every screen.
  const named = (slices ?? []).map((s) => ({ ...s, name: (formWords as Record<string, string>)[s.code] ?? s.name }));
  const shown = shownSlices(named);
  const largest = Math.max(1, ...shown.map((s) => s.value ?? 0));
  return (
    <section aria-label="Пары и группы по формам">
      <div className={classes.chartHead}><h2>{formsFinding(named)}</h2></div>
      {shown.length > 0 && (
        <table className={classes.bars}>
          <caption className="visually-hidden">Пары и группы по формам наставничества</caption>
          <tbody>
            {shown.map((s) => (
              <tr key={s.code}>
                <th scope="row">{s.name}</th>
                <td>
                  {s.value === null ? (
                    <span className={classes.hidden} title={stateWords.suppressed.why}>{stateWords.suppressed.short}</span>
                  ) : (
                    <span className={classes.barLine}>
                      <span className={classes.barTrack}><span className={classes.bar} style={{ width: `${(100 * s.value) / largest}%` }} /></span>
                      <span>{formatNumber(s.value)}</span>
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
