/** A service that keeps who signed up for what. Its row and the user are written together or not at all. */
package com.example.signup;
