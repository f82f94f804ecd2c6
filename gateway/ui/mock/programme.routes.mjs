// Invented pairs, orders, programmes, meetings, the desk and the figures. Writing changes what is kept in memory.
import { readFileSync, existsSync } from 'node:fs';

const day = (shift) => new Date(Date.now() + shift * 86_400_000).toISOString().slice(0, 10);
const root = new URL('../../../programme-service/src/main/resources/', import.meta.url);

function csv(text) {
  const rows = [[]];
  let cell = '', quoted = false;
  for (let i = 0; i < text.length; i++) {
    const ch = text[i];
    if (quoted) { if (ch === '"' && text[i + 1] === '"') { cell += '"'; i++; } else if (ch === '"') quoted = false; else cell += ch; }
    else if (ch === '"') quoted = true;
    else if (ch === ',') { rows.at(-1).push(cell); cell = ''; }
    else if (ch === '\n') { rows.at(-1).push(cell); cell = ''; rows.push([]); }
    else if (ch !== '\r') cell += ch;
  }
  if (cell) rows.at(-1).push(cell);
  return rows.filter((r) => r.length > 1);
}

const termKind = (t) => !t ? 'none' : t.startsWith('по мере') ? 'by_event' : t.startsWith('по плану') ? 'by_plan_of' : /постоянно|в течение/.test(t) ? 'constant' : /ежегодно/.test(t) ? 'yearly' : /[–-]/.test(t) ? 'range' : 'month';

