--liquibase formatted sql

--changeset registry:0055-notice
--comment: What was said in a command's transaction and has not been handed out yet. Anybody in the region may say something, only the delivery reads it. Rows live for milliseconds; they name roles of a unit, one person or one account.
create table notice (
  id bigint generated always as identity primary key,
  region_id bigint not null,
  kind text not null,
  unit_id bigint,
  roles text[] not null default '{}',
  to_person bigint,
  to_account bigint,
  said_by text not null default '',
  title text not null,
  body text not null,
  link text,
  secret text,
  created_at timestamptz not null default now()
);
call protect('notice', array['feed', 'intake'], array['feed', 'intake', 'region']);

--changeset registry:0055-notification
--comment: The inbox of an account. The caller is the account in a token; it is unknown until the account has been in Keycloak.
create table notification (
  id bigint generated always as identity,
  region_id bigint not null,
  account_id bigint not null,
  caller text,
  kind text not null,
  title text not null,
  body text not null,
  link text,
  created_at timestamptz not null default now(),
  read_at timestamptz,
  primary key (region_id, id),
  constraint notification_account foreign key (region_id, account_id) references account (region_id, id) on delete cascade
);
create index notification_caller on notification (region_id, caller, id desc);
create index notification_unread on notification (region_id, caller) where read_at is null;
create index notification_account on notification (region_id, account_id);
call protect('notification', array['caller', 'intake'], array['caller', 'intake']);

--changeset registry:0055-letter
--comment: The queue of letters. What was sent or given up loses its text; the secret is sealed.
create table letter (
  id bigint generated always as identity primary key,
  region_id bigint not null,
  account_id bigint not null,
  kind text not null,
  address text,
  title text not null,
  body text,
  link text,
  secret text,
  created_at timestamptz not null default now(),
  due_at timestamptz not null default now(),
  attempts int not null default 0,
  problem text,
  sent_at timestamptz,
  given_up_at timestamptz,
  constraint letter_account foreign key (region_id, account_id) references account (region_id, id) on delete cascade
);
create index letter_due on letter (due_at) where sent_at is null and given_up_at is null;
create index letter_account on letter (region_id, account_id);
call protect('letter', array['feed'], array['feed', 'intake']);

--changeset registry:0055-preference
--comment: Of which kinds somebody wants no letters. No row: letters of every kind.
create table notification_preference (
  region_id bigint not null,
  caller text not null,
  without_mail text[] not null default '{}',
  primary key (region_id, caller)
);
call protect('notification_preference', array['caller', 'intake'], array['caller', 'intake']);

--changeset registry:0055-account-person
create index account_person on account (region_id, person_id) where person_id is not null;

--changeset registry:0055-data-request-reminder
--comment: For which day the organisation was reminded; the reminder finds requests of all regions by their days only.
alter table data_request add column reminded_for date;
create index data_request_due on data_request (due_on) where status not in ('answered', 'closed');
call protect('data_request', array['own', 'feed'], array['write']);
