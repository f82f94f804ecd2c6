package ru.nastavnik.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * Starts the gateway.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class GatewayApplication {

	static {
		// shorter than the 20 s after which the services close an idle connection: a
		// write
		// must not meet a connection that the other side is closing
		String idle = "jdk.httpclient.keepalive.timeout";
		System.setProperty(idle, System.getProperty(idle, "15"));
	}

	public static void main(String[] args) {
		SpringApplication.run(GatewayApplication.class, args);
	}

}
