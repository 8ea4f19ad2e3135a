/**
 * A service that keeps who signed up for what. Its row and the user are written together or not at all. What it
 * knows of a user goes once the user is erased.
 */
package com.example.signup;
