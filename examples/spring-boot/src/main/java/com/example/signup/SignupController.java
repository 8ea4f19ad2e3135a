package com.example.signup;

import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.ports.driven.Tenants;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SignupController {
    static final ProjectId PROJECT =
            ProjectId.of("4f9d1c1e-6a53-4c39-9a53-0d8f6a1f2b77").get();

    private final Signups signups;
    private final Project project;

    SignupController(Signups signups, Tenants tenants) {
        this.signups = signups;
        this.project = tenants.project(PROJECT).orElseThrow();
    }

    record Signup(String phone, String campaign) {}

    record SignedUp(UUID user, String line) {}

    @PostMapping("/signups")
    SignedUp signUp(@RequestBody Signup signup) {
        return signedUp(signups.signUp(project, signup.phone(), signup.campaign()));
    }

    @GetMapping("/signups")
    ResponseEntity<SignedUp> find(@RequestParam String phone) {
        return ResponseEntity.of(signups.findByPhone(project, phone).map(SignupController::signedUp));
    }

    private static SignedUp signedUp(SharedUser user) {
        return new SignedUp(user.id().value(), user.line().e164());
    }

    @ExceptionHandler(DataIntegrityViolationException.class)
    ProblemDetail noSuchCampaign() {
        return ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, "There is no such campaign.");
    }
}
