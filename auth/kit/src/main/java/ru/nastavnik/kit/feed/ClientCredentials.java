package ru.nastavnik.kit.feed;

import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;

/**
 * A token by the client-credentials grant, kept until it is about to expire.
 */
class ClientCredentials implements ServiceToken {

	private static final String SELF = "self";

	private final AuthorizedClientServiceOAuth2AuthorizedClientManager manager;

	ClientCredentials(ClientProperties properties) {
		ClientRegistration registration = ClientRegistration.withRegistrationId(SELF)
			.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
			.clientId(properties.id())
			.clientSecret(properties.secret())
			.tokenUri(properties.tokenUri())
			.build();
		InMemoryClientRegistrationRepository registrations = new InMemoryClientRegistrationRepository(registration);
		this.manager = new AuthorizedClientServiceOAuth2AuthorizedClientManager(registrations,
				new InMemoryOAuth2AuthorizedClientService(registrations));
		this.manager
			.setAuthorizedClientProvider(OAuth2AuthorizedClientProviderBuilder.builder().clientCredentials().build());
	}

	@Override
	public synchronized String value() {
		OAuth2AuthorizedClient client = this.manager
			.authorize(OAuth2AuthorizeRequest.withClientRegistrationId(SELF).principal(SELF).build());
		if (client == null) {
			throw new IllegalStateException("The identity provider gave no token");
		}
		return client.getAccessToken().getTokenValue();
	}

}
