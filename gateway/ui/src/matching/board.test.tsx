import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { notifications } from '@mantine/notifications';
import { afterEach, describe, expect, it } from 'vitest';
import { inAWeek } from '../mentorship/mentorship';
import { barriers } from '../test/axe';
import { Refusal, show, slice } from '../test/render';
import { Component as OffersPage } from './OffersPage';
import { Component as RunPage } from './RunPage';
import { Component as RunsPage } from './RunsPage';
import type { Candidate, LeftMentee, MatchPair, MatchPerson, Offer, Run } from './types';
import { Component as WeightsPage, shareOf } from './WeightsPage';
import { who } from './words';

// Five at most are shown: the next one waits for its turn.
afterEach(() => notifications.clean());

const man = (personId: number, name: string | null, more: Partial<MatchPerson> = {}): MatchPerson => ({ personId, name, organisationId: 4411, organisation: 'Школа № 12', detail: 'Учитель', ...more });
const roshin = man(1, 'Рощин Павел Игоревич', { load: 1, maxLoad: 3 });
const osokina = man(2, 'Осокина Мария Львовна', { load: 0, maxLoad: 3 });
const busy = man(3, 'Лугинин Тимур Петрович');
const vetrova = man(11, 'Ветрова Анна Петровна');
const klenova = man(12, 'Кленова Ольга Львовна');
const contributions = [
  { criterion: 'subject', title: 'Предмет', points: 20, of: 20, reason: 'Оба ведут математику' },
  { criterion: 'time', title: 'Время', points: 5.5, of: 10, reason: 'Один общий час' },
];
const run: Run = {
  id: 9, organisationId: 4411, level: 'school', form: 'teacher_teacher', status: 'done', progress: null, problem: null, minScore: 0, includeShared: false, actions: ['choice', 'moves', 'publication', 'replay'], createdAt: '2026-11-21T09:40:00Z', createdBy: 'Берёзова А. О.', inputsHash: 'x', target: 'best_total', loosePins: 0, stale: false, version: 4,
  targets: [
    { target: 'best_total', pairs: 1, left: 1, score: 25.5, ownSchool: 1, blocking: 0 },
    { target: 'nobody_left', pairs: 2, left: 0, score: 20, ownSchool: 1, blocking: 1 },
    { target: 'own_first', pairs: 1, left: 1, score: 25, ownSchool: 1, blocking: 0 },
  ],
};
const pair: MatchPair = { id: 70, mentee: vetrova, mentor: roshin, score: 25.5, contributions, alternatives: [{ mentor: osokina, score: 20, reason: 'Другой предмет' }], pinned: false, moved: false, distance: 'school', status: 'draft', mentorshipId: null };
const left: LeftMentee = { mentee: klenova, reason: 'capacity', text: 'Все подходящие наставники заняты', cure: 'Увеличьте нагрузку Рощина П. И.' };
const candidates: Candidate[] = [
  { mentor: roshin, score: 25.5, contributions, free: 2, chosen: false, rule: null, refusal: null, cure: null }, { mentor: osokina, score: 20, contributions, free: 2, chosen: false, rule: null, refusal: null, cure: null },
  { mentor: busy, score: 0, contributions: [], free: 0, chosen: false, rule: 'capacity', refusal: 'Нагрузка уже наибольшая: 3 из 3.', cure: 'Увеличьте нагрузку.' },
];
const base = '/api/programme/matching';
const answers = {
  [`GET ${base}/runs`]: [run], [`GET ${base}/runs/9`]: run, [`GET ${base}/runs/9/pairs`]: slice([pair]), [`GET ${base}/runs/9/left`]: slice([left]), [`GET ${base}/runs/9/batches`]: [],
  [`GET ${base}/runs/9/candidates`]: candidates, [`GET ${base}/runs/9/blocking`]: [{ mentee: klenova, mentor: roshin, score: 40, now: null }], [`GET ${base}/wishes`]: [],
};
const open = (more: Record<string, unknown> = {}, options: Parameters<typeof show>[1] = {}) =>
  show(RunPage, { path: 'matching/:id', at: '/matching/9', ...options, answers: { ...answers, ...more } });

