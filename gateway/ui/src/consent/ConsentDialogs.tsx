import { Checkbox, Radio, Select, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import type { Consent, ConsentKind, Person } from '../api/types';
import { consentKindWords, options } from '../api/words';
import { usePlace } from '../app/session';
import { usePerson } from '../person/person';
import { FormDialog } from '../ui/dialogs';
import { DateField, dateError, LongText } from '../ui/fields';
import { FormBody } from '../ui/FormPage';
import { Notice } from '../ui/Notice';
import { ageOn, shortName, today } from '../ui/russian';
import { showDone, showFailed } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import { Granted } from './Granted';
import { ScanField, scanRefusal, sendScan } from './Scan';
import type { ConsentChoices } from './types';

/** What a form of distribution may offer. */
const dataWords: Record<string, string> = {
  name: 'Фамилия, имя, отчество', birth_date: 'Дата рождения', work: 'Место работы, должность, предмет, стаж, категория',
  study: 'Место учёбы, класс', contacts: 'Телефон, электронная почта', requests: 'Запрос, компетенции, ход наставничества',
  results: 'Участие в наставничестве и его результаты', achievements: 'Достижения и награды', image: 'Фото- и видеоизображение',
};

function useSaved(text: string, onClose: () => void) {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: ['registry'] });
    showDone(text);
    onClose();
  };
}

const asked: Partial<Record<ConsentKind, { key: 'recipient' | 'resources'; label: string; hint: string }>> = {
  transfer: { key: 'recipient', label: 'Кому передаются данные', hint: 'Организации поимённо' },
  distribution: { key: 'resources', label: 'Где размещаются сведения', hint: 'Адреса сайтов и страниц' },
  photo: { key: 'resources', label: 'Где размещаются снимки', hint: 'Адреса сайтов и страниц' },
};

