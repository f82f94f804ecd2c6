package ru.nastavnik.monitoring.indicator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.tenancy.Place;

/**
 * Where organisations stand today and where they stood at the end of each period. What
 * the facts of others say about a place is older or newer than the directory by chance,
 * so the directory decides.
 */
final class Placements {

	/** At one place in these slots; null for all slots. */
	record Stay(Place place, @Nullable BitSet slots) {
	}

	private record Dated(LocalDate since, Place place) {
	}

	private final Map<Long, Place> today = new HashMap<>();

	private final Map<Long, List<Dated>> dated = new HashMap<>();

	void put(State.Unit unit) {
		this.today.put(unit.id(), unit.place());
		this.dated.remove(unit.id());
		if (unit.reorganised()) {
			List<Dated> places = new ArrayList<>();
			for (int at = 0; at < unit.placedSince().size(); at++) {
				places.add(new Dated(unit.placedSince().get(at), new Place(unit.regionId(),
						unit.placedInstitutes().get(at), unit.placedMunicipalities().get(at), unit.id())));
			}
			this.dated.put(unit.id(), places);
		}
	}

	/** The place of the state's organisation today. */
	Place of(State state) {
		return this.today.getOrDefault(state.organisationId(), state.place());
	}

	/** The place of an organisation that need not be known yet. */
	Place of(long region, long organisation) {
		return this.today.getOrDefault(organisation, new Place(region, null, null, organisation));
	}

	boolean isReorganised(Place place) {
		return this.dated.containsKey(place.organisation());
	}

	/** Where the organisation, today at the place, stood in which slots. */
	List<Stay> stays(Place place, LocalDate horizon) {
		List<Dated> places = this.dated.get(place.organisation());
		if (places == null) {
			return List.of(new Stay(place, null));
		}
		List<Stay> stays = new ArrayList<>();
		BitSet left = new BitSet();
		left.set(0, Period.slots(horizon));
		for (int at = places.size() - 1; at >= 0; at--) {
			BitSet here = (BitSet) left.clone();
			if (at > 0) {
				here.and(Period.endingFrom(places.get(at).since(), horizon));
			}
			left.andNot(here);
			stays.add(new Stay(places.get(at).place(), here));
		}
		return stays;
	}

}
