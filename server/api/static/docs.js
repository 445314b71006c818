window.addEventListener("load", () => {
  SwaggerUIBundle({
    url: document.getElementById("api").dataset.openapi,
    dom_id: "#api",
    deepLinking: true,
    defaultModelsExpandDepth: 0,
    docExpansion: "list",
    validatorUrl: null,
  });
});
