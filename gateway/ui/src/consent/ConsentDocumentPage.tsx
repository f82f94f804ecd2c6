import { Button, Group } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useParams } from 'react-router';
import { streamAddress } from '../api/client';
import type { Consent, Person } from '../api/types';
import { consentKindWords } from '../api/words';
import { usePlace } from '../app/session';
import { usePerson } from '../person/person';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { ageOn, formatDate, today } from '../ui/russian';
import { StatusBadge } from '../ui/StatusBadge';
import { consentStatuses } from '../ui/statuses';
import classes from './ConsentDocument.module.css';

export function Component() {
  const params = useParams();
  const person = usePerson(Number(params['personId']));
  return (
    <Loaded query={person} title="Бланк согласия">
      {(p) => {
        const consent = p.consents.find((c) => c.id === Number(params['id']));
        return consent ? <Document person={p} consent={consent} /> : <Page title="Бланк согласия"><Notice tone="bad">Такого согласия нет.</Notice></Page>;
      }}
    </Loaded>
  );
}

const purposes: Record<Consent['kind'], { purpose: string; data: string; actions: string }> = {
  processing: {
    purpose: 'участие в программе наставничества: ведение баз наставников и наставляемых, подбор и закрепление пар и групп, ведение персонализированной программы, учёт встреч и оценка результатов',
    data: 'фамилия, имя, отчество; дата рождения; место работы (должность, предмет, стаж, квалификационная категория) или учёбы (класс); контактные данные; сведения о запросе, компетенциях, участии и результатах наставничества',
    actions: 'сбор, запись, систематизация, накопление, хранение, уточнение, извлечение, использование, обезличивание, блокирование, удаление и уничтожение, с использованием средств автоматизации и без них',
  },
  distribution: {
    purpose: 'размещение сведений об участии и достижениях в программе наставничества в разделе «Наставничество» официального сайта организации',
    data: 'фамилия, имя, отчество; должность или класс; сведения о достижениях в наставничестве',
    actions: 'распространение неограниченному кругу лиц; условия и запреты на обработку: ______________________________',
  },
  photo: {
    purpose: 'фото- и видеосъёмка на мероприятиях программы наставничества и использование изображений в отчётных и информационных материалах организации',
    data: 'фото- и видеоизображение',
    actions: 'сбор, запись, хранение, использование, удаление',
  },
  transfer: {
    purpose: 'организация наставничества с участием других организаций и методическое сопровождение',
    data: 'фамилия, имя, отчество; место работы или учёбы; сведения об участии в наставничестве',
    actions: 'передача (предоставление) организации, указанной в договоре о сотрудничестве: ______________________________',
  },
  labour: {
    purpose: 'выполнение по поручению работодателя работы по наставничеству в сфере труда (статья 351.8 Трудового кодекса Российской Федерации)',
    data: 'содержание, сроки и форма наставничества, размер и условия доплаты определяются дополнительным соглашением к трудовому договору',
    actions: 'мне известно, что я вправе досрочно отказаться от наставничества, предупредив работодателя не менее чем за три рабочих дня',
  },
};

function Document({ person, consent }: { person: Person; consent: Consent }) {
  const place = usePlace();
  const minor = (ageOn(person.birthDate, consent.signedOn ?? today()) ?? 18) < 18;
  const representative = consent.signedBy?.kind === 'representative' ? consent.signedBy.name : person.representatives.find((r) => !r.to)?.name;
  const text = purposes[consent.kind];
  const labour = consent.kind === 'labour';
  return (
    <Page
      title="Бланк согласия"
      paper
      note={consentKindWords[consent.kind]}
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
        <p className={classes.to}>{place.fullName}</p>
        <h2 className={classes.title}>{labour ? 'Согласие работника на выполнение работы по наставничеству' : `Согласие: ${consentKindWords[consent.kind].toLocaleLowerCase('ru')}`}</h2>
        <p>
          Я, <b>{minor ? (representative ?? '____________________________________________') : person.name}</b>,
          паспорт: серия ________ № ______________, выдан ____________________________________________,
          {minor ? (
            <> действуя как законный представитель несовершеннолетнего(ей) <b>{person.name}</b>, {formatDate(person.birthDate)} года рождения,</>
          ) : (
            <> {formatDate(person.birthDate)} года рождения,</>
          )}{' '}
          {labour
            ? 'добровольно даю согласие работодателю на поручение мне работы по наставничеству:'
            : `свободно, своей волей и в ${minor ? 'интересах представляемого' : 'своём интересе'} даю согласие оператору — ${place.fullName} — на следующих условиях:`}
        </p>
        <ol>
          <li><b>{labour ? 'Поручаемая работа' : 'Цель'}</b>: {text.purpose}.</li>
          <li><b>{labour ? 'Условия' : 'Перечень данных'}</b>: {text.data}.</li>
          <li><b>{labour ? 'Право отказа' : 'Действия с данными'}</b>: {text.actions}.</li>
          <li><b>Срок</b>: {consent.validUntil ? `до ${formatDate(consent.validUntil)}` : 'до отзыва'}.</li>
          {!labour && <li><b>Отзыв</b>: согласие может быть отозвано в любое время письменным заявлением, поданным оператору.</li>}
        </ol>
        <p>Это согласие относится только к указанной цели и оформлено отдельным документом.</p>
        <div className={classes.signature}>
          <span>{consent.signedOn ? formatDate(consent.signedOn) : '«___» ______________ 20___ г.'}</span>
          <span className={classes.line}>подпись</span>
          <span className={classes.line}>{minor ? (representative ?? 'расшифровка') : person.name}</span>
        </div>
      </article>
    </Page>
  );
}
