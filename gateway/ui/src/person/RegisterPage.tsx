import { Checkbox, NumberInput, Radio, SegmentedControl, Select, Stack, MultiSelect, TagsInput, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { api } from '../api/client';
import type { Consent, MenteeProfile, MentorProfile, Person } from '../api/types';
import { menteeCategoryWords, menteeSourceWords, options, positionWords, representativeWords } from '../api/words';
import { useSession } from '../app/session';
import { choices } from '../mentor/codes';
import { DateField, dateError, LongText, NameField, nameError, withOptional } from '../ui/fields';
import { Fields, FormPage, Line } from '../ui/FormPage';
import { Loaded } from '../ui/Loaded';
import { NotFound } from '../app/NotFound';
import { Notice } from '../ui/Notice';
import { Facts } from '../ui/Page';
import { ageOn, formatDate, shortName, today } from '../ui/russian';
import { Term } from '../ui/text';
import { showDone } from '../ui/undo';
import { useProblemForm } from '../ui/useProblemForm';
import { isPupil, standing, useDictionaries, usePerson } from './person';
import { DuplicateHint } from './PersonFields';
import { subjectList } from './words';
import { gradeOptions, placementBody, placementErrors, placementLabels, PlacementFields, type Placement } from './PlacementFields';

interface Values extends Placement {
  lastName: string;
  firstName: string;
  middleName: string;
  birthDate: string;
  repKind: string;
  repLastName: string;
  repFirstName: string;
  repMiddleName: string;
  repBirthDate: string;
  consent: 'signed' | 'later';
  signer: string;
  signedOn: string;
  validUntil: string;
  competenceCodes: string[];
  competences: string[];
  maxLoad: number | '';
  timeHoursPerMonth: number | '';
  voluntary: boolean;
  category: string;
  mainRequest: string;
  requestCodes: string[];
  source: string;
  sourceRole: string;
  thirdPartyInfo: string;
}

const labels: Partial<Record<keyof Values, string>> = {
  lastName: 'Фамилия', firstName: 'Имя', middleName: 'Отчество', birthDate: 'Дата рождения',
  ...placementLabels,
  repKind: 'Кем приходится', repLastName: 'Фамилия представителя', repFirstName: 'Имя представителя', repMiddleName: 'Отчество представителя', repBirthDate: 'Дата рождения представителя',
  consent: 'Согласие на обработку персональных данных', signer: 'Кто подписал', signedOn: 'Дата подписи', validUntil: 'Действует до',
  competenceCodes: 'Чему может научить', competences: 'Другое, своими словами', maxLoad: 'Готов вести, чел.', timeHoursPerMonth: 'Часов в месяц', voluntary: 'Наставник согласился добровольно',
  category: 'Кто это', mainRequest: 'Главный запрос', requestCodes: 'Темы запроса', source: 'Откуда запрос', sourceRole: 'Кто сообщил', thirdPartyInfo: 'Что сообщили',
};

/** Field of the form for a field of the bulk row or of a single request. */
export function formField(field: string): string {
  const path = field.replace(/^rows\[0\]\./, '');
  const rep = /^representative\.(\w)(\w*)$/.exec(path);
  if (rep) return `rep${rep[1]?.toUpperCase()}${rep[2]}`;
  return path.split('.').at(-1) ?? path;
}

export function Component() {
  const as = useParams()['as'];
  const [params] = useSearchParams();
  const id = Number(params.get('person'));
  if (as !== 'mentor' && as !== 'mentee') return <NotFound />;
  return id ? <Existing as={as} id={id} /> : <Flow key={as} as={as} />;
}

function Existing({ as, id }: { as: 'mentor' | 'mentee'; id: number }) {
  const person = usePerson(id);
  return <Loaded query={person} title="Регистрация">{(p) => <Flow as={as} person={p} />}</Loaded>;
}

function Flow({ as, person }: { as: 'mentor' | 'mentee'; person?: Person }) {
  const { place, has } = useSession();
  const navigate = useNavigate();
  const client = useQueryClient();
  const dictionaries = useDictionaries();
  const mentor = as === 'mentor';
  // What a refused step has already saved is not sent again.
  const saved = useRef<{ representative?: number; consent?: number; profile?: { id: number; status: string } }>({});

  const consentThere = person?.consents.some((c) => c.kind === 'processing' && c.status === 'active') ?? false;
  const waiting = person?.consents.find((c) => c.kind === 'processing' && (c.status === 'draft' || c.status === 'issued'));
  const pupilNow = person ? isPupil(person) : false;

  const minorOf = (v: Values) => {
    const age = ageOn(person?.birthDate ?? v.birthDate, v.consent === 'signed' && /^\d{4}-/.test(v.signedOn) ? v.signedOn : today());
    return age !== undefined && age < 18;
  };
  const known = person?.representatives.filter((r) => !r.to) ?? [];
  const needsRepresentative = (v: Values) => minorOf(v) && known.length === 0;

  const form = useProblemForm<Values, number>({
    name: `register-${as}-${person?.id ?? place.id}`,
    initial: {
      lastName: '', firstName: '', middleName: '', birthDate: '',
      kind: mentor || pupilNow === false && person ? 'staff' : 'pupil',
      position: 'teacher', subject: '', category: '', experienceSince: '', hiredOn: '', grade: '', letter: '', enrolledOn: '',
      repKind: 'parent', repLastName: '', repFirstName: '', repMiddleName: '', repBirthDate: '',
      consent: 'signed', signer: '', signedOn: today(), validUntil: '',
      competenceCodes: [], competences: [], maxLoad: 1, timeHoursPerMonth: '', voluntary: false,
      ...(person ? { category: pupilNow ? 'pupil' : person.employments.some((e) => e.youngSpecialist) ? 'young_specialist' : 'newcomer' } : {}),
      mainRequest: '', requestCodes: [], source: 'own', sourceRole: '', thirdPartyInfo: '',
    },
    labels,
    fieldOf: formField,
    validate: (v) => ({
      ...(person
        ? {}
        : {
            lastName: nameError(v.lastName), firstName: nameError(v.firstName), middleName: nameError(v.middleName, false),
            birthDate: dateError(v.birthDate) ?? (v.birthDate > today() ? 'Дата рождения ещё не наступила' : undefined),
            ...placementErrors(v),
          }),
      ...(needsRepresentative(v)
        ? {
            repLastName: nameError(v.repLastName), repFirstName: nameError(v.repFirstName), repMiddleName: nameError(v.repMiddleName, false),
            repBirthDate: dateError(v.repBirthDate) ?? ((ageOn(v.repBirthDate) ?? 99) < 18 ? 'Представителю нет 18 лет' : undefined),
          }
        : {}),
      ...(!consentThere && v.consent === 'signed'
        ? {
            signedOn: dateError(v.signedOn) ?? (v.signedOn > today() ? 'Дата подписи ещё не наступила' : undefined),
            validUntil: dateError(v.validUntil, false) ?? (v.validUntil && v.validUntil <= v.signedOn ? 'Срок раньше подписи' : undefined),
          }
        : {}),
      ...(mentor
        ? {
            maxLoad: v.maxLoad ? undefined : 'Укажите, скольких наставляемых готов вести',
            voluntary: v.voluntary ? undefined : 'Без согласия самого наставника его назначить нельзя',
          }
        : {
            mainRequest: v.mainRequest.trim() ? undefined : 'Напишите, что наставляемый хочет решить',
            sourceRole: v.source === 'third_party' && v.thirdPartyInfo.trim() && !v.sourceRole ? 'Выберите, кто сообщил' : undefined,
          }),
    }),
    submit: (v, key) => (person ? registerKnown(person, v, key) : registerNew(v, key)),
    onSaved: (id) => {
      void client.invalidateQueries({ queryKey: ['registry'] });
      void client.invalidateQueries({ queryKey: ['programme'] });
      showDone(mentor ? 'Наставник зарегистрирован' : 'Наставляемый зарегистрирован');
      void navigate(`/people/${id}?tab=${as}`, { replace: true });
    },
  });
  const v = form.values;

  const mentorBody = (x: Values) => ({ competenceCodes: x.competenceCodes, competences: x.competences, maxLoad: Number(x.maxLoad), timeHoursPerMonth: x.timeHoursPerMonth || null });
  const menteeBody = (x: Values) => ({
    category: categoryOf(x), mainRequest: x.mainRequest.trim(), requestCodes: x.requestCodes, source: x.source,
  });
  const thirdParty = (x: Values) =>
    x.source === 'third_party' && x.thirdPartyInfo.trim() ? { sourceRole: x.sourceRole, text: x.thirdPartyInfo.trim() } : undefined;
  function categoryOf(x: Values) {
    if (x.category in menteeCategoryWords) return x.category;
    return x.kind === 'pupil' ? 'pupil' : 'young_specialist';
  }
  const representativeBody = (x: Values) => ({
    lastName: x.repLastName.trim(), firstName: x.repFirstName.trim(), middleName: x.repMiddleName.trim() || null, birthDate: x.repBirthDate, kind: x.repKind,
  });

  /** A new person goes in one request: either everything is saved or nothing. */
  async function registerNew(x: Values, key: string): Promise<number> {
    const signed = x.consent === 'signed';
    if (signed) {
      const answer = await api.post<{ ids: Record<string, number> }>(
        '/api/registry/bulk/participants',
        {
          organisationId: place.id,
          rows: [
            {
              key: 'one', lastName: x.lastName.trim(), firstName: x.firstName.trim(), middleName: x.middleName.trim() || null, birthDate: x.birthDate, kind: x.kind,
              ...(x.kind === 'staff'
                ? { position: x.position, subject: x.subject.trim() || null, experienceSince: x.experienceSince || null, hiredOn: x.hiredOn }
                : { grade: Number(x.grade), letter: x.letter.trim() || null, enrolledOn: x.enrolledOn }),
              ...(needsRepresentative(x) ? { representative: representativeBody(x) } : {}),
              consent: { signedOn: x.signedOn, validUntil: x.validUntil || null },
              ...(mentor ? { mentor: { ...mentorBody(x), voluntary: x.voluntary, status: 'available' } } : { mentee: { ...menteeBody(x), status: 'in_base' } }),
            },
          ],
        },
        { idempotencyKey: key },
      );
      const id = answer.ids['one'] ?? Object.values(answer.ids)[0] ?? 0;
      if (!mentor && x.source !== 'curator') await keepSource(id, x);
      return id;
    }
    const created = await api.post<Person>(
      '/api/registry/people',
      {
        organisationId: place.id, lastName: x.lastName.trim(), firstName: x.firstName.trim(), middleName: x.middleName.trim() || null, birthDate: x.birthDate,
        ...(x.kind === 'staff'
          ? { employment: { position: x.position, subjects: subjectList(x.subject), experienceSince: x.experienceSince || null, hiredOn: x.hiredOn } }
          : { enrolment: { grade: Number(x.grade), letter: x.letter.trim() || null, from: x.enrolledOn } }),
      },
      { idempotencyKey: key },
    );
    return registerKnown({ ...created, consents: created.consents ?? [], representatives: created.representatives ?? [] }, x, key);
  }
  /** The row of a load has no place for where the request came from: it is written onto the new profile. */
  async function keepSource(id: number, x: Values) {
    const { mentee } = await api.get<Person>(`/api/registry/people/${id}`);
    if (mentee && mentee.source !== x.source) await api.put(`/api/registry/mentees/${mentee.id}`, { ...menteeBody(x), version: mentee.version });
    const told = thirdParty(x);
    if (mentee && told) await api.post(`/api/registry/mentees/${mentee.id}/third-party`, told);
  }

  async function registerKnown(p: Person, x: Values, key: string): Promise<number> {
    const done = saved.current;
    if (minorOf(x) && p.representatives.length === 0 && done.representative === undefined) {
      const added = await api.post<Person>(`/api/registry/people/${p.id}/representatives`, { ...representativeBody(x), from: x.signedOn || today() }, { idempotencyKey: `${key}-r` });
      done.representative = added.representatives.at(-1)?.personId ?? 0;
    }
    const active = p.consents.some((c) => c.kind === 'processing' && c.status === 'active');
    if (!active) {
      if (done.consent === undefined) {
        const prepared = p.consents.find((c) => c.kind === 'processing' && (c.status === 'draft' || c.status === 'issued'));
        done.consent = prepared?.id ?? (await api.post<Consent>('/api/registry/consents', { personId: p.id, kind: 'processing', validUntil: x.validUntil || null }, { idempotencyKey: `${key}-c` })).id;
      }
      if (x.consent === 'signed') {
        const signer = minorOf(x) ? Number(x.signer) || done.representative || p.representatives.find((r) => !r.to)?.personId : p.id;
        await api.post(`/api/registry/consents/${done.consent}/signature`, { signerPersonId: signer, signedOn: x.signedOn, form: 'paper' }, { idempotencyKey: `${key}-s` });
      }
    }
    if (done.profile === undefined) {
      const body = mentor ? { ...mentorBody(x), voluntary: x.voluntary } : { ...menteeBody(x), thirdParty: thirdParty(x) };
      done.profile = await api.post<MentorProfile | MenteeProfile>(`/api/registry/${as}s`, { personId: p.id, ...body }, { idempotencyKey: `${key}-p` });
    }
    // A profile may begin as a mere request; it then waits for the consent, and with it becomes ready at once.
    const ready = mentor ? 'available' : 'in_base';
    const signed = active || x.consent === 'signed';
    const steps = [
      ...(done.profile.status === 'candidate' || done.profile.status === 'requested' ? ['consent_pending'] : []),
      ...(signed && done.profile.status !== ready ? [ready] : []),
    ];
    for (const to of steps) {
      done.profile = await api.post<MentorProfile | MenteeProfile>(
        `/api/registry/${as}s/${done.profile.id}/status`,
        { to, on: today(), note: null, ...(mentor ? { voluntary: x.voluntary, carriedOver: true } : {}) },
        { idempotencyKey: `${key}-${to}` },
      );
    }
    return p.id;
  }

  const minor = minorOf(v);
  const signers = known.map((r) => ({ value: String(r.personId), label: `${r.name}, ${representativeWords[r.kind].toLocaleLowerCase('ru')}` }));

  return (
    <FormPage
      title={mentor ? 'Зарегистрировать наставника' : 'Зарегистрировать наставляемого'}
      note="Всё на одной странице. Введённое сохраняется в этой вкладке, пока вы не закончите."
      trail={[{ title: mentor ? 'Наставники' : 'Наставляемые', to: mentor ? '/mentors' : '/mentees' }]}
      numbered
      form={form}
      submitLabel={mentor ? 'Зарегистрировать наставника' : 'Зарегистрировать наставляемого'}
    >
      <Fields title="Человек">
        {person ? (
          <Facts items={[['Фамилия, имя, отчество', person.name], ['Дата рождения', formatDate(person.birthDate)], ['Кто', standing(person)]]} />
        ) : (
          <>
            <div>
              <Text component="span" size="sm" fw={500} id="register-kind">Человек в организации</Text>
              <SegmentedControl
                mt={4}
                fullWidth
                aria-labelledby="register-kind"
                value={v.kind}
                onChange={(kind) => form.setValue('kind', kind)}
                data={[{ value: 'staff', label: 'Сотрудник' }, { value: 'pupil', label: 'Обучающийся' }]}
              />
            </div>
            <NameField {...form.field('lastName')} onFix={(x) => form.setValue('lastName', x)} />
            <Line>
              <NameField {...form.field('firstName')} onFix={(x) => form.setValue('firstName', x)} />
              <NameField {...form.field('middleName')} optional onFix={(x) => form.setValue('middleName', x)} />
            </Line>
            <DateField {...form.field('birthDate')} />
            <DuplicateHint
              values={v}
              tie={() => (Object.values(placementErrors(v)).some(Boolean) ? undefined : placementBody({ ...v, category: '' }))}
              onAccepted={(known) => {
                form.discardDraft();
                void navigate(`/register/${as}?person=${known.id}`, { replace: true });
              }}
            />
          </>
        )}
      </Fields>

      {!person && (
        <Fields title={v.kind === 'staff' ? 'Место работы' : 'Обучение'}>
          <PlacementFields
            values={v}
            position={<Select {...form.field('position')} data={options(positionWords)} allowDeselect={false} />}
            subject={<TextInput {...form.field('subject')} label={withOptional('Предмет', true)} maxLength={100} />}
            category={null}
            experienceSince={<DateField {...form.field('experienceSince')} optional />}
            hiredOn={<DateField {...form.field('hiredOn')} />}
            grade={<Select {...form.field('grade')} data={gradeOptions} />}
            letter={<TextInput {...form.field('letter')} label={withOptional('Буква', true)} maxLength={3} />}
            enrolledOn={<DateField {...form.field('enrolledOn')} />}
          />
        </Fields>
      )}

      {needsRepresentative(v) && (
        <Fields title="Законный представитель" hint="Нет 18 лет: согласие подписывает законный представитель.">
          <Select {...form.field('repKind')} data={options(representativeWords)} allowDeselect={false} />
          <NameField {...form.field('repLastName')} label="Фамилия" onFix={(x) => form.setValue('repLastName', x)} />
          <Line>
            <NameField {...form.field('repFirstName')} label="Имя" onFix={(x) => form.setValue('repFirstName', x)} />
            <NameField {...form.field('repMiddleName')} label="Отчество" optional onFix={(x) => form.setValue('repMiddleName', x)} />
          </Line>
          <DateField {...form.field('repBirthDate')} label="Дата рождения" />
        </Fields>
      )}

      <Fields title="Согласие на обработку данных">
        {consentThere ? (
          <Notice tone="good">Действующее согласие уже есть.</Notice>
        ) : (
          <>
            {waiting && <Notice tone="calm">Согласие уже подготовлено и ждёт подписи.</Notice>}
            <Radio.Group {...form.field('consent')} label="Подписано?">
              <Stack gap={6} mt={4}>
                <Radio value="signed" label={`Да, ${minor ? 'законным представителем' : 'самим участником'} на бумаге`} />
                <Radio value="later" label="Ещё нет — подготовить бланк, подпись отметим позже" />
              </Stack>
            </Radio.Group>
            {v.consent === 'signed' && (
              <>
                {minor && signers.length > 1 && <Select {...form.field('signer')} data={signers} allowDeselect={false} />}
                <Line>
                  <DateField {...form.field('signedOn')} />
                  <DateField {...form.field('validUntil')} optional />
                </Line>
              </>
            )}
            {v.consent === 'later' && (
              <Notice tone="calm">
                {mentor ? 'Наставник' : 'Наставляемый'} будет в состоянии «Ждёт согласия». В пару его можно включить после подписи.
              </Notice>
            )}
          </>
        )}
      </Fields>

      {mentor ? (
        <Fields title="Карточка наставника">
          <MultiSelect {...form.field('competenceCodes')} label={withOptional('Чему может научить', true)} data={choices(dictionaries.data, 'competences')} searchable maxValues={20} nothingFoundMessage="Нет в справочнике" />
          <TagsInput {...form.field('competences')} label={withOptional('Другое, своими словами', true)} description="Напишите и нажмите Enter" maxTags={20} />
          <Line>
            <NumberInput {...form.field('maxLoad')} min={1} max={20} allowDecimal={false} />
            <NumberInput {...form.field('timeHoursPerMonth')} label={withOptional('Часов в месяц', true)} min={1} max={200} allowDecimal={false} />
          </Line>
          <Checkbox {...form.checkbox('voluntary')} label={person ? `${shortName(person.name)} добровольно согласился(ась) быть наставником` : 'Человек добровольно согласился быть наставником'} />
        </Fields>
      ) : (
        <Fields title="Карточка наставляемого">
          {(person ? !pupilNow : v.kind === 'staff') && (
            <Select
              {...form.field('category')}
              value={categoryOf(v)}
              data={options(menteeCategoryWords).filter((o) => o.value !== 'pupil' && o.value !== 'student')}
              allowDeselect={false}
              description={<>Стаж <Term code="youngSpecialist">молодого специалиста</Term> считается по дате начала педагогического стажа</>}
            />
          )}
          <LongText {...form.field('mainRequest')} description="Что хочет решить с наставником, своими словами" />
          <MultiSelect {...form.field('requestCodes')} label={withOptional('Темы запроса', true)} data={choices(dictionaries.data, 'requestCodes')} searchable maxValues={30} nothingFoundMessage="Нет в справочнике" />
          <Select {...form.field('source')} data={options(menteeSourceWords)} allowDeselect={false} />
          {v.source === 'third_party' && has('curator', 'psychologist') && <Select {...form.field('sourceRole')} data={choices(dictionaries.data, 'thirdPartySources')} />}
          {v.source === 'third_party' && has('curator', 'psychologist') && <LongText {...form.field('thirdPartyInfo')} optional description="Видят только куратор и психолог" />}
        </Fields>
      )}
    </FormPage>
  );
}
