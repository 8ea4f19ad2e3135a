/**
 * The rules of user identity: values, users, requests, answers, and the functions that decide. Pure; safe for use by
 * any thread.
 */
module dev.partyline.domain {
    requires static transitive org.jspecify;
    requires transitive io.vavr;
    requires com.ibm.icu;
    requires com.google.i18n.phonenumbers.libphonenumber;
    requires org.apache.commons.validator;

    exports dev.partyline.domain.answer;
    exports dev.partyline.domain.request;
    exports dev.partyline.domain.rule;
    exports dev.partyline.domain.tenant;
    exports dev.partyline.domain.user;
    exports dev.partyline.domain.value;
}
