// Invented answers for looking at the screens without the services: `npm run mock`, then `npm run dev`.
// Development only: nothing here is built into the product. Role by ROLE=curator|director|municipal|institute|ministry|mentor|mentee.
import { createServer } from 'node:http';

const port = Number(process.env.PORT ?? 8080);
const role = process.env.ROLE ?? 'curator';
const empty = process.env.EMPTY === '1';

let seed = 7;
const random = () => ((seed = (seed * 16807) % 2147483647) / 2147483647);
const pick = (list) => list[Math.floor(random() * list.length)];

const last = ['Ветрова', 'Лугинин', 'Осокина', 'Берендеев', 'Кленова', 'Журавин', 'Снежина', 'Рощин', 'Полянская', 'Калиткин', 'Верещагинова-Константинопольская', 'Ковылин'];
const firstF = ['Анна', 'Мария', 'Ольга', 'Елена', 'Дарья'];
const firstM = ['Илья', 'Павел', 'Сергей', 'Тимур', 'Егор'];
const midF = ['Олеговна', 'Игоревна', 'Петровна', 'Львовна'];
const midM = ['Олегович', 'Игоревич', 'Петрович', 'Львович'];

const ministry = { id: 1, parentId: null, level: 'ministry', type: 'authority', fullName: 'Министерство образования Озёрного края', shortName: 'Минобр Озёрного края', status: 'active', version: 1, hasChildren: true };
const institute = { id: 2, parentId: 1, level: 'institute', type: 'authority', fullName: 'Институт развития образования Озёрного края', shortName: 'ИРО Озёрного края', status: 'active', version: 1, hasChildren: true };
const towns = ['Заречный', 'Луговской район', 'Приозёрск-Южный', 'Верхнеключевской округ'].map((name, i) => ({
  id: 40 + i, parentId: 2, level: 'municipality', type: 'authority', fullName: `Управление образования: ${name}`, shortName: name, status: 'active', version: 1, hasChildren: true,
}));
const schools = towns.flatMap((t, ti) => Array.from({ length: 5 }, (_, i) => ({
  id: 4400 + ti * 10 + i, parentId: t.id, level: 'school', type: 'school',
  fullName: i === 1 ? `Муниципальное бюджетное общеобразовательное учреждение «Средняя школа № ${ti * 5 + i + 1} с углублённым изучением отдельных предметов»` : `Средняя школа № ${ti * 5 + i + 1} (${t.shortName})`,
  shortName: i === 1 ? `Школа № ${ti * 5 + i + 1} с углублённым изучением предметов` : `Школа № ${ti * 5 + i + 1}`,
  inn: `77010000${ti}${i}`, ogrn: null, oktmo: null, status: 'active', version: 1, hasChildren: false,
})));
const organisations = [ministry, institute, ...towns, ...schools];
const pathOf = (o) => { const path = []; for (let x = o; x; x = organisations.find((y) => y.id === x.parentId)) path.unshift({ id: x.id, shortName: x.shortName, level: x.level }); return path; };
const home = { ministry: 1, institute: 2, municipal: 40 }[role] ?? 4400;

