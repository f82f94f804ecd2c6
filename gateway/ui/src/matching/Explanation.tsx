import classes from './board.module.css';
import type { Contribution, MatchPair } from './types';
import { points, who } from './words';

/** What the score is made of: points of the weight of each criterion, with the reason in words. */
export function Contributions({ of: rows, score }: { of: Contribution[]; score: number | null }) {
  if (rows.length === 0) return null;
  return (
    <table className={classes.bars}>
      <caption className="visually-hidden">Из чего сложился балл</caption>
      <thead className="visually-hidden"><tr><th scope="col">Критерий</th><th scope="col">Баллы</th></tr></thead>
      <tbody>
        {rows.map((c) => (
          <tr key={c.criterion} data-zero={c.points === 0 || undefined}>
            <th scope="row">
              {c.title}
              <small>{c.reason}</small>
            </th>
            <td>
              <progress value={c.points} max={c.of || 1} aria-label={`${c.title}: ${points(c.points)} из ${points(c.of)}`} />
              <span aria-hidden>{points(c.points)} из {points(c.of)}</span>
            </td>
          </tr>
        ))}
      </tbody>
      {score !== null && (
        <tfoot><tr><th scope="row">Всего</th><td><b>{points(score)}</b> из 100</td></tr></tfoot>
      )}
    </table>
  );
}

/** Three next best of a pair. */
export function Alternatives({ pair }: { pair: MatchPair }) {
  if (pair.alternatives.length === 0) return null;
  return (
    <div className={classes.alternatives}>
      <strong>Кто ещё подходит</strong>
      <ul>
        {pair.alternatives.map((a) => (
          <li key={a.mentor.personId}>{who(a.mentor)} — {points(a.score)}<small>{a.reason}</small></li>
        ))}
      </ul>
    </div>
  );
}
