# Asterism in a small image, run by an ordinary user:   docker build -t asterism .
# The same with Python and spaCy:                        docker build -t asterism:spacy --target spacy .
FROM debian:bookworm-slim AS build
WORKDIR /src
COPY scripts/install_packages scripts/packages.txt scripts/
COPY scripts/lib/apt.sh scripts/lib/locks.sh scripts/lib/root.sh scripts/lib/
RUN scripts/install_packages
COPY . .
RUN cmake --preset release -DASTERISM_TESTS=OFF \
    && cmake --build build/release --target asterism \
    && cmake --install build/release --component program --prefix /opt/asterism --strip

FROM debian:bookworm-slim AS run
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates libcpp-httplib0.11 libfmt9 libicu72 libpq5 \
        libspdlog1.10 libsqlite3-0 libstemmer0d libtomlplusplus3 libxxhash0 zlib1g \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --create-home --home-dir /data --uid 10001 asterism
COPY --from=build /opt/asterism/ /usr/local/
WORKDIR /data
USER asterism

FROM run AS spacy
USER root
COPY requirements.txt /opt/spacy/
RUN apt-get update \
    && apt-get install -y --no-install-recommends python3 python3-venv \
    && rm -rf /var/lib/apt/lists/* \
    && python3 -m venv /opt/spacy \
    && /opt/spacy/bin/pip install --no-cache-dir -r /opt/spacy/requirements.txt
ENV PATH=/opt/spacy/bin:$PATH
USER asterism
ENTRYPOINT ["asterism"]
CMD ["--help"]

FROM run AS asterism
ENTRYPOINT ["asterism"]
CMD ["--help"]
