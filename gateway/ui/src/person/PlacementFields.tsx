import type { ReactNode } from 'react';
import { dateError } from '../ui/fields';
import { Line } from '../ui/FormPage';
import { subjectList } from './words';

/** Where the person works or studies, as forms hold it. */
export interface Placement {
  kind: 'staff' | 'pupil';
  position: string;
  subject: string;
  category: string;
  experienceSince: string;
  hiredOn: string;
  grade: string;
  letter: string;
  enrolledOn: string;
}

export const placementLabels = {
  kind: 'Кто это',
  position: 'Должность',
  subject: 'Предмет',
  category: 'Квалификационная категория',
  experienceSince: 'Педагогический стаж с',
  hiredOn: 'Принят на работу',
  grade: 'Класс',
  letter: 'Буква',
  enrolledOn: 'Учится с',
};

export const gradeOptions = Array.from({ length: 11 }, (_, i) => ({ value: String(i + 1), label: String(i + 1) }));

export function placementErrors(v: Placement): Record<string, string | undefined> {
  return v.kind === 'staff'
    ? {
        position: v.position ? undefined : 'Выберите должность',
        hiredOn: dateError(v.hiredOn),
        experienceSince: dateError(v.experienceSince, false),
      }
    : { grade: v.grade ? undefined : 'Выберите класс', enrolledOn: dateError(v.enrolledOn) };
}

export function placementBody(v: Placement) {
  return v.kind === 'staff'
    ? {
        employment: {
          position: v.position, subjects: subjectList(v.subject), category: v.category || null,
          experienceSince: v.experienceSince || null, hiredOn: v.hiredOn,
        },
      }
    : { enrolment: { grade: Number(v.grade), letter: v.letter.trim() || null, from: v.enrolledOn } };
}

interface Props {
  values: Placement;
  position: ReactNode;
  subject: ReactNode;
  category: ReactNode;
  experienceSince: ReactNode;
  hiredOn: ReactNode;
  grade: ReactNode;
  letter: ReactNode;
  enrolledOn: ReactNode;
}

/** Either the job or the class, never both. */
export function PlacementFields(p: Props) {
  return p.values.kind === 'staff' ? (
    <>
      {p.position}
      <Line>{p.subject}{p.category}</Line>
      <Line>{p.hiredOn}{p.experienceSince}</Line>
    </>
  ) : (
    <>
      <Line>{p.grade}{p.letter}</Line>
      {p.enrolledOn}
    </>
  );
}
