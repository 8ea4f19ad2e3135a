package dev.partyline.domain.tenant;

/** What an account may ask to be a key of its subscriber users (N4). */
public enum SubscriberKey {
    EMAIL,
    MSISDN,
    IDENTITY
}
