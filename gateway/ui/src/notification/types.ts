export interface Notification {
  id: number;
  kind: string;
  title: string;
  body: string;
  link?: string;
  createdAt: string;
  read: boolean;
}

export interface NotificationPart {
  items: Notification[];
  unread: number;
  next?: number;
}

export interface MailPreference {
  /** Whether the platform sends letters at all. */
  mail: boolean;
  kinds: { kind: string; title: string; mail: boolean }[];
}
