# The API (and every other command of sojourn). From the root of a built checkout (mvn -B -DskipTests package):
#   docker build -f deploy/images/api.Dockerfile -t registry.example/sojourn-api:0.1.0 .
FROM eclipse-temurin:17-jre
RUN groupadd --gid 10001 sojourn && useradd --uid 10001 --gid 10001 --home-dir /data --no-create-home sojourn \
    && mkdir /data && chown sojourn:sojourn /data
COPY sojourn /opt/sojourn/sojourn
COPY cli/target/cli-0.1.0-SNAPSHOT.jar /opt/sojourn/cli/target/
COPY cli/target/lib /opt/sojourn/cli/target/lib
# The launcher builds nothing here.
ENV SOJOURN_BUILD=no
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8080
ENTRYPOINT ["/opt/sojourn/sojourn"]
