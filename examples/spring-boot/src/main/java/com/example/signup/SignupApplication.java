package com.example.signup;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class SignupApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(SignupApplication.class, arguments);
    }
}
