const days = [['mon', 'Понедельник', 'пн'], ['tue', 'Вторник', 'вт'], ['wed', 'Среда', 'ср'], ['thu', 'Четверг', 'чт'], ['fri', 'Пятница', 'пт'], ['sat', 'Суббота', 'сб']] as const;
const parts = [['morning', 'утро'], ['day', 'день'], ['evening', 'вечер']] as const;

/** When somebody can meet: a day with a part of it. */
export const meetingTimes = days.map(([code, day, short]) => ({ group: day, items: parts.map(([part, word]) => ({ value: `${code}_${part}`, label: `${short}, ${word}` })) }));

export const meetingModes = [{ value: 'in_person', label: 'Лично' }, { value: 'remote', label: 'Дистанционно' }];

export const timesHint = 'Утро — до 12 часов, день — до 17, вечер — позже';

/** «пн: день, вечер; ср: утро», in the order of the week. */
export function timesInWords(codes: string[] | undefined): string {
  const said = codes ?? [];
  return days
    .map(([code, , short]) => [short, parts.filter(([part]) => said.includes(`${code}_${part}`)).map(([, word]) => word)] as const)
    .filter(([, words]) => words.length > 0)
    .map(([short, words]) => `${short}: ${words.join(', ')}`)
    .join('; ');
}

export const modesInWords = (codes: string[] | undefined) => meetingModes.filter((m) => codes?.includes(m.value)).map((m) => m.label.toLowerCase()).join(', ');
