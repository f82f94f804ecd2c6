package ru.nastavnik.kit.audit;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.ComponentType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Placed;
import ru.nastavnik.kit.tenancy.Scope;

/**
 * Writes every insert, change and delete of an entity with a place into the log.
 */
class AuditListener implements PostInsertEventListener, PostUpdateEventListener, PostDeleteEventListener {

	/** Columns that say nothing to a reader of the log. */
	private static final Set<String> TECHNICAL = Set.of("version", "createdAt", "createdBy", "updatedAt", "updatedBy",
			"regionId", "instituteId", "municipalityId", "organisationId", "participants", "readers", "organisations");

	private static final String HIDDEN = "•••";

	private final Audit audit;

	private final Set<String> excluded;

	private final Map<String, Treatment> treatments = new ConcurrentHashMap<>();

	AuditListener(EntityManagerFactory factory, Audit audit, Collection<String> excluded) {
		this.audit = audit;
		this.excluded = Set.copyOf(excluded);
		EventListenerRegistry registry = Objects.requireNonNull(factory.unwrap(SessionFactoryImplementor.class)
			.getServiceRegistry()
			.getService(EventListenerRegistry.class));
		registry.appendListeners(EventType.POST_INSERT, this);
		registry.appendListeners(EventType.POST_UPDATE, this);
		registry.appendListeners(EventType.POST_DELETE, this);
	}

	private enum Treatment {

		TOLD, CONCEALED, LEFT_OUT

	}

	@Override
	public void onPostInsert(PostInsertEvent event) {
		say("created", event.getEntity(), event.getId(), event.getPersister(), null, event.getState());
	}

	@Override
	public void onPostUpdate(PostUpdateEvent event) {
		say("changed", event.getEntity(), event.getId(), event.getPersister(), event.getOldState(), event.getState());
	}

	@Override
	public void onPostDelete(PostDeleteEvent event) {
		say("deleted", event.getEntity(), event.getId(), event.getPersister(), event.getDeletedState(), null);
	}

	@Override
	public boolean requiresPostCommitHandling(EntityPersister persister) {
		return false;
	}

	private void say(String action, Object entity, Object id, EntityPersister persister,
			@Nullable Object @Nullable [] before, @Nullable Object @Nullable [] after) {
		if (!(entity instanceof Placed placed) || entity.getClass().isAnnotationPresent(NotAudited.class)
				|| this.excluded.contains(entity.getClass().getSimpleName())) {
			return;
		}
		Map<String, Property> was = new LinkedHashMap<>();
		Map<String, Property> is = new LinkedHashMap<>();
		spread(entity.getClass(), persister.getPropertyNames(), persister.getPropertyTypes(), before, was);
		spread(entity.getClass(), persister.getPropertyNames(), persister.getPropertyTypes(), after, is);
		Map<String, Object> old = new LinkedHashMap<>();
		Map<String, Object> now = new LinkedHashMap<>();
		was.forEach((name, property) -> {
			Object changed = Objects.requireNonNull(is.get(name)).value();
			Treatment treatment = treatment(property.owner(), name);
			if (treatment != Treatment.LEFT_OUT && !same(property.value(), changed)) {
				put(old, name, property.value(), treatment);
				put(now, name, changed, treatment);
			}
		});
		if (old.isEmpty() && now.isEmpty()) {
			return;
		}
		Place place = placed.place();
		Map<String, Property> state = (after != null) ? is : was;
		String type = StringUtils.uncapitalize(entity.getClass().getSimpleName());
		Long number = (id instanceof Long known) ? known : null;
		Event.Subject subject = new Event.Subject(type, number, type.equals("person") ? number : person(state),
				people(state));
		this.audit.add(Event.of(Scope.current(), place, action, subject, old.isEmpty() ? null : old,
				now.isEmpty() ? null : now));
	}

	/**
	 * What stands in an embedded part is told like the rest: the log knows columns, not
	 * classes.
	 */
	private static void spread(Class<?> owner, String[] names, Type[] types, @Nullable Object @Nullable [] state,
			Map<String, Property> into) {
		for (int at = 0; at < names.length; at++) {
			Object value = (state != null) ? state[at] : null;
			if (types[at] instanceof ComponentType part) {
				spread(part.getReturnedClass(), part.getPropertyNames(), part.getSubtypes(),
						(value != null) ? part.getPropertyValues(value) : null, into);
			}
			else {
				into.put(names[at], new Property(owner, value));
			}
		}
	}

	/** A value and the class that declares its field. */
	private record Property(Class<?> owner, @Nullable Object value) {
	}

	private static void put(Map<String, Object> values, String name, @Nullable Object value, Treatment treatment) {
		if (treatment == Treatment.CONCEALED) {
			values.put(name, HIDDEN);
		}
		else if (value instanceof Placed || (value instanceof Collection<?> many && holdsEntities(many))) {
			// an entity inside another tells its own story
			return;
		}
		else if (value != null && !value.equals("") && !(value instanceof Collection<?> many && many.isEmpty())) {
			values.put(name, value);
		}
	}

	private static boolean holdsEntities(Collection<?> many) {
		return many instanceof org.hibernate.collection.spi.PersistentCollection<?>
				|| many.stream().anyMatch(Placed.class::isInstance);
	}

	private static boolean same(@Nullable Object was, @Nullable Object is) {
		if (was instanceof Object[] one && is instanceof Object[] other) {
			return Arrays.equals(one, other);
		}
		return Objects.equals(was, is);
	}

	private static @Nullable Long person(Map<String, Property> state) {
		return (value(state, "personId") instanceof Long id) ? id : null;
	}

	private static @Nullable List<Long> people(Map<String, Property> state) {
		return (value(state, "participants") instanceof Collection<?> ids && !ids.isEmpty())
				? ids.stream().filter(Long.class::isInstance).map(Long.class::cast).toList() : null;
	}

	private static @Nullable Object value(Map<String, Property> state, String name) {
		Property property = state.get(name);
		return (property != null) ? property.value() : null;
	}

	private Treatment treatment(Class<?> type, String field) {
		return this.treatments.computeIfAbsent(type.getName() + "." + field, (key) -> {
			Field declared = ReflectionUtils.findField(type, field);
			if (TECHNICAL.contains(field) || field.toLowerCase(Locale.ROOT).endsWith("norm")
					|| this.excluded.contains(type.getSimpleName() + "." + field)
					|| (declared != null && declared.isAnnotationPresent(NotAudited.class))) {
				return Treatment.LEFT_OUT;
			}
			return (declared != null && declared.isAnnotationPresent(Concealed.class)) ? Treatment.CONCEALED
					: Treatment.TOLD;
		});
	}

}
