# The images are arguments so that a company can name its own mirror of them.
ARG NODE_IMAGE=node:22-bookworm-slim
ARG BUILD_IMAGE=maven:3.9-eclipse-temurin-25
ARG RUNTIME_IMAGE=debian:bookworm-slim

FROM ${NODE_IMAGE} AS page
WORKDIR /src/web-client
COPY web-client/package.json web-client/package-lock.json web-client/.npmrc ./
RUN npm ci --no-audit --no-fund
COPY web-client/ ./
RUN npm run build

FROM ${BUILD_IMAGE} AS server
ARG MAVEN_FLAGS="-B -ntp"
WORKDIR /src
COPY pom.xml ./
COPY prompts/schemas prompts/schemas
COPY server/ server/
COPY --from=page /src/web-client/dist server/src/main/resources/static
RUN mvn ${MAVEN_FLAGS} -f server/pom.xml -DskipTests -Dspotless.skip package \
 && java -Djarmode=tools -jar server/target/calmroom.jar extract --destination /app
# The runtime without compiler, debugger and tools, packed: a quarter of the JDK (81 MB for 116; a start takes
# 8 to 9 s of processor time with either).
RUN jlink --compress zip-6 --add-modules java.se,jdk.unsupported,jdk.management,jdk.zipfs,jdk.net,jdk.naming.dns,jdk.charsets,jdk.jfr,jdk.crypto.cryptoki \
    --strip-java-debug-attributes --no-man-pages --no-header-files --generate-cds-archive --output /java \
 # The class archive for heaps of more than 32 GB, which nobody needs here.
 && rm /java/lib/server/classes_nocoops.jsa
# The voice that the image speaks with; `--build-arg VOICE=` builds without one, as where no network can be reached.
ARG VOICE=joe
RUN mkdir -p /voice/voices \
 && if [ -n "${VOICE}" ]; then CALMROOM_CACHE=/voice java -jar /app/calmroom.jar voices install "${VOICE}"; fi

FROM ${RUNTIME_IMAGE}
LABEL org.opencontainers.image.title="Calmroom" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN mkdir /data && chown 10001:10001 /data
COPY --from=server /java /opt/java
# Libraries change seldom, our own jar with every build: two layers.
COPY --from=server /app/lib /opt/calmroom/lib
COPY --from=server /voice/voices /opt/calmroom/voices
COPY prompts /opt/calmroom/prompts
COPY server/jvm.options /opt/calmroom/jvm.options
COPY --from=server /app/calmroom.jar /opt/calmroom/calmroom.jar
# Everything that is written goes to /data, but for the native libraries that are unpacked into /tmp.
# Two malloc arenas, as ./calmroom has it: an arena for each thread keeps what it once had. Numbers with a decimal
# point, whatever the base image's locale.
ENV MALLOC_ARENA_MAX=2 \
    LC_ALL=C.UTF-8 \
    CALMROOM_DATA=/data \
    CALMROOM_CACHE=/data/cache \
    CALMROOM_VOICES=/opt/calmroom/voices \
    CALMROOM_PROMPTS=/opt/calmroom/prompts
VOLUME /data
EXPOSE 8080
USER 10001:10001
WORKDIR /opt/calmroom
# Liveness: a database that is away is no reason to end the calls that are waiting for it.
HEALTHCHECK --interval=15s --timeout=5s --start-period=120s --retries=3 CMD ["bash", "-c", \
  "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /actuator/health/liveness HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && grep -q '\"UP\"' <&3"]
# CALMROOM_JAVA_OPTS, as for ./calmroom, adds to the options of the JVM or overrides them.
ENTRYPOINT ["bash", "-c", "exec /opt/java/bin/java @/opt/calmroom/jvm.options -Duser.home=/data ${CALMROOM_JAVA_OPTS:-} -jar /opt/calmroom/calmroom.jar \"$@\"", "calmroom"]
CMD ["serve", "--host", "0.0.0.0"]
