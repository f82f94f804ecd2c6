package ru.nastavnik.registry.organisation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Rearranging;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.organisation.Reorganisation.Request;

/**
 * The door to operations on the tree: checks the caller's power over every organisation
 * concerned and only then opens the scope in which the rows of these organisations are
 * rewritten. What comes back is counts and journal entries, never a row. No transaction
 * of its own: the scope begins with the work's.
 */
@Service
@Transactional(propagation = Propagation.NOT_SUPPORTED)
class Reorganising {

	private final OrganisationDirectory directory;

	private final ReorganisationReading reading;

	private final ReorganisationWork work;

	Reorganising(OrganisationDirectory directory, ReorganisationReading reading, ReorganisationWork work) {
		this.directory = directory;
		this.reading = reading;
		this.work = work;
	}

	Reorganisation.Preview preview(long id, Request request) {
		return Scope.get(keeping(id, request), () -> this.work.preview(id, request));
	}

	Reorganisation carryOut(long id, Request request) {
		Request reserved = (request.founding() != null) ? request.reserving(this.directory.nextId()) : request;
		Scope scope = keeping(id, reserved);
		return Scope.get(scope, () -> Rearranging.of(scope.write(), () -> this.work.carryOut(id, reserved)));
	}

	List<PeopleCounts.ClassSize> classes(long id) {
		this.directory.requireManage(this.directory.get(id).place());
		return Scope.get(Scope.current().keeping(Set.of(id)), () -> this.reading.classes(id));
	}

	Reorganisation undo(long entryId) {
		Reorganisation entry = this.reading.entry(entryId);
		Set<Long> concerned = new HashSet<>(managed(entry.organisationId()));
		if (entry.targetId() != null) {
			concerned.addAll(managed(entry.targetId()));
		}
		for (long parent : this.reading.formerParents(entryId)) {
			managed(parent);
		}
		Scope scope = Scope.current().keeping(concerned);
		return Scope.get(scope, () -> Rearranging.of(scope.write(), () -> this.work.undo(entryId)));
	}

	private Scope keeping(long id, Request request) {
		Set<Long> concerned = new HashSet<>(managed(id));
		Long target = request.target();
		if (target != null
				&& this.directory.find(target).filter((unit) -> this.directory.manages(unit.place())).isPresent()) {
			concerned.add(target);
		}
		if (request.reserved() != null) {
			concerned.add(request.reserved());
		}
		return Scope.current().keeping(concerned);
	}

	/**
	 * The organisation and all below it; 404 or 403 when they are not the caller's to
	 * manage.
	 */
	private Set<Long> managed(long id) {
		Unit unit = this.directory.get(id);
		this.directory.requireManage(unit.place());
		Set<Long> all = new HashSet<>(Set.of(id));
		if (unit.level() != Level.MINISTRY) {
			all.addAll(this.directory.subtree(id));
		}
		return all;
	}

}
