package ru.nastavnik.kit.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The HTTP interface of a service: {@code nastavnik.web.*}.
 *
 * @param maxBody the largest body of a request with an {@code Idempotency-Key}, which is
 * held in memory; other bodies are limited by the gateway, to the same size
 */
@ConfigurationProperties("nastavnik.web")
record WebProperties(@DefaultValue("16MB") DataSize maxBody) {
}
