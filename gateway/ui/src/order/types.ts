import type { Order } from '../api/types';

/** What the public page says of an order: nobody who is listed. */
export interface OrderCheck {
  title: string;
  number?: string | null;
  date?: string | null;
  organisation: string;
  status: Order['status'];
  effectiveOn?: string | null;
  signer: string;
  post: string;
  signedAt: string;
  sha256: string;
  amended: boolean;
}

/** A book of orders in a year. */
export interface OrderJournal {
  journal: NonNullable<Order['journal']>;
  title: string;
  year: number;
  /** How its numbers look; `{n}` counts. */
  pattern: string;
  own: boolean;
  /** Whether a gap needs a reason. */
  consecutive: boolean;
  last?: string | null;
  lastDate?: string | null;
  next: string;
  version: number;
}

/** Somebody an order lists, as the form keeps them. */
export interface NamedPerson {
  personId: number;
  name: string;
  note: string;
}

/** What an order says besides its text. */
export interface OrderPayload {
  people?: { personId: number; note?: string | null }[];
  /** New ends of mentorships that go on. */
  extensions?: { mentorshipId: number; newEnd: string }[];
  /** Mentorships that the order ends before their time. */
  endings?: { mentorshipId: number; ground: 'E2' | 'E3' }[];
  from?: string | null;
  to?: string | null;
  subject?: string | null;
  basis?: string | null;
  pay?: string | null;
  control?: string | null;
}
