/** A line of the log of one service. */
export interface AuditEntry {
  id: number;
  at: string;
  actor: string;
  role?: string;
  /** The account of whoever is substituted. */
  insteadOf?: number;
  action: string;
  type: string;
  subjectId?: number;
  personId?: number;
  people?: number[];
  organisationId: number;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
  redacted: boolean;
  trace?: string;
  ip?: string;
}

export interface AuditPart {
  items: AuditEntry[];
  next?: string;
}

export interface AuditFilter {
  organisation?: number;
  person?: number;
  actor?: string;
  action?: string;
  from?: string;
  to?: string;
}
