import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconPrinter } from '@tabler/icons-react';
import { useParams } from 'react-router';
import { api, streamAddress } from '../api/client';
import type { Consent, Person } from '../api/types';
import { consentKindWords } from '../api/words';
import { usePerson } from '../person/person';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { StatusBadge } from '../ui/StatusBadge';
import { consentStatuses } from '../ui/statuses';
import classes from './ConsentDocument.module.css';
import type { ConsentText } from './types';

export function Component() {
  const params = useParams();
  const id = Number(params['id']);
  const person = usePerson(Number(params['personId']));
  const text = useQuery({ queryKey: ['registry', 'consents', 'text', id], queryFn: ({ signal }) => api.get<ConsentText>(`/api/registry/consents/${id}/text`, undefined, { signal }) });
  return (
    <Loaded query={person} title="Бланк согласия">
      {(p) => {
        const consent = p.consents.find((c) => c.id === id);
        if (!consent) return <Page title="Бланк согласия"><Notice tone="bad">Такого согласия нет.</Notice></Page>;
        return <Loaded query={text} title="Бланк согласия">{(t) => <Document person={p} consent={consent} text={t} />}</Loaded>;
      }}
    </Loaded>
  );
}

/** The words of the paper as it was handed out; its look is in the PDF. */
function Document({ person, consent, text: t }: { person: Person; consent: Consent; text: ConsentText }) {
  const labour = consent.kind === 'labour';
  const lines: [string, string][] = [
    ['Цель', t.purpose],
    ...(t.categories.length > 0 && consent.kind === 'distribution' ? [] : [['Перечень данных', t.data] as [string, string]]),
    ...(t.special ? [['Специальные категории', t.special] as [string, string]] : []),
    ['Действия с данными', t.actions],
    ['Обработка по поручению оператора', t.processor],
    ...(consent.kind === 'transfer' ? [['Кому передаются данные', t.recipient] as [string, string]] : []),
    ...(consent.kind === 'distribution' || consent.kind === 'photo' ? [['Где размещаются сведения', t.resources] as [string, string]] : []),
    ...(labour ? [['Право отказа', 'мне известно, что я вправе досрочно отказаться от наставничества, предупредив работодателя не менее чем за три рабочих дня'] as [string, string]] : []),
    ['Срок действия', t.term],
    ['Отзыв', `согласие можно отозвать в любое время ${t.withdrawal}`],
  ];
  return (
    <Page
      title="Бланк согласия"
      paper
      note={`${consentKindWords[consent.kind]}, бланк № ${t.number}`}
      aside={<StatusBadge status={consent.status} words={consentStatuses} />}
      trail={[{ title: 'Люди', to: '/people' }, { title: person.name, to: `/people/${person.id}?tab=consents` }]}
      actions={
        <Group gap="xs">
          <Button component="a" download variant="default" href={streamAddress(`/api/registry/consents/${consent.id}/document`, { format: 'docx' })}>Скачать Word</Button>
          <Button component="a" download leftSection={<IconPrinter size={16} />} href={streamAddress(`/api/registry/consents/${consent.id}/document`, { format: 'pdf' })}>Скачать PDF для печати</Button>
        </Group>
      }
    >
      <article className={classes.sheet} aria-label="Текст согласия">
        <p className={classes.to}>{t.operator}<br />{t.address}</p>
        <h2 className={classes.title}>{t.title}</h2>
        <p>
          Я, <b>{t.signs}</b>,
          {t.representative
            ? <> действуя как законный представитель несовершеннолетнего(ей) <b>{t.subject}</b>, {t.born} года рождения ({t.basis}), своей волей и в интересах представляемого(ой)</>
            : <> {t.born} года рождения, своей волей и в своём интересе</>}
          {' '}даю согласие оператору персональных данных — {t.operator} — на следующих условиях.
        </p>
        <ol>{lines.map(([title, words]) => <li key={title}><b>{title}</b>: {words}.</li>)}</ol>
        {consent.kind === 'distribution' && (
          <table className={classes.categories}>
            <thead><tr><th scope="col">Категория данных</th><th scope="col">Разрешение</th><th scope="col">Условия и запреты</th></tr></thead>
            <tbody>{t.categories.map((c) => <tr key={c.title}><th scope="row">{c.title}</th><td>{c.permission}</td><td>{c.condition || '—'}</td></tr>)}</tbody>
          </table>
        )}
        <p>Согласие относится только к названной цели и оформлено отдельным документом.</p>
        <div className={classes.signature}>
          <span>{t.date}</span>
          <span className={classes.line}>подпись</span>
          <span className={classes.line}>{t.signs}</span>
        </div>
      </article>
    </Page>
  );
}
