# The service in one image: `docker build -t cpom .`; with LibreOffice, `--build-arg LIBREOFFICE=oui`.

FROM python:3.11-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /source
RUN python -m venv /opt/cpom
COPY requirements.txt .
RUN /opt/cpom/bin/pip install --require-hashes -r requirements.txt
COPY pyproject.toml README.md ./
COPY schemas schemas
COPY templates templates
COPY server server
RUN /opt/cpom/bin/pip install --no-deps --no-build-isolation .

FROM python:3.11-slim-bookworm
ARG LIBREOFFICE=non
RUN if [ "$LIBREOFFICE" = oui ]; then \
        apt-get update \
        && apt-get install -y --no-install-recommends libreoffice-writer-nogui \
        && rm -rf /var/lib/apt/lists/*; \
    fi
RUN useradd --system --uid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin cpom \
    && install -d -o cpom -g cpom /var/lib/cpom
COPY --from=build /opt/cpom /opt/cpom
ENV PATH=/opt/cpom/bin:$PATH \
    CPOM_VAR=/var/lib/cpom \
    LANG=C.UTF-8 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
USER cpom
VOLUME /var/lib/cpom
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/sante', timeout=8)"]
CMD ["cpom", "serve", "--hote", "0.0.0.0", "--port", "8000"]
