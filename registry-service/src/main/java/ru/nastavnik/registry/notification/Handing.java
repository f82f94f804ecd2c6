package ru.nastavnik.registry.notification;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Hands what was said to those whom it is for: one transaction for each region and round,
 * so it arrives exactly once.
 */
@Service
@Transactional
class Handing {

	private static final int BATCH = 200;

	private static final String HAND = """
			with taken as (
			  delete from notice where id in (select id from notice where region_id = :region order by id limit :batch
			    for update skip locked) returning *
			), meant as (
			  select id as notice_id, region_id, said_by, to_account as account_id from taken where to_account is not null
			  union select n.id, n.region_id, n.said_by, a.id from taken n
			    join account a on a.region_id = n.region_id and a.person_id = n.to_person
			  union select n.id, n.region_id, n.said_by, g.account_id from taken n
			    join role_grant g on g.region_id = n.region_id and g.unit_id = n.unit_id and g.role = any (n.roles)
			      and g.revoked_at is null and g.valid_from <= current_date
			      and (g.valid_to is null or g.valid_to >= current_date)
			), reached as (
			  select m.notice_id, a.id as account_id, a.subject, a.email from meant m
			  join account a on a.region_id = m.region_id and a.id = m.account_id and a.enabled
			    and (a.closed_on is null or a.closed_on >= current_date or exists (select from role_grant o
			      where o.region_id = a.region_id and o.account_id = a.id and o.revoked_at is null
			      and (o.valid_to is null or o.valid_to > a.closed_on)))
			  where a.subject is distinct from m.said_by
			), told as (
			  insert into notification (region_id, account_id, caller, kind, title, body, link)
			  select n.region_id, r.account_id, r.subject, n.kind, n.title, n.body, n.link
			  from reached r join taken n on n.id = r.notice_id where n.secret is null order by n.id, r.account_id
			), written as (
			  insert into letter (region_id, account_id, kind, address, title, body, link, secret)
			  select n.region_id, r.account_id, n.kind, r.email, n.title, n.body, n.link, n.secret
			  from reached r join taken n on n.id = r.notice_id
			  left join notification_preference p on p.region_id = n.region_id and p.caller = r.subject
			  where :mail and r.email is not null and (n.secret is not null or not n.kind = any (coalesce(p.without_mail, '{}')))
			  order by n.id, r.account_id
			)
			select count(*) from taken""";

	private final JdbcClient jdbc;

	private final MailProperties mail;

	Handing(JdbcClient jdbc, MailProperties mail) {
		this.jdbc = jdbc;
		this.mail = mail;
	}

	/** In the scope of the feed: the regions where something was said. */
	@Transactional(readOnly = true)
	List<Long> regions() {
		return this.jdbc.sql("select distinct region_id from notice").query(Long.class).list();
	}

	/** In the scope of the region's facts; gives whether there is more. */
	boolean hand(long region) {
		return this.jdbc.sql(HAND)
			.param("region", region)
			.param("batch", BATCH)
			.param("mail", this.mail.isOn())
			.query(Long.class)
			.single() == BATCH;
	}

	/**
	 * In the scope of the region's facts: what was read half a year ago, and the wishes
	 * of accounts that are gone.
	 */
	void tidy(long region) {
		this.jdbc.sql("delete from notification where region_id = :region and created_at < now() - interval '180 days'")
			.param("region", region)
			.update();
		this.jdbc.sql("""
				delete from notification_preference p where region_id = :region and not exists (select from account a
				  where a.region_id = p.region_id and a.subject = p.caller)""").param("region", region).update();
	}

}
