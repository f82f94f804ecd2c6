import { Title } from '@mantine/core';
import type { MenteeCategory } from '../api/types';
import { formWords, menteeCategoryWords, positionWords, representativeWords } from '../api/words';
import { namesOf } from '../mentor/codes';
import { useDictionaries } from '../person/person';
import { Facts } from '../ui/Page';
import { formatDate } from '../ui/russian';
import { mentorshipStatuses } from '../ui/statuses';
import { teacherCategoryWords } from '../person/words';
import type { FilePart } from './types';
import { itemWords } from './words';

const word = (words: Record<string, unknown>, code: string | undefined) => (code ? String((words as Record<string, string>)[code] ?? '') : '');

const period = (from: string | undefined, to: string | undefined) => [from && `с ${formatDate(from)}`, to && `по ${formatDate(to)}`].filter(Boolean).join(' ');

/** One part of a personal file in words. */
export function PartView({ part }: { part: FilePart }) {
  const dictionaries = useDictionaries();
  const d = dictionaries.data;
  const rows: [string, React.ReactNode][] = [];
  if (part.birthDate) rows.push(['Дата рождения', formatDate(part.birthDate)]);
  if (part.request) {
    rows.push(['Кто это', menteeCategoryWords[part.request.category as MenteeCategory]], ['Главный запрос', part.request.mainRequest], ['Темы запроса', namesOf(d, 'requestCodes', part.request.requestCodes).join(', ')]);
  }
  if (part.gaps) {
    rows.push(['Группы трудностей', namesOf(d, 'problemGroups', part.gaps.problemGroups).join(', ')], ['Затруднения', [...namesOf(d, 'gaps', part.gaps.gapCodes), part.gaps.note].filter(Boolean).join(', ')]);
  }
  part.classes?.forEach((c) => rows.push(['Класс', `${c.grade}${c.letter ? ` «${c.letter}»` : ''}, ${period(c.from, c.to)}`]));
  part.posts?.forEach((p) => rows.push(['Должность', [word(positionWords, p.position), word(teacherCategoryWords, p.category), p.experienceSince && `стаж с ${formatDate(p.experienceSince)}`, period(p.hiredOn, p.dismissedOn)].filter(Boolean).join(', ')]));
  part.history?.forEach((h) => rows.push(['Наставничество', [word(formWords, h.form), mentorshipStatuses[h.status as keyof typeof mentorshipStatuses]?.label, period(h.startOn, h.endedOn)].filter(Boolean).join(', ')]));
  part.contacts?.forEach((c) => rows.push([c.kind ? word(representativeWords, c.kind) || 'Представитель' : 'Контакт', [c.name, c.phone, c.email].filter(Boolean).join(', ')]));
  return (
    <div>
      <Title order={3} size="h5" mb={4}>{itemWords[part.item].replace(/ \(.*/, '')}</Title>
      {rows.length > 0 ? <Facts items={rows} /> : <p>Здесь ничего не записано.</p>}
    </div>
  );
}
