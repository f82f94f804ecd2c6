import type { MenteeProfile } from '../api/types';
import type { EngagedHead, Engagement, Step } from '../mentor/types';

/** A line of the base: the person, the work with a mentor, the profile. */
export interface MenteeRow extends MenteeProfile, EngagedHead {
  psychologist?: string | null;
}

export interface ThirdPartyNote {
  id: number;
  sourceRole: string;
  text: string;
  toldOn: string;
}

export interface MenteeCard extends MenteeProfile {
  /** Absent for everybody but the curator and the psychologist. */
  thirdParty?: ThirdPartyNote[] | null;
  needsSupport?: { open: boolean; support?: { codes: string[]; note?: string | null } | null } | null;
  steps: Step[];
  engagements: Engagement[];
  contact?: string | null;
}
