/** Another teacher at a meeting, with that teacher's consent. */
export interface Guest {
  personId: number;
  name: string | null;
  topic: string;
  consentOn: string;
  consentBy: 'self' | 'curator';
}
