# The job on Flink. From the root of a built checkout (mvn -B -DskipTests package):
#   docker build -f deploy/images/job.Dockerfile -t registry.example/sojourn-job:0.1.0 .
FROM flink:2.3.0-java17
# The reporter is a plugin of the image already (plugins/metrics-prometheus).
COPY --chown=flink:flink deploy/cluster/target/job.jar /opt/flink/usrlib/sojourn-job.jar
USER flink
