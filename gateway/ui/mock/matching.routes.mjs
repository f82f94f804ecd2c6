// Matching by the contract: one run that is ready, one that goes on, offers, weights, the meeting and the survey.
export function routes({ people, organisations, home, role, empty }) {
  const above = !organisations.find((o) => o.id === home) || organisations.find((o) => o.id === home).level !== 'school';
  const ready = (p) => p.mentor || p.mentee;
  const school = (i) => organisations.filter((o) => o.level === 'school')[i % 3];
  const detail = (p) => (p.enrolments[0] ? `${p.enrolments[0].grade} класс` : 'Учитель');
  const person = (p, i, load) => { const o = above ? school(i) : organisations.find((x) => x.id === 4400); return { personId: p.id, name: above && p.minor ? null : p.name, organisationId: o.id, organisation: o.shortName, detail: detail(p), ...load }; };
  const mentors = people.filter((p) => ready(p) && p.mentor).slice(0, 12).map((p, i) => person(p, i, { load: i % 3, maxLoad: 3 }));
  const mentees = people.filter((p) => p.mentee).slice(0, 26).map((p, i) => person(p, i + 1));
  const criteria = [
    ['competence', 'Дефицит и компетенция', 30, 'Закрывает «методика урока», уровень подтверждён'], ['subject', 'Предмет', 20, 'Оба ведут математику'], ['request', 'Запрос', 15, 'Запрос совпадает с опытом'],
    ['time', 'Время', 10, 'Свободны во вторник после уроков'], ['distance', 'Близость', 10, 'Одна школа'], ['wishes', 'Взаимные пожелания', 15, 'Наставляемый назвал первым'],
  ];
  const contributions = (n) => criteria.map(([criterion, title, of, reason], i) => ({ criterion, title, of, points: (n + i) % 4 === 0 ? 0 : Math.round(of * (0.5 + ((n + i) % 3) / 4)), reason: (n + i) % 4 === 0 ? 'Нет данных или не совпало' : reason }));
  const total = (c) => c.reduce((s, x) => s + x.points, 0);
  let version = 1, target = 'nobody_left', wishes = [], started = 0;
  const given = new Map(mentees.slice(3).map((m, i) => [m.personId, mentors[i % mentors.length]]));
  const pairs = () => mentees.filter((m) => given.get(m.personId)).map((mentee, i) => { const c = contributions(i); return { id: 500 + mentee.personId, mentee, mentor: given.get(mentee.personId), score: total(c), contributions: c, alternatives: mentors.slice(1, 4).map((mentor, k) => ({ mentor, score: 70 - k * 6, reason: 'Меньше опыта с этим запросом' })), pinned: wishes.some((w) => w.kind === 'pin' && w.menteeId === mentee.personId), moved: false, distance: i % 5 === 0 ? 'municipality' : 'school', status: 'draft', mentorshipId: null }; });
  const left = () => mentees.filter((m) => !given.get(m.personId)).map((mentee, i) => ({ mentee, reason: 'capacity', text: ['Все подходящие наставники заняты', 'Нет свободного наставника по физике', 'Нет согласия на обработку данных'][i % 3], cure: ['Увеличьте нагрузку Рощина П. И. или пригласите наставника из другой школы.', 'Попросите муниципалитет подобрать наставника между школами.', 'Оформите согласие в разделе «Согласия».'][i % 3] }));
  const run = (id) => ({ id, organisationId: home, level: above ? 'municipality' : 'school', problem: null, minScore: 0, includeShared: false, actions: [], form: 'teacher_teacher', status: id === 3 && Date.now() - started < 6000 ? 'running' : 'done', progress: { stage: 'scoring', done: Math.min(600, Math.round((Date.now() - started) / 10)), total: 600 }, createdAt: '2026-11-21T09:40:00Z', createdBy: 'Берёзова А. О.', inputsHash: 'ab12', target, targets: [['best_total', 21, 5, 1712, 18, 0], ['nobody_left', 23, 3, 1655, 17, 4], ['own_first', 22, 4, 1640, 21, 2]].map(([t, p, l, score, ownSchool, blocking]) => ({ target: t, pairs: p, left: l, score, ownSchool, blocking })), loosePins: 0, stale: id === 1, version });
  const slice = (list, q) => { const size = Number(q.get('size') ?? 25), page = Number(q.get('page') ?? 0); return { items: list.slice(page * size, page * size + size), page, size, total: list.length, exact: true }; };
  const guests = [...mentors.slice(0, 4).map((p) => ({ ...p, role: 'mentor' })), ...mentees.slice(0, 5).map((p) => ({ ...p, role: 'mentee' }))].map((p, i) => ({ personId: p.personId, name: p.name, detail: p.detail, minor: false, role: p.role, present: i % 2 === 0, answeredOn: i % 3 ? '2026-11-21' : null, enteredBy: i % 3 ? 'self' : null }));
  const meeting = { id: 7, organisationId: 4400, form: 'teacher_teacher', on: '2026-11-20', time: '14:30:00', mode: 'in_person', place: 'Актовый зал', note: null, surveyUntil: '2026-11-27', surveyOpen: true, cancelReason: null, version: 0, mentors: 4, mentees: 5, present: 5, answered: 6, people: guests, sympathies: mentors[0] && mentees[0] ? [{ mentorId: mentors[0].personId, menteeId: mentees[0].personId, mentorRank: 1, menteeRank: 2 }] : [], actions: role === 'curator' ? ['edit', 'cancellation', 'attendance', 'answers'] : [] };
  const choices = (r) => (r === 'mentee' ? mentors : mentees).map((p) => ({ personId: p.personId, name: p.name, detail: p.detail, minor: false, met: true }));
  const weights = { form: 'teacher_teacher', version: 1, actions: ['change'], criteria: criteria.map(([code, title, weight]) => ({ code, title, share: weight, explanation: 'Насколько это сближает наставника и наставляемого.', weight, default: weight })) };
  const root = '\\/api\\/programme\\/matching';
  const at = (tail) => new RegExp(`^${root}${tail}$`);
  return [
    ['GET', at('\\/runs'), () => (empty ? [] : [run(2), run(1)])],
    ['POST', at('\\/runs'), () => { started = Date.now(); return run(3); }],
    ['GET', at('\\/runs\\/(\\d+)'), (m) => run(Number(m[1]))],
    ['GET', at('\\/runs\\/\\d+\\/pairs'), (m, q) => slice(pairs().filter((p) => !q.get('q') || `${p.mentee.name} ${p.mentor.name}`.toLowerCase().includes(q.get('q').toLowerCase())), q)],
    ['GET', at('\\/runs\\/\\d+\\/left'), (m, q) => slice(left(), q)],
    ['GET', at('\\/runs\\/\\d+\\/blocking'), () => (mentors[0] ? [{ mentee: mentees[4], mentor: mentors[2], score: 81, now: 60 }] : [])],
    ['GET', at('\\/runs\\/\\d+\\/candidates'), () => mentors.map((mentor, i) => { const c = contributions(i); return i % 4 === 3 ? { mentor, score: 0, contributions: [], free: 0, chosen: false, rule: 'capacity', cure: 'Выберите другого.', refusal: ['Нагрузка уже наибольшая: 3 из 3.', 'Согласие на обработку данных не действует.', 'Подчинённый не может быть наставником своего руководителя.'][i % 3] } : { mentor, score: total(c), contributions: c, free: 2, chosen: false, rule: null, refusal: null, cure: null }; }).toSorted((a, b) => b.score - a.score)],
    ['POST', at('\\/runs\\/\\d+\\/choice'), (m, q, b) => { target = b.target; version++; return run(2); }],
    ['POST', at('\\/runs\\/(\\d+)\\/moves'), (m, q, b) => { if (b.mentorId) given.set(b.menteeId, mentors.find((x) => x.personId === b.mentorId)); else given.delete(b.menteeId); version++; return run(Number(m[1])); }],
    ['POST', at('\\/runs\\/(\\d+)\\/publication'), (m) => ({ run: run(Number(m[1])), batch: version, pairs: pairs().length, schools: 1 })],
    ['POST', at('\\/runs\\/(\\d+)\\/(withdrawal|cancellation)'), (m) => run(Number(m[1]))],
    ['GET', at('\\/runs\\/\\d+\\/batches'), () => []],
    ['GET', at('\\/runs\\/\\d+\\/comparison'), (m, q) => slice(pairs().slice(0, 3).map((p) => ({ mentee: p.mentee, before: null, after: { mentor: p.mentor, score: p.score } })), q)],
    ['GET', at('\\/runs\\/\\d+\\/loose-pins'), () => []],
    ['POST', at('\\/runs\\/\\d+\\/replay'), () => ({ same: true, hash: 'ab12cd34ef', differences: [] })],
    ['GET', at('\\/wishes'), () => wishes],
    ['PUT', at('\\/wishes'), (m, q, b) => { wishes = [...wishes.filter((w) => w.menteeId !== b.menteeId || w.mentorId !== b.mentorId), b]; version++; return b; }],
    ['GET', at('\\/offers'), () => (empty ? [] : mentees.slice(0, 3).map((mentee, i) => { const c = contributions(i); return { id: i + 1, mentee, mentor: { ...mentors[i], organisation: 'Школа № 3', organisationId: 4402 }, form: 'teacher_teacher', score: total(c), distance: 'municipality', from: 'Заречный', offeredAt: '2026-11-21T09:00:00Z', status: i < 2 ? 'open' : 'accepted', reason: null, mentorshipId: null, hint: i === 0 ? 'Наставник из другой организации. Принять можно, когда он будет оформлен и в вашей организации.' : null, actions: i < 2 ? ['answer'] : [] }; }))],
    ['POST', at('\\/offers\\/\\d+\\/answer'), () => ({})],
    ['GET', at('\\/weights'), () => weights],
    ['PUT', at('\\/weights'), () => ({ ...weights, version: 2 })],
    ['POST', at('\\/weights\\/preview'), () => ({ now: run(2).targets[0], differences: mentees.slice(3, 5).map((m, i) => ({ menteeId: m.personId, was: mentors[i].personId, becomes: mentors[i + 1].personId })), ...Object.fromEntries([['then', run(2).targets[1]]]) })],
    ['GET', /^\/api\/programme\/group-meetings$/, () => (empty ? [] : [{ ...meeting, people: [] }])],
    ['GET', /^\/api\/programme\/group-meetings\/\d+$/, () => meeting],
    ['PUT', /^\/api\/programme\/group-meetings\/.*$/, () => meeting],
    ['POST', /^\/api\/programme\/group-meetings$/, () => meeting],
    ['GET', /^\/api\/programme\/preferences\/mine$/, () => (empty ? [] : [{ meetingId: 7, organisationId: 4400, role: role === 'mentor' ? 'mentor' : 'mentee', form: 'teacher_teacher', on: '2026-11-20', until: '2026-11-27', people: choices(role === 'mentor' ? 'mentor' : 'mentee'), answer: null }])],
    ['GET', /^\/api\/programme\/preferences$/, (m, q) => ({ organisationId: 4400, personId: Number(q.get('person')), name: guests.find((g) => g.personId === Number(q.get('person')))?.name ?? null, detail: 'Учитель', role: q.get('role'), people: choices(q.get('role')), answer: null })],
    ['PUT', /^\/api\/programme\/preferences.*$/, () => ({})],
  ];
}
