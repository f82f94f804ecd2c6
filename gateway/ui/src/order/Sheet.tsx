import type { Order } from '../api/types';
import { formWords, positionWords } from '../api/words';
import { usePlace } from '../app/session';
import { endGroundWords } from '../change/change';
import { formatDate } from '../ui/russian';
import { defaultText, isRegistered, notesOf, ofMentorships, people } from './order';
import type { OrderPayload } from './types';
import classes from './Order.module.css';

const opening: Record<Order['kind'], string> = {
  pairing: 'Закрепить наставнические пары и группы:',
  replacement: 'Заменить наставника (состав до замены):',
  ending: 'Считать завершённым наставничество:',
  extension: 'Продлить наставничество (срок до продления):',
  curator: 'Назначить:',
  mentor_registry: 'Утвердить реестр наставников:',
  training: 'Организовать обучение наставников:',
  reward: 'Поощрить:',
};

/** The order as it is read on the screen; its paper is made by the service. */
export function Sheet({ order }: { order: Order }) {
  const place = usePlace();
  const said = (order.payload ?? {}) as OrderPayload;
  return (
    <article className={classes.sheet} aria-label="Текст приказа">
      <p className={`${classes.organisation} no-print`}>{place.fullName}</p>
      <h2 className={classes.title}>ПРИКАЗ</h2>
      <div className={classes.numbers}>
        <span>{order.date ? formatDate(order.date) : '«___» ____________ 20___ г.'}</span>
        <span>№ {order.number ?? '______'}</span>
      </div>
      <p className={classes.about}>{order.title}</p>
      <p>{(order.text || defaultText[order.kind]).replace(/[.,\s]+$/, '')},</p>
      <p className={classes.order}>ПРИКАЗЫВАЮ:</p>
      <ol>
        <li>
          {order.kind === 'ending' && said.endings ? 'Прекратить наставничество:' : order.kind === 'replacement' && isRegistered(order) ? 'Заменить наставника (состав после замены):' : opening[order.kind]}{said.subject ? ` «${said.subject}»` : ''}{said.from || said.to ? ` ${said.from ? `с ${formatDate(said.from)} ` : ''}${said.to ? `по ${formatDate(said.to)}` : ''}` : ''}
          {/* The list may be wider than a phone: it scrolls inside the sheet. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <div className={classes.scroll} tabIndex={0} role="region" aria-label={ofMentorships(order.kind) ? 'Пары и группы в приказе' : 'Люди в приказе'}>
            {ofMentorships(order.kind) ? <Pairs order={order} /> : <People order={order} />}
          </div>
        </li>
        {order.kind === 'pairing' && <li>Наставникам организовать работу по персонализированным программам, куратору — сопровождать её и вести учёт встреч.</li>}
        {(order.kind === 'replacement' || order.kind === 'ending') && (order.people ?? []).map((p) => <li key={p.personId}>{p.name ?? 'имя скрыто'}{p.note ? `: ${p.note}` : ''}.</li>)}
        {(said.endings ?? []).map((e) => <li key={e.mentorshipId}>Считать наставничество прекращённым с даты настоящего приказа, основание {e.ground}: {endGroundWords[e.ground]}.</li>)}
        {(said.extensions ?? []).map((e) => <li key={e.mentorshipId}>Считать сроком окончания наставничества {e.newEnd}.</li>)}
        {said.pay && <li>{said.pay}</li>}
        {said.basis && <li>Основание: {said.basis}</li>}
        {order.amends && <li>{order.amends.whole ? 'Признать утратившим силу приказ' : 'Настоящим приказом изменяется приказ'} № {order.amends.number} от {formatDate(order.amends.date)}.</li>}
        <li>{said.control ? `Контроль за исполнением приказа: ${said.control}.` : 'Контроль за исполнением приказа оставляю за собой.'}</li>
      </ol>
      <div className={classes.signature}>
        <span>Директор</span>
        <span className={classes.line} />
        <span>{order.signedBy || '______________________'}</span>
      </div>
      {order.paper && <p className={classes.hash}>SHA-256: {order.paper.sha256}</p>}
      {order.preparedBy && <p className={classes.prepared}>Подготовил: {order.preparedBy}</p>}
    </article>
  );
}

function Pairs({ order }: { order: Order }) {
  return (
    <table className={classes.table}>
      <thead><tr><th>№</th><th>Наставник</th><th>Наставляемые</th><th>Форма</th><th>Срок</th></tr></thead>
      <tbody>
        {order.mentorships.map((m, i) => (
          <tr key={m.id}>
            <td>{i + 1}</td>
            <td>{m.mentors.join(', ') || people(m.mentors)}</td>
            <td>{m.mentees.join(', ') || people(m.mentees)}</td>
            <td>{formWords[m.form].replace(' –', '\u00A0–')}</td>
            <td>{formatDate(m.start)}{'\u00A0'}– {formatDate(m.plannedEnd)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function People({ order }: { order: Order }) {
  return (
    <table className={classes.table}>
      <thead><tr><th>№</th><th>Фамилия, имя, отчество</th><th>Должность, класс</th><th>{notesOf(order.kind)}</th></tr></thead>
      <tbody>
        {(order.people ?? []).map((p, i) => (
          <tr key={p.personId}>
            <td>{i + 1}</td>
            <td>{p.name ?? 'имя скрыто'}</td>
            <td>{p.post ? (positionWords[p.post as keyof typeof positionWords] ?? '') : p.grade ? `${p.grade} класс` : ''}</td>
            <td>{p.note}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
