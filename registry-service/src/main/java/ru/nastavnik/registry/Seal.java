package ru.nastavnik.registry;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Seals a password or a code for its short way through a queue, so that neither a copy of
 * the database nor its log shows one. The key is the service's own.
 */
@Component
public class Seal {

	/** The user has no password yet and gets this one. */
	private static final String INITIAL = "initial:";

	/** The user has proven to be who they are and gets this one. */
	private static final String RESET = "reset:";

	/** What a letter will say. */
	private static final String SECRET = "secret:";

	private static final int NONCE = 12;

	private final SecretKeySpec key;

	private final SecureRandom random = new SecureRandom();

	Seal(@Value("${nastavnik.accounts.seal-key:${nastavnik.client.secret:}}") String secret) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256")
				.digest(("nastavnik-seal:" + secret).getBytes(StandardCharsets.UTF_8));
			this.key = new SecretKeySpec(digest, "AES");
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public @Nullable String initial(@Nullable String password) {
		return (password != null) ? INITIAL + seal(password) : null;
	}

	public String reset(String password) {
		return RESET + seal(password);
	}

	public static boolean isReset(@Nullable String sealed) {
		return sealed != null && sealed.startsWith(RESET);
	}

	/** The password; what was queued before passwords were sealed is as it is. */
	public @Nullable String open(@Nullable String sealed) {
		if (sealed == null) {
			return null;
		}
		for (String kind : new String[] { INITIAL, RESET, SECRET }) {
			if (sealed.startsWith(kind)) {
				return unseal(sealed.substring(kind.length()));
			}
		}
		return sealed;
	}

	/** Something that a letter will say. */
	public String secret(String text) {
		return SECRET + seal(text);
	}

	private String seal(String password) {
		try {
			byte[] nonce = new byte[NONCE];
			this.random.nextBytes(nonce);
			byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(password.getBytes(StandardCharsets.UTF_8));
			byte[] all = Arrays.copyOf(nonce, NONCE + sealed.length);
			System.arraycopy(sealed, 0, all, NONCE, sealed.length);
			return Base64.getEncoder().encodeToString(all);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private String unseal(String text) {
		try {
			byte[] all = Base64.getDecoder().decode(text);
			byte[] nonce = Arrays.copyOf(all, NONCE);
			return new String(cipher(Cipher.DECRYPT_MODE, nonce).doFinal(all, NONCE, all.length - NONCE),
					StandardCharsets.UTF_8);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("A queued password was sealed with another key", ex);
		}
	}

	private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
		cipher.init(mode, this.key, new GCMParameterSpec(128, nonce));
		return cipher;
	}

}
