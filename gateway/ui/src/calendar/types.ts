/** From which day a term of working days is counted. */
export type CountRule = 'full_days' | 'with_first_day';

export interface CalendarYear {
  year: number;
  /** Days from Monday to Friday that are not worked. */
  daysOff: string[];
  /** Saturdays and Sundays that are worked. */
  workingWeekends: string[];
  source: string;
  countRule: CountRule;
  /** 0 while the region follows the federal calendar. */
  version: number;
  holidays: { date: string; name: string }[];
}

export interface Term {
  from: string;
  days: number;
  countRule: CountRule;
  lastDay: string;
  effectiveFrom: string;
}
