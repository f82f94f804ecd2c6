package ru.nastavnik.kit.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

import org.springframework.util.unit.DataSize;

import ru.nastavnik.kit.problem.KitProblem;

/**
 * A request whose body was read once for its hash and can be read again. A body beyond
 * the limit is refused before it fills the memory.
 */
class CachedBodyRequest extends HttpServletRequestWrapper {

	private static final byte[] NOTHING = {};

	/** How many times the limit is read past before the connection is given up. */
	private static final long LISTENED = 4;

	private final byte[] body;

	CachedBodyRequest(HttpServletRequest request, DataSize limit) throws IOException {
		super(request);
		int most = Math.toIntExact(limit.toBytes());
		InputStream source = request.getInputStream();
		// a chunked body does not say its length
		this.body = (request.getContentLengthLong() > most) ? NOTHING : source.readNBytes(most + 1);
		if (request.getContentLengthLong() > most || this.body.length > most) {
			// a caller who is still writing would see a broken connection, not the answer
			source.skip(LISTENED * most);
			throw KitProblem.TOO_LARGE.because("Запрос больше " + limit.toMegabytes()
					+ " МБ. Разделите данные на части и отправьте их по очереди. Ничего не сохранено.");
		}
	}

	byte[] body() {
		return this.body;
	}

	@Override
	public ServletInputStream getInputStream() {
		InputStream source = new ByteArrayInputStream(this.body);
		return new ServletInputStream() {

			@Override
			public int read() throws IOException {
				return source.read();
			}

			@Override
			public int read(byte[] bytes, int offset, int length) throws IOException {
				return source.read(bytes, offset, length);
			}

			@Override
			public boolean isFinished() {
				try {
					return source.available() == 0;
				}
				catch (IOException ex) {
					return true;
				}
			}

			@Override
			public boolean isReady() {
				return true;
			}

			@Override
			public void setReadListener(ReadListener listener) {
				throw new IllegalStateException("The body is already read");
			}

		};
	}

}
