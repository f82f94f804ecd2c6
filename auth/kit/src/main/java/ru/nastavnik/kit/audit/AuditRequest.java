package ru.nastavnik.kit.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Remembers for the length of a request where it came from and what was read in it.
 */
class AuditRequest extends OncePerRequestFilter {

	private static final ScopedValue<Noted> CURRENT = ScopedValue.newInstance();

	/** What the request has read so far, and its address. */
	record Noted(@Nullable String ip, List<Event> reads) {
	}

	static @Nullable Noted current() {
		return CURRENT.isBound() ? CURRENT.get() : null;
	}

	static @Nullable String ip() {
		return CURRENT.isBound() ? CURRENT.get().ip() : null;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			ScopedValue.where(CURRENT, new Noted(address(request), new ArrayList<>())).call(() -> {
				chain.doFilter(request, response);
				return null;
			});
		}
		catch (ServletException | IOException | RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new ServletException(ex);
		}
	}

	/**
	 * The gateway appends whom it talks to, so the last entry is not the client's own
	 * invention.
	 */
	private static @Nullable String address(HttpServletRequest request) {
		String forwarded = request.getHeader("X-Forwarded-For");
		String address = (forwarded != null) ? forwarded.substring(forwarded.lastIndexOf(',') + 1).strip()
				: request.getRemoteAddr();
		return (address != null && address.matches("[0-9a-fA-F:.]{2,45}")) ? address : null;
	}

}