export const routes = ({ slice, has, people, organisations, pathOf, problem, home, role, empty, positionText }) => {
  const templates = [['teacher-teacher-plan', 'plan', 'План «Учитель – учитель»', 'plan_teacher_teacher.csv'], ['pupil-pupil-roadmap', 'roadmap', 'Дорожная карта «Ученик – ученик»', 'roadmap_pupil_pupil.csv'], ['pupil-pupil-workplan', 'workplan', 'План работы «Ученик – ученик»', 'workplan_pupil_pupil.csv']]
    .map(([code, kind, title, file], i) => {
      const path = [new URL(`db/data/${file}`, root), new URL(`data/${file}`, root), new URL(`templates/${file}`, root)].find((p) => existsSync(p));
      const rows = path ? csv(readFileSync(path, 'utf8')).slice(1).map(([stage, no, activity, term, result, responsible]) => ({ stage, no, activity, term: { kind: termKind(term), text: term }, result, responsible: responsible ?? '' }))
        : Array.from({ length: [29, 35, 24][i] }, (_, n) => ({ stage: ['Подготовка условий для запуска программы', 'Формирование базы наставляемых', 'Формирование пар и групп', 'Завершение наставничества'][Math.floor(n / 8)] ?? 'Итоги', no: String(n + 1), activity: ['Административное совещание об апробации методологии наставничества в школе', 'Подготовка пакета локальных актов', 'Анкетирование педагогов, выявление затруднений', 'Посещение и самоанализ урока', 'Мастер-класс наставника'][n % 5], term: [{ kind: 'month', text: 'ноябрь' }, { kind: 'range', text: 'сентябрь – октябрь' }, { kind: 'constant', text: 'постоянно' }, { kind: 'none', text: '' }, { kind: 'by_event', text: 'по мере необходимости' }][n % 5], result: ['Созданы рабочие группы, распределены зоны ответственности', 'Положение о наставничестве, приказы', ''][n % 3], responsible: ['Директор; заместители директора', 'Куратор', 'Наставник'][n % 3] }));
      return { id: i + 1, code, kind, title, rows };
    });
  const mentors = people.filter((p) => p.kind === 'staff' && p.mentor);
  const mentees = people.filter((p) => p.mentee);
  const personId = 9000;
  const member = (p, r, agreed, on) => ({ personId: p.id, name: p.name, minor: p.minor, role: r, agreed, refused: false, agreedOn: agreed ? on : null, agreedBy: agreed ? (p.minor ? 'representative' : 'curator') : null, from: on, to: null });
  const statuses = ['active', 'proposed', 'active', 'agreed', 'ordered', 'active', 'suspended', 'completing', 'completed', 'agreed', 'active', 'terminated'];
  const curator = role === 'curator', director = role === 'director', personal = role.startsWith('ment');
  const may = (s) => [
    ...(curator && !['completed', 'terminated'].includes(s) ? ['edit', ['proposed', 'agreed'].includes(s) ? 'termination' : 'ending'] : []),
    ...(s === 'proposed' && (curator || personal) ? ['agreement'] : []),
    ...(s === 'agreed' && curator ? ['order'] : []),
    ...(['ordered', 'active', 'completing', 'agreed'].includes(s) && (curator || role === 'mentor') ? ['meetings'] : []),
    ...(s === 'ordered' && curator ? ['programme'] : []),
    ...(curator && ['active', 'completing'].includes(s) ? ['suspension', 'completion'] : []),
    ...(curator && s === 'suspended' ? ['resumption'] : []),
    ...(director && ['proposed', 'agreed'].includes(s) ? ['termination'] : []),
  ];
  const goals = ['Освоить приёмы формирующего оценивания и уверенно вести урок', 'Подготовить к олимпиаде и поддержать интерес к предмету', 'Войти в коллектив, освоить документацию классного руководителя'];
  const mentorships = empty ? [] : Array.from({ length: personal ? 1 : 41 }, (_, i) => {
    const status = personal ? 'active' : statuses[i % statuses.length];
    const mentor = mentors[i % mentors.length], mentee = mentees[(i * 3 + 1) % mentees.length];
    const group = i % 7 === 5;
    const agreed = status !== 'proposed';
    const me = personal ? people[0] : mentor;
    return {
      id: 500 + i, organisationId: 4400, organisationName: 'Школа № 1', kind: group ? 'group' : 'pair', form: mentee.minor ? 'teacher_pupil' : 'teacher_teacher', formName: null, methods: ['one_to_one', ...(i % 3 ? [] : ['virtual'])], roleModel: i % 2 ? null : 'Опытный педагог — молодой специалист',
      goal: goals[i % 3], start: '2026-09-15', plannedEnd: '2027-06-15', actualEnd: status === 'completed' ? '2026-11-10' : status === 'terminated' ? '2026-10-20' : null,
      endGround: status === 'completed' ? 'E1' : status === 'terminated' ? 'E2' : null, endReason: status === 'terminated' ? 'Наставляемый перешёл в другую школу' : null, status,
      criteria: { profileFits: true, mutualInterest: i % 4 !== 1 },
      members: [member(role === 'mentee' ? mentor : me, 'mentor', true, '2026-09-10'), member(role === 'mentee' ? me : mentee, 'mentee', agreed, '2026-09-12'), ...(group ? [member(mentees[(i * 3 + 5) % mentees.length], 'mentee', agreed, '2026-09-12'), member(mentees[(i * 3 + 8) % mentees.length], 'mentee', agreed, '2026-09-12')] : [])],
      orderId: ['proposed', 'agreed'].includes(status) ? null : 70, orderNumber: ['proposed', 'agreed'].includes(status) ? null : '87-ОД', orderDate: ['proposed', 'agreed'].includes(status) ? null : '2026-09-14',
      programmeId: ['active', 'completing', 'completed', 'suspended'].includes(status) ? 600 + i : null, nextMeeting: status === 'active' && i % 5 ? day(3) : null, lastMeeting: status === 'active' ? day(-6) : null, missingMeetings: ['final'], version: 1, actions: may(status), warnings: [],
    };
  });
  const orders = empty ? [] : [70, 71, 72].map((id, i) => ({
    id, organisationId: 4400, kind: i === 2 ? 'ending' : 'pairing', number: i === 0 ? '87-ОД' : null, date: i === 0 ? '2026-09-14' : null, title: i === 2 ? 'О завершении наставничества' : 'О закреплении наставнических пар и групп', status: ['in_force', 'draft', 'cancelled'][i],
    text: 'В целях реализации программы наставничества, на основании согласия участников',
    mentorships: mentorships.slice(i, i + 5).map((m) => ({ id: m.id, mentors: m.members.filter((x) => x.role === 'mentor').map((x) => x.name), mentees: m.members.filter((x) => x.role === 'mentee').map((x) => x.name), form: m.form, start: m.start, plannedEnd: m.plannedEnd, status: m.status })),
    preparedBy: 'Берёзова Анна Олеговна', preparedByMe: id === 71 && process.env.OWN === '1', signedBy: i === 0 ? 'Рощин Павел Игоревич' : null, signedAt: i === 0 ? '2026-09-14T10:12:00Z' : null, smallSchoolReason: null, cancelReason: i === 2 ? 'Подготовлен по ошибке' : null, version: 1,
    actions: i === 1 ? (director ? ['signature', 'cancellation'] : ['edit', 'cancellation']) : [],
  }));
  const programmeOf = (m, i) => {
    const status = ['running', 'draft', 'agreed', 'curator_ok', 'completed'][i % 5];
    const rows = templates[0].rows;
    const done = status === 'running' ? 11 : status === 'completed' ? rows.length : 0;
    const word = (on, by) => ({ on, by });
    return {
      id: m.programmeId ?? 900 + i, mentorshipId: m.id, organisationId: 4400, title: 'Программа вхождения в профессию: урок, класс, коллектив', from: '2026-09-15', to: '2027-06-15',
      directions: ['Методика урока', 'Классное руководство'], gaps: ['Дисциплина на уроке', 'Оценивание'], strengths: ['Владеет цифровыми средствами'], note: '',
      activities: rows.map((r, n) => ({ id: 10_000 + i * 100 + n, no: r.no, section: r.stage, task: r.activity, term: r.term, dueFrom: r.term.kind === 'constant' || r.term.kind === 'none' ? null : day(-50 + n * 6), dueTo: r.term.kind === 'constant' || r.term.kind === 'none' ? null : day(-30 + n * 6), plannedResult: r.result, responsible: r.responsible, status: n < done ? 'done' : n === done + 2 && status === 'running' ? 'struck' : 'planned', doneOn: n < done ? day(-30 + n) : null, actualResult: n < done && n % 3 === 0 ? 'Провели два урока, разобрали видеозапись' : null, strikeReason: n === done + 2 ? 'Проведено в прошлом году' : null, version: 1 })),
      approvals: { mentor: status === 'draft' ? null : word('2026-09-16', 'self'), mentee: status === 'draft' ? null : word('2026-09-17', 'curator'), curator: ['curator_ok', 'running', 'completed'].includes(status) ? word('2026-09-18', 'Берёзова Анна Олеговна') : null, director: ['running', 'completed'].includes(status) ? word('2026-09-20', 'Рощин Павел Игоревич') : null },
      awaited: status === 'draft' ? m.members.map((x) => x.personId) : [], amendment: null,
      status, versionNo: status === 'running' ? 2 : 1, progress: { done, total: rows.length - (status === 'running' ? 1 : 0) }, members: m.members, version: 1, warnings: [],
      actions: { running: curator ? ['activities', 'done', 'strike'] : role === 'mentor' ? ['done'] : [], draft: curator || personal ? ['edit', 'agreement', 'activities', 'strike'] : [], agreed: curator ? ['edit', 'curator-approval', 'activities'] : [], curator_ok: director ? ['approval'] : curator ? ['edit'] : [], completed: [] }[status],
    };
  };
  const changes = mentorships.filter((m) => ['active', 'completing', 'suspended'].includes(m.status)).slice(0, 12).map((m, i) => {
    const of = (r) => m.members.filter((x) => x.role === r).map(({ personId, name, minor }) => ({ personId, name, minor }));
    const kind = i % 4 === 3 ? 'extension' : 'replacement';
    const status = ['curator_review', 'director_decision', 'ordered', 'requested', 'mediation', 'rejected'][i % 6];
    const fresh = { personId: 7000 + i, name: 'Новикова Ольга Петровна', minor: false };
    return {
      id: 300 + i, kind, status, mentorshipId: m.id, organisationId: 4400, startedBy: 'curator', party: null, requestedOn: day(-6 - i), reviewUntil: day(1 - i), reason: kind === 'extension' ? 'Не успели провести открытые уроки' : '',
      ground: kind === 'replacement' ? ['G2', 'G3', 'G5'][i % 3] : null, extraGrounds: [], mentor: of('mentor')[0], mentees: of('mentee'), documentNumber: i % 3 === 1 ? '41-к' : null, documentOn: i % 3 === 1 ? day(-9) : null, awayFrom: i % 3 === 0 ? day(-12) : null, awayTo: null,
      newMentor: kind === 'replacement' ? fresh : null, profileFits: true, mutualInterest: true, oldEnd: m.plannedEnd, newEnd: kind === 'extension' ? '2027-10-31' : null, opinion: 'Замена нужна: занятия прервались', mediatedBy: null, mediatedOn: null, mediation: null,
      decision: status === 'rejected' ? 'Наставник выходит на работу' : null, decidedOn: status === 'rejected' ? day(-1) : null, decidedBy: null, orderId: status === 'ordered' ? 700 : null, orderNumber: status === 'ordered' ? '112-ОД' : null, orderDate: status === 'ordered' ? day(-2) : null,
      asked: [{ ...fresh, words: [{ personId: fresh.personId, agrees: true, by: 'self', on: day(-3) }], complete: true }, ...of('mentee').map((x) => ({ ...x, words: [], complete: false }))], gapDays: kind === 'replacement' ? 12 + i : null, noticeDue: status === 'ordered', version: 2,
      actions: ['requested', 'curator_review', 'mediation'].includes(status) ? ['review', 'mediation', 'candidate', 'agreement', 'withdrawal', 'evidence'] : status === 'director_decision' ? ['order'] : [],
    };
  });
  const programmes = mentorships.filter((m) => m.programmeId).map(programmeOf);
  const kinds = ['regular', 'acquaintance', 'planning', 'regular', 'consultation', 'final'];
  const meetings = mentorships.filter((m) => !['proposed'].includes(m.status)).flatMap((m, i) => [-34, -20, -6, 3, 17].map((shift, n) => {
    const past = shift < 0;
    const status = past ? (n === 2 ? (i % 3 === 0 ? 'held' : i % 3 === 1 ? 'confirmed' : 'planned') : n === 1 && i % 6 === 2 ? 'cancelled' : 'confirmed') : 'planned';
    const on = day(shift + (personal ? 0 : i % 5));
    const held = ['held', 'confirmed'].includes(status);
    return { id: 8000 + i * 10 + n, mentorshipId: m.id, organisationId: 4400, kind: kinds[(i + n) % 6], plannedOn: on, plannedTime: ['14:30:00', '15:10:00', null][n % 3], heldOn: held ? on : null, durationMin: held ? 45 : null, mode: n % 4 === 3 ? 'remote' : 'in_person', place: n % 2 ? null : 'Кабинет 214', topics: ['Разбор урока', 'План на четверть'].slice(0, 1 + (n % 2)), summary: held ? 'Договорились о посещении урока' : null, status, confirmedByMentor: held, confirmedByMentee: status === 'confirmed', cancelReason: status === 'cancelled' ? 'Болезнь' : null, version: 1, members: m.members.map(({ personId, name, role: r }) => ({ personId, name, role: r })),
      actions: status === 'planned' && (curator || role === 'mentor') ? ['edit', 'holding', 'cancellation', ...(past ? ['missed'] : [])] : status === 'held' && (curator || role === 'mentee') ? ['confirmation'] : [] };
  }));
  const pair = (m) => m ? `${m.members[0].name} → ${m.members[1].name}` : '';
  const task = (kind, title, about, due, why, link) => ({ kind, title, about, due, why, link });
  const desk = () => {
    const m = mentorships;
    const tasks = empty ? [] : director
      ? [task('order-to-sign', 'Подписать приказ', 'О закреплении наставнических пар и групп', null, 'Куратор подготовил приказ.', '/orders/71'), task('programme-to-approve', 'Утвердить программу', pair(m[0]), day(-2), 'Куратор подтвердил программу.', '/programmes/603'), task('programme-to-approve', 'Утвердить программу', pair(m[2]), day(4), 'Куратор подтвердил программу.', '/programmes/602')]
      : personal
        ? [task('activity', 'Выполнить мероприятие', `Посещение и самоанализ урока (${pair(m[0])})`, day(-3), 'Подходит срок мероприятия программы.', '/programmes/600'), task('programme-to-agree', 'Согласовать программу', pair(m[0]), day(2), 'Составлен проект программы.', '/programmes/600'), task('activity', 'Выполнить мероприятие', `Мастер-класс наставника (${pair(m[0])})`, day(20), 'Подходит срок мероприятия программы.', '/programmes/600')]
        : [task('meeting-overdue', 'Уточнить, состоялась ли встреча', pair(m[2]), day(-6), 'День встречи прошёл, отметки нет.', '/meetings/8012'), task('no-meeting', 'Напомнить о встрече', pair(m[5]), day(-4), 'Больше 30 дней без встреч.', '/mentorships/505'), task('first-meeting', 'Назначить первую встречу', pair(m[4]), day(0), 'Приказ подписан, встреч ещё не было.', '/mentorships/504'), task('programme-to-confirm', 'Подтвердить программу', pair(m[7]), day(3), 'Наставник и наставляемый согласовали программу.', '/programmes/602'), task('order-to-prepare', 'Подготовить приказ', pair(m[3]), day(5), 'Участники согласны, приказа ещё нет.', '/mentorships/503'), task('order-to-prepare', 'Подготовить приказ', pair(m[9]), day(18), 'Участники согласны, приказа ещё нет.', '/mentorships/509'), task('agreement-awaited', 'Получить согласие участников', pair(m[1]), null, 'Не все участники согласились.', '/mentorships/501')];
    return { groups: [{ key: 'waiting', tasks }], counts: {} };
  };
  const participant = (p, r) => ({ personId: p.id, name: p.name, minor: p.minor, kind: p.kind, positionOrGrade: p.kind === 'pupil' ? String(p.enrolments[0]?.grade ?? '') : 'teacher', status: r === 'mentor' ? p.mentor.status : p.mentee.status, load: r === 'mentor' ? p.id % 3 : 0, maxLoad: 3, consent: p.id % 11 !== 0 });
  const byId = (list) => (m) => list.find((x) => x.id === Number(m[1]));
  const list = (items, q, fields) => slice(items.filter((x) => Object.entries(fields).every(([k, f]) => !q.get(k) || q.get(k).split(',').includes(String(f(x))))), q);

  // ---- figures ----
  const indicators = [
    ['OP-01', 'Охват организаций наставничеством', 'percent', 'up', false, false, null], ['OP-03', 'Молодые специалисты без наставника', 'percent', 'down', true, false, null], ['OP-04', 'Пары и группы в работе', 'count', 'up', true, false, null],
    ['OP-06', 'Регулярность встреч', 'percent', 'up', true, false, null], ['OP-07', 'Завершено по плану', 'percent', 'up', true, false, null], ['OP-10', 'Ждут наставника', 'count', 'down', true, true, null],
    ['R145-1', 'Дети и подростки 10–19 лет в роли наставляемых', 'percent', 'up', false, true, 'residents_10_19'], ['R145-1S', 'Обучающиеся 10–19 лет в роли наставляемых', 'percent', 'up', true, true, 'pupils_10_19'],
    ['R145-2', 'Дети и подростки 15–19 лет в роли наставников', 'percent', 'up', false, true, 'residents_15_19'], ['R145-2S', 'Обучающиеся 15–19 лет в роли наставников', 'percent', 'up', true, true, 'pupils_15_19'], ['R145-3', 'Молодые специалисты в роли наставляемых', 'percent', 'up', true, false, 'young_specialists_0_3'],
  ].map(([code, name, kind, direction, school, aboutMinors, denominator]) => ({ code, name, kind, direction, aboutMinors, denominator, definition: `${name}: кто считается и от кого, в периоде`, levels: [...(school ? ['school'] : []), 'municipality', 'institute', 'ministry'] }));
  const plans = { 'OP-03': 30, 'R145-1S': 70, 'R145-1': 70, 'R145-2': 10, 'R145-2S': 10, 'R145-3': 70 };
  let bump = 0;
  const figure = (o, i, month = 0) => {
    const n = [...indicators].findIndex((x) => x.code === i.code);
    const scale = { ministry: 40, institute: 40, municipality: 10, school: 1 }[o.level];
    const den = scale * (n === 2 || n === 5 ? 30 : 26) + (o.id % 7) * scale;
    const share = Math.min(0.97, Math.max(0.04, [0.82, 0.39, 0.4, 0.74, 0.91, 0.12, 0.21, 0.48, 0.04, 0.07, 0.61][n] + ((o.id * (n + 3)) % 13) / 60 - 0.1 + month * 0.012 * (i.direction === 'down' ? -1 : 1)));
    const num = Math.round(den * share) + (i.code === 'OP-04' && !month ? bump : 0);
    const state = i.code === 'R145-1' && o.level !== 'municipality' ? 'no_denominator' : i.aboutMinors && role !== 'curator' && role !== 'director' && num > 0 && num < 5 ? 'suppressed' : i.code === 'OP-07' && o.id % 5 === 2 ? 'no_data' : i.code === 'R145-2S' && o.id % 9 === 4 ? 'above_100' : 'ok';
    const value = state === 'ok' || state === 'above_100' ? (i.kind === 'count' ? num : Math.round((num / den) * 1000) / 10 + (state === 'above_100' ? 100 : 0)) : null;
    const target = plans[i.code] ?? null;
    const good = value !== null && target !== null && (i.direction === 'down' ? value <= target : value >= target);
    const near = value !== null && target !== null && (i.direction === 'down' ? value * 0.8 <= target : value >= target * 0.8);
    return { code: i.code, name: i.name, kind: i.kind, direction: i.direction, num: state === 'suppressed' ? null : num, den: i.kind === 'count' && i.code === 'OP-04' ? null : den, value, state, target, light: value === null || target === null || state !== 'ok' ? 'none' : good ? 'green' : near ? 'amber' : 'red', denominatorInfo: i.denominator ? (o.level === 'school' ? { asOf: '2026-09-20', source: 'ОО-1' } : { asOf: null, source: 'Сумма по организациям: 18 из 20' }) : null };
  };
  const unitOf = (id) => organisations.find((o) => o.id === Number(id));
  const of = (o) => indicators.filter((i) => i.levels.includes(o.level));
  const view = (o) => ({ id: o.id, parentId: o.parentId, shortName: o.shortName, fullName: o.fullName, level: o.level, type: o.type });
  const now = new Date();
  const monthCode = (back) => { const d = new Date(now.getFullYear(), now.getMonth() - back, 1); return d.getFullYear() * 100 + d.getMonth() + 1; };
  const forms = [['teacher_teacher', 63], ['teacher_pupil', 25], ['pupil_pupil', 11], ['leader_teacher', 4], ['student_student', null], ['partner_teacher', 2], ['employer_student', 0], ['other', 0]];
  const dashboard = (id, period) => {
    const o = unitOf(id);
    if (!o) return undefined;
    const figures = of(o).map((i) => figure(o, i));
    const young = figures.find((f) => f.code === 'OP-03');
    return { unit: view(o), path: pathOf(o).slice(0, -1).map((p) => view(unitOf(p.id))), period: Number(period ?? 2026), periods: [2026, 2025, 2024, ...Array.from({ length: 15 }, (_, i) => monthCode(i))], asOf: new Date(Date.now() - 420).toISOString(), lagMillis: 420,
      headline: `${young.den - young.num} из ${young.den} молодых специалистов имеют наставника — ${String(Math.round(1000 - young.value * 10) / 10).replace('.', ',')} %, план 70 %`, figures,
      slices: { form: forms.map(([code, value]) => ({ code, name: code, value: value === null ? null : value * { ministry: 40, institute: 40, municipality: 8, school: 1 }[o.level], state: value === null ? 'suppressed' : 'ok' })), method: [] } };
  };
  const children = (id, q) => {
    const level = q.get('level');
    const under = (o) => pathOf(o).some((p) => p.id === Number(id)) && o.id !== Number(id);
    const items = organisations.filter((o) => under(o) && (level ? o.level === level : o.parentId === Number(id))).map((o) => ({ unit: view(o), figures: Object.fromEntries(of(o).map((i) => [i.code, figure(o, i)])) }));
    const sort = q.get('sort') ?? '', code = sort.replace('-', '');
    items.sort((a, b) => code === 'name' ? a.unit.shortName.localeCompare(b.unit.shortName, 'ru') : (a.figures[code]?.value ?? 1e9) - (b.figures[code]?.value ?? 1e9));
    if (sort.startsWith('-')) items.reverse();
    const plain = new URLSearchParams(q); plain.delete('sort');
    return slice(items, plain);
  };
  if (process.env.LIVE) setInterval(() => bump++, 4000).unref();

  return [
    ['GET', /^\/api\/programme\/participants$/, (m, q) => list((q.get('role') === 'mentor' ? mentors : mentees).filter((p) => has(p.name, q.get('q'))).map((p) => participant(p, q.get('role'))), new URLSearchParams([...q].filter(([k]) => k !== 'role' && k !== 'sort')), {})],
    ['GET', /^\/api\/programme\/changes$/, (m, q) => list(changes.filter((x) => !q.get('mentorship') || x.mentorshipId === Number(q.get('mentorship'))), q, { status: (x) => x.status, kind: (x) => x.kind })],
    ['GET', /^\/api\/programme\/changes\/(\d+)$/, byId(changes)],
    ['GET', /^\/api\/programme\/changes\/(\d+)\/evidence$/, () => [{ id: 1, name: 'Приказ об отпуске.pdf', size: 120000 }]],
    ['POST', /^\/api\/programme\/changes\/(\d+)\/[\w-]+$/, (m) => byId(changes)(m)],
    ['POST', /^\/api\/programme\/mentorships\/(\d+)\/(replacement|extension|ending)$/, () => changes[0]],
    ['GET', /^\/api\/programme\/mentorships\/(\d+)\/former-members$/, (m) => (Number(m[1]) % 4 === 2 ? [{ personId: 77, name: 'Соколова Вера Андреевна', role: 'mentor', from: '2026-09-15', to: '2026-10-28', ground: 'G2', order: '104-ОД' }] : [])],
    ['GET', /^\/api\/programme\/meetings\/(\d+)\/guests$/, () => []],
    ['GET', /^\/api\/programme\/mentorships$/, (m, q) => list(mentorships.filter((x) => has(x.members.map((y) => y.name).join(' '), q.get('q'))), q, { status: (x) => x.status, form: (x) => x.form })],
    ['GET', /^\/api\/programme\/mentorships\/(\d+)$/, byId(mentorships)],
    ['GET', /^\/api\/programme\/mentorships\/(\d+)\/history$/, () => [{ verb: 'activation', on: '2026-09-18', note: null, by: 'Берёзова Анна Олеговна', at: '2026-09-18T12:00:00Z' }, { verb: 'order', on: '2026-09-14', note: 'Приказ № 87-ОД', by: 'Рощин Павел Игоревич', at: '2026-09-14T10:12:00Z' }, { verb: 'agreement', on: '2026-09-12', note: null, by: '', at: '2026-09-12T09:00:00Z' }, { verb: 'proposal', on: null, note: null, by: 'Берёзова Анна Олеговна', at: '2026-09-10T08:00:00Z' }]],
    ['POST', /^\/api\/programme\/mentorships$/, (m, q, b) => (b.goal?.includes('?') ? problem(422, 'programme.mentorship.not-ready', 'Участник не готов', 'Исправьте отмеченные поля и отправьте ещё раз.', [{ field: 'menteeIds', message: 'Нет действующего согласия на обработку персональных данных.' }]) : { ...mentorships[1], warnings: ['Нагрузка наставника: 4 наставляемых при норме 3.'] })],
    ['POST', /^\/api\/programme\/mentorships\/(\d+)\/(agreement|completion|termination|suspension|resumption)$/, (m) => byId(mentorships)(m)],
    ['GET', /^\/api\/programme\/orders$/, (m, q) => list(orders, q, { status: (x) => x.status })],
    ['GET', /^\/api\/programme\/orders\/(\d+)$/, byId(orders)],
    ['POST', /^\/api\/programme\/orders\/(\d+)\/signature$/, (m, q, b) => { const o = byId(orders)(m); if (b.number === '87-ОД') return problem(409, 'programme.order.number-taken', 'Номер приказа занят', 'Приказ № 87-ОД в этом году уже есть. Укажите другой номер.', [{ field: 'number', message: 'Номер занят' }]); return Object.assign(o, { status: 'in_force', number: b.number, date: b.date, actions: [], signedBy: 'Рощин Павел Игоревич', signedAt: new Date().toISOString() }); }],
    ['POST', /^\/api\/programme\/orders/, () => orders[1]],
    ['GET', /^\/api\/programme\/templates$/, () => templates],
    ['GET', /^\/api\/programme\/programmes$/, (m, q) => list(programmes, q, { status: (x) => x.status })],
    ['GET', /^\/api\/programme\/programmes\/(\d+)$/, byId(programmes)],
    ['POST', /^\/api\/programme\/mentorships\/(\d+)\/programme$/, () => programmes[1]],
    ['POST', /^\/api\/programme\/activities\/(\d+)\/done$/, (m, q, b) => { for (const p of programmes) { const a = p.activities.find((x) => x.id === Number(m[1])); if (a) { Object.assign(a, { status: 'done', doneOn: b.on, actualResult: b.result }); p.progress.done++; return p; } } return undefined; }],
    ['GET', /^\/api\/programme\/meetings$/, (m, q) => list(meetings.filter((x) => (!q.get('from') || (x.heldOn ?? x.plannedOn) >= q.get('from')) && (!q.get('to') || (x.heldOn ?? x.plannedOn) <= q.get('to'))), q, { status: (x) => x.status, mentorship: (x) => x.mentorshipId })],
    ['GET', /^\/api\/programme\/meetings\/(\d+)$/, byId(meetings)],
    ['POST', /^\/api\/programme\/meetings\/(\d+)\/confirmation$/, (m) => Object.assign(byId(meetings)(m), { status: 'confirmed', actions: [] })],
    ['POST', /^\/api\/programme\/meetings\/(\d+)\//, byId(meetings)],
    ['GET', /^\/api\/programme\/desk$/, desk],
    ['POST', /^\/api\/programme\/.*$/, () => ({ id: 1, version: 2 })],
    ['GET', /^\/api\/monitoring\/indicators$/, () => indicators],
    ['GET', /^\/api\/monitoring\/targets$/, () => ({ items: Object.entries(plans).map(([indicator, value]) => ({ indicator, year: 2024, value, regional: indicator === 'R145-3', version: indicator === 'R145-3' ? 1 : 0 })) })],
    ['PUT', /^\/api\/monitoring\/targets$/, (m, q, b) => { plans[b.indicator] = b.value; return { ...b, regional: true, version: b.version + 1 }; }],
    ['GET', /^\/api\/monitoring\/dashboards\/(\d+)$/, (m, q) => dashboard(m[1], q.get('period'))],
    ['GET', /^\/api\/monitoring\/dashboards\/(\d+)\/trend$/, (m, q) => { const i = indicators.find((x) => x.code === q.get('code')); const o = unitOf(m[1]); return { code: i.code, target: plans[i.code] ?? null, points: Array.from({ length: 12 }, (_, k) => { const f = figure(o, i, k - 11); return { period: monthCode(11 - k), num: f.num, den: f.den, value: k === 3 ? null : f.value, state: k === 3 ? 'no_data' : f.state }; }) }; }],
    ['GET', /^\/api\/monitoring\/dashboards\/(\d+)\/children$/, (m, q) => children(m[1], q)],
  ];
};
