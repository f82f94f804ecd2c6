// Invented consents, templates of documents and the check of a printed form. Writing changes what is kept in memory.
export const routes = ({ slice, has, people, home, problem }) => {
  const consents = () => people.flatMap((p) => p.consents);
  const without = () => people.filter((p) => p.consents.length === 0);
  let operator = { organisationId: home.id, name: home.fullName, address: '', processor: 'ГАУ ДПО «Институт развития образования»', version: 1 };
  const jobs = new Map();
  const field = (name, explanation, required) => ({ name, explanation, sample: 'пример', required });
  const kinds = [
    { code: 'consent-processing', title: 'Согласие на обработку персональных данных', note: 'Без него человек не попадает ни в базу наставляемых, ни в реестр наставников.', inForce: 1, tables: [],
      fields: [field('оператор', 'полное название организации', true), field('субъект', 'чьи данные, фамилия, имя и отчество полностью', true), field('номер', 'номер бланка в системе', false)],
      versions: [
        { id: 2, kind: 'consent-processing', number: 2, status: 'draft', fileName: 'Согласие, редакция 2.docx', uploadedAt: '2026-11-20T10:00:00Z', notes: ['Колонтитулы попадают только в DOCX: в PDF нумерация страниц своя.'] },
        { id: 1, kind: 'consent-processing', number: 1, status: 'active', fileName: 'Согласие.docx', uploadedAt: '2026-10-20T10:00:00Z', activatedOn: '2026-10-21', notes: [] },
      ] },
    { code: 'processing-instruction', title: 'Поручение на обработку персональных данных', note: 'Владелец платформы обрабатывает данные по поручению оператора.', inForce: 0, tables: [], fields: [field('оператор', 'полное название организации', true)], versions: [] },
  ];
  const outcome = (done) => ({ done, refused: [] });
  return [
    ['GET', /^\/api\/registry\/consents\/board$/, () => {
      const count = (status) => consents().filter((c) => c.status === status).length;
      return { counts: { missing: without().length, draft: 0, issued: count('issued'), active: count('active'), expiring: 7, superseded_needed: 2, withdrawn: count('withdrawn'), expired: count('expired'), superseded: 0, destroyed: 0 } };
    }],
    ['GET', /^\/api\/registry\/consents\/missing$/, (m, q) => slice(without().filter((p) => has(p.name, q.get('q'))).map((p, i) => ({ personId: p.id, personName: p.name, minor: p.minor, schoolClass: p.minor ? '7Б' : null, kind: q.get('kind') ?? 'processing', lacking: ['processing', 'photo', 'transfer'], mentorStatus: p.minor ? null : 'candidate', menteeStatus: p.minor ? 'consent_pending' : null, represented: i % 5 !== 0 })), q)],
    ['GET', /^\/api\/registry\/consents\/signers$/, (m, q) => consents().filter((c) => q.get('ids').split(',').includes(String(c.id))).map((c, i) => ({ id: c.id, personId: c.personId, personName: c.personName, minor: i % 2 === 0, teenager: i % 2 === 0, kind: c.kind, signers: i % 2 ? [{ personId: c.personId, name: c.personName, self: true }] : [{ personId: 1, name: 'Родителев Пётр Ильич', self: false }, { personId: 2, name: 'Родителева Инна Юрьевна', self: false }] }))],
    ['GET', /^\/api\/registry\/consents\/choices$/, () => ({ data: [{ code: 'name', title: 'фамилия, имя, отчество', special: false }, { code: 'study', title: 'место учёбы, класс', special: false }, { code: 'achievements', title: 'достижения', special: false }], kinds: ['processing', 'distribution', 'photo', 'transfer', 'labour'].map((kind) => ({ kind, title: kind, usual: { purpose: 'цель', data: ['name'], actions: 'сбор', recipient: 'ЦНППМ', resources: 'https://school.example' } })) })],
    ['POST', /^\/api\/registry\/consents\/batch$/, (m, q, b) => outcome(b.personIds.map((id) => {
      const p = people.find((x) => x.id === id);
      p.consents.push({ id: 90000 + id, personId: id, personName: p.name, kind: b.kind, status: 'issued', version: 1 });
      return 90000 + id;
    }))],
    ['POST', /^\/api\/registry\/consents\/signatures$/, (m, q, b) => { consents().filter((c) => b.ids.includes(c.id)).forEach((c) => Object.assign(c, { status: 'active', signedOn: b.signedOn })); return outcome(b.ids); }],
    ['POST', /^\/api\/registry\/consents\/signatures\/cancellation$/, (m, q, b) => { consents().filter((c) => b.ids.includes(c.id)).forEach((c) => Object.assign(c, { status: 'issued', signedOn: null })); return outcome(b.ids); }],
    ['POST', /^\/api\/registry\/consents\/cancellation$/, (m, q, b) => { people.forEach((p) => { p.consents = p.consents.filter((c) => !b.ids.includes(c.id)); }); return outcome(b.ids); }],
    ['GET', /^\/api\/registry\/organisations\/(\d+)\/operator$/, () => operator],
    ['PUT', /^\/api\/registry\/organisations\/(\d+)\/operator$/, (m, q, b) => (operator = { ...operator, ...b, version: operator.version + 1 })],
    ['POST', /^\/api\/registry\/exports$/, (m, q, b) => {
      const job = { id: jobs.size + 1, list: b.list, title: b.ids ? 'Бланки согласий' : 'Список', format: b.format, status: 'running', done: 0, total: b.ids?.length ?? null };
      jobs.set(job.id, job);
      return job;
    }],
    ['GET', /^\/api\/registry\/exports\/(\d+)$/, (m) => {
      const job = jobs.get(Number(m[1]));
      if (!job) return problem(404, 'not-found', 'Не найдено', 'Выгрузки нет.');
      job.done = Math.min(job.total ?? 10, job.done + 10);
      if (job.done >= (job.total ?? 10)) job.status = 'done';
      return job;
    }],
    ['GET', /^\/api\/registry\/document-kinds$/, () => kinds],
    ['POST', /^\/api\/registry\/document-checks$/, () => ({ number: 1024, title: 'Согласие на обработку персональных данных', operator: home.fullName, issuedOn: '2026-09-01', signedOn: '2026-09-03', form: 'e_sign', status: 'active', until: '2030-03-05' })],
  ];
};
