# syntax=docker/dockerfile:1
# One image for every process of the mesh: the arguments name the process.
# Bases are pinned by digest; a new one comes as a change to these two lines.
ARG BUILD_IMAGE=node:24-bookworm@sha256:3a09aa6354567619221ef6c45a5051b671f953f0a1924d1f819ffb236e520e6b
ARG RUNTIME_IMAGE=gcr.io/distroless/cc-debian12:nonroot@sha256:9dac0a79194e45a7da0158a9c6da57b217585af0786db3845d1f0ec1a0dd182f

# Only what decides which dependencies are installed: while it stays the same, the install below comes from the cache.
FROM ${BUILD_IMAGE} AS manifests
WORKDIR /app
COPY . .
RUN find . -type f ! -name package.json ! -name package-lock.json -delete

FROM ${BUILD_IMAGE} AS build
WORKDIR /app
COPY --from=manifests /app ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error
COPY . .
RUN node --no-warnings k8s/assemble.ts
# --build-arg RENDERING=installed takes ffmpeg and espeak-ng along, for CONTENT_RENDERER=ffmpeg and CONTENT_VOICE=espeak-ng.
ARG RENDERING=built-in
RUN node --no-warnings k8s/rendering.ts ${RENDERING}

FROM ${RUNTIME_IMAGE}
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 QUINT_WEB_BUILD=.next/image
COPY --from=build /app/image/bin/ /usr/local/bin/
COPY --from=build /app/image/lib/ /usr/lib/
COPY --from=build /app/image/app/ ./
USER 65532:65532
ENTRYPOINT ["/usr/local/bin/node", "--no-warnings"]
CMD ["gateway/main.ts"]
