import type { Account, AccountGrant } from '../api/types';

/** What the list of accounts tells beyond the account itself. */
export interface IssuedAccount extends Account {
  /** Last day of signing in, after a dismissal. */
  closedOn?: string;
  /** Until when an unused invitation opens the account. */
  invited?: string;
  activated?: boolean;
  grants: IssuedGrant[];
}

export interface IssuedGrant extends AccountGrant {
  insteadOf?: number;
  version: number;
}

/** What stands on a printed invitation; the code is told only once. */
export interface Slip {
  accountId: number;
  username: string;
  displayName: string;
  code: string;
  expiresAt: string;
  grants: IssuedGrant[];
}

export interface ActivationState {
  state: 'open' | 'waiting' | 'ready';
  problem?: string | null;
}
