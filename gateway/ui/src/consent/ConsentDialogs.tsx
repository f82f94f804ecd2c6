import { Checkbox, Radio, Select, Skeleton, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '../api/client';
import type { Consent, Person } from '../api/types';
import { consentKindWords, options } from '../api/words';
import { usePerson } from '../person/person';
import { FormDialog } from '../ui/dialogs';
import { DateField, dateError, LongText } from '../ui/fields';
import { FormBody } from '../ui/FormPage';
import { Notice } from '../ui/Notice';
import { ageOn, shortName, today } from '../ui/russian';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';

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

export function IssueDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const onSaved = useSaved('Согласие подготовлено: напечатайте бланк и дайте его на подпись', onClose);
  const kinds = options(consentKindWords).filter((k) => k.value !== 'labour' || person.employments.some((e) => !e.dismissedOn));
  const form = useProblemForm({
    name: `consent-new-${person.id}`,
    initial: { kind: 'processing', validUntil: '', special: false },
    labels: { kind: 'Вид согласия', validUntil: 'Действует до', special: 'Документ прямо называет сведения об особых потребностях (ОВЗ)' },
    validate: (v) => ({ validUntil: dateError(v.validUntil, false) ?? (v.validUntil && v.validUntil <= today() ? 'Срок уже прошёл' : undefined) }),
    submit: (v, key) =>
      api.post('/api/registry/consents', { personId: person.id, kind: v.kind, validUntil: v.validUntil || null, categories: v.kind === 'processing' && v.special ? ['special_needs'] : [] }, { idempotencyKey: key }),
    onSaved,
  });
  return (
    <FormDialog title={`Подготовить согласие: ${shortName(person.name)}`} onClose={onClose}>
      <FormBody form={form} submitLabel="Подготовить согласие" onCancel={onClose}>
        <Select {...form.field('kind')} data={kinds} allowDeselect={false} description="На каждый вид — отдельный документ с отдельной подписью" />
        <DateField {...form.field('validUntil')} optional description="Пусто — до отзыва" />
        {form.values.kind === 'processing' && <Checkbox {...form.checkbox('special')} description="Без этого поле «Особые потребности» в карточке закрыто" />}
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
  const form = useProblemForm({
    name: `consent-sign-${consent.id}`,
    initial: { signerPersonId: '', signedOn: today(), form: 'paper', granted: '', coSigned: '' },
    labels: { signerPersonId: 'Кто подписал', signedOn: 'Дата подписи', form: 'Как подписано', granted: 'Что разрешено распространять', coSigned: 'Подпись обучающегося' },
    validate: (v) => ({
      signedOn: dateError(v.signedOn) ?? (v.signedOn > today() ? 'Дата подписи ещё не наступила' : undefined),
      signerPersonId: signer(v) ? undefined : 'Выберите, кто подписал',
      granted: distribution && !v.granted ? 'Отметьте разрешённое: молчание согласием не считается' : undefined,
    }),
    submit: (v, key) =>
      api.post(
        `/api/registry/consents/${consent.id}/signature`,
        {
          signerPersonId: Number(signer(v)), signedOn: v.signedOn, form: v.form, coSigned: v.coSigned === 'yes',
          granted: distribution ? Object.fromEntries(v.granted.split(',').map((code) => [code, ''])) : null,
        },
        { idempotencyKey: key },
      ),
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
        <Checkbox.Group
          {...form.field('granted')}
          value={form.values.granted ? form.values.granted.split(',') : []}
          onChange={(codes) => form.field('granted').onChange(codes.join(','))}
          description="Отметьте только то, что разрешил подписавший"
        >
          <Stack gap={6} mt={4}>
            {offered.map((code) => <Checkbox key={code} value={code} label={dataWords[code] ?? code} />)}
          </Stack>
        </Checkbox.Group>
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
