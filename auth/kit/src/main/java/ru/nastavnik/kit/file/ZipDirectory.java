package ru.nastavnik.kit.file;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The table of contents at the end of a ZIP: names and sizes without unpacking anything,
 * so a bomb is seen before it goes off.
 */
final class ZipDirectory {

	private static final int END = 0x06054b50;

	private static final int ENTRY = 0x02014b50;

	private static final long MAX_UNPACKED = 300L * 1024 * 1024;

	private static final int MAX_ENTRIES = 10_000;

	private ZipDirectory() {
	}

	static Map<String, Long> of(byte[] content) {
		ByteBuffer zip = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
		try {
			int end = end(zip);
			int entries = zip.getShort(end + 10) & 0xFFFF;
			int at = zip.getInt(end + 16);
			if (entries > MAX_ENTRIES) {
				throw bomb();
			}
			Map<String, Long> names = new LinkedHashMap<>();
			long unpacked = 0;
			for (int entry = 0; entry < entries; entry++) {
				if (zip.getInt(at) != ENTRY) {
					throw broken();
				}
				long size = zip.getInt(at + 24) & 0xFFFFFFFFL;
				int nameLength = zip.getShort(at + 28) & 0xFFFF;
				byte[] name = new byte[nameLength];
				zip.get(at + 46, name);
				unpacked += size;
				names.put(new String(name, StandardCharsets.UTF_8), size);
				at += 46 + nameLength + (zip.getShort(at + 30) & 0xFFFF) + (zip.getShort(at + 32) & 0xFFFF);
			}
			if (unpacked > MAX_UNPACKED) {
				throw bomb();
			}
			return names;
		}
		catch (IndexOutOfBoundsException | BufferUnderflowException ex) {
			throw broken();
		}
	}

	private static int end(ByteBuffer zip) {
		int last = zip.capacity() - 22;
		for (int at = last; at >= Math.max(0, last - 0xFFFF); at--) {
			if (zip.getInt(at) == END) {
				return at;
			}
		}
		throw broken();
	}

	private static RuntimeException broken() {
		return FileProblem.BROKEN
			.because("Файл повреждён или загружен не полностью. Откройте его, сохраните заново и загрузите снова.")
			.on("file");
	}

	private static RuntimeException bomb() {
		return FileProblem.LARGE.because("Файл при распаковке слишком велик. Уберите из него лишнее и загрузите снова.")
			.on("file");
	}

}
