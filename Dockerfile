# The images of the shop, one target each: monolith, orders, catalog, storefront, console, migrate, payment-provider.
#
#   docker build --target orders --build-arg COMMIT=$(git rev-parse HEAD) --tag banyan/orders .
#
# What is in them, how they are run, and how `npm run image:check` proves them without Docker: docs/guides/containers.md.

ARG NODE_IMAGE=node:24.21.0-bookworm-slim

# The workspace, with what it takes to build it. Nothing of this stage gets into an image as it is.
FROM ${NODE_IMAGE} AS workspace
WORKDIR /banyan
COPY . .
RUN npm ci --ignore-scripts --no-audit --no-fund

# The certificate authorities of RDS. AWS adds some now and then: then look at what has changed, and pin the new file.
# DATABASE_AUTHORITIES may also name a file in the folder that is built from.
FROM ${NODE_IMAGE} AS authorities
ARG DATABASE_AUTHORITIES=https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem
ARG DATABASE_AUTHORITIES_SHA256=e5bb2084ccf45087bda1c9bffdea0eb15ee67f0b91646106e466714f9de3c7e3
ADD ${DATABASE_AUTHORITIES} /rds-global-bundle.pem
RUN echo "${DATABASE_AUTHORITIES_SHA256}  /rds-global-bundle.pem" | sha256sum --check --strict && chmod 0444 /rds-global-bundle.pem

# What all images have: an init that passes signals on and reaps what is left behind, a user, and one folder in which it may write.
FROM ${NODE_IMAGE} AS common
RUN apt-get update && apt-get install --yes --no-install-recommends tini && rm -rf /var/lib/apt/lists/*
RUN install --directory --owner=1000 --group=1000 --mode=0700 /var/lib/banyan
WORKDIR /banyan
ENV NODE_ENV=production
# `node`, by its number: a platform that wants no root can tell.
USER 1000:1000
VOLUME /var/lib/banyan
ENTRYPOINT ["/usr/bin/tini", "--"]
ARG VERSION=0.1.0
ARG COMMIT=unknown
LABEL org.opencontainers.image.vendor="Banyan" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${COMMIT}"

# What the database of the shop asks for beside.
FROM common AS shop
COPY --from=authorities /rds-global-bundle.pem /usr/local/share/ca-certificates/rds-global-bundle.pem
ARG DATABASE_AUTHORITIES_SHA256=e5bb2084ccf45087bda1c9bffdea0eb15ee67f0b91646106e466714f9de3c7e3
LABEL banyan.database-authorities="sha256:${DATABASE_AUTHORITIES_SHA256}"

# A process that runs modules. It is alive as long as its internal listener answers; whether it is ready, load balancers ask.
FROM shop AS host
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.INTERNAL_PORT + '/health/live').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]

FROM workspace AS build-monolith
RUN npx --no nest build monolith && npm ci --workspace apps/monolith --omit=dev --ignore-scripts --no-audit --no-fund

FROM host AS monolith
LABEL org.opencontainers.image.title="banyan/monolith"
COPY --from=build-monolith /banyan/node_modules node_modules/
COPY --from=build-monolith /banyan/apps/monolith/package.json apps/monolith/
COPY --from=build-monolith /banyan/apps/monolith/dist apps/monolith/dist/
# The shoppers' API, calls of other hosts, operators, those who move routes.
EXPOSE 3000 4000 4001 4002
CMD ["node", "--enable-source-maps", "apps/monolith/dist/main.js"]

FROM workspace AS build-orders
RUN npx --no nest build orders && npm ci --workspace apps/orders --omit=dev --ignore-scripts --no-audit --no-fund

FROM host AS orders
LABEL org.opencontainers.image.title="banyan/orders"
COPY --from=build-orders /banyan/node_modules node_modules/
COPY --from=build-orders /banyan/apps/orders/package.json apps/orders/
COPY --from=build-orders /banyan/apps/orders/dist apps/orders/dist/
EXPOSE 4000
CMD ["node", "--enable-source-maps", "apps/orders/dist/main.js"]

FROM workspace AS build-catalog
RUN npx --no nest build catalog && npm ci --workspace apps/catalog --omit=dev --ignore-scripts --no-audit --no-fund

FROM host AS catalog
LABEL org.opencontainers.image.title="banyan/catalog"
COPY --from=build-catalog /banyan/node_modules node_modules/
COPY --from=build-catalog /banyan/apps/catalog/package.json apps/catalog/
COPY --from=build-catalog /banyan/apps/catalog/dist apps/catalog/dist/
EXPOSE 4000
CMD ["node", "--enable-source-maps", "apps/catalog/dist/main.js"]

# Pages. All that they load is in their own files.
FROM common AS pages
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/health/live').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
EXPOSE 3000

FROM workspace AS build-storefront
RUN node tools/src/pages/build.ts storefront

FROM pages AS storefront
LABEL org.opencontainers.image.title="banyan/storefront"
COPY --from=build-storefront /banyan/apps/storefront/package.json apps/storefront/
COPY --from=build-storefront /banyan/apps/storefront/dist apps/storefront/dist/
CMD ["node", "--enable-source-maps", "apps/storefront/dist/main.js"]

FROM workspace AS build-console
RUN node tools/src/pages/build.ts console

FROM pages AS console
LABEL org.opencontainers.image.title="banyan/console"
COPY --from=build-console /banyan/apps/console/package.json apps/console/
COPY --from=build-console /banyan/apps/console/dist apps/console/dist/
CMD ["node", "--enable-source-maps", "apps/console/dist/main.js"]

# Brings every schema up to date, and ends. Reports are extracted by the same image: `node tools/extract/dist/main.js`.
FROM workspace AS build-migrate
RUN npx --no nest build migrate extract && npm ci --workspace tools/migrate --workspace tools/extract --omit=dev --ignore-scripts --no-audit --no-fund

FROM shop AS migrate
LABEL org.opencontainers.image.title="banyan/migrate"
COPY --from=build-migrate /banyan/node_modules node_modules/
COPY --from=build-migrate /banyan/tools/migrate/package.json tools/migrate/
COPY --from=build-migrate /banyan/tools/migrate/dist tools/migrate/dist/
COPY --from=build-migrate /banyan/tools/extract/package.json tools/extract/
COPY --from=build-migrate /banyan/tools/extract/dist tools/extract/dist/
HEALTHCHECK NONE
CMD ["node", "--enable-source-maps", "tools/migrate/dist/main.js", "--data", "/var/lib/banyan"]

# Plays the payment company where there is none. It is for compose.yaml alone and goes nowhere else.
FROM workspace AS build-payment-provider
RUN npx --no nest build payment-provider && npm ci --workspace apps/payment-provider --omit=dev --ignore-scripts --no-audit --no-fund

FROM common AS payment-provider
LABEL org.opencontainers.image.title="banyan/payment-provider"
COPY --from=build-payment-provider /banyan/node_modules node_modules/
COPY --from=build-payment-provider /banyan/apps/payment-provider/package.json apps/payment-provider/
COPY --from=build-payment-provider /banyan/apps/payment-provider/dist apps/payment-provider/dist/
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/health/ready').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
EXPOSE 3000
CMD ["node", "--enable-source-maps", "apps/payment-provider/dist/main.js"]