describe('the list of runs', () => {
  it('starts a run with its wishes and opens it', async () => {
    const { container, asked, router } = show(RunsPage, { answers: { ...answers, [`POST ${base}/runs`]: { ...run, id: 10, status: 'queued' } } });
    expect(await screen.findByText('1 пара, без наставника 1')).toBeTruthy();
    expect(await barriers(container)).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Новый подбор' }));
    await userEvent.click(await screen.findByRole('radio', { name: /Сначала своя школа/ }));
    expect(await barriers(document.body)).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Подобрать' }));
    await waitFor(() => expect(asked.find((a) => a.method === 'POST')?.body).toEqual({ organisationId: 4411, form: 'teacher_teacher', target: 'own_first', includeShared: false }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/matching/10'));
  }, 30000);

  it('has one next action when there is nothing, and none for the director', async () => {
    const { unmount } = show(RunsPage, { answers: { [`GET ${base}/runs`]: [] } });
    expect(await screen.findByRole('button', { name: 'Новый подбор' })).toBeTruthy();
    unmount();
    show(RunsPage, { role: 'director', answers: { [`GET ${base}/runs`]: [] } });
    await screen.findByText(/Их начинает куратор/);
    expect(screen.queryByRole('button', { name: 'Новый подбор' })).toBeNull();
  });
});

it('shows the stage of a run that goes on and stops it', async () => {
  const { container, asked } = open({ [`GET ${base}/runs/9`]: { ...run, status: 'running', actions: ['cancellation'], targets: [], progress: { stage: 'scoring', done: 120, total: 600 } }, [`POST ${base}/runs/9/cancellation`]: run });
  expect(await screen.findByText('120 из 600')).toBeTruthy();
  expect(screen.getByText('Считаем баллы пар')).toBeTruthy();
  expect(await barriers(container)).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Остановить' }));
  await waitFor(() => expect(asked.some((a) => a.path.endsWith('/cancellation'))).toBe(true));
}, 30000);

describe('the board', () => {
  it('compares the three targets and takes the chosen one', async () => {
    const { container, asked } = open({ [`POST ${base}/runs/9/choice`]: run });
    await screen.findByRole('button', { name: /Ветрова/ });
    expect(await barriers(container)).toEqual([]);
    await userEvent.click(screen.getByRole('radio', { name: 'Никого без наставника' }));
    await waitFor(() => expect(asked.find((a) => a.path.endsWith('/choice'))?.body).toEqual({ target: 'nobody_left', version: 4 }));
  }, 30000);

  it('works by keyboard alone: choose a mentee, choose a candidate, Enter; Escape goes back', async () => {
    const { container, asked } = open({ [`POST ${base}/runs/9/moves`]: run });
    const user = userEvent.setup();
    (await screen.findByRole('button', { name: /Кленова/ })).focus();
    await user.keyboard('{ArrowDown}{Enter}');
    expect(await screen.findByRole('heading', { name: 'Наставник: Рощин\u00A0П.\u00A0И.' })).toBeTruthy();
    expect(screen.getByRole('progressbar', { name: 'Время: 5,5 из 10' })).toBeTruthy();
    expect(await barriers(container)).toEqual([]);
    await user.keyboard('{Escape}');
    expect((document.activeElement as HTMLElement).dataset.mentee).toBe('11');
    (await screen.findByRole('button', { name: /Сделать наставником: Осокина/ })).focus();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(asked.find((a) => a.path.endsWith('/moves'))?.body).toEqual({ menteeId: 11, mentorId: 2, version: 4 }));
    await user.click(await screen.findByRole('button', { name: 'Отменить' }));
    await waitFor(() => expect(asked.filter((a) => a.path.endsWith('/moves')).at(-1)?.body).toEqual({ menteeId: 11, mentorId: 1, version: 4 }));
  }, 30000);

  it('says why a candidate is refused and what would cure the lack of a mentor', async () => {
    open();
    await userEvent.click(await screen.findByRole('button', { name: /Кленова/ }));
    const panel = await screen.findByRole('region', { name: 'Наставники для выбранного' });
    expect(within(panel).getByText('Увеличьте нагрузку Рощина П. И.')).toBeTruthy();
    await userEvent.click(await within(panel).findByText('Не подходят: 1'));
    expect(within(panel).getByText('Нагрузка уже наибольшая: 3 из 3. Увеличьте нагрузку.')).toBeTruthy();
  }, 30000);

  it('pins and bans with a way back', async () => {
    const { asked } = open({ [`PUT ${base}/wishes`]: {} });
    await userEvent.click(await screen.findByRole('button', { name: /Ветрова/ }));
    await userEvent.click(await screen.findByRole('button', { name: 'Закрепить пару' }));
    await waitFor(() => expect(asked.find((a) => a.method === 'PUT')?.body).toEqual({ organisationId: 4411, menteeId: 11, mentorId: 1, kind: 'pin' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Отменить' }));
    await waitFor(() => expect(asked.filter((a) => a.method === 'PUT').at(-1)?.body).toMatchObject({ kind: 'none' }));
    await userEvent.click(screen.getByRole('button', { name: /Не предлагать: Осокина/ }));
    await waitFor(() => expect(asked.filter((a) => a.method === 'PUT').at(-1)?.body).toMatchObject({ mentorId: 2, kind: 'ban' }));
  }, 30000);

  it('marks relatives apart from bans, and takes the mark back whoever of the two leads', async () => {
    const related = { ...candidates[2] as Candidate, rule: 'relative', refusal: 'Куратор отметил, что участники — родственники.', cure: 'Снимите отметку, если она поставлена по ошибке.' };
    const { asked, container } = open({ [`PUT ${base}/wishes`]: {}, [`GET ${base}/runs/9/candidates`]: [candidates[0], candidates[1], related], [`GET ${base}/wishes`]: [{ menteeId: 3, mentorId: 11, kind: 'relative', reason: null }] });
    await userEvent.click(await screen.findByRole('button', { name: /Ветрова/ }));
    await userEvent.click(await screen.findByRole('button', { name: 'Они родственники' }));
    await waitFor(() => expect(asked.find((a) => a.method === 'PUT')?.body).toEqual({ organisationId: 4411, menteeId: 11, mentorId: 1, kind: 'relative' }));
    await userEvent.click(screen.getByRole('button', { name: /^Родственники: Осокина/ }));
    await waitFor(() => expect(asked.filter((a) => a.method === 'PUT').at(-1)?.body).toMatchObject({ mentorId: 2, kind: 'relative' }));
    await userEvent.click(screen.getByText('Не подходят: 1'));
    expect(await barriers(container)).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: /^Не родственники: Лугинин/ }));
    await waitFor(() => expect(asked.filter((a) => a.method === 'PUT').at(-1)?.body).toMatchObject({ mentorId: 3, kind: 'none' }));
  }, 30000);

  it('two curators: both versions are shown and the curator decides', async () => {
    let first = true;
    const { asked } = open({
      [`POST ${base}/runs/9/moves`]: () => {
        if (!first) return run;
        first = false;
        return new Refusal(409, { code: 'stale-version', title: 'Изменено', detail: 'Изменено', current: { ...run, version: 5 } });
      },
    });
    await userEvent.click(await screen.findByRole('button', { name: /Ветрова/ }));
    await userEvent.click(await screen.findByRole('button', { name: /Сделать наставником: Осокина/ }));
    expect((await screen.findByText(/^Сейчас: Ветрова/)).textContent).toContain('Рощин');
    await userEvent.click(screen.getByRole('button', { name: 'Сделать по-моему' }));
    await waitFor(() => expect(asked.filter((a) => a.path.endsWith('/moves')).length).toBe(2));
  }, 30000);

  it('previews what will be proposed and leaves out what was unticked', async () => {
    const second = { ...pair, id: 71, mentee: klenova };
    const { asked } = open({ [`GET ${base}/runs/9/pairs`]: slice([pair, second]), [`POST ${base}/runs/9/publication`]: { run: { ...run, version: 5 }, batch: 4, pairs: 1, schools: 1 }, [`POST ${base}/runs/9/withdrawal`]: run });
    await userEvent.click(await screen.findByRole('button', { name: 'Предложить пары участникам' }));
    await userEvent.click(await screen.findByRole('checkbox', { name: /Кленова/ }));
    expect(await barriers(document.body)).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Предложить: 1 пара' }));
    await waitFor(() => expect(asked.find((a) => a.path.endsWith('/publication'))?.body).toEqual({ version: 4, except: [71], respondBy: inAWeek() }));
  }, 30000);

  it('offers no publication when every pair is proposed, and to a reader nothing at all', async () => {
    const { unmount } = open({ [`GET ${base}/runs/9`]: { ...run, actions: ['choice', 'moves', 'replay'] } });
    await screen.findByRole('button', { name: /Ветрова/ });
    expect(screen.queryByRole('button', { name: /Предложить пары/ })).toBeNull();
    unmount();
    open({ [`GET ${base}/runs/9`]: { ...run, actions: [] } }, { role: 'psychologist' });
    await userEvent.click(await screen.findByRole('tab', { name: /Без наставника/ }));
    expect(await screen.findByText('Увеличьте нагрузку Рощина П. И.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Подобрать заново|Предложить|Проверить/ })).toBeNull();
  }, 30000);

  it('takes back what was published until somebody answers: at once, by the batch and by the pair', async () => {
    const batch = { batch: 3, at: '2026-11-22T09:00:00Z', by: 'Берёзова А. О.', pairs: 2 };
    const { asked, container } = open({ [`GET ${base}/runs/9/pairs`]: slice([pair, { ...pair, id: 71, mentee: klenova, status: 'proposed' }]), [`GET ${base}/runs/9/left`]: slice([]), [`GET ${base}/runs/9/batches`]: [batch], [`POST ${base}/runs/9/publication`]: { run: { ...run, version: 5 }, batch: 4, pairs: 1, schools: 1 }, [`POST ${base}/runs/9/withdrawal`]: run });
    const withdrawals = () => asked.filter((a) => a.path.endsWith('/withdrawal')).map((a) => a.body);
    await userEvent.click(await screen.findByRole('button', { name: 'Предложить пары участникам' }));
    await userEvent.click(await screen.findByRole('button', { name: /^Предложить: / }));
    await userEvent.click(await screen.findByRole('button', { name: 'Отменить' }));
    await waitFor(() => expect(withdrawals().at(-1)).toEqual({ version: 5, batch: 4 }));
    await userEvent.click(await screen.findByRole('button', { name: /^Кленова/ }));
    await userEvent.click(await screen.findByRole('button', { name: 'Отозвать предложение' }));
    await waitFor(() => expect(withdrawals().at(-1)).toEqual({ version: 4, ids: [71] }));
    await userEvent.click(screen.getByRole('tab', { name: 'Предложено' }));
    await userEvent.click(await screen.findByRole('button', { name: /^Отозвать: 2 пары/ }));
    await waitFor(() => expect(withdrawals().at(-1)).toEqual({ version: 4, batch: 3 }));
    expect(await barriers(container)).toEqual([]);
  }, 30000);

  it('a region publishes all but what was unticked, and leaves the impossible ones as drafts in one click', async () => {
    const many = { items: Array.from({ length: 3 }, (_, k) => ({ ...pair, id: 100 + k, mentee: man(1000 + k, `Иванова Анна ${k}`) })), page: 0, size: 3, total: 1000, exact: false };
    const { asked } = open({
      [`GET ${base}/runs/9/pairs`]: many,
      [`POST ${base}/runs/9/publication`]: new Refusal(422, { code: 'programme.matching.refused', title: 'Пары невозможны', detail: 'Изменилось.', violations: [{ field: 'pairs/101', message: 'Согласие отозвано.' }, { field: 'pairs/4999', message: 'Уже есть наставник.' }] }),
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Предложить пары участникам' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Предложить все пары' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Оставить их черновиками' }));
    expect(asked.some((a) => a.path.endsWith('/pairs') && a.query.get('ids') === '4999')).toBe(true);
    await userEvent.click(await screen.findByRole('button', { name: 'Предложить все пары, кроме 2' }));
    await waitFor(() => expect(asked.findLast((a) => a.path.endsWith('/publication'))?.body).toEqual({ version: 4, except: [101, 4999], respondBy: inAWeek() }));
  }, 60000);

  it('filters are asked of the service, and the rest comes by pages', async () => {
    const { asked } = open({ [`GET ${base}/runs/9/pairs`]: ({ url }: { url: URL }) => ({ ...slice([url.searchParams.get('page') === '1' ? { ...pair, id: 71, mentee: busy } : pair]), size: 1, total: 3 }) });
    await screen.findByRole('button', { name: /Ветрова/ });
    await userEvent.click(screen.getByRole('button', { name: 'Показать ещё' }));
    await waitFor(() => expect(asked.some((a) => a.path.endsWith('/pairs') && a.query.get('page') === '1')).toBe(true));
    await userEvent.click(screen.getByRole('combobox', { name: 'Кого показать' }));
    await userEvent.click(await screen.findByRole('option', { name: 'Закреплённые' }));
    await waitFor(() => expect(asked.some((a) => a.path.endsWith('/pairs') && a.query.get('show') === 'pinned')).toBe(true));
    expect(screen.queryByRole('button', { name: /^Кленова/ })).toBeNull();
  }, 30000);

  it('checks by a replay that the same data give the same pairs', async () => {
    open({ [`POST ${base}/runs/9/replay`]: { same: true, hash: 'abcdef0123', differences: [] } });
    await userEvent.click(await screen.findByRole('button', { name: 'Проверить повтором' }));
    expect(await screen.findByText(/те же данные дают те же пары\. Отпечаток данных abcdef01/)).toBeTruthy();
  }, 30000);

  it('keeps the draft and says at each pair why it cannot be proposed now', async () => {
    open({ [`POST ${base}/runs/9/publication`]: new Refusal(422, { code: 'programme.matching.refused', title: 'Пары невозможны', detail: 'С момента подбора кое-что изменилось.', violations: [{ field: 'pairs/70', message: 'Согласие отозвано.' }] }) });
    await userEvent.click(await screen.findByRole('button', { name: 'Предложить пары участникам' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Предложить: 1 пара' }));
    expect(await screen.findByText('Согласие отозвано.')).toBeTruthy();
    expect(screen.getAllByText('С момента подбора кое-что изменилось.')[0]).toBeTruthy();
  }, 30000);

  it('warns when people have changed, lists those left and pairs that would prefer each other', async () => {
    const { container } = open({ [`GET ${base}/runs/9`]: { ...run, stale: true } });
    expect(await screen.findByText('С тех пор люди изменились')).toBeTruthy();
    await userEvent.click(screen.getByRole('tab', { name: /Без наставника/ }));
    expect(await screen.findByText('Увеличьте нагрузку Рощина П. И.')).toBeTruthy();
    await userEvent.click(screen.getByRole('tab', { name: /Предпочли бы/ }));
    expect(await screen.findByText(/Кленова.*Рощин/)).toBeTruthy();
    await userEvent.click(screen.getByRole('tab', { name: 'Сравнить с прежним' }));
    expect(await screen.findByText(/Сравнивать не с чем/)).toBeTruthy();
    expect(await barriers(container)).toEqual([]);
  }, 30000);
});

it('BR-066: above the school a child is a class of a school, and the pairs go to schools', async () => {
  const child = man(13, null, { detail: '7 класс', organisation: 'Школа № 3', organisationId: 4403 });
  expect(who(child)).toBe('7 класс, Школа № 3');
  const { asked } = open({ 'GET /api/registry/organisations': slice([{ id: 4403, shortName: 'Школа № 3' }]), [`GET ${base}/runs/9`]: { ...run, organisationId: 44, level: 'municipality' }, [`GET ${base}/runs/9/pairs`]: slice([{ ...pair, mentee: child, distance: 'municipality' }]) }, { role: 'municipal', organisation: { id: 44, level: 'municipality', type: 'authority', shortName: 'Заречный' } });
  await userEvent.click(await screen.findByRole('button', { name: /7 класс, Школа № 3/ }));
  expect(await screen.findByText('Имя видит только школа')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Предложить пары школам' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Закрепить пару' })).toBeNull();
  await userEvent.click(screen.getByRole('combobox', { name: 'Школа' }));
  await userEvent.click(await screen.findByRole('option', { name: 'Школа № 3' }));
  await waitFor(() => expect(asked.some((a) => a.path.endsWith('/pairs') && a.query.get('organisation') === '4403')).toBe(true));
}, 30000);

it('compares with an earlier run over all pairs of both, by pages', async () => {
  const earlier = { ...run, id: 8 };
  const { asked, container } = open({ [`GET ${base}/runs`]: [run, earlier], [`GET ${base}/runs/9/comparison`]: { items: [{ mentee: vetrova, before: null, after: { mentor: roshin, score: 25 } }], page: 0, size: 1, total: 1000, exact: false } });
  await userEvent.click(await screen.findByRole('tab', { name: 'Сравнить с прежним' }));
  expect(await screen.findByText(/^Больше 1\s000 наставляемых с другим результатом/)).toBeTruthy();
  expect(screen.getByText('было: без наставника')).toBeTruthy();
  expect(asked.find((a) => a.path.endsWith('/comparison'))?.query.get('with')).toBe('8');
  await userEvent.click(screen.getAllByRole('button', { name: 'Показать ещё' }).at(-1) as HTMLElement);
  await waitFor(() => expect(asked.some((a) => a.path.endsWith('/comparison') && a.query.get('page') === '1')).toBe(true));
  expect(await barriers(container)).toEqual([]);
}, 30000);

it('a school takes or declines what the municipality offers', async () => {
  const offer: Offer = {
    id: 3, mentee: vetrova, mentor: { ...roshin, organisation: 'Школа № 3', organisationId: 4403 }, form: 'teacher_teacher', score: 64, distance: 'municipality', from: 'Заречный', offeredAt: '2026-11-21T09:00:00Z',
    status: 'open', reason: null, mentorshipId: null, hint: 'Принять можно, когда наставник оформлен у вас.', actions: ['answer'],
  };
  const { container, asked } = show(OffersPage, { answers: { [`GET ${base}/offers`]: slice([offer, { ...offer, id: 4, status: 'accepted', mentorshipId: 8, actions: [] }]), [`POST ${base}/offers/3/answer`]: new Refusal(422, { code: 'programme.mentorship.members', title: 'Состав', detail: 'Наставник пока не числится в вашей организации.' }) } });
  await userEvent.click(await screen.findByRole('button', { name: /^Отклонить: Ветрова/ }));
  await userEvent.type(await screen.findByRole('textbox', { name: /Почему пара/ }), 'Есть свой наставник');
  expect(await barriers(container)).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Отклонить' }));
  await waitFor(() => expect(asked.find((a) => a.method === 'POST')?.body).toEqual({ accepted: false, reason: 'Есть свой наставник' }));
  await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Отменить' }));
  await userEvent.click(await screen.findByRole('button', { name: /^Принять/ }));
  await waitFor(() => expect(asked.filter((a) => a.method === 'POST').at(-1)?.body).toEqual({ accepted: true }));
  expect(await screen.findByText('Наставник пока не числится в вашей организации.')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Открыть пару' }).getAttribute('href')).toBe('/mentorships/8');
}, 30000);

it('the institute sees what a weight would change before saving it', async () => {
  expect(shareOf(20, { a: 20, b: 60 })).toBe(25);
  expect(shareOf(0, {})).toBe(0);
  const criteria = [{ code: 'subject', title: 'Предмет', explanation: 'Оба ведут один предмет.', weight: 20, default: 20, share: 67 }, { code: 'time', title: 'Время', explanation: 'Есть общие часы.', weight: 10, default: 10, share: 33 }];
  const { container, asked } = show(WeightsPage, {
    role: 'institute', organisation: { id: 2, level: 'institute', type: 'authority', shortName: 'ИРО' },
    answers: {
      [`GET ${base}/runs`]: [run], [`GET ${base}/weights`]: { form: 'teacher_teacher', version: 1, criteria, actions: ['change'] },
      // The service calls it so; nobody awaits the object itself.
      // oxlint-disable-next-line unicorn/no-thenable
      [`POST ${base}/weights/preview`]: { now: run.targets[0], then: { ...run.targets[0], pairs: 2 }, differences: [{ menteeId: 11, was: 1, becomes: 2 }] },
      [`GET ${base}/runs/9/pairs`]: slice([pair]),
      [`PUT ${base}/weights`]: { form: 'teacher_teacher', version: 2, criteria, actions: ['change'] },
    },
  });
  const box = await screen.findByRole('textbox', { name: 'Вес: Предмет' });
  await userEvent.clear(box);
  await userEvent.type(box, '40');
  expect(await screen.findByText('Другой результат у 1 наставляемого.')).toBeTruthy();
  expect((await screen.findByText(/Ветрова.*→/)).textContent).toContain('Осокина');
  expect(asked.find((a) => a.path.endsWith('/preview'))?.body).toMatchObject({ form: 'teacher_teacher', runId: 9, weights: { subject: 40, time: 10 } });
  expect(await barriers(container)).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Сохранить веса' }));
  await waitFor(() => expect(asked.find((a) => a.method === 'PUT')?.body).toMatchObject({ version: 1, weights: { subject: 40, time: 10 } }));
}, 30000);
