package com.example.signup;

import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.ports.RefusedException;
import dev.partyline.ports.UserRegistry;
import dev.partyline.spring.Joined;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class Signups {
    private final UserRegistry users;
    private final JdbcClient database;

    Signups(@Joined UserRegistry users, JdbcClient database) {
        this.users = users;
        this.database = database;
    }

    /** The user and the row are committed together, or neither is. */
    @Transactional
    SharedUser signUp(Project project, String phone, String campaign) {
        SharedUser user = RefusedException.orThrow(
                        NewSharedUser.of(project, phone, GivenProfile.NONE).flatMap(users::create))
                .user();
        database.sql("INSERT INTO signup VALUES (?, ?) ON CONFLICT DO NOTHING")
                .params(user.id().value(), campaign)
                .update();
        return user;
    }

    /** The user with this phone, however it is spelled. */
    @Transactional(readOnly = true)
    Optional<SharedUser> findByPhone(Project project, String phone) {
        return PhoneNumber.of(phone)
                .toJavaOptional()
                .flatMap(number -> users.find(project.id(), new Key.SharedPhone(project.id(), number)))
                .map(SharedUser.class::cast);
    }
}