const mentorStatuses = ['available', 'assigned', 'available', 'consent_pending', 'resting', 'candidate'];
const menteeStatuses = ['in_base', 'waiting', 'in_mentorship', 'consent_pending', 'requested', 'completed'];
const people = Array.from({ length: empty ? 0 : 187 }, (_, i) => {
  const staff = i % 3 === 0;
  const l = pick(last); const female = /[ая]$/.test(l);
  const lastName = l, firstName = pick(female ? firstF : firstM), middleName = pick(female ? midF : midM);
  const year = staff ? 1965 + Math.floor(random() * 38) : 2009 + Math.floor(random() * 8);
  const birthDate = `${year}-0${1 + Math.floor(random() * 9)}-${10 + Math.floor(random() * 18)}`;
  const mentor = staff && i % 2 === 0; const mentee = !mentor && i % 2 === 1;
  const consentStatus = pick(['active', 'active', 'active', 'issued', 'withdrawn', 'expired']);
  const id = 9000 + i;
  const name = `${lastName} ${firstName} ${middleName}`;
  const minor = !staff && year > 2008;
  return {
    id, lastName, firstName, middleName, name, birthDate, minor, version: 1, organisationId: 4400,
    phone: staff ? '+7 900 000-00-00' : null, email: null, kind: staff ? 'staff' : 'pupil',
    employments: staff ? [{ id: 70000 + i, organisationId: 4400, position: pick(['teacher', 'teacher', 'teacher', 'deputy']), subject: pick(['Математика', 'Русский язык', 'История', 'Химия']), category: pick(['Первая', 'Высшая', null]), experienceSince: `${year + 23}-09-01`, hiredOn: `${year + 24}-09-01`, youngSpecialist: year > 2000, newcomer: false }] : [],
    enrolments: staff ? [] : [{ id: 80000 + i, organisationId: 4400, grade: Math.min(11, 2026 - year - 6), letter: pick(['А', 'Б']), from: '2024-09-01', to: null }],
    representatives: minor ? [{ id: 60000 + i, personId: 50000 + i, name: `${lastName} Ирина Викторовна`, kind: 'parent', from: '2024-09-01' }] : [],
    mentor: mentor ? { id: 30000 + i, personId: id, status: mentorStatuses[i % mentorStatuses.length], competences: ['Методика урока', 'Классное руководство'], achievements: 'Призёр муниципального конкурса', interests: null, timeHoursPerMonth: 6, maxLoad: 3, shareWithOthers: i % 4 === 0, version: 1 } : null,
    mentee: mentee ? { id: 31000 + i, personId: id, category: staff ? 'young_specialist' : 'pupil', mainRequest: staff ? 'Освоить технологию формирующего оценивания' : 'Подготовиться к олимпиаде и увереннее выступать', requestCodes: [], source: 'curator', status: menteeStatuses[i % menteeStatuses.length], version: 1 } : null,
    consents: mentor || mentee ? [{ id: 20000 + i, personId: id, personName: name, kind: 'processing', status: consentStatus, signedOn: consentStatus === 'issued' ? null : '2026-09-05', validUntil: i % 7 === 0 ? '2026-12-10' : '2028-08-31', form: 'paper', signedBy: consentStatus === 'issued' ? null : minor ? { personId: 50000 + i, name: `${lastName} Ирина Викторовна`, kind: 'representative' } : { personId: id, name, kind: 'self' }, version: 1 }] : [],
  };
});
const positionText = (p) => p.employments[0] ? { teacher: 'Учитель', deputy: 'Заместитель директора' }[p.employments[0].position] + (p.employments[0].subject ? `, ${p.employments[0].subject.toLowerCase()}` : '') : p.enrolments[0] ? `${p.enrolments[0].grade} «${p.enrolments[0].letter}»` : '';
const summary = (p) => { const c = p.consents[0]; return !c || c.status === 'issued' ? 'none' : c.status === 'active' && c.validUntil < '2027' ? 'expiring' : c.status; };
const row = (p) => ({ id: p.id, name: p.name, lastName: p.lastName, firstName: p.firstName, middleName: p.middleName, birthDate: p.birthDate, minor: p.minor, kind: p.kind, positionOrGrade: positionText(p), mentorStatus: p.mentor?.status ?? null, menteeStatus: p.mentee?.status ?? null, consent: summary(p) });
const populations = ['pupils_total', 'pupils_10_19', 'teachers_total', 'young_specialists_0_3'].map((category, i) => ({ id: i + 1, organisationId: 4400, asOf: '2026-09-20', category, value: [1043, 612, 64, 7][i], source: 'ОО-1', documentRef: null, status: i < 2 ? 'approved' : 'submitted', note: null, enteredBy: 'Берёзова Анна Олеговна', version: 0, actions: i < 2 ? ['edit'] : ['edit', 'approval', 'return'] }));
const accounts = Array.from({ length: 6 }, (_, i) => ({ id: i + 1, username: `school12-${['kurator', 'direktor', 'psiholog', 'nastavnik1', 'nastavnik2', 'uchitel'][i]}`, displayName: `${last[i]} ${firstF[i % 5]} ${midF[i % 4]}`, email: null, personId: null, projected: i !== 4, grants: [{ id: i + 100, role: ['curator', 'director', 'psychologist', 'mentor', 'mentor', 'mentee'][i], organisationId: 4400, organisationName: 'Школа № 1', validFrom: '2026-09-01', validTo: null, basis: 'Приказ № 41 от 30.08.2026', revokedOn: null }] }));

