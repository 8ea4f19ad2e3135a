"use strict";

const page = document.getElementById("docs");
const credentials = JSON.parse(page.dataset.credentials);

function show(description) {
  // Calls go to where the page is, which may be below a path of a proxy's own.
  description.servers = [{url: new URL(".", document.baseURI).href.slice(0, -1)}];
  const viewer = SwaggerUIBundle({
    domNode: page,
    spec: description,
    validatorUrl: null,
    deepLinking: true,
    tryItOutEnabled: true,
    defaultModelsExpandDepth: 0,
    onComplete() {
      for (const [scheme, value] of Object.entries(credentials)) {
        if (typeof value === "string") {
          viewer.preauthorizeApiKey(scheme, value);
        } else {
          viewer.preauthorizeBasic(scheme, value.username, value.password);
        }
      }
      document.getElementById("demo").hidden = Object.keys(credentials).length === 0;
    },
  });
}

fetch("openapi.json").then((answer) => answer.json()).then(show);
