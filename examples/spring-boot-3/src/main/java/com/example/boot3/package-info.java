/** An application on Spring Boot 3.5 that uses the adapter without the starter. */
package com.example.boot3;