const slice = (items, q) => {
  const page = Number(q.get('page') ?? 0), size = Number(q.get('size') ?? 25);
  const sort = q.get('sort') ?? '';
  const key = sort.replace(/^-/, '');
  const sorted = key ? items.toSorted((a, b) => String(a[key] ?? '').localeCompare(String(b[key] ?? ''), 'ru') * (sort.startsWith('-') ? -1 : 1)) : items;
  return { items: sorted.slice(page * size, page * size + size), page, size, total: Math.min(items.length, 1000), exact: items.length <= 1000 };
};
const has = (text, q) => !q || text.toLowerCase().includes(q.toLowerCase());
const problem = (status, code, title, detail, violations = []) => ({ status, body: { type: `urn:nastavnik:problem:${code}`, title, status, detail, code, violations, traceId: 'a1b2c3d4' } });

const routes = [
  ['GET', /^\/api\/me$/, () => ({ username: `${role}-demo`, name: 'Берёзова Анна Олеговна', grants: [{ role, region: 1, organisation: home }], sessionExpiresAt: new Date(Date.now() + 1_800_000).toISOString() })],
  ['GET', /^\/api\/session$/, () => ({ secondsLeft: 1800 })],
  ['POST', /^\/api\/session$/, () => ({ secondsLeft: 1800 })],
  ['GET', /^\/api\/registry\/me$/, () => { const o = organisations.find((x) => x.id === home); return { organisations: [{ ...o, role, person: role.startsWith('ment') ? 9000 : null, path: pathOf(o) }] }; }],
  ['GET', /^\/api\/registry\/organisations$/, (m, q) => slice(organisations.filter((o) => (q.get('parent') ? o.parentId === Number(q.get('parent')) : true) && has(o.fullName, q.get('q'))), q)],
  ['GET', /^\/api\/registry\/organisations\/(\d+)$/, (m) => { const o = organisations.find((x) => x.id === Number(m[1])); return o && { ...o, path: pathOf(o), placement: { validFrom: '2020-01-01' } }; }],
  ['GET', /^\/api\/registry\/organisations\/\d+\/population$/, () => populations],
  ['GET', /^\/api\/registry\/organisations\/\d+\/details$/, () => ({ organisationId: 4400, legalForm: 'МБОУ', kpp: '662401001', address: 'Школьная, 1', phone: '+7 343 200-00-00', email: 's12@edu.example', site: 'https://school12.example', headName: 'Иванова Мария Петровна', headPosition: 'Директор', founders: [{ id: 1, fullName: 'Министерство образования', level: 'ministry' }], editable: true, version: 1 })],
  ['GET', /^\/api\/registry\/organisations\/(\d+)\/history$/, () => [
    { kind: 'renaming', on: '2024-09-01', from: 'Школа № 12', to: 'Лицей № 12', basis: 'Приказ от 20.08.2024 № 4', by: 'Берёзова А. О.', at: '2024-09-01T09:00:00Z', reorganisationId: 3 },
    { kind: 'founded', on: '2020-01-01' },
  ]],
  ['GET', /^\/api\/registry\/organisations\/(\d+)\/classes$/, () => [{ grade: 7, letter: 'А', pupils: 26 }, { grade: 7, letter: 'Б', pupils: 25 }]],
  ['GET', /^\/api\/registry\/organisations\/(\d+)\/(move|merger|split|closure)\/preview$/, (m, q) => ({
    kind: m[2], organisationId: Number(m[1]), on: q.get('on'), hindrances: [],
    touched: { organisations: 1, people: 612, staff: 41, pupils: 571, mentors: 12, mentees: 38, consents: 540, accounts: 3, grants: 3, population: 4 },
  })],
  ['GET', /^\/api\/registry\/people$/, (m, q) => slice(people.map(row).filter((p) => has(p.name, q.get('q')) && (!q.get('kind') || p.kind === q.get('kind'))), q)],
  ['POST', /^\/api\/registry\/people\/duplicates$/, (m, q, body) => ({ found: body?.lastName === 'Ветрова', own: body?.lastName === 'Ветрова' ? { id: 9000, name: people[0].name } : undefined })],
  ['GET', /^\/api\/registry\/people\/(\d+)$/, (m) => people.find((p) => p.id === Number(m[1]))],
  ['GET', /^\/api\/registry\/mentors$/, (m, q) => slice(people.filter((p) => p.mentor && has(p.name, q.get('q')) && (!q.get('status') || p.mentor.status === q.get('status'))).map((p) => ({ ...p.mentor, name: p.name, positionOrGrade: positionText(p), load: p.mentor.status === 'assigned' ? 2 : 0 })), q)],
  ['GET', /^\/api\/registry\/mentees$/, (m, q) => slice(people.filter((p) => p.mentee && has(p.name, q.get('q')) && (!q.get('status') || p.mentee.status === q.get('status'))).map((p) => ({ ...p.mentee, name: p.name, minor: p.minor, positionOrGrade: positionText(p) })), q)],
  ['GET', /^\/api\/registry\/consents$/, (m, q) => slice(people.flatMap((p) => p.consents).filter((c) => has(c.personName, q.get('q')) && (!q.get('status') || c.status === q.get('status'))), q)],
  ['GET', /^\/api\/registry\/consents\/(\d+)$/, (m) => people.flatMap((p) => p.consents).find((c) => c.id === Number(m[1]))],
  ['GET', /^\/api\/registry\/accounts$/, (m, q) => slice(accounts, q)],
  ['GET', /^\/api\/registry\/dictionaries$/, () => ({ requestCodes: [{ code: 'motivation', name: 'Мотивация к учёбе' }, { code: 'method', name: 'Методика предмета' }], competences: [{ code: 'lesson', name: 'Методика урока' }] })],
  ['POST', /^\/api\/registry\/people$/, (m, q, b) => (/[A-Za-z]/.test(b.lastName ?? '') ? problem(400, 'invalid', 'Исправьте данные', 'Проверьте поля', [{ field: 'lastName', message: 'Есть латинские буквы' }]) : { ...people[0], id: 9001 })],
  ['PUT', /^\/api\/registry\/people\/(\d+)$/, (m) => problem(409, 'stale-version', 'Запись изменилась', 'Кто-то сохранил запись раньше вас', [])],
  ['POST', /^\/api\/registry\/.*$/, () => ({ id: 1, version: 2 })],
];

// Further routes of other features: mock/*.routes.mjs, each exporting `routes` in the same shape.
import { readdirSync } from 'node:fs';
for (const file of readdirSync(new URL('.', import.meta.url)).filter((f) => f.endsWith('.routes.mjs'))) {
  routes.unshift(...(await import(`./${file}`)).routes({ slice, has, people, organisations, pathOf, problem, home, role, empty, positionText }));
}

createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost');
  let text = '';
  request.on('data', (chunk) => (text += chunk));
  request.on('end', () => {
    const route = routes.find(([method, pattern]) => method === request.method && pattern.test(url.pathname));
    let answer = route?.[2](route[1].exec(url.pathname), url.searchParams, text ? JSON.parse(text) : {});
    if (answer === undefined) answer = problem(404, 'not-found', 'Не найдено', 'Запись удалена или недоступна вам.');
    const refused = answer.body !== undefined;
    response.writeHead(refused ? answer.status : 200, { 'content-type': refused ? 'application/problem+json' : 'application/json' });
    response.end(JSON.stringify(refused ? answer.body : answer));
  });
}).listen(port, '127.0.0.1', () => process.stdout.write(`mock on ${port} as ${role}\n`));
