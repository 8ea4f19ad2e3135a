package dev.partyline.spring.web;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.servlet.DispatcherServlet;

/** Problem details for what controllers throw, in an application that has Spring MVC. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(DispatcherServlet.class)
final class PartylineWebMvcAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    RefusalProblems partylineRefusalProblems() {
        return RefusalProblems.standard();
    }

    @Bean
    RefusalAdvice partylineRefusalAdvice(RefusalProblems problems) {
        return new RefusalAdvice(problems);
    }

    @Bean
    @ConditionalOnClass(CannotCreateTransactionException.class)
    TransactionAdvice partylineTransactionAdvice(RefusalAdvice refusals) {
        return new TransactionAdvice(refusals);
    }
}