export function IssueDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const place = usePlace();
  const choices = useQuery({
    queryKey: ['registry', 'consents', 'choices', place.id],
    queryFn: ({ signal }) => api.get<ConsentChoices>('/api/registry/consents/choices', { organisation: place.id }, { signal }),
  });
  const onSaved = useSaved('Согласие подготовлено: напечатайте бланк и дайте его на подпись', onClose);
  const kinds = options(consentKindWords).filter((k) => k.value !== 'labour' || person.employments.some((e) => !e.dismissedOn));
  const form = useProblemForm<{ kind: ConsentKind; validUntil: string; special: boolean; place: string; data: string[] | null }>({
    name: `consent-new-${person.id}`,
    initial: { kind: 'processing', validUntil: '', special: false, place: '', data: null },
    labels: { kind: 'Вид согласия', validUntil: 'Действует до', special: 'Документ прямо называет сведения об особых потребностях (ОВЗ)', place: 'Получатель или адреса', data: 'Категории в бланке' },
    validate: (v) => ({
      validUntil: dateError(v.validUntil, false) ?? (v.validUntil && v.validUntil <= today() ? 'Срок уже прошёл' : undefined),
      data: v.data?.length === 0 ? 'Отметьте хотя бы одну категорию' : undefined,
    }),
    fieldOf: (field) => (field === 'recipient' || field === 'resources' ? 'place' : field),
    submit: (v, key) => {
      const question = asked[v.kind];
      return api.post('/api/registry/consents', {
        personId: person.id, kind: v.kind, validUntil: v.validUntil || null, categories: v.kind === 'processing' && v.special ? ['special_needs'] : [],
        ...(question && v.place.trim() ? { [question.key]: v.place.trim() } : {}), ...(v.data && v.kind !== 'labour' ? { data: v.data } : {}),
      }, { idempotencyKey: key });
    },
    onSaved,
  });
  const kind = form.values.kind;
  const usual = choices.data?.kinds.find((k) => k.kind === kind)?.usual;
  const question = asked[kind];
  const offered = choices.data?.data.filter((d) => !d.special) ?? [];
  return (
    <FormDialog title={`Подготовить согласие: ${shortName(person.name)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Подготовить согласие" onCancel={onClose}>
        <Select
          {...form.field('kind')}
          onChange={(v) => { form.setValue('kind', v); form.setValue('place', ''); form.setValue('data', null); }}
          data={kinds}
          allowDeselect={false}
          description="На каждый вид — отдельный документ с отдельной подписью"
        />
        <DateField {...form.field('validUntil')} optional description="Пусто — до отзыва" />
        {kind === 'processing' && <Checkbox {...form.checkbox('special')} description="Без этого поле «Особые потребности» в карточке закрыто" />}
        {question && <LongText {...form.field('place')} label={question.label} description={usual?.[question.key] ? `Пусто — как обычно: ${usual[question.key]}` : question.hint} optional />}
        {usual && kind !== 'labour' && (
          <Checkbox.Group {...form.field('data')} value={form.values.data ?? usual.data} onChange={(codes) => form.setValue('data', codes)} description={kind === 'distribution' ? 'Их перечислит бланк, разрешает каждую сам подписавший' : 'Только то, что нужно для цели'}>
            <Stack gap={6} mt={4}>{offered.map((d) => <Checkbox key={d.code} value={d.code} label={d.title} />)}</Stack>
          </Checkbox.Group>
        )}
      </FormBody>
    </FormDialog>
  );
}

export function SignDialog({ personId, consent, onClose }: { personId: number; consent: Consent; onClose: () => void }) {
  const person = usePerson(personId);
  return (
    <FormDialog title={`Подпись согласия: ${person.data ? shortName(person.data.name) : '…'}`} onClose={onClose}>
      {person.data ? <SignForm person={person.data} consent={consent} onClose={onClose} /> : person.error ? <Notice tone="bad">{person.error.message}</Notice> : <Skeleton h={160} />}
    </FormDialog>
  );
}

function SignForm({ person, consent, onClose }: { person: Person; consent: Consent; onClose: () => void }) {
  const onSaved = useSaved('Согласие действует', onClose);
  const distribution = consent.kind === 'distribution';
  const offered = person.consents.find((c) => c.id === consent.id)?.data ?? [];
  const [scan, setScan] = useState<File | null>(null);
  const refusedScan = scan ? scanRefusal(scan) : undefined;
  const form = useProblemForm<{ signerPersonId: string; signedOn: string; form: string; granted: Record<string, string>; coSigned: string }>({
    name: `consent-sign-${consent.id}`,
    initial: { signerPersonId: '', signedOn: today(), form: 'paper', granted: {}, coSigned: '' },
    labels: { signerPersonId: 'Кто подписал', signedOn: 'Дата подписи', form: 'Как подписано', granted: 'Что разрешено распространять', coSigned: 'Подпись обучающегося' },
    validate: (v) => ({
      signedOn: dateError(v.signedOn) ?? (v.signedOn > today() ? 'Дата подписи ещё не наступила' : undefined),
      signerPersonId: signer(v) ? undefined : 'Выберите, кто подписал',
      granted: distribution && Object.keys(v.granted).length === 0 ? 'Отметьте разрешённое: молчание согласием не считается' : undefined,
    }),
    submit: async (v, key) => {
      await api.post(
        `/api/registry/consents/${consent.id}/signature`,
        {
          signerPersonId: Number(signer(v)), signedOn: v.signedOn, form: v.form, coSigned: v.coSigned === 'yes',
          granted: distribution ? v.granted : null,
        },
        { idempotencyKey: key },
      );
      // The signature stands even where the scan is refused: it is sent again from the card.
      if (scan && !refusedScan) await sendScan(consent.id, scan).catch((error: unknown) => showFailed(`Подпись отмечена, скан не сохранён. ${asProblem(error).message}`));
    },
    onSaved,
  });
  // Who may sign follows from the age on the day of the signature, not from today's.
  const age = ageOn(person.birthDate, form.values.signedOn);
  const adult = age !== undefined ? age >= 18 : !person.minor;
  const signers = adult
    ? [{ value: String(person.id), label: `${person.name} — лично` }]
    : person.representatives.filter((r) => !r.to).map((r) => ({ value: String(r.personId), label: r.name }));
  function signer(v: { signerPersonId: string }) {
    return signers.some((s) => s.value === v.signerPersonId) ? v.signerPersonId : signers.length === 1 ? signers[0]?.value : undefined;
  }
  if (!adult && signers.length === 0) {
    return (
      <Notice tone="warn" title="Некому подписать">
        {shortName(person.name)} младше 18 лет, согласие подписывает законный представитель.{' '}
        <Link to={`/people/${person.id}?tab=representatives`} onClick={onClose}>Добавьте представителя</Link> в карточке.
      </Notice>
    );
  }
  return (
    <FormBody form={form} submitLabel="Отметить подпись" onCancel={onClose}>
      <Text size="sm">{consentKindWords[consent.kind]}</Text>
      <DateField {...form.field('signedOn')} />
      <Select
        {...form.field('signerPersonId')}
        value={signer(form.values) ?? null}
        data={signers}
        allowDeselect={false}
        description={adult ? 'Исполнилось 18 лет: подписывает сам' : 'Нет 18 лет: подписывает законный представитель'}
      />
      {distribution && (
        <Granted
          id={form.field('granted').id}
          label="Что разрешено распространять"
          offered={offered}
          words={dataWords}
          value={form.values.granted}
          onChange={(granted) => form.setValue('granted', granted)}
          error={form.summary.errors.find((e) => e.id === form.field('granted').id)?.message}
        />
      )}
      {!adult && (age ?? 0) >= 14 && (
        <Checkbox.Group
          {...form.field('coSigned')}
          value={form.values.coSigned ? ['yes'] : []}
          onChange={(codes) => form.field('coSigned').onChange(codes.join(''))}
        >
          <Checkbox mt={4} value="yes" label="Обучающийся тоже подписал" />
        </Checkbox.Group>
      )}
      <Radio.Group {...form.field('form')}>
        <Stack gap={6} mt={4}>
          <Radio value="paper" label="На бумаге, документ хранится в организации" />
          <Radio value="e_sign" label="Электронной подписью" />
        </Stack>
      </Radio.Group>
      <ScanField value={scan} onChange={setScan} error={refusedScan} optional />
    </FormBody>
  );
}

export function WithdrawDialog({ consent, personName, onClose }: { consent: Consent; personName: string; onClose: () => void }) {
  const onSaved = useSaved('Согласие отозвано', onClose);
  const form = useProblemForm({
    name: `consent-withdraw-${consent.id}`,
    initial: { on: today(), reason: '' },
    labels: { on: 'Дата отзыва', reason: 'Что сообщил заявитель' },
    validate: (v) => ({ on: dateError(v.on), reason: v.reason.trim() ? undefined : 'Напишите коротко, например «по заявлению»' }),
    submit: (v, key) => api.post(`/api/registry/consents/${consent.id}/withdrawal`, { on: v.on, reason: v.reason.trim() }, { idempotencyKey: key }),
    onSaved,
  });
  return (
    <FormDialog title={`Отозвать согласие: ${shortName(personName)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Отозвать согласие" onCancel={onClose}>
        <Notice tone="warn">
          {consent.kind === 'processing'
            ? 'Человек выйдет из базы и из пары, именные данные закроются сразу. Вернуть отозванное согласие нельзя, можно подписать новое.'
            : `Вид: ${consentKindWords[consent.kind].toLocaleLowerCase('ru')}. Вернуть отозванное согласие нельзя, можно подписать новое.`}
        </Notice>
        <DateField {...form.field('on')} />
        <LongText {...form.field('reason')} />
      </FormBody>
    </FormDialog>
  );
}
