"use strict";

const page = document.getElementById("docs");
const credentials = JSON.parse(page.dataset.credentials);

const viewer = SwaggerUIBundle({
  domNode: page,
  url: "openapi.json",
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
