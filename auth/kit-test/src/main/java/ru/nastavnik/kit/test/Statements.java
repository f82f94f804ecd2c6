package ru.nastavnik.kit.test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import javax.sql.DataSource;

import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Counts the SQL statements of a piece of work. The setting of the scope that begins each
 * transaction is not counted, nor is what background threads of the kit do.
 */
public final class Statements {

	private static final List<String> SEEN = Collections.synchronizedList(new ArrayList<>());

	private static volatile boolean recording;

	private Statements() {
	}

	/** Work that may throw. */
	public interface Work {

		void run() throws Exception;

	}

	public static int count(Work work) {
		return of(work).size();
	}

	/** The statements of the work, for a readable failure. */
	public static List<String> of(Work work) {
		SEEN.clear();
		recording = true;
		try {
			work.run();
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			recording = false;
		}
		return List.copyOf(SEEN);
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Counting {

		@Bean
		static BeanPostProcessor countingDataSource() {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String beanName) {
					return (bean instanceof DataSource source
							&& !(bean instanceof net.ttddyy.dsproxy.support.ProxyDataSource))
									? ProxyDataSourceBuilder.create(source).listener(new Listener()).build() : bean;
				}

			};
		}

	}

	private static final class Listener implements QueryExecutionListener {

		@Override
		public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
		}

		@Override
		public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
			if (recording && !Thread.currentThread().getName().matches("feed-.*|audit-.*|idempotency-purge")) {
				queries.stream()
					.map(QueryInfo::getQuery)
					.filter((sql) -> !sql.startsWith("select set_config('scope."))
					.forEach(SEEN::add);
			}
		}

	}

}
